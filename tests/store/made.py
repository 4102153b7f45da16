"""Small graphs for tests, made from numbers."""

from __future__ import annotations

from pyoxigraph import Literal, NamedNode, Quad

from kg import vocab
from kg.ids import BASE
from kg.store import Chunk, to_chunk

TYPE = NamedNode(vocab.RDF + "type")
SHARED = NamedNode(BASE + "entity/river-forces")
AWKWARD = 'He said "<b>stop</b>" & left\r\n\tat C:\\temp, \u202bعربي\u202c, \U0001f600, \ufffd, \u0085.'


def ckg(name: str) -> NamedNode:
    return NamedNode(vocab.CKG + name)


def article(number: int, *, cls: str = "Killing", entity: str = "ArmedGroup") -> Chunk:
    """An article with an event and a mention of its own, and an entity that all articles share."""
    graph = f"{BASE}article/{number:016x}"
    event, mention = NamedNode(f"{BASE}event/killing-{number}"), NamedNode(f"{graph}#char={number},{number + 5}")
    said: list[tuple[NamedNode, NamedNode, NamedNode | Literal]] = [
        (SHARED, TYPE, ckg(entity)),
        (SHARED, NamedNode(vocab.RDFS + "label"), Literal("River Forces")),
        (SHARED, NamedNode(vocab.GAF + "denotedBy"), mention),
        (event, TYPE, ckg(cls)),
        (event, ckg("initiator"), SHARED),
        (event, ckg("confidence"), Literal("1.0", datatype=NamedNode(vocab.XSD + "decimal"))),
        (event, NamedNode(vocab.SEM + "hasEarliestBeginTimeStamp"), day(number)),
        (mention, NamedNode(vocab.NIF + "beginIndex"), Literal(number)),
        (mention, NamedNode(vocab.NIF + "anchorOf"), Literal(AWKWARD)),
        (mention, ckg("inferred"), Literal(False)),
    ]
    return to_chunk(graph, [Quad(*triple, NamedNode(graph)) for triple in said])


def day(number: int) -> Literal:
    return Literal(f"2017-10-{number % 28 + 1:02d}", datatype=NamedNode(vocab.XSD + "date"))
