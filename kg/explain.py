"""Why does the graph say this? The words a node rests on, the rules that fired, who claims it, and its statements."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final, NamedTuple

import pyoxigraph as ox

from kg import vocab
from kg.errors import NoSuchNode
from kg.link.explaining import Linked, links
from kg.store.chunk import blocks, sorted_lines
from kg.store.entailment import implied_lines, trees
from kg.store.turtle import turtle

Node = ox.NamedNode
# A full stop ends no sentence after a short word in capitals: "Col.", "U.S.", "Oct."
_END: Final = re.compile(
    r"(?:(?<![A-Z])(?<!\b[A-Z]\w)(?<!\b[A-Z]\w\w)(?<!\b[A-Z]\w\w\w)[.!?]|[!?])[\"'”’)\]]*\s+|\n\s*\n"
)
_SAYS: Final = ((vocab.CKG + "sourceMention", "source"), (vocab.CKG + "cueMention", "cue"))
_DENOTES: Final = vocab.GAF + "denotedBy"


class Mark(NamedTuple):
    """Characters of a passage, and what stands there: "initiator", "event", "cue"."""

    begin: int
    end: int
    tag: str


class Passage(NamedTuple):
    """One or more sentences of an article with the words that matter; the marks count from the begin of `text`."""

    article: str
    publisher: str
    date: str
    begin: int
    text: str
    marks: tuple[Mark, ...]


class Fired(NamedTuple):
    """A part of what is explained, its filler, and the rule that found it."""

    part: str
    filler: str
    rule: str
    confidence: str
    inferred: bool


class Said(NamedTuple):
    """A claim: who makes it and how it is put; `contradicts` are the speakers of claims against it."""

    speaker: str
    polarity: str
    certainty: str
    actuality: str
    words: tuple[str, ...]
    rule: str
    contradicts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Explanation:
    """All that the graph holds in support of one node; `turtle` are the statements, without prefixes."""

    node: str
    cls: str
    label: str
    passages: tuple[Passage, ...]
    rules: tuple[Fired, ...]
    claims: tuple[Said, ...]
    links: tuple[Linked, ...]
    turtle: str


def explain(store: ox.Store, wanted: str, base: str) -> Explanation:
    """Explain an event, claim, relation, role, figure, time or entity.

    `wanted` is its IRI, a prefixed name ("event:killing-5f0c…"), or its end ("killing-5f0c…"). Raises `NoSuchNode`.
    """
    graph = _Graph(store)
    node = _node(graph, wanted, base)
    parts = _parts(graph, node)
    marks = {mark for part in parts for mark in _marks(graph, part)}
    rules = [fired for part in parts for fired in _rules(graph, part)]
    claims = [_said(graph, part) for part in parts if graph.cls(part) == "Claim"]
    return Explanation(
        node.value,
        graph.cls(node),
        graph.label(node),
        tuple(_passages(graph, marks)),
        tuple(dict.fromkeys(rules)),
        tuple(sorted(claims)),
        links(store, node),
        _statements(graph, parts, base),
    )


class _Graph:
    """Look-ups in a store's default graph, sorted."""

    def __init__(self, store: ox.Store) -> None:
        self.store = store

    def values(self, node: Node, name: str) -> list[Node | ox.Literal]:
        found = self.store.quads_for_pattern(node, Node(name), None, ox.DefaultGraph())
        values = {quad.object for quad in found}
        return sorted((v for v in values if isinstance(v, Node | ox.Literal)), key=str)

    def nodes(self, node: Node, name: str) -> list[Node]:
        return [value for value in self.values(node, name) if isinstance(value, Node)]

    def subjects(self, name: str, value: Node) -> list[Node]:
        found = self.store.quads_for_pattern(None, Node(name), value, ox.DefaultGraph())
        return sorted({quad.subject for quad in found if isinstance(quad.subject, Node)}, key=str)

    def text(self, node: Node, name: str) -> str:
        return next((value.value for value in self.values(node, name)), "")

    def number(self, node: Node, name: str) -> int:
        return int(self.text(node, name) or -1)

    def local(self, node: Node, name: str) -> str:
        return re.split(r"[#/]", self.text(node, name))[-1]

    def cls(self, node: Node) -> str:
        """The local name of the most specific of the node's classes."""
        names = {value.value.removeprefix(vocab.CKG) for value in self.nodes(node, vocab.RDF + "type")}
        above = {upper for name in names for upper in vocab.superclasses(name)[1:]}
        left = sorted(names - above, key=lambda name: (":" in name, name))
        return re.split(r"[#/]", left[0])[-1] if left else ""

    def label(self, node: Node) -> str:
        named = (vocab.RDFS + "label", vocab.SCHEMA + "publisher", vocab.DCT + "identifier", vocab.CKG + "timexValue")
        return next((text for name in named if (text := self.text(node, name))), "")


