"""Claims that contradict one another: one affirms what another denies, of what can be one event."""

from __future__ import annotations

from dataclasses import replace

import pytest

from kg.model import Claim, Event, Mention, Role, Stamps, Veracity
from kg.resolve.claims import is_over, linked

DAY = Stamps("2017-10-17", "2017-10-17", "2017-10-17", "2017-10-17")
NEXT = Stamps("2017-10-18", "2017-10-18", "2017-10-18", "2017-10-18")
EVE = Stamps("2017-10-16", "2017-10-16", "2017-10-16", "2017-10-16")
JUNE = Stamps("2017-06-01", None, None, "2017-06-30")
CLASSES = {"town": "Settlement", "stadium": "Facility", "village": "Settlement", "army": "StateForces"}
NO = Veracity("Negated", "Certain", "Actual")
YES = Veracity()
KEYS = {"no", "yes"}


def event(key: str, stamps: Stamps = DAY, **roles: str) -> Event:
    made = tuple(Role(f"{key}-{kind}", kind, value, (), "test", 0.9, False, False) for kind, value in roles.items())
    return Event(key, "ArmedClash", key, (), made, (), stamps, (), (), "test", 0.9)


def claim(key: str, about: Event, source: str | None, veracity: Veracity) -> Claim:
    return Claim(key, source, about.key, (), (), veracity, False, (), (), (), (), (), "test", 0.9)


CASES = [
    ("in the town, and at its stadium", event("a", hasPlace="town"), event("b", hasPlace="stadium"), True),
    ("in two towns", event("a", hasPlace="town"), event("b", hasPlace="village"), False),
    ("by one army", event("a", initiator="army"), event("b", initiator="army"), True),
    ("on two days", event("a", initiator="army"), event("b", NEXT, initiator="army"), False),
    (
        "an old battle, and today's news",
        event("a", Stamps(), hasPlace="town"),
        event("b", JUNE, hasPlace="town"),
        False,
    ),
    ("yesterday, and today's news", event("a", Stamps(), hasPlace="town"), event("b", EVE, hasPlace="town"), True),
    ("with nothing in common", event("a"), event("b", hasPlace="town"), False),
]


@pytest.mark.parametrize(("what", "one", "other", "expected"), CASES, ids=[case[0] for case in CASES])
def test_a_denial_and_an_assertion(what: str, one: Event, other: Event, expected: bool) -> None:
    said = [claim("no", one, "sillo", NO), claim("yes", other, "commander", YES)]
    found = {c.key: c.contradicts for c in linked(said, {"a": one, "b": other}, CLASSES, KEYS, "2017-10-17")}
    assert found == ({"no": ("yes",), "yes": ("no",)} if expected else {"no": (), "yes": ()})


@pytest.mark.parametrize(("cls", "expected"), [("AirStrike", True), ("Protest", False)])
def test_who_denies_an_attack_denies_the_air_strike(cls: str, expected: bool) -> None:
    strike = replace(event("a", target="stadium"), cls=cls)
    attack = replace(event("b", target="stadium"), cls="ArmedAttack")
    said = [claim("no", attack, "russia", NO), claim("yes", strike, "officials", YES)]
    found = linked(said, {"a": strike, "b": attack}, CLASSES, KEYS, None)
    assert all(c.contradicts for c in found) is expected


def test_one_speaker_does_not_contradict_themselves() -> None:
    one, other = event("a", initiator="army"), event("b", initiator="army")
    said = [claim("no", one, "sillo", NO), claim("yes", other, "sillo", YES)]
    assert not any(c.contradicts for c in linked(said, {"a": one, "b": other}, CLASSES, KEYS, None))


def test_a_plan_contradicts_nobody() -> None:
    one = event("a", initiator="army")
    plan = Veracity("Affirmed", "Certain", "Planned")
    said = [claim("no", one, "sillo", NO), claim("yes", one, "commander", plan)]
    assert not any(c.contradicts for c in linked(said, {"a": one}, CLASSES, KEYS, None))


def test_who_denies_a_report_contradicts_it() -> None:
    one = event("a")
    said = [claim("no", one, "bali", NO), claim("yes", one, "observatory", YES)]
    assert all(c.contradicts for c in linked(said, {"a": one}, CLASSES, KEYS, None))


def test_what_is_taken_for_granted_contradicts_nobody() -> None:
    one = event("a", initiator="army")
    said = [claim("no", one, "sillo", NO), claim("yes", one, "commander", YES)]
    assert not any(c.contradicts for c in linked(said, {"a": one}, CLASSES, {"no"}, None))


def test_who_says_that_it_is_over_denies_nothing_before() -> None:
    one, other = event("a", hasPlace="town"), event("b", hasPlace="town")
    said = [claim("no", one, "sillo", NO), claim("yes", other, "commander", YES)]
    assert not any(c.contradicts for c in linked(said, {"a": one, "b": other}, CLASSES, KEYS, None, {"a"}))
    own = [claim("no", one, "sillo", NO), claim("yes", one, "commander", YES)]
    assert all(c.contradicts for c in linked(own, {"a": one}, CLASSES, KEYS, None, {"a"}))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("There were no more clashes.", True),
        ("There were no longer any heavy clashes.", True),
        ("There were no clashes.", False),
        ("No more came. The clashes went on.", False),
    ],
)
def test_what_has_ended_is_over(text: str, expected: bool) -> None:
    at = text.index("clashes")
    one = replace(event("a"), mentions=(Mention(at, at + len("clashes"), "clashes"),))
    assert is_over(one, text) is expected
