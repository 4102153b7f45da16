"""Which events are rows, and what does the graph say of each? Only what somebody asserts and nobody denies.

Caught: "Rebels seized the town, the army said."
Left:   "Rebels plan to seize the town"; "Rebels seized the town", which another speaker denies.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import NamedTuple

from kg import vocab
from kg.tables.codes import concepts
from kg.tables.dates import Days, days
from kg.tables.deaths import Deaths, Figure, deaths
from kg.tables.graph import Graph, Node, Span
from kg.tables.places import Places, Where

_ASSERTED = ("Affirmed", "Certain", "Actual")
_ONE, _OTHER = ("initiator", "gainer"), ("target", "victim", "loser")
_ACTORS = (*_ONE, *_OTHER, "participant")
_NONE = (1 << 62, 1 << 62)  # after every span


class Party(NamedTuple):
    """Somebody who takes part: the name, the classes, and the role or roles held."""

    name: str
    classes: frozenset[str]
    roles: frozenset[str]
    mentions: frozenset[Span]  # of the words that give the roles


class Source(NamedTuple):
    """The article that tells of the event; each may be ""."""

    name: str  # the publisher, else the article's own identifier
    publisher: str
    date: str
    headline: str


@dataclass(frozen=True, slots=True)
class Row:
    """An event of one scheme: its code, and what the tables tell about it.

    `one` is the side that acts, `other` the side that is acted on, each in the order of the text; for those who merely
    take part in the same thing, the first against the rest. `words` are what the claims that assert it rest on, and
    `speakers` those who make them, but for the reporter.
    """

    event: str  # IRI
    classes: frozenset[str]
    code: str  # local name in `ontology/codes.ttl`
    codes: frozenset[str]  # in all schemes
    days: Days | None
    where: Where
    places: tuple[str, ...]
    one: tuple[Party, ...]
    other: tuple[Party, ...]
    deaths: Deaths | None
    dead: frozenset[Span]  # of the words that count the dead
    source: Source
    speakers: tuple[str, ...]
    words: tuple[str, ...]


def rows(graph: Graph, scheme: str) -> Iterator[Row]:
    """The asserted events with a code of the scheme ("acled", "ucdp"), by their articles' IRIs, then by their own.

    Each is looked up when its turn comes; only the names of the events are held.
    """
    places = Places(graph)
    for article, events in groupby(_coded(graph, scheme), key=lambda one: one[0]):
        source = _source(graph, Node(article))
        for _, event, code in events:
            claims = graph.subjects(vocab.CKG + "claims", Node(event))
            if _is_fact(graph, claims):
                yield _row(graph, places, Node(event), code, claims, source)


def _coded(graph: Graph, scheme: str) -> list[tuple[str, str, str]]:
    """The article, event and code of each event that has one, sorted; its first code, if it has several."""
    codes = sorted((name for name in concepts() if name.startswith(f"{scheme}-")), reverse=True)
    by_event = {
        event.value: code for code in codes for event in graph.subjects(vocab.CKG + "code", Node(vocab.CODE + code))
    }
    found = ((_article(graph, Node(event)), event, code) for event, code in by_event.items())
    return sorted(one for one in found if one[0])  # what no article claims is nobody's word


def _article(graph: Graph, event: Node) -> str:
    claims = graph.subjects(vocab.CKG + "claims", event)[:1]
    return next((one.value for claim in claims for one in graph.nodes(claim, vocab.PROV + "hadPrimarySource")), "")


def _put(graph: Graph, claim: Node) -> tuple[str, ...]:
    return tuple(graph.local(claim, vocab.CKG + name) for name in ("polarity", "certainty", "actuality"))


def _is_fact(graph: Graph, claims: Sequence[Node]) -> bool:
    put = [_put(graph, claim) for claim in claims]
    return _ASSERTED in put and not any(polarity == "Negated" for polarity, _, _ in put)


def _row(graph: Graph, places: Places, event: Node, code: str, claims: Sequence[Node], source: Source) -> Row:
    asserting = [claim for claim in claims if _put(graph, claim) == _ASSERTED]
    one, other = _sides(graph, event)
    found = sorted(graph.nodes(event, vocab.SEM + "hasPlace"), key=graph.begin)
    figures = [_figures(graph, event, claim) for claim in asserting]
    return Row(
        event.value,
        graph.classes(event),
        code,
        frozenset(one.value.removeprefix(vocab.CODE) for one in graph.nodes(event, vocab.CKG + "code")),
        days(*(graph.text(event, vocab.SEM + vocab.STAMPS[i]) for i in (0, 3))),
        places.where(found),
        tuple(_name(graph, place) for place in found),
        one,
        other,
        deaths(figures),
        frozenset(mention for given in figures for figure in given for mention in figure.mentions),
        source,
        tuple(dict.fromkeys(name for claim in asserting for name in _speakers(graph, claim))),
        _words(graph, asserting),
    )


def _source(graph: Graph, article: Node) -> Source:
    publisher = graph.text(article, vocab.SCHEMA + "publisher")
    return Source(
        publisher or graph.text(article, vocab.DCT + "identifier"),
        publisher,
        graph.text(article, vocab.SCHEMA + "datePublished"),
        graph.text(article, vocab.SCHEMA + "headline"),
    )


def _name(graph: Graph, node: Node) -> str:
    return graph.text(node, vocab.RDFS + "label")


def _speakers(graph: Graph, claim: Node) -> Iterator[str]:
    for speaker in graph.nodes(claim, vocab.PROV + "wasAttributedTo"):
        if "Entity" in graph.classes(speaker):
            yield _name(graph, speaker)


def _words(graph: Graph, claims: Sequence[Node]) -> tuple[str, ...]:
    """What the claims rest on, in the order of the text, without what stands within other such words."""
    spans = {
        (begin, end): graph.text(mention, vocab.NIF + "anchorOf")
        for claim in claims
        for mention in graph.nodes(claim, vocab.CKG + "contentMention")
        if (begin := graph.number(mention, vocab.NIF + "beginIndex")) is not None
        if (end := graph.number(mention, vocab.NIF + "endIndex")) is not None
    }
    kept: dict[tuple[int, int], str] = {}
    last = -1
    for begin, end in sorted(spans, key=lambda span: (span[0], -span[1])):
        if end > last:
            kept[begin, end], last = spans[begin, end], end
    return tuple(kept.values())


def _sides(graph: Graph, event: Node) -> tuple[tuple[Party, ...], tuple[Party, ...]]:
    roles: dict[str, set[str]] = {}
    nodes: dict[str, Node] = {}
    for role in _ACTORS:
        for filler in graph.nodes(event, vocab.ROLE_TYPES[role]):
            roles.setdefault(filler.value, set()).add(role)
            nodes[filler.value] = filler
    words = _role_words(graph, event)
    order = sorted(nodes, key=lambda name: (min(words[name], default=_NONE), name))
    parties = [
        Party(_name(graph, nodes[name]), graph.classes(nodes[name]), frozenset(roles[name]), frozenset(words[name]))
        for name in order
        if "Actor" in graph.classes(nodes[name])
    ]
    one = [party for party in parties if party.roles & set(_ONE)]
    other = [party for party in parties if party not in one and party.roles & set(_OTHER)]
    rest = [party for party in parties if party not in one and party not in other]
    if not one and rest:
        one, rest = rest[:1], rest[1:]
    return tuple(one), (*other, *rest)


def _role_words(graph: Graph, event: Node) -> defaultdict[str, set[Span]]:
    """For each filler, by its IRI, the mentions of its roles of actors."""
    found: defaultdict[str, set[Span]] = defaultdict(set)
    for role in graph.subjects(vocab.CKG + "ofEvent", event):
        if graph.local(role, vocab.CKG + "roleType") in _ACTORS:
            for filler in graph.nodes(role, vocab.RDF + "value"):
                found[filler.value] |= graph.spans(role)
    return found


def _figures(graph: Graph, event: Node, claim: Node) -> list[Figure]:
    return [
        Figure(
            graph.local(node, vocab.CKG + "victimStatus"),
            graph.number(node, vocab.SCHEMA + "minValue"),
            graph.number(node, vocab.SCHEMA + "maxValue"),
            graph.local(node, vocab.CKG + "countQualifier"),
            graph.text(node, vocab.CKG + "isTotal") == "true",
            graph.spans(node),
        )
        for node in graph.nodes(claim, vocab.CKG + "claimsFigure")
        if graph.local(node, vocab.CKG + "harm") == "Killed" and event in graph.nodes(node, vocab.CKG + "ofEvent")
    ]
