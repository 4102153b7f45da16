"""What are the codes called in their own scheme?"""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

import pyoxigraph as ox

from kg import data, vocab


class Concept(NamedTuple):
    """A code's name in its scheme ("Armed clash", "1") and that of the wider code, "" if there is none."""

    notation: str
    wider: str


@lru_cache(maxsize=1)
def concepts() -> dict[str, Concept]:
    """All codes of `ontology/codes.ttl` by their local names."""
    quads = list(ox.parse(path=data.folder("ontology") / "codes.ttl"))
    notations = _values(quads, vocab.SKOS + "notation")
    wider = _values(quads, vocab.SKOS + "broader")
    return {
        node.removeprefix(vocab.CODE): Concept(notation, notations.get(wider.get(node, ""), ""))
        for node, notation in notations.items()
    }


def _values(quads: list[ox.Quad], name: str) -> dict[str, str]:
    found = (q for q in quads if q.predicate.value == name)
    return {
        q.subject.value: q.object.value
        for q in found
        if isinstance(q.subject, ox.NamedNode) and isinstance(q.object, ox.NamedNode | ox.Literal)
    }
