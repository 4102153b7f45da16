"""What does one article report? An event as its graph has it, in plain values that can be put aside on disk."""

from __future__ import annotations

from enum import IntEnum
from typing import NamedTuple


class Level(IntEnum):
    """How finely a place is told, from nowhere to a settlement or facility."""

    NOWHERE = 0
    COUNTRY = 1
    REGION = 2
    SPOT = 3


class Party(NamedTuple):
    """Who or what fills a role.

    `keys` identify it in every article (IRIs, and "=name" for what is named) and are empty for a description; `side` is
    "state SY", "armed", or "" where the graph does not tell for whom it fights; `kind` is the last word of a
    description ("market").
    """

    role: str
    keys: frozenset[str]
    label: str
    side: str
    kind: str
    allies: frozenset[str]  # keys of those that the graph puts on its side
    is_person: bool = False  # one human being with a name


class Where(NamedTuple):
    """The places of an event that are told most finely; `above` are the keys of the places that hold them,
    and `regions` those of these that are no countries.
    """

    level: Level = Level.NOWHERE
    keys: frozenset[str] = frozenset()
    points: frozenset[tuple[float, float]] = frozenset()  # latitude, longitude
    above: frozenset[str] = frozenset()
    regions: frozenset[str] = frozenset()


class Days(NamedTuple):
    """First and last possible day, as ordinals; `is_told` is false where only the date of publication tells."""

    first: int
    last: int
    is_told: bool


class Count(NamedTuple):
    """A figure: numbers are inclusive, and None where the text leaves an end open."""

    harm: str
    status: str
    least: int | None
    most: int | None
    qualifier: str
    is_total: bool


class Told(NamedTuple):
    """A claim about the event: who says it, how it is put, which parties and figures it names itself."""

    claim: str
    source: frozenset[str]
    polarity: str
    certainty: str
    parties: tuple[Party, ...]
    counts: tuple[Count, ...]
    is_presupposed: bool  # taken for granted, so that it neither affirms nor denies


class Report(NamedTuple):
    """One article's word for one happening. `also` are events of the same article that it tells along with it."""

    event: str
    article: str
    published: int | None  # ordinal of the day
    cls: str
    days: Days | None
    where: Where
    parties: tuple[Party, ...]
    claims: tuple[Told, ...]
    words: frozenset[str]  # IRIs of the statements that tell it
    against: frozenset[str]  # claims that its own article sets against its claims
    also: tuple[Report, ...] = ()

    @property
    def classes(self) -> frozenset[str]:
        return frozenset((self.cls, *(one.cls for one in self.also)))

    @property
    def counts(self) -> frozenset[Count]:
        return frozenset(count for one in (self, *self.also) for claim in one.claims for count in claim.counts)

    @property
    def everyone(self) -> frozenset[Party]:
        return frozenset(party for one in (self, *self.also) for party in one.parties)
