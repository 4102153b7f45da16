"""Where do the reports wait until all are there? In a nameless database on disk, which also sorts them."""

from __future__ import annotations

import pickle
import sqlite3
from collections.abc import Iterable, Iterator
from types import TracebackType
from typing import Final, Self

from kg.incidents.grouping import order
from kg.incidents.report import Report

_CACHE: Final = 16 << 10  # KiB that SQLite may hold in memory


class Shelf:
    """Reports in any order, to be taken out in the order of their days; memory does not grow with them."""

    def __init__(self) -> None:
        self._kept = sqlite3.connect("", isolation_level=None)  # "" is a file that goes when it is closed
        self._kept.execute(f"PRAGMA cache_size = -{_CACHE}")
        self._kept.execute("PRAGMA synchronous = OFF")
        self._kept.execute("CREATE TABLE report (last INT, width INT, telling INT, event TEXT, value BLOB)")

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._kept.close()

    def add(self, reports: Iterable[Report]) -> None:
        rows = ((*order(report), pickle.dumps(report, pickle.HIGHEST_PROTOCOL)) for report in reports)
        self._kept.execute("BEGIN")
        self._kept.executemany("INSERT INTO report VALUES (?, ?, ?, ?, ?)", rows)
        self._kept.execute("COMMIT")

    def reports(self) -> Iterator[Report]:
        """All of them, in the order that `Grouping` asks for."""
        rows = self._kept.execute("SELECT value FROM report ORDER BY last, width, telling, event")
        for (value,) in rows:
            yield pickle.loads(value)  # noqa: S301 - written by this very object
