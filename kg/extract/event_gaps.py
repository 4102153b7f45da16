"""Harm that a verb left out tells of: "killed four people in Homs and six in Hama" are two events.

A number or a counted noun that is joined to the victims, the verb or the place, and has a place of its own, stands for
the clause again: the same act and doers, as inferred, with its own victims and place.

Caught: "Four people were killed in Homs and six in Hama."  Killing of six, hasPlace Hama, at the word "six"
Left:   "Two soldiers and three guards were killed in Homs."
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from spacy.tokens import Token

from kg.extract.event_clauses import Clauses
from kg.extract.phrases import entity_at, mention_of, noun_phrase, offset
from kg.extract.roles import PLACES
from kg.model import EntityFinding, EventFinding, RoleFinding

HARMING = frozenset({"Killing", "Injury", "Abduction", "Detention", "Displacement", "Execution", "Assassination"})
WITHIN = frozenset({"in", "at", "near", "outside"})
JOINED = frozenset({"conj", "appos"})
SHARED = frozenset({"initiator", "instrument", "hasTime"})
DEPTH = 6  # joined places, one below the other
CONFIDENCE = 0.6


def gaps(verb: Token, event: EventFinding, clauses: Clauses) -> Iterator[tuple[Token, EventFinding]]:
    """The events that the verb tells of again without being said again, each with the word that stands for it."""
    if event.cls not in HARMING or event.nominal:
        return
    for token in _joined(verb, clauses):
        places = [place for place, _ in _own_places(token)]
        if places:
            yield token, _again(token, event, places)


def without(event: EventFinding, gapped: list[Token]) -> EventFinding:
    """The event less the victims and places that belong to its gaps."""
    lent = {offset(token) for token in gapped} | {head for token in gapped for _, head in _own_places(token)}
    return replace(event, roles=tuple(role for role in event.roles if role.head not in lent))


def _joined(verb: Token, clauses: Clauses) -> Iterator[Token]:
    slots = clauses.slots(verb)
    tops = [verb, *(f.token for f in slots.get("obj", ()) if f.token.i > verb.i)]
    tops += [inner for child in verb.rights if child.lower_ in WITHIN for inner in child.rights if inner.dep_ == "pobj"]
    seen: set[int] = set()
    for _ in range(DEPTH):
        below = [child for top in tops for child in top.rights if child.dep_ in JOINED and child.i not in seen]
        seen.update(child.i for child in below)
        yield from (child for child in below if child.i > verb.i and _is_counted(child))
        tops = below


def _is_counted(token: Token) -> bool:
    return token.tag_ == "CD" or any(child.dep_ == "nummod" for child in token.lefts)


def _own_places(token: Token) -> Iterator[tuple[EntityFinding, int]]:
    for child in token.rights:
        if child.lower_ in WITHIN:
            for inner in child.rights:
                entity = entity_at(inner) if inner.dep_ == "pobj" else None
                if entity is not None and entity.cls in PLACES:
                    yield entity, entity.head


def _again(token: Token, event: EventFinding, places: list[EntityFinding]) -> EventFinding:
    shared = (replace(role, rule="gap", inferred=True) for role in event.roles if role.type in SHARED)
    entity = entity_at(token)
    phrase = entity.mention if entity is not None else mention_of(noun_phrase(token, counted=True))
    roles = (
        RoleFinding("victim", phrase, offset(token), "gap", CONFIDENCE, ("PersonGroup", "Person")),
        *(RoleFinding("hasPlace", place.mention, place.head, "gap", CONFIDENCE) for place in places),
        *shared,
    )
    return replace(event, trigger=phrase, roles=roles, rule=f"{event.rule}:gap", confidence=CONFIDENCE, framing="")
