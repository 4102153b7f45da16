"""What have people decided before? Their decisions, read from the graphs that keep them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Final

from kg import vocab
from kg.link.entities import Ruling
from kg.link.scene import literal, region
from kg.link.statements import MANUAL
from kg.store import Chunk
from kg.store.chunk import statements

_HOW: Final = f"<{vocab.CKG}mappingJustification>".encode()
_MADE: Final = f"<{MANUAL}>".encode()
_FIELDS: Final = {
    f"<{name}>".encode(): field
    for name, field in (
        (vocab.CKG + "linkOf", "entity"),
        (vocab.CKG + "chosenItem", "accepted"),
        (vocab.CKG + "rejectedItem", "rejected"),
        (vocab.RDFS + "comment", "comment"),
    )
}


def in_chunks(chunks: Iterable[Chunk], base: str) -> dict[str, Ruling]:
    """The rulings of some graphs, by the keys of their entities."""
    found: dict[bytes, dict[str, set[str]]] = {}
    for chunk in chunks:
        lines = region(chunk.lines, f"{base}link/".encode())
        links = {link for link, name, value in statements(lines) if (name, value) == (_HOW, _MADE)}
        for link, name, value in statements(lines):
            if link in links and name in _FIELDS:
                said = found.setdefault(link, defaultdict(set))
                said[_FIELDS[name]].add(value.decode())
    rulings = [_ruling(said, base) for said in found.values()]
    return {ruling.key: ruling for ruling in rulings}


def joined(before: Mapping[str, Ruling], after: Mapping[str, Ruling]) -> dict[str, Ruling]:
    """The rulings of before, with those of after in their stead: the last word of people counts.

    A new rejection is added to those of before; an item that is accepted now is rejected no longer.
    """
    found = dict(before)
    for key, ruling in after.items():
        old = found.get(key)
        rejected = ruling.rejected | (old.rejected if old else frozenset())
        accepted = ruling.accepted or (old.accepted if old and old.accepted not in ruling.rejected else None)
        comment = ruling.comment or (old.comment if old else "")
        found[key] = Ruling(key, accepted, rejected - {accepted or ""}, comment)
    return found


def _ruling(said: Mapping[str, set[str]], base: str) -> Ruling:
    accepted = min((_qid(value) for value in said.get("accepted", ())), default=None)
    comments = sorted(literal(value) for value in said.get("comment", ()))
    (entity, *_) = sorted(said["entity"])
    rejected = frozenset(_qid(value) for value in said.get("rejected", ()))
    return Ruling(entity[1:-1].removeprefix(base), accepted, rejected, " ".join(comments))


def _qid(node: str) -> str:
    return node[1:-1].removeprefix(vocab.WD)
