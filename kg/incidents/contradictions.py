"""Which claims of different articles about one incident cannot both be true, and which bring another up to date?

Each claim is set against the first claim of each stance that it contradicts, so that a hundred reports of one toll and
a hundred of another give two hundred lines and not ten thousand.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator
from itertools import combinations
from typing import Final, NamedTuple

from kg.incidents.group import Group
from kg.incidents.stances import Stance, Toll, Voice, are_apart, is_denied, is_other_actor, stances, tolls_alike

_LATE: Final = 1 << 40  # after every day
_Counted = tuple[int, Toll, list[Voice]]  # the day of publication, the number, who gives it


class Tie(NamedTuple):
    """`one` contradicts `other`, or `one` supersedes `other`."""

    one: str
    name: str
    other: str


def ties(group: Group) -> Iterator[Tie]:
    """What holds between the claims of different articles; contradictions come in both directions."""
    by_stance: dict[Stance, list[Voice]] = defaultdict(list)
    for stance, voice in stances(group.reports):
        by_stance[stance].append(voice)
    voices = {stance: sorted(some, key=_turn) for stance, some in by_stance.items()}
    for one, other in combinations(sorted(voices, key=lambda stance: _turn(voices[stance][0])), 2):
        if is_denied(one, other) or is_denied(other, one) or is_other_actor(one, other):
            yield from _against(voices[one], voices[other])
        for mine, theirs in tolls_alike(one, other):
            if one.published is not None and other.published is not None:  # without dates nothing can be said
                yield from _numbers((one.published, mine, voices[one]), (other.published, theirs, voices[other]))


def _numbers(one: _Counted, other: _Counted) -> Iterator[Tie]:
    """A later number brings the toll up to date if it is a higher one that was not compatible, a higher sum, or another
    one of the same source. Two of one day contradict each other; so does a later lower one, if two speakers are named:
    in the reporter's own words it may count only a part.
    """
    (day, mine, some), (next_day, theirs, others) = sorted((one, other), key=lambda counted: counted[0])
    differ = are_apart(mine, theirs)
    if day == next_day:
        if differ and not (mine.is_total or theirs.is_total):
            yield from _against(some, others)
    elif mine.least < theirs.least and (differ or theirs.is_total):
        yield from (Tie(new, "supersedes", old) for new, old in _pairs(others, some, _is_elsewhere))
    elif differ and not (mine.is_total or theirs.is_total):
        yield from _against([v for v in some if v.is_attributed], [v for v in others if v.is_attributed])
        yield from (Tie(new, "supersedes", old) for new, old in _pairs(others, some, _is_revised))


def _against(some: list[Voice], others: list[Voice]) -> Iterator[Tie]:
    for one, other in _pairs(some, others, _is_other):
        yield Tie(one, "contradicts", other)
        yield Tie(other, "contradicts", one)


def _pairs(some: list[Voice], others: list[Voice], fits: Callable[[Voice, Voice], bool]) -> Iterator[tuple[str, str]]:
    """Each claim with the first of the other stance that fits it."""
    found = set()
    for voice in some:
        if (first := next((other for other in others if fits(voice, other)), None)) is not None:
            found.add((voice.claim, first.claim))
    for voice in others:
        if (first := next((other for other in some if fits(other, voice)), None)) is not None:
            found.add((first.claim, voice.claim))
    yield from sorted(found)


def _is_elsewhere(one: Voice, other: Voice) -> bool:
    return one.article != other.article


def _is_other(one: Voice, other: Voice) -> bool:
    return one.article != other.article and not one.source & other.source


def _is_revised(one: Voice, other: Voice) -> bool:
    return one.article != other.article and bool(one.source & other.source)


def _turn(voice: Voice) -> tuple[int, str]:
    return (_LATE if voice.published is None else voice.published, voice.claim)
