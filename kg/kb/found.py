"""What is looked for in a piece of a dump, and what did it hold?"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple, Self

from kg.kb.classes import merged
from kg.kb.record import Record, to_bytes


class Problem(NamedTuple):
    """A line that could not be read: "dump.json:7", and why."""

    place: str
    reason: str


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is kept: names in these languages, instances of the classes in `closure`, and the classes in `models`.

    Both give the letters of the kinds, the nearest first.
    """

    languages: tuple[str, ...]
    closure: Mapping[int, str]
    models: Mapping[int, str]

    @classmethod
    def of(cls, languages: tuple[str, ...], closure: Mapping[int, str], by_subclass: frozenset[str]) -> Self:
        """With those classes that are of the kinds `by_subclass` as items too, of these kinds only."""
        models = {qid: "".join(one for one in kinds if one in by_subclass) for qid, kinds in closure.items()}
        return cls(languages, closure, {qid: kinds for qid, kinds in models.items() if kinds})

    def kinds(self, qid: int, instance_of: Iterable[int]) -> str:
        """The letters of what an item is that is an instance of these; "" if it is nothing that is kept."""
        found = [self.closure[one] for one in instance_of if one in self.closure]
        return merged(found) if found else self.models.get(qid, "")


@dataclass(slots=True)
class Found:
    """What one piece of a dump gave: entities counted, rows for the tables, and what went wrong."""

    entities: int = 0
    nameless: int = 0
    apart: int = 0
    items: list[tuple[int, bytes]] = field(default_factory=list)
    redirects: list[tuple[int, int]] = field(default_factory=list)
    edges: list[tuple[int, int]] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)

    def keep(self, number: int, record: Record | None) -> None:
        """Take an item of a kind that is kept; one without a name in the languages is only counted."""
        if record is None:
            self.nameless += 1
        else:
            self.items.append((number, to_bytes(record)))
