"""Which mentions tell of one event, and which fillers it has."""

from __future__ import annotations

from kg.model import EventFinding, FigureFinding, Mention, RoleFinding, Stamps, Veracity
from kg.resolve.happenings import are_apart, filled, happenings

DAY = Stamps("2017-10-17", "2017-10-17", "2017-10-17", "2017-10-17")
NEXT = Stamps("2017-10-18", "2017-10-18", "2017-10-18", "2017-10-18")


def role(kind: str, head: int) -> RoleFinding:
    return RoleFinding(kind, Mention(head, head + 3, "abc"), head, "test", 0.9)


def event(at: int, *roles: RoleFinding, cls: str = "TerritoryTransfer", **more: object) -> EventFinding:
    return EventFinding(Mention(at, at + 5, "taken"), cls, roles, "test", 0.9, **more)  # type: ignore[arg-type]


def count(findings: list[EventFinding], entities: dict[int, str], times: dict[int, str] | None = None) -> int:
    stamps = {"t1": DAY, "t2": NEXT}
    return len(happenings(findings, (), entities, times or {}, stamps))


def test_the_capture_takes_up_what_was_captured() -> None:
    first = event(10, role("gainer", 1), role("hasPlace", 20))
    later = event(90, role("hasPlace", 99), nominal=True, definite=True)
    assert count([first, later], {1: "army", 20: "town", 99: "town"}) == 1


def test_another_place_is_another_event() -> None:
    first = event(10, role("gainer", 1), role("hasPlace", 20))
    later = event(90, role("hasPlace", 99), nominal=True, definite=True)
    assert count([first, later], {1: "army", 20: "town", 99: "village"}) == 2


def test_another_day_is_another_event() -> None:
    first = event(10, role("gainer", 1), role("hasPlace", 20), role("hasTime", 30))
    later = event(90, role("gainer", 80), role("hasPlace", 99), role("hasTime", 95))
    entities = {1: "army", 20: "town", 80: "army", 99: "town"}
    assert count([first, later], entities, {30: "t1", 95: "t2"}) == 2
    assert count([first, later], entities, {30: "t1", 95: "t1"}) == 1


def test_a_denial_stays_an_event_of_its_own() -> None:
    first = event(10, role("gainer", 1), role("hasPlace", 20))
    denied = event(90, role("gainer", 80), role("hasPlace", 99), veracity=Veracity("Negated", "Certain", "Actual"))
    assert count([first, denied], {1: "army", 20: "town", 80: "army", 99: "town"}) == 2


def test_two_numbers_of_dead_are_two_events() -> None:
    events = [event(at, role("victim", at + 5), cls="Killing", nominal=True, definite=True) for at in (10, 90)]
    figures = [FigureFinding(e.trigger, e.trigger, "Killed", "Unknown", 3, 3, "Exactly", "test", 0.9) for e in events]
    assert len(happenings(events, figures, {15: "x", 95: "x"}, {}, {})) == 2


def test_an_entity_fills_one_role_of_an_event() -> None:
    found = filled(event(10, role("initiator", 1), role("target", 20), role("hasPlace", 20)), {1: "a", 20: "a"}, {})
    assert [(one.role.type, one.value) for one in found] == [("initiator", "a"), ("hasPlace", "a")]


def test_a_filler_that_nobody_knows_is_left_out() -> None:
    assert filled(event(10, role("initiator", 1)), {}, {}) == []


def test_times_are_apart_only_if_both_are_known() -> None:
    assert are_apart([DAY], [NEXT])
    assert not are_apart([DAY], [])
    assert not are_apart([DAY], [Stamps(earliest_begin="2017-10-01")])
