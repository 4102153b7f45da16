"""From a graph to the graph of its incidents."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

import pyoxigraph as ox

from kg import ids
from kg.incidents.graph import Graph
from kg.incidents.grouping import Grouping, Tally
from kg.incidents.quads import graph_name, quads
from kg.incidents.reading import Reader
from kg.incidents.report import Report
from kg.incidents.shelf import Shelf
from kg.store import Chunk, Store, to_chunk
from kg.store.chunk import sorted_lines, statements
from kg.vocab import CKG, PROV, RDF

_TIES: Final = frozenset(f"<{CKG}{name}>".encode() for name in ("contradicts", "supersedes"))


@dataclass(frozen=True, slots=True)
class Found:
    """The graph of all incidents, how many they are, and how many pairs of claims contradict each other."""

    chunk: Chunk
    incidents: int
    events: int
    contradictions: int
    updates: int
    tally: Tally


def reports(store: Store, *, is_merged: bool = True) -> Iterator[Report]:
    """What the articles of a graph report, in no order; `is_merged` is false for a file as `load_file` gives it."""
    return Reader(Graph(store.oxigraph, is_merged=is_merged)).everything()


def incidents(shelf: Shelf, base: str = ids.BASE) -> Found:
    """The incidents among all reports of the shelf; `base` is what their IRIs begin with."""
    grouping = Grouping()
    lines = [to_chunk(graph_name(base), quads(group, base)).lines for group in grouping.groups(shelf.reports())]
    text = sorted_lines(b"".join(lines))
    count = {name: text.count(f" <{CKG}{name}> ".encode()) for name in ("hasReport", "contradicts", "supersedes")}
    return Found(
        Chunk(graph_name(base), text),
        len(lines),
        count["hasReport"],
        count["contradicts"] // 2,
        count["supersedes"],
        grouping.tally,
    )


def without_incidents(store: Store) -> Iterator[Chunk]:
    """The graphs of a store without the incidents that were found in it before, also where a file has merged all."""
    has_type = store.oxigraph.quads_for_pattern(None, ox.NamedNode(RDF + "type"), ox.NamedNode(CKG + "Incident"), None)
    old = {str(quad.subject).encode() for quad in has_type}
    for chunk in store.chunks():
        kept = _others(store, chunk.lines, old) if old else chunk.lines
        if kept:
            yield Chunk(chunk.graph, kept)


def _others(store: Store, lines: bytes, old: set[bytes]) -> bytes:
    return b"".join(
        subject + b" " + name + b" " + value + b" .\n"
        for subject, name, value in statements(lines)
        if subject not in old and not (name in _TIES and _article(store, subject) != _article(store, value))
    )


def _article(store: Store, claim: bytes) -> str:
    node, name = ox.NamedNode(claim[1:-1].decode()), ox.NamedNode(PROV + "hadPrimarySource")
    return min((str(quad.object) for quad in store.oxigraph.quads_for_pattern(node, name, None, None)), default="")
