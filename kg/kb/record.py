"""How is an item written in the index? As one JSON array, its QIDs as numbers and its kinds as letters."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, NamedTuple

import orjson

from kg.wikidata import Coordinates, Item

_FIRST_LETTER: Final = ord("A")


class Record(NamedTuple):
    """What is kept of an item beside its QID; the fields mean what those of `Item` do.

    `kinds` holds letters, one a kind, that a `Letters` reads. `revision` is that of the item's page, where the dump
    tells it.
    """

    label: str
    aliases: list[str]
    description: str
    classes: list[int]
    kinds: str
    countries: list[int]
    coordinates: list[float] | None
    begin: str | None
    end: str | None
    sitelinks: int
    geonames: int | None
    revision: int | None

    def names(self) -> list[str]:
        return [self.label, *self.aliases]


class Letters:
    """One letter for each of the contract's classes that items of a knowledge base can be, in the order given."""

    def __init__(self, names: Sequence[str]) -> None:
        self.names = tuple(names)
        self._names = dict(zip(map(chr, range(_FIRST_LETTER, _FIRST_LETTER + len(names))), names, strict=True))
        self._letters = {name: letter for letter, name in self._names.items()}

    def to_letters(self, kinds: Sequence[str]) -> str:
        return "".join(self._letters[kind] for kind in kinds)

    def to_kinds(self, letters: str) -> tuple[str, ...]:
        return tuple(self._names[letter] for letter in letters)


def to_bytes(record: Record) -> bytes:
    return orjson.dumps(tuple(record))


def from_bytes(data: bytes) -> Record:
    return Record(*orjson.loads(data))


def qid(number: int) -> str:
    return f"Q{number}"


def to_item(number: int, record: Record, letters: Letters) -> Item:
    """The item of this number, as every source gives it."""
    return Item(
        qid=qid(number),
        label=record.label,
        aliases=tuple(record.aliases),
        description=record.description,
        classes=tuple(map(qid, record.classes)),
        kinds=letters.to_kinds(record.kinds),
        countries=tuple(map(qid, record.countries)),
        coordinates=Coordinates(*record.coordinates) if record.coordinates else None,
        begin=record.begin,
        end=record.end,
        sitelinks=record.sitelinks,
        geonames=record.geonames,
    )
