"""Days as people write them."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.read.dates import last_not_after, to_day


@pytest.mark.parametrize(
    "value",
    [
        "2017-10-17",
        "2017-10-17T23:30:00-05:00",
        "2017-10-17 10:00",
        "20171017",
        "20171017T101010Z",
        "2017/10/17",
        "2017.10.17",
        "17/10/2017",
        "10/17/2017",
        "17 October 2017",
        "17th October, 2017",
        "17-Oct-2017",
        "17 OCT 17",
        "Oct. 17, 2017",
        "October 17 2017",
        "Tuesday, October 17, 2017 10:30 AM EDT",
        "Tue, 17 Oct 2017 10:30:00 +0000",
        " 2017-10-17\n",
    ],
)
def test_a_day_is_understood(value: str) -> None:
    assert to_day(value).iso == "2017-10-17"


@pytest.mark.parametrize(
    ("value", "reason"),
    [
        ("yesterday", "is not a date"),
        ("", "is not a date"),
        ("2017", "is not a date"),
        ("2017-10", "is not a date"),
        ("Oct. 17", "has no year"),
        ("03/04/2017", "is ambiguous: 3 Apr or 4 Mar"),
        ("31 Feb 2017", "is not a day of the calendar"),
        ("2017-13-45", "is not a day of the calendar"),
        ("13/13/2017", "is not a day of the calendar"),
    ],
)
def test_what_is_no_day_is_refused_with_the_reason(value: str, reason: str) -> None:
    day = to_day(value)
    assert (day.iso, day.reason) == (None, reason)


def test_two_digits_of_a_year_are_read_as_posix_does() -> None:
    assert to_day("3 Jan 90").iso == "1990-01-03"
    assert to_day("3 Jan 15").iso == "2015-01-03"


@given(st.dates())
def test_every_iso_date_is_itself(day: date) -> None:
    assert to_day(day.isoformat()).iso == day.isoformat()


@given(st.dates(min_value=date(1900, 1, 1)), st.dates(min_value=date(1900, 1, 1)))
def test_the_last_such_day_is_not_after_the_anchor_and_within_eight_years(day: date, anchor: date) -> None:
    found = last_not_after(day.month, day.day, anchor.isoformat())
    assert found is not None
    assert found <= anchor.isoformat()
    assert anchor.year - int(found[:4]) <= 8
    assert found[5:] == day.isoformat()[5:]


def test_a_day_that_no_year_has_is_never_found() -> None:
    assert last_not_after(2, 30, "2017-10-17") is None
