"""Measures linking: many distinct entities against a knowledge base of many items, in a process of its own.

    python -m bench.link [--entities 10000] [--items 500000] [--kb DIR]

The knowledge base is made from a dump that is written for it (bench.kb_dump), unless one is named. Of the entities,
7 in 10 have the name of an item, one in 10 has one by another spelling, 2 in 10 have a name that no item has; half as
many again have no name at all. Prints seconds, entities a second and peak memory of `kg link`, and the same for a
second run over its own output, whose bytes must be the same.
"""

from __future__ import annotations

import argparse
import random
import resource
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Final

from bench.kb_dump import entities, write
from kg.emit import quads
from kg.ids import BASE, mint
from kg.kb import KnowledgeBase, build
from kg.kb.file import INDEX
from kg.model import Article, Entity, Facts, Mention
from kg.store import Spool, to_chunk

AN_ARTICLE: Final = 50  # named entities
_TEXT: Final = "Fighting went on near the river, where militia and army accuse one another. " * 20


def names(folder: Path, count: int, chance: random.Random) -> Iterator[tuple[str, str]]:
    """Names with a class that the item of that name has, or none at all has it."""
    with closing(sqlite3.connect(folder / INDEX)) as base:
        qids = [f"Q{qid}" for (qid,) in base.execute("SELECT qid FROM item")]
    with KnowledgeBase(folder) as kb:
        for item in kb.by_qid(chance.sample(qids, min(len(qids), count * 8 // 10))).values():
            kind = item.kinds[0] if item.kinds else "Person"
            yield item.label if chance.random() < 0.875 else f"The {item.label.upper()}", kind
    for number in range(count * 2 // 10):
        yield f"Marsa Shield {number}", "ArmedGroup"


def graph(path: Path, known: list[tuple[str, str]]) -> int:
    """Write articles with these entities, each in one of them, every third in the next one too; how many there are."""
    cut = [known[begin : begin + AN_ARTICLE] for begin in range(0, len(known), AN_ARTICLE)]
    distinct: set[str] = set()
    with Spool(path, BASE) as spool:
        for number, some in enumerate(cut):
            both = [*some, *cut[number - 1][::3]]
            named = [entity(name, cls, named=True) for name, cls in both]
            bare = [entity(f"a commander {number} {one}", "Person", named=False) for one in range(len(some) // 2)]
            distinct.update(one.key for one in named)
            article = Article(f"a{number}", _TEXT, ((0, len(_TEXT)),), "bench", date=f"20{number % 20:02d}-05-06")
            facts = Facts(article, mint("article", article.id), (*named, *bare), (), (), (), (), ())
            spool.add(to_chunk(BASE + facts.key, quads(facts, BASE, "bench")))
        spool.write()
    return len(distinct)


def entity(name: str, cls: str, *, named: bool) -> Entity:
    """An entity with one mention."""
    return Entity(mint("entity", cls, name, hint=name), cls, name, (), (Mention(0, 8, "Fighting"),), named)


def linked(source: Path, out: Path, folder: Path) -> tuple[float, float, str]:
    """Seconds, peak megabytes and last words of `kg link`."""
    begin = time.perf_counter()
    call = [sys.executable, "-m", "kg", "link", str(source), "-o", str(out), "--kb", str(folder)]
    done = subprocess.run(call, capture_output=True, text=True, check=True)
    seconds = time.perf_counter() - begin
    return seconds, resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024, done.stderr.strip()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--entities", type=int, default=10_000)
    parser.add_argument("--items", type=int, default=500_000)
    parser.add_argument("--kb", type=Path, default=None, help="a knowledge base that is there already")
    args = parser.parse_args()
    chance = random.Random(7)  # noqa: S311 - no secret is made here
    with tempfile.TemporaryDirectory() as scratch:
        folder = args.kb or Path(scratch) / "kb"
        if args.kb is None:
            dump = Path(scratch) / "dump.json"
            write(dump, entities(args.items * 21 // 20, share=0.97, size=1_200))
            build([str(dump)], folder)
            dump.unlink()
        source, first, second = (Path(scratch) / f"{name}.nq" for name in ("graph", "first", "second"))
        known = list(names(folder, args.entities, chance))
        chance.shuffle(known)
        count = graph(source, known)
        with KnowledgeBase(folder) as kb:
            print(f"{count:,} named entities, {int(kb.meta['item']):,} items")
        for path, out in ((source, first), (first, second)):
            seconds, megabytes, said = linked(path, out, folder)
            print(f"  {seconds:.1f} s, {count / seconds:,.0f} entities/s, {megabytes:,.0f} MB at the peak; {said}")
        print("  the second run's bytes are the same:", first.read_bytes() == second.read_bytes())


if __name__ == "__main__":
    main()
