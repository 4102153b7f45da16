"""What does the graph say of this node? All of it with one look-up."""

from __future__ import annotations

from typing import Final

import pyoxigraph as ox

from kg import vocab

Said = dict[str, set[str]]
_TYPE: Final = vocab.RDF + "type"


class Graph:
    """The union of all articles: the default graph, or, where it is not merged, all graphs together.

    IRIs are strings, and literals are their texts.
    """

    def __init__(self, store: ox.Store, *, is_merged: bool = True) -> None:
        self._store = store
        self._where = ox.DefaultGraph() if is_merged else None

    def about(self, node: str) -> Said:
        """What each property of the node points to, each value once however many graphs have it."""
        found: Said = {}
        for quad in self._store.quads_for_pattern(ox.NamedNode(node), None, None, self._where):
            if isinstance(quad.object, (ox.NamedNode, ox.Literal)):
                found.setdefault(quad.predicate.value, set()).add(quad.object.value)
        return found

    def articles(self) -> list[str]:
        """The articles, sorted."""
        return self._subjects(_TYPE, vocab.SCHEMA + "NewsArticle")

    def claims(self, article: str) -> list[str]:
        """The claims that stand in the article, sorted."""
        return self._subjects(vocab.PROV + "hadPrimarySource", article)

    def _subjects(self, name: str, value: str) -> list[str]:
        found = self._store.quads_for_pattern(None, ox.NamedNode(name), ox.NamedNode(value), self._where)
        return sorted({quad.subject.value for quad in found if isinstance(quad.subject, ox.NamedNode)})


def first(said: Said, name: str) -> str:
    """The least of the values, "" where there is none."""
    return min(said.get(name, ()), default="")


def local(said: Said, name: str) -> str:
    """The local name of what the property of our vocabulary points to: "Affirmed"."""
    return first(said, vocab.CKG + name).removeprefix(vocab.CKG)
