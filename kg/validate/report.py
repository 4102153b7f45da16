"""What does a reader need in order to mend a violation? The node, the rule in words, and the words of the article."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, NamedTuple

from pyoxigraph import Store

from kg.validate.lookup import Term, objects, subjects
from kg.vocab import CKG, DCT, GAF, NIF, PROV

_MENTIONS: Final = (GAF + "denotedBy", CKG + "contentMention", CKG + "cueMention", CKG + "sourceMention")


class Violation(NamedTuple):
    """One node that breaks one constraint; IRIs are without brackets."""

    focus: str
    path: str  # of the property, "^" before it if turned round; "" where the node itself is wrong
    message: str
    value: str  # the value that is wrong, "" where one is missing
    severity: str  # "Violation", "Warning" or "Info"
    constraint: str  # IRI in `ontology/shapes.ttl`
    words: tuple[str, ...]  # that denote the node, in the order of the text
    article: str  # the caller's identifier of its first article, "" if it has none


@dataclass(frozen=True, slots=True)
class Report:
    """All that is wrong with a graph, sorted."""

    violations: tuple[Violation, ...]

    @property
    def conforms(self) -> bool:
        return not self.violations


class Witness:
    """Finds the words and the article of a node; asked only about nodes that are wrong."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def words(self, node: Term) -> tuple[str, ...]:
        """The anchors of the node's mentions in the order of the text, each once; its own if it is a mention."""
        anchors = (
            anchor.value for mention in self._mentions(node) for anchor in self._values(mention, NIF + "anchorOf")
        )
        return tuple(dict.fromkeys(anchors))

    def article(self, node: Term) -> str:
        """The identifier of the article that the node is, is told in, or is first mentioned in."""
        articles = [node, *self._values(node, PROV + "hadPrimarySource")]
        for mention in self._mentions(node)[:1]:
            for context in self._values(mention, NIF + "referenceContext"):
                articles += subjects(self._store, CKG + "text", context)
        names = (name.value for article in articles for name in self._values(article, DCT + "identifier"))
        return next(names, "")

    def _mentions(self, node: Term) -> list[Term]:
        found = {mention for name in _MENTIONS for mention in self._values(node, name)}
        return sorted(found, key=lambda mention: (self._begin(mention), str(mention))) or [node]

    def _begin(self, mention: Term) -> int:
        begins = (begin.value for begin in self._values(mention, NIF + "beginIndex"))
        return next((int(begin) for begin in begins if begin.isdecimal()), -1)

    def _values(self, node: Term, name: str) -> list[Term]:
        return objects(self._store, node, name)
