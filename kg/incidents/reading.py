"""Which reports does an article hold? Its events with somebody's word that they happened or did not.

What is planned, feared or only supposed reports no happening. An event that its article tells in the same breath as
another ("twelve were killed when jets bombed the market on Tuesday"), or that is what a denial answers, has no day or
place of its own and goes where that other goes.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from itertools import chain
from typing import Final

from kg import vocab
from kg.incidents.entities import Entities, Known
from kg.incidents.graph import Graph, Said, first, local
from kg.incidents.report import Count, Days, Level, Party, Report, Told, Where
from kg.incidents.types import HARMS, are_alike
from kg.vocab import CKG, PROV, RDF, SCHEMA, SEM

NEWS: Final = 2  # days: an event without a time is taken to be at most so old when the article comes out
_NONE: Final[frozenset[str]] = frozenset()
_PLACE: Final = SEM + "hasPlace"
_TIME: Final = SEM + "hasTime"
_LEAST: Final = "Injury"  # told along with killing, if with nothing else
_UPPER: Final = frozenset({"Event", "Violence", "StrategicDevelopment", "Politics", "Demonstration"})


@dataclass(slots=True)
class _Draft:
    """An event while its claims are read. Lives only inside this file."""

    claims: list[Told] = field(default_factory=list)
    places: set[str] = field(default_factory=set)
    parties: set[Party] = field(default_factory=set)
    words: set[str] = field(default_factory=set)
    against: set[str] = field(default_factory=set)


class Reader:
    """Reads the reports of one article after another."""

    def __init__(self, graph: Graph) -> None:
        self._graph = graph
        self._entities = Entities(graph)

    def everything(self) -> Iterator[Report]:
        """The reports of all articles."""
        return chain.from_iterable(self.reports(article) for article in self._graph.articles())

    def reports(self, article: str) -> list[Report]:
        """The reports of one article, each with those that go along with it."""
        day = _ordinal(first(self._graph.about(article), SCHEMA + "datePublished"))
        drafts: dict[str, _Draft] = defaultdict(_Draft)
        for claim in self._graph.claims(article):
            self._read(claim, drafts)
        told = (self._report(event, article, day, draft) for event, draft in sorted(drafts.items()))
        return _bound([report for report in told if report.cls not in vocab.NODE_CLASSES])  # no relations

    def _read(self, claim: str, drafts: Mapping[str, _Draft]) -> None:
        said = self._graph.about(claim)
        event = first(said, CKG + "claims")
        if local(said, "actuality") != "Actual" or not event:
            return
        draft = drafts[event]
        roles = [self._graph.about(role) for role in said.get(CKG + "claimsRole", ())]
        parties = {party for role in roles if (party := self._party(role)) is not None}
        draft.parties |= parties
        draft.places |= {first(role, RDF + "value") for role in roles if first(role, CKG + "roleType") == _PLACE}
        draft.words |= set(said.get(CKG + "contentMention", ()))
        draft.against |= set(said.get(CKG + "contradicts", ()))
        counts = sorted(_count(self._graph.about(figure)) for figure in said.get(CKG + "claimsFigure", ()))
        draft.claims.append(
            Told(
                claim,
                frozenset(
                    key
                    for who in said.get(PROV + "wasAttributedTo", ())
                    for key in (self._entities.known(who).keys or (who,))
                ),
                local(said, "polarity"),
                local(said, "certainty"),
                tuple(sorted(parties, key=_order)),
                tuple(counts),
                first(said, CKG + "presupposed") == "true",
            )
        )

    def _party(self, role: Said) -> Party | None:
        kind = first(role, CKG + "roleType")
        if kind in (_PLACE, _TIME):
            return None
        who = self._entities.known(first(role, RDF + "value"))
        return Party(kind.removeprefix(CKG), who.keys, who.label, who.side, who.kind, who.allies, who.is_person)

    def _report(self, event: str, article: str, published: int | None, draft: _Draft) -> Report:
        said = self._graph.about(event)
        places = [self._entities.known(place) for place in sorted(draft.places)]
        described = {Party("hasPlace", one.keys, one.label, "", one.kind, frozenset()) for one in places if one.kind}
        return Report(
            event,
            article,
            published,
            _cls(said),
            _days(said, published),
            _where(places),
            tuple(sorted(draft.parties | described, key=_order)),
            tuple(draft.claims),
            frozenset(draft.words),
            frozenset(draft.against),
        )


def _bound(reports: list[Report]) -> list[Report]:
    """The reports, each with those of its article that are told along with it, which no longer stand for themselves."""
    by_word: dict[str, list[Report]] = defaultdict(list)
    by_claim: dict[str, Report] = {}
    for one in reports:
        by_claim.update((told.claim, one) for told in one.claims)
        for word in one.words:
            by_word[word].append(one)
    bound: dict[str, list[Report]] = defaultdict(list)
    for one in sorted(reports, key=lambda report: report.cls != _LEAST):
        beside = {other.event: other for word in one.words for other in by_word[word]}
        answered = {by_claim[claim].event: by_claim[claim] for claim in one.against if claim in by_claim}
        host = _only(o for o in answered.values() if _may_go(one, o)) or _only(
            o for o in beside.values() if _hosts(o, one) and _may_go(one, o)
        )
        if host and one.event not in bound and not any(one in riders for riders in bound.values()):
            bound[host.event] += [one, *bound.pop(one.event, ())]
    gone = {rider.event for riders in bound.values() for rider in riders}
    return [one._replace(also=tuple(bound.get(one.event, ()))) for one in reports if one.event not in gone]


def _hosts(host: Report, rider: Report) -> bool:
    """Whether one event of a sentence is what another is told along with: harm with what did it, the terse with the
    telling.
    """
    if host.event == rider.event or not _stands_alone(host):
        return False
    return (rider.cls in HARMS and (host.cls not in HARMS or rider.cls == _LEAST != host.cls)) or (
        host.cls != rider.cls and not _stands_alone(rider)
    )


def _may_go(rider: Report, host: Report) -> bool:
    """Whether neither type, day nor place keeps two events of one article apart."""
    if host.event == rider.event or not are_alike(host.cls, rider.cls):
        return False
    days, others = rider.days, host.days
    if days and others and days.is_told and (days.last < others.first or others.last < days.first):
        return False
    where = rider.where
    return not where.level or bool((where.keys | where.above) & (host.where.keys | host.where.above))


def _stands_alone(report: Report) -> bool:
    return report.where.level > Level.NOWHERE and report.days is not None and report.days.is_told


def _only(found: Iterable[Report]) -> Report | None:
    some = list(found)
    return some[0] if len(some) == 1 else None


def _where(places: list[Known]) -> Where:
    """The finest level of which there is a named place; a building without a point is in the town that is told."""
    level = max((place.level for place in places), default=Level.NOWHERE)
    finest = [place for place in places if place.level == level > Level.NOWHERE]
    return Where(
        level,
        frozenset().union(*(place.keys for place in finest)),
        frozenset(place.point for place in finest if place.point and level == Level.SPOT),
        frozenset().union(*(place.above | (place.keys if place.level < level else _NONE) for place in places)),
        frozenset().union(
            *(place.regions | (place.keys if place.level == Level.REGION else _NONE) for place in places)
        ),
    )


def _days(said: Said, published: int | None) -> Days | None:
    stamps = [_ordinal(first(said, SEM + name)) for name in vocab.STAMPS]
    begin, latest_begin, earliest_end, end = stamps
    if begin is not None and (last := end if end is not None else latest_begin) is not None:
        return Days(begin, last, True)
    if end is not None and earliest_end is not None:
        return Days(earliest_end, end, True)
    if published is None or any(stamp is not None for stamp in stamps):
        return None
    return Days(published - NEWS, published, False)


def _ordinal(day: str) -> int | None:
    """Days from the first of January of year 1; what is no whole date has none."""
    try:
        return date.fromisoformat(day).toordinal()
    except ValueError:
        return None


def _count(said: Said) -> Count:
    least, most = first(said, SCHEMA + "minValue"), first(said, SCHEMA + "maxValue")
    return Count(
        local(said, "harm"),
        local(said, "victimStatus"),
        int(least) if least else None,
        int(most) if most else None,
        local(said, "countQualifier"),
        first(said, CKG + "isTotal") == "true",
    )


def _cls(said: Said) -> str:
    """The local name of our most specific class, or the IRI of a class of the user's own that lies below none."""
    types = said.get(RDF + "type", ())
    ours = (iri.removeprefix(CKG) for iri in types if iri.startswith(CKG))
    leaves = sorted(set(ours) - _UPPER)
    return leaves[0] if leaves else min((iri for iri in types if not iri.startswith((CKG, SEM))), default="")


def _order(party: Party) -> tuple[str, str, list[str]]:
    return party.role, party.label, sorted(party.keys)
