"""Which reports tell one happening? One walk through the reports in the order of their days.

A report is compared only with incidents that share with it a day, a family of types, and a place or somebody harmed,
and with each of these once, however many reports it has: the work grows with the reports. What fits two incidents
equally well is left alone, and so is what is too vague. The vague come after the precise of the same days.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from math import floor
from typing import Final, NamedTuple

from kg.incidents.agreement import ENOUGH, Agreement, agreement
from kg.incidents.cast import Cast, cast
from kg.incidents.group import Group
from kg.incidents.report import Level, Report
from kg.incidents.types import family

WIDEST: Final = 7  # days: "last week" may be compared, "in March" may not
_CELL: Final = 0.2  # degrees: no smaller than `agreement.NEAR` anywhere below 50° north and south of it
_ROUND: Final = [(i, j) for i in (-1, 0, 1) for j in (-1, 0, 1)]
Key = tuple[str, int, object]


class Tally(NamedTuple):
    """How many reports could be compared, and why others could not."""

    compared: int = 0
    undated: int = 0
    vague: int = 0
    nowhere: int = 0
    doubtful: int = 0


class Grouping:
    """The walk's state: the incidents of the last days, by what they can be found by."""

    def __init__(self) -> None:
        self._found: dict[Key, dict[int, Group]] = defaultdict(dict)
        self._recent: dict[int, tuple[Group, list[Key]]] = {}
        self._next = 0
        self.tally = Tally()

    def groups(self, reports: Iterable[Report]) -> Iterator[Group]:
        """The incidents with reports of two articles or more. The reports come in the order of `order`."""
        for report in reports:
            if (days := _comparable(report)) is None:
                self._count("undated" if report.days is None else "vague")
                continue
            yield from self._past(days[1] - WIDEST)
            self._place(report)
        yield from self._past(None)

    def _place(self, report: Report) -> None:
        people = cast(report.everyone)
        keys = list(_keys(report, people))
        if not keys:
            self._count("nowhere")
            return
        self._count("compared")
        near = {number: group for key in _lookups(report, people) for number, group in self._found.get(key, {}).items()}
        number, found = self._best(report, people, near)
        if found is None:
            number = self._next
            self._next += 1
            self._recent[number] = (Group(report), [])
        else:
            self._recent[number][0].add(report, found.score, found.features)
        group, known = self._recent[number]
        for key in keys:
            self._found[key][number] = group
        known.extend(keys)

    def _best(self, report: Report, people: Cast, near: dict[int, Group]) -> tuple[int, Agreement | None]:
        """The incident that it fits best; none where two are equally good."""
        fits = [(one.score, number, one) for number in near if (one := agreement(report, people, near[number]))]
        fits = sorted((fit for fit in fits if fit[0] >= ENOUGH), key=lambda fit: (-fit[0], fit[1]))
        if len(fits) > 1 and fits[0][0] == fits[1][0]:
            self._count("doubtful")
            return -1, None
        return (fits[0][1], fits[0][2]) if fits else (-1, None)

    def _past(self, day: int | None) -> Iterator[Group]:
        """The incidents that nothing from this day on can belong to."""
        for number, (group, keys) in list(self._recent.items()):
            if day is None or group.last < day:
                del self._recent[number]
                for key in keys:
                    self._found[key].pop(number, None)
                    if not self._found[key]:
                        del self._found[key]
                if len(group.articles) > 1:
                    yield group

    def _count(self, name: str) -> None:
        self.tally = self.tally._replace(**{name: getattr(self.tally, name) + 1})


def order(report: Report) -> tuple[int, int, int, str]:
    """By the last possible day, then the precise before the vague, and the telling before the terse."""
    if report.days is None:
        return (0, 0, 0, report.event)
    first, last, _ = report.days
    return (last, last - first, -int(report.where.level) - len(report.parties), report.event)


def _comparable(report: Report) -> tuple[int, int] | None:
    days = report.days
    return None if days is None or days.last - days.first > WIDEST else (days.first, days.last)


def _keys(report: Report, people: Cast) -> Iterator[Key]:
    """What it can be found by: its day with its place or the places that hold it, or with the people harmed."""
    yield from _days(report, [*_places(report), *_cells(report, [(0, 0)]), *_harmed(people)])


def _lookups(report: Report, people: Cast) -> Iterator[Key]:
    yield from _days(report, [*_places(report), *_cells(report, _ROUND), *_harmed(people)])


def _days(report: Report, what: list[object]) -> Iterator[Key]:
    assert report.days is not None
    kin = family(report.cls)
    return ((kin, day, one) for day in range(report.days.first, report.days.last + 1) for one in what)


def _places(report: Report) -> list[object]:
    """The place's own keys, and those above it that a coarser report would name; never only the country."""
    where = report.where
    return list(where.keys | where.regions) if where.level > Level.COUNTRY else []


def _cells(report: Report, steps: list[tuple[int, int]]) -> list[object]:
    cells = {(floor(lat / _CELL), floor(long / _CELL)) for lat, long in report.where.points}
    return [(row + i, column + j) for row, column in cells for i, j in steps]


def _harmed(people: Cast) -> list[object]:
    """A person by name; an organization only together with who acted against it, since some are hit every day."""
    return [*people.persons, *((agent, patient) for agent in people.agents for patient in people.patients)]
