"""How is a sorted graph written in Turtle and TriG, for people to read?"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from kg import vocab
from kg.store.chunk import blocks, statements
from kg.store.names import Names

_TYPE: Final = f"<{vocab.RDF}type>".encode()
# What Turtle writes without quotes, by data type.
_BARE: Final = {
    f"{vocab.XSD}integer".encode(): re.compile(rb"[+-]?[0-9]+"),
    f"{vocab.XSD}decimal".encode(): re.compile(rb"[+-]?[0-9]*\.[0-9]+"),
    f"{vocab.XSD}boolean".encode(): re.compile(rb"true|false"),
}


def turtle(subjects: Iterator[tuple[bytes, bytes]], base: str) -> Iterator[bytes]:
    """Turtle: a paragraph for each subject, its class first, then its properties in the order of their IRIs."""
    names = Names(base)
    yield names.header()
    for subject, lines in subjects:
        yield b"\n" + _paragraph(subject, lines, names, b"")


def trig(graphs: Iterator[tuple[bytes, bytes]], base: str) -> Iterator[bytes]:
    """TriG: the same paragraphs, gathered by graph."""
    names = Names(base)
    yield names.header()
    for graph, lines in graphs:
        yield b"\n" + names.short(graph) + b" {\n" if graph else b"\n{\n"
        for subject, part in blocks(lines):
            yield _paragraph(subject, part, names, b"    ")
        yield b"}\n"


def _paragraph(subject: bytes, lines: bytes, names: Names, indent: bytes) -> bytes:
    short = names.short
    parts: list[bytes] = []
    before = b""
    for _, predicate, value in statements(lines):
        said = short(value) if value[:1] == b"<" else _literal(value, names)
        if predicate == before:
            parts[-1 if predicate != _TYPE else 0] += b", " + said
        elif predicate == _TYPE:
            parts.insert(0, b"a " + said)
        else:
            parts.append(short(predicate) + b" " + said)
        before = predicate
    return indent + short(subject) + b"\n    " + indent + (b" ;\n    " + indent).join(parts) + b" .\n"


def _literal(value: bytes, names: Names) -> bytes:
    """A literal or blank node, as it is written in N-Triples, in Turtle."""
    if value[:1] != b'"' or value[-1:] != b">":
        return value
    quoted, _, kind = value.rpartition(b"^^<")
    bare = _BARE.get(kind[:-1])
    if bare is not None and bare.fullmatch(quoted, 1, len(quoted) - 1):
        return quoted[1:-1]
    return quoted + b"^^" + names.short(b"<" + kind)
