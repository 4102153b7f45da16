"""RDF terms: the constants of the vocabulary, and literals that every format can carry."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

from pyoxigraph import Literal, NamedNode

from kg import vocab

# What XML 1.0 cannot say; RDF/XML is one of the formats, and each of them must hold the same graph.
_NOT_XML: Final = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
XSD_DATE: Final = NamedNode(vocab.XSD + "date")
XSD_INTEGER: Final = NamedNode(vocab.XSD + "integer")
XSD_DECIMAL: Final = NamedNode(vocab.XSD + "decimal")
WKT: Final = NamedNode(vocab.GEO + "wktLiteral")
TRUE: Final = Literal(True)
FALSE: Final = Literal(False)


@lru_cache(maxsize=1024)
def term(name: str) -> NamedNode:
    """A term by its local name in our vocabulary ("ArmedGroup"), or by prefix ("nif:Context")."""
    prefix, colon, local = name.partition(":")
    return NamedNode(vocab.PREFIXES[prefix] + local if colon else vocab.iri(name))


def text(value: str) -> Literal:
    """A plain string; a character that XML 1.0 forbids becomes U+FFFD, one for one, so that offsets stay.

    >>> text("a\\x00b").value
    'a\ufffdb'
    """
    return Literal(_NOT_XML.sub("\ufffd", value))


def integer(value: int) -> Literal:
    return Literal(str(value), datatype=XSD_INTEGER)


def decimal(value: float) -> Literal:
    """A decimal with at most six digits after the point, always the same for the same number.

    >>> decimal(0.9).value
    '0.9'
    """
    plain = f"{value:.6f}".rstrip("0")
    return Literal(plain + "0" if plain.endswith(".") else plain, datatype=XSD_DECIMAL)


def date(value: str) -> Literal:
    return Literal(value, datatype=XSD_DATE)


def boolean(value: bool) -> Literal:
    return TRUE if value else FALSE
