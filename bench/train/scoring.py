"""How good are found spans? F1 strict and by overlap, as the project's own scorer counts them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

from bench.train.document import Marked

SCORED = ("Person", "Organisation", "Nationality", "Location", "Weapon", "Vehicle", "Temporal")


class Counted(NamedTuple):
    """How many spans were right, found, and there to find."""

    right: int = 0
    found: int = 0
    there: int = 0

    @property
    def f1(self) -> float:
        return 2 * self.right / (self.found + self.there) if self.found + self.there else 0.0

    def plus(self, other: Counted) -> Counted:
        return Counted(*(a + b for a, b in zip(self, other, strict=True)))


def count(found: Sequence[Marked], gold: Sequence[Marked], types: Sequence[str] = SCORED) -> dict[str, Counted]:
    """Counts "strict", "overlap" and "overlap TYPE" of one document; each gold span is found once."""
    ours = [one for one in found if one.type in types]
    real = [one for one in gold if one.type in types]
    exact = set(ours) & set(real)
    made = {"strict": Counted(len(exact), len(ours), len(real))}
    free = [one for one in real if one not in exact]
    right = Counter(one.type for one in exact)
    for one in ours:
        if one in exact:
            continue
        hit = next((g for g in free if g.type == one.type and g.start < one.end and one.start < g.end), None)
        if hit is not None:
            free.remove(hit)
            right[one.type] += 1
    made["overlap"] = Counted(sum(right.values()), len(ours), len(real))
    for kind in types:
        named = [sum(one.type == kind for one in some) for some in (ours, real)]
        made[f"overlap {kind}"] = Counted(right[kind], *named)
    return made


def total(counts: Sequence[dict[str, Counted]]) -> dict[str, Counted]:
    """The sums over documents."""
    made: dict[str, Counted] = {}
    for one in counts:
        for name, value in one.items():
            made[name] = made.get(name, Counted()).plus(value)
    return made
