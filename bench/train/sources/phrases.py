"""Passages written and marked up for this project: `passages.txt`, with its guidelines beside it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from bench.train.corpus import OWN, Document, flat, placed, plain
from kg.annotate.reader.words import words

CLASSES = {
    "P": "Person",
    "PG": "PersonGroup",
    "POP": "Population",
    "N": "Nationality",  # an adjective that stands alone: "Afghan and coalition forces"
    "ORG": "Organization",
    "AG": "ArmedGroup",
    "SF": "StateForces",
    "CO": "Coalition",
    "GOV": "Government",
    "PP": "PoliticalParty",
    "IGO": "IntergovernmentalOrganization",
    "MED": "MediaOrganization",
    "CSO": "CivilSocietyOrganization",
    "C": "Country",
    "R": "Region",
    "S": "Settlement",
    "F": "Facility",
    "NF": "NaturalFeature",
    "W": "Weapon",
    "V": "Vehicle",
    "T": "Temporal",
}
ALIKE = ("Person", "Nationality", "Weapon", "Vehicle", "Temporal")
PLACES = ("Country", "Region", "Settlement", "Facility", "NaturalFeature")
EACH = 4  # every fourth passage is for testing alone
_MARK = re.compile(r"\[([^\[\]]+)\]([A-Z]+)")


class Phrase(NamedTuple):
    """Characters `begin` to `end` (half-open) of a class of the contract."""

    begin: int
    end: int
    cls: str


class Passage(NamedTuple):
    """A passage: its name, what its heading says of it, its text and the phrases in it."""

    name: str
    about: str
    text: str
    phrases: tuple[Phrase, ...]


def passages(path: Path = OWN) -> Iterator[Passage]:
    """The passages in the order of the file."""
    for block in path.read_text(encoding="utf-8").split("# ")[1:]:
        heading, body = block.split("\n", 1)
        name, _, about = heading.partition(" · ")
        yield Passage(name, about, *_read(body.strip()))


def _read(body: str) -> tuple[str, tuple[Phrase, ...]]:
    text, phrases, last = "", [], 0
    for mark in _MARK.finditer(body):
        text += body[last : mark.start()]
        phrases.append(Phrase(len(text), len(text) + len(mark[1]), CLASSES[mark[2]]))
        text += mark[1]
        last = mark.end()
    return text + body[last:], tuple(phrases)


def documents(*, test: bool) -> Iterator[Document]:
    """The passages for testing, or those for training, with the reader's types."""
    for number, one in enumerate(passages(), start=1):
        if test == (number % EACH == 0):
            text = plain(one.name, one.text)
            found = tuple(words(text))
            marked = (placed(found, phrase.begin, phrase.end, _kind(phrase.cls)) for phrase in one.phrases)
            kept = tuple(flat(span for span in marked if span is not None))
            yield Document(one.name, "own", text, found, kept)


def _kind(cls: str) -> str:
    return cls if cls in ALIKE else "Location" if cls in PLACES else "Organisation"
