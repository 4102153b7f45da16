"""Documents in Wikidata's JSON are read as it means them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pytest

from kg.wikidata import Coordinates
from kg.wikidata.entity import Document, dated, item, values


def text(language: str, value: str) -> dict[str, str]:
    return {"language": language, "value": value}


def statement(value: Any, rank: str = "normal") -> Document:
    return {"mainsnak": {"snaktype": "value", "datavalue": {"value": value}}, "rank": rank}


def entity(number: int) -> Document:
    return {"entity-type": "item", "numeric-id": number, "id": f"Q{number}"}


def time(value: str, precision: int = 11) -> Document:
    return {"time": value, "precision": precision, "calendarmodel": "http://www.wikidata.org/entity/Q1985727"}


UNKNOWN = {"mainsnak": {"snaktype": "somevalue"}, "rank": "normal"}
TRIPOLI: Document = {
    "type": "item",
    "id": "Q168954",
    "labels": {"en": text("en", "Tripoli"), "fr": text("fr", "Tripoli"), "de": text("de", "Tripolis")},
    "aliases": {"en": [text("en", "Trablus"), text("en", "Tripoli, Lebanon")], "ar": [text("ar", "طرابلس")]},
    "descriptions": {"en": text("en", "city in Lebanon")},
    "claims": {
        "P31": [statement(entity(515)), statement(entity(1)), statement(entity(2), "deprecated")],
        "P17": [statement(entity(12560)), statement(entity(822), "preferred")],
        "P625": [statement({"latitude": 34.4333, "longitude": 35.8333, "globe": "http://www.wikidata.org/entity/Q2"})],
        "P1566": [statement("266826")],
        "P571": [UNKNOWN],
    },
    "sitelinks": {"enwiki": {}, "frwiki": {}, "commonswiki": {}, "enwikivoyage": {}},
}


def settlement(classes: Sequence[str]) -> tuple[str, ...]:
    return ("Settlement",) if "Q515" in classes else ()


def test_an_item_has_what_its_document_says() -> None:
    found = item(TRIPOLI, ("en", "de"), settlement)
    assert found is not None
    assert (found.qid, found.label, found.description) == ("Q168954", "Tripoli", "city in Lebanon")
    assert found.aliases == ("Tripolis", "Trablus", "Tripoli, Lebanon")
    assert (found.classes, found.kinds, found.countries) == (("Q515", "Q1"), ("Settlement",), ("Q822",))
    assert found.coordinates == Coordinates(34.4333, 35.8333)
    assert (found.begin, found.end, found.sitelinks, found.geonames) == (None, None, 2, 266826)


def test_a_preferred_statement_counts_alone_and_a_deprecated_one_never() -> None:
    assert [value["id"] for value in values(TRIPOLI, "P17")] == ["Q822"]
    assert [value["id"] for value in values(TRIPOLI, "P31")] == ["Q515", "Q1"]
    assert values({"claims": {"P1": [statement(1, "deprecated")]}}, "P1") == []


def test_a_name_for_all_languages_stands_in_for_a_missing_one() -> None:
    found = item({"id": "Q9", "labels": {"mul": text("mul", "Omar")}, "aliases": []}, ("en",))
    assert found is not None
    assert (found.label, found.aliases, found.description) == ("Omar", (), "")


@pytest.mark.parametrize("document", [{"id": "Q9", "missing": ""}, {"id": "P31", "type": "property"}, {}])
def test_what_is_no_item_gives_none(document: Document) -> None:
    assert item(document, ("en",)) is None


def test_an_empty_map_may_be_written_as_a_list() -> None:
    found = item({"id": "Q9", "labels": [], "aliases": [], "descriptions": [], "claims": [], "sitelinks": []}, ("en",))
    assert found is not None
    assert (found.label, found.classes, found.sitelinks) == ("", (), 0)


def test_begin_is_the_earliest_and_end_the_latest_that_is_said() -> None:
    claims = {
        "P571": [statement(time("+1999-10-15T00:00:00Z")), statement(time("+1999-10-00T00:00:00Z", 10))],
        "P576": [statement(time("+2006-10-15T00:00:00Z")), statement(time("+2006-00-00T00:00:00Z", 9))],
    }
    found = item({"id": "Q9", "claims": claims}, ("en",))
    assert found is not None
    assert (found.begin, found.end) == ("1999-10", "2006-10-15")


def test_a_place_on_another_planet_has_no_coordinates() -> None:
    mars = {"latitude": 1.0, "longitude": 2.0, "globe": "http://www.wikidata.org/entity/Q111"}
    found = item({"id": "Q9", "claims": {"P625": [statement(mars)]}}, ("en",))
    assert found is not None
    assert found.coordinates is None


@pytest.mark.parametrize(
    ("julian", "ours"),
    [
        ("1917-10-25", "1917-11-07"),
        ("1900-02-29", "1900-03-13"),
        ("1700-02-28", "1700-03-10"),
        ("0325-05-20", "0325-05-21"),
    ],
)
def test_days_of_the_julian_calendar_are_told_in_ours(julian: str, ours: str) -> None:
    assert dated(f"+{julian}T00:00:00Z", 11, "http://www.wikidata.org/entity/Q1985786") == ours


def test_a_very_old_day_of_the_julian_calendar_is_known_by_its_year() -> None:
    assert dated("-0044-03-15T00:00:00Z", 11, "http://www.wikidata.org/entity/Q1985786") == "-0043"


@pytest.mark.parametrize(("time", "precision"), [("+1990-00-00T00:00:00Z", 8), ("nonsense", 11), ("", 9)])
def test_less_than_a_year_is_no_date(time: str, precision: int) -> None:
    assert dated(time, precision) is None
