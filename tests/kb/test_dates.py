"""Dates of Wikidata in ISO 8601."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.kb.dates import from_json, from_rdf, order
from tests.kb.made import GREGORIAN, JULIAN


@pytest.mark.parametrize(
    ("time", "precision", "written"),
    [
        ("+2017-10-17T00:00:00Z", 11, "2017-10-17"),
        ("+2017-10-00T00:00:00Z", 10, "2017-10"),
        ("+2017-10-17T00:00:00Z", 10, "2017-10"),
        ("+2017-00-00T00:00:00Z", 9, "2017"),
        ("+2017-01-01T00:00:00Z", 9, "2017"),
        ("+2010-00-00T00:00:00Z", 8, None),
        ("+1900-00-00T00:00:00Z", 7, None),
        ("+0988-00-00T00:00:00Z", 9, "0988"),
        ("+00000001994-07-01T00:00:00Z", 11, "1994-07-01"),
        ("-0044-03-15T00:00:00Z", 11, "-0043-03-15"),
        ("-0001-00-00T00:00:00Z", 9, "0000"),
        ("-10000-00-00T00:00:00Z", 9, "-9999"),
        ("soon", 11, None),
    ],
)
def test_dates_are_as_exact_as_they_are_known(time: str, precision: int, written: str | None) -> None:
    assert from_json(time, precision, GREGORIAN) == written


@pytest.mark.parametrize(
    ("time", "written"),
    [
        ("2017-10-17T00:00:00Z", "2017-10-17"),
        ("2017-10-01T00:00:00Z", "2017-10"),
        ("2017-01-01T00:00:00Z", "2017"),
        ("2017-01-05T00:00:00Z", "2017-01-05"),
        ("-0043-03-15T00:00:00Z", "-0043-03-15"),
        ("0000-01-01T00:00:00Z", "0000"),
        ("http://www.wikidata.org/.well-known/genid/9", None),
    ],
)
def test_what_may_be_a_year_or_month_in_rdf_is_taken_for_no_more(time: str, written: str | None) -> None:
    assert from_rdf(time) == written


@given(st.dates(date(1583, 1, 1), date(2400, 1, 1)))
def test_a_julian_day_is_later_by_the_known_number_of_days(day: date) -> None:
    """Between 1 March of a century and 28 February of the next the calendars stay the same number of days apart."""
    century = (day.year if day.month > 2 else day.year - 1) // 100
    expected = day + timedelta(days=century - century // 4 - 2)
    assert from_json(f"+{day.isoformat()}T00:00:00Z", 11, JULIAN) == expected.isoformat()


def test_dates_are_in_the_order_of_time() -> None:
    mixed = ["1999-04-08", "0000", "-0043-03-15", "2000", "1999", "-0500", "0988", "1999-04"]
    dates = ["-0500", "-0043-03-15", "0000", "0988", "1999", "1999-04", "1999-04-08", "2000"]
    assert sorted(mixed, key=order) == dates
