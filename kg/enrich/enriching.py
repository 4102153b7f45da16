"""Bring what Wikidata says of a graph's linked items into a graph of its own.

The run asks for batches of items, then for the names of the items that these name. A source that caches its answers
makes a run that was broken off go on where it was, and gives the same bytes for the same answers.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import NamedTuple

from pyoxigraph import NamedNode, RdfFormat, Triple, serialize

from kg import vocab
from kg.enrich import triples
from kg.enrich.facts import BATCH, FactSource, ItemFacts, Value, Wanted
from kg.enrich.links import GRAPH
from kg.store import Chunk
from kg.store.chunk import sorted_lines

Progress = Callable[[int, int], None]
"""Told how many of how many items are done."""


class Enriched(NamedTuple):
    """The graph of facts, and what became of the items: `unknown` are not there, `replaced` have moved on.

    `unanswered` are those that could not be had, with the reasons: the graph is not whole without them.
    """

    chunk: Chunk
    items: int
    unknown: tuple[str, ...]
    replaced: tuple[tuple[str, str], ...]
    unanswered: tuple[tuple[str, str], ...]


def enrich(
    qids: Sequence[str], source: FactSource, wanted: Wanted, base: str, progress: Progress | None = None
) -> Enriched:
    """What the source says of these items. Raises what the source raises."""
    run = _Run(source, wanted)
    run.ask(qids, progress or _silent)
    run.name_values()
    graph = run.close(base)
    ends = {old: run.end(old) for old in sorted(run.replaced)}
    return Enriched(
        Chunk(graph, sorted_lines(b"".join(run.lines))),
        len(run.known),
        tuple(
            qid for qid in qids if ends.get(qid, qid) not in run.known and not {qid, ends.get(qid)} & run.lost.keys()
        ),
        tuple((old, new) for old, new in ends.items() if new in run.known),
        tuple(sorted(run.lost.items())),
    )


class _Run:
    """What was answered so far, as lines of N-Triples, so that memory grows with what is written and no more.

    `lost` are those that could not be had. It is kept here, since a source forgets that where a name of the item is
    told later.
    """

    def __init__(self, source: FactSource, wanted: Wanted) -> None:
        self._source = source
        self._wanted = wanted
        self.lines: list[bytes] = []
        self.known: set[str] = set()
        self.replaced: dict[str, str] = {}
        self.lost: dict[str, str] = {}
        self._named: set[str] = set()
        self._asked: set[str] = set()
        self._latest = ""

    def ask(self, qids: Sequence[str], progress: Progress) -> None:
        """Ask for items, for those that they were merged into, and for those that are to be followed."""
        followed: set[str] = set()
        self._ask(list(dict.fromkeys(qids)), progress, followed)
        self._ask(sorted(followed - self._asked), progress, set())

    def _ask(self, waiting: list[str], progress: Progress, followed: set[str]) -> None:
        while waiting:
            batch, waiting = waiting[:BATCH], waiting[BATCH:]
            self._asked.update(batch)
            answer = self._source.facts(batch, self._wanted)
            self._note_lost(batch)
            for item in answer.items:
                self._keep(triples.item_triples(item))
                self.known.add(item.qid)
                self._named.update(_items(value for _, value in _values(item)))
                followed.update(_items(value for name, value in _values(item) if name in self._wanted.follow))
                self._latest = max(self._latest, item.retrieved)
            self.replaced.update(answer.replaced)
            waiting += sorted({new for _, new in answer.replaced} - self._asked - self.known - set(waiting))
            progress(len(self._asked), len(self._asked) + len(waiting))

    def name_values(self) -> None:
        """Ask for the names of the items that others name."""
        named = sorted(self._named - self.known)
        for begin in range(0, len(named), BATCH):
            batch = named[begin : begin + BATCH]
            labels = self._source.labels(batch, self._wanted.languages)
            self._note_lost(batch)
            self._keep(triple for qid in labels for triple in triples.label_triples(qid, labels[qid]))

    def close(self, base: str) -> str:
        """Say which items have moved on, and where it all comes from; the graph's name, dated by the newest answer."""
        graph = f"{base}{GRAPH}{self._latest or 'empty'}"
        moved = ((old, self.end(old)) for old in self.replaced)
        self._keep(triples.replaced_triple(old, new) for old, new in moved if new in self.known)
        if self.known:
            self._keep(triples.graph_triples(graph, self._source.name, self._latest))
        return graph

    def end(self, qid: str) -> str:
        """The item that stands in the end of a chain of merged ones; a circle ends anywhere in it."""
        seen = {qid}
        while (new := self.replaced.get(qid)) is not None and new not in seen:
            seen.add(new)
            qid = new
        return qid

    def _keep(self, said: Iterable[Triple]) -> None:
        self.lines.append(serialize(said, format=RdfFormat.N_TRIPLES) or b"")

    def _note_lost(self, batch: Sequence[str]) -> None:
        self.lost.update((qid, self._source.unanswered[qid]) for qid in batch if qid in self._source.unanswered)


def _silent(done: int, whole: int) -> None:
    del done, whole


def _values(item: ItemFacts) -> Iterator[tuple[str, Value]]:
    """All values by their properties, those of qualifiers too."""
    yield from item.best
    for statement in item.statements:
        yield statement.property, statement.value
        yield from statement.qualifiers


def _items(values: Iterable[Value]) -> Iterator[str]:
    """The items among some values."""
    for value in values:
        if isinstance(value.term, NamedNode) and value.term.value.startswith(vocab.WD + "Q"):
            yield value.term.value.removeprefix(vocab.WD)
