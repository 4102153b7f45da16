"""Whose is a quotation without a cue of its own? It goes on from the speaker of the sentence before."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from spacy.tokens import Doc

from kg.extract.claims_quotations import Stretch, is_speech


def continued(
    doc: Doc, quoted: tuple[Stretch, ...], cues: Sequence[tuple[int, tuple[Stretch, ...]]]
) -> Iterator[tuple[int, Stretch]]:
    """Each quotation that nobody claims, with the number of the cue whose speech it continues.

    `cues` are the cue's token and its contents, in the order of the text. The quotation must open the sentence right
    behind the sentence of the cue, or behind another quotation that continues it, and no other cue may stand in its
    own sentences.
    """
    taken = {i for _, contents in cues for s in contents for i in range(*s)}
    spoken = {doc[i].sent.start for i, _ in cues}
    last_end, owner = -1, -1
    number = 0
    for q in quoted:
        sent = doc[q.start].sent
        while number < len(cues) and cues[number][0] < q.start:
            owner, last_end = number, max(doc[cues[number][0]].sent.end, *(s.end for s in cues[number][1]))
            number += 1
        if not is_speech(doc, q) or not taken.isdisjoint(range(*q)):
            continue
        if owner < 0 or not _opens(doc, q) or not _is_next(doc, last_end, q.start):
            continue
        if sent.start in spoken or doc[q.end - 1].sent.start in spoken:
            continue
        yield owner, q
        last_end = max(q.end, doc[q.end - 1].sent.end)


def _opens(doc: Doc, quotation: Stretch) -> bool:
    start = quotation.start
    return bool(doc[start].is_sent_start) or start == 0 or doc[start - 1].is_space or doc[start - 1].is_punct


def _is_next(doc: Doc, end: int, start: int) -> bool:
    return 0 <= end <= start + 2 and all(not doc[i].is_alpha for i in range(end, start))
