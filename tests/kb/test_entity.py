"""What is kept of an entity in Wikidata's JSON."""

from __future__ import annotations

import pytest

from kg.kb.entity import items, number, to_record
from kg.kb.record import Record
from tests.kb.made import JULIAN, Json, entity, is_a, point, time, unknown, value


def record(made: Json, *languages: str) -> Record:
    found = to_record(made, "A", [], languages or ("en", "mul"))
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("text", "found"),
    [("Q5", 5), ("P31", 31), ("170592", 170592), ("Q0", None), ("Q", None), ("L5-F1", None), ("Q5x", None)],
)
def test_numbers_of_identifiers(text: str, found: int | None) -> None:
    assert number(text) == found


def test_a_deprecated_statement_is_not_read() -> None:
    made = entity("Q1", "A", *is_a("Q5"), *is_a("Q515", rank="deprecated"))
    assert items(made, "P31") == [5]
    assert items(entity("Q1", "A", *is_a("Q515", rank="deprecated")), "P31") == []


def test_preferred_statements_stand_for_all() -> None:
    made = entity("Q1", "A", *is_a("Q5", "Q6"), *is_a("Q515", "Q5", rank="preferred"))
    assert items(made, "P31") == [515, 5]
    dated = entity("Q1", "A", time("P571", "+1990-00-00", 9), time("P571", "+1995-06-00", 10, rank="preferred"))
    assert record(dated).begin == "1995-06"


def test_unknown_values_are_none() -> None:
    made = entity("Q1", "A", unknown("P31"), unknown("P625"), unknown("P571"), unknown("P1566"), unknown("P17"))
    found = record(made)
    assert items(made, "P31") == []
    assert (found.coordinates, found.begin, found.geonames, found.countries) == (None, None, None, [])


def test_a_value_without_the_old_number_is_read_by_its_id() -> None:
    made = entity("Q1", "A", value("P31", {"entity-type": "item", "id": "Q7"}))
    assert items(made, "P31") == [7]
    assert items(entity("Q1", "A", value("P31", {"entity-type": "item", "numeric-id": 8})), "P31") == [8]


def test_the_label_is_that_of_the_first_language_that_has_one() -> None:
    made = entity("Q1", "Aleppo", aliases=("Halab",))
    made["labels"]["ar"] = {"language": "ar", "value": "حلب"}
    made["labels"]["fr"] = {"language": "fr", "value": "Alep"}
    made["aliases"]["fr"] = [{"language": "fr", "value": "Aleppo"}, {"language": "fr", "value": "Alep la Grise"}]
    assert record(made)[:2] == ("Aleppo", ["Halab"])
    assert record(made, "fr", "en")[:2] == ("Alep", ["Aleppo", "Alep la Grise", "Halab"])
    assert record(made, "uk", "ar", "en")[:2] == ("حلب", ["Aleppo", "Halab"])
    assert to_record(made, "A", [], ("uk",)) is None


def test_an_alias_names_an_item_without_a_label() -> None:
    assert record(entity("Q1", "", aliases=("RG", "R.G.")))[:2] == ("RG", ["R.G."])
    assert to_record(entity("Q1", " ", aliases=(" ",)), "A", [], ("en",)) is None


def test_the_first_property_that_has_a_date_gives_it() -> None:
    made = entity("Q1", "A", time("P580", "+2001-02-03"), time("P571", "+1999-00-00", 9), time("P582", "+2005-05-05"))
    assert (record(made).begin, record(made).end) == ("1999", "2005-05-05")
    battle = entity("Q1", "A", time("P585", "+2017-10-17"))
    assert (record(battle).begin, record(battle).end) == ("2017-10-17", "2017-10-17")


def test_of_several_dates_the_widest_span_is_kept() -> None:
    born = (time("P569", "-0004-00-00", 9), time("P569", "+0002-01-01"), time("P569", "-0006-00-00", 9))
    died = (time("P570", "+0033-00-00", 9), time("P570", "+0030-04-07"))
    found = record(entity("Q1", "A", *born, *died))
    assert (found.begin, found.end) == ("-0005", "0033")


def test_a_date_less_exact_than_a_year_is_none() -> None:
    assert record(entity("Q1", "A", time("P571", "+1990-00-00", 8))).begin is None


def test_a_day_of_the_julian_calendar_becomes_gregorian() -> None:
    assert record(entity("Q1", "A", time("P571", "+1917-10-25", 11, JULIAN))).begin == "1917-11-07"
    assert record(entity("Q1", "A", time("P571", "+1917-00-00", 9, JULIAN))).begin == "1917"


def test_points_on_other_globes_are_left() -> None:
    assert record(entity("Q1", "A", point(1, 2, "Q405"), point(3.5, -4.25))).coordinates == [3.5, -4.25]
    assert record(entity("Q1", "A", point(1, 2, "Q405"))).coordinates is None


def test_countries_come_from_three_properties_once() -> None:
    made = entity("Q1", "A", *is_a("Q7", "Q8", prop="P27"), *is_a("Q7", prop="P17"), *is_a("Q9", prop="P495"))
    assert record(made).countries == [7, 8, 9]


def test_only_wikipedias_count_as_sitelinks() -> None:
    made = entity("Q1", "A")
    sites = ("enwiki", "be_x_oldwiki", "commonswiki", "enwikiquote", "wikidatawiki")
    made["sitelinks"] = {site: {"site": site} for site in sites}
    assert record(made).sitelinks == 2


def test_empty_maps_may_be_lists() -> None:
    bare = {"type": "item", "id": "Q1", "labels": {"mul": {"value": "A"}}, "descriptions": [], "aliases": []}
    assert record({**bare, "claims": [], "sitelinks": []}) == Record(
        "A", [], "", [], "A", [], None, None, None, 0, None, None
    )


def test_a_geonames_id_that_is_no_number_is_left() -> None:
    assert record(entity("Q1", "A", value("P1566", "x12"), value("P1566", "12"))).geonames == 12
