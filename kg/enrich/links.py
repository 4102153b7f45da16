"""Which of Wikidata's items does a graph link to? Those of accepted links, and no others."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

from kg import vocab
from kg.store import Chunk

_LINE: Final = re.compile(
    rb"^(<[^>]*>) <(?:(%b)|%b(linkOf)|%b(rejectedItem))> <(?:%b(Q[1-9][0-9]*)|([^>]*))> \.$"
    % (
        re.escape(vocab.SKOS.encode()) + b"exactMatch",
        re.escape(vocab.CKG.encode()),
        re.escape(vocab.CKG.encode()),
        re.escape(vocab.WD.encode()),
    ),
    re.MULTILINE,
)
GRAPH: Final = "graph/wikidata/"
"""What the names of graphs of facts begin with under the base IRI; the day of the newest answer follows."""

# In a file without named graphs, what an earlier run brought in is known by its subject.
_WIKIDATAS: Final = tuple(f"<{space}".encode() for space in (vocab.WD, vocab.WDATA))


def linked(chunks: Iterable[Chunk]) -> list[str]:
    """The QIDs of all accepted links, by number.

    An item that people have said an entity is not counts for no link, though an article's graph may still match them.
    """
    matches: set[tuple[bytes, bytes]] = set()
    entity_of: dict[bytes, bytes] = {}
    rejected: dict[bytes, set[bytes]] = {}
    for chunk in chunks:
        for subject, is_match, is_link, is_rejected, qid, iri in _LINE.findall(chunk.lines):
            if is_match and qid:
                matches.add((subject, qid))
            elif is_link:
                entity_of[subject] = b"<" + iri + b">"
            elif is_rejected and qid:
                rejected.setdefault(subject, set()).add(qid)
    refused = {(entity_of[link], qid) for link, qids in rejected.items() if link in entity_of for qid in qids}
    return sorted({qid.decode() for _, qid in matches - refused}, key=lambda qid: int(qid[1:]))


def is_facts(graph: str, base: str) -> bool:
    """Whether a graph of this name holds facts that an earlier run of enriching brought in."""
    return graph.startswith(base + GRAPH)


def without_facts(chunk: Chunk, base: str) -> Chunk:
    """A chunk of a file of triples without what an earlier run of enriching said in it."""
    ours = (*_WIKIDATAS, f"<{base}{GRAPH}".encode())
    lines = chunk.lines.splitlines(keepends=True)
    return chunk._replace(lines=b"".join(line for line in lines if not line.startswith(ours)))
