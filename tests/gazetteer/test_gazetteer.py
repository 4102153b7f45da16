"""The compiled gazetteer: what it knows, and that it survives bad caches and races."""

from __future__ import annotations

import os
import sqlite3
import tempfile
import threading
import time
from pathlib import Path

import pytest

from kg.data import lexicon
from kg.gazetteer import Gazetteer, best_known, cache_folder, gazetteer
from kg.gazetteer.cache import CODE, HERE, SCHEMA, fingerprint
from kg.gazetteer.geoname import GeoName
from kg.gazetteer.names import key, skeleton
from kg.gazetteer.sources import COUNTRIES, PLACES


@pytest.fixture(scope="module")
def world() -> Gazetteer:
    return Gazetteer()


@pytest.mark.parametrize(
    ("name", "country", "id_"),
    [
        ("Raqqa", "SY", 172955),
        ("Mosul", "IQ", 99072),
        ("Homs", "SY", 169577),
        ("Deir al-Zor", "SY", 170794),
        ("Deir ez-Zor", "SY", 170794),
        ("Hodeidah", "YE", 79415),
        ("Khan Sheikhoun", "SY", 168325),
        ("Donetsk Oblast", "UA", 709716),
        ("Kiev", "UA", 703448),
        ("U.S.", "US", 6252001),
        ("Ivory Coast", "CI", 2287781),
        ("Georgia", "GE", 614540),
        ("EU", "", 6695072),
    ],
)
def test_a_name_finds_its_place(world: Gazetteer, name: str, country: str, id_: int) -> None:
    assert id_ in {one.place.id for one in world.find(name) if one.place.country == country}


def test_the_best_known_place_of_a_name_is_the_city_and_not_its_province(world: Gazetteer) -> None:
    assert [best_known(world.find(name)).place.level for name in ("Homs", "Aleppo", "Syria", "Texas")] == [3, 3, 0, 1]


def test_natural_features_have_points_and_no_made_up_identifier(world: Gazetteer) -> None:
    (euphrates,) = world.find("the Euphrates")
    assert euphrates.place.cls == "NaturalFeature"
    assert euphrates.place.geonames is None
    assert 30 < euphrates.place.lat < 40


def test_transliterations_meet_by_their_consonants(world: Gazetteer) -> None:
    assert not world.find("Khaan Shaikhoon")
    assert 168325 in {one.place.id for one in world.find_transliterated("Khaan Shaikhoon")}


def test_a_place_knows_what_it_lies_in(world: Gazetteer) -> None:
    homs = next(one.place for one in world.find("Homs") if one.place.id == 169577)
    assert [one.id for one in world.above(homs)] == [169575, 163843]
    syria = world.country("SY")
    assert syria is not None
    assert world.above(syria) == ()


def test_candidates_are_in_a_fixed_order(world: Gazetteer) -> None:
    found = [one.place for one in world.find("Springfield")]
    assert len(found) > 10
    assert found == sorted(found, key=lambda place: (-place.population, place.id))


def test_an_unknown_name_finds_nothing(world: Gazetteer) -> None:
    assert world.find("Qwertyville") == ()
    assert world.find("") == ()
    assert world.find_transliterated("ab") == ()


@pytest.mark.parametrize(
    ("one", "other"),
    [("St. Louis", "Saint Louis"), ("al-Bab", "Al Bab"), ("Córdoba", "Cordoba"), ("W.Va.", "WVa"), ("Łódź", "Lodz")],
)
def test_spellings_of_one_name_have_one_key(one: str, other: str) -> None:
    assert key(one) == key(other)


def test_short_skeletons_are_refused() -> None:
    assert skeleton("Al Ba") == ""
    assert skeleton("") == ""


def test_every_country_has_a_point_and_every_class_is_one_of_five() -> None:
    codes = [row["code"] for row in lexicon("countries", COUNTRIES)]
    assert len(codes) == len(set(codes)) > 240
    classes = {row["class"] for row in lexicon("places", PLACES)}
    assert classes == {"Country", "Region", "Settlement", "Facility", "NaturalFeature"}


