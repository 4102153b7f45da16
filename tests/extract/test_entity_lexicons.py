"""The lexicons of entities are sorted and without doubles, and each class in them is a term of the ontology."""

from __future__ import annotations

import pytest

from kg.data import folder
from kg.vocab import superclasses

WITH_CLASS = (
    "actors",
    "designations",
    "organization_modifiers",
    "organization_nouns",
    "person_nouns",
    "place_nouns",
    "vehicle_nouns",
    "weapon_nouns",
)
OTHERS = ("doing_verbs", "refused", "refused_heads", "refused_nouns", "relation_words", "state_words", "titles")


def lines(name: str) -> list[list[str]]:
    text = (folder("seeds") / "lexicon" / f"{name}.tsv").read_text(encoding="utf-8")
    return [line.split("\t") for line in text.splitlines() if line and not line.startswith("#")]


@pytest.mark.parametrize("name", WITH_CLASS + OTHERS)
def test_sorted_and_without_doubles(name: str) -> None:
    body = lines(name)[1:]
    assert body == sorted(body)
    assert len(set(map(tuple, body))) == len(body)


@pytest.mark.parametrize("name", WITH_CLASS)
def test_classes_are_terms(name: str) -> None:
    heading, *body = lines(name)
    classes = {fields[heading.index("class")] for fields in body}
    assert {cls for cls in classes if len(superclasses(cls)) < 2} == set()


def test_no_alias_names_two_actors() -> None:
    owner: dict[str, str] = {}
    for key, label, _, _, aliases in lines("actors")[1:]:
        for name in {label, *filter(None, aliases.split("|"))}:
            assert owner.setdefault(name, key) == key, name
