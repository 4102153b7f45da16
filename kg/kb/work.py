"""Where is an unfinished build kept, and from where does it go on?

A checkpoint is one row that is committed together with all rows that were made of the dump up to the place that it
names: after a kill, whatever is in the file was read before the checkpoint, and nothing that was read is missing.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Final, Literal, Self

from kg.errors import BadInput, BadOutput, StoreError
from kg.kb.dump import Place
from kg.kb.file import INDEX, PART, TABLES, VERSION, meta
from kg.kb.found import Found, Problem

Stage = Literal["classes", "items", "index"]
NAMED_PROBLEMS: Final = 100  # that are kept with their place; the rest are counted
_CACHE: Final = -65536  # KiB of pages in memory


@dataclass(frozen=True, slots=True)
class State:
    """How far a build has come: the stage, the dump, the place in it, and what was counted."""

    stage: Stage = "classes"
    input: int = 0
    place: Place | None = None
    entities: int = 0
    nameless: int = 0
    apart: int = 0
    problems: int = 0

    def to_json(self) -> str:
        return json.dumps(asdict(self))

    @classmethod
    def from_json(cls, text: str) -> Self:
        fields = json.loads(text)
        return cls(**{**fields, "place": Place(**fields["place"]) if fields["place"] else None})

    def plus(self, found: Found) -> State:
        return replace(
            self,
            entities=self.entities + found.entities,
            nameless=self.nameless + found.nameless,
            apart=self.apart + found.apart,
            problems=self.problems + len(found.problems),
        )


class Work:
    """The unfinished index of a folder, for one process alone."""

    def __init__(self, folder: Path, base: sqlite3.Connection, state: State) -> None:
        self.folder = folder
        self.base = base
        self.state = state

    def commit(self, state: State) -> None:
        """Make all that was added, and this state, hold for good."""
        self.base.execute("UPDATE checkpoint SET state = ?", (state.to_json(),))
        self.base.execute("COMMIT")
        self.base.execute("BEGIN IMMEDIATE")
        self.state = state

    def add(self, found: Found, *, is_once: bool) -> None:
        """Add rows. Of an item that comes twice the last counts, unless each must come once, as in N-Triples."""
        self.base.executemany("INSERT OR IGNORE INTO edge VALUES (?, ?)", found.edges)
        self.base.executemany("INSERT OR REPLACE INTO redirect VALUES (?, ?)", found.redirects)
        room = NAMED_PROBLEMS - int(self.base.execute("SELECT count(*) FROM problem").fetchone()[0])
        self.base.executemany("INSERT INTO problem VALUES (?, ?)", found.problems[: max(room, 0)])
        if not is_once:
            self.base.executemany("INSERT OR REPLACE INTO item VALUES (?, ?)", found.items)
            return
        try:
            self.base.executemany("INSERT INTO item VALUES (?, ?)", found.items)
        except sqlite3.IntegrityError as error:
            reason = "the triples of an item stand in two places"
            raise BadInput("the dump", reason, "sort it (LC_ALL=C sort), and name each dump once") from error

    def problems(self) -> list[Problem]:
        return [Problem(*row) for row in self.base.execute("SELECT place, reason FROM problem")]

    def finish(self) -> None:
        """Let the index take its name. What stood there before is there until then."""
        self.base.close()
        (self.folder / PART).replace(self.folder / INDEX)


@contextmanager
def begun(folder: Path, plan: str, *, restart: bool) -> Iterator[Work]:
    """The build in a folder, begun or gone on with. Raises `BadOutput` or `StoreError`."""
    part = folder / PART
    try:
        folder.mkdir(parents=True, exist_ok=True)
        if restart:
            part.unlink(missing_ok=True)
            part.with_name(f"{PART}-journal").unlink(missing_ok=True)
        base = sqlite3.connect(part, isolation_level=None, timeout=0.2)
    except (OSError, sqlite3.OperationalError) as error:
        raise BadOutput(str(folder), f"it cannot be written: {error}", "choose another folder") from error
    try:
        _keep_temporary_files(base, folder.resolve())
        yield _prepared(folder, base, plan)
    except sqlite3.DatabaseError as error:
        raise _reported(folder, error) from error
    finally:
        with closing(sqlite3.connect(":memory:")) as other:
            _keep_temporary_files(other, None)
        base.close()


def _keep_temporary_files(base: sqlite3.Connection, folder: Path | None) -> None:
    """Let SQLite sort in this folder, whose disk has room for the index, or where it is used to.

    That holds for the whole process. An SQLite without this old pragma sorts in `SQLITE_TMPDIR` or `/var/tmp`.
    """
    quoted = str(folder or "").replace("'", "''")
    base.execute(f"PRAGMA temp_store_directory='{quoted}'")


def _prepared(folder: Path, base: sqlite3.Connection, plan: str) -> Work:
    base.execute(f"PRAGMA cache_size={_CACHE}")
    base.execute("PRAGMA temp_store=FILE")
    base.execute("PRAGMA synchronous=NORMAL")
    base.execute("PRAGMA locking_mode=EXCLUSIVE")
    base.execute("PRAGMA secure_delete=OFF")
    base.execute("BEGIN IMMEDIATE")
    if not base.execute("SELECT 1 FROM sqlite_master WHERE name = 'checkpoint'").fetchone():
        for statement in filter(str.strip, TABLES.split(";")):
            base.execute(statement)
        base.execute("INSERT INTO meta VALUES ('version', ?), ('plan', ?)", (VERSION, plan))
        base.execute("INSERT INTO checkpoint VALUES (?)", (State().to_json(),))
    if meta(base)["plan"] != plan:
        remedy = "give the same dumps, languages and classes as then, or begin anew with --restart"
        raise StoreError(str(folder), "its unfinished build was begun with other settings", remedy)
    (state,) = base.execute("SELECT state FROM checkpoint").fetchone()
    work = Work(folder, base, State.from_json(state))
    work.commit(work.state)
    return work


def _reported(folder: Path, error: sqlite3.DatabaseError) -> Exception:
    """What SQLite says of trouble with the file, with the remedy; anything else is a bug."""
    code = getattr(error, "sqlite_errorcode", 0) & 0xFF
    if code == sqlite3.SQLITE_FULL:
        return BadOutput(str(folder), "the disk is full", "free some space, then give the same command: it goes on")
    if code in {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED}:
        return StoreError(str(folder), "another build is using it", "wait until it has ended, or use another folder")
    if code in {sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB}:
        return StoreError(str(folder), f"its unfinished build is damaged: {error}", "begin anew with --restart")
    if code in {sqlite3.SQLITE_IOERR, sqlite3.SQLITE_READONLY, sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_PERM}:
        return BadOutput(str(folder), f"it cannot be written: {error}", "choose another folder")
    return error
