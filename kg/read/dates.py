"""Which day does this string name? Days as people and feeds write them, to ISO 8601; an ambiguous one is refused."""

from __future__ import annotations

import re
from datetime import date
from typing import NamedTuple

MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?"
    r"|nov(?:ember)?|dec(?:ember)?)\b\.?"
)
WEEKDAY = r"(?:mon|tues?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:day)?\b\.?"
DAY_AND_MONTH = (
    rf"(?:{WEEKDAY},?\s+)?(?:(?P<month>{MONTH})\s*(?P<day>\d{{1,2}})(?:st|nd|rd|th)?"
    rf"|(?P<day2>\d{{1,2}})(?:st|nd|rd|th)?[\s-]*(?P<month2>{MONTH}))\b"
    r"(?:,?[\s-]*(?P<year>(?:19|20)\d\d|(?<=[a-z.][\s-])\d\d(?!\d))(?![\d:]))?"
)
_TIME_OF_DAY = r"(?:[T\s,]+(?:at\s+)?\d{1,2}[:.h]\d\d.*|T\d{4,6}.*|Z)?"
_ISO = re.compile(rf"(\d{{4}}-\d\d-\d\d|\d{{8}}|\d{{4}}-W\d\d-\d){_TIME_OF_DAY}", re.DOTALL)
_YEAR_FIRST = re.compile(rf"(\d{{4}})([/.])(\d{{1,2}})\2(\d{{1,2}}){_TIME_OF_DAY}")
_YEAR_LAST = re.compile(rf"(\d{{1,2}})([/.-])(\d{{1,2}})\2(\d{{4}}){_TIME_OF_DAY}")
_NAMED = re.compile(DAY_AND_MONTH + _TIME_OF_DAY, re.IGNORECASE)
_PIVOT = 69  # POSIX: two digits from 69 mean 19xx


class Day(NamedTuple):
    """An ISO date, or why there is none; without a year, `month` and `day` alone are known."""

    iso: str | None
    reason: str = ""
    month: int = 0
    day: int = 0


def to_day(value: str) -> Day:
    """The day that a whole string names; a time of day after it is ignored, its own zone's day is kept.

    >>> to_day("Oct. 17, 2017").iso, to_day("17 October 2017").iso, to_day("20171017").iso
    ('2017-10-17', '2017-10-17', '2017-10-17')
    >>> to_day("03/04/2017").reason
    'is ambiguous: 3 Apr or 4 Mar'
    """
    value = value.strip()
    if found := _ISO.fullmatch(value):
        return _from_iso(found[1])
    if found := _YEAR_FIRST.fullmatch(value):
        return _day(int(found[1]), int(found[3]), int(found[4]))
    if found := _YEAR_LAST.fullmatch(value):
        return _in_either_order(int(found[1]), int(found[3]), int(found[4]))
    if found := _NAMED.fullmatch(value):
        return from_named(found)
    return Day(None, "is not a date")


def from_named(found: re.Match[str]) -> Day:
    """The day of a match of `DAY_AND_MONTH`."""
    month = MONTHS.index((found["month"] or found["month2"])[:3].lower()) + 1
    day = int(found["day"] or found["day2"])
    if not found["year"]:
        return Day(None, "has no year", month, day)
    year = int(found["year"])
    return _day(year if year > 99 else year + (1900 if year >= _PIVOT else 2000), month, day)


def last_not_after(month: int, day: int, anchor: str) -> str | None:
    """The latest such day that is not after the ISO date `anchor`; None for a day that no year has.

    >>> last_not_after(12, 31, "2018-01-02")
    '2017-12-31'
    """
    latest = date.fromisoformat(anchor)
    for year in range(latest.year, max(latest.year - 9, 1) - 1, -1):  # 29 February may be eight years back
        found = _day(year, month, day).iso
        if found and found <= anchor:
            return found
    return None


def _from_iso(value: str) -> Day:
    try:
        return Day(date.fromisoformat(value).isoformat())
    except ValueError:
        return Day(None, "is not a day of the calendar")


def _day(year: int, month: int, day: int) -> Day:
    return _from_iso(f"{year:04}-{month:02}-{day:02}")


def _in_either_order(first: int, second: int, year: int) -> Day:
    readings = {found for found in (_day(year, first, second), _day(year, second, first)) if found.iso}
    if len(readings) == 2:
        months = [month.capitalize() for month in MONTHS]
        return Day(None, f"is ambiguous: {first} {months[second - 1]} or {second} {months[first - 1]}")
    return readings.pop() if readings else Day(None, "is not a day of the calendar")
