"""Measures building and asking a knowledge base, on a dump that is written for it in the form of Wikidata's.

    python -m bench.kb [--entities 500000] [--share 0.3] [--size 13000] [--workers 2] [--parts build,ask]

Build: seconds and processor seconds of each stage, entities a second, bytes an item in the index, peak memory; and what
that comes to for the full dump, if it has the same mix. Workers: the same with several processes, whose processor
seconds count where they end. Ask: names answered in a second. Inflate: how fast each compression is undone, which every
pass over a compressed dump adds.
"""

from __future__ import annotations

import argparse
import bz2
import gzip
import io
import os
import random
import resource
import sqlite3
import tempfile
import time
from collections.abc import Callable, Iterable
from concurrent.futures import ProcessPoolExecutor
from contextlib import closing
from multiprocessing import get_context
from pathlib import Path
from typing import Final, NamedTuple

import zstandard

from bench.kb_dump import entities, write
from kg.kb import KnowledgeBase, Step, build
from kg.kb.file import INDEX
from kg.kb.inflate import blocks

FULL_ENTITIES: Final = 120e6  # what is planned for
FULL_BYTES: Final = 1.6e12  # of text
STAGES: Final = ("classes", "items", "index")


class Took(NamedTuple):
    """Of a stage: seconds on the clock, and of this process and its children on the processors."""

    clock: float
    processor: float


class Built(NamedTuple):
    """What a build took and gave; the memory is that of the largest process."""

    stages: dict[str, Took]
    facts: dict[str, str]
    megabytes: float


def now() -> Took:
    spent = os.times()
    return Took(time.perf_counter(), spent.user + spent.system + spent.children_user + spent.children_system)


def measured(dump: str, folder: str, workers: int) -> Built:
    """Build in this process, and watch it."""
    begins: dict[str, Took] = {"classes": now()}

    def step(at: Step) -> None:
        begins.setdefault(at.stage, now())

    summary = build([dump], Path(folder), workers=workers, progress=step)
    times = [*(begins[stage] for stage in STAGES), now()]
    stages = {
        stage: Took(end.clock - begin.clock, end.processor - begin.processor)
        for stage, begin, end in zip(STAGES, times[:-1], times[1:], strict=True)
    }
    peak = max(resource.getrusage(who).ru_maxrss for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return Built(stages, summary.facts, peak / 1024)


def apart(dump: Path, folder: Path, workers: int) -> Built:
    """The same in a process of its own, whose memory is its own."""
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as pool:
        return pool.submit(measured, str(dump), str(folder), workers).result()


def tell_build(found: Built, size: int, workers: int) -> None:
    """The rows of a build."""
    count, kept = int(found.facts["entities"]), int(found.facts["item"])
    print(f"{count:,} entities, {size / 1e9:.2f} GB of text, {workers} processes")
    for stage, took in found.stages.items():
        print(f"  {stage:8} {took.clock:8.1f} s {took.processor:8.1f} s of processor")
    clock = sum(took.clock for took in found.stages.values())
    used = sum(took.processor for took in found.stages.values())
    rates = f"{count / clock:,.0f} entities/s, {count / used:,.0f} a processor's second"
    print(f"  {'all':8} {clock:8.1f} s {used:8.1f} s, {rates}")
    index = int(found.facts["bytes"])
    print(f"  {kept:,} items kept, {int(found.facts['name']):,} names, {index / kept:,.0f} bytes an item", end=", ")
    print(f"{found.megabytes:,.0f} MB at the peak")
    passes = sum(found.stages[stage].processor for stage in ("classes", "items"))
    hours = (passes * FULL_BYTES / size + found.stages["index"].processor * FULL_ENTITIES / count) / 3600
    full = kept / count * FULL_ENTITIES
    print(f"  the full dump, of the same mix: {hours:.1f} h of processor, {full / 1e6:.0f} million items", end=", ")
    print(f"{full * index / kept / 1e9:.0f} GB of index", flush=True)


def tell_parts(folder: Path) -> None:
    """Where the bytes are."""
    with closing(sqlite3.connect(folder / INDEX)) as base:
        parts = base.execute("SELECT name, sum(pgsize) FROM dbstat GROUP BY name ORDER BY 2 DESC LIMIT 3").fetchall()
    print("  of these", ", ".join(f"{name} {size / 1e6:,.0f} MB" for name, size in parts), flush=True)


def tell_asking(folder: Path, count: int) -> None:
    """How fast a new process answers for names, other transliterations, and QIDs."""
    chance = random.Random(5)  # noqa: S311 - no secret is made here
    with closing(sqlite3.connect(folder / INDEX)) as base:
        known = [key for (key,) in base.execute("SELECT key FROM name WHERE qid % 11 = 0")]
        numbers = [f"Q{qid}" for (qid,) in base.execute("SELECT qid FROM item WHERE qid % 11 = 0")]
    names = chance.sample(known, min(len(known), count * 9 // 10))
    names += [f"nobody {n}" for n in range(count - len(names))]
    with KnowledgeBase(folder) as kb:
        asked: tuple[tuple[str, Callable[[], object], int], ...] = (
            ("names, one in ten unknown", lambda: kb.by_name(names), len(names)),
            ("the same again", lambda: kb.by_name(names), len(names)),
            ("other transliterations", lambda: kb.similar(names), len(names)),
            ("QIDs", lambda: kb.by_qid(numbers[:count]), min(count, len(numbers))),
        )
        for what, ask, number in asked:
            begin = time.perf_counter()
            ask()
            seconds = time.perf_counter() - begin
            print(f"  {number:,} {what}: {seconds:.2f} s, {number / seconds:,.0f}/s", flush=True)


def tell_inflating(lines: Iterable[bytes]) -> None:
    """How fast each compression is undone."""
    text = b"\n".join(lines)
    for name, compress in {
        "gzip": lambda data: gzip.compress(data, 6),
        "bzip2": bz2.compress,
        "zstd": zstandard.ZstdCompressor().compress,
    }.items():
        packed = compress(text)
        begin = time.process_time()
        size = sum(map(len, blocks(io.BytesIO(packed))))
        seconds = time.process_time() - begin
        print(
            f"  {name:6} {size / 1e6 / seconds:6.0f} MB of text a second, {len(text) / len(packed):.1f} times smaller;"
            f" a pass over the full dump {FULL_BYTES * seconds / size / 3600:.1f} h",
            flush=True,
        )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--entities", type=int, default=500_000)
    parser.add_argument("--share", type=float, default=0.3)
    parser.add_argument("--size", type=int, default=13_000)
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--names", type=int, default=10_000)
    parser.add_argument("--folder", type=Path, default=None, help="where the dump is written")
    parser.add_argument("--parts", default="build,workers,ask,inflate")
    args = parser.parse_args()
    parts = set(args.parts.split(","))
    with tempfile.TemporaryDirectory(dir=args.folder) as scratch:
        dump, folder = Path(scratch) / "dump.json", Path(scratch) / "kb"
        if parts & {"build", "workers", "ask"}:
            size = write(dump, entities(args.entities, share=args.share, size=args.size))
            tell_build(apart(dump, folder, 1), size, 1)
            tell_parts(folder)
        if "workers" in parts:
            tell_build(apart(dump, Path(scratch) / "two", args.workers), size, args.workers)
        if "ask" in parts:
            tell_asking(folder, args.names)
        if "inflate" in parts:
            tell_inflating(entities(10_000, share=args.share, size=args.size))


if __name__ == "__main__":
    main()
