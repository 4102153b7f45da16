"""Compares engines for the index of a knowledge base, on the items and names of one that was built.

    python -m bench.kb_engines KB [--engines sqlite,fts5,oxigraph] [--names 10000]

Each engine gets the same records and normalised names, sorted, and is asked for the records of the same names. What is
told: seconds to fill it, its bytes on the disk, and names answered in a second.
"""

from __future__ import annotations

import argparse
import sqlite3
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing
from pathlib import Path
from typing import Final, NamedTuple

import pyoxigraph as ox

from kg.kb.file import opened

Ask = Callable[[str], list[bytes]]
NAME: Final = ox.NamedNode("urn:name")
RECORD: Final = ox.NamedNode("urn:record")


class Content(NamedTuple):
    """What every engine gets."""

    records: Callable[[], Iterable[tuple[int, bytes]]]
    names: Callable[[], Iterable[tuple[str, int, int]]]


def sqlite(content: Content, folder: Path) -> Ask:
    """A b-tree of (name, rank, QID), and records by QID."""
    base = sqlite3.connect(folder / "b.sqlite")
    base.execute("CREATE TABLE item (qid INTEGER PRIMARY KEY, record BLOB)")
    base.execute("CREATE TABLE name (key TEXT, rank INTEGER, qid INTEGER, PRIMARY KEY (key, rank, qid)) WITHOUT ROWID")
    base.executemany("INSERT INTO item VALUES (?, ?)", content.records())
    base.executemany("INSERT INTO name VALUES (?, ?, ?)", content.names())
    base.commit()
    query = "SELECT record FROM name JOIN item USING (qid) WHERE key = ? ORDER BY rank, qid LIMIT 20"
    return lambda name: [record for (record,) in base.execute(query, (name,))]


def fts5(content: Content, folder: Path) -> Ask:
    """A full-text index of the names, asked for the whole name as a phrase."""
    base = sqlite3.connect(folder / "f.sqlite")
    base.execute("CREATE TABLE item (qid INTEGER PRIMARY KEY, record BLOB)")
    base.execute("CREATE VIRTUAL TABLE name USING fts5(key, rank_ UNINDEXED, qid UNINDEXED, tokenize='unicode61')")
    base.executemany("INSERT INTO item VALUES (?, ?)", content.records())
    base.executemany("INSERT INTO name VALUES (?, ?, ?)", content.names())
    base.execute("INSERT INTO name(name) VALUES ('optimize')")
    base.commit()
    query = (
        "SELECT record FROM name JOIN item ON item.qid = name.qid"
        " WHERE name MATCH ? AND key = ? ORDER BY rank_, name.qid LIMIT 20"
    )
    return lambda name: [record for (record,) in base.execute(query, (f'"{name}"', name))]


def oxigraph(content: Content, folder: Path) -> Ask:
    """Names and records as literals in an Oxigraph store, which is RocksDB."""
    store = ox.Store(str(folder))
    store.bulk_extend(_quads(content))
    store.flush()
    store.optimize()

    def ask(name: str) -> list[bytes]:
        items = (quad.subject for quad in store.quads_for_pattern(None, NAME, ox.Literal(name), None))
        found = (quad.object for item in items for quad in store.quads_for_pattern(item, RECORD, None, None))
        return [one.value.encode() for one in found if isinstance(one, ox.Literal)][:20]

    return ask


def _quads(content: Content) -> Iterator[ox.Quad]:
    for qid, record in content.records():
        yield ox.Quad(ox.NamedNode(f"urn:Q{qid}"), RECORD, ox.Literal(record.decode()))
    for name, _, qid in content.names():
        yield ox.Quad(ox.NamedNode(f"urn:Q{qid}"), NAME, ox.Literal(name))


ENGINES: Final[dict[str, Callable[[Content, Path], Ask]]] = {"sqlite": sqlite, "fts5": fts5, "oxigraph": oxigraph}


def measure(engine: str, content: Content, asked: list[str]) -> None:
    """One row of the table."""
    with tempfile.TemporaryDirectory() as scratch:
        begin = time.perf_counter()
        ask = ENGINES[engine](content, Path(scratch))
        filled = time.perf_counter()
        answers = sum(len(ask(name)) for name in asked)
        seconds = time.perf_counter() - filled
        size = sum(path.stat().st_size for path in Path(scratch).rglob("*") if path.is_file())
    print(
        f"{engine:10} filled in {filled - begin:7.1f} s, {size / 1e6:7.0f} MB,"
        f" {len(asked) / seconds:8,.0f} names/s, {answers:,} answers",
        flush=True,
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("kb", type=Path)
    parser.add_argument("--engines", default=",".join(ENGINES))
    parser.add_argument("--names", type=int, default=10_000)
    args = parser.parse_args()
    with closing(opened(args.kb)) as base:
        content = Content(
            lambda: base.execute("SELECT qid, record FROM item ORDER BY qid"),
            lambda: base.execute("SELECT key, rank, qid FROM name ORDER BY key, rank, qid"),
        )
        query = "SELECT key FROM name GROUP BY key ORDER BY min(qid) * 7919 % 10007 LIMIT ?"
        asked = [key for (key,) in base.execute(query, (args.names,))]
        for engine in args.engines.split(","):
            measure(engine, content, asked)


if __name__ == "__main__":
    main()
