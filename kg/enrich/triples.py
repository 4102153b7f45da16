"""What a source tells of an item, as statements of the graph of enrichment. All of it is said of Wikidata's nodes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import Final

from pyoxigraph import Literal, NamedNode, Triple

from kg import vocab
from kg.enrich.facts import ItemFacts, Name, Statement, Value
from kg.enrich.properties import BEGINS, ENDS, SAME_AS_OURS

Stamps = tuple[str, str, str, str]
"""Earliest and latest begin, earliest and latest end; "" where a day is not known."""

LICENSE: Final = "https://creativecommons.org/publicdomain/zero/1.0/"
_TYPE: Final = NamedNode(vocab.RDF + "type")
_LABEL: Final = NamedNode(vocab.RDFS + "label")
_ALIAS: Final = NamedNode(vocab.SKOS + "altLabel")
_DAY: Final = NamedNode(vocab.XSD + "date")
_INTEGER: Final = NamedNode(vocab.XSD + "integer")
_DATE_TIME: Final = NamedNode(vocab.XSD + "dateTime")


def item_triples(facts: ItemFacts) -> Iterator[Triple]:
    """The statements about one item."""
    item, page = _node(vocab.WD, facts.qid), _node(vocab.WDATA, facts.qid)
    yield Triple(page, _node(vocab.SCHEMA, "about"), item)
    yield Triple(page, _node(vocab.DCT, "date"), Literal(facts.retrieved, datatype=_DAY))
    if facts.revision is not None:
        yield Triple(page, _node(vocab.SCHEMA, "version"), Literal(str(facts.revision), datatype=_INTEGER))
    if facts.modified:
        modified = Literal(facts.modified, datatype=_DATE_TIME)
        yield Triple(page, _node(vocab.SCHEMA, "dateModified"), modified)
    yield from label_triples(facts.qid, facts.labels)
    for language, text in facts.aliases:
        yield Triple(item, _ALIAS, _name(language, text))
    for name, value in facts.best:
        if value.term is not None:
            yield Triple(item, _node(vocab.WDT, name), value.term)
    best = frozenset(facts.best)
    for statement in facts.statements:
        # One of the best of its property, without qualifiers, says no more than the direct property does.
        if statement.qualifiers or (statement.property, statement.value) not in best:
            yield from _statement(item, statement, facts.retrieved)
    yield from _ours(item, facts)
    yield from _stamp_triples(item, _lifetime(facts))


def label_triples(qid: str, labels: Iterable[Name]) -> Iterator[Triple]:
    """The names of an item."""
    for language, text in labels:
        yield Triple(_node(vocab.WD, qid), _LABEL, _name(language, text))


def replaced_triple(old: str, new: str) -> Triple:
    """That an item was merged into another."""
    return Triple(_node(vocab.WD, old), _node(vocab.DCT, "isReplacedBy"), _node(vocab.WD, new))


def graph_triples(graph: str, source: str, created: str) -> Iterator[Triple]:
    """Where the graph comes from, the last day on which its source was asked or made, and under which terms."""
    node = NamedNode(graph)
    yield Triple(node, _node(vocab.DCT, "created"), Literal(created, datatype=_DAY))
    yield Triple(node, _node(vocab.DCT, "source"), Literal(source))
    yield Triple(node, _node(vocab.DCT, "license"), NamedNode(LICENSE))


@lru_cache(maxsize=1 << 14)
def _node(space: str, name: str) -> NamedNode:
    return NamedNode(space + name)


def _name(language: str, text: str) -> Literal:
    return Literal(text, language=language) if language else Literal(text)


def _statement(item: NamedNode, statement: Statement, retrieved: str) -> Iterator[Triple]:
    node = _node(vocab.WDS, statement.id)
    if statement.value.term is None:
        return
    yield Triple(item, _node(vocab.P, statement.property), node)
    yield Triple(node, _TYPE, _node(vocab.WIKIBASE, "Statement"))
    yield Triple(node, _node(vocab.WIKIBASE, "rank"), _node(vocab.WIKIBASE, statement.rank))
    yield Triple(node, _node(vocab.PS, statement.property), statement.value.term)
    for name, value in statement.qualifiers:
        if value.term is not None:
            yield Triple(node, _node(vocab.PQ, name), value.term)
    said = [(name, value) for name, value in statement.qualifiers if name in ("P580", "P582")]
    # An end that nobody knows the day of is past all the same.
    known = [(name, value if value.term else Value(None, "", retrieved)) for name, value in said]
    yield from _stamp_triples(node, _stamps(known))


def _ours(item: NamedNode, facts: ItemFacts) -> Iterator[Triple]:
    """The contract's relations that say the same, but for what has ended."""
    ended = {
        (each.property, each.value) for each in facts.statements if any(name == "P582" for name, _ in each.qualifiers)
    }
    for name, value in facts.best:
        relation = SAME_AS_OURS.get(name)
        if relation and isinstance(value.term, NamedNode) and (name, value) not in ended:
            yield Triple(item, _node(vocab.CKG, relation), value.term)


def _lifetime(facts: ItemFacts) -> Stamps:
    return _stamps((name, value) for name, value in facts.best if name in BEGINS | ENDS)


def _stamps(said: Iterable[tuple[str, Value]]) -> Stamps:
    """What times say together; where they contradict each other, as wide as all of them."""
    begins, ends = [], []
    for name, value in said:
        if name in BEGINS:
            begins.append(value)
        if name in ENDS:
            ends.append(value)
    stamps = (*_widest(begins), *_widest(ends))
    earliest, _, _, latest = stamps
    return stamps if not (earliest and latest) or earliest <= latest else ("", "", "", "")


def _widest(values: list[Value]) -> tuple[str, str]:
    """The first and the last day of some times; "" where it is not known of one."""
    first = min((value.first for value in values), default="")
    return first, max(value.last for value in values) if all(value.last for value in values) and values else ""


def _stamp_triples(node: NamedNode, stamps: Stamps) -> Iterator[Triple]:
    for name, day in zip(vocab.STAMPS, stamps, strict=True):
        if day:
            yield Triple(node, NamedNode(vocab.iri(name)), Literal(day, datatype=_DAY))
