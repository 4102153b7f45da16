"""Do two words belong together? The product of a query and a key, and what their distance adds."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from kg.annotate.reader.heads import FARTHEST, LAYOUT, PAIRED, POINTERS, distance

Array = npt.NDArray[np.float32]
_NEAR = 2**FARTHEST  # words between which distances differ
_STEPS = np.array([distance(0, to) for to in range(-_NEAR, _NEAR + 1)])


class Pairs:
    """A paired head over the words of one text; `far` is what distances add, (labels, distances)."""

    def __init__(self, head: str, scores: Array, far: Array) -> None:
        own, width = PAIRED[head]
        self.labels = own
        shape = (len(scores), len(own), width)
        self._query = scores[:, LAYOUT[f"{head}.query"]].reshape(shape)
        self._key = scores[:, LAYOUT[f"{head}.key"]].reshape(shape)
        self._none = scores[:, LAYOUT[f"{head}.none"]][:, 0] if head in POINTERS else None
        self._scale = np.float32(width**0.5)
        self._far = far

    def score(self, word: int, other: int, label: int = 0) -> float:
        """How well word `other` goes with `word`, as the label says."""
        product = (self._query[word, label] * self._key[other, label]).sum() / self._scale
        return float(product + self._far[label, distance(word, other)])

    def scores(self, word: int, start: int, end: int) -> Array:
        """The same for words `start` to `end` (half-open), (words, labels)."""
        product = (self._query[word][None] * self._key[start:end]).sum(-1) / self._scale
        far = _STEPS[np.arange(start - word, end - word).clip(-_NEAR, _NEAR) + _NEAR]
        return np.asarray(product + self._far[:, far].T, dtype=np.float32)

    def nobody(self, word: int) -> float:
        """How well nobody at all goes with the word; only pointers know."""
        if self._none is None:
            raise ValueError("this head points to no one")
        return float(self._none[word])
