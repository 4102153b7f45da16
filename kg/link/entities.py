"""The values of linking: an entity that is to be linked, what is said of a candidate, and what was decided."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal, NamedTuple

from kg.wikidata import Coordinates, Item

Reason = Literal[
    "accepted",
    "no candidates",
    "wrong class",
    "implausible in time",
    "below threshold",
    "ambiguous",
    "unnamed",
    "accepted by hand",
    "rejected by hand",
]
OPEN: frozenset[Reason] = frozenset(
    {"no candidates", "wrong class", "implausible in time", "below threshold", "ambiguous"}
)
"""The reasons that leave a case open for people to decide."""


@dataclass(frozen=True, slots=True)
class Subject:
    """An entity of the graph, as one article shows it. `key` is the local part of its IRI, its label the first name."""

    key: str
    cls: str
    names: tuple[str, ...]
    is_named: bool
    geonames: int | None = None
    point: Coordinates | None = None

    @property
    def label(self) -> str:
        return self.names[0]


class Scores(NamedTuple):
    """How well a candidate fits, by feature, each from 0 to 1; what nothing is known of is None."""

    name: float
    cls: float
    popularity: float
    place: float | None
    context: float | None
    words: float | None
    coherence: float | None
    time: float | None


@dataclass(frozen=True, slots=True)
class Candidate:
    """An item that an entity may be; `verdict` is "" unless a gate shut it out ("wrong class")."""

    item: Item
    source: str
    scores: Scores
    score: float
    verdict: str = ""


@dataclass(frozen=True, slots=True)
class Decision:
    """What an entity was linked to, or why to nothing; the candidates with the best first.

    `nil` is the key of the identity that a named entity without an item shares with others of its name, class and
    country; `country` is a QID or "".
    """

    key: str
    cls: str
    label: str
    reason: Reason
    qid: str | None = None
    candidates: tuple[Candidate, ...] = ()
    nil: str | None = None
    country: str = ""


@dataclass(frozen=True, slots=True)
class Ruling:
    """What people have decided of an entity: the item it is, if any, and the items that it is not."""

    key: str
    accepted: str | None = None
    rejected: frozenset[str] = field(default_factory=frozenset)
    comment: str = ""
