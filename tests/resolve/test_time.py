"""Do time expressions get the values and stamps that their anchors give them?"""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.model import Article, Mention, Stamps, TimeFinding, TimexType
from kg.resolve.time import resolve_times, stamps_of
from kg.resolve.time.calendar import read, write

NEWS = "2017-10-17"  # a Tuesday


def finding(expression: str, tense: str = "past", kind: TimexType = "DATE", begin: int = 0) -> TimeFinding:
    mention = Mention(begin, begin + 1, "x")
    return TimeFinding(mention, kind, expression, "time:test", "", tense)  # type: ignore[arg-type]


def values(date: str | None, *expressions: str | tuple[str, str]) -> list[str]:
    """The values of expressions that stand one after another; (expression, tense) where the tense matters."""
    article = Article("a", "x " * len(expressions), (), "test", date)
    pairs = [(e, "past") if isinstance(e, str) else e for e in expressions]
    findings = [finding(e, tense, begin=2 * i) for i, (e, tense) in enumerate(pairs)]
    return [resolved.value for resolved in resolve_times(article, findings, ())]


@pytest.mark.parametrize(
    ("expression", "tense", "value"),
    [
        ("XXXX-WXX-2", "past", "2017-10-17"),
        ("XXXX-WXX-2", "", "2017-10-17"),
        ("XXXX-WXX-2", "future", "2017-10-17"),
        ("XXXX-WXX-5", "past", "2017-10-13"),
        ("XXXX-WXX-5", "future", "2017-10-20"),
        ("XXXX-WXX-5", "present", "2017-10-20"),
        ("XXXX-WXX-7 T12:00", "past", "2017-10-15T12:00"),
        ("XXXX-06", "past", "2017-06"),
        ("XXXX-12", "past", "2016-12"),
        ("XXXX-12", "future", "2017-12"),
        ("XXXX-12-25", "present", "2017-12-25"),
        ("now -1D", "past", "2017-10-16"),
        ("now -1W", "past", "2017-W41"),
        ("now -2Y", "past", "2015"),
        ("now -1Y XXXX-08", "past", "2016-08"),
        ("now <XXXX-WXX-2", "past", "2017-10-10"),
        ("now >XXXX-03", "future", "2018-03"),
        ("now =Q", "past", "2017-Q4"),
        ("overnight", "past", "2017-10-16TNI"),
        ("overnight", "future", "2017-10-17TNI"),
        ("XXXX-WXX-WE", "past", "2017-W41-WE"),
        ("pm 03:30", "past", "2017-10-17T15:30"),
        ("am 12:05", "past", "2017-10-17T00:05"),
        ("century 20", "past", "19"),
        ("2017 feast easter", "past", "2017-04-16"),
        ("2017 feast 11-4-4", "past", "2017-11-23"),
        ("2016 feast 05-1-L", "past", "2016-05-30"),
        ("feast 11-4-4", "past", "2016-11-24"),
        ("feast 11-4-4", "future", "2017-11-23"),
        ("feast hijri-12-10", "past", "2017-09-02"),
        ("period -1Y@", "past", "2016-Q3"),
        ("1988-Q3 @1987", "past", "1987-Q3"),
        ("now -20000Y", "past", ""),
        ("now +99999999D", "future", ""),
        ("event", "past", ""),
        ("PAST_REF", "past", "PAST_REF"),
        ("P3D", "past", "P3D"),
    ],
)
def test_news_counts_from_the_day_of_publication(expression: str, tense: str, value: str) -> None:
    assert values(NEWS, (expression, tense)) == [value]


def test_news_takes_the_next_day_from_the_text() -> None:
    assert values(NEWS, "2016-02-28", "ref +1D", "ref +1D", "ref =Y") == [
        "2016-02-28",
        "2016-02-29",
        "2016-03-01",
        "2016",
    ]


def test_news_asks_the_day_of_publication_where_the_text_knows_no_day() -> None:
    assert values(NEWS, "2008", "ref =D", "ref =M", "ref +1Y") == ["2008", NEWS, "2017-10", "2018"]


def test_news_forgets_the_day_of_a_text_long_past() -> None:
    article = Article("a", "x " * 20, (), "test", NEWS)
    sentences = [(2 * i, 2 * i + 1) for i in range(20)]
    findings = [finding("2016-02-28"), finding("ref =D", begin=38)]
    assert [r.value for r in resolve_times(article, findings, sentences)] == ["2016-02-28", NEWS]


