"""The words that give somebody's word: verbs, nouns and adverbs of saying, thinking and wanting, from `speech.tsv`.

A line gives a word, its kind, the frame that its content fills, and what that makes of the content:

- kind: verb, noun, adjective ("convinced that"), adverb, or phrase ("according to");
- frame: "that" (a finite clause), "quote", "inf", "ing", "small" (a bare complement), "obj", "passive" (a passive's
  subject), "clause" (the rest of the clause), or a preposition ("talk about");
- weight: how often the word in this frame gives somebody's word in news, 0 to 1;
- relation: "states" (the speaker puts the content forward) or "concerns" (reacts to it: "condemned the raid");
- polarity, certainty, actuality: how the speaker puts it ("denied", "feared", "vowed").

`speech_traits.tsv` has what else some verbs do: "hearer" (the object hears: "told the agency"), "raising" (their "not"
belongs to the content: "do not think that it was him"), "lending" (their subject owns the noun: "issued a statement
that"), "dismissing" (what a report says is denied: "rejected reports that"), "trailing" (a new saying of the same
speaker: "…, adding that"), "answering" (what somebody else says to it: "…; the army denied it").
"""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from spacy.tokens import Token

from kg.data import lexicon
from kg.errors import BadLexicon
from kg.extract.veracity_cues import put_of
from kg.model import Veracity

TRAIT_COLUMNS = ("lemma", "trait")
COLUMNS = ("lemma", "kind", "frame", "weight", "relation", "polarity", "certainty", "actuality")
KINDS = frozenset({"verb", "noun", "adjective", "adverb", "phrase"})
RELATIONS = frozenset({"states", "concerns"})


class Speech(NamedTuple):
    """What a word of speech in one frame is worth."""

    weight: float
    states: bool
    put: Veracity
    is_own: bool = False  # a line of the user's, which the learned reader does not overrule


Frames = dict[str, Speech]


class Lexicon(NamedTuple):
    """The frames of each word, by kind."""

    verbs: dict[str, Frames]
    nouns: dict[str, Frames]
    adjectives: dict[str, Frames]
    adverbs: dict[str, Frames]
    phrases: dict[str, Frames]


def lexicon_of_speech(extra: Path | None) -> Lexicon:
    """The shipped words and those of the user's own folder; a later line replaces an earlier one."""
    words = Lexicon({}, {}, {}, {}, {})
    kinds = {
        "verb": words.verbs,
        "noun": words.nouns,
        "adjective": words.adjectives,
        "adverb": words.adverbs,
        "phrase": words.phrases,
    }
    shipped = sum(1 for _ in lexicon("speech", COLUMNS))
    for i, row in enumerate(lexicon("speech", COLUMNS, extra)):
        if row["kind"] not in KINDS or row["relation"] not in RELATIONS:
            raise BadLexicon("speech.tsv", f"{row['lemma']}: no such kind or relation", "see the other lines")
        speech = Speech(_weight(row), row["relation"] == "states", put_of(row), i >= shipped)
        kinds[row["kind"]].setdefault(row["lemma"], {})[row["frame"]] = speech
    return words


def _weight(row: dict[str, str]) -> float:
    digits = row["weight"].replace(".", "", 1)
    if not digits.isdecimal() or not 0 <= float(row["weight"]) <= 1:
        raise BadLexicon("speech.tsv", f"{row['lemma']}: its weight is {row['weight']!r}", "give a number from 0 to 1")
    return float(row["weight"])


def has_trait(verb: Token, trait: str) -> bool:
    return (verb.lemma_, trait) in _traits()


@lru_cache(maxsize=1)
def _traits() -> frozenset[tuple[str, str]]:
    return frozenset((row["lemma"], row["trait"]) for row in lexicon("speech_traits", TRAIT_COLUMNS))
