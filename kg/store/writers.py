"""Which function writes which format? Each turns sorted blocks into bytes, one pass, nothing held."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Final

from kg.store.jsonld import jsonld
from kg.store.rdfxml import rdfxml
from kg.store.turtle import trig, turtle

Blocks = Iterator[tuple[bytes, bytes]]


def ntriples(subjects: Blocks, base: str) -> Iterator[bytes]:  # noqa: ARG001 - every writer is called alike
    """N-Triples, sorted by their bytes."""
    return (lines for _, lines in subjects)


def nquads(graphs: Blocks, base: str) -> Iterator[bytes]:  # noqa: ARG001 - every writer is called alike
    """N-Quads, sorted by graph, and within each by their bytes."""
    return (lines.replace(b" .\n", b" %b .\n" % graph) if graph else lines for graph, lines in graphs)


WRITERS: Final[dict[str, Callable[[Blocks, str], Iterator[bytes]]]] = {
    ".ttl": turtle,
    ".trig": trig,
    ".nt": ntriples,
    ".nq": nquads,
    ".jsonld": jsonld,
    ".rdf": rdfxml,
}
