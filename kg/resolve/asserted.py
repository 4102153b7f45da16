"""What may be said as fact: somebody asserts it outright, and nobody denies it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from kg.model import Claim, Event, Relation


def asserted(
    events: Iterable[Event], relations: Iterable[Relation], claims: Iterable[Claim]
) -> tuple[list[Event], list[Relation]]:
    """Events and relations with their roles marked as facts: somebody asserts them, and nobody denies the thing."""
    outright: set[str] = set()
    denied: set[str] = set()
    for claim in claims:
        if claim.about and claim.veracity.is_asserted:
            outright.update((claim.about, *claim.roles))
        elif claim.about and claim.veracity.polarity == "Negated":
            denied.add(claim.about)
    return (
        [
            _with_facts(event, {r.key for r in event.roles if r.key in outright and event.key not in denied})
            for event in events
        ],
        [_marked(relation, relation.key in outright and relation.key not in denied) for relation in relations],
    )


def _with_facts(event: Event, facts: set[str]) -> Event:
    return replace(event, roles=tuple(replace(role, is_asserted=role.key in facts) for role in event.roles))


def _marked(relation: Relation, is_asserted: bool) -> Relation:
    return replace(relation, is_asserted=is_asserted)
