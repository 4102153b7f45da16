"""Which days can a TIMEX3 value cover? SEM's four time stamps."""

from __future__ import annotations

from datetime import date, timedelta

from kg.model import Stamps
from kg.resolve.time.calendar import Span, first_day, last_day, read


def stamps_of(value: str, mod: str = "") -> Stamps:
    """The stamps of something that happened at the value: within the days that it covers, as far as they are known.

    With the modifier ON_OR_AFTER ("since June") it begins within those days, with ON_OR_BEFORE ("until June") it ends
    there; AFTER bounds its begin alone, BEFORE its end alone; APPROX adds the same length on either side; a night runs
    into the next day. The other modifiers leave the days as they are. Values without a place in the calendar
    (durations, sets, vague references) have none, and those before Christ neither: "-0479" is another year in XML
    Schema 1.0 than in 1.1.

    >>> stamps_of("2017-10-15T12:00").latest_begin
    '2017-10-15'
    >>> stamps_of("2014", "START")
    Stamps(earliest_begin='2014-01-01', latest_begin=None, earliest_end=None, latest_end='2014-12-31')
    >>> stamps_of("2017-06", "ON_OR_AFTER")
    Stamps(earliest_begin='2017-06-01', latest_begin='2017-06-30', earliest_end=None, latest_end=None)
    """
    span = read(value)
    if span is None or span.year < 1:
        return Stamps()
    first, last = _days(span, mod)
    if mod == "ON_OR_AFTER":
        return Stamps(earliest_begin=first, latest_begin=last)
    if mod == "ON_OR_BEFORE":
        return Stamps(earliest_end=first, latest_end=last)
    if mod == "AFTER":
        return Stamps(earliest_begin=first)
    if mod == "BEFORE":
        return Stamps(latest_end=last)
    if first == last:
        return Stamps(first, first, first, first)
    return Stamps(earliest_begin=first, latest_end=last)


def _days(span: Span, mod: str) -> tuple[str, str]:
    """The first and last day that may be meant."""
    first, last = first_day(span), last_day(span)
    if mod == "APPROX":
        length = last - first + timedelta(days=1)
        return (max(first, date.min + length) - length).isoformat(), (last + length).isoformat()
    if span.clock == "TNI":
        last += timedelta(days=1)
    return first.isoformat(), last.isoformat()
