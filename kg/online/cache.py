"""What was answered before, and when? An SQLite file that every answer goes into at once.

Each name and each item has an answer of its own, whatever else was asked together with it, so that other batches find
it too, and a run that was broken off goes on where it was.
"""

from __future__ import annotations

import json
import sqlite3
import time
import zlib
from collections.abc import Callable, Iterable, Mapping
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, Final, NamedTuple

from kg.errors import StoreError

_VERSION: Final = 1
_TABLE: Final = """
CREATE TABLE IF NOT EXISTS answer (
    server TEXT NOT NULL, question TEXT NOT NULL, key TEXT NOT NULL, body BLOB NOT NULL, retrieved REAL NOT NULL,
    PRIMARY KEY (server, question, key)
)
"""
_AT_ONCE: Final = 500  # keys in one query of SQLite, which takes a bounded number of parameters


class Kept(NamedTuple):
    """An answer in JSON's values, and when it was retrieved."""

    body: Any
    retrieved: datetime


class Cache:
    """Answers by server, question (with its languages) and key. `now` gives Unix time."""

    def __init__(self, path: Path, max_age: timedelta | None, now: Callable[[], float] = time.time) -> None:
        """Raises `StoreError` if the file cannot be opened. Without `max_age` answers never grow old."""
        self._path = path
        self._max_age = max_age
        self._now = now
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            self._base = sqlite3.connect(path, timeout=30.0)
            found = self._base.execute("PRAGMA user_version").fetchone()[0]
            if found not in {0, _VERSION}:
                raise self._error(f"it is of version {found}, not {_VERSION}")
            self._base.execute("PRAGMA journal_mode = WAL")
            with self._base:
                self._base.execute(_TABLE)
                self._base.execute(f"PRAGMA user_version = {_VERSION}")
        except (OSError, sqlite3.Error) as error:
            raise self._error(str(error)) from error

    def get(self, server: str, question: str, keys: Iterable[str]) -> dict[str, Kept]:
        """The answers that are there and not too old."""
        wanted = list(keys)
        since = self._now() - self._max_age.total_seconds() if self._max_age is not None else 0.0
        found: dict[str, Kept] = {}
        for start in range(0, len(wanted), _AT_ONCE):
            part = wanted[start : start + _AT_ONCE]
            marks = ",".join("?" * len(part))
            rows = self._execute(
                f"SELECT key, body, retrieved FROM answer WHERE server = ? AND question = ? AND retrieved >= ?"  # noqa: S608
                f" AND key IN ({marks})",  # question marks alone
                (server, question, since, *part),
            )
            found.update((key, Kept(_unpacked(body), _moment(when))) for key, body, when in rows)
        return found

    def put(self, server: str, question: str, answers: Mapping[str, Any]) -> dict[str, Kept]:
        """Keep the answers of one batch, all or none, and give them back as `get` would."""
        now = self._now()
        rows = [(server, question, key, _packed(body), now) for key, body in answers.items()]
        try:
            with self._base:
                self._base.executemany("INSERT OR REPLACE INTO answer VALUES (?, ?, ?, ?, ?)", rows)
        except sqlite3.Error as error:
            raise self._error(str(error)) from error
        return {key: Kept(body, _moment(now)) for key, body in answers.items()}

    def close(self) -> None:
        self._base.close()

    def _execute(self, query: str, values: tuple[object, ...]) -> list[tuple[str, bytes, float]]:
        try:
            return self._base.execute(query, values).fetchall()
        except sqlite3.Error as error:
            raise self._error(str(error)) from error

    def _error(self, reason: str) -> StoreError:
        return StoreError(
            str(self._path), f"the cache cannot be used: {reason}", "name another with --cache, or delete it"
        )


def _packed(body: object) -> bytes:
    return zlib.compress(json.dumps(body, ensure_ascii=False, separators=(",", ":")).encode(), 1)


def _unpacked(body: bytes) -> Any:
    return json.loads(zlib.decompress(body))


def _moment(seconds: float) -> datetime:
    return datetime.fromtimestamp(seconds, UTC).replace(microsecond=0)
