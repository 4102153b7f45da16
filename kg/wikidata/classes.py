"""What can an instance of a Wikidata class be to conflict news? Told by the classes above it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from kg.data import classed_lexicon, lexicon
from kg.vocab import CLASSES

_ROOT_COLUMNS: Final = ("class", "qid", "label", "source")
_REFUSED_COLUMNS: Final = ("qid", "label", "source")
BY_SUBCLASS: Final = frozenset({"Weapon", "Vehicle"})
"""Kinds whose items are often classes themselves: a tank is a subclass of things in Wikidata, and no instance."""

Parents = Callable[[str], Iterable[str]]


@dataclass(frozen=True)
class Classes:
    """The Wikidata classes that stand for the contract's classes (`roots`), and those below which nothing is kept."""

    roots: Mapping[str, str]
    refused: frozenset[str] = frozenset()

    def of_class(self, qid: str, parents: Parents) -> tuple[str, ...]:
        """What an instance of a class can be: the kinds of the roots above it, the nearest first.

        Of kinds equally near, the first in the lexicon comes first. A class below a refused one is of no kind.
        """
        order = {kind: place for place, kind in enumerate(dict.fromkeys(self.roots.values()))}
        steps: dict[str, int] = {}
        for distance, level in enumerate(levels(qid, parents)):
            if not self.refused.isdisjoint(level):
                return ()
            for kind in {self.roots[each] for each in level if each in self.roots}:
                steps.setdefault(kind, distance)
        return tuple(sorted(steps, key=lambda kind: (steps[kind], order[kind])))


def kinds(
    classes: Sequence[str], subclass_of: Sequence[str], of_class: Callable[[str], tuple[str, ...]]
) -> tuple[str, ...]:
    """The kinds of an item with these P31 and P279: a kind that is nearer by any of its classes comes first.

    >>> known = {"Q515": ("Settlement", "Place"), "Q43229": (), "Q728": ("Weapon",)}
    >>> kinds(["Q515", "Q43229"], ["Q728"], known.__getitem__)
    ('Settlement', 'Weapon', 'Place')
    """
    by_class = [of_class(each) for each in classes]
    by_class += [tuple(kind for kind in of_class(each) if kind in BY_SUBCLASS) for each in subclass_of]
    places: dict[str, int] = {}
    for found in by_class:
        for place, kind in enumerate(found):
            places[kind] = min(place, places.get(kind, place))
    return tuple(sorted(places, key=places.__getitem__))


def levels(qid: str, parents: Parents) -> Iterable[list[str]]:
    """The class, then all that are one step above it, two steps, and so on, each once."""
    level, seen = [qid], {qid}
    while level:
        yield level
        above = dict.fromkeys(parent for each in level for parent in parents(each))
        level = [each for each in above if each not in seen]
        seen.update(level)


@lru_cache(maxsize=1)
def known_classes() -> Classes:
    """Those of the lexicons `wikidata_classes` and `wikidata_refused`."""
    rows = classed_lexicon("wikidata_classes", _ROOT_COLUMNS, None, CLASSES)
    refused = frozenset(row["qid"] for row in lexicon("wikidata_refused", _REFUSED_COLUMNS))
    return Classes({row["qid"]: row["class"] for row in rows}, refused)
