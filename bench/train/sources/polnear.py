"""`polnear-train`: who says what, and with which words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from bench.train.document import Answer, Document, Marked, Places, Pointing, flat, read, records, tagged

PARTS = {"source": "Source", "cue": "Cue", "content": "Content"}


class Attributions(NamedTuple):
    """The heads of attribution for one text."""

    answers: Mapping[str, list[Answer]]
    speaker: list[Pointing]
    said: list[Pointing]


def documents(corpus: str = "polnear-train") -> Iterator[Document]:
    """All articles of the corpus."""
    for article, gold in records(corpus):
        text, found, places = read(article["id"], article["text"])
        heads = attributions(gold["attributions"], places, len(found))
        yield Document(article["id"], corpus, text, found, heads.answers, speaker=heads.speaker, said=heads.said)


def attributions(gold: list[dict], places: Places, count: int, base: int = 0) -> Attributions:
    """What gold says of `count` words, whose offsets begin at `base` of the article."""
    spans: dict[str, list[Marked]] = {part: [] for part in PARTS}
    speaker, said = [], []
    for one in gold:
        own: dict[str, list[Marked]] = {part: [] for part in PARTS}
        for part, kind in PARTS.items():
            for where in one[part]:
                span = places.span(where["begin"] - base, where["end"] - base)
                if span is not None:
                    own[part].append(Marked(*span, kind))
            spans[part] += own[part]
        if not own["cue"]:
            continue
        cue = min(span.start for span in own["cue"])
        speaker.append(Pointing(cue, frozenset(span.start for span in own["source"])))
        said += [Pointing(span.start, frozenset({cue})) for span in own["content"]]
    answers = {part: tagged(count, flat(spans[part]), part) for part in PARTS}
    return Attributions(answers, speaker, said)
