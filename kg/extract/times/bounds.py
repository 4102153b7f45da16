"""Does something begin, or end, at the time? "since June", "from 3 to 5 March", "until Friday", "by 2010".

A bound is a TIMEX3 modifier of its own: since X is on or after X, until X on or before X, by X before its end.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

BOUNDS = {
    "since": "ON_OR_AFTER",
    "starting": "ON_OR_AFTER",
    "beginning": "ON_OR_AFTER",
    "until": "ON_OR_BEFORE",
    "till": "ON_OR_BEFORE",
    "through": "ON_OR_BEFORE",
    "after": "AFTER",
    "before": "BEFORE",
    "by": "BEFORE",
}
_BEFORE = re.compile(rf"\b({'|'.join(BOUNDS)})\s+(?:from\s+|in\s+|on\s+|at\s+)?(?:about\s+|the\s+)?$", re.IGNORECASE)
_OPENING = re.compile(r"\b(?:from|between)\s+(?:the\s+)?$", re.IGNORECASE)
_BETWEEN = re.compile(r"\s*(?:to|until|till|through|and|-|–|—)\s*(?:the\s+)?", re.IGNORECASE)
_DASH = re.compile(r"\s*[-–—]\s*")
_ONWARD = re.compile(r"\s+(?:on|onward|onwards)\b(?!\s+the)", re.IGNORECASE)
_REACH = 32  # characters


def bounds(text: str, spans: Sequence[tuple[int, int]]) -> list[str]:
    """For each span of a time in the text, in order, the modifier that its prepositions give it, or "".

    >>> bounds("from 3 March to 5 March", [(5, 12), (16, 23)])
    ['ON_OR_AFTER', 'ON_OR_BEFORE']
    """
    found = [_bound(text, begin, end) for begin, end in spans]
    for i in range(len(spans) - 1):
        gap = text[spans[i][1] : spans[i + 1][0]]
        opened = _OPENING.search(text, max(0, spans[i][0] - _REACH), spans[i][0])
        if _DASH.fullmatch(gap) or (opened and _BETWEEN.fullmatch(gap)):
            found[i : i + 2] = ["ON_OR_AFTER", "ON_OR_BEFORE"]
    return found


def _bound(text: str, begin: int, end: int) -> str:
    if before := _BEFORE.search(text, max(0, begin - _REACH), begin):
        return BOUNDS[before[1].lower()]
    opened = _OPENING.search(text, max(0, begin - _REACH), begin)
    return "ON_OR_AFTER" if opened and _ONWARD.match(text, end) else ""
