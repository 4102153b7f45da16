"""How sure may a reader say it is? A temperature for its scores, and how well they then keep their word."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from kg.annotate.reader.tags import Scores, probabilities

TEMPERATURES = tuple(round(0.5 + 0.05 * i, 2) for i in range(71))  # 0.5 to 4
BINS = 10


class Bin(NamedTuple):
    """Spans whose score lies in a tenth of the scale: how many, their mean score, the share that is right."""

    low: float
    spans: int
    said: float
    right: float


def temperature(scores: Sequence[Scores], tags: Sequence[npt.NDArray[np.int64]]) -> float:
    """What the scores are to be divided by, so that the true tags are as probable as can be."""
    every, true = np.concatenate(list(scores)), np.concatenate(list(tags))
    rows = np.arange(len(true))

    def surprise(heat: float) -> float:
        return float(-np.log(np.maximum(probabilities(every, heat)[rows, true], 1e-12)).mean())

    return min(TEMPERATURES, key=surprise)


def reliability(said: Sequence[float], right: Sequence[bool]) -> list[Bin]:
    """Spans by tenths of their score; a tenth without any is left out."""
    made = []
    for i in range(BINS):
        inside = [k for k, score in enumerate(said) if i <= min(score * BINS, BINS - 1e-9) < i + 1]
        if inside:
            shares = (float(np.mean([values[k] for k in inside])) for values in (said, right))
            made.append(Bin(i / BINS, len(inside), *shares))
    return made


def calibration_error(bins: Sequence[Bin]) -> float:
    """The expected calibration error: how far score and share of right lie apart, on average over the spans."""
    total = sum(one.spans for one in bins)
    return sum(one.spans * abs(one.said - one.right) for one in bins) / total if total else 0.0