def test_a_history_carries_its_date_on() -> None:
    assert values(None, "1941-12-07", "XXXX-01", "XXXX-06", "ref +2D") == ["1941-12-07", "1942-01", "1942-06", ""]
    assert values(None, "1861-02", "XXXX-04-12", "ref +1D") == ["1861-02", "1861-04-12", "1861-04-13"]


def test_an_aside_does_not_carry_a_history_on() -> None:
    assert values(None, "1940-05", ("1943", "future"), "XXXX-08")[-1] == "1940-08"
    assert values(None, "1940-05", "194", "ref -25Y", "XXXX-08")[-1] == "1940-08"


def test_years_before_christ_count_backwards() -> None:
    assert values(None, "BC0490", "ref +1Y", "XXXX-SP") == ["BC0490", "BC0489", "BC0489-SP"]
    assert values(None, "BC0001", "ref +1Y") == ["BC0001", "0001"]


@pytest.mark.parametrize("expression", ["XXXX-WXX-2", "now -1D", "ref +1D", "period", "pm 03:30", "feast easter"])
def test_without_any_anchor_nothing_is_said(expression: str) -> None:
    assert values(None, expression) == [""]


@pytest.mark.parametrize("expression", ["XXXX-02-30", "feast ramadan", "XXXX-WXX-9"])
def test_what_no_calendar_has_gets_no_value(expression: str) -> None:
    assert values(NEWS, expression) == [""]


@pytest.mark.parametrize(
    ("value", "mod", "stamps"),
    [
        ("2017-10-17", "", Stamps("2017-10-17", "2017-10-17", "2017-10-17", "2017-10-17")),
        ("2017-06", "", Stamps("2017-06-01", None, None, "2017-06-30")),
        ("2017-W41", "", Stamps("2017-10-09", None, None, "2017-10-15")),
        ("2014-WI", "", Stamps("2014-01-01", None, None, "2015-02-28")),
        ("199", "", Stamps("1990-01-01", None, None, "1999-12-31")),
        ("2016-10-03TNI", "", Stamps("2016-10-03", None, None, "2016-10-04")),
        ("1910", "APPROX", Stamps("1909-01-01", None, None, "1911-12-31")),
        ("2017-06", "ON_OR_AFTER", Stamps("2017-06-01", "2017-06-30", None, None)),
        ("2017-06", "ON_OR_BEFORE", Stamps(None, None, "2017-06-01", "2017-06-30")),
        ("2017-06", "AFTER", Stamps("2017-06-01", None, None, None)),
        ("2017-06", "BEFORE", Stamps(None, None, None, "2017-06-30")),
        ("P3D", "", Stamps()),
        ("PAST_REF", "", Stamps()),
        ("BC0480", "", Stamps()),
        ("XXXX-WXX-5", "", Stamps()),
        ("", "", Stamps()),
    ],
)
def test_stamps_are_what_is_known(value: str, mod: str, stamps: Stamps) -> None:
    assert stamps_of(value, mod) == stamps


@given(st.dates(max_value=date(9989, 12, 31)), st.sampled_from(["", "T12:00", "TMO"]))
def test_a_day_is_read_as_it_is_written(day: date, clock: str) -> None:
    span = read(f"{day}{clock}")
    assert span is not None
    assert write(span) == f"{day}{clock}"


@given(
    st.text("0123456789-WXQHSPUFADETNIBC", max_size=12),
    st.sampled_from(["", "START", "APPROX", "ON_OR_AFTER", "ON_OR_BEFORE", "AFTER", "BEFORE"]),
)
def test_stamps_are_in_order_whatever_the_value(value: str, mod: str) -> None:
    known = [stamp for stamp in stamps_of(value, mod).__reduce_ex__(2)[2] or () if isinstance(stamp, str)]
    assert known == sorted(known)


STEPS = ["now", "ref", "XXXX-02-29", "XXXX-WXX-5", "XX9", "<XXXX-WI", ">XXXX-Q4", "=DE", "=W", "-70Y", "+3D", "-1CE"]
HEADS = [*STEPS, "BC0001", "9989-12-31", "0001-01-01", "overnight", "century 1", "century -99", "period", "2016-02-29"]


@given(
    st.lists(st.tuples(st.sampled_from(HEADS), st.lists(st.sampled_from([*STEPS, "T12:00", "pm 13:00"]), max_size=3))),
    st.sampled_from([None, "2016-02-29", "0001-01-01", "9989-12-31"]),
    st.sampled_from(["past", "present", "future", ""]),
)
def test_no_expression_is_too_much(expressions: list[tuple[str, list[str]]], day: str | None, tense: str) -> None:
    for value in values(day, *((" ".join([head, *steps]), tense) for head, steps in expressions)):
        assert " " not in value
