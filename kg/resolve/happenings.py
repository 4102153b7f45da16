"""Event findings become events: fillers become entities and times, and reports of the same event are one."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from kg.model import EventFinding, FigureFinding, Mention, RoleFinding, Stamps
from kg.resolve.elaboration import Elaborates

NEAR = 4000  # characters between two mentions of one event, at most: a few paragraphs
_TELLING = frozenset({"target", "victim", "gainer", "loser", "initiator", "participant"})


@dataclass(frozen=True, slots=True)
class Filled:
    """A role with the key of its filler."""

    role: RoleFinding
    value: str


@dataclass(slots=True)
class Happening:
    """An event while its mentions are gathered. Lives only inside this room."""

    cls: str
    findings: list[EventFinding] = field(default_factory=list)
    filled: list[list[Filled]] = field(default_factory=list)  # by finding
    figures: list[list[FigureFinding]] = field(default_factory=list)  # by finding

    def fillers(self, *types: str) -> dict[str, set[str]]:
        found: dict[str, set[str]] = defaultdict(set)
        for part in self.filled:
            for one in part:
                if not types or one.role.type in types:
                    found[one.role.type].add(one.value)
        return found


def filled(finding: EventFinding, entity_at: Mapping[int, str], time_at: Mapping[int, str]) -> list[Filled]:
    """The roles whose fillers are known; a role that names nothing is left out, and an event never fills two roles
    of its own with one entity, save a place that is also acted on.
    """
    found: dict[tuple[str, str], Filled] = {}
    used: set[str] = set()
    for role in finding.roles:
        value = (time_at if role.type == "hasTime" else entity_at).get(role.head)
        if value is None or (role.type in _TELLING and value in used):
            continue
        if role.type in _TELLING:
            used.add(value)
        found.setdefault((role.type, value), Filled(role, value))
    return list(found.values())


def happenings(
    findings: Sequence[EventFinding],
    figures: Iterable[FigureFinding],
    entity_at: Mapping[int, str],
    time_at: Mapping[int, str],
    stamps: Mapping[str, Stamps],
    elaborates: Elaborates = lambda *_: False,
) -> list[Happening]:
    """The events of one article in the order of their first mention."""
    by_trigger: dict[Mention, list[FigureFinding]] = defaultdict(list)
    for figure in figures:
        by_trigger[figure.trigger].append(figure)
    made: list[Happening] = []
    last: dict[str, list[Happening]] = defaultdict(list)
    for finding in sorted(findings, key=lambda f: (f.trigger, f.cls)):
        roles = filled(finding, entity_at, time_at)
        numbers = by_trigger.pop(finding.trigger, [])
        event = next(
            (e for e in reversed(last[finding.cls]) if _is_same(e, finding, roles, numbers, stamps, elaborates)), None
        )
        if event is None:
            event = Happening(finding.cls)
            made.append(event)
            last[finding.cls] = [*last[finding.cls][-7:], event]
        event.findings.append(finding)
        event.filled.append(roles)
        event.figures.append(numbers)
    return made


def _is_same(
    event: Happening,
    finding: EventFinding,
    roles: list[Filled],
    numbers: list[FigureFinding],
    stamps: Mapping[str, Stamps],
    elaborates: Elaborates,
) -> bool:
    """Whether a later mention tells of the same event: nothing that it says differs, and something is the same.

    Only what is put alike can be the same here: a denial stays a claim about an event of its own, and is linked.
    """
    first = event.findings[0]
    if finding.trigger.begin - event.findings[-1].trigger.end > NEAR or finding.veracity != first.veracity:
        return False
    before: dict[str, set[str]] = event.fillers()
    now: dict[str, set[str]] = defaultdict(set)
    for one in roles:
        now[one.role.type].add(one.value)
    if any(before[name] and now[name] and not before[name] & now[name] for name in _TELLING):
        return False
    is_told_in_full = len(event.findings) == 1 and elaborates(first, finding, before["hasPlace"], now["hasPlace"])
    if before["hasPlace"] and now["hasPlace"] and not before["hasPlace"] & now["hasPlace"] and not is_told_in_full:
        return False
    if any(event.figures) and numbers:
        return False
    if are_apart(
        [stamps[k] for k in before["hasTime"] if k in stamps], [stamps[k] for k in now["hasTime"] if k in stamps]
    ):
        return False
    shared = sum(bool(before[name] & now[name]) for name in _TELLING)
    places = bool(before["hasPlace"] & now["hasPlace"])
    if finding.nominal and finding.definite:
        return shared + places > 0 or (not roles and finding.trigger.begin - event.findings[-1].trigger.end < NEAR // 4)
    return shared > 1 or (shared > 0 and places) or is_told_in_full


def are_apart(some: Sequence[Stamps], others: Sequence[Stamps]) -> bool:
    """Whether two sets of times cannot be the same time: every pair is disjoint.

    >>> day = Stamps("2017-10-17", "2017-10-17", "2017-10-17", "2017-10-17")
    >>> are_apart([day], [Stamps("2017-10-01", None, None, "2017-10-31")])
    False
    """
    if not some or not others:
        return False
    return all(_is_before(a, b) or _is_before(b, a) for a in some for b in others)


def _is_before(one: Stamps, other: Stamps) -> bool:
    end, begin = one.latest_end, other.earliest_begin
    return end is not None and begin is not None and end < begin
