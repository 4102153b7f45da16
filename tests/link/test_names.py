"""Spellings of one name are alike; names of two things are not."""

from __future__ import annotations

import pytest

from kg.link.names import may_name, similarity, skeleton, spellings
from tests.link.made import item

ALIKE = [
    ("Damascus", "Damascus"),
    ("al-Hasakah", "Al-Hasakah"),
    ("el-Hasakah", "Al-Hasakah"),
    ("Deir ez-Zor", "Dayr az Zawr"),
    ("Medellin", "Medellín"),
    ("Saint-Denis", "Saint Denis"),
    ("U.N.", "UN"),
    ("SOHR", "Syrian Observatory for Human Rights"),
    ("Al-Shabaab", "Al-Shabab"),
    ("Apple Inc.", "Apple"),
]
PEOPLE = [
    ("John F. Kennedy", "John Kennedy"),
    ("Gen. Qasem Soleimani", "Qasem Soleimani"),
    ("David Coleman Headley", "David Headley"),
]
UNLIKE = [
    ("Islamic State", "State of Palestine"),
    ("Robert Gates", "Bill Gates"),
    ("North Korea", "South Korea"),
    ("Guinea", "Equatorial Guinea"),
    ("Mali", "Malawi"),
]


@pytest.mark.parametrize(("ours", "theirs"), ALIKE)
def test_spellings_of_one_name_are_alike(ours: str, theirs: str) -> None:
    assert similarity(ours, item("Q1", theirs)) >= 0.8


@pytest.mark.parametrize(("ours", "theirs"), PEOPLE)
def test_initials_titles_and_middle_names_may_be_missing(ours: str, theirs: str) -> None:
    assert similarity(ours, item("Q1", theirs, "Person")) >= 0.85


@pytest.mark.parametrize(("ours", "theirs"), UNLIKE)
def test_names_of_two_things_are_not_alike(ours: str, theirs: str) -> None:
    assert similarity(ours, item("Q1", theirs)) <= 0.5


def test_an_alias_says_nearly_as_much_as_the_label() -> None:
    raqqa = item("Q1", "Raqqa", aliases=("Ar Raqqah",))
    assert 0.9 < similarity("Ar Raqqah", raqqa) < similarity("Raqqa", raqqa) == 1.0


def test_a_source_is_asked_for_other_spellings() -> None:
    assert "Hakim" in spellings("al-Hakim")
    assert "Qasem Soleimani" in spellings("Gen. Qasem Soleimani")
    assert "UN" in spellings("U.N.")
    assert spellings("Mosul") == ("Mosul",)


def test_the_skeleton_is_the_same_whatever_the_vowels() -> None:
    assert skeleton("Shaykhun") == skeleton("Sheikhoun")
    assert skeleton("Mosul") != skeleton("Basra")


@pytest.mark.parametrize("text", ["the Navy", "our Congress", "Islamic State", "U.S. military"])
def test_a_name_has_a_capital(text: str) -> None:
    assert may_name(text)


@pytest.mark.parametrize("text", ["a senior commander", "The rebels", "270,000 people", "the", ""])
def test_a_description_has_none(text: str) -> None:
    assert not may_name(text)
