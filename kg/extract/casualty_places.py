"""Which words beside a word of harm are those who are harmed? Companions, parts of a list, numbers put or told.

Caught: "he died with eight aides", "24 suspects and an inspector dead", "put the dead at 300", "spoke of 300"
Left:   "he died with honour", "he was killed with three bullets"
"""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from kg.extract.event_slots import Filler, Slots

TELLING = frozenset({"speak", "tell", "talk", "whisper", "admit", "confess", "know", "hear", "write"})
PUTTING = frozenset({"put", "estimate", "place", "reckon", "count", "give"})


def is_put_at(token: Token) -> bool:
    """As in "The mayor put the dead at 300"."""
    return token.lower_ == "dead" and token.dep_ == "dobj" and token.head.lemma_ in PUTTING


def is_told(preposition: Token) -> bool:
    """Whether "of" or "to" hangs on a verb of telling, or on what it is told to."""
    verb = preposition.head if preposition.head.pos_ == "VERB" else preposition.head.head
    return verb.lemma_ in TELLING


def first_of_list(noun: Token, token: Token) -> Token:
    """The "suspects" of "24 suspects and an inspector dead"."""
    while token.pos_ == "ADJ" and noun.dep_ == "conj" and noun.i < token.i and noun.head.pos_ in {"NOUN", "NUM"}:
        noun = noun.head
    return noun


def companions(token: Token, slots: Slots) -> Iterator[Token]:
    """The aides of "he was shot dead together with eight aides", "he died with eight aides"."""
    if token.lemma_ != "die" and not any(child.dep_ == "auxpass" for child in token.lefts):
        return
    for filler in slots.get("with", ()):
        noun = filler.token
        if any(child.dep_ == "nummod" for child in noun.lefts):
            yield noun


def who_is(slots: Slots) -> list[Filler]:
    return slots.get("obj") or slots.get("subj") or []


def inside_of(noun: Token) -> Iterator[Token]:
    for child in noun.rights:
        if child.dep_ == "prep" and child.lower_ == "of":
            yield from (inner for inner in child.rights if inner.dep_ == "pobj")


def among(noun: Token) -> Iterator[Token]:
    """The four of "four children were among nine people killed"."""
    preposition = noun.head
    if preposition.lower_ == "among" and preposition.head.lemma_ == "be":
        yield from (child for child in preposition.head.lefts if child.dep_ in {"nsubj", "nsubjpass"})


def on_the_list(token: Token) -> Iterator[Token]:
    """Those on the same list, also the six of "the mayor, his driver and six others", whom the parser hangs lower."""
    for child in token.rights:
        if child.dep_ == "conj" and child.pos_ not in {"VERB", "AUX"} and not _in_range(token, child):
            yield child
        elif child.dep_ == "appos":
            for low in child.rights:
                if low.dep_ == "conj" and any(inner.dep_ == "nummod" for inner in low.lefts):
                    yield low


def _in_range(token: Token, other: Token) -> bool:
    """Whether "between ten and fifteen" joins the two."""
    return (
        token.pos_ == "NUM" and other.pos_ == "NUM" and (token.i > 0 and token.nbor(-1).lower_ in {"between", "from"})
    )
