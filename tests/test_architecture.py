"""The rooms and the arrows between them: an import that goes against an arrow fails here."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1] / "kg"
FLOOR = frozenset({"model", "vocab", "ids", "errors", "data", "version", "gazetteer", "wikidata"})
# Room -> the rooms before it on the data's way, which it may import besides the floor.
ROOMS: dict[str, frozenset[str]] = {
    "read": frozenset(),
    "annotate": frozenset(),
    "extract": frozenset(),
    "resolve": frozenset({"extract"}),
    "emit": frozenset(),
    "store": frozenset(),
    "query": frozenset({"store"}),
    "tables": frozenset({"store"}),
    "validate": frozenset({"store"}),
    "incidents": frozenset({"store"}),
    "kb": frozenset(),
    "online": frozenset({"query"}),
    "link": frozenset({"kb", "online", "store"}),
    "enrich": frozenset({"kb", "online", "link", "store"}),
    "reconcile": frozenset({"kb", "link", "enrich", "store"}),
}
STRINGS_TOGETHER = frozenset({"pipeline", "cli", "__init__", "__main__", "explain", "info"})


def files() -> list[Path]:
    return sorted(p for p in ROOT.rglob("*.py") if "_data" not in p.parts)


def room_of(path: Path) -> str:
    return path.relative_to(ROOT).parts[0].removesuffix(".py")


def imported(path: Path) -> Iterator[str]:
    """The modules that a file imports, by their full names."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module
            if node.module == "kg":
                yield from (f"kg.{alias.name}" for alias in node.names)


@pytest.mark.parametrize("path", files(), ids=lambda p: str(p.relative_to(ROOT)))
def test_a_room_imports_the_floor_and_the_rooms_before_it(path: Path) -> None:
    room = room_of(path)
    if room in STRINGS_TOGETHER:
        return
    allowed = FLOOR | ROOMS.get(room, frozenset()) | {room}
    used = {name.split(".")[1] for name in imported(path) if name.startswith("kg.")}
    assert used <= allowed, f"{path.relative_to(ROOT)} imports {sorted(used - allowed)}"


def test_every_room_is_known() -> None:
    rooms = {room_of(p) for p in files()}
    assert rooms <= FLOOR | set(ROOMS) | STRINGS_TOGETHER


def test_spacy_stays_in_annotating_and_extracting() -> None:
    users = {room_of(p) for p in files() if any(name.split(".")[0] == "spacy" for name in imported(p))}
    assert users <= {"annotate", "extract"}


def test_rdf_never_enters_the_document_side() -> None:
    libraries = {"pyoxigraph", "rdflib", "oxrdflib", "SPARQLWrapper"}
    users = {room_of(p) for p in files() if any(name.split(".")[0] in libraries for name in imported(p))}
    assert users.isdisjoint({"read", "annotate", "extract", "resolve", *FLOOR})


def test_the_library_does_not_print() -> None:
    for path in files():
        if room_of(path) == "cli":
            continue
        calls = (n for n in ast.walk(ast.parse(path.read_text(encoding="utf-8"))) if isinstance(n, ast.Call))
        assert not any(isinstance(c.func, ast.Name) and c.func.id == "print" for c in calls), path
