"""Where and when does the clause put the event? Beside the trigger or, as an inference, in the clause above."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from kg.extract.event_clauses import Clauses, is_verbal
from kg.extract.event_slots import Slots, preposition
from kg.extract.phrases import entity_at, time_at
from kg.extract.roles import PLACES, members
from kg.model import EntityFinding, RoleFinding, TimeFinding

PLACE_PREPOSITIONS = frozenset(
    "in at near around outside inside across along throughout within on off over above beside between by".split()
)
ARGUMENTS = ("obj", "on", "against", "at", "outside", "near", "between", "with", "of", "to", "from", "under")
WITHIN = frozenset({"of", "in", "near"})
NEAR = frozenset({"in", "near", "at", "outside", "inside", "around"})
STEPS_UP = frozenset({"conj", "xcomp", "advcl", "pcomp", "acl", "dobj", "pobj", "prep", "nsubj", "nsubjpass", "agent"})
MAX_STEPS = 6
OWN, INFERRED = 0.85, 0.6  # until calibrated on a corpus


def scene(trigger: Token, clauses: Clauses, roles: list[RoleFinding]) -> Iterator[RoleFinding]:
    """hasPlace and hasTime of the event besides the roles that it has; no place is inferred where it has one."""
    taken = {role.head for role in roles}
    placed = any(role.type == "hasPlace" for role in roles)
    node, inferred = trigger, False
    place = time = False
    for _ in range(MAX_STEPS):
        if not (place or (placed and inferred)):
            for role in _places(clauses.slots(node), taken, inferred):
                place = True
                yield role
        if not time:
            for role in _times(node, inferred):
                time = True
                yield role
        if (place and time) or node.dep_ not in STEPS_UP or node.head.i == node.i:
            return
        above = _clause_above(node)
        inferred = inferred or (is_verbal(node) and is_verbal(above))
        node = above


def _clause_above(node: Token) -> Token:
    head = node.head
    while head.pos_ == "ADP" and head.head.i != head.i:
        head = head.head
    return head


def _places(slots: Slots, taken: set[int], inferred: bool) -> Iterator[RoleFinding]:
    found = [(rule, entity) for rule, entity in _beside(slots, PLACE_PREPOSITIONS) if entity.head not in taken]
    for rule, entity in found or _on_arguments(slots):
        if entity.head not in taken:
            name, sure = ("matrix", INFERRED) if inferred else (rule, OWN)
            yield RoleFinding("hasPlace", entity.mention, entity.head, name, sure, (), inferred)


def _beside(slots: Slots, prepositions: frozenset[str]) -> Iterator[tuple[str, EntityFinding]]:
    for name in slots:
        if name in prepositions:
            for filler in slots[name]:
                for token in members(filler.token):
                    entity = entity_at(token)
                    if entity is not None and entity.cls in PLACES:
                        yield name, entity
                    inside = _named_inside(token) if entity is None or entity.form != "name" else None
                    if inside is not None and inside.cls in PLACES:
                        yield name, inside


def _on_arguments(slots: Slots) -> Iterator[tuple[str, EntityFinding]]:
    """The place of what is attacked or taken: "ambushed a convoy near the town"."""
    for position in ARGUMENTS:
        for filler in slots.get(position, ()):
            for child in filler.token.rights:
                if child.dep_ == "prep" and child.lower_ in NEAR:
                    own: Slots = {}
                    preposition(own, child)
                    for _, entity in _beside(own, NEAR):
                        yield "argument", entity


def _named_inside(token: Token) -> EntityFinding | None:
    """The name under a common noun: "the city of Raqqa", "the town Idlib"."""
    for child in token.rights:
        if child.dep_ == "appos" and entity_at(child) is not None:
            return entity_at(child)
        if child.dep_ == "prep" and child.lower_ in WITHIN:
            for inner in child.rights:
                if inner.dep_ == "pobj" and entity_at(inner) is not None:
                    return entity_at(inner)
    return None


def _times(node: Token, inferred: bool) -> Iterator[RoleFinding]:
    seen: set[TimeFinding] = set()
    for token in _time_words(node):
        time = time_at(token)
        if time is not None and time not in seen:
            seen.add(time)
            rule = "matrix" if inferred else "clause"
            yield RoleFinding(
                "hasTime", time.mention, time.mention.begin, rule, INFERRED if inferred else OWN, (), inferred
            )


def _time_words(node: Token) -> Iterator[Token]:
    for child in node.children:
        if child.dep_ in {"npadvmod", "advmod", "tmod", "amod", "compound", "nmod", "poss", "nummod"}:
            yield child
        elif child.dep_ == "prep":
            yield child
            for inner in child.children:
                if inner.dep_ in {"pobj", "pcomp"}:
                    yield inner
                    yield from inner.lefts
    if node.dep_ == "ccomp" and node.i < node.head.i and node.right_edge.i + 1 < node.head.i:
        yield node.right_edge.nbor(1)  # "was freed Tuesday, an officer said": the parser gives Tuesday to "said"
