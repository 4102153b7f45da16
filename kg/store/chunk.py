"""What is one article's graph, as text that can be sorted, kept and sent between processes?"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Final, NamedTuple

from pyoxigraph import Quad, RdfFormat, serialize

_BLOCK: Final = re.compile(rb"([^ ]+) [^\n]*\n(?:\1 [^\n]*\n)*")


class Chunk(NamedTuple):
    """One named graph: its IRI, and its statements as N-Triples lines, sorted and each only once."""

    graph: str
    lines: bytes

    def nquads(self) -> bytes:
        """The statements as N-Quads; a chunk without a graph name belongs to the default graph."""
        return self.lines.replace(b" .\n", f" <{self.graph}> .\n".encode()) if self.graph else self.lines


def to_chunk(graph: str, quads: Iterable[Quad]) -> Chunk:
    """The chunk of one graph; the graph names of the quads are not looked at."""
    text = serialize((quad.triple for quad in quads), format=RdfFormat.N_TRIPLES)
    return Chunk(graph, sorted_lines(text or b""))


def sorted_lines(text: bytes) -> bytes:
    """The lines of N-Triples, sorted by their bytes, each once."""
    return b"".join(sorted(set(text.splitlines(keepends=True))))


def blocks(lines: bytes) -> Iterator[tuple[bytes, bytes]]:
    """The sorted lines cut by subject: each subject as it is written in N-Triples, and its lines."""
    return ((found[1], found[0]) for found in _BLOCK.finditer(lines))


def statements(lines: bytes) -> Iterator[tuple[bytes, bytes, bytes]]:
    """Subject, predicate and object of each line, as they are written in N-Triples."""
    for line in lines.split(b"\n"):
        if line:
            subject, predicate, rest = line.split(b" ", 2)
            yield subject, predicate, rest[:-2]