def _node(graph: _Graph, wanted: str, base: str) -> Node:
    """The one node that is meant."""
    text = wanted.strip("<>")
    prefix, _, local = text.partition(":")
    tried = [text, vocab.prefixes(base).get(prefix, "") + local, base + text]
    for iri in tried:
        if ":" in iri and not set(iri) & set(' <>"{}|\\^`') and _is_there(graph, Node(iri)):
            return Node(iri)
    ask = "SELECT DISTINCT ?node WHERE { ?node a ?class FILTER(STRENDS(STR(?node), ?end)) VALUES ?end { %s } } LIMIT 9"
    rows = graph.store.query(ask % ox.Literal("/" + text))
    found = sorted({row["node"].value for row in rows}) if isinstance(rows, ox.QuerySolutions) else []
    if len(found) == 1:
        return Node(found[0])
    if found:
        raise NoSuchNode(wanted, "several nodes end in this", f"name one of {', '.join(found)}")
    raise NoSuchNode(wanted, "the graph has no such node", "take an IRI from the answer to a query")


def _is_there(graph: _Graph, node: Node) -> bool:
    return next(graph.store.quads_for_pattern(node, None, None, ox.DefaultGraph()), None) is not None


def _parts(graph: _Graph, node: Node) -> list[Node]:
    """The node, and the nodes that carry its evidence: roles, figures, relations, claims."""
    ckg = vocab.CKG
    up = [
        *graph.nodes(node, ckg + "ofEvent"),
        *(graph.nodes(node, ckg + "claims") if graph.cls(node) == "Claim" else []),
    ]
    found = [node, *up]
    if graph.cls(node) == "Claim":
        found += graph.nodes(node, ckg + "claimsRole") + graph.nodes(node, ckg + "claimsFigure")
    else:
        found += graph.subjects(ckg + "ofEvent", node)
        found += graph.subjects(vocab.RDF + "value", node)
        relations = graph.subjects(vocab.RDF + "subject", node) + graph.subjects(vocab.RDF + "object", node)
        found += relations
        found += [claim for thing in (node, *up, *relations) for claim in graph.subjects(ckg + "claims", thing)]
        found += graph.subjects(vocab.PROV + "wasAttributedTo", node)
    return list(dict.fromkeys(found))


# -- words -------------------------------------------------------------------------------------------------------------


def _marks(graph: _Graph, part: Node) -> Iterator[tuple[Node, Mark]]:
    """The part's mentions, each with the context that it stands in."""
    named = _SAYS if graph.cls(part) == "Claim" else ((_DENOTES, _tag(graph, part)),)
    for name, tag in named:
        for mention in graph.nodes(part, name):
            yield from _mark(graph, mention, tag)


def _mark(graph: _Graph, mention: Node, tag: str) -> Iterator[tuple[Node, Mark]]:
    begin, end = graph.number(mention, vocab.NIF + "beginIndex"), graph.number(mention, vocab.NIF + "endIndex")
    for context in graph.nodes(mention, vocab.NIF + "referenceContext"):
        yield context, Mark(begin, end, tag)


def _tag(graph: _Graph, part: Node) -> str:
    """What a part is called beside its words."""
    cls = graph.cls(part)
    if cls == "Role":
        return graph.local(part, vocab.CKG + "roleType")
    if cls == "CasualtyFigure":
        return graph.local(part, vocab.CKG + "harm")
    if cls == "Relation":
        return graph.local(part, vocab.RDF + "predicate")
    return "time" if cls == "TemporalEntity" else cls


