"""Where is the graph kept between runs? In an Oxigraph store on disk, one named graph an article."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from types import TracebackType
from typing import IO, Final, Self

import pyoxigraph as ox

from kg import vocab
from kg.errors import StoreError
from kg.store.chunk import Chunk, sorted_lines
from kg.store.entailment import IMPLIED, Trees, implied_lines, trees
from kg.store.lock import locked

LAYOUT: Final = 1
"""Raised whenever a store written before can no longer be read."""

_MARKER: Final = "kg-store.json"
_BATCH: Final = 16 << 20  # bytes of N-Quads that are put in at once: about 100 articles, or 0.2 s of writing
# Oxigraph keeps the value of a decimal and not its form: 1.0 would come back as "1", which Turtle reads as an integer.
_WHOLE_DECIMAL: Final = re.compile(rb'( "-?[0-9]+)("\^\^<%bdecimal> \.\n)' % re.escape(vocab.XSD.encode()))
_FINGERPRINT: Final = f"<{vocab.CKG}fingerprint>"


class Store:
    """A graph that can be asked, and, unless it was opened to be read only, added to.

    `oxigraph` is the store underneath, which answers queries. What is added may wait in memory until the store is
    flushed or closed; a process that is killed leaves each article whole or not there.
    """

    def __init__(self, oxigraph: ox.Store, known: Trees | None = None, lock: IO[bytes] | None = None) -> None:
        self.oxigraph = oxigraph
        self._trees = known
        self._lock = lock
        self._pending: list[bytes] = []
        self._pending_bytes = 0
        self._pending_marks: dict[str, ox.Literal] = {}

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
        finally:
            # Oxigraph has no way to close a store but to drop it.
            self.oxigraph = ox.Store()
            if self._lock is not None:
                self._lock.close()
                self._lock = None

    def has(self, graph: str, read_by: str, digest: str) -> bool:
        """Whether this article is there, unchanged and read by the same version."""
        mark = _fingerprint(graph, read_by, digest)
        return (
            self._pending_marks.get(graph) == mark[2] or next(self.oxigraph.quads_for_pattern(*mark), None) is not None
        )

    def replace(self, chunk: Chunk, read_by: str, digest: str) -> None:
        """Let the chunk take the place of the graph of that name, in one step, and remember who read which text."""
        known = self._trees
        if known is None:
            raise StoreError(chunk.graph, "this store was opened to be read only", "open it to be written")
        if chunk.graph in self._pending_marks:
            self.flush()
        mark = _fingerprint(chunk.graph, read_by, digest)
        implied = Chunk(
            chunk.graph + IMPLIED, implied_lines(chunk.lines, known) + f"{ox.Triple(*mark[:3])} .\n".encode()
        )
        if self.oxigraph.contains_named_graph(ox.NamedNode(chunk.graph)):
            self._exchange(chunk, implied)
            return
        self._pending += (chunk.nquads(), implied.nquads())
        self._pending_bytes += len(self._pending[-1]) + len(self._pending[-2])
        self._pending_marks[chunk.graph] = mark[2]
        if self._pending_bytes > _BATCH:
            self.flush()

    def flush(self) -> None:
        """Write what waits. Raises `StoreError` if the disk is full."""
        if self._pending:
            try:
                self.oxigraph.bulk_load(b"".join(self._pending), ox.RdfFormat.N_QUADS, lenient=True)
            except OSError as error:
                raise StoreError(
                    "store", f"it could not be written: {error}", "free some space, then run again"
                ) from error
        self._pending = []
        self._pending_bytes = 0
        self._pending_marks = {}

    def graphs(self) -> list[str]:
        """The IRIs of the named graphs, sorted; "" is the default graph, if it holds anything."""
        named = sorted(str(graph)[1:-1] for graph in self.oxigraph.named_graphs())
        plain = next(self.oxigraph.quads_for_pattern(None, None, None, ox.DefaultGraph()), None)
        return [*([""] if plain else []), *(graph for graph in named if not graph.endswith(IMPLIED))]

    def chunk(self, graph: str) -> Chunk:
        """One named graph, without what merely follows from it."""
        name = ox.NamedNode(graph) if graph else ox.DefaultGraph()
        text = self.oxigraph.dump(format=ox.RdfFormat.N_TRIPLES, from_graph=name) or b""
        return Chunk(graph, sorted_lines(_WHOLE_DECIMAL.sub(rb"\1.0\2", text)))

    def chunks(self) -> Iterator[Chunk]:
        """All named graphs, one at a time."""
        return (self.chunk(graph) for graph in self.graphs())

    def _exchange(self, chunk: Chunk, implied: Chunk) -> None:
        """Put two graphs in the place of those of the same names. One update is one transaction."""
        steps = [
            f"DROP SILENT GRAPH <{new.graph}>; INSERT DATA {{ GRAPH <{new.graph}> {{\n{new.lines.decode()}}} }}"
            for new in (chunk, implied)
        ]
        self.oxigraph.update(";\n".join(steps))


def open_store(path: Path, *, read_only: bool = False, ontology: tuple[Path, ...] = ()) -> Store:
    """The store in a folder; one that does not exist is made, unless it is only to be read.

    `ontology` are a user's own files of classes, beside ours. Raises `StoreError` for a folder that is in use, is no
    store of kg, was written by a version that is not understood, or is damaged.
    """
    if not path.is_dir() or not any(path.iterdir()):
        if read_only:
            raise StoreError(str(path), "there is no store", f"make one with: kg build INPUT --store {path}")
        _make(path)
    _check_marker(path)
    lock = locked(path, shared=read_only)
    try:
        inner = ox.Store.read_only(str(path)) if read_only else ox.Store(path)
    except (OSError, RuntimeError, ValueError) as error:
        if lock:
            lock.close()
        if "lock" in str(error).lower():
            raise StoreError(str(path), "another process is using this store", "wait until it has ended") from error
        raise StoreError(
            str(path), f"the store is damaged or cannot be read: {error}", "build it again in another folder"
        ) from error
    return Store(inner, None if read_only else trees(ontology), lock)


def _make(path: Path) -> None:
    try:
        path.mkdir(exist_ok=True)
        beside = path / f"{_MARKER}.part"
        beside.write_text(json.dumps({"layout": LAYOUT, "made_by": "conflict-kg"}) + "\n", encoding="utf-8")
        beside.replace(path / _MARKER)
        ox.Store(path).flush()
    except OSError as error:
        raise StoreError(str(path), f"the store cannot be made: {error}", "name a folder in one that exists") from error


def _check_marker(path: Path) -> None:
    try:
        layout = json.loads((path / _MARKER).read_text(encoding="utf-8"))["layout"]
    except FileNotFoundError as error:
        raise StoreError(str(path), "this folder is not a store of kg", "name an empty or a new folder") from error
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise StoreError(str(path), f"{_MARKER} in it is damaged", "build it again in another folder") from error
    if layout != LAYOUT:
        raise StoreError(
            str(path),
            f"the store has layout {layout}, and this version of kg reads layout {LAYOUT}",
            "build it again in another folder, or use the version of kg that made it",
        )


def _fingerprint(graph: str, read_by: str, digest: str) -> tuple[ox.NamedNode, ox.NamedNode, ox.Literal, ox.NamedNode]:
    """The quad that says who read which text; it stands among what follows from the graph, and is not exported."""
    article, kept = ox.NamedNode(graph), ox.NamedNode(graph + IMPLIED)
    return article, ox.NamedNode(_FINGERPRINT[1:-1]), ox.Literal(f"{read_by} {digest}"), kept
