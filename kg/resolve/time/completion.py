"""Which March, which Tuesday? A value with an unknown part completed from an anchor."""

from __future__ import annotations

from collections.abc import Iterator

from kg.resolve.time.calendar import Span, first_day, last_day, read, shift, widen, write


def complete(partial: str, anchor: Span, choice: str) -> Span | None:
    """The partial value with its unknown part filled in.

    `choice` tells which of the years (weeks, months) about the anchor: "story" the one that a narrative at the anchor
    means, or one of those that `choose` knows.
    """
    if anchor.year < 1:
        return read(_before_christ(partial, anchor))
    found = sorted(_candidates(partial, anchor), key=first_day)
    return _in_story(partial, anchor, found) if choice == "story" else choose(found, anchor, choice)


def choose(found: list[Span], anchor: Span, choice: str) -> Span | None:
    """One of several times in order, with respect to an anchor.

    "=" the anchor's own, "<" the last one that is over by then, ">" the first one that begins after it, "past" the last
    one that has begun, "future" the first one that is not over, "near" the nearest.
    """
    here, end = first_day(anchor), last_day(anchor)
    if choice == "=":
        inside = [span for span in found if here <= first_day(span) <= end]
        return inside[0] if inside else next((s for s in found if write(s)[:4] == write(anchor)[:4]), None)
    if choice == "<":
        return next((span for span in reversed(found) if last_day(span) < here), None)
    if choice == ">":
        return next((span for span in found if first_day(span) > end), None)
    if choice == "near":
        return min(found, key=lambda span: abs(first_day(span) - here), default=None)
    if choice == "past":
        return next((span for span in reversed(found) if first_day(span) <= end), None)
    return next((span for span in found if last_day(span) >= here), None)


def _in_story(partial: str, anchor: Span, found: list[Span]) -> Span | None:
    """The time that a story means: that of the same year, but January after December, and the nearest weekday."""
    if partial.startswith(("XXXX-WXX", "XXXX-XX")):
        nearest = sorted(found, key=lambda span: abs(first_day(span) - first_day(anchor)))
        return nearest[0] if nearest and anchor.of == "D" else None
    if anchor.of in {"M", "D"} and anchor.month == 12 and partial.startswith("XXXX-01"):
        return next((span for span in found if span.year == anchor.year + 1), None)
    known = 4 if partial.startswith("XXXX") else 2  # digits of the year
    return next((span for span in found if write(span)[:known] == write(anchor)[:known]), None)


def _candidates(partial: str, anchor: Span) -> Iterator[Span]:
    for step in (-2, -1, 0, 1, 2):
        value = _fill(partial, anchor, step)
        if value and (span := read(value)):
            yield span


def _fill(partial: str, anchor: Span, step: int) -> str:
    """The partial value in the year, month, week or century that lies `step` of them off the anchor."""
    if partial.startswith("XXXX-WXX"):
        week = shift(widen(anchor, "D"), 7 * step, "D")
        return write(widen(week, "W")) + partial[8:] if week else ""
    if partial.startswith("XXXX-XX-"):
        month = shift(Span("M", anchor.year, anchor.month), step, "M")
        return write(month) + partial[7:] if month else ""
    if partial.startswith("XXXX"):
        return f"{anchor.year + step:04}" + partial[4:]
    return f"{anchor.year // 100 + step:02}" + partial[2:]


def _before_christ(partial: str, anchor: Span) -> str:
    if partial.startswith(("XXXX-WXX", "XXXX-XX")) or not partial.startswith("XXXX"):
        return ""
    return f"BC{-anchor.year:04}" + partial[4:]
