"""Which city is "the capital", "the Yemeni capital"? The one that the article names, if it names one."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from kg.gazetteer import GeoName
from kg.model import AliasFinding, EntityFinding

_OF_ITSELF = re.compile(r"\s+of\b", re.IGNORECASE)


def capitals(findings: Sequence[EntityFinding], places: Mapping[int, GeoName], text: str) -> Iterator[AliasFinding]:
    """Each described capital, declared the same as the name of a capital elsewhere in the article.

    "The Yemeni capital" is the capital of Yemen; "the capital" alone is the capital of which the article speaks most,
    and nothing if two are spoken of as much.

    Left: "the capital of the province", "a capital"
    """
    named = {f.head: places[f.head] for f in findings if f.form == "name" and f.head in places}
    cities = {head: place for head, place in named.items() if place.is_capital}
    for finding in findings:
        if finding.form != "nominal" or finding.name != "capital" or not finding.definite or not cities:
            continue
        if _OF_ITSELF.match(text, finding.mention.end):
            continue
        if finding.nation:
            meant = [head for head, place in cities.items() if place.country == finding.nation]
        elif " " in finding.mention.text.strip():
            continue  # "the provincial capital"
        else:
            meant = _most_spoken_of(cities)
        if meant:
            yield AliasFinding(min(meant), finding.head, "capital")


def _most_spoken_of(cities: Mapping[int, GeoName]) -> list[int]:
    counts = Counter(place.id for place in cities.values()).most_common(2)
    if len(counts) > 1 and counts[0][1] == counts[1][1]:
        return []
    return [head for head, place in cities.items() if place.id == counts[0][0]]
