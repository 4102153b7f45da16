"""Do a report and an incident agree, and in what? Features that speak for one happening, and those that forbid it.

Caught: two air strikes on a market of one town on one day; the killing of one named man, told with the day and without.
Left:   strikes on one town on two days; a clash in a province against one in its neighbour; two bombs of one day in a
        city where one hit a bank and the other an embassy.
"""

from __future__ import annotations

from collections.abc import Iterable
from math import cos, hypot, radians
from typing import Final, NamedTuple

from kg.incidents.cast import Cast, are_against
from kg.incidents.group import Group
from kg.incidents.report import Count, Level, Report, Where
from kg.incidents.types import are_alike, family
from kg.vocab import PARENT

NEAR: Final = 15.0  # kilometres between two points of one place: the width of a city
ENOUGH: Final = 4.75
_WEIGHTS: Final = {
    "type": 1.0, "like-type": 0.75,
    "day": 2.0, "time": 1.0, "news": 0.5,
    "place": 2.0, "near": 1.5, "region": 1.0, "country": 0.5,
    "actor": 1.0, "person": 3.5, "target": 1.5, "kind": 1.0, "toll": 1.25,
    "other-actor": -2.0, "other-kind": -1.0,
}  # fmt: skip
_SAID: Final = frozenset(name for name, upper in PARENT.items() if upper == "Politics")
_OF_BODIES: Final = frozenset({"AirStrike", "Abduction", "Release", "Torture", "SexualViolence"})  # families
_CHANGE: Final = "TerritoryTransfer"
_MANY: Final = 3  # two reports of three dead or more of one number are hardly two happenings
_OTHER_TOLL: Final = 10  # times as many dead: another happening
_KM: Final = 111.2  # a degree of latitude


class Agreement(NamedTuple):
    """How much speaks for one happening, and what."""

    score: float
    features: frozenset[str]


def agreement(report: Report, people: Cast, group: Group) -> Agreement | None:
    """What a report, with these `people` in it, and an incident agree in; None where something forbids it."""
    if not all(are_alike(report.cls, cls) for cls in group.classes) or group.has(report):
        return None
    time, place = _time(report, group), _place(report.where, group.where)
    if time is None or place is None or _tolls_differ(report.counts, group.counts):
        return None
    who = _people(people, group.cast)
    if who is None or (report.cls in _SAID and "actor" not in who):
        return None  # what two say alike are two acts
    if report.cls == _CHANGE:
        who = who - {"other-actor"}  # two sides that both say they took the town
    if "person" in who and family(report.cls) not in _OF_BODIES:
        who = who - {"person"} | {"target"}
    found = {("type" if report.classes & group.told_as else "like-type"), time, place, *who} - {""}
    if _same_toll(report.counts, group.counts):
        found.add("toll")
    return Agreement(sum(_WEIGHTS[name] for name in found), frozenset(found))


def _time(report: Report, group: Group) -> str | None:
    days = report.days
    if days is None or days.last < group.first or group.last < days.first:
        return None
    if not (days.is_told and group.is_told):
        return "news"
    return "day" if days.first == days.last and group.first == group.last else "time"


def _place(one: Where, other: Where) -> str | None:
    if not one.level or not other.level:
        return ""
    if one.keys & other.keys:
        return {Level.SPOT: "place", Level.REGION: "region"}.get(min(one.level, other.level), "country")
    if one.above & other.keys or other.above & one.keys:
        return {Level.SPOT: "near", Level.REGION: "region"}.get(min(one.level, other.level), "country")
    if any(_distance(a, b) < NEAR for a in one.points for b in other.points):
        return "near"
    return None


def _distance(one: tuple[float, float], other: tuple[float, float]) -> float:
    """Kilometres, on a plane: good to a percent at the distances that matter."""
    lat, long = one[0] - other[0], (one[1] - other[1] + 180) % 360 - 180
    return _KM * hypot(lat, long * cos(radians(one[0])))


def _people(mine: Cast, theirs: Cast) -> set[str] | None:
    found = set()
    if mine.agents & theirs.agents:
        found.add("actor")
    if mine.persons & theirs.persons:
        found.add("person")
    elif mine.persons and theirs.persons:
        return None  # one man was killed here, and another there
    elif mine.patients & theirs.patients:
        found.add("target")
    if mine.kinds & theirs.kinds:
        found.add("kind")
    elif mine.kinds and theirs.kinds and not found & {"target", "person"}:
        found.add("other-kind")
    if are_against(mine, theirs):
        found.add("other-actor")
    return found


def _dead(counts: Iterable[Count]) -> list[int]:
    return [c.least for c in counts if c.harm == "Killed" and c.least and not c.is_total]


def _tolls_differ(some: Iterable[Count], others: Iterable[Count]) -> bool:
    mine, theirs = _dead(some), _dead(others)
    if not mine or not theirs:
        return False
    return max(mine) > _OTHER_TOLL * max(theirs) or max(theirs) > _OTHER_TOLL * max(mine)


def _same_toll(some: Iterable[Count], others: Iterable[Count]) -> bool:
    return any(n >= _MANY for n in {*_dead(some)} & {*_dead(others)})
