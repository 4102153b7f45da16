"""What instances of a class can be: the closure of P279, and files that hold it."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from kg.data import lexicon
from kg.errors import BadLexicon, NoSuchInput
from kg.kb import classes
from kg.kb.file import TABLES
from kg.kb.record import Letters
from kg.vocab import PARENT

LETTERS = Letters(classes.kind_names())
ROOT_COLUMNS = ("class", "qid", "label", "source")


def closed(edges: list[tuple[int, int]]) -> dict[int, tuple[str, ...]]:
    base = sqlite3.connect(":memory:")
    base.executescript(TABLES)
    base.executemany("INSERT INTO edge VALUES (?, ?)", edges)
    classes.close(base, LETTERS)
    found = {qid: LETTERS.to_kinds(kinds) for qid, kinds in classes.load(base).items()}
    base.close()
    return found


def test_a_root_and_all_below_it_are_of_its_kind() -> None:
    found = closed([(1001, 515), (1002, 1001), (515, 486972), (1003, 999)])
    assert found[486972][0] == found[515][0] == found[1001][0] == found[1002][0] == "Settlement"
    assert 1003 not in found


def test_the_nearest_kind_comes_first_and_among_equals_the_narrower() -> None:
    found = closed([(1001, 43229), (1002, 1001), (1002, 515), (1003, 43229), (1003, 7278)])
    assert found[1001] == ("Organization",)
    assert found[1002] == ("Settlement", "Organization")
    assert found[1003] == ("PoliticalParty", "Organization")


def test_circles_end() -> None:
    found = closed([(1001, 5), (1002, 1001), (1001, 1002), (5, 1002), (5, 5)])
    assert {found[1001], found[1002], found[5]} == {("Person",)}


def test_nothing_is_kept_below_what_is_refused() -> None:
    found = closed([(1001, 515), (1001, 14897293), (1002, 1001), (1003, 1002), (1003, 728)])
    assert 1001 not in found
    assert 1002 not in found
    assert 1003 not in found, "it is below what is refused, whatever else it is below"


@pytest.mark.parametrize(
    ("lists", "merged"), [(["AC", "BA"], "ABC"), (["ABC"], "ABC"), (["B", "A"], "BA"), (["AB", "AB"], "AB")]
)
def test_kinds_of_several_classes_are_merged(lists: list[str], merged: str) -> None:
    assert classes.merged(lists) == merged


def test_the_lexicons_name_each_class_once_and_refuse_none_of_them() -> None:
    tops = [qid for qid, _ in classes.roots()]
    assert len(set(tops)) == len(tops)
    assert classes.refused().isdisjoint(tops)
    assert set(classes.kind_names()) <= {"Event", *PARENT}
    for name, columns in (("wikidata_classes", ROOT_COLUMNS), ("wikidata_refused", ROOT_COLUMNS[1:])):
        found = [tuple(row.values()) for row in lexicon(name, columns)]
        assert found == sorted(found)
        assert all(all(row) for row in found)


def test_the_alignments_are_where_the_lexicon_says() -> None:
    text = (Path(__file__).parents[2] / "ontology" / "alignments.ttl").read_text(encoding="utf-8")
    rows = lexicon("wikidata_classes", ROOT_COLUMNS)
    aligned = [row["qid"] for row in rows if row["source"].endswith("alignments.ttl")]
    assert len(aligned) > 30
    assert [qid for qid in aligned if f"wd:{qid} ." not in text] == []


def test_a_file_of_classes_is_read(tmp_path: Path) -> None:
    path = tmp_path / "classes.tsv"
    path.write_text("# mine\nqid\tkinds\nQ5\tPerson\nQ515\tSettlement Place\n")
    assert [(qid, LETTERS.to_kinds(kinds)) for qid, kinds in classes.read(path, LETTERS)] == [
        (5, ("Person",)),
        (515, ("Settlement", "Place")),
    ]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("qid\tkinds\nQ5\tHuman\n", "classes.tsv:2: 'Human' is no kind of item"),
        ("qid\tkinds\nQ5\t\n", "classes.tsv:2: it has no kinds"),
        ("qid\tkinds\nhuman\tPerson\n", "classes.tsv:2: 'human' is no QID"),
        ("qid\tclass\nQ5\tPerson\n", "its columns are qid, class"),
        ("qid\tkinds\nQ5\n", "1 fields instead of 2"),
    ],
)
def test_a_file_of_classes_that_is_wrong_is_told(tmp_path: Path, text: str, said: str) -> None:
    path = tmp_path / "classes.tsv"
    path.write_text(text)
    with pytest.raises(BadLexicon, match=said):
        list(classes.read(path, LETTERS))


def test_a_file_of_classes_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(NoSuchInput, match="print one with: kg kb classes KB"):
        list(classes.read(tmp_path / "nosuch.tsv", LETTERS))
