"""What stands in which place? `locatedIn` from prepositions, whatever they hang on.

Caught: "militants in Raqqa", "Near Homs, they burned a depot", "attacks by rebels in Hama", "Manbij in Syria"
Left:   "a commission on Syria", "They spoke of a town in Mali" (who speaks is elsewhere)
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from spacy.tokens import Token

from kg.extract.event_clauses import Clauses
from kg.extract.phrases import entity_at
from kg.extract.relation_sides import entities_in, fillers
from kg.extract.veracity import veracity
from kg.model import EntityFinding, Veracity
from kg.vocab import superclasses

WITHIN = frozenset({"in", "at", "inside", "within", "across", "throughout"})
IN = WITHIN | {"near", "around", "outside"}
PARTIES = ("of", "against", "on", "by", "poss", "mod", "between", "for")
SPEECH = frozenset(
    "say tell announce report add state claim deny confirm warn note declare explain condemn welcome comment"
    " discuss".split()
)
# How often they were right, by bench.calibration on 59, 37 and 78 cases of re3d, the second drawn towards the mean.
IN_PLACE, BY_NOUN, BY_CLAUSE = 0.65, 0.43, 0.35


class Edge(NamedTuple):
    """A relation in the making, between tokens."""

    source: Token
    predicate: str
    target: Token
    evidence: Token
    rule: str
    confidence: float
    veracity: Veracity = Veracity()
    inferred: bool = False


def placed(token: Token, place: EntityFinding, clauses: Clauses) -> Iterator[Edge]:
    """What stands in a place, by the preposition before it: "militants in Raqqa", "destroyed a depot near Mosul"."""
    if (outer := _just_before(token)) is not None:
        yield Edge(outer, "locatedIn", token, token, "relation-place-in", 0.85)
    if (verb := _fronted(token)) is not None:
        yield from _in_clause(verb, token, token, clauses)
        return
    first = _first_of_list(token)
    preposition = first.head
    if first.dep_ != "pobj" or preposition.lower_ not in IN:
        return
    governor = preposition.head
    finding = entity_at(governor)
    near = preposition.lower_ not in WITHIN
    if near and (entity_at(first) or place).form != "name":
        return
    if finding is not None and finding.form != "pronoun":
        for other in entities_in(governor):
            yield Edge(other, "locatedIn", token, preposition, "relation-in", IN_PLACE, inferred=near)
    elif governor.pos_ in {"VERB", "AUX"}:
        yield from _in_clause(governor, token, preposition, clauses)
    else:
        yield from _in_act(governor, token, preposition, clauses)


def is_beside(predicate: str, place: Token) -> bool:
    """Whether it is told of a described place only that something is near it: "protested outside the office"."""
    finding = entity_at(place)
    is_named = finding is not None and finding.form == "name"
    return predicate == "locatedIn" and not is_named and place.head.lower_ in IN - WITHIN


def _first_of_list(token: Token) -> Token:
    while token.dep_ == "conj" and token.head.pos_ in {"NOUN", "PROPN"}:
        token = token.head
    return token


def _in_act(noun: Token, place: Token, preposition: Token, clauses: Clauses) -> Iterator[Edge]:
    """Who takes part in an act that has a place: "the attacks by rebels in Homs"."""
    holds = veracity(noun)
    for other in fillers(clauses, noun, PARTIES):
        if other.i != place.i and not _is_place(other):
            yield Edge(other, "locatedIn", place, preposition, "relation-noun-in", BY_NOUN, holds, inferred=True)


def _fronted(place: Token) -> Token | None:
    """The verb of "Near Homs, they destroyed": a preposition with a capital, which the parser took into the name."""
    doc, begin = place.doc, place.i
    while begin > 0 and doc[begin - 1].dep_ == "compound" and doc[begin - 1].head.i == place.i:
        begin -= 1
    is_fronted = begin < place.i and doc[begin].lower_ in IN and doc[begin].text[0].isupper()
    return place.head if is_fronted and place.head.pos_ == "VERB" else None


def _just_before(place: Token) -> Token | None:
    """As in "Manbij in Syria": the place right before the preposition, whatever the parser hung it on."""
    i = place.left_edge.i - 2
    if i < 0 or place.head.i != i + 1 or place.head.lower_ != "in":
        return None
    return place.doc[i] if _is_place(place.doc[i]) else None


def _in_clause(verb: Token, place: Token, preposition: Token, clauses: Clauses) -> Iterator[Edge]:
    """Object, or else subject of a clause with a place, objects of joined verbs too; not what is only spoken about."""
    holds = veracity(verb)
    spoken = verb.lemma_ in SPEECH
    objects = [] if spoken else [*fillers(clauses, verb, ("obj",))]
    # Who acts on something in a place need not be there: "The army lost ground in Idlib".
    others = objects if clauses.slots(verb).get("obj") and not spoken else [*fillers(clauses, verb, ("subj",))]
    if not spoken and place.i < verb.i:  # "Near Homs, they burned a depot and destroyed two trucks"
        others += [other for joined in _joined(verb) for other in fillers(clauses, joined, ("obj",))]
    for other in others:
        if other.i != place.i and not (spoken and _is_place(other)):
            yield Edge(other, "locatedIn", place, preposition, "relation-clause-in", BY_CLAUSE, holds, inferred=True)


def _joined(verb: Token) -> Iterator[Token]:
    """Verbs joined to this one that have no place of their own."""
    for child in verb.rights:
        if child.dep_ == "conj" and child.pos_ == "VERB":
            if not any(inner.dep_ == "prep" and inner.lower_ in IN for inner in child.children):
                yield child
            yield from _joined(child)


def _is_place(token: Token) -> bool:
    finding = entity_at(token)
    return finding is not None and "Place" in superclasses(finding.cls)
