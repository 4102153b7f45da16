"""How are RDF terms kept in the cache, which holds JSON?"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

from pyoxigraph import BlankNode, Literal, NamedNode, QuerySolutions

from kg import vocab

_VIRTUOSO_POINT: Final = NamedNode("http://www.openlinksw.com/schemas/virtrdf#Geometry")
"""What Virtuoso makes of Wikidata's points."""

_WKT: Final = NamedNode(vocab.GEO + "wktLiteral")
Term = NamedNode | Literal | BlankNode
Row = Mapping[str, Term]


def rows(found: QuerySolutions) -> Iterator[dict[str, Term]]:
    """The rows of an answer: the values by the names of the variables; one without a value is left out."""
    names = [variable.value for variable in found.variables]
    for row in found:
        yield {name: _known(term) for name, term in zip(names, row, strict=True) if term is not None}


def to_json(row: Row) -> dict[str, list[str]]:
    """The row in values of JSON's kinds."""
    return {name: _written(term) for name, term in row.items()}


def from_json(kept: Mapping[str, list[str]]) -> dict[str, Term]:
    """The row again.

    >>> from_json({"o": ["text", "Tripoli", "en"]})
    {'o': <Literal value=Tripoli language=en>}
    """
    return {name: _read(*parts) for name, parts in kept.items()}


def _known(term: object) -> Term:
    if isinstance(term, Literal) and term.datatype == _VIRTUOSO_POINT:
        return Literal(term.value.replace("POINT(", "Point("), datatype=_WKT)
    if isinstance(term, NamedNode | Literal | BlankNode):
        return term
    raise ValueError(f"{term} is no term that Wikidata has")


def _written(term: Term) -> list[str]:
    if isinstance(term, NamedNode):
        return ["iri", term.value]
    if isinstance(term, BlankNode):
        return ["blank", term.value]
    if term.language:
        return ["text", term.value, term.language]
    return ["literal", term.value, term.datatype.value]


def _read(kind: str, value: str, more: str = "") -> Term:
    if kind == "iri":
        return NamedNode(value)
    if kind == "blank":
        return BlankNode(value)
    if kind == "text":
        return Literal(value, language=more)
    return Literal(value, datatype=NamedNode(more))
