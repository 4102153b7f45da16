"""Windows of documents as tensors."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

import torch
from torch import Tensor

from bench.train.document import Answer, Document
from kg.annotate.reader.heads import LABELLED, PAIRED, TAGGED, distance, labels
from kg.annotate.reader.pieces import MARK, Pieces, Vocabulary
from kg.annotate.reader.windows import CONTEXT, CORE, Window, windows

IGNORED = -1  # the row of a word of which nothing is known, or that a window only looks at
HEADS = (*TAGGED, *LABELLED)


class Pair(NamedTuple):
    """A word of a window and what the others are to it: their sets of labels, as rows of `Sets`."""

    word: int
    rows: tuple[int, ...]


class Point(NamedTuple):
    """A word of a window and those that it may point to; the last index stands for nobody."""

    word: int
    answers: tuple[int, ...]


class Part(NamedTuple):
    """Words of a window that hold an event of one of the classes (a row of `Sets`)."""

    start: int
    end: int
    row: int


@dataclass(frozen=True)
class Example:
    """A window of a document: its pieces, and the row of each of its words for each head of which it tells."""

    pieces: Pieces
    rows: dict[str, tuple[int, ...]]
    roles: tuple[Pair, ...]
    pointers: dict[str, tuple[Point, ...]]
    wholes: tuple[Part, ...]


class Sets:
    """Numbers the sets of labels that are right somewhere, and tells which labels are in them."""

    def __init__(self, count: int) -> None:
        self._count = count
        self._rows = {frozenset({i}): i for i in range(count)}

    def row(self, answer: Answer) -> int:
        """The number of a set; `IGNORED` for what is not known."""
        return IGNORED if answer is None else self._rows.setdefault(answer, len(self._rows))

    def allowed(self) -> Tensor:
        """Whether a label (column) is in a set (row)."""
        made = torch.zeros(len(self._rows), self._count, dtype=torch.bool)
        for answer, row in self._rows.items():
            made[row, list(answer)] = True
        return made


@dataclass(frozen=True)
class Batch:
    """Windows filled up to the longest; `heads` as (windows, words), the rest by single words and their windows."""

    pieces: Tensor
    shapes: Tensor
    mask: Tensor
    first: Tensor
    words: Tensor  # how many words each window has
    heads: dict[str, Tensor]
    roles: tuple[Tensor, Tensor, Tensor]  # window and word of each trigger; rows of all words
    pointers: dict[str, tuple[Tensor, Tensor, Tensor]]  # window, word; whether a word, or nobody, is right
    wholes: tuple[Tensor, Tensor, Tensor]  # window, whether a word is inside, row


class Examples:
    """Makes windows of documents, and batches of windows."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self._vocabulary = vocabulary
        self.sets = {head: Sets(len(labels(head))) for head in HEADS}
        self.sets["role"] = Sets(len(PAIRED["role"][0]) + 1)  # the first is for none

    def of(self, documents: Iterable[Document]) -> list[Example]:
        """The windows of the documents; words outside a window's core are not learned there."""
        return [self._example(one, window) for one in documents for window in windows(len(one.words), CORE, CONTEXT)]

    def _example(self, one: Document, window: Window) -> Example:
        begin, end, first, last = window
        span = range(begin, end)
        rows = {
            head: tuple(self.sets[head].row(known[i]) if first <= i < last else IGNORED for i in span)
            for head, known in one.answers.items()
        }
        roles = tuple(
            Pair(p.word - begin, tuple(self.sets["role"].row(p.answers.get(i, frozenset({0}))) for i in span))
            for p in one.roles
            if first <= p.word < last
        )
        nobody = end - begin
        pointers = {
            head: tuple(
                Point(p.word - begin, tuple(sorted(i - begin for i in p.answers if i in span)) or (nobody,))
                for p in points
                # who stands outside the window is not learned
                if first <= p.word < last and (not p.answers or any(i in span for i in p.answers))
            )
            for head, points in (("speaker", one.speaker), ("said", one.said))
        }
        wholes = tuple(
            Part(w.start - begin, w.end - begin, self.sets["trigger"].row(w.classes))
            for w in one.wholes
            if begin <= w.start and w.end <= end
        )
        texts = [word.text for word in one.words[begin:end]]
        return Example(self._vocabulary.pieces(texts), rows, roles, pointers, wholes)


def batch(some: Sequence[Example], device: torch.device) -> Batch:
    """The windows in one tensor each."""
    counts = [len(one.pieces.first) for one in some]
    most = max(counts)

    def filled(rows: Iterable[Sequence[int]], longest: int, with_: int) -> Tensor:
        return torch.tensor([[*row, *[with_] * (longest - len(row))] for row in rows], device=device)

    longest = max(len(one.pieces.ids) for one in some)
    unknown = (IGNORED,) * most
    return Batch(
        filled((one.pieces.ids for one in some), longest, 0),
        filled((one.pieces.shapes for one in some), longest, MARK),
        filled(([1] * len(one.pieces.ids) for one in some), longest, 0).bool(),
        filled((one.pieces.first for one in some), most, 0),
        torch.tensor(counts, device=device),
        {
            head: filled((one.rows.get(head, unknown[:1]) for one in some), most, IGNORED)
            for head in HEADS
            if any(head in one.rows for one in some)
        },
        _pairs(some, most, device),
        {head: _points(some, head, most, device) for head in ("speaker", "said")},
        _parts(some, most, device),
    )


def _pairs(some: Sequence[Example], most: int, device: torch.device) -> tuple[Tensor, Tensor, Tensor]:
    found = [(k, p) for k, one in enumerate(some) for p in one.roles]
    rows = [[*p.rows, *[IGNORED] * (most - len(p.rows))] for _, p in found]
    return (*_placed(found, device), torch.tensor(rows, device=device).reshape(len(found), most))


def _points(some: Sequence[Example], head: str, most: int, device: torch.device) -> tuple[Tensor, Tensor, Tensor]:
    """The answers have a column for each word and one, the last, for nobody."""
    found = [(k, p) for k, one in enumerate(some) for p in one.pointers[head]]
    right = torch.zeros(len(found), most + 1, dtype=torch.bool)
    for row, (k, p) in enumerate(found):
        count = len(some[k].pieces.first)
        right[row, [most if i == count else i for i in p.answers]] = True
    return (*_placed(found, device), right.to(device))


def _placed(found: Sequence[tuple[int, Pair | Point]], device: torch.device) -> tuple[Tensor, Tensor]:
    return (
        torch.tensor([k for k, _ in found], device=device, dtype=torch.long),
        torch.tensor([p.word for _, p in found], device=device, dtype=torch.long),
    )


def _parts(some: Sequence[Example], most: int, device: torch.device) -> tuple[Tensor, Tensor, Tensor]:
    found = [(k, w) for k, one in enumerate(some) for w in one.wholes]
    inside = torch.zeros(len(found), most, dtype=torch.bool)
    for row, (_, w) in enumerate(found):
        inside[row, w.start : w.end] = True
    where = torch.tensor([k for k, _ in found], device=device, dtype=torch.long)
    rows = torch.tensor([w.row for _, w in found], device=device, dtype=torch.long)
    return where, inside.to(device), rows


@lru_cache(maxsize=4)
def distances(device: torch.device, most: int = CORE + 2 * CONTEXT) -> Tensor:
    """The index of the distance from word (row) to word (column) of a window."""
    return torch.tensor([[distance(i, j) for j in range(most)] for i in range(most)], device=device)
