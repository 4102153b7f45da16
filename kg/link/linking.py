"""Linking a graph that is there already: all sources, every entity, people's decisions kept."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Final

from pyoxigraph import NamedNode

from kg import ids, vocab
from kg.errors import NoSuchNode
from kg.link.candidates import BATCH, Candidates
from kg.link.decide import Rule
from kg.link.entities import Decision, Ruling
from kg.link.linker import Linker, has_name
from kg.link.rulings import in_chunks, joined
from kg.link.run import pieces
from kg.link.scene import region, scenes
from kg.link.statements import graph_name, hand_graph, hand_lines, is_links
from kg.store import Chunk, Store
from kg.store.chunk import blocks

Progress = Callable[[int, int], None]
"""Called with the names that were asked for and their whole number."""

_OURS: Final = ("link/", "candidate/", "nil/")
_BY: Final = "kg link"


@dataclass(slots=True)
class Linking:
    """A run of linking over a store or a loaded file; `decisions` are counted by reason as they pass."""

    store: Store
    candidates: Candidates
    rule: Rule = field(default_factory=Rule)
    base: str = ids.BASE
    rulings: Mapping[str, Ruling] = field(default_factory=dict)
    counts: Counter[str] = field(default_factory=Counter)

    def rule_by(self, new: Mapping[str, Ruling]) -> None:
        """Let people's decisions hold: those that the graph has, and these. Raises `NoSuchNode` for no entity of it."""
        for key in sorted(new):
            if not self._has(key):
                remedy = "take the subjects from a table that --review wrote for this graph"
                raise NoSuchNode(self.base + key, "the graph has no such entity", remedy)
        self.rulings = joined(in_chunks(self.store.chunks(), self.base), new)

    def fetch(self, progress: Progress | None = None) -> None:
        """Ask the remote sources for all names and places of the graph, in batches."""
        names: set[str] = set()
        places: set[int] = set()
        for chunk in self._articles():
            for scene in scenes(chunk, self.base):
                for subject in filter(has_name, scene.subjects):
                    names.update(subject.names)
                    places.update([subject.geonames] if subject.geonames is not None else ())
        wanted, numbers = sorted(names), sorted(places)
        whole = len(wanted) + len(numbers)
        for begin in range(0, max(len(wanted), len(numbers)), BATCH):
            self.candidates.fetch(wanted[begin : begin + BATCH], numbers[begin : begin + BATCH])
            if progress:
                progress(min(2 * (begin + BATCH), whole), whole)

    def decisions(self) -> Iterator[Decision]:
        """The decision about every entity, in the order of their keys."""
        with Linker(self.candidates, self.rule, self.rulings, self.base) as linker:
            for chunk in self._articles():
                linker.see(chunk)
            for decision in linker.decisions():
                self.counts[decision.reason] += 1
                yield decision

    def graphs(self, decisions: Iterable[Decision]) -> Iterator[Chunk]:
        """The graphs to write: that of the links, in pieces, and that of people's decisions."""
        retrieved = self.candidates.retrieved
        by_machine = (one for one in decisions if not one.reason.startswith("accepted by"))
        yield from pieces(by_machine, graph_name(self.base, retrieved), self.base, retrieved)
        if self.rulings:
            yield Chunk(hand_graph(self.base), hand_lines(self.rulings, self.base))

    def others(self) -> Iterator[Chunk]:
        """All the rest of the graph, without links of an earlier run."""
        for chunk in self.store.chunks():
            if not chunk.graph:
                yield without_links(chunk, self.base)
            elif not is_links(chunk.graph, self.base) and chunk.graph != hand_graph(self.base):
                yield chunk

    def keep(self, chunks: Iterable[Chunk]) -> None:
        """Let the graphs take the place of those of an earlier run in the store."""
        made: dict[str, list[bytes]] = {}
        for chunk in chunks:
            made.setdefault(chunk.graph, []).append(chunk.lines)
        for graph in self.store.graphs():
            if graph not in made and (is_links(graph, self.base) or graph == hand_graph(self.base)):
                self.store.forget(graph)
        for graph, lines in made.items():
            whole = Chunk(graph, b"".join(lines))
            self.store.replace(whole, _BY, ids.digest(whole.lines.decode()))
        self.store.flush()

    def _articles(self) -> Iterator[Chunk]:
        begin = f"{self.base}article/"
        return (self.store.chunk(graph) for graph in self.store.graphs() if not graph or graph.startswith(begin))

    def _has(self, key: str) -> bool:
        kind = NamedNode(vocab.RDF + "type")
        found = self.store.oxigraph.quads_for_pattern(NamedNode(self.base + key), kind, None, None)
        return next(found, None) is not None


def without_links(chunk: Chunk, base: str) -> Chunk:
    """A whole file of triples without what an earlier run of linking, or people, said in it."""
    chosen = {
        (entity, item)
        for _, lines in blocks(region(chunk.lines, f"{base}link/".encode()))
        for entity in _values(lines, vocab.CKG + "linkOf")
        for item in _values(lines, vocab.CKG + "chosenItem")
    }
    dropped = {b"%b <%b> %b .\n" % (entity, f"{vocab.SKOS}exactMatch".encode(), item) for entity, item in chosen}
    ours = tuple(f"<{base}{kind}".encode() for kind in _OURS)
    kept = (line for line in chunk.lines.splitlines(keepends=True) if not line.startswith(ours) and line not in dropped)
    return Chunk(chunk.graph, b"".join(kept))


def _values(lines: bytes, name: str) -> list[bytes]:
    mark = f"> <{name}> ".encode()
    return [line.partition(mark)[2][:-2] for line in lines.splitlines() if mark in line]
