"""Pairs of phrases that a text declares to be one."""

from __future__ import annotations

import pytest

from kg.annotate import Annotator
from tests.extract.sentence import found_in


@pytest.mark.parametrize(
    ("text", "pair"),
    [
        ("The Sahel Relief Union (SRU) left.", ("Sahel Relief Union", "SRU")),
        ("Musa Haddad, a spokesman for the army, smiled.", ("Musa Haddad", "spokesman")),
        ("The Syrian city of Raqqa fell.", ("Syrian city of Raqqa", "Raqqa")),
        ("The Hezbollah movement left.", ("Hezbollah", "Hezbollah movement")),
        (
            "The Syrian Observatory for Human Rights, a monitor of the war, left.",
            ("Syrian Observatory for Human Rights", "monitor"),
        ),
        ("Omar Said is the commander of the brigade.", ("Omar Said", "commander")),
        (
            "Men stormed the hall in Yerevan and beat the speaker of parliament, Ararat Petrosyan.",
            ("speaker", "Ararat Petrosyan"),
        ),
        ("Rebels seized the city and made it the capital of their state.", ("it", "capital")),
        ("The hospital is a large building with two wings.", ("hospital", "large building")),
        ("The group declared the city to be the capital of its state.", ("city", "capital")),
        ("Troops took the old hospital, the main base of the rebels, on Monday.", ("old hospital", "main base")),
        ("The soldiers are careful because they expect mines.", ("soldiers", "they")),
    ],
)
def test_declared_to_be_the_same(annotator: Annotator, text: str, pair: tuple[str, str]) -> None:
    assert pair in found_in(annotator, text).aliases


@pytest.mark.parametrize(
    "text",
    [
        "Omar Said is not the commander of the brigade.",
        "They fought in Homs, Hama and Idlib.",
        "The suburbs of Damascus were shelled.",
        "Aleppo, Syria, was quiet.",
        "The soldiers hit the villagers because they ran.",
        "The president named a general the governor.",
        "The group did not declare the city to be its capital.",
    ],
)
def test_not_declared_to_be_the_same(annotator: Annotator, text: str) -> None:
    assert found_in(annotator, text).aliases == set()
