"""Asking a knowledge base."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from multiprocessing import get_context
from pathlib import Path

import pytest

from kg.errors import StoreError
from kg.kb import KnowledgeBase, build
from kg.kb.file import INDEX
from kg.kb.names import key
from kg.wikidata import Coordinates, Item, Source
from tests.kb import made
from tests.kb.made import WORLD, entity, is_a, value, written


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("kb")
    twins = (
        entity("Q4001", "Old Twin", *is_a("Q515"), value("P1566", "5"), links=1),
        entity("Q4002", "New Twin", *is_a("Q515"), value("P1566", "5"), links=2),
        entity("Q4003", "Khān Shaykhūn", *is_a("Q515")),
        *(entity(f"Q{n}", "Common Name", *is_a("Q5"), links=n % 50) for n in range(4100, 4200)),
    )
    build([str(written(path / "d.json", made.dump([*WORLD, *twins])))], path / "kb")
    return path / "kb"


@pytest.fixture
def base(folder: Path) -> Iterator[KnowledgeBase]:
    with KnowledgeBase(folder) as opened:
        yield opened


def test_it_is_a_source(base: KnowledgeBase) -> None:
    source: Source = base
    assert source.name == "kb"


def test_an_item_is_given_whole(base: KnowledgeBase) -> None:
    assert base.by_qid(["Q3001"])["Q3001"] == Item(
        qid="Q3001",
        label="Marsá Ḩadīd",
        aliases=("Marsa", "Iron Harbour"),
        description="port in the south",
        classes=("Q2002",),
        kinds=("Settlement",),
        countries=("Q88",),
        coordinates=Coordinates(35.5, 39.25),
        sitelinks=12,
        geonames=170001,
    )
    assert base.by_qid(["Q3006"])["Q3006"].begin == "1950-02-03"
    assert base.by_qid(["Q3006"])["Q3006"].end == "2020"


@pytest.mark.parametrize("name", ["Marsá Ḩadīd", "MARSA HADID", "marsa-hadid", "The Marsa Hadid", " marsa  hadīd "])
def test_case_accents_and_hyphens_do_not_count(base: KnowledgeBase, name: str) -> None:
    assert [one.qid for one in base.by_name([name])[name]] == ["Q3001"]


def test_names_without_items_are_left_out(base: KnowledgeBase) -> None:
    assert base.by_name(["Atlantis", "", "…", "Hadid"]) == {}
    assert set(base.by_name(["rg", "R. G.", "republic of lida"])) == {"rg", "republic of lida"}


def test_the_most_popular_come_first_and_no_more_than_asked_for(base: KnowledgeBase) -> None:
    assert [one.qid for one in base.by_name(["marsa"])["marsa"]] == ["Q3002", "Q3001"]
    common = base.by_name(["common name"], most=7)["common name"]
    assert len(common) == 7
    assert [one.sitelinks for one in common] == [49, 49, 48, 48, 47, 47, 46]
    assert common[0].qid == "Q4149"


def test_of_two_items_with_one_geonames_id_the_popular_one_is_given(base: KnowledgeBase) -> None:
    assert {number: one.qid for number, one in base.by_geonames([5, 170001, 6]).items()} == {
        5: "Q4002",
        170001: "Q3001",
    }


def test_qids_that_are_none_or_unknown_are_left_out(base: KnowledgeBase) -> None:
    assert base.by_qid(["Q1", "P31", "", "Q", "q3001", "Q99999999999999999999"]) == {}


def test_revisions_are_given_where_the_dump_tells_them(base: KnowledgeBase) -> None:
    assert base.revisions(["Q3001", "Q3002", "Q1"]) == {"Q3001": 77}


def test_other_transliterations_are_similar(base: KnowledgeBase) -> None:
    assert [one.qid for one in base.similar(["Khan Sheikhoun"])["Khan Sheikhoun"]] == ["Q4003"]
    assert base.similar(["Oslo", "A"]) == {}


def test_suggestions_for_the_begin_of_a_name(base: KnowledgeBase) -> None:
    assert [one.qid for one in base.by_prefix("mars")] == ["Q3002", "Q3001"]
    assert [one.qid for one in base.by_prefix("the ir")] == ["Q3001"]
    assert len(base.by_prefix("com", most=3)) == 3
    assert base.by_prefix("") == ()
    assert base.by_prefix("zz") == ()


def ask(folder: Path) -> list[str]:
    with KnowledgeBase(folder) as opened:
        return [one.qid for _ in range(50) for one in opened.by_name(["common name", "Marsa"])["Marsa"]]


def test_several_processes_and_threads_ask_at_once(folder: Path, base: KnowledgeBase) -> None:
    expected = ["Q3002", "Q3001"] * 50
    with ProcessPoolExecutor(2, mp_context=get_context("spawn")) as processes:
        assert list(processes.map(ask, [folder] * 4)) == [expected] * 4
    with ThreadPoolExecutor(4) as threads:
        found = threads.map(lambda _: [one.qid for one in base.by_name(["Marsa"])["Marsa"]], range(200))
        assert list(found) == [["Q3002", "Q3001"]] * 200


def test_nothing_is_written(folder: Path, base: KnowledgeBase) -> None:
    before = {path.name: path.stat().st_mtime_ns for path in folder.iterdir()}
    base.by_name(["Marsa"])
    base.by_prefix("m")
    assert {path.name: path.stat().st_mtime_ns for path in folder.iterdir()} == before


def test_what_is_no_knowledge_base_is_told(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="there is no knowledge base; make one with: kg kb build DUMP -o"):
        KnowledgeBase(tmp_path)
    (tmp_path / INDEX).write_bytes(b"something else" * 99)
    with pytest.raises(StoreError, match="it is damaged"):
        KnowledgeBase(tmp_path)


def test_another_version_is_told(tmp_path: Path) -> None:
    base = sqlite3.connect(tmp_path / INDEX)
    base.execute("CREATE TABLE meta (key TEXT, value TEXT)")
    base.execute("INSERT INTO meta VALUES ('version', '99')")
    base.commit()
    base.close()
    with pytest.raises(StoreError, match="it has version 99, this kg reads version"):
        KnowledgeBase(tmp_path)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Raqqa", "RAQQA"),
        ("Rāqqa", "Raqqa"),
        ("U.N.", "UN"),
        ("Al-Shabaab", "al Shabaab"),
        ("Łódź", "Lodz"),
        ("Straße", "strasse"),
        ("The Hague", "Hague"),
        ("Johnson & Johnson", "Johnson and Johnson"),
        ("ʿAyn al-ʿArab", "Ayn al-Arab"),
        ("Côte d’Ivoire", "Cote d'Ivoire"),
        ("Москва", "МОСКВА"),
        ("e\u0301", "\u00e9"),
    ],
)
def test_names_that_are_the_same(one: str, other: str) -> None:
    assert key(one) == key(other)


@pytest.mark.parametrize(
    ("one", "other"), [("St. John", "Saint John"), ("Raqqa", "Raqa"), ("The Who", "Who Are"), ("C", "C++ 2")]
)
def test_names_that_are_not(one: str, other: str) -> None:
    assert key(one) != key(other)
