"""What all articles say of one entity and its candidates, in whole numbers, so that their order is no matter."""

from __future__ import annotations

import pickle
from dataclasses import dataclass, field
from typing import Final, NamedTuple

from kg.link.entities import Subject
from kg.wikidata import Coordinates

UNIT: Final = 1000  # a score of 1 in whole numbers
_Evidence = dict[str, list[int]]


class Evidence(NamedTuple):
    """What the articles say of one candidate: means from 0 to 1, None where no article says anything."""

    context: float | None
    words: float | None
    coherence: float | None


@dataclass(slots=True)
class Tally:
    """One entity over the articles seen so far. Lives only inside this room."""

    cls: str
    label: str
    names: set[str] = field(default_factory=set)
    is_named: bool = False
    geonames: int | None = None
    point: tuple[float, float] | None = None
    first: str = ""
    last: str = ""
    countries: dict[str, int] = field(default_factory=dict)
    seen: _Evidence = field(default_factory=dict)  # QID -> sum and number of contexts, words, coherences

    def see(self, subject: Subject, date: str, country: str) -> None:
        if not self.names.issuperset(subject.names):
            self.names.update(subject.names)
        self.is_named = self.is_named or subject.is_named
        if subject.geonames is not None:
            self.geonames = min(subject.geonames, self.geonames or subject.geonames)
        if subject.point is not None:
            point = (subject.point.lat, subject.point.long)
            self.point = min(point, self.point or point)
        if date:
            self.first, self.last = min(date, self.first or date), max(date, self.last)
        if country:
            self.countries[country] = self.countries.get(country, 0) + 1

    def add(self, qid: str, scores: tuple[float | None, float | None, float | None]) -> None:
        sums = self.seen.setdefault(qid, [0, 0, 0, 0, 0, 0])
        for i, value in enumerate(scores):
            if value is not None:
                sums[2 * i] += round(value * UNIT)
                sums[2 * i + 1] += 1

    def merge(self, other: Tally) -> None:
        """Take up what another tally of the same entity holds."""
        self.label = min(self.label, other.label)
        self.cls = min(self.cls, other.cls)
        self.see(other.subject(""), other.first, "")
        self.see(other.subject(""), other.last, "")
        for country, number in other.countries.items():
            self.countries[country] = self.countries.get(country, 0) + number
        for qid, sums in other.seen.items():
            mine = self.seen.setdefault(qid, [0, 0, 0, 0, 0, 0])
            self.seen[qid] = [a + b for a, b in zip(mine, sums, strict=True)]

    def subject(self, key: str) -> Subject:
        others = tuple(sorted(self.names - {self.label}))
        point = Coordinates(*self.point) if self.point else None
        return Subject(key, self.cls, (self.label, *others), self.is_named, self.geonames, point)

    @property
    def country(self) -> str:
        """The QID of the country that its articles speak of most, "" if of none."""
        return min(self.countries, key=lambda qid: (-self.countries[qid], int(qid[1:])), default="")

    def evidence(self, qid: str) -> Evidence:
        sums = self.seen.get(qid, [0, 0, 0, 0, 0, 0])
        means = [sums[2 * i] / sums[2 * i + 1] / UNIT if sums[2 * i + 1] else None for i in range(3)]
        return Evidence(*means)

    def to_bytes(self) -> bytes:
        state = (
            self.cls,
            self.label,
            sorted(self.names),
            self.is_named,
            self.geonames,
            self.point,
            self.first,
            self.last,
            sorted(self.countries.items()),
            sorted(self.seen.items()),
        )
        return pickle.dumps(state, protocol=5)


def from_bytes(data: bytes) -> Tally:
    """The tally of `to_bytes`. Only bytes that this process wrote itself come here."""
    cls, label, names, is_named, geonames, point, first, last, countries, seen = pickle.loads(data)  # noqa: S301
    return Tally(
        cls, label, set(names), is_named, geonames, point, first, last, dict(countries), {q: list(s) for q, s in seen}
    )
