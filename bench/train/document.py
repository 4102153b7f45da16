"""What is learned of a text: its words, and what each head should say of them, as far as is known."""

from __future__ import annotations

import hashlib
import json
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

from kg.annotate.passages import passages
from kg.annotate.reader.heads import labels
from kg.annotate.reader.words import Word, words
from kg.model import Article

ROOT = Path(__file__).resolve().parents[2]
SHARED = ROOT.parent / "shared" / "corpora"
ARTICLES = ("the", "a", "an")
Answer = frozenset[int] | None
"""The labels that are right for a word, by their index; None where nobody knows."""


class Marked(NamedTuple):
    """Words `start` to `end` (half-open) of a type."""

    start: int
    end: int
    type: str


class Pairing(NamedTuple):
    """A trigger and the roles that words have for it, by index; words not named have none, None is not known."""

    word: int
    answers: Mapping[int, Answer]


class Pointing(NamedTuple):
    """A word, and the words that it may point to; nobody if there are none."""

    word: int
    answers: frozenset[int]


class Whole(NamedTuple):
    """Words `start` to `end` hold an event of one of the classes, by index of the trigger's labels."""

    start: int
    end: int
    classes: frozenset[int]


@dataclass(frozen=True)
class Document:
    """A text with what is known of it; heads of which nothing is known are left out. `source` is who published it."""

    id: str
    source: str
    text: str
    words: tuple[Word, ...]
    answers: Mapping[str, Sequence[Answer]] = field(default_factory=dict)
    roles: Sequence[Pairing] = ()
    speaker: Sequence[Pointing] = ()
    said: Sequence[Pointing] = ()
    wholes: Sequence[Whole] = ()


def records(corpus: str) -> Iterator[tuple[dict, dict]]:
    """The articles of a shared corpus with their gold, by identifier."""
    gold = {record["id"]: record for record in _lines(SHARED / corpus / "gold.jsonl")}
    for article in sorted(_lines(SHARED / corpus / "articles.jsonl"), key=lambda record: str(record["id"])):
        yield article, gold[article["id"]]


def _lines(path: Path) -> list[dict]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").split("\n") if line]


def digest(corpus: str) -> str:
    """The SHA-256 of a corpus's two files, one after the other."""
    data = hashlib.sha256()
    for name in ("articles.jsonl", "gold.jsonl"):
        data.update((SHARED / corpus / name).read_bytes())
    return data.hexdigest()


def plain(name: str, text: str) -> str:
    """The text in the alphabet that the language model is given, so that the reader sees no other."""
    whole = Article(id=name, text=text, body=((0, len(text)),), origin=name)
    made = list(text)
    for passage in passages(whole):
        made[passage.begin : passage.begin + len(passage.text)] = passage.text
    return "".join(made)


class Places:
    """Finds the words of characters."""

    def __init__(self, found: Sequence[Word]) -> None:
        self._words = found
        self._begins = [word.begin for word in found]
        self._ends = [word.end for word in found]

    def span(self, begin: int, end: int) -> tuple[int, int] | None:
        """The words that characters `begin` to `end` touch; None where there is no word."""
        start, stop = bisect_right(self._ends, begin), bisect_left(self._begins, end)
        return (start, stop) if start < stop else None

    def marked(self, begin: int, end: int, kind: str) -> Marked | None:
        """The same as a marked span, a leading article left out."""
        if (span := self.span(begin, end)) is None:
            return None
        start, stop = span
        if stop - start > 1 and self._words[start].text.lower() in ARTICLES:
            start += 1
        return Marked(start, stop, kind)


def read(name: str, text: str) -> tuple[str, tuple[Word, ...], Places]:
    """A text as the reader sees it, its words, and where they stand."""
    shown = plain(name, text)
    found = tuple(words(shown))
    return shown, found, Places(found)


def flat(marked: Iterable[Marked | None]) -> list[Marked]:
    """The spans in order, the longest where several overlap."""
    used: set[int] = set()
    kept = []
    for one in sorted({m for m in marked if m is not None}, key=lambda m: (m.start - m.end, m)):
        span = range(one.start, one.end)
        if used.isdisjoint(span):
            used.update(span)
            kept.append(one)
    return sorted(kept)


def tagged(count: int, spans: Iterable[Marked], head: str) -> list[Answer]:
    """The tag of each of `count` words; a type of several ("A|B") may be any of them."""
    index = {tag: i for i, tag in enumerate(labels(head))}
    found: list[Answer] = [frozenset({0})] * count
    for start, end, kinds in spans:
        for i in range(start, end):
            mark = "B-" if i == start else "I-"
            found[i] = frozenset(index[mark + kind] for kind in kinds.split("|"))
    return found
