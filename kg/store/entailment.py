"""What follows from a statement by the ontology's trees of classes and properties?

The graph says only the most specific class of a thing. A store also answers for the classes above it, and for the
properties above a role or relation: these statements stand in the default graph only, and are never exported.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path
from typing import Final, NamedTuple

from pyoxigraph import DefaultGraph, NamedNode, Quad, Store, parse

from kg import data, vocab
from kg.errors import BadLexicon

_TYPE: Final = NamedNode(vocab.RDF + "type")
_UP: Final = (vocab.RDFS + "subClassOf", vocab.RDFS + "subPropertyOf")
_LINE: Final = re.compile(
    rb"^([^ ]+) <(?:%b> <([^>]*)>|(%b[^>]*)> (<[^\n]*)) \.$"
    % (re.escape(vocab.RDF.encode()) + b"type", re.escape(vocab.CKG.encode())),
    re.MULTILINE,
)


class Trees(NamedTuple):
    """Each class and each property that has others above it, with all of these, as IRIs."""

    classes: dict[str, tuple[str, ...]]
    properties: dict[str, tuple[str, ...]]


def trees(own: tuple[Path, ...] = ()) -> Trees:
    """The trees of the ontology, and of a user's own files. Raises `BadLexicon` for one that is no RDF."""
    return _trees((data.folder("ontology") / "conflict.ttl", *own))


def implied_lines(lines: bytes, known: Trees) -> bytes:
    """What follows from N-Triples lines, as such lines."""
    found: set[str] = set()
    for line in _LINE.finditer(lines):
        subject, cls, name, value = line.groups()
        if cls is not None:
            above = known.classes.get(cls.decode(), ())
            found.update(f"{subject.decode()} <{vocab.RDF}type> <{upper}> .\n" for upper in above)
        else:
            above = known.properties.get(name.decode(), ())
            found.update(f"{subject.decode()} <{upper}> {value.decode()} .\n" for upper in above)
    return "".join(sorted(found)).encode()


def complete(store: Store, known: Trees) -> None:
    """Put into the default graph of a store all that follows from what is there."""
    plain = DefaultGraph()
    added = [
        Quad(quad.subject, _TYPE, NamedNode(upper))
        for cls, above in known.classes.items()
        for quad in store.quads_for_pattern(None, _TYPE, NamedNode(cls), plain)
        for upper in above
    ]
    added += [
        Quad(quad.subject, NamedNode(upper), quad.object)
        for name, above in known.properties.items()
        for quad in store.quads_for_pattern(None, NamedNode(name), None, plain)
        for upper in above
    ]
    store.extend(added)


@lru_cache(maxsize=4)
def _trees(paths: tuple[Path, ...]) -> Trees:
    edges: dict[str, dict[str, set[str]]] = {up: {} for up in _UP}
    for path in paths:
        try:
            for quad in parse(path=path):
                if quad.predicate.value in edges and isinstance(quad.object, NamedNode):
                    edges[quad.predicate.value].setdefault(str(quad.subject)[1:-1], set()).add(quad.object.value)
        except (SyntaxError, ValueError) as error:
            raise BadLexicon(str(path), f"it is not valid RDF: {error}", "mend it, or leave it out") from error
        except OSError as error:
            raise BadLexicon(str(path), f"it cannot be read: {error}", "check its name") from error
    return Trees(*(_closed(edges[up]) for up in _UP))


def _closed(edges: dict[str, set[str]]) -> dict[str, tuple[str, ...]]:
    return {name: tuple(sorted(_above(edges[name], edges) - {name})) for name in edges}


def _above(names: Iterable[str], edges: dict[str, set[str]]) -> set[str]:
    found: set[str] = set()
    waiting = list(names)
    while waiting:
        name = waiting.pop()
        if name not in found:
            found.add(name)
            waiting.extend(edges.get(name, ()))
    return found
