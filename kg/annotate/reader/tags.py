"""From scores of tags to spans: begin, inside and outside of each type, and the best sequence that is legal."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

OUTSIDE = "O"
Scores = npt.NDArray[np.float32]
_NEVER = np.float32(-1e9)
CLEAR = 6.0  # of the logarithm of the odds


class Span(NamedTuple):
    """Words `start` to `end` (half-open) of a type; `score` is the probability of its least certain word."""

    start: int
    end: int
    type: str
    score: float


def tag_names(types: Sequence[str]) -> tuple[str, ...]:
    """The tags of these types: "O", then "B-" and "I-" of each.

    >>> tag_names(["Person"])
    ('O', 'B-Person', 'I-Person')
    """
    return (OUTSIDE, *(mark + kind for kind in types for mark in ("B-", "I-")))


def transitions(tags: Sequence[str]) -> Scores:
    """What a step from a tag (row) to the next (column) costs: nothing, but for the inside of a type after another."""
    cost = np.zeros((len(tags), len(tags)), dtype=np.float32)
    for j, after in enumerate(tags):
        if after.startswith("I-"):
            for i, before in enumerate(tags):
                if before[2:] != after[2:] or before == OUTSIDE:
                    cost[i, j] = _NEVER
    return cost


def best(scores: Scores, cost: Scores) -> list[int]:
    """The legal sequence of tags with the highest sum of scores; the lowest index where several are as good.

    Words that are outside by at least `CLEAR` are taken for that, and what lies between them is worked out by itself.
    """
    if not len(scores):
        return []
    free = scores.argmax(axis=1)
    path: list[int] = free.tolist()
    illegal = np.flatnonzero(np.concatenate([cost[0, free[:1]], cost[free[:-1], free[1:]]]))
    if not len(illegal):
        return path  # each word's best tag is legal, as in most texts, so nothing can be better
    clear = np.flatnonzero(scores[:, 0] >= scores[:, 1:].max(axis=1) + CLEAR)
    done = 0
    for place in illegal.tolist():
        if place >= done:
            at = int(np.searchsorted(clear, place))
            start = int(clear[at - 1]) + 1 if at else 0
            done = int(clear[at]) if at < len(clear) else len(scores)
            path[start:done] = _best(scores[start:done], cost)
    return path


def _best(scores: Scores, cost: Scores) -> list[int]:
    """The same, every word weighed; it stands after a word outside."""
    total = scores[0] + cost[0]
    back = np.zeros(scores.shape, dtype=np.int32)
    for k in range(1, len(scores)):
        ways = total[:, None] + cost
        back[k] = ways.argmax(0)
        total = ways.max(0) + scores[k]
    path = [int(total.argmax())]
    for k in range(len(scores) - 1, 0, -1):
        path.append(int(back[k, path[-1]]))
    return path[::-1]


def probabilities(scores: Scores, temperature: float = 1.0) -> Scores:
    """Each word's probabilities of the tags, from scores divided by the temperature."""
    warm = scores / np.float32(temperature)
    power = np.exp(warm - warm.max(axis=1, keepdims=True))
    return np.asarray(power / power.sum(axis=1, keepdims=True), dtype=np.float32)


def spans(path: Sequence[int], tags: Sequence[str], chances: Scores) -> list[Span]:
    """The spans of a sequence of tags; `chances` are the words' probabilities."""
    found: list[Span] = []
    end = 0
    for start in np.flatnonzero(path).tolist():  # most words are outside, which is tag 0
        if start < end:
            continue
        end = start + 1
        while end < len(path) and tags[path[end]].startswith("I-"):
            end += 1
        score = min(float(chances[i, path[i]]) for i in range(start, end))
        found.append(Span(start, end, tags[path[start]][2:], round(score, 3)))
    return found
