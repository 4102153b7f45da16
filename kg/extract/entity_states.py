"""When does the name of a country mean its government? Where it acts, is dealt with, or owns an act.

Caught: "the UK condemned", "announced by Russia", "U.S. support", "between France and Mali", "works with Turkey"
Left:   "in Syria", "fled Iraq", "Iraq's capital", "France is a country in Europe"
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from spacy.tokens import Doc, Token

from kg.data import lexicon
from kg.model import EntityFinding

COLUMNS = ("word", "pos", "place")
NOMINAL = frozenset({"NOUN", "PROPN"})
MODIFIERS = frozenset({"compound", "nmod", "poss"})


def state_words(extra: Path | None = None) -> dict[tuple[str, str], frozenset[str]]:
    """Lemma and part of speech with the places round them where a country acts; "-" as place: never as a subject."""
    found: dict[tuple[str, str], frozenset[str]] = {}
    for row in lexicon("state_words", COLUMNS, extra):
        key = (row["word"], row["pos"])
        found[key] = found.get(key, frozenset()) | frozenset(row["place"].split())
    return found


def states(
    doc: Doc, places: dict[int, EntityFinding], words: dict[tuple[str, str], frozenset[str]]
) -> dict[int, EntityFinding]:
    """The countries among the places that act as states, by head, with their new reading."""
    return {
        i: replace(place, cls="Government", rule=f"{place.rule}-state")
        for i, place in places.items()
        if place.cls == "Country" and place.form == "name" and _acts(doc[i], words)
    }


def _acts(token: Token, words: dict[tuple[str, str], frozenset[str]]) -> bool:
    token = _first_of_list(token)
    dep, head = token.dep_, token.head
    if dep == "nsubj":
        return _is_subject_of_act(head, words)
    if dep in MODIFIERS and head.pos_ in NOMINAL:
        return "of" in words.get((head.lemma_.lower(), "NOUN"), ())
    if dep == "dobj":
        return "obj" in words.get((head.lemma_, "VERB"), ())
    if dep == "appos":
        return "of" in words.get((head.lemma_.lower(), "NOUN"), ())
    if dep == "pobj":
        return head.dep_ == "agent" or _is_dealt_with(head, words)
    return False


def _first_of_list(token: Token) -> Token:
    while token.dep_ == "conj" and token.head.pos_ in NOMINAL:
        token = token.head
    return token


def _is_subject_of_act(verb: Token, words: dict[tuple[str, str], frozenset[str]]) -> bool:
    """Any verb but those of being, lying and suffering: a country borders, has, sees; a state does the rest."""
    if verb.pos_ not in {"VERB", "AUX"}:
        return False
    if verb.lemma_ == "be":
        return any(
            child.dep_ in {"attr", "acomp"} and "be" in words.get((child.lemma_, child.pos_), ())
            for child in verb.rights
        )
    return "-" not in words.get((verb.lemma_, "VERB"), ())


def _is_dealt_with(preposition: Token, words: dict[tuple[str, str], frozenset[str]]) -> bool:
    """As in "Talks with Iran", "pressed for Russia to", "relations between France and Mali"."""
    governor = preposition.head
    pos = "NOUN" if governor.pos_ in NOMINAL else governor.pos_
    return preposition.lower_ in words.get((governor.lemma_.lower(), pos), ())
