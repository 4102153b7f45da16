"""Who is only accused of an act has no direct edge to it, and the act stays as sure as it is told."""

from __future__ import annotations

import pytest

from kg.annotate import Annotator
from kg.extract import Reader, Settings
from kg.model import Article, Event, Facts
from kg.resolve import Resolver

MURDER = "Boko Haram was charged with the murder of a priest."


@pytest.fixture(scope="module")
def facts(annotator: Annotator) -> Facts:
    article = Article(id="a", text=MURDER, body=((0, len(MURDER)),), origin="test")
    ((one, docs),) = annotator.docs([article])
    return Resolver(Settings()).facts(Reader(Settings()).read(one, docs))


@pytest.fixture(scope="module")
def murder(facts: Facts) -> Event:
    return next(event for event in facts.events if event.cls == "Killing")


def test_the_victim_is_a_fact_and_the_accused_is_none(murder: Event) -> None:
    assert {role.type: role.is_asserted for role in murder.roles} == {"victim": True, "initiator": False}


def test_the_two_are_claimed_apart(facts: Facts, murder: Event) -> None:
    types = {role.key: role.type for role in murder.roles}
    claims = [claim for claim in facts.claims if claim.about == murder.key]
    assert {(c.veracity.certainty, *(types[r] for r in c.roles)) for c in claims} == {
        ("Certain", "victim"),
        ("Probable", "initiator"),
    }


def test_the_accused_decides_nothing_about_the_codes(murder: Event) -> None:
    assert not any(code.startswith("ucdp") for code in murder.codes)
