"""What does a literal say that is written as in N-Triples?"""

from __future__ import annotations

import re
from typing import Final, NamedTuple

from kg import vocab

_ESCAPE: Final = re.compile(r"\\(?:u([0-9A-Fa-f]{4})|U([0-9A-Fa-f]{8})|(.))", re.DOTALL)
_PLAIN: Final = {"t": "\t", "b": "\b", "n": "\n", "r": "\r", "f": "\f", '"': '"', "'": "'", "\\": "\\"}
STRING: Final = vocab.XSD + "string"


class Literal(NamedTuple):
    """Text, data type, and the language of a text that has one."""

    text: str
    datatype: str
    language: str = ""


def to_literal(written: bytes) -> Literal:
    """The literal; its quotes and escapes are undone.

    >>> to_literal(rb'"a\\tb"@en').language
    'en'
    """
    end = written.rindex(b'"')
    text = written[1:end].decode()
    if "\\" in text:
        text = _ESCAPE.sub(_character, text)
    tail = written[end + 1 :].decode()
    if tail.startswith("^^<"):
        return Literal(text, tail[3:-1])
    return Literal(text, vocab.RDF + "langString", tail[1:]) if tail else Literal(text, STRING)


def _character(found: re.Match[str]) -> str:
    short, long, plain = found.groups()
    return _PLAIN[plain] if plain else chr(int(short or long, 16))
