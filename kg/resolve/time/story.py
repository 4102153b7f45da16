"""How does a text carry its date on? Which of the times mentioned become anchors of those after them.

A history without a day of publication tells its story in order, with asides: what had been so since long before, what
was planned, what another year's figures were. An aside is no anchor for the next "in May".
"""

from __future__ import annotations

import re
from dataclasses import replace

from kg.model import TimeFinding
from kg.resolve.time.calendar import Span
from kg.resolve.time.steps import Anchors

FAR = 40  # years: a leap beyond this is an aside; chosen on the war histories, where 20 to 50 do about as well
_SHIFT = re.compile(r"-\d+(?:Y|DE|CE)")
_WORD_BEFORE = re.compile(r"([^\W\d_]+|[^\w\s])\s*$")
_NOUN_AFTER = re.compile(r" [a-z]")


def moved_on(anchors: Anchors, finding: TimeFinding, meaning: Span, text: str) -> Anchors:
    """The anchors after a time was mentioned."""
    is_period = meaning.of == "Q" and not finding.expression.startswith("period")
    period = meaning if is_period else anchors.period
    story = anchors.story if anchors.story and is_aside(finding, meaning, anchors.story, text) else meaning
    return replace(anchors, ref=meaning, period=period, story=story)


def is_aside(finding: TimeFinding, meaning: Span, story: Span, text: str) -> bool:
    """Whether a mentioned time lies off the line of the story."""
    if meaning.of in {"C", "DE"} or _SHIFT.search(finding.expression) or abs(meaning.year - story.year) > FAR:
        return True
    if finding.tense == "future" and meaning.year > story.year:
        return True
    begin, end = finding.mention.begin, finding.mention.end
    found = _WORD_BEFORE.search(text, max(0, begin - 20), begin)
    before = found[1].lower() if found else ""
    if before == "(" or (before == "since" and meaning.of == "Y"):
        return True
    is_modifier = before in {"the", "a", "an", "its", "their"} and _NOUN_AFTER.match(text, end) is not None
    return is_modifier and meaning.of in {"M", "D", "S"}
