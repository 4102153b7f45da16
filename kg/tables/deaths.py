"""How many died in one event? Low, best and high, by the rule that `queries/deaths-low-best-high.rq` asks by as well.

Only figures of people killed count that a claim asserts. Within one claim, civilians and combatants exclude each other
and add up; a number without a status is the whole that may hold both, so the greater of the two is what the claim
gives. A total over several incidents counts where the claim gives nothing else, and is never added. Of all claims, the
least number is low and the greatest high; best is the least of those given as exact or as about so many, else low.
The reasons are in `docs/decisions/0008-tables-of-events.md`.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

PLAIN = frozenset({"Exactly", "About"})


class Figure(NamedTuple):
    """A number of dead; `status` is "Combatant", "Civilian" or "Unknown"; `mentions` are the spans of its words."""

    status: str
    minimum: int | None
    maximum: int | None
    qualifier: str
    is_total: bool
    mentions: frozenset[tuple[int, int]] = frozenset()


class Count(NamedTuple):
    """The least and the most that is given, and the least that is given as exact or about so many, if any is."""

    least: int
    most: int
    plain: int | None


class Deaths(NamedTuple):
    """Low, best and high of an event; `by_status` is what the claim that best rests on gives for each status."""

    low: int
    best: int
    high: int
    by_status: tuple[tuple[str, int], ...]


def deaths(claims: Iterable[Sequence[Figure]]) -> Deaths | None:
    """The deaths of one event by the figures of each of its claims; None where no claim gives a number."""
    told = [by_status for figures in claims if (by_status := _by_status(figures))]
    if not told:
        return None
    counts = [_together(by_status) for by_status in told]
    low = min(count.least for count in counts)
    best = min((count.plain for count in counts if count.plain is not None), default=low)
    chosen = next(
        by_status
        for by_status, count in zip(told, counts, strict=True)
        if best == (count.least if count.plain is None else count.plain)
    )
    parts = tuple(sorted((status, _best(count)) for status, count in chosen.items()))
    return Deaths(low, best, max(count.most for count in counts), parts)


def _best(count: Count) -> int:
    return count.least if count.plain is None else count.plain


def _by_status(figures: Sequence[Figure]) -> dict[str, Count]:
    given = [one for one in figures if one.minimum is not None or one.maximum is not None]
    counted = [one for one in given if not one.is_total] or given
    return {
        status: _count([one for one in counted if one.status == status])
        for status in sorted({one.status for one in counted})
    }


def _count(figures: Sequence[Figure]) -> Count:
    """Several numbers of the same people: the extremes."""
    least = [one.minimum or 0 for one in figures]
    most = [one.maximum if one.maximum is not None else one.minimum or 0 for one in figures]
    plain = [one.minimum or 0 for one in figures if one.qualifier in PLAIN]
    return Count(min(least), max(most), min(plain, default=None))


def _together(by_status: dict[str, Count]) -> Count:
    """The whole, or the sum of its parts where that is more."""
    whole = by_status.get("Unknown")
    parts = [count for status, count in by_status.items() if status != "Unknown"]
    if not parts:
        return whole or Count(0, 0, None)
    plain = [count.plain for count in parts if count.plain is not None]
    summed = Count(
        sum(count.least for count in parts),
        sum(count.most for count in parts),
        sum(plain) if len(plain) == len(parts) else None,
    )
    return whole if whole is not None and whole.least >= summed.least else summed
