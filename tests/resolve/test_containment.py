"""What a place lies in: the gazetteer's word, kept apart from the article's."""

from __future__ import annotations

from kg.gazetteer import GeoName
from kg.model import Entity, Mention, Relation
from kg.resolve.claims import Claims
from kg.resolve.containment import SOURCE, holders, lying_in, place_key


def place(number: int, name: str, level: int) -> GeoName:
    return GeoName(number, name, "Settlement", 1.0, 2.0, "SY", 0, 0, 10, level, False)


RAQQA, PROVINCE, SYRIA = place(3, "Raqqa", 3), place(2, "Raqqa Governorate", 1), place(1, "Syria", 0)
ABOVE = {RAQQA: (PROVINCE, SYRIA), PROVINCE: (SYRIA,), SYRIA: ()}
NAMED = Entity(place_key(RAQQA), "Settlement", "Raqqa", (), (Mention(0, 5, "Raqqa"),), True)
COUNTRY = Entity(place_key(SYRIA), "Country", "Syria", (), (Mention(9, 14, "Syria"),), True)


def chain(*entities: Entity, told: tuple[Relation, ...] = ()) -> tuple[list[Entity], list[Relation], Claims]:
    claims = Claims("article/a", {})
    places = {key: p for key, p in ((place_key(p), p) for p in ABOVE) if key in {e.key for e in entities}}
    found = lying_in("article/a", holders(places, ABOVE.__getitem__), {e.key: e for e in entities}, told, claims)
    return *found, claims


def test_city_province_country() -> None:
    added, links, claims = chain(NAMED, COUNTRY)
    assert [entity.label for entity in added] == ["Raqqa Governorate", "GeoNames"]
    assert [(link.subject, link.object) for link in links] == [
        (place_key(RAQQA), place_key(PROVINCE)),
        (place_key(PROVINCE), place_key(SYRIA)),
    ]
    assert all(link.inferred and link.mentions == NAMED.mentions for link in links)
    assert {claim.source for claim in claims.made()} == {SOURCE.key}


def test_what_the_article_tells_is_not_told_again() -> None:
    told = Relation("r", place_key(PROVINCE), "locatedIn", place_key(SYRIA), (), "text", 0.9, False, True)
    _, links, _ = chain(NAMED, COUNTRY, told=(told,))
    assert [link.object for link in links] == [place_key(PROVINCE)]


def test_a_country_lies_in_nothing() -> None:
    assert chain(COUNTRY)[:2] == ([], [])
