"""The work grows with the reports: how often two are compared, for reports made up without a text."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from kg.incidents import agreement, grouping
from kg.incidents.contradictions import ties
from kg.incidents.grouping import Grouping, order
from kg.incidents.report import Count, Days, Level, Report, Told, Where

DAY = 736000


def report(number: int, day: int, place: str, dead: int) -> Report:
    count = Count("Killed", "Unknown", dead, dead, "Exactly", False)
    claim = Told(f"claim/{number}", frozenset({f"source/{number}"}), "Affirmed", "Certain", (), (count,), False)
    where = Where(Level.SPOT, frozenset({place}), frozenset(), frozenset({"country"}))
    days = Days(day, day, True)
    return Report(
        f"event/{number}",
        f"article/{number}",
        DAY + 1,
        "AirStrike",
        days,
        where,
        (),
        (claim,),
        frozenset(),
        frozenset(),
    )


def compared(monkeypatch: pytest.MonkeyPatch, reports: list[Report]) -> tuple[int, int]:
    """How often a report was compared with an incident, and how many incidents there are."""
    calls = 0
    true = agreement.agreement

    def counted(*args: object) -> object:
        nonlocal calls
        calls += 1
        return true(*args)  # type: ignore[arg-type]

    monkeypatch.setattr(grouping, "agreement", counted)
    found = list(Grouping().groups(sorted(reports, key=order)))
    monkeypatch.setattr(grouping, "agreement", true)
    return calls, len(found)


@pytest.mark.parametrize(
    "make",
    [
        lambda i: report(i, DAY, "place/one", 10 + i % 2),
        lambda i: report(i, DAY + i % 7, f"place/{i // 14}", 10),
        lambda i: report(i, DAY + i // 2, "place/one", 10),
    ],
    ids=["one happening", "more places", "more days"],
)
def test_twice_the_reports_are_twice_the_comparisons(
    monkeypatch: pytest.MonkeyPatch, make: Callable[[int], Report]
) -> None:
    few, _ = compared(monkeypatch, [make(i) for i in range(500)])
    many, groups = compared(monkeypatch, [make(i) for i in range(1000)])
    assert groups
    assert many <= 2.1 * few


def test_ties_grow_with_the_reports() -> None:
    """A hundred reports of ten dead and a hundred of eleven are not ten thousand contradictions."""
    (group,) = Grouping().groups(sorted((report(i, DAY, "place/one", 10 + i % 2) for i in range(200)), key=order))
    found = list(ties(group))
    assert {one for one, _, _ in found} == {f"claim/{i}" for i in range(200)}
    assert len(found) < 4 * 200
