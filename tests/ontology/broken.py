"""The sample graph that conforms, and the updates that break it."""

from __future__ import annotations

import re
from pathlib import Path
from typing import NamedTuple

from pyoxigraph import DefaultGraph, Quad, Store, parse

from kg import ids, vocab

SAMPLES = Path(__file__).parent / "samples"


class Failure(NamedTuple):
    constraint: str  # local name in shapes.ttl
    update: str


def conforming() -> Store:
    """The sample in one graph, so that updates find it."""
    store = Store()
    quads = parse(path=SAMPLES / "conforms.trig")
    store.extend(Quad(quad.subject, quad.predicate, quad.object, DefaultGraph()) for quad in quads)
    return store


def broken(*failures: Failure) -> Store:
    """The sample after some updates."""
    store = conforming()
    for failure in failures:
        store.update(failure.update, base_iri=ids.BASE, prefixes=vocab.PREFIXES)
    return store


def failures() -> list[Failure]:
    """The updates of fails.ru in their order."""
    text = (SAMPLES / "fails.ru").read_text(encoding="utf-8")
    return [Failure(*found.groups()) for found in re.finditer(r"^## (\S+)\n(.*?)(?=^## |\Z)", text, re.M | re.S)]
