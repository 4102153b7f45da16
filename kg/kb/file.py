"""What is in the one file of a knowledge base, and how is it opened? An SQLite database.

    meta        key, value                  what it was built from, by which rules, and how much there is
    item        qid -> record               one JSON array an item (`kg.kb.record`)
    name        key, rank, qid              by normalised name, the most popular first; rank is minus the sitelinks
    skeleton    key, rank, qid              by the consonants of a name, for other transliterations
    geonames    id -> qid
    redirect    old -> qid                  items that were merged into another
    class       qid -> kinds                the subclass closure: what an instance of this class can be

While it is built it is named `index.part` and has three tables more: `edge` (P279), `checkpoint` and `problem`.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Final

from kg.errors import StoreError
from kg.kb.record import Letters

VERSION: Final = "1"
INDEX: Final = "index.sqlite"
PART: Final = "index.part"
CLASS_COLUMNS: Final = ("qid", "kinds")
TABLES: Final = """
CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE item (qid INTEGER PRIMARY KEY, record BLOB NOT NULL);
CREATE TABLE redirect (old INTEGER PRIMARY KEY, qid INTEGER NOT NULL);
CREATE TABLE class (qid INTEGER PRIMARY KEY, kinds TEXT NOT NULL);
CREATE TABLE edge (child INTEGER, parent INTEGER, PRIMARY KEY (parent, child)) WITHOUT ROWID;
CREATE TABLE checkpoint (state TEXT NOT NULL);
CREATE TABLE problem (place TEXT NOT NULL, reason TEXT NOT NULL);
"""
INDEXES: Final = """
CREATE TABLE name (key TEXT, rank INTEGER, qid INTEGER, PRIMARY KEY (key, rank, qid)) WITHOUT ROWID;
CREATE TABLE skeleton (key TEXT, rank INTEGER, qid INTEGER, PRIMARY KEY (key, rank, qid)) WITHOUT ROWID;
CREATE TABLE geonames (id INTEGER PRIMARY KEY, qid INTEGER NOT NULL);
"""


def opened(folder: Path) -> sqlite3.Connection:
    """The finished index in a folder, to read. It never changes, so that any number of processes may read it.

    Raises `StoreError` where there is none, it is not finished, or it is of another version.
    """
    path = folder / INDEX
    if not path.is_file():
        if (folder / PART).is_file():
            raise StoreError(str(folder), "its build has not ended", "give the same kg kb build again: it goes on")
        raise StoreError(str(folder), "there is no knowledge base", f"make one with: kg kb build DUMP -o {folder}")
    uri = f"{path.resolve().as_uri()}?mode=ro&immutable=1"
    base = sqlite3.connect(uri, uri=True, check_same_thread=False)
    try:
        found = meta(base).get("version")
    except sqlite3.DatabaseError as error:
        base.close()
        raise StoreError(str(path), f"it is damaged: {error}", "build it again") from error
    if found != VERSION:
        base.close()
        raise StoreError(str(path), f"it has version {found}, this kg reads version {VERSION}", "build it again")
    base.execute("PRAGMA mmap_size=17179869184")
    return base


def meta(base: sqlite3.Connection) -> dict[str, str]:
    return dict(base.execute("SELECT key, value FROM meta"))


def facts(folder: Path) -> dict[str, str]:
    """The facts of a finished knowledge base: those in its table `meta`, and its size in bytes."""
    with closing(opened(folder)) as base:
        return {**meta(base), "bytes": str((folder / INDEX).stat().st_size)}


def class_lines(folder: Path) -> Iterator[str]:
    """The subclass closure of a finished knowledge base as lines of a table: a QID, and kinds separated by spaces."""
    with closing(opened(folder)) as base:
        letters = Letters(json.loads(meta(base)["kinds"]))
        yield "\t".join(CLASS_COLUMNS)
        for qid, kinds in base.execute("SELECT qid, kinds FROM class ORDER BY qid"):
            yield f"Q{qid}\t{' '.join(letters.to_kinds(kinds))}"
