"""Which classes of events a user's own ontology adds, and which it may not."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg import vocab
from kg.errors import BadLexicon
from kg.store.own_classes import own_classes

HEAD = f"""
@prefix my: <https://example.org/my#> .
@prefix ckg: <{vocab.CKG}> .
@prefix rdfs: <{vocab.RDFS}> .
"""


def written(folder: Path, *lines: str, name: str = "own.ttl") -> Path:
    path = folder / name
    path.write_text(HEAD + "\n".join(lines), encoding="utf-8")
    return path


def names(*paths: Path) -> dict[str, str]:
    return {own.name: own.iri for own in own_classes(paths)}


def test_without_a_file_there_are_none() -> None:
    assert own_classes(()) == ()


def test_classes_below_ours_are_found_at_any_depth_and_across_files(tmp_path: Path) -> None:
    first = written(tmp_path, "my:CyberAttack rdfs:subClassOf ckg:Violence .")
    second = written(tmp_path, "my:Ransom rdfs:subClassOf my:CyberAttack .", name="more.ttl")
    found = own_classes((first, second))
    assert [own.name for own in found] == ["CyberAttack", "Ransom"]
    assert "https://example.org/my#CyberAttack" in found[1].above
    assert vocab.CKG + "Violence" in found[1].above


def test_what_is_not_below_event_is_no_class_of_events(tmp_path: Path) -> None:
    own = written(tmp_path, "my:Ship rdfs:subClassOf ckg:Vehicle . my:Loose rdfs:subClassOf my:Nothing .")
    assert names(own) == {}


def test_what_is_said_about_our_own_classes_adds_none(tmp_path: Path) -> None:
    assert names(written(tmp_path, "ckg:AirStrike rdfs:subClassOf ckg:Violence .")) == {}


def test_a_class_may_stand_in_our_namespace(tmp_path: Path) -> None:
    own = written(tmp_path, "ckg:CyberAttack rdfs:subClassOf ckg:Violence .")
    assert names(own) == {"CyberAttack": vocab.CKG + "CyberAttack"}


@pytest.mark.parametrize(
    "line",
    [
        "my:AirStrike rdfs:subClassOf ckg:Violence .",
        "my:Hack rdfs:subClassOf ckg:Violence . <https://example.org/other#Hack> rdfs:subClassOf ckg:Violence .",
    ],
)
def test_two_classes_of_one_name_are_refused(tmp_path: Path, line: str) -> None:
    with pytest.raises(BadLexicon, match="name"):
        own_classes((written(tmp_path, line),))


def test_a_circle_of_classes_comes_to_an_end(tmp_path: Path) -> None:
    own = written(tmp_path, "my:A rdfs:subClassOf my:B, ckg:Violence . my:B rdfs:subClassOf my:A .")
    assert set(names(own)) == {"A", "B"}


def test_a_file_that_is_no_rdf_is_told_with_its_name(tmp_path: Path) -> None:
    path = tmp_path / "own.ttl"
    path.write_text("not Turtle", encoding="utf-8")
    with pytest.raises(BadLexicon, match=r"own\.ttl"):
        own_classes((path,))
