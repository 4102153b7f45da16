"""A component for documents that a trained encoder reads: scored spans, for extractors to weigh against their own."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from pathlib import Path
from typing import NamedTuple

from spacy.tokens import Doc

from kg.annotate.reader.encoder import Encoder
from kg.annotate.reader.words import words


class ReadSpan(NamedTuple):
    """Tokens `start` to `end` (half-open) of a type that the encoder was taught ("Person"), and how sure it is."""

    start: int
    end: int
    type: str
    score: float


class EntityReader:
    """Tells what an encoder sees in a document, and changes nothing else of it.

    `doc.user_data["read"]` are its spans, in order, and `doc.user_data["outside"]` is each token's probability of being
    in none (1 for white space; of several words in a token, the least).
    """

    def __init__(self, weights: Path) -> None:
        self._encoder = Encoder(weights)

    def __call__(self, doc: Doc) -> Doc:
        found = words(doc.text)
        begins = [token.idx for token in doc]
        read = self._encoder.read(found)
        doc.user_data["read"] = tuple(
            ReadSpan(
                bisect_right(begins, found[span.start].begin) - 1,
                bisect_left(begins, found[span.end - 1].end),
                span.type,
                span.score,
            )
            for span in read.spans
        )
        outside = [1.0] * len(begins)
        for word, chance in zip(found, read.outside, strict=True):
            i = bisect_right(begins, word.begin) - 1
            outside[i] = min(outside[i], chance)
        doc.user_data["outside"] = outside
        return doc
