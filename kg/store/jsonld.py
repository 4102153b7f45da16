"""How is a sorted dataset written in JSON-LD?"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Final

from kg import vocab
from kg.store.chunk import blocks, statements
from kg.store.literals import STRING, to_literal

_TYPE: Final = f"<{vocab.RDF}type>".encode()
Node = dict[str, object]


def jsonld(graphs: Iterator[tuple[bytes, bytes]], base: str) -> Iterator[bytes]:  # noqa: ARG001 - as every writer
    """Expanded JSON-LD, one node a line: an array of graph objects, with the default graph's nodes beside them."""
    yield b"["
    comma = b"\n"
    for graph, lines in graphs:
        inner = b",\n".join(_node(subject, part) for subject, part in blocks(lines))
        yield comma + (b'{"@id":' + _quoted(graph) + b',"@graph":[\n' + inner + b"\n]}" if graph else inner)
        comma = b",\n"
    yield b"\n]\n"


def _node(subject: bytes, lines: bytes) -> bytes:
    node: Node = {"@id": _id(subject)}
    types: list[str] = []
    said: dict[str, list[Node]] = {}
    for _, predicate, value in statements(lines):
        if predicate == _TYPE and value[:1] != b'"':
            types.append(_id(value))
        else:
            said.setdefault(_id(predicate), []).append(_value(value))
    if types:
        node["@type"] = types
    return json.dumps({**node, **said}, ensure_ascii=False, separators=(",", ":")).encode()


def _value(value: bytes) -> Node:
    if value[:1] != b'"':
        return {"@id": _id(value)}
    literal = to_literal(value)
    if literal.language:
        return {"@value": literal.text, "@language": literal.language}
    return (
        {"@value": literal.text} if literal.datatype == STRING else {"@value": literal.text, "@type": literal.datatype}
    )


def _id(node: bytes) -> str:
    return (node[1:-1] if node[:1] == b"<" else node).decode()


def _quoted(node: bytes) -> bytes:
    return json.dumps(_id(node), ensure_ascii=False).encode()
