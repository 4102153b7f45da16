"""How are the items of a build made findable? Names are sorted once, at the end: no index is filled at random."""

from __future__ import annotations

import json
import sqlite3
from collections import Counter
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from typing import Final

from kg.gazetteer.names import skeleton
from kg.kb.file import INDEXES
from kg.kb.names import key
from kg.kb.record import Letters, from_bytes
from kg.kb.work import Work

_STAGED: Final = "CREATE TEMP TABLE staged (kind INTEGER, key, rank INTEGER, qid INTEGER)"
_NAME, _SKELETON, _GEONAMES = 0, 1, 2
_FILLED: Final = (
    ("INSERT INTO name SELECT key, rank, qid FROM staged WHERE kind = ? ORDER BY key, rank, qid", _NAME),
    ("INSERT INTO skeleton SELECT key, rank, qid FROM staged WHERE kind = ? ORDER BY key, rank, qid", _SKELETON),
    # Of two items with one GeoNames id the more popular one is meant.
    ("INSERT OR IGNORE INTO geonames SELECT key, qid FROM staged WHERE kind = ? ORDER BY key, rank, qid", _GEONAMES),
)
_COUNTED: Final = ("item", "name", "class", "geonames", "redirect")
_LINKED: Final = "linked"
_EVERY: Final = 10_000  # items between two steps of the progress bar


def make_findable(work: Work, letters: Letters, given: dict[str, str], step: Callable[[int], None]) -> None:
    """Fill the tables of names, GeoNames ids and meta, and drop what only the build needed.

    All of it is one transaction: killed, it is done again from the items.
    """
    base = work.base
    for statement in filter(str.strip, INDEXES.split(";")):
        base.execute(statement)
    base.execute(_STAGED)
    kinds: Counter[str] = Counter()
    base.executemany("INSERT INTO staged VALUES (?, ?, ?, ?)", _rows(base, kinds, step))
    for statement, kind in _FILLED:
        base.execute(statement, (kind,))
    base.execute("DELETE FROM redirect WHERE qid NOT IN (SELECT qid FROM item) OR old IN (SELECT qid FROM item)")
    given = {**given, "linked": str(kinds.pop(_LINKED, 0))}
    _write_meta(work, {letters.to_kinds(letter)[0]: count for letter, count in kinds.items()}, given)
    for table in ("edge", "checkpoint", "problem"):
        base.execute(f"DROP TABLE {table}")
    base.execute("COMMIT")


def _rows(
    base: sqlite3.Connection, kinds: Counter[str], step: Callable[[int], None]
) -> Iterator[tuple[int, str | int, int, int]]:
    """What all items are found by; on the way, their kinds are counted."""
    for done, (qid, data) in enumerate(base.execute("SELECT qid, record FROM item ORDER BY qid")):
        record = from_bytes(data)
        kinds[record.kinds[0]] += 1
        kinds[_LINKED] += record.sitelinks > 0
        rank, names = -record.sitelinks, record.names()
        yield from ((_NAME, one, rank, qid) for one in {key(name) for name in names} if one)
        yield from ((_SKELETON, one, rank, qid) for one in {skeleton(name) for name in names} if one)
        if record.geonames is not None:
            yield _GEONAMES, record.geonames, rank, qid
        if done % _EVERY == 0:
            step(done)


def _write_meta(work: Work, kinds: dict[str, int], given: dict[str, str]) -> None:
    """What `kg kb info` tells."""
    base, state = work.base, work.state
    facts = {
        **given,
        "built": datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
        "counts": json.dumps(dict(sorted(kinds.items()))),
        "entities": str(state.entities),
        "nameless": str(state.nameless),
        "apart": str(state.apart),
        "problems": str(state.problems),
        "first_problems": json.dumps(work.problems()),
        **{table: str(base.execute(f"SELECT count(*) FROM {table}").fetchone()[0]) for table in _COUNTED},  # noqa: S608
    }
    base.executemany("INSERT INTO meta VALUES (?, ?)", facts.items())
    base.execute("DELETE FROM meta WHERE key = 'plan'")
