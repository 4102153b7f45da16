"""What is left where only what is sure is told: never less of a denial than of what it denies."""

from __future__ import annotations

from dataclasses import replace

import pytest

from kg.annotate import Annotator
from kg.extract import Reader, Settings
from kg.model import Facts
from kg.read import from_text
from kg.resolve import Resolver, sure

TEXT = "Rebels seized Jenin on Monday. The army denied on Tuesday that it had shelled the camp."


@pytest.fixture(scope="module")
def facts(annotator: Annotator) -> Facts:
    ((article, docs),) = annotator.docs([from_text(TEXT, date="2024-05-08")])
    return Resolver(Settings()).facts(Reader(Settings()).read(article, docs))


def test_nothing_goes_that_is_sure(facts: Facts) -> None:
    assert {event.cls for event in facts.events} == {"TerritoryTransfer", "Shelling"}
    assert sure(facts, 0.01) == facts


def test_a_denial_goes_with_what_it_denies_and_not_before(facts: Facts) -> None:
    doubtful = tuple(
        replace(claim, confidence=0.1) if claim.veracity.polarity == "Negated" else claim for claim in facts.claims
    )
    found = sure(replace(facts, claims=doubtful), 0.5)
    shelling = next(event for event in found.events if event.cls == "Shelling")
    assert [claim.veracity.polarity for claim in found.claims if claim.about == shelling.key] == ["Negated"]
    assert not any(role.is_asserted for role in shelling.roles)


def test_an_event_goes_with_its_roles_and_claims(facts: Facts) -> None:
    doubtful = tuple(replace(one, confidence=0.2) if one.cls == "Shelling" else one for one in facts.events)
    found = sure(replace(facts, events=doubtful), 0.5)
    assert [event.cls for event in found.events] == ["TerritoryTransfer"]
    there = {role.key for event in found.events for role in event.roles}
    told = {None, found.events[0].key, *(relation.key for relation in found.relations)}
    assert {claim.about for claim in found.claims} <= told
    assert all(set(claim.roles) <= there for claim in found.claims)


def test_a_thing_that_nobody_is_left_to_claim_goes(facts: Facts) -> None:
    doubtful = tuple(replace(claim, confidence=0.1) for claim in facts.claims)
    assert [event.cls for event in sure(replace(facts, claims=doubtful), 0.5).events] == ["Shelling"]