@pytest.mark.parametrize("name", ["countries", "places", "place_aliases", "provinces", "publishers", "place_weights"])
def test_lexicons_are_sorted_and_unique(name: str) -> None:
    path = Path(__file__).resolve().parents[2] / "seeds" / "lexicon" / f"{name}.tsv"
    lines = path.read_text(encoding="utf-8").splitlines()[1:]
    assert lines == sorted(set(lines))


# -- the cache -----------------------------------------------------------------------------------------------------

SOMEWHERE = GeoName(1, "Somewhere", "Settlement", 1.0, 2.0, "SY", 0, 0, 5, 3, False)


def tiny(path: Path, extra: Path | None = None) -> None:
    """A gazetteer of one place, written as `kg.gazetteer.compile.write` does, without its ten seconds."""
    part = path.with_suffix(f".{threading.get_ident()}")
    connection = sqlite3.connect(part)
    connection.executescript(
        "CREATE TABLE place (id INTEGER PRIMARY KEY, name, cls, lat, long, country, admin1, admin2, population, level,"
        " is_capital); CREATE TABLE name (key, place, is_official); CREATE TABLE skeleton (key, place);"
    )
    connection.execute("INSERT INTO place VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", SOMEWHERE)
    connection.execute("INSERT INTO name VALUES ('somewhere', 1, 1)")
    connection.execute(f"PRAGMA user_version = {SCHEMA}")
    connection.commit()
    connection.close()
    part.replace(path)


@pytest.fixture
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "tmp"))
    monkeypatch.setattr(gazetteer, "write", tiny)
    return tmp_path / "cache" / "conflict-kg"


def test_it_is_made_once_and_then_read(cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert Gazetteer().find("Somewhere")[0].place == SOMEWHERE
    (made,) = cache.glob("*.sqlite")
    assert fingerprint(None) in made.name
    monkeypatch.setattr(gazetteer, "write", None)
    assert Gazetteer().find("somewhere")


def test_a_damaged_file_is_made_again(cache: Path) -> None:
    cache.mkdir(parents=True)
    (cache / f"gazetteer-{fingerprint(None)}.sqlite").write_bytes(b"not a database at all" * 100)
    assert Gazetteer().find("Somewhere")


def test_where_the_cache_cannot_be_written_a_temporary_folder_serves(cache: Path, tmp_path: Path) -> None:
    (tmp_path / "cache").write_text("a file where a folder should be")
    assert Gazetteer().find("Somewhere")
    assert list((tmp_path / "tmp").rglob("*.sqlite"))


@pytest.mark.usefixtures("cache")
def test_several_may_make_it_at_once() -> None:
    found: list[int] = []
    threads = [
        threading.Thread(target=lambda: found.append(Gazetteer().find("Somewhere")[0].place.id)) for _ in range(4)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert found == [1, 1, 1, 1]


def test_the_cache_follows_the_environment(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    assert cache_folder() == tmp_path / "conflict-kg"


def test_a_users_own_places_make_another_gazetteer(tmp_path: Path) -> None:
    assert fingerprint(tmp_path) == fingerprint(None)
    (tmp_path / "places.tsv").write_text("\t".join(PLACES) + "\n")
    assert fingerprint(tmp_path) != fingerprint(None)


def test_other_code_makes_another_gazetteer(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    for name in CODE:
        (tmp_path / f"{name}.py").write_bytes((HERE / f"{name}.py").read_bytes())
    before = fingerprint(None)
    monkeypatch.setattr("kg.gazetteer.cache.HERE", tmp_path)
    assert fingerprint(None) == before
    (tmp_path / "names.py").write_text("# another way to look names up\n")
    assert fingerprint(None) != before


def test_what_was_long_unused_goes_when_another_is_made(cache: Path) -> None:
    cache.mkdir(parents=True)
    old, recent = cache / "gazetteer-0123456789abcdef.sqlite", cache / "gazetteer-fedcba9876543210.sqlite"
    for path, days in ((old, 40), (recent, 3)):
        path.touch()
        os.utime(path, (time.time() - days * 86_400,) * 2)
    Gazetteer()
    assert not old.exists()
    assert recent.exists()


def test_use_keeps_it(cache: Path) -> None:
    Gazetteer()
    (made,) = cache.glob("gazetteer-*.sqlite")
    os.utime(made, (0, 0))
    Gazetteer()
    assert time.time() - made.stat().st_mtime < 60
