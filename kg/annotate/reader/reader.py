"""The component that adds scored spans to a document, for the extractors to take as they take those of a lexicon."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from pathlib import Path
from typing import NamedTuple

from spacy.tokens import Doc

from kg.annotate.reader.encoder import Encoder
from kg.annotate.reader.words import words
from kg.data import folder

KEY = "read"


class ReadSpan(NamedTuple):
    """Tokens `start` to `end` (half-open) of a type ("Person", "Organisation", …), and how sure the encoder is."""

    start: int
    end: int
    type: str
    score: float


class EntityReader:
    """Puts the spans that a trained encoder sees into `doc.user_data["read"]`, in order, and changes nothing else."""

    def __init__(self, weights: Path | None = None) -> None:
        self._encoder = Encoder(weights or folder("weights") / "entities")

    def __call__(self, doc: Doc) -> Doc:
        found = words(doc.text)
        begins = [token.idx for token in doc]
        doc.user_data[KEY] = tuple(
            ReadSpan(
                bisect_right(begins, found[span.start].begin) - 1,
                bisect_left(begins, found[span.end - 1].end),
                span.type,
                span.score,
            )
            for span in self._encoder.spans(found)
        )
        return doc
