"""One run of linking: what comes out of a linker as pieces of one graph, sorted, however many they are."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from kg.link.entities import Decision
from kg.link.gathering import Gathering
from kg.link.statements import blocks
from kg.store import Chunk
from kg.store.chunk import sorted_lines

_PIECE = 4 << 20  # bytes of lines


def pieces(decisions: Iterable[Decision], graph: str, base: str, retrieved: str) -> Iterator[Chunk]:
    """The graph of links in the order of its lines, cut between subjects, however many they are.

    `retrieved` is when the newest of the sources was asked or made, a date or time of ISO 8601.
    """
    with Gathering() as gathered:
        for decision in decisions:
            for subject, lines in blocks(decision, base, retrieved):
                gathered.add(subject, lines)
        held: list[bytes] = []
        size = 0
        for _, parts in gathered.groups():
            held.append(parts[0] if len(parts) == 1 else sorted_lines(b"".join(parts)))
            size += len(held[-1])
            if size > _PIECE:
                yield Chunk(graph, b"".join(held))
                held, size = [], 0
        if held:
            yield Chunk(graph, b"".join(held))
