"""What does the graph say of this node? Look-ups in a store's default graph, sorted."""

from __future__ import annotations

import re
from typing import Final

import pyoxigraph as ox

from kg import vocab

Node = ox.NamedNode
Span = tuple[int, int]
_BEYOND: Final = 1 << 62


class Graph:
    """The union of all articles, with what follows by the trees of classes. Names are full IRIs."""

    def __init__(self, store: ox.Store) -> None:
        self._store = store

    def nodes(self, node: Node, name: str) -> list[Node]:
        """What the property points to, in the order of the IRIs."""
        found = self._store.quads_for_pattern(node, Node(name), None, ox.DefaultGraph())
        return sorted((q.object for q in found if isinstance(q.object, Node)), key=lambda one: one.value)

    def subjects(self, name: str, value: Node) -> list[Node]:
        """What has this value, in the order of the IRIs."""
        found = self._store.quads_for_pattern(None, Node(name), value, ox.DefaultGraph())
        return sorted({q.subject for q in found if isinstance(q.subject, Node)}, key=lambda one: one.value)

    def texts(self, node: Node, name: str) -> list[str]:
        """The texts of the literals, sorted."""
        found = self._store.quads_for_pattern(node, Node(name), None, ox.DefaultGraph())
        return sorted(q.object.value for q in found if isinstance(q.object, ox.Literal))

    def text(self, node: Node, name: str) -> str:
        return next(iter(self.texts(node, name)), "")

    def number(self, node: Node, name: str) -> int | None:
        return int(text) if (text := self.text(node, name)) else None

    def local(self, node: Node, name: str) -> str:
        """The local name of what the property points to: "Affirmed"."""
        return next((re.split(r"[#/]", value.value)[-1] for value in self.nodes(node, name)), "")

    def classes(self, node: Node) -> frozenset[str]:
        """The local names of all its classes of our vocabulary, those above the most specific included."""
        found = (value.value for value in self.nodes(node, vocab.RDF + "type"))
        return frozenset(name.removeprefix(vocab.CKG) for name in found if name.startswith(vocab.CKG))

    def spans(self, node: Node) -> frozenset[Span]:
        """Where it is mentioned."""
        mentions = self.nodes(node, vocab.GAF + "denotedBy")
        found = ((self.number(m, vocab.NIF + "beginIndex"), self.number(m, vocab.NIF + "endIndex")) for m in mentions)
        return frozenset((begin, end) for begin, end in found if begin is not None and end is not None)

    def begin(self, node: Node) -> int:
        """Where its first mention begins; beyond every text for what has none."""
        return min(self.spans(node), default=(_BEYOND, _BEYOND))[0]
