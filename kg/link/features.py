"""How well does a candidate fit? One number a feature, and their weighted sum."""

from __future__ import annotations

import math
from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from kg import vocab
from kg.link.classes import fit
from kg.link.entities import Scores, Subject
from kg.link.names import plain, similarity
from kg.link.scene import words
from kg.wikidata import Coordinates, Item

WEIGHTS: Final[Mapping[str, float]] = MappingProxyType(
    {
        "name": 0.34,
        "cls": 0.10,
        "popularity": 0.12,
        "place": 0.24,
        "context": 0.10,
        "words": 0.03,
        "coherence": 0.04,
        "time": 0.03,
    }
)
"""They add up to 1. See docs/decisions/0015-linking.md for what each was tried at, and on which articles."""

UNKNOWN: Final[Mapping[str, float]] = MappingProxyType(
    {"place": 0.5, "context": 0.5, "words": 0.3, "coherence": 0.3, "time": 0.7}
)
"""What a feature counts as where nothing is known, between what speaks for a candidate and what speaks against it."""

_FAMOUS: Final = 250  # sitelinks of what all the world knows; popularity grows with the logarithm up to there
_CURATED: Final = 0.6  # popularity, at least, of an item chosen by hand: no source need count its sitelinks
_OBSCURE: Final = 0.3  # popularity of any other such item
_NEAR, _AWAY = 30.0, 300.0  # km within which a place is the same, and beyond which it is another
_ELSEWHERE: Final = 0.1  # a province is no city of its name, though all else speaks for it
_RADIUS: Final = 6371.0  # of the earth, in km
_PERSON: Final = frozenset({"Person"})
_ORGANIZATIONS: Final = frozenset(name for name in vocab.PARENT if "Organization" in vocab.superclasses(name))


def total(scores: Scores) -> float:
    """The weighted sum, from 0 to 1, less a tenth where the item is known to be at another place."""
    pairs = zip(scores._fields, scores, strict=True)
    found = sum(WEIGHTS[name] * (UNKNOWN[name] if value is None else value) for name, value in pairs)
    return max(0.0, found - _ELSEWHERE) if scores.place == 0 else found


def popularity(item: Item, source: str) -> float:
    known = min(1.0, math.log1p(item.sitelinks) / math.log1p(_FAMOUS)) if item.sitelinks else _OBSCURE
    return max(known, _CURATED) if "built-in" in source.split("+") else known


def name_fit(subject_class: str, names: tuple[str, ...], item: Item) -> float:
    """How well the best of an entity's names fits.

    Short forms of a longer name say less: "Gates" alone does not make Robert Gates the other one. A place's label is
    the gazetteer's and its other names are the article's, so that they count alike.
    """
    best = similarity(names[0], item)
    if best == 1.0 or len(names) == 1:
        return best
    length = len(plain(names[0]).split())
    for name in names[1:]:
        worth = 1.0
        if "Place" not in vocab.superclasses(subject_class) and len(plain(name).split()) < length:
            worth = 0.6 if subject_class in _PERSON else 0.9
        best = max(best, worth * similarity(name, item))
    return best


def class_fit(subject: Subject, item: Item) -> float:
    return fit(subject.cls, item.kinds)


def place_fit(subject: Subject, item: Item) -> float | None:
    """1 for the same GeoNames id, 0 for one of another place far away; None where nothing can be compared."""
    if subject.geonames is not None and item.geonames is not None:
        return 1.0 if subject.geonames == item.geonames else 0.0
    if subject.point is not None and item.coordinates is not None:
        span = distance(subject.point, item.coordinates)
        return max(0.0, min(1.0, (_AWAY - span) / (_AWAY - _NEAR)))
    return None


def distance(one: Coordinates, other: Coordinates) -> float:
    """Kilometres along a great circle."""
    a, b = math.radians(one.lat), math.radians(other.lat)
    half = math.sin((b - a) / 2) ** 2
    half += math.cos(a) * math.cos(b) * math.sin(math.radians(other.long - one.long) / 2) ** 2
    return 2 * _RADIUS * math.asin(math.sqrt(min(1.0, half)))


def time_fit(item: Item, first: str, last: str) -> float | None:
    """Whether an item can be spoken of between two dates; 0 is implausible, None if nothing is known.

    What begins after the last date is implausible, and so is an organization that had ended a year before the first:
    what acts in the news is there. People and states of the past are spoken of all the time, and lose half.
    """
    if not (item.begin or item.end) or not last:
        return None
    if item.begin and _year(item.begin) > _year(last):
        return 0.0
    if item.end and _year(item.end) + 1 < _year(first):
        return 0.0 if _ORGANIZATIONS.intersection(item.kinds) else 0.5
    return 1.0


def _year(date: str) -> int:
    sign, digits = (-1, date[1:]) if date.startswith("-") else (1, date)
    year = digits.split("-")[0]
    return sign * int(year) if year.isdecimal() else 0


def described(item: Item, text: frozenset[str]) -> float | None:
    """The share of the description's words that the article has, too."""
    said = words(item.description)
    return len(said & text) / len(said) if said and text else None
