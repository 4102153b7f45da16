"""Is it told as past, present or future? The tense of the verb that governs a word."""

from __future__ import annotations

from typing import Literal

from spacy.tokens import Token

Tense = Literal["past", "present", "future", ""]
REACH = 8  # steps up the tree before giving up
FUTURE_AUXILIARIES = frozenset({"will", "shall", "'ll", "wo", "would", "may", "might", "should", "must"})
# Verbs and adjectives whose infinitive lies ahead: "is expected to fall by May".
AHEAD = frozenset(
    "aim agree bind due expect forecast go hope intend likely look mean need order plan poise predict prepare project "
    "promise propose schedule seek set slate suppose threaten vow want be".split()
)
# Participles that point ahead by themselves: "talks planned for Friday".
PLANNED = frozenset({"plan", "schedule", "slate", "set", "expect"})
_PAST_TAGS = frozenset({"VBD", "VBN"})
_PRESENT_TAGS = frozenset({"VBP", "VBZ", "VB"})


def tense(token: Token) -> Tense:
    """The tense of the nearest verb above the token; "" where there is none.

    >>> from spacy.vocab import Vocab
    >>> from spacy.tokens import Doc
    >>> tags = {"tags": ["PRP", "VBD", "NNP"], "pos": ["PRON", "VERB", "PROPN"], "deps": ["nsubj", "ROOT", "npadvmod"]}
    >>> tense(Doc(Vocab(), ["They", "fled", "Monday"], heads=[1, 1, 1], **tags)[2])
    'past'
    """
    verb = token
    for _ in range(REACH):
        if verb.pos_ in {"VERB", "AUX"} and (found := _of_verb(verb)):
            return found
        if verb.head is verb or verb.head.i == verb.i:
            break
        verb = verb.head
    return ""


def _of_verb(verb: Token) -> Tense:
    """The tense of one verb; "" where it takes that of the verb above ("planned to leave", "leaving")."""
    helpers = [child for child in verb.children if child.dep_ in {"aux", "auxpass"}]
    words = {child.lower_ for child in helpers}
    if words & FUTURE_AUXILIARIES:
        return "past" if "have" in words else "future"
    if "to" in words:
        if verb.head.lemma_ not in AHEAD or verb.head.i == verb.i:
            return ""
        above = (*verb.head.children, *(verb.head.head.children if verb.head.dep_ in {"acomp", "attr"} else ()))
        return "" if any(child.lower_ == "had" for child in above) else "future"
    if words & {"had", "has", "have", "was", "were", "did"} or verb.tag_ == "VBD":
        return "past"
    if words & {"is", "are", "do", "does", "am", "'re", "'s"}:
        going = verb.tag_ == "VBG"
        return "future" if going else "present"
    if verb.tag_ == "VBN" and verb.lemma_ in PLANNED:
        return "future"
    if verb.tag_ in _PAST_TAGS:
        return "past"
    return "present" if verb.tag_ in _PRESENT_TAGS else ""
