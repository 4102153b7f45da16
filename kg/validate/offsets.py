"""Which mentions do not hold the words that stand at their offsets?

The same answer as the SPARQL constraint `Mention-fits` of `ontology/shapes.ttl` gives; but SPARQL's SUBSTR counts from
the beginning of the article for each mention, which is quadratic in its length, and a slice of a string is not.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product
from typing import Final

from pyoxigraph import NamedNode, Store

from kg.validate.lookup import Node, Term, objects, subjects
from kg.vocab import NIF, RDF, SHAPE

CONSTRAINT: Final = SHAPE + "Mention-fits"
_PARTS: Final = (NIF + "beginIndex", NIF + "endIndex", NIF + "anchorOf")


def misfits(store: Store) -> Iterator[tuple[Node, Term]]:
    """Each mention whose anchor is not the text from its begin to its end, with the anchor."""
    for context in subjects(store, RDF + "type", NamedNode(NIF + "Context")):
        for text in objects(store, context, NIF + "isString"):
            for mention in subjects(store, NIF + "referenceContext", context):
                yield from ((mention, anchor) for anchor in _wrong(store, mention, text.value))


def _wrong(store: Store, mention: Node, text: str) -> Iterator[Term]:
    for begin, end, anchor in product(*(objects(store, mention, part) for part in _PARTS)):
        # An offset that is no number breaks a constraint of its own.
        if (
            begin.value.isdecimal()
            and end.value.isdecimal()
            and text[int(begin.value) : int(end.value)] != anchor.value
        ):
            yield anchor
