"""How is a SPARQL endpoint with Wikidata's data asked for facts, and what do its answers say?

Standard SPARQL 1.1 with every prefix written out. An endpoint that has only the direct properties (wdt:) gives no
statements, one without value nodes no precision of times.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from pyoxigraph import BlankNode, Literal, NamedNode

from kg import vocab
from kg.enrich import times
from kg.enrich.documents import number
from kg.enrich.facts import DEPRECATED, NORMAL, Found, ItemFacts, Name, Statement, Value, Wanted
from kg.enrich.properties import QUALIFIERS
from kg.online.terms import Row, Term
from kg.wikidata.entity import ANY_LANGUAGE

_SCHEMA: Final = "http://schema.org/"  # Wikidata's own form of it
_LABEL: Final = vocab.RDFS + "label"
_ALIAS: Final = vocab.SKOS + "altLabel"
_VERSION: Final = _SCHEMA + "version"
_MODIFIED: Final = _SCHEMA + "dateModified"
_SAME: Final = vocab.OWL + "sameAs"
_RANK: Final = vocab.WIKIBASE + "rank"
_PSV: Final = vocab.PS + "value/"
_PQV: Final = vocab.PQ + "value/"
_UNKNOWN: Final = "/.well-known/genid/"  # how the query service writes a blank node
_DECIMAL: Final = vocab.XSD + "decimal"

# Properties are chosen by FILTER: with VALUES for them too, Oxigraph goes through its whole store for each batch.
_QUESTION: Final = """SELECT ?item ?p ?o ?statement ?precision WHERE {{
  {{ VALUES ?item {{ {items} }} ?item ?p ?o
    FILTER(?p IN ({direct}) || (?p IN (<{label}>, <{alias}>) && LANG(?o) IN ({languages}))) }}
  UNION
  {{ VALUES ?item {{ {items} }} ?item ?claim ?statement FILTER(?claim IN ({claims}))
    ?statement ?p ?o FILTER(?p IN ({said})) }}
  UNION
  {{ VALUES ?item {{ {items} }} ?item ?claim ?statement FILTER(?claim IN ({claims}))
    ?statement ?p ?value FILTER(?p IN ({nodes}))
    ?value <{w}timeValue> ?o ; <{w}timePrecision> ?precision }}
  UNION
  {{ VALUES ?item {{ {items} }} ?page <{s}about> ?item ; <{s}version> ?version ; ?p ?o
    FILTER(?p IN (<{s}version>, <{s}dateModified>)) }}
}}"""
_NAMES: Final = """SELECT ?item ?p ?o WHERE {{
  VALUES ?item {{ {items} }} ?item ?p ?o FILTER(?p = <{label}> && LANG(?o) IN ({languages}))
}}"""


def question(qids: Sequence[str], wanted: Wanted) -> str:
    """What to ask of these items."""
    names = wanted.properties
    said = [*(vocab.PS + name for name in names), *(vocab.PQ + name for name in QUALIFIERS), _RANK]
    return _QUESTION.format(
        items=_iris(vocab.WD, qids),
        direct=_listed([*(vocab.WDT + name for name in names), _VERSION, _MODIFIED, _SAME]),
        claims=_listed(vocab.P + name for name in names),
        said=_listed(said),
        nodes=_listed([*(_PSV + name for name in names), *(_PQV + name for name in QUALIFIERS)]),
        languages=_languages(wanted.languages),
        w=vocab.WIKIBASE,
        s=_SCHEMA,
        label=_LABEL,
        alias=_ALIAS,
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
    terms = {row.get("o") for row in rows}
    return tuple(sorted((term.language or "", term.value) for term in terms if isinstance(term, Literal)))


@dataclass
class _Said:
    """What the rows about one item say, in whatever order they come; each once."""

    direct: dict[tuple[str, str], Term] = field(default_factory=dict)
    claims: dict[tuple[str, str, str], Term] = field(default_factory=dict)  # by statement, property, value
    ranks: dict[str, str] = field(default_factory=dict)
    precisions: dict[tuple[str, str, str], int] = field(default_factory=dict)
    names: dict[str, set[Name]] = field(default_factory=lambda: {_LABEL: set(), _ALIAS: set()})
    replaced_by: set[str] = field(default_factory=set)
    revision: int | None = None
    modified: str = ""

    def add(self, row: Row) -> None:
        prop, value, statement = row.get("p"), row.get("o"), row.get("statement")
        if not isinstance(prop, NamedNode) or value is None:
            return
        name = prop.value
        if isinstance(statement, NamedNode):
            self._add_claim(statement.value.removeprefix(vocab.WDS), name, value, row.get("precision"))
        elif name.startswith(vocab.WDT):
            self.direct[name.removeprefix(vocab.WDT), str(value)] = value
        elif name == _SAME and isinstance(value, NamedNode):
            self.replaced_by.add(value.value.removeprefix(vocab.WD))
        elif isinstance(value, Literal):
            self._add_text(name, value)

    def _add_claim(self, statement: str, name: str, value: Term, precision: Term | None) -> None:
        if isinstance(precision, Literal):
            if precision.value.isdecimal():
                plain = name.replace(_PSV, vocab.PS).replace(_PQV, vocab.PQ)
                self.precisions[statement, plain, str(value)] = int(precision.value)
        elif name == _RANK and isinstance(value, NamedNode):
            self.ranks[statement] = value.value.removeprefix(vocab.WIKIBASE)
        else:
            self.claims[statement, name, str(value)] = value

    def _add_text(self, name: str, text: Literal) -> None:
        if name in self.names:
            self.names[name].add((text.language or "", text.value))
        elif name == _VERSION and text.value.isdecimal():
            self.revision = max(self.revision or 0, int(text.value))
        elif name == _MODIFIED:
            self.modified = max(self.modified, text.value)

    def is_empty(self) -> bool:
        """Whether nothing was said but that others speak of it."""
        return not (self.direct or self.claims or any(self.names.values()) or self.revision)

    def facts(self, qid: str, wanted: Wanted, retrieved: str) -> ItemFacts:
        order = {name: place for place, name in enumerate(wanted.properties)}
        statements = tuple(sorted(self._statements(), key=lambda each: (order[each.property], each.id)))
        exact = {(each.property, each.value.term): each.value for each in statements}
        best = [(name, _value(term)) for (name, _), term in sorted(self.direct.items())]
        best.sort(key=lambda pair: order[pair[0]])
        return ItemFacts(
            qid,
            retrieved,
            self.revision,
            self.modified,
            tuple(sorted(self.names[_LABEL])),
            tuple(sorted(self.names[_ALIAS])),
            tuple((name, exact.get((name, value.term), value)) for name, value in best),
            statements,
        )

    def _statements(self) -> Iterator[Statement]:
        qualifiers: dict[str, list[tuple[str, Value]]] = {}
        for (statement, name, written), term in sorted(self.claims.items(), key=lambda pair: pair[0]):
            if name.startswith(vocab.PQ):
                value = _value(term, self.precisions.get((statement, name, written)))
                qualifiers.setdefault(statement, []).append((name.removeprefix(vocab.PQ), value))
        for (statement, name, written), term in self.claims.items():
            rank = self.ranks.get(statement, NORMAL)
            if name.startswith(vocab.PS) and rank != DEPRECATED:
                value = _value(term, self.precisions.get((statement, name, written)))
                said = tuple(qualifiers.get(statement, ()))
                yield Statement(statement, name.removeprefix(vocab.PS), value, rank, said)


def _value(term: Term, precision: int | None = None) -> Value:
    if isinstance(term, BlankNode) or (isinstance(term, NamedNode) and _UNKNOWN in term.value):
        return Value(None)
    if isinstance(term, NamedNode):
        return Value(term)
    if term.datatype == times.DATE_TIME:
        return times.from_rdf(term, precision)
    return Value(number(term.value) if term.datatype.value == _DECIMAL else term)


def _listed(iris: Iterable[str]) -> str:
    return ", ".join(str(NamedNode(iri)) for iri in iris)


def _iris(space: str, names: Iterable[str]) -> str:
    return " ".join(str(NamedNode(space + name)) for name in names)


def _languages(languages: Iterable[str]) -> str:
    return ", ".join(str(Literal(language)) for language in dict.fromkeys((*languages, ANY_LANGUAGE)))
