"""How does a claim see its incident? What of it another claim can contradict: whether, by whom, how many."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final, NamedTuple

from kg.incidents.cast import Cast, are_against, cast
from kg.incidents.report import Count, Report, Told
from kg.incidents.types import HARMS, are_alike

_ABOUT: Final = 0.15  # of a number that is given as rough
_ACTING: Final = frozenset({"initiator", "gainer"})


class Toll(NamedTuple):
    """How many people came to harm, the ends included; `most` is None where the number is only the least."""

    harm: str
    status: str
    least: int
    most: int | None
    is_total: bool


class Stance(NamedTuple):
    """What claims of one stance have in common; `published` matters to numbers alone, and is None without any."""

    cls: str
    polarity: str  # "" of what is only taken for granted
    actors: Cast
    tolls: frozenset[Toll]
    published: int | None


class Voice(NamedTuple):
    """A claim in its article."""

    claim: str
    article: str
    source: frozenset[str]
    published: int | None

    @property
    def is_attributed(self) -> bool:
        """Whether it is more than the article's own word."""
        return self.article not in self.source


def stances(reports: Iterable[Report]) -> Iterator[tuple[Stance, Voice]]:
    """The stance of each claim about an incident's events."""
    for report in reports:
        for one in (report, *report.also):
            for told in one.claims:
                if not (
                    told.is_presupposed and told.polarity == "Negated"
                ):  # who denies a link with it says nothing of it
                    yield _stance(one, told), Voice(told.claim, one.article, told.source, one.published)


def _stance(report: Report, told: Told) -> Stance:
    tolls = frozenset(_tolls(told.counts)) if told.polarity == "Affirmed" else frozenset()
    actors = cast(party for party in told.parties if party.role in _ACTING)
    polarity = "" if told.is_presupposed else told.polarity
    return Stance(report.cls, polarity, actors, tolls, report.published if tolls else None)


def _tolls(counts: Iterable[Count]) -> Iterator[Toll]:
    """The greatest number of each harm: "twelve, three of them children" counts twelve."""
    by_harm: dict[str, Count] = {}
    for count in sorted(counts, key=lambda c: (c.least or 0, c.status)):
        if count.least is not None:
            by_harm[count.harm] = count
    for count in by_harm.values():
        slack = int((count.least or 0) * _ABOUT) if count.qualifier == "About" else 0
        most = None if count.qualifier == "AtLeast" or count.most is None else count.most + slack
        yield Toll(count.harm, count.status, (count.least or 0) - slack, most, count.is_total)


def is_denied(yes: Stance, no: Stance) -> bool:
    """Whether one denies what the other affirms: the same act, unless of different actors.

    Whoever denies that the army did it does not contradict who says that the rebels did.
    """
    if (yes.polarity, no.polarity) != ("Affirmed", "Negated"):
        return False
    if yes.cls != no.cls and (HARMS & {yes.cls, no.cls} or not are_alike(yes.cls, no.cls)):
        return False
    return not no.actors.agents or not yes.actors.agents or bool(no.actors.agents & yes.actors.agents)


def is_other_actor(one: Stance, other: Stance) -> bool:
    """Whether both say who did it, and name sides that exclude each other."""
    return "Negated" not in (one.polarity, other.polarity) and are_against(one.actors, other.actors)


def tolls_alike(one: Stance, other: Stance) -> Iterator[tuple[Toll, Toll]]:
    """The numbers of the two that count the same harm to people of the same status."""
    for mine in sorted(one.tolls):
        for theirs in sorted(other.tolls):
            if (mine.harm, mine.status) == (theirs.harm, theirs.status):
                yield mine, theirs


def are_apart(one: Toll, other: Toll) -> bool:
    """Whether the two numbers cannot both be right: "12" and "at least 20", but not "at least 12" and "20"."""
    return _ends_below(one, other) or _ends_below(other, one)


def _ends_below(one: Toll, other: Toll) -> bool:
    return one.most is not None and one.most < other.least
