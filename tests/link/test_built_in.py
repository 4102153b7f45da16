"""What kg knows of Wikidata without a network is confirmed, sorted, and found under the names of the news."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from kg import data
from kg.errors import BadLexicon
from kg.gazetteer import Gazetteer
from kg.link.built_in import COLUMNS, TERRITORY, BuiltIn
from kg.link.names import plain

LEXICON = data.folder("seeds") / "lexicon" / "wikidata.tsv"
TABLE = Path(__file__).resolve().parents[3] / "shared" / "wikidata" / "qids.tsv"
SOURCE = BuiltIn()
ROWS = list(data.rows(LEXICON, COLUMNS))


def test_the_lexicon_is_sorted_and_has_each_item_once() -> None:
    lines = [line for line in LEXICON.read_text(encoding="utf-8").splitlines() if not line.startswith("#")][1:]
    assert lines == sorted(lines)
    assert len({row["qid"] for row in ROWS}) == len(ROWS) > 900
    assert {row["source"] for row in ROWS} == {"qids", "conzept", "cities"}


@pytest.mark.skipif(not TABLE.is_file(), reason="the table of items is not beside this checkout")
def test_every_item_is_confirmed_by_the_table() -> None:
    with TABLE.open(encoding="utf-8", newline="") as lines:
        known = {row["qid"]: row["label"] for row in csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE)}
    listed = [row for row in ROWS if row["source"] == "qids"]
    assert len(listed) > 900
    assert [row for row in listed if known.get(row["qid"]) != row["label"]] == []


@pytest.mark.parametrize(
    ("name", "qid"),
    [
        ("Syria", "Q858"),
        ("U.S.", "Q30"),
        ("United States", "Q30"),
        ("Britain", "Q145"),
        ("Palestine", "Q219060"),
        ("Kosovo", "Q1246"),
        ("California", "Q99"),
        ("Scotland", "Q22"),
        ("Baghdad", "Q1530"),
        ("Islamic State", "Q2429253"),
        ("al-Qaeda", "Q34490"),
        ("UNHCR", "Q132551"),
        ("PKK", "Q152220"),
        ("Donetsk", "Q43070"),
        ("Kyiv", "Q1899"),
        ("Kiev", "Q1899"),
        ("Kabul", "Q5838"),
    ],
)
def test_names_of_the_news_are_known(name: str, qid: str) -> None:
    assert qid in {one.qid for one in SOURCE.by_name([name]).get(name, ())}


def test_donetsk_is_a_city_and_no_republic() -> None:
    assert {kind for one in SOURCE.by_name(["Donetsk"])["Donetsk"] for kind in one.kinds} == {"Settlement"}


def test_a_country_is_found_by_its_geonames_id_and_its_qid() -> None:
    assert SOURCE.by_geonames([163843, 1])[163843].qid == "Q858"
    assert SOURCE.by_qid(["Q858", "Q0"])["Q858"].label == "Syria"
    assert not SOURCE.by_geonames([1])
    assert not SOURCE.by_qid(["Q0"])


def test_the_geonames_ids_are_of_places_of_these_names() -> None:
    gazetteer = Gazetteer()
    wrong = []
    for row in ROWS:
        if row["geonames"]:
            names = [row["label"], *row["aliases"].split("|")]
            found = {candidate.place.id for name in names for candidate in gazetteer.find(name)}
            wrong += [row["label"]] if int(row["geonames"]) not in found else []
    assert wrong == []


def test_an_acronym_stands_for_one_name_only() -> None:
    assert [one.label for one in SOURCE.by_name(["CMA"])["CMA"]] == ["Competition and Markets Authority"]
    assert "cma" not in {plain(name) for one in SOURCE.by_name(["CMA"])["CMA"] for name in one.aliases}


def test_a_users_own_lexicon_is_read_beside_ours(tmp_path: Path) -> None:
    heading = "\t".join(COLUMNS)
    (tmp_path / "wikidata.tsv").write_text(f"{heading}\nMarsa Shield\tQ4242\tArmedGroup\tLY\t\tMSH\tme\n")
    (found,) = BuiltIn(tmp_path).by_name(["MSH"])["MSH"]
    assert (found.qid, found.kinds, found.countries) == ("Q4242", ("ArmedGroup",), ("Q1016",))


@pytest.mark.parametrize(
    ("row", "what"),
    [
        ("X\t4242\tArmedGroup\t\t\t\tme", "qid"),
        ("X\tQ4242\tArmedGroup\t\tx\t\tme", "geonames"),
        ("X\tQ4242\tMilitia\t\t\t\tme", "class"),
    ],
)
def test_a_row_that_cannot_be_meant_is_told(tmp_path: Path, row: str, what: str) -> None:
    (tmp_path / "wikidata.tsv").write_text("\t".join(COLUMNS) + f"\n{row}\n")
    with pytest.raises(BadLexicon, match=what):
        BuiltIn(tmp_path)


def test_territories_are_as_rigour_has_them() -> None:
    territories = pytest.importorskip("rigour.territories", reason="rigour is not installed; it may need a compiler")
    ours = {(row["code"], row["qid"]) for row in data.lexicon("territories", TERRITORY)}
    assert ours == {(one.code.upper(), one.qid) for one in territories.get_territories() if one.qid}
