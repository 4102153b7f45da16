"""`re3d`: entities in its own types, on its own spans."""

from __future__ import annotations

from collections.abc import Iterator

from bench.train.document import Document, flat, read, records, tagged
from kg.annotate.reader.heads import TAGGED

MERGED = {"MilitaryPlatform": "Vehicle", "Money": "Quantity"}


def documents() -> Iterator[Document]:
    """All documents, by their identifiers.

    Gold of confidence 0 is left out, duplicates are one, and of spans that overlap the longest stays.
    """
    for article, gold in records("re3d"):
        text, found, places = read(article["id"], article["text"])
        real = [(one, MERGED.get(one["type"], one["type"])) for one in gold["entities"] if one["confidence"] > 0]
        spans = flat(places.marked(one["begin"], one["end"], kind) for one, kind in real if kind in TAGGED["phrases"])
        answers = {"phrases": tagged(len(found), spans, "phrases")}
        yield Document(article["id"], article["publisher"], text, found, answers)
