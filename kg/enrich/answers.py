"""How is a SPARQL endpoint with Wikidata's data asked for facts, and what do its answers say?

Standard SPARQL 1.1 with every prefix written out. An endpoint that has only the direct properties (wdt:) gives no
statements, one without value nodes no precision of times.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from pyoxigraph import BlankNode, Literal, NamedNode

from kg import vocab
from kg.enrich import times
from kg.enrich.documents import number, resource
from kg.enrich.facts import DEPRECATED, NORMAL, Found, ItemFacts, Name, Statement, Value, Wanted
from kg.enrich.properties import QUALIFIERS
from kg.online.terms import Row
from kg.wikidata.entity import ANY_LANGUAGE

_SCHEMA: Final = "http://schema.org/"  # Wikidata's own form of it
_LABEL: Final = vocab.RDFS + "label"
_ALIAS: Final = vocab.SKOS + "altLabel"
_VERSION: Final = _SCHEMA + "version"
_MODIFIED: Final = _SCHEMA + "dateModified"
_SAME: Final = vocab.OWL + "sameAs"
_UNKNOWN: Final = "/.well-known/genid/"  # how the query service writes a blank node
_DECIMAL: Final = vocab.XSD + "decimal"

_QUESTION: Final = """SELECT ?item ?p ?o ?statement ?rank ?precision WHERE {{
  {{ VALUES ?item {{ {items} }} VALUES ?p {{ {direct} }} ?item ?p ?o }}
  UNION
  {{ VALUES ?item {{ {items} }} VALUES (?claim ?p ?node) {{ {claims} }}
    ?item ?claim ?statement . ?statement ?p ?o ; <{w}rank> ?rank . FILTER(?rank != <{w}{deprecated}>)
    OPTIONAL {{ ?statement ?node ?value . ?value <{w}timeValue> ?o ; <{w}timePrecision> ?precision }} }}
  UNION
  {{ VALUES ?item {{ {items} }} VALUES ?claim {{ {links} }} VALUES (?p ?node) {{ {qualifiers} }}
    ?item ?claim ?statement . ?statement ?p ?o .
    OPTIONAL {{ ?statement ?node ?value . ?value <{w}timeValue> ?o ; <{w}timePrecision> ?precision }} }}
  UNION
  {{ VALUES ?item {{ {items} }} VALUES ?p {{ <{label}> <{alias}> }} ?item ?p ?o FILTER(LANG(?o) IN ({languages})) }}
  UNION
  {{ VALUES ?item {{ {items} }} VALUES ?p {{ <{s}version> <{s}dateModified> <{same}> }} ?item ?p ?o }}
  UNION
  {{ VALUES ?item {{ {items} }} VALUES ?p {{ <{s}version> <{s}dateModified> }} ?page <{s}about> ?item ; ?p ?o }}
}}"""
_NAMES: Final = """SELECT ?item ?p ?o WHERE {{
  VALUES ?item {{ {items} }} VALUES ?p {{ <{label}> }} ?item ?p ?o FILTER(LANG(?o) IN ({languages}))
}}"""


def question(qids: Sequence[str], wanted: Wanted) -> str:
    """What to ask of these items."""
    names = wanted.properties
    return _QUESTION.format(
        items=_iris(vocab.WD, qids),
        direct=_iris(vocab.WDT, names),
        claims=" ".join(f"(<{vocab.P}{name}> <{vocab.PS}{name}> <{vocab.P}statement/value/{name}>)" for name in names),
        links=_iris(vocab.P, names),
        qualifiers=" ".join(f"(<{vocab.PQ}{name}> <{vocab.P}qualifier/value/{name}>)" for name in QUALIFIERS),
        languages=_languages(wanted.languages),
        w=vocab.WIKIBASE,
        s=_SCHEMA,
        deprecated=DEPRECATED,
        label=_LABEL,
        alias=_ALIAS,
        same=_SAME,
    )


def names_question(qids: Iterable[str], languages: Sequence[str]) -> str:
    """What to ask for the labels of items that are only named."""
    return _NAMES.format(items=_iris(vocab.WD, qids), label=_LABEL, languages=_languages(languages))


def found(rows: Mapping[str, tuple[Iterable[Row], str]], wanted: Wanted) -> Found:
    """What the rows about each item say, given with the day on which they were retrieved.

    An item that nothing is said of is not there.
    """
    items: list[ItemFacts] = []
    replaced: list[tuple[str, str]] = []
    for qid, (about, retrieved) in sorted(rows.items()):
        said = _Said()
        for row in about:
            said.add(row)
        replaced += ((qid, new) for new in sorted(said.replaced_by))
        if not said.replaced_by and not said.is_empty():
            items.append(said.facts(qid, wanted, retrieved))
    return Found(tuple(items), tuple(replaced))


def labels(rows: Iterable[Row]) -> tuple[Name, ...]:
    """The labels that the rows about one item give, in answer to `names_question`."""
    terms = {row["o"] for row in rows}
    return tuple(sorted((term.language or "", term.value) for term in terms if isinstance(term, Literal)))


@dataclass
class _Said:
    """What the rows about one item say, in whatever order they come; each once."""

    direct: dict[tuple[str, str], Value] = field(default_factory=dict)
    claims: dict[tuple[str, str, str], tuple[Value, str]] = field(default_factory=dict)
    qualifiers: dict[str, dict[tuple[str, str], Value]] = field(default_factory=dict)
    labels: set[Name] = field(default_factory=set)
    aliases: set[Name] = field(default_factory=set)
    replaced_by: set[str] = field(default_factory=set)
    revision: int | None = None
    modified: str = ""

    def add(self, row: Row) -> None:
        prop, value = row["p"], row["o"]
        if not isinstance(prop, NamedNode):
            return
        name = prop.value
        statement = row.get("statement")
        if isinstance(statement, NamedNode):
            self._claim(name, statement.value.removeprefix(vocab.WDS), row)
        elif name.startswith(vocab.WDT):
            self._keep(self.direct, (name.removeprefix(vocab.WDT), str(value)), row)
        elif name in (_LABEL, _ALIAS) and isinstance(value, Literal):
            (self.labels if name == _LABEL else self.aliases).add((value.language or "", value.value))
        elif name == _SAME and isinstance(value, NamedNode):
            self.replaced_by.add(value.value.removeprefix(vocab.WD))
        elif name == _VERSION and isinstance(value, Literal) and value.value.isdecimal():
            self.revision = max(self.revision or 0, int(value.value))
        elif name == _MODIFIED and isinstance(value, Literal):
            self.modified = max(self.modified, value.value)

    def _claim(self, name: str, statement: str, row: Row) -> None:
        rank = row.get("rank")
        if isinstance(rank, NamedNode):
            key = (name.removeprefix(vocab.PS), statement, str(row["o"]))
            self.claims[key] = (_value(row), rank.value.removeprefix(vocab.WIKIBASE))
        elif name.startswith(vocab.PQ):
            self._keep(self.qualifiers.setdefault(statement, {}), (name.removeprefix(vocab.PQ), str(row["o"])), row)

    def _keep(self, values: dict[tuple[str, str], Value], key: tuple[str, str], row: Row) -> None:
        values[key] = _value(row)

    def is_empty(self) -> bool:
        """Whether nothing was said but that others speak of it."""
        return not (self.direct or self.claims or self.labels or self.aliases or self.revision)

    def facts(self, qid: str, wanted: Wanted, retrieved: str) -> ItemFacts:
        order = {name: place for place, name in enumerate(wanted.properties)}
        exact = {(name, value.term): value for (name, _, _), (value, _) in self.claims.items()}
        best = [(name, exact.get((name, value.term), value)) for (name, _), value in sorted(self.direct.items())]
        return ItemFacts(
            qid,
            retrieved,
            self.revision,
            self.modified,
            tuple(sorted(self.labels)),
            tuple(sorted(self.aliases)),
            tuple(sorted(best, key=lambda pair: order.get(pair[0], len(order)))),
            tuple(
                Statement(end, name, value, rank or NORMAL, self._qualified(end))
                for (name, end, _), (value, rank) in sorted(self.claims.items(), key=lambda pair: pair[0])
            ),
        )

    def _qualified(self, statement: str) -> tuple[tuple[str, Value], ...]:
        return tuple((name, value) for (name, _), value in sorted(self.qualifiers.get(statement, {}).items()))


def _value(row: Row) -> Value:
    term, precision = row["o"], row.get("precision")
    if isinstance(term, BlankNode) or (isinstance(term, NamedNode) and _UNKNOWN in term.value):
        return Value(None)
    if isinstance(term, NamedNode):
        return Value(term if term.value.startswith(vocab.WD) else resource(term.value))
    if term.datatype == times.DATE_TIME:
        known = isinstance(precision, Literal) and precision.value.isdecimal()
        return times.from_rdf(term, int(precision.value) if known and isinstance(precision, Literal) else None)
    return Value(number(term.value) if term.datatype.value == _DECIMAL else term)


def _iris(space: str, names: Iterable[str]) -> str:
    return " ".join(f"<{space}{name}>" for name in names)


def _languages(languages: Iterable[str]) -> str:
    return ", ".join(f'"{language}"' for language in dict.fromkeys((*languages, ANY_LANGUAGE)))
