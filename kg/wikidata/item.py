"""The one value that all sources of candidates give, and the one protocol that they follow."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple, Protocol


class Coordinates(NamedTuple):
    """Degrees of WGS 84."""

    lat: float
    long: float


@dataclass(frozen=True, slots=True)
class Item:
    """What a source says of one Wikidata item; what it does not know is empty.

    `classes` are the QIDs of its instance-of (P31), `kinds` the contract's classes that these can be ("Settlement"),
    most specific first; an item without a kind is nothing that conflict news needs. `countries` are QIDs (P17, P27,
    P495). `begin` and `end` are dates of ISO 8601 as exact as they are known ("1999", "1999-04", "1999-04-08"), years
    before Christ with a minus: inception and dissolution, birth and death, start and end of an event; where several are
    said, the earliest and the latest. `sitelinks` counts the pages about it in all Wikipedias (in all of Wikimedia's
    projects where a source has no better number), the measure of its popularity. `geonames` is its GeoNames id (P1566).
    """

    qid: str
    label: str
    aliases: tuple[str, ...] = ()
    description: str = ""
    classes: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    countries: tuple[str, ...] = ()
    coordinates: Coordinates | None = None
    begin: str | None = None
    end: str | None = None
    sitelinks: int = 0
    geonames: int | None = None


class Source(Protocol):
    """Where candidates come from. Names are compared without regard to case and accents; each answers for itself.

    `by_name` and `by_geonames` leave out what they know nothing of; `by_qid` too. At most `most` items a name, the most
    popular first.
    """

    @property
    def name(self) -> str:
        """A word for the graph and for people: "kb", "endpoint", "api", "built-in"."""

    def by_name(self, names: Sequence[str], most: int = 20) -> Mapping[str, tuple[Item, ...]]:
        """The items that have each name as a label or an alias."""

    def by_geonames(self, ids: Iterable[int]) -> Mapping[int, Item]:
        """The items of GeoNames ids."""

    def by_qid(self, qids: Iterable[str]) -> Mapping[str, Item]:
        """The items of these QIDs."""
