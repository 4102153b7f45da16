"""Movable feasts: on which day, or in which stretch of days, of a year?"""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date

from kg.resolve.time.calendar import Span

_HIJRI = re.compile(r"hijri-(\d\d)-(\d\d)")
_WEEKDAY = re.compile(r"(\d\d)-(\d)-([1-4L])")


def feasts(name: str, year: int) -> list[Span]:
    """The days of a movable feast in a year: one, or with the moon's year none or two; none for an unknown name.

    `name` is "easter"; or month, weekday and which of them ("11-4-4" is the fourth Thursday of November, "05-1-L" the
    last Monday of May); or month and day of the Islamic calendar ("hijri-10-01"), give or take a day.
    """
    if year < 1583:
        return []
    if name == "easter":
        return [_span(easter(year))]
    if m := _WEEKDAY.fullmatch(name):
        return [_span(_weekday(year, int(m[1]), int(m[2]), m[3]))]
    if m := _HIJRI.fullmatch(name):
        about = (year - 622) * 33 // 32
        days = (hijri(about + step, int(m[1]), int(m[2])) for step in (-1, 0, 1, 2))
        return [_span(day) for day in days if day.year == year]
    return []


def hijri(year: int, month: int, day: int) -> date:
    """A day of the tabular Islamic calendar (Dershowitz and Reingold, Calendrical Calculations, ch. 7).

    >>> hijri(1438, 10, 1)
    datetime.date(2017, 6, 26)
    """
    return date.fromordinal(227014 + (year - 1) * 354 + (3 + 11 * year) // 30 + 29 * (month - 1) + month // 2 + day)


def _weekday(year: int, month: int, weekday: int, which: str) -> date:
    days = monthrange(year, month)[1]
    found = [day for day in (date(year, month, d) for d in range(1, days + 1)) if day.isoweekday() == weekday]
    return found[-1] if which == "L" else found[int(which) - 1]


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
