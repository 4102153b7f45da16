"""Which places have this name? Look-ups in the compiled gazetteer."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

from kg.errors import BadOutput
from kg.gazetteer.cache import (
    SCHEMA,
    cache_folder,
    fingerprint,
    is_own,
    mark_used,
    remove_unused,
    temporary_folder,
    writable,
)
from kg.gazetteer.geoname import Candidate, GeoName
from kg.gazetteer.names import key, skeleton

_REMEDY = "set XDG_CACHE_HOME to a folder with 100 MB of room"
_CACHED = 1 << 14  # names
_COLUMNS = "place.id, name, cls, lat, long, country, admin1, admin2, population, level, is_capital"
_BY_NAME = (
    f"SELECT {_COLUMNS}, is_official FROM name JOIN place ON place.id = name.place"  # noqa: S608  # our own constant
    " WHERE key = ? ORDER BY population DESC, place.id"
)
_BY_SKELETON = (
    f"SELECT {_COLUMNS}, 0 FROM skeleton JOIN place ON place.id = skeleton.place"  # noqa: S608
    " WHERE key = ? ORDER BY population DESC, place.id"
)
_BY_ID = f"SELECT {_COLUMNS} FROM place WHERE id = ?"  # noqa: S608


def is_compiled(extra: Path | None = None) -> bool:
    """Whether opening the gazetteer will be quick, since it was compiled before."""
    name = _name(extra)
    return any((folder / name).is_file() for folder in (cache_folder(), temporary_folder()))


def _name(extra: Path | None) -> str:
    return f"gazetteer-{fingerprint(extra)}.sqlite"


class Gazetteer:
    """The compiled gazetteer; the first use on a machine writes it into the user's cache, in about ten seconds.

    `extra` is the user's folder of lexicons. Each process has its own; making one is cheap.
    """

    def __init__(self, extra: Path | None = None) -> None:
        self._connection = _open(_name(extra), extra)
        self.find = lru_cache(_CACHED)(self._find)
        self.find_transliterated = lru_cache(_CACHED)(self._find_transliterated)
        self.place = lru_cache(_CACHED)(self._place)
        self._countries = {place.country: place for place in self._level(0)}

    def _find(self, name: str) -> tuple[Candidate, ...]:
        """The places of this name, the most populous first."""
        return self._candidates(_BY_NAME, key(name))

    def _find_transliterated(self, name: str) -> tuple[Candidate, ...]:
        """Places of Arabic and Persian speaking countries whose names differ from this one in vowels only."""
        bones = skeleton(name)
        return self._candidates(_BY_SKELETON, bones) if bones else ()

    def _place(self, id_: int) -> GeoName | None:
        row = self._connection.execute(_BY_ID, (id_,)).fetchone()
        return GeoName(*row) if row else None

    def country(self, code: str) -> GeoName | None:
        """The country with this ISO 3166 code."""
        return self._countries.get(code)

    def above(self, place: GeoName) -> tuple[GeoName, ...]:
        """What the place lies in, the nearest first: its first-order division, its country."""
        division = self.place(place.admin1) if place.admin1 and place.admin1 != place.id else None
        country = self.country(place.country) if place.level else None
        return tuple(one for one in (division, country) if one is not None and one.id != place.id)

    def _candidates(self, query: str, sought: str) -> tuple[Candidate, ...]:
        rows = self._connection.execute(query, (sought,)).fetchall()
        return tuple(Candidate(GeoName(*row[:-1]), bool(row[-1])) for row in rows)

    def _level(self, level: int) -> Iterator[GeoName]:
        for row in self._connection.execute(
            f"SELECT {_COLUMNS} FROM place WHERE level = ? ORDER BY population, id DESC",  # noqa: S608
            (level,),
        ):
            yield GeoName(*row)


def _open(name: str, extra: Path | None) -> sqlite3.Connection:
    for path in (cache_folder() / name, temporary_folder() / name):
        if (connection := _opened(path)) is not None:
            mark_used(path)
            return connection
    path = writable(cache_folder(), temporary_folder()) / name
    write(path, extra)
    connection = _opened(path)
    if connection is None:
        raise BadOutput(str(path), "the gazetteer was written there and cannot be read", _REMEDY)
    remove_unused(path)
    return connection


def write(path: Path, extra: Path | None) -> None:
    """Compile the gazetteer; raises `BadOutput` where there is no room for it.

    What compiling takes (the data packages and 200 MB for ten seconds) is imported here alone, as it is needed once.
    """
    from kg.gazetteer.compile import write as compile_into

    try:
        compile_into(path, extra)
    except (OSError, sqlite3.OperationalError) as error:
        raise BadOutput(str(path), f"the gazetteer cannot be written there: {error}", _REMEDY) from error


def _opened(path: Path) -> sqlite3.Connection | None:
    """The file opened for reading alone; None where there is none, or one that is damaged or somebody else's."""
    if not path.is_file() or not is_own(path):
        return None
    try:
        connection = sqlite3.connect(f"{path.as_uri()}?mode=ro&immutable=1", uri=True, check_same_thread=False)
        (schema,) = connection.execute("PRAGMA user_version").fetchone()
    except sqlite3.DatabaseError:
        return None
    return connection if schema == SCHEMA else None
