"""What can an instance of a Wikidata class be to conflict news? The closure of P279 below a few chosen roots."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Final

from kg.data import lexicon, placed_rows
from kg.errors import BadLexicon, NoSuchInput
from kg.kb.entity import number
from kg.kb.file import CLASS_COLUMNS
from kg.kb.record import Letters
from kg.vocab import superclasses

_ROOT_COLUMNS: Final = ("class", "qid", "label", "source")
_REFUSED_COLUMNS: Final = ("qid", "label", "source")
# A tank is a subclass of things in Wikidata and no instance: of these kinds the subclasses are items as well.
BY_SUBCLASS: Final = frozenset({"Weapon", "Vehicle"})


def roots() -> tuple[tuple[int, str], ...]:
    """The Wikidata classes that stand for the contract's classes, in the order of the lexicon."""
    rows = lexicon("wikidata_classes", _ROOT_COLUMNS)
    return tuple((_number(row["qid"], "wikidata_classes"), row["class"]) for row in rows)


def refused() -> frozenset[int]:
    """The Wikidata classes below which nothing is kept, whatever else they are below."""
    return frozenset(_number(row["qid"], "wikidata_refused") for row in lexicon("wikidata_refused", _REFUSED_COLUMNS))


def kind_names() -> tuple[str, ...]:
    """All kinds that items can be, each by its letter."""
    return tuple(sorted({kind for _, kind in roots()}))


def _number(text: str, where: str) -> int:
    found = number(text)
    if found is None:
        raise BadLexicon(where, f"{text!r} is no QID", "write one such as Q5")
    return found


def close(base: sqlite3.Connection, letters: Letters) -> None:
    """Fill the table `class` from the table `edge`: for each class below a root its kinds, the nearest first.

    Nearness is the number of subclass steps to the nearest root of that kind; of kinds equally near, the one that is
    lower in our own tree of classes comes first. The walk for a kind holds the classes of that kind alone in memory.
    """
    barred = set(_below(base, refused()))
    base.execute("CREATE TEMP TABLE found (qid INTEGER, distance INTEGER, place INTEGER, kind TEXT)")
    by_kind: dict[str, list[int]] = {}
    for root, kind in roots():
        by_kind.setdefault(kind, []).append(root)
    for place, kind in enumerate(sorted(by_kind, key=lambda kind: (-len(superclasses(kind)), kind))):
        letter = letters.to_letters([kind])
        rows = ((one, steps, place, letter) for one, steps in _below(base, by_kind[kind], barred).items())
        base.executemany("INSERT INTO found VALUES (?, ?, ?, ?)", rows)
    base.execute(
        "INSERT INTO class SELECT qid, group_concat(kind, '') FROM"
        " (SELECT qid, kind FROM found ORDER BY qid, distance, place) GROUP BY qid ORDER BY qid"
    )
    base.execute("DROP TABLE found")


def _below(base: sqlite3.Connection, tops: Iterable[int], barred: Iterable[int] = ()) -> dict[int, int]:
    """The classes at and below these, each with its number of steps, without passing through those barred."""
    barred = barred if isinstance(barred, set) else set(barred)
    level = [one for one in dict.fromkeys(tops) if one not in barred]
    found = dict.fromkeys(level, 0)
    ask = base.cursor().execute
    while level:
        below = (child for one in level for (child,) in ask("SELECT child FROM edge WHERE parent = ?", (one,)))
        steps = found[level[-1]] + 1
        level = [child for child in dict.fromkeys(below) if child not in found and child not in barred]
        found.update(dict.fromkeys(level, steps))
    return found


def read(path: Path, letters: Letters) -> Iterator[tuple[int, str]]:
    """The rows of a file that `kg kb classes` printed, or of one like it: a QID, and kinds separated by spaces.

    Raises `NoSuchInput` or `BadLexicon`.
    """
    if not path.is_file():
        raise NoSuchInput(str(path), "there is no such file", "print one with: kg kb classes KB")
    known = frozenset(kind_names())
    for where, row in placed_rows(path, CLASS_COLUMNS):
        names = row["kinds"].split()
        if unknown := [name for name in names if name not in known]:
            raise BadLexicon(where, f"{unknown[0]!r} is no kind of item", f"use {', '.join(sorted(known))}")
        if not names:
            raise BadLexicon(where, "it has no kinds", "give at least one, or take the line out")
        yield _number(row["qid"], where), letters.to_letters(names)


def merged(found: Iterable[str]) -> str:
    """The kinds of an item from those of its classes: a kind that is nearer by any class comes first.

    >>> merged(["AC", "BA"])
    'ABC'
    """
    lists = list(found)
    if len(lists) == 1:
        return lists[0]
    places: dict[str, int] = {}
    for kinds in lists:
        for place, letter in enumerate(kinds):
            places[letter] = min(place, places.get(letter, place))
    return "".join(sorted(places, key=places.__getitem__))


def load(base: sqlite3.Connection) -> Mapping[int, str]:
    """The whole closure: a few hundred thousand classes of a full dump, some fifty bytes each."""
    interned: dict[str, str] = {}
    return {qid: interned.setdefault(kinds, kinds) for qid, kinds in base.execute("SELECT qid, kinds FROM class")}
