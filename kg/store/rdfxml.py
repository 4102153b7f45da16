"""How is a sorted graph written in RDF/XML?"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final
from xml.sax.saxutils import escape, quoteattr

from kg import vocab
from kg.errors import BadOutput
from kg.store.chunk import statements
from kg.store.literals import STRING, to_literal

_LOCAL: Final = re.compile(r"[A-Za-z_][A-Za-z0-9_.-]*$")
_NOT_XML: Final = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_CARRIAGE: Final = {"\r": "&#13;"}  # a reader of XML turns a bare one into a line feed


def rdfxml(subjects: Iterator[tuple[bytes, bytes]], base: str) -> Iterator[bytes]:
    """RDF/XML: one description for each subject.

    Raises `BadOutput` for a character that XML 1.0 cannot say, or a property that is no XML name.
    """
    spaces = dict(sorted(vocab.prefixes(base).items()))
    prefixes = {space: prefix for prefix, space in spaces.items()}
    declared = "".join(f"\n    xmlns:{prefix}={quoteattr(space)}" for prefix, space in spaces.items())
    yield f'<?xml version="1.0" encoding="UTF-8"?>\n<rdf:RDF{declared}>\n'.encode()
    for subject, lines in subjects:
        inner = "".join(_property(predicate, value, prefixes) for _, predicate, value in statements(lines))
        yield f"<rdf:Description {_reference(subject, 'rdf:about')}>\n{inner}</rdf:Description>\n".encode()
    yield b"</rdf:RDF>\n"


def _property(predicate: bytes, value: bytes, prefixes: dict[str, str]) -> str:
    name, declared = _name(predicate[1:-1].decode(), prefixes)
    if value[:1] != b'"':
        return f"  <{name}{declared} {_reference(value, 'rdf:resource')}/>\n"
    literal = to_literal(value)
    if _NOT_XML.search(literal.text):
        raise BadOutput(predicate.decode(), "a text holds a character that XML cannot say", "write another format")
    if literal.language:
        kind = f" xml:lang={quoteattr(literal.language)}"
    else:
        kind = "" if literal.datatype == STRING else f" rdf:datatype={quoteattr(literal.datatype)}"
    return f"  <{name}{declared}{kind}>{escape(literal.text, _CARRIAGE)}</{name}>\n"


def _name(iri: str, prefixes: dict[str, str]) -> tuple[str, str]:
    """The element's name, and the declaration of its namespace if it is not one of ours."""
    found = _LOCAL.search(iri, max(iri.rfind("#"), iri.rfind("/")) + 1)
    if found is None:
        raise BadOutput(iri, "this property is no XML name", "write another format")
    space, local = iri[: found.start()], found.group()
    if space in prefixes:
        return f"{prefixes[space]}:{local}", ""
    return f"p:{local}", f" xmlns:p={quoteattr(space)}"


def _reference(node: bytes, attribute: str) -> str:
    if node[:1] == b"<":
        return f"{attribute}={quoteattr(node[1:-1].decode())}"
    return f"rdf:nodeID={quoteattr(node[2:].decode())}"
