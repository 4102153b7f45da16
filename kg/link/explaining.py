"""Which decisions about an entity does a graph hold, with which candidates?"""

from __future__ import annotations

from typing import Final, NamedTuple

import pyoxigraph as ox

from kg import vocab

_NAMES: Final = {name: name.removesuffix("Score") for name in vocab.SCORES}


class Tried(NamedTuple):
    """A candidate: its rank and score, the scores that it is made of, and why it was shut out, if it was."""

    rank: int
    item: str
    label: str
    score: str
    scores: tuple[tuple[str, str], ...]
    verdict: str
    source: str


class Linked(NamedTuple):
    """A decision about an entity: the item ("wd:Q796") or "", the reason, and the candidates with the best first."""

    item: str
    reason: str
    rule: str
    retrieved: str
    rejected: tuple[str, ...]
    nil: str
    candidates: tuple[Tried, ...]


def links(store: ox.Store, entity: ox.NamedNode) -> tuple[Linked, ...]:
    """The decisions about an entity in a store's default graph, those of people first."""
    found = store.quads_for_pattern(None, ox.NamedNode(vocab.CKG + "linkOf"), entity, ox.DefaultGraph())
    nodes = sorted({quad.subject for quad in found if isinstance(quad.subject, ox.NamedNode)}, key=str)
    decisions = (_linked(store, node) for node in nodes)
    return tuple(sorted(decisions, key=lambda linked: ("hand" not in linked.reason, linked)))


def _linked(store: ox.Store, link: ox.NamedNode) -> Linked:
    said = _said(store, link)
    candidates = (_tried(_said(store, ox.NamedNode(node))) for node in said.get("candidate", ()))
    return Linked(
        _short(_first(said, "chosenItem")),
        _first(said, "reason"),
        _first(said, "rule"),
        _first(said, "retrieved"),
        tuple(_short(item) for item in said.get("rejectedItem", ())),
        _first(said, "nilIdentity").rpartition("/")[2],
        tuple(sorted(candidates)),
    )


def _tried(said: dict[str, list[str]]) -> Tried:
    return Tried(
        int(_first(said, "rank") or 0),
        _short(_first(said, "item")),
        _first(said, "label"),
        _first(said, "score"),
        tuple((_NAMES[name], _first(said, name)) for name in vocab.SCORES if name in said),
        _first(said, "reason"),
        _first(said, "knownFrom"),
    )


def _said(store: ox.Store, node: ox.NamedNode) -> dict[str, list[str]]:
    """The values of a node by the local names of its properties, sorted."""
    found: dict[str, list[str]] = {}
    for quad in store.quads_for_pattern(node, None, None, ox.DefaultGraph()):
        if isinstance(quad.object, ox.NamedNode | ox.Literal):
            name = quad.predicate.value.removeprefix(vocab.CKG).removeprefix(vocab.RDFS)
            found.setdefault(name, []).append(quad.object.value)
    return {name: sorted(values) for name, values in found.items()}


def _first(said: dict[str, list[str]], name: str) -> str:
    return next(iter(said.get(name, ())), "")


def _short(item: str) -> str:
    return f"wd:{item.removeprefix(vocab.WD)}" if item else ""
