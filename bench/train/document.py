"""Documents marked up with spans: `../shared/corpora/re3d`, whose types are those of the reader."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from kg.annotate.passages import passages
from kg.annotate.reader.words import Word, words
from kg.model import Article

ROOT = Path(__file__).resolve().parents[2]
SHARED = ROOT.parent / "shared" / "corpora"
RE3D = SHARED / "re3d"
OWN = Path(__file__).resolve().with_name("passages.txt")
TYPES = ("Person", "Organisation", "Nationality", "Location", "Weapon", "Vehicle", "Temporal", "Quantity")
MERGED = {"MilitaryPlatform": "Vehicle", "Money": "Quantity"}
ARTICLES = ("the", "a", "an")


class Marked(NamedTuple):
    """Words `start` to `end` (half-open) of a type."""

    start: int
    end: int
    type: str


class Document(NamedTuple):
    """A document's words with their spans, none overlapping another; `source` is who published it."""

    id: str
    source: str
    text: str
    words: tuple[Word, ...]
    spans: tuple[Marked, ...]


def documents(folder: Path = RE3D) -> Iterator[Document]:
    """All documents of the corpus, by their identifiers.

    Gold of confidence 0 is left out, duplicates are one, and of spans that overlap the longest stays.
    """
    gold = {record["id"]: record["entities"] for record in _records(folder / "gold.jsonl")}
    for article in sorted(_records(folder / "articles.jsonl"), key=lambda record: str(record["id"])):
        text = plain(article["id"], article["text"])
        found = tuple(words(text))
        real = [(one, MERGED.get(one["type"], one["type"])) for one in gold[article["id"]] if one["confidence"] > 0]
        marked = {placed(found, one["begin"], one["end"], kind) for one, kind in real if kind in TYPES}
        kept = tuple(flat(one for one in marked if one is not None))
        yield Document(article["id"], article["publisher"], text, found, kept)


def plain(name: str, text: str) -> str:
    """The text in the alphabet that the language model is given, so that the reader sees no other."""
    whole = Article(id=name, text=text, body=((0, len(text)),), origin=name)
    return "".join(passage.text for passage in passages(whole))


def digest(folder: Path = RE3D) -> str:
    """The SHA-256 of the corpus's two files, one after the other."""
    data = hashlib.sha256()
    for name in ("articles.jsonl", "gold.jsonl"):
        data.update((folder / name).read_bytes())
    return data.hexdigest()


def _records(path: Path) -> list[dict]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def placed(found: tuple[Word, ...], begin: int, end: int, kind: str) -> Marked | None:
    """The words of these characters, a leading article left out; None where there is no word."""
    inside = [i for i, word in enumerate(found) if word.begin < end and begin < word.end]
    if len(inside) > 1 and found[inside[0]].text.lower() in ARTICLES:
        inside = inside[1:]
    return Marked(inside[0], inside[-1] + 1, kind) if inside else None


def flat(marked: Iterable[Marked]) -> Iterator[Marked]:
    """The spans in order, the longest where several overlap."""
    used: set[int] = set()
    kept = []
    for one in sorted(marked, key=lambda m: (m.start - m.end, m)):
        span = range(one.start, one.end)
        if used.isdisjoint(span):
            used.update(span)
            kept.append(one)
    yield from sorted(kept)
