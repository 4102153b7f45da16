"""What does a JSON document of Wikidata say of an item that is to be enriched?"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from typing import Any, Final

from pyoxigraph import Literal, NamedNode

from kg import vocab
from kg.enrich import times
from kg.enrich.facts import DEPRECATED, NORMAL, PREFERRED, ItemFacts, Name, Statement, Value, Wanted
from kg.enrich.properties import QUALIFIERS
from kg.wikidata.entity import ANY_LANGUAGE, Document, entity_id

_WKT: Final = NamedNode(vocab.GEO + "wktLiteral")
_DECIMAL: Final = NamedNode(vocab.XSD + "decimal")
_EARTH: Final = vocab.WD + "Q2"
_RANKS: Final = {"preferred": PREFERRED, "normal": NORMAL, "deprecated": DEPRECATED}


def facts(document: Document, wanted: Wanted, retrieved: str) -> ItemFacts | None:
    """What a document says of the wanted; None for one that says that its item is missing."""
    if "missing" in document:
        return None
    claims = _map(document, "claims")
    statements = tuple(
        statement
        for name in wanted.properties
        for claim in claims.get(name, ())
        if (statement := _statement(name, claim)) is not None
    )
    languages = (*wanted.languages, ANY_LANGUAGE)
    return ItemFacts(
        str(document["id"]),
        retrieved,
        document.get("lastrevid"),
        str(document.get("modified", "")),
        labels(document, languages),
        tuple(_aliases(document, languages)),
        tuple(best(statements)),
        statements,
    )


def labels(document: Document, languages: Iterable[str]) -> tuple[Name, ...]:
    """The labels of a document in these languages."""
    known = _map(document, "labels")
    return tuple((each, known[each]["value"]) for each in dict.fromkeys(languages) if each in known)


def best(statements: Sequence[Statement]) -> Iterator[tuple[str, Value]]:
    """The values of those statements on each property that count."""
    preferred = {statement.property for statement in statements if statement.rank == PREFERRED}
    for statement in statements:
        if statement.rank == (PREFERRED if statement.property in preferred else NORMAL):
            yield statement.property, statement.value


def number(text: str) -> Literal:
    """A decimal that keeps its form in every store and format.

    >>> number("+5000").value
    '5000.0'
    """
    plain = format(Decimal(text), "f")
    return Literal(plain if "." in plain else f"{plain}.0", datatype=_DECIMAL)


def resource(iri: str) -> NamedNode | Literal:
    """The resource of an address; one that is no IRI stays a text."""
    try:
        return NamedNode(iri)
    except ValueError:
        return Literal(iri)


def _statement(name: str, claim: Document) -> Statement | None:
    rank = _RANKS[claim.get("rank", "normal")]
    value = _value(claim["mainsnak"])
    if rank == DEPRECATED or value is None:
        return None
    qualifiers = tuple(
        (qualifier, said)
        for qualifier in QUALIFIERS
        for snak in _map(claim, "qualifiers").get(qualifier, ())
        if (said := _value(snak)) is not None
    )
    return Statement(str(claim.get("id", "")).replace("$", "-"), name, value, rank, qualifiers)


def _value(snak: Document) -> Value | None:
    """The value of a snak; None for one that says that there is no value."""
    if "datavalue" not in snak:
        return Value(None) if snak.get("snaktype") == "somevalue" else None
    kind, value = snak["datavalue"]["type"], snak["datavalue"]["value"]
    if kind == "time":
        return times.from_document(value["time"], value["precision"], value.get("calendarmodel", ""))
    return Value(_term(kind, value, snak.get("datatype", "")))


def _term(kind: str, value: Any, datatype: str) -> NamedNode | Literal:
    if kind == "wikibase-entityid":
        return NamedNode(vocab.WD + entity_id(value))
    if kind == "globecoordinate":
        globe = value.get("globe", _EARTH)
        point = f"Point({_degrees(value['longitude'])} {_degrees(value['latitude'])})"
        return Literal(point if globe == _EARTH else f"<{globe}> {point}", datatype=_WKT)
    if kind == "quantity":
        return number(value["amount"])
    if kind == "monolingualtext":
        return Literal(value["text"], language=value["language"])
    return resource(value) if datatype == "url" else Literal(str(value))


def _degrees(value: float) -> str:
    return f"{value:.9f}".rstrip("0").rstrip(".")


def _aliases(document: Document, languages: Iterable[str]) -> Iterator[Name]:
    known = _map(document, "aliases")
    for each in dict.fromkeys(languages):
        yield from ((each, alias["value"]) for alias in known.get(each, ()))


def _map(document: Document, name: str) -> Document:
    """A part of a document; PHP writes an empty one as a list."""
    return document.get(name) or {}
