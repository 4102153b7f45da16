"""How well does a place of the gazetteer fit a name in this article? A sum of weighted evidence.

The weights in `seeds/lexicon/place_weights.tsv` are those of a softmax over the places of one name. Support is what the
other names of the article lend: each spreads its mentions over its own places by how likely they are, and a place
gathers what falls into its country, its first- and second-order division and its surroundings.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from math import exp, log10, sqrt
from pathlib import Path
from typing import NamedTuple

from kg.data import lexicon
from kg.gazetteer import Candidate, GeoName

WEIGHTS = ("feature", "weight")
LARGE = 100_000  # inhabitants
DIVISIONS = frozenset(
    "canton county department district governorate oblast parish prefecture province region state territory".split()
)
_LEVELS = ("country", "province", "county", "city", "other")


class Name(NamedTuple):
    """One name in an article: what it may mean and what the words around it say.

    `mentions` counts them; `holders` are the names of the places that the text puts it into ("Ill."), as groups of
    candidates; `nations` the countries of its adjectives.
    """

    text: str
    cls: str
    mentions: int
    candidates: tuple[Candidate, ...]
    nations: frozenset[str] = frozenset()
    holders: tuple[tuple[Candidate, ...], ...] = ()


class Support:
    """Weights by country, division and cell of one degree, and their sum."""

    __slots__ = ("cells", "countries", "divisions", "total")

    def __init__(self) -> None:
        self.countries: defaultdict[str, float] = defaultdict(float)
        self.divisions: defaultdict[int, float] = defaultdict(float)
        self.cells: defaultdict[tuple[int, int], float] = defaultdict(float)
        self.total = 0.0

    def add(self, place: GeoName, weight: float) -> None:
        self.total += weight
        if place.country:
            self.countries[place.country] += weight
        for division in {place.admin1, place.admin2, place.id if place.level in {1, 2} else 0}:
            if division:
                self.divisions[division] += weight
        if place.level >= 2:
            self.cells[cell(place)] += weight

    def near(self, place: GeoName) -> float:
        """The weight of the cell that the place lies in and of its eight neighbours."""
        row, column = cell(place)
        return sum(self.cells.get((row + i, column + j), 0.0) for i in (-1, 0, 1) for j in (-1, 0, 1))


def cell(place: GeoName) -> tuple[int, int]:
    return int(place.lat // 1), int(place.long // 1)


def weights(extra: Path | None) -> dict[str, float]:
    return {row["feature"]: float(row["weight"]) for row in lexicon("place_weights", WEIGHTS, extra)}


def likelihoods(scores: list[float]) -> list[float]:
    """The softmax of the scores."""
    top = max(scores)
    powers = [exp(score - top) for score in scores]
    total = sum(powers)
    return [power / total for power in powers]


def own_features(name: Name, candidate: Candidate, home: str) -> Iterator[tuple[str, float]]:
    """What the name and its own words say; `home` is the publisher's country."""
    place = candidate.place
    level = _LEVELS[place.level]
    if place.level in {1, 2} and name.text.rsplit(" ", 1)[-1].lower() not in DIVISIONS:
        level = f"bare {level}"
        if any(_is_twin(place, other.place) for other in name.candidates):
            yield f"twin {level}", 1.0
    yield level, 1.0
    yield f"people {level}", log10(place.population + 1)
    if candidate.is_official:
        yield f"official {level}", 1.0
    elif place.population >= LARGE:  # the English name of a foreign city is among its other names
        yield f"large {level}", 1.0
    if place.is_capital:
        yield "capital", 1.0
    if name.cls and name.cls == place.cls:
        yield f"class {level}", 1.0
    if name.nations:
        yield "nation", 1.0 if place.country in name.nations else -1.0
    if name.holders:
        yield "holder", max(_lies_in(place, holder) for holder in name.holders)
    if home:
        yield "home", 1.0 if place.country == home else 0.0


def _is_twin(division: GeoName, city: GeoName) -> bool:
    """Whether the division is named after a city in it."""
    return city.level == 3 and division.id in {city.admin1, city.admin2}


def _lies_in(place: GeoName, holders: tuple[Candidate, ...]) -> float:
    best = -1.0
    for holder in holders:
        above = holder.place
        if above.level in {1, 2} and above.id in {place.admin1, place.admin2} and above.id != place.id:
            return 1.0
        if above.level == 0 and above.country == place.country and place.level:
            return 1.0
        if above.level == 3 and place.level == 3 and above.country == place.country and abs(above.lat - place.lat) < 1:
            best = 0.0
    return best


def support_features(place: GeoName, all_: Support, own: Support) -> Iterator[tuple[str, float]]:
    """What the other names say: the support of all, less that of the name itself."""
    total = all_.total - own.total
    if total <= 0.01:
        return
    if place.country:
        yield (
            "same country",
            _share(all_.countries.get(place.country, 0.0) - own.countries.get(place.country, 0.0), total),
        )
    division = place.id if place.level == 1 else place.admin1
    if division and place.level:
        weight = all_.divisions.get(division, 0.0) - own.divisions.get(division, 0.0)
        yield f"same province {_LEVELS[place.level]}", _share(weight, total)
    county = place.id if place.level == 2 else place.admin2
    if county and place.level > 1:
        yield "same county", _share(all_.divisions.get(county, 0.0) - own.divisions.get(county, 0.0), total)
    if place.level > 1:
        yield "near", _share(all_.near(place) - own.near(place), total)


def _share(weight: float, total: float) -> float:
    """The root of the share: a first companion says more than a tenth one."""
    return sqrt(max(0.0, weight) / total)
