"""Who says what: cues, sources and contents that were seen, put together by what each word points to."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from kg.annotate.reader.pairs import Pairs
from kg.annotate.reader.tags import Span
from kg.annotate.reader.windows import CONTEXT, CORE

REACH = CORE + CONTEXT  # words between a cue and who speaks, or what is said: what a window can have taught


class Attribution(NamedTuple):
    """A cue, its source if somebody is named, and its contents, as spans of words; `score` is the cue's."""

    cue: Span
    source: Span | None
    contents: tuple[Span, ...]
    score: float


def attributions(
    cues: Sequence[Span], sources: Sequence[Span], contents: Sequence[Span], pairs: Mapping[str, Pairs]
) -> Iterator[Attribution]:
    """Each cue with the source that it points to, or nobody, and the contents that point to it."""
    said: dict[int, list[Span]] = {}
    for content in contents:
        of = _chosen(content.start, [(one.start, one.start + 1) for one in cues], pairs["said"], nobody=False)
        if of is not None:
            said.setdefault(of, []).append(content)
    for k, cue in enumerate(cues):
        source = _chosen(cue.start, [(one.start, one.end) for one in sources], pairs["speaker"], nobody=True)
        yield Attribution(cue, None if source is None else sources[source], tuple(said.get(k, ())), cue.score)


def _chosen(word: int, spans: Sequence[tuple[int, int]], pairs: Pairs, *, nobody: bool) -> int | None:
    """The index of the span that the word points to; the nearer of two that are as good."""
    near = [k for k, (start, _) in enumerate(spans) if abs(start - word) <= REACH]
    if not near:
        return None
    scores = [max(pairs.score(word, i) for i in range(*spans[k])) for k in near]
    best = max(range(len(near)), key=lambda i: (scores[i], -abs(spans[near[i]][0] - word)))
    if nobody and scores[best] < pairs.nobody(word):
        return None
    return near[best]
