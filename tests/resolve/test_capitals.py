"""Which city a described capital is."""

from __future__ import annotations

from dataclasses import replace

import pytest

from kg.annotate import Annotator
from kg.extract import Reader, Settings
from kg.gazetteer import GeoName
from kg.model import EntityFinding, Facts
from kg.read import from_text
from kg.resolve import Resolver
from kg.resolve.capitals import capitals
from tests.resolve.phrases import phrases


def city(number: int, country: str, *, is_capital: bool) -> GeoName:
    return GeoName(number, str(number), "Settlement", 0.0, 0.0, country, 0, 0, 1000, 3, is_capital)


MAP = {
    "Sanaa": city(1, "YE", is_capital=True),
    "Riyadh": city(2, "SA", is_capital=True),
    "Aden": city(3, "YE", is_capital=False),
}


@pytest.mark.parametrize(
    ("marked", "nation", "expected"),
    [
        (
            "[Sanaa]{Settlement} and [Riyadh]{Settlement}. [The Saudi capital]{Settlement nominal definite}.",
            "SA",
            ["Riyadh"],
        ),
        ("[Sanaa]{Settlement} and [Aden]{Settlement}. [The capital]{Settlement nominal definite}.", "", ["Sanaa"]),
        ("[Sanaa]{Settlement} and [Riyadh]{Settlement}. [The capital]{Settlement nominal definite}.", "", []),
        ("[Sanaa]{Settlement}. [The capital]{Settlement nominal definite} of the province.", "", []),
        ("[Sanaa]{Settlement}. [A capital]{Settlement nominal} fell.", "", []),
        ("[Sanaa]{Settlement}. [The provincial capital]{Settlement nominal definite} fell.", "", []),
    ],
)
def test_a_described_capital_is_the_one_named(marked: str, nation: str, expected: list[str]) -> None:
    text, found, _ = phrases(marked)
    found = [replace(f, nation=nation) if f.form == "nominal" else f for f in found]
    places = {f.head: MAP[f.name] for f in found if f.name in MAP}
    name_at: dict[int, EntityFinding] = {f.head: f for f in found}
    assert [name_at[alias.head].name for alias in capitals(found, places, text)] == expected


def facts_of(annotator: Annotator, text: str) -> Facts:
    ((article, docs),) = annotator.docs([from_text(text)])
    return Resolver(Settings()).facts(Reader(Settings()).read(article, docs))


def test_words_for_a_government_name_the_place_too(annotator: Annotator) -> None:
    facts = facts_of(annotator, "Moscow denied the report. France condemned the strike.")
    named = {(e.cls, e.label, *(m.text for m in e.mentions)) for e in facts.entities if e.is_named and e.mentions}
    assert named == {
        ("Government", "Russia", "Moscow"),
        ("Settlement", "Moscow", "Moscow"),
        ("Government", "France", "France"),
        ("Country", "France", "France"),
    }
    assert ("Moscow", "Moskva") in lying(facts)


def test_the_capital_is_the_city_whose_government_was_named(annotator: Annotator) -> None:
    facts = facts_of(annotator, "Moscow denied the report. A blast in the Russian capital killed two people.")
    (city,) = (one for one in facts.entities if one.cls == "Settlement")
    assert [m.text for m in city.mentions] == ["Moscow", "Russian capital"]


def test_a_government_lies_nowhere(annotator: Annotator) -> None:
    facts = facts_of(annotator, "Kabul, Afghanistan, condemned the raid.")
    governments = {one.key for one in facts.entities if one.cls == "Government"}
    assert governments
    assert governments.isdisjoint(one.subject for one in facts.relations if one.predicate == "locatedIn")
    assert ("K\u0101bul", "Afghanistan") in lying(facts)


def lying(facts: Facts) -> set[tuple[str, str]]:
    """What lies in what, by their labels."""
    label = {one.key: one.label for one in facts.entities}
    return {(label[one.subject], label[one.object]) for one in facts.relations if one.predicate == "locatedIn"}