def _passages(graph: _Graph, marks: Iterable[tuple[Node, Mark]]) -> Iterator[Passage]:
    """The sentences that the marks stand in, by article and in the order of the text."""
    by_context: dict[Node, list[Mark]] = {}
    for context, mark in sorted(marks, key=lambda pair: (str(pair[0]), pair[1])):
        by_context.setdefault(context, []).append(mark)
    for context, some in by_context.items():
        text = graph.text(context, vocab.NIF + "isString")
        article = next(iter(graph.subjects(vocab.CKG + "text", context)), context)
        about = [graph.text(article, name) for name in _ABOUT_ARTICLE]
        for begin, end in _windows(text, some):
            inside = [Mark(m.begin - begin, m.end - begin, m.tag) for m in some if begin <= m.begin < end]
            yield Passage(about[0], about[1], about[2], begin, text[begin:end], _joined(inside))


_ABOUT_ARTICLE: Final = (vocab.DCT + "identifier", vocab.SCHEMA + "publisher", vocab.SCHEMA + "datePublished")


def _joined(marks: Iterable[Mark]) -> tuple[Mark, ...]:
    """One mark for each stretch of words, with all that it is."""
    tags: dict[tuple[int, int], list[str]] = {}
    for mark in marks:
        tags.setdefault((mark.begin, mark.end), []).append(mark.tag)
    return tuple(Mark(begin, end, " ".join(names)) for (begin, end), names in tags.items())


def _windows(text: str, marks: Iterable[Mark]) -> list[tuple[int, int]]:
    """The sentences around the marks; those that touch are one."""
    ends = [0, *(found.end() for found in _END.finditer(text)), len(text)]
    merged: list[tuple[int, int]] = []
    for mark in marks:
        begin = ends[bisect_right(ends, mark.begin) - 1]
        end = ends[bisect_left(ends, mark.end)]
        if merged and begin < merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((begin, end))
    return [(begin, begin + len(text[begin:end].rstrip())) for begin, end in merged]


# -- rules, claims, statements -----------------------------------------------------------------------------------------


def _rules(graph: _Graph, part: Node) -> Iterator[Fired]:
    for rule in graph.values(part, vocab.CKG + "rule"):
        if graph.cls(part) != "Claim":
            yield Fired(
                _tag(graph, part),
                ", ".join(graph.label(value) for value in graph.nodes(part, vocab.RDF + "value")),
                rule.value,
                graph.text(part, vocab.CKG + "confidence"),
                graph.text(part, vocab.CKG + "inferred") == "true",
            )


def _said(graph: _Graph, claim: Node) -> Said:
    against = graph.nodes(claim, vocab.CKG + "contradicts")
    mentions = graph.nodes(claim, vocab.CKG + "contentMention")
    return Said(
        _speaker(graph, claim),
        graph.local(claim, vocab.CKG + "polarity"),
        graph.local(claim, vocab.CKG + "certainty"),
        graph.local(claim, vocab.CKG + "actuality"),
        tuple(graph.text(mention, vocab.NIF + "anchorOf") for mention in mentions),
        graph.text(claim, vocab.CKG + "rule"),
        tuple(sorted({_speaker(graph, other) for other in against})),
    )


def _speaker(graph: _Graph, claim: Node) -> str:
    return ", ".join(graph.label(source) for source in graph.nodes(claim, vocab.PROV + "wasAttributedTo"))


def _statements(graph: _Graph, parts: Iterable[Node], base: str) -> str:
    """The statements about the parts in Turtle, without prefixes and without what merely follows from them."""
    found = (
        quad.triple for part in parts for quad in graph.store.quads_for_pattern(part, None, None, ox.DefaultGraph())
    )
    lines = sorted_lines(ox.serialize(found, format=ox.RdfFormat.N_TRIPLES) or b"")
    implied = set(implied_lines(lines, trees()).splitlines(keepends=True))
    stated = b"".join(line for line in lines.splitlines(keepends=True) if line not in implied)
    _, *paragraphs = turtle(blocks(stated), base)
    return b"".join(paragraphs).decode().strip() + "\n"
