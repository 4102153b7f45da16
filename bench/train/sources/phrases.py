"""`bench/train/passages.txt`: passages marked up for this project in re3d's types, on its spans."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from bench.train.document import Document, Marked, flat, read, tagged

FILE = Path(__file__).resolve().parents[1] / "passages.txt"
ORGANISATIONS = ("PG", "ORG", "AG", "SF", "CO", "GOV", "PP", "IGO", "MED", "CSO")
TYPES = {
    "P": "Person",
    "POP": "Organisation",
    "N": "Nationality",  # an adjective that stands alone: "Afghan and coalition forces"
    "W": "Weapon",
    "V": "Vehicle",
    "T": "Temporal",
    **dict.fromkeys(ORGANISATIONS, "Organisation"),
    **dict.fromkeys(("C", "R", "S", "F", "NF"), "Location"),
}
EACH = 4  # every fourth passage is for testing alone
_MARK = re.compile(r"\[([^\[\]]+)\]([A-Z]+)")


def documents(*, test: bool) -> Iterator[Document]:
    """The passages for testing, or those for training."""
    for number, block in enumerate(FILE.read_text(encoding="utf-8").split("# ")[1:], start=1):
        if test == (number % EACH == 0):
            heading, body = block.split("\n", 1)
            yield _document(heading.partition(" · ")[0], body.strip())


def _document(name: str, body: str) -> Document:
    told, spans, last = "", [], 0
    for mark in _MARK.finditer(body):
        told += body[last : mark.start()]
        spans.append((len(told), len(told) + len(mark[1]), TYPES[mark[2]]))
        told += mark[1]
        last = mark.end()
    text, found, places = read(name, told + body[last:])
    marked: list[Marked | None] = [places.marked(*span) for span in spans]
    return Document(name, "own", text, found, {"phrases": tagged(len(found), flat(marked), "phrases")})
