"""Windows of documents as tensors."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

import torch
from torch import Tensor

from bench.train.corpus import Document
from kg.annotate.reader.pieces import MARK, Pieces, Vocabulary
from kg.annotate.reader.windows import CONTEXT, CORE, Window, windows

IGNORED = -100  # the tag of a word that a window only looks at


class Example(NamedTuple):
    """A window of a document: its pieces, and the tag of each of its words."""

    document: int
    window: Window
    pieces: Pieces
    tags: tuple[int, ...]


class Batch(NamedTuple):
    pieces: Tensor
    shapes: Tensor
    mask: Tensor
    first: Tensor
    tags: Tensor


def tagged(document: Document, tags: Sequence[str]) -> list[int]:
    """The index of each word's tag."""
    index = {tag: i for i, tag in enumerate(tags)}
    marked = [index["O"]] * len(document.words)
    for span in document.spans:
        marked[span.start : span.end] = [index["I-" + span.type]] * (span.end - span.start)
        marked[span.start] = index["B-" + span.type]
    return marked


def examples(
    documents: Sequence[Document], vocabulary: Vocabulary, tags: Sequence[str], core: int = CORE, context: int = CONTEXT
) -> list[Example]:
    """The windows of the documents; words outside a window's core are not learned there."""
    made = []
    for number, document in enumerate(documents):
        marked = tagged(document, tags)
        for window in windows(len(document.words), core, context):
            texts = [word.text for word in document.words[window.begin : window.end]]
            own = (marked[i] if window.first <= i < window.last else IGNORED for i in range(window.begin, window.end))
            made.append(Example(number, window, vocabulary.pieces(texts), tuple(own)))
    return made


def batch(some: Sequence[Example], device: torch.device) -> Batch:
    """The windows in one tensor each, filled up to the longest."""

    def filled(rows: Iterable[Sequence[int]], with_: int) -> Tensor:
        kept = [list(row) for row in rows]
        longest = max(map(len, kept))
        return torch.tensor([row + [with_] * (longest - len(row)) for row in kept], device=device)

    pieces = filled((one.pieces.ids for one in some), 0)
    return Batch(
        pieces,
        filled((one.pieces.shapes for one in some), MARK),
        filled(([1] * len(one.pieces.ids) for one in some), 0).bool(),
        filled((one.pieces.first for one in some), 0),
        filled((one.tags for one in some), IGNORED),
    )
