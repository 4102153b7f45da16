"""`re3d`: entities in its own types, on its own spans."""

from __future__ import annotations

from collections.abc import Iterator

from bench.train.document import Answer, Document, Marked, Pairing, Places, flat, read, records, tagged
from kg.annotate.reader.heads import PAIRED, TAGGED

SYMMETRIC = frozenset({"AlliesOf", "CoLocated", "CommWith", "FightingAgainst"})
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
        related = list(_related(gold["relations"], spans, places))
        yield Document(article["id"], article["publisher"], text, found, answers, pairs={"relation": related})


def _related(gold: list[dict], spans: list[Marked], places: Places) -> Iterator[Pairing]:
    """What the last word of each phrase is to those of the others; of the words between nothing is asked.

    Both directions of a relation that has none. A pair of doubtful gold is not learned.
    """
    labels, _ = PAIRED["relation"]
    last_of = {i: one.end - 1 for one in spans for i in range(one.start, one.end)}
    found: dict[tuple[int, int], set[int] | None] = {}
    for one in gold:
        ends = [places.span(*one[side]) for side in ("source", "target")]
        if None in ends:
            continue
        a, b = (last_of.get(end[1] - 1) for end in ends if end)
        if a is None or b is None:
            continue
        for pair in [(a, b), (b, a)] if one["type"] in SYMMETRIC else [(a, b)]:
            known = found.setdefault(pair, set())
            if one["confidence"] == 0 or known is None:
                found[pair] = None
            elif one["type"] in labels:
                known.add(labels.index(one["type"]) + 1)
    heads = sorted({one.end - 1 for one in spans})
    for a in heads:
        answers: dict[int, Answer] = {}
        inner = set(last_of) - set(heads)
        for b in heads:
            known = found.get((a, b), set())
            answers[b] = None if known is None else frozenset(known or {0})
        answers |= dict.fromkeys(inner)
        answers[a] = None
        yield Pairing(a, answers)
