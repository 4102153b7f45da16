"""Movable feasts: on which day, or in which stretch of days, of a year?"""

from __future__ import annotations

from datetime import date, timedelta

from kg.resolve.time.calendar import Span


def feast(name: str, year: int) -> Span | None:
    """The day of a movable feast after Christ; None for those that are set by sight of the moon."""
    if year < 1583:
        return None
    if name == "easter":
        return _span(easter(year))
    if name == "thanksgiving":
        first = date(year, 11, 1)
        return _span(first + timedelta(days=(3 - first.weekday()) % 7 + 21))
    return None


def easter(year: int) -> date:
    """Easter Sunday in the Gregorian calendar, by the anonymous algorithm of 1876 (Nature, vol. 13).

    >>> easter(2017)
    datetime.date(2017, 4, 16)
    """
    a, (b, c) = year % 19, divmod(year, 100)
    d, e = divmod(b, 4)
    g = (8 * b + 13) // 25
    h = (19 * a + b - d - g + 15) % 30
    i, k = divmod(c, 4)
    weekday = (32 + 2 * e + 2 * i - h - k) % 7
    m = (a + 11 * h + 22 * weekday) // 451
    month, day = divmod(h + weekday - 7 * m + 114, 31)
    return date(year, month, day + 1)


def _span(day: date) -> Span:
    return Span("D", day.year, day.month, day.day)
