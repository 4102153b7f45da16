"""An input that could not be read, as statements: a graph says what it lacks."""

from __future__ import annotations

from collections.abc import Iterator

from pyoxigraph import NamedNode, Quad

from kg import vocab
from kg.emit.terms import term, text
from kg.model import Skipped


def skipped_quads(skipped: Skipped, iri: str) -> Iterator[Quad]:
    """What was skipped and why, about the node of that IRI and in a named graph of the same name."""
    node = NamedNode(iri)
    yield Quad(node, NamedNode(vocab.RDF + "type"), term("SkippedInput"), node)
    yield Quad(node, term("dct:identifier"), text(skipped.origin), node)
    yield Quad(node, term("reason"), text(skipped.reason), node)
