"""A store keeps its incidents: found when they are asked for, and anew by each build that changed an article."""

from __future__ import annotations

from typing import Final

from kg import ids
from kg.incidents.finding import Found, incidents, reports
from kg.incidents.quads import graph_name
from kg.incidents.shelf import Shelf
from kg.store import Store

_BY: Final = "incidents"


def find(store: Store, base: str = ids.BASE, *, is_merged: bool = True) -> Found:
    """The incidents of a graph, which is left as it is."""
    with Shelf() as shelf:
        shelf.add(reports(store, is_merged=is_merged))
        return incidents(shelf, base)


def keep(store: Store, base: str = ids.BASE) -> Found:
    """Find the incidents of a store, and put them in the place of those that it had."""
    store.flush()
    state = _state(store, base)
    found = find(store, base)
    store.replace(found.chunk, _BY, state)
    store.flush()
    return found


def is_stale(store: Store, base: str = ids.BASE) -> bool:
    """Whether a store has incidents, and not those of its articles as they are now."""
    store.flush()
    graph = graph_name(base)
    has_some = any(name == graph for name, _ in store.marks())
    return has_some and not store.has(graph, _BY, _state(store, base))


def _state(store: Store, base: str) -> str:
    return ids.digest(*sorted(f"{name} {mark}" for name, mark in store.marks() if name.startswith(f"{base}article/")))
