"""How is a store's folder opened, and what may be wrong with it?"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Final

import pyoxigraph as ox

from kg.errors import StoreError
from kg.store.entailment import trees
from kg.store.lock import locked
from kg.store.store import Store

LAYOUT: Final = 1
"""Raised whenever a store written before can no longer be read."""

_MARKER: Final = "kg-store.json"
_AGAIN: Final = "build it again in another folder"


def open_store(path: Path, *, read_only: bool = False, ontology: tuple[Path, ...] = ()) -> Store:
    """The store in a folder; one that does not exist is made, unless it is only to be read.

    `ontology` are a user's own files of classes, beside ours. Raises `StoreError` for a folder that is in use, is no
    store of kg, was written by a version that is not understood, or is damaged.
    """
    if not path.exists() or (path.is_dir() and not any(path.iterdir())):
        if read_only:
            raise StoreError(str(path), "there is no store", f"make one with: kg build INPUT --store {path}")
        _make(path)
    _check_marker(path)
    lock = locked(path, shared=read_only)
    try:
        inner = ox.Store.read_only(str(path)) if read_only else ox.Store(path)
    except (OSError, RuntimeError, ValueError) as error:
        if lock:
            lock.close()
        if "lock" in str(error).lower():
            raise StoreError(str(path), "another process is using this store", "wait until it has ended") from error
        raise StoreError(str(path), f"the store is damaged or cannot be read: {error}", _AGAIN) from error
    return Store(inner, None if read_only else trees(ontology), lock, str(path))


def _make(path: Path) -> None:
    try:
        path.mkdir(exist_ok=True)
        beside = path / f"{_MARKER}.part"
        beside.write_text(json.dumps({"layout": LAYOUT, "made_by": "conflict-kg"}) + "\n", encoding="utf-8")
        beside.replace(path / _MARKER)
        ox.Store(path).flush()
    except OSError as error:
        raise StoreError(str(path), f"the store cannot be made: {error}", "name a folder in one that exists") from error


def _check_marker(path: Path) -> None:
    try:
        layout = json.loads((path / _MARKER).read_text(encoding="utf-8"))["layout"]
    except (FileNotFoundError, NotADirectoryError) as error:
        raise StoreError(str(path), "this is not a store of kg", "name a new or an empty folder") from error
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise StoreError(str(path), f"{_MARKER} in it is damaged", _AGAIN) from error
    if layout != LAYOUT:
        raise StoreError(
            str(path),
            f"the store has layout {layout}, and this version of kg reads layout {LAYOUT}",
            f"{_AGAIN}, or use the version of kg that made it",
        )
