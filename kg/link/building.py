"""Linking as the last step of a build: by what is known without a network, and into a graph of its own."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING, Final, Self

from pyoxigraph import NamedNode

from kg import ids, vocab
from kg.data import lexicon as lexicon_rows
from kg.link.built_in import COLUMNS, CONFIRMED, BuiltIn
from kg.link.candidates import Candidates
from kg.link.decide import RULE
from kg.link.linker import Linker
from kg.link.rulings import in_chunks
from kg.link.run import pieces
from kg.link.scene import Scene
from kg.link.statements import GRAPH, build_graph_name, hand_graph, is_builds, is_links
from kg.store import Chunk, Spool, Store
from kg.wikidata import Source

if TYPE_CHECKING:
    from kg.kb import KnowledgeBase

_BY: Final = "link"


class Links:
    """Sees each article of a build as it is read, and in the end writes the decisions to the file, the store, or both.

    In a store all its articles are linked together, those of earlier builds as well. What no source knows gets no
    decision here, and what `kg link` has decided about keeps its decision.
    """

    def __init__(
        self, base: str, lexicon: Path | None = None, kb: Path | None = None, store: Store | None = None
    ) -> None:
        self._base = base
        self._lexicon = lexicon
        self._store = store
        self._stack = ExitStack()
        self._kb: KnowledgeBase | None = None
        if kb is not None:
            from kg.kb import KnowledgeBase

            self._kb = self._stack.enter_context(KnowledgeBase(kb))
        self._linker: Linker | None = None  # loaded when there is something to link: it takes a third of a second
        self._seen: set[str] = set()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *error: object) -> None:
        self._stack.close()

    def see(self, graph: str, scene: Scene) -> None:
        """Take in an article that was read; `graph` is the name of its graph."""
        self._seen.add(graph)
        self._ready().see_scene(scene)

    def write(self, spool: Spool | None) -> None:
        """Decide, and put the graph of links where it belongs."""
        if self._store is None:
            if spool:
                for piece in self._pieces():
                    spool.add(piece)
            return
        self._keep(self._store)
        for graph in self._store.graphs() if spool else ():
            if spool and graph.startswith(self._base + GRAPH):
                spool.add(self._store.chunk(graph))

    def _keep(self, store: Store) -> None:
        """Exchange the store's graph of links, if anything changed since it was made."""
        store.flush()
        graph, graphs = build_graph_name(self._base, self._retrieved), store.graphs()
        marks = (f"{name} {mark}" for name, mark in store.marks() if not is_builds(name, self._base))
        state = ids.digest(*sorted(marks), *self._made_of())
        if store.has(graph, _BY, state):
            return
        for one in graphs:
            if one.startswith(f"{self._base}article/") and one not in self._seen:
                self._ready().see(store.chunk(one))
        others = [one for one in graphs if is_links(one, self._base) and not is_builds(one, self._base)]
        lines = b"".join(piece.lines for piece in self._pieces(decided(store, others, self._base)))
        for one in graphs:
            if is_builds(one, self._base) and one != graph:
                store.forget(one)
        store.replace(Chunk(graph, lines), _BY, state)
        store.flush()

    def _ready(self) -> Linker:
        if self._linker is None:
            sources: list[Source] = [BuiltIn(self._lexicon), *([self._kb] if self._kb else [])]
            hand = hand_graph(self._base)
            is_ruled = self._store is not None and hand in self._store.graphs()
            rulings = in_chunks([self._store.chunk(hand)], self._base) if self._store and is_ruled else {}
            made = Linker(Candidates(sources), rulings=rulings, base=self._base, only_candidates=True)
            self._linker = self._stack.enter_context(made)
        return self._linker

    @property
    def _retrieved(self) -> str:
        """When the newest of the sources was made."""
        return max(CONFIRMED, self._kb.meta["built"][:10] if self._kb else "")

    def _made_of(self) -> Iterator[str]:
        """What the decisions depend on besides the articles."""
        yield from (RULE, CONFIRMED)
        yield from (f"{row}" for row in lexicon_rows("wikidata", COLUMNS, self._lexicon))
        yield from (f"{name} {value}" for name, value in sorted(self._kb.meta.items())) if self._kb else ()

    def _pieces(self, done: Collection[str] = ()) -> Iterator[Chunk]:
        found = (decision for decision in self._ready().decisions() if decision.key not in done)
        return pieces(found, build_graph_name(self._base, self._retrieved), self._base, self._retrieved)


def decided(store: Store, graphs: Iterable[str], base: str) -> frozenset[str]:
    """The keys of the entities that `kg link` has decided about, in its graphs of links."""
    name = NamedNode(vocab.CKG + "linkOf")
    found = (quad for graph in graphs for quad in store.oxigraph.quads_for_pattern(None, name, None, NamedNode(graph)))
    return frozenset(str(quad.object)[1:-1].removeprefix(base) for quad in found)
