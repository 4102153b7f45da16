"""Long texts in overlapping windows: which words are read together, and which of them the window answers for."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

CORE = 120  # words that a window answers for, at most, where there are several
CONTEXT = 30  # words on each side that it only looks at


class Window(NamedTuple):
    """Words `begin` to `end` are read; the window answers for `first` to `last` (all half-open)."""

    begin: int
    end: int
    first: int
    last: int


def windows(count: int, core: int = CORE, context: int = CONTEXT) -> Iterator[Window]:
    """Windows over `count` words, each of which one window answers for; a text that fits into a window has one.

    >>> [tuple(window) for window in windows(5, core=2, context=1)]
    [(0, 3, 0, 2), (1, 5, 2, 4), (3, 5, 4, 5)]
    >>> [tuple(window) for window in windows(4, core=2, context=1)]
    [(0, 4, 0, 4)]
    """
    if count <= core + 2 * context:
        core = max(count, 1)
    for first in range(0, count, core):
        last = min(first + core, count)
        yield Window(max(first - context, 0), min(last + context, count), first, last)
