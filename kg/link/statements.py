"""Decisions as statements: N-Triples lines, written at once since there are many and each is of a known form."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from typing import Final

from pyoxigraph import Literal

from kg import ids, vocab
from kg.link.decide import RULE
from kg.link.entities import Candidate, Decision, Ruling

GRAPH: Final = "graph/links/"
BY_HAND: Final = "by-hand"
"""What the name of the graph with people's decisions ends in; no run of the machine ever replaces it."""

_BUILD: Final = "build-"
_DIGEST: Final = 17  # characters at the end of a key: a hyphen and the digest
MANUAL: Final = vocab.SEMAPV + "ManualMappingCuration"
COMPOSITE: Final = vocab.SEMAPV + "CompositeMatching"
_TYPE: Final = f"<{vocab.RDF}type>"
_LABEL: Final = f"<{vocab.RDFS}label>"
_COMMENT: Final = f"<{vocab.RDFS}comment>"
_MATCH: Final = f"<{vocab.SKOS}exactMatch>"
_OF: Final = f"<{vocab.CKG}linkOf>"
_REASON: Final = f"<{vocab.CKG}reason>"
_RULE: Final = f"<{vocab.CKG}rule>"
_HOW: Final = f"<{vocab.CKG}mappingJustification>"
_CHOSEN: Final = f"<{vocab.CKG}chosenItem>"
_DECIMAL: Final = f"^^<{vocab.XSD}decimal>"
Block = tuple[bytes, bytes]
"""A subject, as N-Triples writes it, and its sorted lines."""


def graph_name(base: str, retrieved: str) -> str:
    """The IRI of the graph of links, dated by the newest of the sources: "…/graph/links/2026-11-23"."""
    return f"{base}{GRAPH}{retrieved[:10] or 'undated'}"


def build_graph_name(base: str, retrieved: str) -> str:
    """The IRI of the graph of links that a build makes: "…/graph/links/build-2026-11-23"."""
    return f"{base}{GRAPH}{_BUILD}{retrieved[:10] or 'undated'}"


def is_builds(graph: str, base: str) -> bool:
    """Whether a graph holds links that a build made."""
    return graph.startswith(base + GRAPH + _BUILD)


def hand_graph(base: str) -> str:
    """The IRI of the graph that keeps what people decided."""
    return f"{base}{GRAPH}{BY_HAND}"


def is_links(graph: str, base: str) -> bool:
    """Whether a graph holds links that a run may replace."""
    return graph.startswith(base + GRAPH) and graph != hand_graph(base)


def link_key(entity: str, by: str = "") -> str:
    """The key of the decision about an entity, with the entity's name in it."""
    return ids.mint("link", entity, *([by] if by else ()), hint=entity.removeprefix("entity/")[:-_DIGEST])


def blocks(decision: Decision, base: str, retrieved: str = "") -> Iterator[Block]:
    """All statements of a decision that the machine took; `retrieved` is when its sources were asked or made."""
    link, entity = f"<{base}{link_key(decision.key)}>", f"<{base}{decision.key}>"
    said = [(_TYPE, _ckg("EntityLink")), (_OF, entity), (_REASON, _text(decision.reason)), (_RULE, _text(RULE))]
    said.append((_HOW, f"<{COMPOSITE}>"))
    if decision.reason == "unnamed":
        yield _block(link, said)
        return
    if retrieved:
        said.append((_ckg("retrieved"), _date(retrieved)))
    if decision.qid and decision.reason == "accepted":
        said.append((_CHOSEN, f"<{vocab.WD}{decision.qid}>"))
        said.append((_ckg("confidence"), _decimal(decision.candidates[0].score)))
        yield _block(entity, [(_MATCH, f"<{vocab.WD}{decision.qid}>")])
    for rank, candidate in enumerate(decision.candidates, 1):
        node = f"<{base}{ids.mint('candidate', decision.key, candidate.item.qid, hint=candidate.item.label)}>"
        said.append((_ckg("candidate"), node))
        yield _block(node, _candidate(rank, candidate))
    if decision.nil:
        said.append((_ckg("nilIdentity"), f"<{base}{decision.nil}>"))
        yield _block(f"<{base}{decision.nil}>", _nil(decision))
    yield _block(link, said)


def hand_blocks(ruling: Ruling, base: str) -> Iterator[Block]:
    """All statements of what people decided about an entity."""
    link, entity = f"<{base}{link_key(ruling.key, BY_HAND)}>", f"<{base}{ruling.key}>"
    reason = "accepted by hand" if ruling.accepted else "rejected by hand"
    said = [(_TYPE, _ckg("EntityLink")), (_OF, entity), (_REASON, _text(reason)), (_RULE, _text("review"))]
    said.append((_HOW, f"<{MANUAL}>"))
    if ruling.comment:
        said.append((_COMMENT, _text(ruling.comment)))
    said += [(_ckg("rejectedItem"), f"<{vocab.WD}{qid}>") for qid in sorted(ruling.rejected)]
    if ruling.accepted:
        said.append((_CHOSEN, f"<{vocab.WD}{ruling.accepted}>"))
        yield _block(entity, [(_MATCH, f"<{vocab.WD}{ruling.accepted}>")])
    yield _block(link, said)


def hand_lines(rulings: Mapping[str, Ruling], base: str) -> bytes:
    """The sorted lines of the graph that keeps people's decisions."""
    found = [block for ruling in rulings.values() for block in hand_blocks(ruling, base)]
    return b"".join(lines for _, lines in sorted(found))


def _block(subject: str, said: Iterable[tuple[str, str]]) -> Block:
    lines = sorted([f"{subject} {name} {value} .\n" for name, value in said], key=str.encode)
    return subject.encode(), "".join(lines).encode()


def _candidate(rank: int, candidate: Candidate) -> Iterator[tuple[str, str]]:
    yield _TYPE, _ckg("LinkCandidate")
    yield _ckg("item"), f"<{vocab.WD}{candidate.item.qid}>"
    yield _LABEL, _text(candidate.item.label)
    yield _ckg("rank"), f'"{rank}"^^<{vocab.XSD}integer>'
    yield _ckg("score"), _decimal(candidate.score)
    yield _ckg("knownFrom"), _text(candidate.source)
    if candidate.verdict:
        yield _REASON, _text(candidate.verdict)
    for name, value in zip(vocab.SCORES, candidate.scores, strict=True):
        if value is not None:
            yield _ckg(name), _decimal(value)


def _nil(decision: Decision) -> Iterator[tuple[str, str]]:
    yield _TYPE, _ckg("NilIdentity")
    yield _LABEL, _text(decision.label)
    yield _ckg("nilClass"), _ckg(decision.cls)
    if decision.country:
        yield _ckg("nilCountry"), f"<{vocab.WD}{decision.country}>"


@lru_cache(maxsize=128)
def _ckg(name: str) -> str:
    return f"<{vocab.CKG}{name}>"


@lru_cache(maxsize=1 << 12)
def _text(value: str) -> str:
    return str(Literal(value))


@lru_cache(maxsize=1 << 12)
def _decimal(value: float) -> str:
    """At most three digits after the point, and always one, so that every format keeps it as a decimal."""
    plain = f"{value:.3f}".rstrip("0")
    return f'"{plain + "0" if plain.endswith(".") else plain}"{_DECIMAL}'


def _date(value: str) -> str:
    return f'"{value}"^^<{vocab.XSD}{"dateTime" if "T" in value else "date"}>'
