"""Bring what Wikidata says of a graph's linked items into a graph of its own.

The run asks for batches of items, then for the names of the items that these name. A source that caches its answers
makes a run that was broken off go on where it was, and gives the same bytes for the same answers.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Final, NamedTuple

from pyoxigraph import NamedNode, Quad

from kg import vocab
from kg.enrich import quads
from kg.enrich.facts import BATCH, FactSource, Found, ItemFacts, Wanted
from kg.store import Chunk, to_chunk

GRAPH: Final = "graph/wikidata"
"""The graph's name under the base IRI."""

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
    lost: dict[str, str] = {}
    found = _found(qids, source, wanted, progress or _silent, lost)
    known = {item.qid for item in found.items}
    moved = dict(found.replaced)
    graph = NamedNode(base + GRAPH)
    chunk = to_chunk(graph.value, _quads(found, source, wanted, graph, lost))
    return Enriched(
        chunk,
        len(found.items),
        tuple(qid for qid in qids if moved.get(qid, qid) not in known and not {qid, moved.get(qid)} & lost.keys()),
        tuple(pair for pair in found.replaced if pair[1] in known),
        tuple(sorted(lost.items())),
    )


def _silent(done: int, whole: int) -> None:
    del done, whole


def _found(qids: Sequence[str], source: FactSource, wanted: Wanted, progress: Progress, lost: dict[str, str]) -> Found:
    """The answers to all batches. Items that others were merged into are asked for in their turn.

    `lost` gets those that could not be had: a source forgets that where a name of the item is told later.
    """
    items: dict[str, ItemFacts] = {}
    replaced: dict[str, str] = {}
    asked: set[str] = set()
    waiting = list(dict.fromkeys(qids))
    while waiting:
        batch, waiting = waiting[:BATCH], waiting[BATCH:]
        asked.update(batch)
        answer = source.facts(batch, wanted)
        lost.update((qid, source.unanswered[qid]) for qid in batch if qid in source.unanswered)
        items.update((item.qid, item) for item in answer.items)
        replaced.update(answer.replaced)
        waiting += sorted({new for _, new in answer.replaced} - asked - set(items) - set(waiting))
        progress(len(asked), len(asked) + len(waiting))
    ends = {old: _end(old, replaced) for old in replaced}
    return Found(tuple(items[qid] for qid in sorted(items)), tuple(sorted(ends.items())))


def _end(qid: str, replaced: dict[str, str]) -> str:
    """The item that stands in the end of a chain of merged ones; a circle ends anywhere in it."""
    seen = {qid}
    while (new := replaced.get(qid)) is not None and new not in seen:
        seen.add(new)
        qid = new
    return qid


def _quads(found: Found, source: FactSource, wanted: Wanted, graph: NamedNode, lost: dict[str, str]) -> Iterator[Quad]:
    for item in found.items:
        yield from quads.item_quads(item, graph)
    known = {item.qid for item in found.items}
    for old, new in found.replaced:
        if new in known:
            yield quads.replaced_quad(old, new, graph)
    named = sorted({qid for item in found.items for qid in _named(item)} - known)
    for begin in range(0, len(named), BATCH):
        batch = named[begin : begin + BATCH]
        labels = source.labels(batch, wanted.languages)
        lost.update((qid, source.unanswered[qid]) for qid in batch if qid in source.unanswered)
        for qid in sorted(labels):
            yield from quads.label_quads(qid, labels[qid], graph)
    if found.items:
        yield from quads.graph_quads(graph, source.name, max(item.retrieved for item in found.items))


def _named(item: ItemFacts) -> Iterator[str]:
    """The items that stand as values, of qualifiers too."""
    values = [value for _, value in item.best]
    values += [value for statement in item.statements for _, value in statement.qualifiers]
    values += [statement.value for statement in item.statements]
    for value in values:
        if isinstance(value.term, NamedNode) and value.term.value.startswith(vocab.WD + "Q"):
            yield value.term.value.removeprefix(vocab.WD)
