"""How exact is a date of Wikidata, and how is it written in ISO 8601?"""

from __future__ import annotations

import re
from typing import Final

_TIME: Final = re.compile(r"([+-]?)0*(\d+)-(\d\d)-(\d\d)T")
_YEAR, _MONTH, _DAY = 9, 10, 11  # Wikibase's precisions
_JULIAN: Final = "http://www.wikidata.org/entity/Q1985786"


def from_json(time: str, precision: int, calendar: str) -> str | None:
    """The date of a time value in Wikidata's JSON; None if it is no more exact than a decade, or none at all.

    Its years before Christ are counted 1, 2, 3 back from the first; ISO 8601 has a year 0, which is 1 before Christ. A
    day of the Julian calendar becomes that of the Gregorian one, as in Wikidata's own RDF.

    >>> from_json("-0044-03-15T00:00:00Z", 11, "http://www.wikidata.org/entity/Q1985727")
    '-0043-03-15'
    >>> from_json("+1999-04-00T00:00:00Z", 10, ""), from_json("+1999-00-00T00:00:00Z", 9, "")
    ('1999-04', '1999')
    """
    found = _TIME.match(time)
    if not found or precision < _YEAR:
        return None
    year, month, day = (int(part) for part in found.groups()[1:])
    if found[1] == "-":
        year = 1 - year
    if precision >= _DAY and calendar == _JULIAN and month and day:
        year, month, day = _gregorian(year, month, day)
    return _iso(year, month if precision >= _MONTH else 0, day if precision >= _DAY else 0)


def from_rdf(time: str) -> str | None:
    """The date of a truthy statement in RDF, where nothing tells how exact it is.

    Wikidata writes a year as its first of January and a month as its first day, so that what falls on such a day is
    taken to be known no better than that: less exact than it might be, and never wrong.

    >>> from_rdf("1999-04-08T00:00:00Z"), from_rdf("1999-04-01T00:00:00Z"), from_rdf("-0043-01-01T00:00:00Z")
    ('1999-04-08', '1999-04', '-0043')
    """
    found = _TIME.match(time)
    if not found:
        return None
    year, month, day = (int(part) for part in found.groups()[1:])
    if day <= 1:
        day = 0
        month = month if month > 1 else 0
    return _iso(-year if found[1] == "-" else year, month, day)


def order(date: str) -> tuple[int, str]:
    """What dates are sorted by: the year, then the rest as it is written.

    >>> sorted(["1999-04", "-0043-03-15", "0988"], key=order)
    ['-0043-03-15', '0988', '1999-04']
    """
    year, _, rest = date[1:].partition("-")
    return int(date[:1] + year), rest


def _iso(year: int, month: int, day: int) -> str:
    text = f"-{-year:04d}" if year < 0 else f"{year:04d}"
    if month:
        text += f"-{month:02d}"
        if day:
            text += f"-{day:02d}"
    return text


def _gregorian(year: int, month: int, day: int) -> tuple[int, int, int]:
    """A day of the Julian calendar in the Gregorian one, by way of its Julian day number (Richards 2013)."""
    shift = (14 - month) // 12
    y, m = year + 4800 - shift, month + 12 * shift - 3
    number = day + (153 * m + 2) // 5 + 365 * y + y // 4 - 32083
    f = number + 1401 + (4 * number + 274277) // 146097 * 3 // 4 - 38
    e = 4 * f + 3
    h = 5 * (e % 1461 // 4) + 2
    month = (h // 153 + 2) % 12 + 1
    return e // 1461 - 4716 + (14 - month) // 12, month, h % 153 // 5 + 1
