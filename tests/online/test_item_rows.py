"""The rows about an item are read as Wikidata means them."""

from __future__ import annotations

import pytest

from kg.online.item_rows import Text, Value, item
from kg.wikidata import Coordinates


@pytest.mark.parametrize(
    ("rows", "begin"),
    [
        ([Value("P571", "1999-01-01T00:00:00Z")], "1999"),
        ([Value("P571", "1999-01-01T00:00:00Z"), Value("P571", "1999-01-01T00:00:00Z", 11)], "1999-01-01"),
        ([Value("P571", "1999-04-01T00:00:00Z"), Value("P571", "1999-04-01T00:00:00Z", 9)], "1999"),
        ([Value("P571", "1990-01-01T00:00:00Z"), Value("P571", "1990-01-01T00:00:00Z", 8)], None),
        ([Value("P571", "2001-05-06T00:00:00Z"), Value("P571", "1999-05-06T00:00:00Z")], "1999-05-06"),
        ([Value("P571", "2001-05-06T00:00:00Z"), Value("P571", "1999-05-06T00:00:00Z", 11)], "2001-05-06"),
        ([Value("P571", "-0500-05-06T00:00:00Z"), Value("P571", "-0044-03-15T00:00:00Z")], "-0500-05-06"),
        ([Value("P580", "1999-05-06T00:00:00Z"), Value("P569", "2001-05-06T00:00:00Z")], "2001-05-06"),
        ([Value("P571", "t1234")], None),
    ],
    ids=[
        "a year without precision",
        "a day by its statement",
        "a year by its statement",
        "a decade",
        "the earliest",
        "a statement that does not count",
        "before Christ",
        "a birth before a start",
        "what is no time",
    ],
)
def test_a_begin_is_as_exact_as_it_is_known(rows: list[Value], begin: str | None) -> None:
    assert item("Q1", (), rows, ("en",)).begin == begin


def test_the_end_is_the_latest_that_is_said() -> None:
    rows = [Value("P576", "1999-05-06T00:00:00Z"), Value("P576", "2001-05-06T00:00:00Z")]
    assert item("Q1", (), rows, ("en",)).end == "2001-05-06"


def test_names_come_in_the_order_of_the_languages() -> None:
    texts = [
        Text("altLabel", "Halab", "en"),
        Text("label", "Aleppo", "mul"),
        Text("label", "Alep", "fr"),
        Text("description", "ville de Syrie", "fr"),
        Text("label", "Aleppo", "en"),
        Text("label", "حلب", "ar"),
    ]
    french = item("Q1", texts, (), ("fr", "en"))
    assert (french.label, french.aliases) == ("Alep", ("Aleppo", "Halab"))
    assert (french.description, item("Q1", texts, (), ("en",)).description) == ("ville de Syrie", "")


@pytest.mark.parametrize(
    ("point", "place"),
    [
        ("Point(35.8 34.4)", Coordinates(34.4, 35.8)),
        ("Point(-1e-5 -34)", Coordinates(-34.0, -0.00001)),
        ("<http://www.wikidata.org/entity/Q111> Point(35.8 34.4)", None),
        ("Polygon((1 2, 3 4))", None),
    ],
)
def test_points_are_of_the_earth(point: str, place: Coordinates | None) -> None:
    assert item("Q1", (), [Value("P625", point)], ("en",)).coordinates == place
