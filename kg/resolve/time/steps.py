"""The expressions of `kg.extract.times` carried out, step by step."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from kg.resolve.time.calendar import LAST_YEAR, UNITS, Span, read, shift, widen
from kg.resolve.time.completion import choose, complete
from kg.resolve.time.feasts import feasts

_MOVE = re.compile(r"([+-])(\d+(?:\.\d+)?)(DE|CE|WE|[YQMWD])(@)?")
_WANTED = re.compile(r"(?:=|[+-]\d+)(DE|CE|WE|[YQMWD])@?")
_PARTIAL = re.compile(r"([<>]?)(XX(?:XX-.*|\d))")
_CLOCK = re.compile(r"(\d\d?)(?::(\d\d))?(\d\d:\d\d)?")


@dataclass(frozen=True, slots=True)
class Anchors:
    """What relative expressions rest on: the day of publication, the time and the quarter last mentioned.

    `story` is the time that the text has come to, which asides do not change (see `kg.resolve.time.story`).
    """

    now: Span | None
    ref: Span | None
    period: Span | None = None
    story: Span | None = None

    @property
    def today(self) -> Span | None:
        """The day of publication, or the time that the story has come to."""
        return self.now or self.story

    @property
    def then(self) -> Span | None:
        """The time last mentioned; in a history, the story's where that was an aside about another year."""
        if self.now is None and self.ref and self.story and self.ref.year != self.story.year:
            return self.story
        return self.ref or self.now


def evaluate(expression: str, anchors: Anchors, choice: str) -> Span | str | None:
    """The span or vague value that an expression means; None where its anchor is not known.

    `choice` is how a partial value at the head of the expression is completed: see `completion.complete`.
    """
    head, *words = expression.split()
    if head == "bare":
        return "XXXX-XX-XX" + words[0]
    if head == "event":
        return None
    if head == "century":
        return _century(int(words[0]))
    current: Span | str | None
    if head == "feast":
        return _feast(words[0], anchors, choice)
    if head in {"am", "pm", "clock"}:
        current, words = anchors.then, [head, *words]
    elif head == "overnight":
        current, words = anchors.today, [*(["-1D"] if choice == "past" else []), "TNI"]
    else:
        current = _start(head, words[0] if words else "", anchors, choice)
    while words and isinstance(current, Span):
        current = _step(words, current)
    return current


def _start(head: str, step: str, anchors: Anchors, choice: str) -> Span | str | None:
    """What the first step of an expression names: an anchor, a partial value, or a value as it is."""
    if head in {"now", "ref", "period", "period/year"}:
        return _anchor(head, anchors, step)
    if _PARTIAL.fullmatch(head):
        base = anchors.story if anchors.now is None else anchors.now
        return None if base is None else complete(head, base, choice)
    return read(head.removeprefix("FY")) or head


def _anchor(name: str, anchors: Anchors, step: str) -> Span | None:
    if name == "now":
        return anchors.today
    if name == "ref":
        return _fine_enough(anchors, step)
    if anchors.period or anchors.today is None:
        return anchors.period
    if name == "period/year":
        return widen(anchors.today, "Y")
    # Results are reported for the last quarter that is over.
    before = shift(anchors.today, -1, "Q")
    return widen(before, "Q") if before else None


def _century(number: int) -> Span | None:
    """The span of the nth century, counted backwards before Christ; None for one that no value can hold."""
    if not 0 < abs(number) < LAST_YEAR // 100:
        return None
    first = max((abs(number) - 1) * 100, 1)
    return Span("C", first if number > 0 else -first)


def _feast(name: str, anchors: Anchors, choice: str) -> Span | None:
    """A movable feast of no stated year: the story's, or the one that the tense means."""
    if anchors.now is not None:
        years = range(anchors.now.year - 1, anchors.now.year + 2)
        return choose([span for year in years for span in feasts(name, year)], anchors.now, choice)
    return _only(feasts(name, anchors.story.year)) if anchors.story else None


def _fine_enough(anchors: Anchors, step: str) -> Span | None:
    """The time last mentioned; in news the day of publication where "that day" is asked of no more than a month."""
    unit = _WANTED.fullmatch(step)
    if anchors.now and anchors.then and unit and UNITS.index(_unit(unit[1])) > UNITS.index(anchors.then.of):
        return anchors.now
    return anchors.then


def _only(found: list[Span]) -> Span | None:
    return found[0] if len(found) == 1 else None


def _step(words: list[str], current: Span) -> Span | str | None:
    """The time after the next step, which is taken off `words`."""
    word = words.pop(0)
    if word in {"am", "pm", "clock"}:
        return _at(widen(current, "D"), word, words.pop(0)) if words else None
    if word == "feast":
        return _only(feasts(words.pop(0), current.year))
    if word.startswith("="):
        return widen(current, _unit(word[1:]))
    if word.startswith("@"):
        return shift(current, int(word[1:]) - current.year, "Y")
    if move := _MOVE.fullmatch(word):
        return _moved(current, move)
    if part := _PARTIAL.fullmatch(word):
        return complete(part[2], current, part[1] or "=")
    if word.startswith("T"):
        return replace(current, clock=word) if current.of == "D" else None
    return read(word)


def _unit(letter: str) -> str:
    return {"CE": "C"}.get(letter, letter)


def _moved(current: Span, move: re.Match[str]) -> Span | None:
    """So many units on or back, as wide as the unit unless "@" says otherwise; None where nothing so fine is known."""
    unit = _unit(move[3])
    count = float(move[2]) * (1 if move[1] == "+" else -1)
    if unit not in UNITS or not count.is_integer() or UNITS.index(unit) > UNITS.index(current.of):
        return None
    moved = shift(replace(current, clock=""), int(count), unit)
    return moved if moved is None or move[4] else widen(moved, unit)


def _at(day: Span, half: str, clock: str) -> Span | None:
    m = _CLOCK.fullmatch(clock)
    if day.of != "D" or m is None:
        return None
    hour, minute = int(m[1]), m[2] or "00"
    if half == "pm" and hour < 12:
        hour += 12
    if half == "am" and hour == 12:
        hour = 0
    return replace(day, clock=f"T{hour:02}:{minute}")
