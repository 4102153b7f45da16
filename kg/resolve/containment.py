"""What a place lies in, as the gazetteer has it: city, province, country, each link vouched for by the gazetteer."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import pairwise

from kg import ids
from kg.gazetteer import GeoName
from kg.model import Entity, Relation, Veracity
from kg.resolve.claims import Claims

RULE = "gazetteer"
SURE = 0.9  # that of the place's own resolution, mostly
SOURCE = Entity(
    ids.mint("entity", "actor", "geonames", hint="GeoNames"), "Organization", "GeoNames", (), (), True, rule=RULE
)


def place_key(place: GeoName) -> str:
    """The key of a place's entity, in whatever article."""
    return ids.mint("entity", "geonames", str(place.id), hint=place.name)


def holders(
    places: Mapping[str, GeoName], above: Callable[[GeoName], tuple[GeoName, ...]]
) -> Iterator[tuple[str, GeoName, GeoName]]:
    """The links upwards from each place: the key of its entity, the inner and the outer place."""
    for key, place in places.items():
        chain = (place, *above(place))
        for inner, outer in pairwise(chain):
            yield key, inner, outer


def lying_in(
    article: str,
    links: Iterable[tuple[str, GeoName, GeoName]],
    entities: Mapping[str, Entity],
    told: Iterable[Relation],
    claims: Claims,
) -> tuple[list[Entity], list[Relation]]:
    """The places above those of the article that it does not name, and a relation for each link that it does not tell.

    The evidence of a link is where the article names the innermost place; the claim is the gazetteer's.
    """
    known = {(relation.subject, relation.predicate, relation.object) for relation in told}
    added: dict[str, Entity] = {}
    made: dict[str, Relation] = {}
    for key, inner, outer in links:
        subject, value = place_key(inner), place_key(outer)
        if (subject, "locatedIn", value) in known or not entities[key].mentions:
            continue
        if value not in entities:
            added.setdefault(value, _unnamed(outer))
        relation = ids.mint("relation", article, subject, "locatedIn", value, hint="locatedIn")
        mention = entities[key].mentions[0]
        if relation not in made:
            made[relation] = Relation(
                relation, subject, "locatedIn", value, (mention,), RULE, SURE, inferred=True, is_asserted=True
            )
            claims.add(None, relation, Veracity(), SURE, sentence=mention, voice=SOURCE.key)
    return [*added.values(), *([SOURCE] if made else [])], list(made.values())


def _unnamed(place: GeoName) -> Entity:
    point = (place.lat, place.long)
    return Entity(place_key(place), place.cls, place.name, (), (), True, point, place.geonames, rule=RULE)
