"""When was it, as far as is known, and how exactly? The precision codes of ACLED and UCDP from an interval of days.

Caught: 2017-10-17 to 2017-10-17 is ACLED's 1 (a day) and UCDP's 1; the month of October is 3 and 4.
Left:   a time of more than a year has no code in either, and an event whose time has but one end has no date.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import Final, NamedTuple

# Longest interval in days -> code. ACLED's codebook: day, week, month. UCDP GED's: day, 2-6 days, week, month, year.
_ACLED: Final = ((1, 1), (7, 2), (31, 3))
_UCDP: Final = ((1, 1), (6, 2), (7, 3), (31, 4), (366, 5))


class Days(NamedTuple):
    """The first and the last day on which it may have been."""

    first: date
    last: date

    @property
    def length(self) -> int:
        return (self.last - self.first).days + 1

    @property
    def middle(self) -> date:
        """The reference day by ACLED's custom, the middle of the interval."""
        return self.first + timedelta(days=(self.length - 1) // 2)

    @property
    def year(self) -> int | None:
        """The year, if it is known."""
        return self.first.year if self.first.year == self.last.year else None


def days(first: str, last: str) -> Days | None:
    """The interval between two ISO dates; None if one is missing or lies outside of what the calendar can say."""
    begin, end = _date(first), _date(last)
    return Days(begin, end) if begin and end and begin <= end else None


def acled_precision(interval: Days) -> int | None:
    return _code(interval, _ACLED)


def ucdp_precision(interval: Days) -> int | None:
    return _code(interval, _UCDP)


def _code(interval: Days, codes: tuple[tuple[int, int], ...]) -> int | None:
    return next((code for longest, code in codes if interval.length <= longest), None)


def _date(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:  # "", years before 1 and beyond 9999
        return None
