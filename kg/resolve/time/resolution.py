"""Each time expression of an article against its anchors: the day of publication, and what the text said before."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from kg.model import Article, Stamps, TimeFinding, TimexType
from kg.resolve.time.calendar import Span, read, write
from kg.resolve.time.stamps import stamps_of
from kg.resolve.time.story import moved_on
from kg.resolve.time.steps import Anchors, evaluate

_VAGUE = re.compile(r"(?:PAST|PRESENT|FUTURE)_REF|P.*")


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
    resolved = []
    for finding in findings:
        meaning = _meaning(finding, anchors)
        value = _value(meaning)
        resolved.append(ResolvedTime(finding, finding.type, value, finding.mod, stamps_of(value, finding.mod)))
        if isinstance(meaning, Span):
            anchors = moved_on(anchors, finding, meaning, article.text)
    return resolved


def _meaning(finding: TimeFinding, anchors: Anchors) -> Span | str | None:
    if finding.type == "SET":
        return finding.expression
    return evaluate(finding.expression, anchors, _choice(finding, anchors))


def _choice(finding: TimeFinding, anchors: Anchors) -> str:
    """How a date without a year, or a weekday without a week, is completed."""
    if anchors.now is None:
        return "story"
    if "-Q" in finding.expression:
        return "past"
    return "future" if finding.tense == "future" else "past"


def _value(meaning: Span | str | None) -> str:
    if isinstance(meaning, Span):
        return write(meaning)
    if meaning is None:
        return ""
    return meaning
