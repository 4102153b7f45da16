"""Each time expression of an article against its anchors: the day of publication, and what the text said before."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import replace
from typing import NamedTuple

from kg.model import Article, Stamps, TimeFinding, TimexType
from kg.resolve.time.calendar import Span, read, write
from kg.resolve.time.stamps import stamps_of
from kg.resolve.time.steps import Anchors, evaluate
from kg.resolve.time.story import moved_on

MEMORY = 5  # sentences after which "the next day" in news no longer means that after the last time mentioned
_LIMIT = re.compile(r"\b(?:by|until|till|through|before|to) $", re.IGNORECASE)


class ResolvedTime(NamedTuple):
    """A finding with what it means; `value` is "" where nothing may be said."""

    finding: TimeFinding
    type: TimexType
    value: str
    mod: str
    stamps: Stamps


def resolve_times(
    article: Article, findings: Sequence[TimeFinding], sentences: Sequence[tuple[int, int]]
) -> list[ResolvedTime]:
    """The findings of an article, in their order, with values and stamps.

    With a day of publication, "Tuesday" and "last year" count from it; without one the last date of the text carries
    the story on, and relative times before the first date stay without a value.
    """
    now = read(article.date) if article.date else None
    anchors = Anchors(now, None)
    ends = [end for _, end in sentences]
    resolved = []
    last = 0
    for finding in findings:
        sentence = bisect_right(ends, finding.mention.begin)
        if now is not None and sentence - last > (1 if finding.type == "TIME" else MEMORY):
            anchors = replace(anchors, ref=None)
        meaning = _meaning(finding, anchors, article.text)
        value = _value(meaning)
        resolved.append(ResolvedTime(finding, finding.type, value, finding.mod, stamps_of(value, finding.mod)))
        if isinstance(meaning, Span):
            last = sentence
            anchors = moved_on(anchors, finding, meaning, article.text)
    return resolved


def _meaning(finding: TimeFinding, anchors: Anchors, text: str) -> Span | str | None:
    if finding.type == "SET":
        return finding.expression
    return evaluate(finding.expression, anchors, _choice(finding, anchors, text))


def _choice(finding: TimeFinding, anchors: Anchors, text: str) -> str:
    """How a date without a year, or a weekday without a week, is completed."""
    begin = finding.mention.begin
    if anchors.now is None:
        return "story"
    if "-Q" in finding.expression:
        return "past"
    if finding.tense == "future":
        return "future"
    if finding.tense == "present":
        return "near"
    is_weekday = finding.expression.startswith("XXXX-WXX")
    return "near" if not is_weekday and _LIMIT.search(text, max(0, begin - 12), begin) else "past"


def _value(meaning: Span | str | None) -> str:
    if isinstance(meaning, Span):
        return write(meaning)
    if meaning is None:
        return ""
    return meaning
