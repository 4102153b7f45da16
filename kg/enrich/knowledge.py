"""What does a knowledge base on this machine tell of items? No more than it keeps, and nothing that it leaves open.

It keeps the classes, countries, begin and end, coordinates, GeoNames id and names of an item, but not the properties
that countries and days came from. Of a place or an organization a country is P17, a begin P571, an end P576; of persons
and events they are left out, where they may be a citizenship, a birth or the day of a battle.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final, Protocol

from pyoxigraph import Literal, NamedNode

from kg import vocab
from kg.enrich import times
from kg.enrich.facts import Found, ItemFacts, Name, Value, Wanted
from kg.wikidata import Item, Source

TOLD: Final = ("P31", "P17", "P625", "P1566", "P571", "P576")
"""All that a knowledge base has an answer for."""

_WKT: Final = NamedNode(vocab.GEO + "wktLiteral")
_ORGANIZATIONS: Final = frozenset(name for name in vocab.ACTOR_CLASSES if "Organization" in vocab.superclasses(name))
_LASTING: Final = vocab.PLACE_CLASSES | _ORGANIZATIONS


class Kept(Source, Protocol):
    """A source that also knows the revisions of the pages that it was made from."""

    def revisions(self, qids: Iterable[str]) -> Mapping[str, int]:
        """The revisions of the items' pages, where they are known."""


class KnowledgeFacts:
    """The facts of a knowledge base that was made on a day, as a `FactSource`."""

    def __init__(self, base: Kept, name: str, made: str) -> None:
        self._base = base
        self.name = name
        self._made = made
        self.unanswered: Mapping[str, str] = {}

    def facts(self, qids: Sequence[str], wanted: Wanted) -> Found:
        """What is kept of these items."""
        items = self._base.by_qid(qids)
        revisions = self._base.revisions(item.qid for item in items.values())
        replaced = tuple((asked, item.qid) for asked, item in sorted(items.items()) if asked != item.qid)
        each = {item.qid: item for item in items.values()}
        told = (self._told(each[qid], wanted, revisions.get(qid)) for qid in sorted(each))
        return Found(tuple(told), replaced)

    def labels(self, qids: Iterable[str], languages: Sequence[str]) -> Mapping[str, tuple[Name, ...]]:
        """The labels of these items; a knowledge base does not tell of which language a name is."""
        del languages
        return {qid: (("", item.label),) for qid, item in self._base.by_qid(qids).items() if item.label}

    def _told(self, item: Item, wanted: Wanted, revision: int | None) -> ItemFacts:
        return ItemFacts(
            item.qid,
            self._made,
            revision,
            labels=(("", item.label),) if item.label else (),
            aliases=tuple(("", alias) for alias in item.aliases),
            best=tuple(pair for pair in _values(item) if pair[0] in wanted.properties),
        )


def _values(item: Item) -> Iterator[tuple[str, Value]]:
    yield from (("P31", _item(qid)) for qid in item.classes)
    if item.coordinates:
        lat, long = (f"{degrees:.9f}".rstrip("0").rstrip(".") for degrees in item.coordinates)
        yield "P625", Value(Literal(f"Point({long} {lat})", datatype=_WKT))
    if item.geonames is not None:
        yield "P1566", Value(Literal(str(item.geonames)))
    if item.kinds and _LASTING.issuperset(item.kinds):
        yield from (("P17", _item(qid)) for qid in item.countries)
        yield from ((name, times.moment(day)) for name, day in (("P571", item.begin), ("P576", item.end)) if day)


def _item(qid: str) -> Value:
    return Value(NamedNode(vocab.WD + qid))
