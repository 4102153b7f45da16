"""Which days can a TIMEX3 value cover? SEM's four time stamps."""

from __future__ import annotations

from kg.model import Stamps
from kg.resolve.time.calendar import first_day, last_day, read


def stamps_of(value: str, mod: str = "") -> Stamps:
    """The stamps of something that happened at the value: within the days that it covers, as far as they are known.

    Values without a place in the calendar (durations, sets, vague references) and those before Christ have none:
    "-0479" is another year in XML Schema 1.0 than in 1.1.

    >>> stamps_of("2017-10-15T12:00").latest_begin
    '2017-10-15'
    >>> stamps_of("2014", "START")
    Stamps(earliest_begin='2014-01-01', latest_begin=None, earliest_end=None, latest_end='2014-12-31')
    """
    span = read(value)
    if span is None or span.year < 1:
        return Stamps()
    first, last = first_day(span).isoformat(), last_day(span).isoformat()
    if first == last:
        return Stamps(first, first, first, first)
    return Stamps(earliest_begin=first, latest_end=last)
