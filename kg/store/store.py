"""Where is the graph kept between runs? In an Oxigraph store on disk, one named graph an article.

The default graph holds the union of all named graphs, each statement once, and what follows from it by the ontology's
trees; it is what queries see. Were it only computed as a union for each query, what several articles say alike would be
counted several times.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from types import TracebackType
from typing import IO, Final, Self

import pyoxigraph as ox

from kg import vocab
from kg.errors import StoreError
from kg.store.chunk import Chunk, sorted_lines, statements
from kg.store.entailment import Trees, implied_lines

KEPT: Final = "urn:conflict-kg:kept"
"""The graph that says who read which text of each article, and the property that says it; never exported."""

_BATCH: Final = 16 << 20  # bytes of N-Quads that are put in at once: about 100 articles
# Oxigraph keeps the value of a decimal and not its form: 1.0 would come back as "1", which Turtle reads as an integer.
_WHOLE_DECIMAL: Final = re.compile(rb'( "-?[0-9]+)("\^\^<%bdecimal> \.\n)' % re.escape(vocab.XSD.encode()))


class Store:
    """A graph that can be asked, and, unless it was opened to be read only, added to.

    `oxigraph` is the store underneath, which answers queries. What is added may wait in memory until the store is
    flushed or closed; a process that is killed leaves each article whole or not there.
    """

    def __init__(
        self,
        oxigraph: ox.Store,
        known: Trees | None = None,
        lock: IO[bytes] | None = None,
        name: str = "the graph in memory",
    ) -> None:
        self.oxigraph = oxigraph
        self._name = name
        self._trees = known
        self._lock = lock
        self._pending: list[bytes] = []
        self._pending_bytes = 0
        self._marks: dict[str, ox.Quad] = {}  # of the articles that are not yet written
        self._writer = ThreadPoolExecutor(1)  # Oxigraph writes while the next articles are read
        self._writing: Future[None] | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Write what waits, and let other processes in."""
        try:
            self.flush()
            if self._trees is not None:
                self.oxigraph.flush()  # or the next to open the store would have to read its log
        finally:
            self._writer.shutdown()
            # Oxigraph has no way to close a store but to drop it.
            self.oxigraph = ox.Store()
            if self._lock is not None:
                self._lock.close()
                self._lock = None

    def has(self, graph: str, read_by: str, digest: str) -> bool:
        """Whether this article is there, unchanged and read by the same version."""
        mark = _mark(graph, read_by, digest)
        return self._marks.get(graph) == mark or mark in self.oxigraph

    def replace(self, chunk: Chunk, read_by: str, digest: str) -> None:
        """Let the chunk take the place of the graph of that name, in one step, and remember who read which text."""
        known = self._trees
        if known is None:
            raise StoreError(chunk.graph, "this store was opened to be read only", "open it to be written")
        mark = _mark(chunk.graph, read_by, digest)
        if chunk.graph in self._marks:
            self.flush()
        if self.oxigraph.contains_named_graph(ox.NamedNode(chunk.graph)):
            self._exchange(chunk, mark, known)
            return
        new = (chunk.nquads(), chunk.lines, implied_lines(chunk.lines, known), f"{mark} .\n".encode())
        self._pending += new
        self._pending_bytes += sum(map(len, new))
        self._marks[chunk.graph] = mark
        if self._pending_bytes > _BATCH:
            self._write_behind()

    def forget(self, graph: str) -> None:
        """Let the graph of that name go, if it is there."""
        if graph in self._marks:
            self.flush()
        if self._trees is not None and self.oxigraph.contains_named_graph(ox.NamedNode(graph)):
            self._exchange(Chunk(graph, b""), None, self._trees)

    def flush(self) -> None:
        """Write what waits. Raises `StoreError` if the disk is full."""
        self._write_behind()
        self._wait()

    def graphs(self) -> list[str]:
        """The IRIs of the named graphs, sorted; before them "", the default graph of a file that has one.

        The default graph of a store in a folder holds what its named ones say, and is none of its own.
        """
        named = sorted(str(graph)[1:-1] for graph in self.oxigraph.named_graphs())
        is_file = self._trees is None and KEPT not in named
        plain = self.oxigraph.quads_for_pattern(None, None, None, ox.DefaultGraph()) if is_file else ()
        return [""] * any(True for _ in plain) + [graph for graph in named if graph != KEPT]

    def marks(self) -> list[tuple[str, str]]:
        """The graphs that `replace` put in, each with who made it of what: the same if nothing was exchanged."""
        found = self.oxigraph.quads_for_pattern(None, ox.NamedNode(KEPT), None, ox.NamedNode(KEPT))
        return sorted((str(quad.subject)[1:-1], str(quad.object)) for quad in found)

    def chunk(self, graph: str) -> Chunk:
        """One graph, as it was put in."""
        name = ox.NamedNode(graph) if graph else ox.DefaultGraph()
        text = self.oxigraph.dump(format=ox.RdfFormat.N_TRIPLES, from_graph=name) or b""
        return Chunk(graph, sorted_lines(_WHOLE_DECIMAL.sub(rb"\1.0\2", text)))

    def chunks(self) -> Iterator[Chunk]:
        """All graphs, one at a time."""
        return (self.chunk(graph) for graph in self.graphs())

    def _write_behind(self) -> None:
        """Begin to write what waits, once the batch before is written."""
        self._wait()
        if self._pending:
            batch, self._pending, self._pending_bytes = self._pending, [], 0
            self._writing = self._writer.submit(self._load, b"".join(batch), tuple(self._marks))

    def _load(self, nquads: bytes, marks: Iterable[str]) -> None:
        self.oxigraph.bulk_load(nquads, ox.RdfFormat.N_QUADS, lenient=True)
        for graph in marks:
            self._marks.pop(graph, None)

    def _wait(self) -> None:
        if self._writing is not None:
            writing, self._writing = self._writing, None
            try:
                writing.result()
            except OSError as error:
                raise StoreError(
                    self._name, f"it cannot be written: {error}", "free some space, then run again"
                ) from error

    def _exchange(self, chunk: Chunk, mark: ox.Quad | None, known: Trees) -> None:
        """Put a graph in the place of the one of its name, by what differs. One update is one transaction."""
        self.flush()
        before = self.chunk(chunk.graph).lines
        old, new = set(before.splitlines(keepends=True)), set(chunk.lines.splitlines(keepends=True))
        old_all, new_all = set(_lines(before, known)), set(_lines(chunk.lines, known))
        stale = old_all - new_all
        stale -= set(_lines(self._said_elsewhere(stale, chunk.graph), known))
        graph, marked = f"GRAPH <{chunk.graph}>", f"GRAPH <{KEPT}>"
        steps = [
            f"DELETE WHERE {{ {marked} {{ <{chunk.graph}> <{KEPT}> ?mark }} }}",
            f"DELETE DATA {{\n{_text(stale)}{graph} {{\n{_text(old - new)}}} }}",
            f"INSERT DATA {{\n{_text(new_all - old_all)}{graph} {{\n{_text(new - old)}}} }}",
        ]
        steps += [f"INSERT DATA {{ {marked} {{ {mark.triple} }} }}"] if mark else []
        steps += [] if new else [f"DROP SILENT {graph}"]  # or an empty graph would stay
        self.oxigraph.update(";\n".join(steps))

    def _said_elsewhere(self, lines: Iterable[bytes], graph: str) -> bytes:
        """What other articles say about the subjects of these lines."""
        apart = {ox.NamedNode(graph), ox.DefaultGraph(), ox.NamedNode(KEPT)}
        subjects = {subject for line in lines for subject, _, _ in statements(line)}
        found = (
            quad.triple
            for subject in subjects
            for quad in self.oxigraph.quads_for_pattern(ox.NamedNode(subject[1:-1].decode()), None, None, None)
            if quad.graph_name not in apart
        )
        return _WHOLE_DECIMAL.sub(rb"\1.0\2", ox.serialize(found, format=ox.RdfFormat.N_TRIPLES) or b"")


def _text(lines: Iterable[bytes]) -> str:
    return b"".join(sorted(lines)).decode()


def _lines(lines: bytes, known: Trees) -> list[bytes]:
    """The lines, and those that follow from them."""
    return (lines + implied_lines(lines, known)).splitlines(keepends=True)


def _mark(graph: str, read_by: str, digest: str) -> ox.Quad:
    """The quad that says who read which text of an article."""
    return ox.Quad(ox.NamedNode(graph), ox.NamedNode(KEPT), ox.Literal(f"{read_by} {digest}"), ox.NamedNode(KEPT))
