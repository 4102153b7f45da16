"""One place of the gazetteer."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal, NamedTuple

PlaceClass = Literal["Country", "Region", "Settlement", "Facility", "NaturalFeature"]


class GeoName(NamedTuple):
    """A place, where it is and what it lies in.

    `id` is its GeoNames identifier; a negative one is ours, for a place that GeoNames' identifier is not known of.
    `country` is an ISO 3166 code, "" for what lies in none or several; `admin1` and `admin2` are the ids of the first-
    and second-order division that it lies in, 0 without one. `population` is that of the place, or a weight on the
    same scale that tells how well known a place of that name is: for features without inhabitants, and for the few
    places that are far better known than their size tells. `level` is 0 for countries,
    1 and 2 for divisions of that order, 3 for settlements, 4 for anything else.
    """

    id: int
    name: str
    cls: PlaceClass
    lat: float
    long: float
    country: str
    admin1: int
    admin2: int
    population: int
    level: int
    is_capital: bool

    @property
    def geonames(self) -> str | None:
        """The identifier in https://sws.geonames.org/, if there is one."""
        return str(self.id) if self.id > 0 else None


class Candidate(NamedTuple):
    """A place that a name may mean; `is_official` tells its main name from its other ones."""

    place: GeoName
    is_official: bool


_FAME = (100, 1, 0.02, 10, 3)  # by level: cities go before the divisions named after them


def best_known(candidates: Sequence[Candidate]) -> Candidate:
    """The place that a bare name means where nothing is known of the text."""
    return max(candidates, key=lambda one: (one.is_official, _fame(one.place), -one.place.id))


def _fame(place: GeoName) -> float:
    return place.population * _FAME[place.level] * (10 if place.is_capital else 1)
