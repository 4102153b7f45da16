"""Which of Wikidata's items does a graph link to? Those of accepted links, and no others."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

from kg import vocab
from kg.store import Chunk

_MATCH: Final = re.compile(
    rb"^<[^>]*> <%b> <%b(Q[1-9][0-9]*)> \.$"
    % (re.escape(vocab.SKOS.encode()) + b"exactMatch", re.escape(vocab.WD.encode())),
    re.MULTILINE,
)
# In a file without named graphs, what an earlier run brought in is known by its subject.
_WIKIDATAS: Final = tuple(f"<{space}".encode() for space in (vocab.WD, vocab.WDATA))


def linked(chunks: Iterable[Chunk]) -> list[str]:
    """The QIDs of all accepted links, by number."""
    found = {match.decode() for chunk in chunks for match in _MATCH.findall(chunk.lines)}
    return sorted(found, key=lambda qid: int(qid[1:]))


def without_facts(chunk: Chunk, graph: str) -> Chunk:
    """A chunk without what an earlier run of enriching said in it; `graph` is the name of the graph of facts."""
    ours = (*_WIKIDATAS, f"<{graph}> ".encode())
    lines = chunk.lines.splitlines(keepends=True)
    return chunk._replace(lines=b"".join(line for line in lines if not line.startswith(ours)))
