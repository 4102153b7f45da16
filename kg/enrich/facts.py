"""What a source tells of Wikidata's items, alike from an endpoint, the action API and a knowledge base."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final, NamedTuple, Protocol

from pyoxigraph import Literal, NamedNode

PREFERRED: Final = "PreferredRank"
NORMAL: Final = "NormalRank"
DEPRECATED: Final = "DeprecatedRank"

Name = tuple[str, str]
"""A language ("" where the source does not tell it) and a text."""


class Wanted(NamedTuple):
    """What is asked of each item: properties ("P17"), and the languages of its names ("en").

    The values of the properties in `follow` are items that are asked for too, as if they were linked; not theirs again.
    """

    properties: tuple[str, ...]
    languages: tuple[str, ...]
    follow: tuple[str, ...] = ()


class Value(NamedTuple):
    """A value as RDF; None where Wikidata says that there is one, and that nobody knows which.

    Of a time `first` and `last` are the days, in ISO 8601, between which it lies, empty if they are not known.
    """

    term: NamedNode | Literal | None
    first: str = ""
    last: str = ""


@dataclass(frozen=True, slots=True)
class Statement:
    """A statement with its qualifiers; `id` is the end of its IRI ("Q42-f078e5b3-…"), `rank` a local name."""

    id: str
    property: str
    value: Value
    rank: str
    qualifiers: tuple[tuple[str, Value], ...] = ()


@dataclass(frozen=True, slots=True)
class ItemFacts:
    """What is said of one item, and when the source was asked or made (`retrieved`, a day of ISO 8601).

    `best` are the values that count: those of preferred statements where there are any, else of normal ones. Deprecated
    statements are left out everywhere.
    """

    qid: str
    retrieved: str
    revision: int | None = None
    modified: str = ""
    labels: tuple[Name, ...] = ()
    aliases: tuple[Name, ...] = ()
    best: tuple[tuple[str, Value], ...] = ()
    statements: tuple[Statement, ...] = ()


class Found(NamedTuple):
    """The items of one batch; `replaced` are QIDs that lead to other items now, with these."""

    items: tuple[ItemFacts, ...]
    replaced: tuple[tuple[str, str], ...] = ()


class FactSource(Protocol):
    """Where facts come from. What it knows nothing of is left out of its answers."""

    @property
    def name(self) -> str:
        """What the graph calls it: an address, or the knowledge base's own words."""

    @property
    def unanswered(self) -> Mapping[str, str]:
        """The items that could not be had, with the reasons; not to be taken for items that do not exist."""

    def facts(self, qids: Sequence[str], wanted: Wanted) -> Found:
        """What is said of these items, at most `BATCH` of them at a time."""

    def labels(self, qids: Iterable[str], languages: Sequence[str]) -> Mapping[str, tuple[Name, ...]]:
        """The labels of items that are only named, as a value; at most `BATCH` of them at a time."""


BATCH: Final = 50
"""What the action API takes at once."""
