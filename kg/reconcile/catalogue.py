"""What can be matched? The entities of a graph and the items of a knowledge base, each thing once.

With a knowledge base an entity of the graph that is linked to an item is that item, known by the entity's names too;
without one each entity stands for itself. An id is a QID, or the end of an entity's IRI.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Final, Protocol

from kg.kb.names import key
from kg.reconcile.graph import GraphEntities
from kg.wikidata import Item, Source


class Base(Source, Protocol):
    """A knowledge base: a source that also finds transliterations and beginnings of names."""

    def similar(self, names: Sequence[str], most: int = 20) -> Mapping[str, tuple[Item, ...]]:
        """The items with a name of the same consonants."""

    def by_prefix(self, text: str, most: int = 20) -> tuple[Item, ...]:
        """The items with a name that begins so."""


_CANDIDATES: Final = 40  # looked at for one name from each way of finding them
_KEPT: Final = 0.6  # of a name that nothing is found under: the end is where a letter too many or a wrong one mostly is
_SHORTEST: Final = 3  # letters


class Catalogue:
    """What a graph and a knowledge base know, either of which may be missing."""

    def __init__(self, graph: GraphEntities | None, base: Base | None) -> None:
        self.graph = graph
        self.base = base

    def candidates(self, texts: Iterable[str]) -> dict[str, list[Item]]:
        """What each text may name, in no order that matters."""
        wanted = [text for text in dict.fromkeys(texts) if text]
        found: dict[str, dict[str, Item]] = {text: {} for text in wanted}
        if self.base is not None:
            for answers in (self.base.by_name(wanted, _CANDIDATES), self.base.similar(wanted, _CANDIDATES)):
                for text, items in answers.items():
                    found[text].update((item.qid, item) for item in items)
        if self.graph is not None:
            for text in wanted:
                self._merge(found[text], self.graph.named(text, _CANDIDATES))
        for text in (text for text in wanted if not found[text]):
            for begin in (text, key(text)[: max(_SHORTEST, round(len(text) * _KEPT))]):
                found[text].update((item.qid, item) for item in self.begins(begin, _CANDIDATES))
        return {text: list(items.values()) for text, items in found.items()}

    def begins(self, text: str, most: int) -> list[Item]:
        """What has a name that begins so, the best known first; what the graph mentions before all else."""
        found: dict[str, Item] = {}
        if self.graph is not None:
            self._merge(found, self.graph.begins(text, most))
        if self.base is not None and len(found) < most:
            for item in self.base.by_prefix(text, most):
                found.setdefault(item.qid, item)
        return list(found.values())[:most]

    def items(self, ids: Iterable[str]) -> dict[str, Item]:
        """The things with these ids; what is not known is left out."""
        wanted = list(dict.fromkeys(ids))
        found: dict[str, Item] = {}
        if self.base is not None:
            found.update(self.base.by_qid(name for name in wanted if is_qid(name)))
        if self.graph is not None:
            found.update((name, self.graph.items[name]) for name in wanted if name in self.graph.items)
            found.update((name, self._known(found[name])) for name in wanted if name in found and is_qid(name))
        return found

    def entities(self, name: str) -> list[str]:
        """The ids of the graph's entities that an id stands for."""
        if self.graph is None:
            return []
        return self.graph.of_qid.get(name, []) if is_qid(name) else [name] if name in self.graph.items else []

    def qids(self, name: str) -> tuple[str, ...]:
        """The QIDs that an id stands for."""
        if is_qid(name):
            return (name,)
        return self.graph.linked.get(name, ()) if self.graph is not None else ()

    def everything(self) -> list[Item]:
        """All entities of the graph, for a search by properties alone."""
        return list(self.graph.items.values()) if self.graph is not None else []

    def of_geonames(self, ids: Iterable[int]) -> list[Item]:
        """The items of the knowledge base with these GeoNames ids."""
        return list(self.base.by_geonames(ids).values()) if self.base is not None else []

    def _merge(self, found: dict[str, Item], entities: Sequence[Item]) -> None:
        """Add entities of the graph, those that are linked as the items that they are."""
        graph = self.graph
        assert graph is not None
        if self.base is None:
            found.update((item.qid, item) for item in entities)
            return
        links = {item.qid: graph.linked.get(item.qid, ()) for item in entities}
        known = self.base.by_qid(qid for qids in links.values() for qid in qids)
        for item in entities:
            same = [known[qid] for qid in links[item.qid] if qid in known]
            for each in same:
                found[each.qid] = self._known(each)
            if not same:
                found[item.qid] = item

    def _known(self, item: Item) -> Item:
        """An item with the names that the graph has for it."""
        graph = self.graph
        if graph is None or item.qid not in graph.of_qid:
            return item
        names = [
            name for local in graph.of_qid[item.qid] for name in (graph.items[local].label, *graph.items[local].aliases)
        ]
        others = [name for name in dict.fromkeys((*item.aliases, *names)) if name != item.label]
        return replace(item, aliases=tuple(others))


def is_qid(name: str) -> bool:
    """Whether an id is Wikidata's.

    >>> is_qid("Q858"), is_qid("entity/syria-0c1d"), is_qid("Queen")
    (True, False, False)
    """
    return name[:1] == "Q" and name[1:].isascii() and name[1:].isdecimal()
