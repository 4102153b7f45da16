"""TIMEX3 values of the calendar as numbers: read, written, moved, widened, and the days they cover."""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass, replace
from datetime import date, timedelta

# Units from wide to narrow; a season, quarter or half is a part of a year, a weekend one of a week.
UNITS = ("C", "DE", "Y", "H", "S", "Q", "M", "W", "WE", "D")
SEASONS = {"SP": (3, 5), "SU": (6, 8), "FA": (9, 11), "WI": (12, 14)}  # meteorological, northern; months
LAST_YEAR = 9990  # a span that begins before it ends before the last day that Python counts
_LAST_DAY = date(LAST_YEAR, 1, 1).toordinal()
_VALUE = re.compile(
    r"(?P<bc>BC)?(?P<year>\d{2,4})"
    r"(?:-(?:W(?P<week>\d\d)(?:-(?P<end>WE)|-(?P<weekday>[1-7]))?|Q(?P<quarter>[1-4])|H(?P<half>[12])|(?P<season>SP|SU|FA|WI)"
    r"|(?P<month>\d\d)(?:-(?P<day>\d\d))?))?(?P<clock>T[\w:.+-]+)?"
)


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of the calendar. `year` is negative before Christ; `of` tells the widths: UNITS.

    A decade is named by its first year and a century likewise. `number` is the quarter or half, `part` the season.
    """

    of: str
    year: int
    month: int = 1
    day: int = 1
    number: int = 0
    part: str = ""
    clock: str = ""


def read(value: str) -> Span | None:
    """The span of a TIMEX3 value; None where it is none of the calendar, or has unknown parts."""
    m = _VALUE.fullmatch(value)
    if not m:
        return None
    sign = -1 if m["bc"] else 1
    digits = m["year"]
    year = sign * int(digits) * 10 ** (4 - len(digits))
    clock = m["clock"] or ""
    if not is_year(year):
        return None
    if m["week"]:
        return _of_week(year, int(m["week"]), m["weekday"], bool(m["end"]), clock)
    if m["quarter"]:
        return Span("Q", year, 3 * int(m["quarter"]) - 2, number=int(m["quarter"]))
    if m["half"]:
        return Span("H", year, 6 * int(m["half"]) - 5, number=int(m["half"]))
    if m["season"]:
        return Span("S", year, min(SEASONS[m["season"]][0], 12), part=m["season"])
    if m["day"]:
        span = Span("D", year, int(m["month"]), int(m["day"]), clock=clock)
        return span if is_day(span) else None
    if m["month"]:
        return Span("M", year, int(m["month"])) if 1 <= int(m["month"]) <= 12 else None
    return Span({2: "C", 3: "DE", 4: "Y"}[len(digits)], year)


def _of_week(year: int, week: int, weekday: str | None, weekend: bool, clock: str) -> Span | None:
    if year < 1 or not 1 <= week <= 53:
        return None
    start = date.fromisocalendar(year, min(week, 52), 1) + timedelta(weeks=week - min(week, 52))
    if weekday:
        day = start + timedelta(days=int(weekday) - 1)
        return Span("D", day.year, day.month, day.day, clock=clock)
    return Span("WE" if weekend else "W", start.year, start.month, start.day)


def is_year(year: int) -> bool:
    """Whether a year can be counted with: none is nought, and four digits are all that a value holds."""
    return 0 < abs(year) < LAST_YEAR


def is_day(span: Span) -> bool:
    """Whether the calendar has the day."""
    if not 1 <= span.month <= 12 or span.day < 1:
        return False
    return span.day <= monthrange(span.year, span.month)[1] if span.year > 0 else span.day <= 31


def write(span: Span) -> str:
    """The TIMEX3 value.

    >>> write(Span("D", 2017, 10, 15, clock="T12:00")), write(Span("M", -480, 4)), write(Span("DE", 1990))
    ('2017-10-15T12:00', 'BC0480-04', '199')
    """
    bc = "BC" if span.year < 0 else ""
    year = f"{abs(span.year):04}"
    if span.of in {"C", "DE", "Y"}:
        return bc + year[: {"C": 2, "DE": 3, "Y": 4}[span.of]]
    if span.of in {"W", "WE"}:
        iso = date(span.year, span.month, span.day).isocalendar()
        return f"{iso.year:04}-W{iso.week:02}" + ("-WE" if span.of == "WE" else "")
    tail = {"S": span.part, "Q": f"Q{span.number}", "H": f"H{span.number}", "M": f"{span.month:02}"}
    return f"{bc}{year}-" + (tail[span.of] if span.of != "D" else f"{span.month:02}-{span.day:02}{span.clock}")


def widen(span: Span, unit: str) -> Span:
    """The unit that holds the span: its year, month, week…; the span itself where that is no wider."""
    if UNITS.index(unit) > UNITS.index(span.of):
        return span
    if unit in {"C", "DE"}:
        size = {"C": 100, "DE": 10}[unit]
        first = max(abs(span.year) // size * size, 1)
        return Span(unit, first if span.year > 0 else -first)
    if unit == "Y":
        return Span("Y", span.year)
    if unit in {"Q", "H"}:
        number = (span.month - 1) // (3 if unit == "Q" else 6) + 1
        return Span(unit, span.year, (number - 1) * (3 if unit == "Q" else 6) + 1, number=number)
    if unit == "S":
        return Span("S", span.year, span.month, part=season(span.month))
    if unit == "M":
        return Span("M", span.year, span.month)
    if unit in {"W", "WE"} and span.year > 0:
        day = date(span.year, span.month, span.day)
        day -= timedelta(days=day.weekday())
        return Span(unit, day.year, day.month, day.day)
    return replace(span, clock="")


def season(month: int) -> str:
    """The season in which a month lies."""
    return next((name for name, (first, last) in SEASONS.items() if first <= month <= last), "WI")


def shift(span: Span, count: int, unit: str) -> Span | None:
    """The span moved by so many units, as wide as before; None where that leaves the calendar."""
    if unit in {"C", "DE", "Y"}:
        year = _years(span.year, count * {"C": 100, "DE": 10, "Y": 1}[unit])
        return _within(span, year, span.month) if is_year(year) else None
    if unit in {"M", "Q", "H"}:
        months = span.month - 1 + count * {"M": 1, "Q": 3, "H": 6}[unit]
        year = _years(span.year, months // 12)
        return _within(span, year, months % 12 + 1) if is_year(year) else None
    if span.year < 1:
        return None
    ordinal = date(span.year, span.month, span.day).toordinal() + count * (7 if unit in {"W", "WE"} else 1)
    if not 0 < ordinal < _LAST_DAY:
        return None
    day = date.fromordinal(ordinal)
    return replace(span, year=day.year, month=day.month, day=day.day)


def _within(span: Span, year: int, month: int) -> Span:
    """The span in another year or month: 29 February becomes the 28th, a quarter the one that holds the month."""
    day = min(span.day, monthrange(year if year > 0 else 4, month)[1])
    moved = replace(span, year=year, month=month, day=day)
    return widen(replace(moved, of="D"), span.of) if span.of in {"Q", "H", "S"} else moved


def _years(year: int, count: int) -> int:
    """There is no year nought."""
    moved = year + count
    return moved + (1 if moved >= 0 and year < 0 else -1 if moved <= 0 < year else 0)


def first_day(span: Span) -> date:
    """The first day of a span after Christ; "the winter of 1914" may be either of that year's."""
    if span.part == "WI":
        return date(span.year, 1, 1)
    if span.of == "WE":
        return date(span.year, span.month, span.day) + timedelta(days=5)
    return date(
        span.year, span.month if span.of not in {"C", "DE", "Y"} else 1, span.day if span.of in {"D", "W"} else 1
    )


def last_day(span: Span) -> date:
    """The last day of a span after Christ."""
    first = first_day(span)
    if span.part == "WI":
        return date(span.year + 1, 3, 1) - timedelta(days=1)
    if span.of in {"C", "DE", "Y"}:
        return date(span.year + {"C": 99, "DE": 9, "Y": 0}[span.of], 12, 31)
    if span.of in {"D", "W", "WE"}:
        return first + timedelta(days={"D": 0, "W": 6, "WE": 1}[span.of])
    months = {"M": 1, "Q": 3, "S": 3, "H": 6}[span.of]
    end = first.month - 1 + months
    return date(first.year + end // 12, end % 12 + 1, 1) - timedelta(days=1)
