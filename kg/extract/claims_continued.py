"""Whose is a quotation without a cue of its own? It goes on from the speaker of the sentence before."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from spacy.tokens import Doc

from kg.extract.claims_quotations import Stretch, is_speech


class Turn(NamedTuple):
    """The token of a cue, its contents, and whether it is one of speaking, whose speaker may go on."""

    head: int
    contents: tuple[Stretch, ...]
    speaks: bool


def continued(doc: Doc, quoted: tuple[Stretch, ...], turns: Sequence[Turn]) -> Iterator[tuple[int, Stretch]]:
    """Each quotation that nobody claims, with the token of the cue whose speech it continues.

    `turns` come in the order of the text. The quotation must open the sentence right behind the sentence of the cue, or
    behind another quotation that continues it, and no other cue may stand in its own sentences.
    """
    taken = {i for turn in turns for s in turn.contents for i in range(*s)}
    spoken = {doc[turn.head].sent.start for turn in turns}
    last_end, owner, number = -1, -1, 0
    for q in quoted:
        while number < len(turns) and turns[number].head < q.start:
            turn, sentence = turns[number], doc[turns[number].head].sent
            if turn.speaks or owner < sentence.start:
                owner = turn.head if turn.speaks else -1
            last_end = max(sentence.end, *(s.end for s in turn.contents))
            number += 1
        if not is_speech(doc, q) or not taken.isdisjoint(range(*q)):
            continue
        if owner < 0 or not _opens(doc, q) or not _is_next(doc, last_end, q.start):
            continue
        if doc[q.start].sent.start in spoken or doc[q.end - 1].sent.start in spoken:
            continue
        yield owner, q
        last_end = max(q.end, doc[q.end - 1].sent.end)


def _opens(doc: Doc, quotation: Stretch) -> bool:
    start = quotation.start
    return bool(doc[start].is_sent_start) or start == 0 or doc[start - 1].is_space or doc[start - 1].is_punct


def _is_next(doc: Doc, end: int, start: int) -> bool:
    return 0 <= end <= start + 2 and all(not doc[i].is_alpha for i in range(end, start))
