"""Writes the gazetteer into one read-only SQLite file, so that looking up a name costs microseconds and no memory."""

from __future__ import annotations

import os
import sqlite3
import tempfile
from collections.abc import Iterable, Iterator
from math import cos, radians
from pathlib import Path

from kg.gazetteer.cache import SCHEMA
from kg.gazetteer.geoname import GeoName
from kg.gazetteer.names import ARTICLES, key, skeleton
from kg.gazetteer.sources import Entry, aliases, entries

# Where names are written in Arabic script and reach us in many transliterations.
TRANSLITERATED = frozenset("AE AF BH DZ EG IQ IR JO KW LB LY MA OM PK PS QA SA SD SO SY TD TN YE".split())
_NEAR = 3.0  # degrees: a feature of our lexicon so near to a division of the same name is that division
_RAISE = "UPDATE place SET population = max(population, ?) WHERE id = ?"
_ADD = "INSERT OR IGNORE INTO name VALUES (?, ?, ?)"
_ADD_OFFICIAL = "INSERT OR REPLACE INTO name VALUES (?, ?, ?)"  # an alias may be listed among the other names already
_TABLES = """
CREATE TABLE place (id INTEGER PRIMARY KEY, name TEXT, cls TEXT, lat REAL, long REAL, country TEXT, admin1 INTEGER,
    admin2 INTEGER, population INTEGER, level INTEGER, is_capital INTEGER);
CREATE TABLE name (key TEXT, place INTEGER, is_official INTEGER, PRIMARY KEY (key, place)) WITHOUT ROWID;
CREATE TABLE skeleton (key TEXT, place INTEGER, PRIMARY KEY (key, place)) WITHOUT ROWID;
"""


def write(path: Path, extra: Path | None = None) -> None:
    """Make the file; it appears under its name only when it is whole, so that several processes may do so at once."""
    handle, beside = tempfile.mkstemp(dir=path.parent, prefix=path.stem, suffix=".part")
    os.close(handle)
    try:
        connection = sqlite3.connect(beside)
        try:
            _fill(connection, extra)
        finally:
            connection.close()
        Path(beside).replace(path)
    finally:
        Path(beside).unlink(missing_ok=True)


def _fill(connection: sqlite3.Connection, extra: Path | None) -> None:
    connection.executescript(
        "PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA cache_size = -65536;" + _TABLES
    )
    for entry in entries(extra):
        same = _same(connection, entry.place) if entry.place.level == 4 else None
        if same is None:
            connection.execute("INSERT OR IGNORE INTO place VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", entry.place)
        else:  # our weight tells how well known it is: "Washington" is rarely the state
            connection.execute(_RAISE, (entry.place.population, same))
        place = entry.place.id if same is None else same
        _name(connection, place, _forms(entry, official=True), official=True)
        _name(connection, place, _forms(entry, official=False), official=False)
        if entry.place.country in TRANSLITERATED:
            bones = {skeleton(name) for name in (*entry.official, *entry.others)} - {""}
            connection.executemany(
                "INSERT OR IGNORE INTO skeleton VALUES (?, ?)", ((bone, place) for bone in sorted(bones))
            )
    for alias, name, country in aliases(extra):
        meant = _largest(connection, name, country)
        if meant is not None:
            _name(connection, meant, (alias,), official=True)
    connection.execute(f"PRAGMA user_version = {SCHEMA}")
    connection.commit()


def _forms(entry: Entry, official: bool) -> Iterator[str]:
    """The names; a first-order division also goes without the word for its kind ("Homs" for "Homs Governorate")."""
    for name in entry.official if official else entry.others:
        yield name
        if entry.place.level == 1 and " " in name:
            bare = name.rsplit(" ", 1)
            if bare[1].lower() in KINDS:
                yield bare[0]
        if entry.place.country in TRANSLITERATED:
            first, _, rest = name.replace("-", " ").partition(" ")
            if len(rest) > 3 and first.lower() in ARTICLES:  # "Ad Diwaniyah"
                yield rest


KINDS = frozenset(
    "canton department district governorate oblast prefecture province region state territory voivodeship".split()
)


def _name(connection: sqlite3.Connection, place: int, names: Iterable[str], official: bool) -> None:
    rows = [(key(name), place, int(official)) for name in names]
    connection.executemany(_ADD_OFFICIAL if official else _ADD, (row for row in rows if row[0]))


def _same(connection: sqlite3.Connection, place: GeoName) -> int | None:
    """The division or settlement of GeoNames that a line of our lexicon means, if it has one."""
    if place.cls not in {"Region", "Settlement"}:
        return None
    reach = _NEAR / max(0.2, cos(radians(place.lat)))
    found = connection.execute(
        "SELECT place.id FROM name JOIN place ON place.id = name.place WHERE key = ? AND country = ? AND cls = ?"
        " AND abs(lat - ?) < ? AND abs(long - ?) < ? ORDER BY level, population DESC, id LIMIT 1",
        (key(place.name), place.country, place.cls, place.lat, _NEAR, place.long, reach),
    ).fetchone()
    return int(found[0]) if found else None


def _largest(connection: sqlite3.Connection, name: str, country: str) -> int | None:
    found = connection.execute(
        "SELECT place.id FROM name JOIN place ON place.id = name.place WHERE key = ? AND country = ?"
        " ORDER BY level = 3 DESC, population DESC, id LIMIT 1",
        (key(name), country),
    ).fetchone()
    return int(found[0]) if found else None
