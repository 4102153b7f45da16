"""What the learned readers see in a passage: scored spans and words, in spaCy's tokens, for extractors to weigh."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final, NamedTuple

ACTS: Final = ("Says", "Believes", "Doubts", "Denies", "Promises", "Orders", "Reacts")
"""What a cue may do with the content."""

Span = tuple[int, int]
"""Tokens, half-open."""


class SeenSpan(NamedTuple):
    """Tokens `start` to `end` (half-open) of a class or type, and the probability of that."""

    start: int
    end: int
    type: str
    score: float


class SeenTrigger(NamedTuple):
    """A token that tells of an event, the likeliest class, its probability, and that of any event at all."""

    token: int
    cls: str
    score: float
    any: float


class SeenAttribution(NamedTuple):
    """A cue with its source, if somebody is named, and its contents; `score` is the probability of the cue."""

    cue: Span
    source: Span | None
    contents: tuple[Span, ...]
    score: float


@dataclass(frozen=True, slots=True)
class Seen:
    """All that is seen in a passage.

    `outside` is each token's probability of being in no entity, `events` each token's of telling of an event, `cues`
    each token's of being in a cue, and `contents` of being said. `entity_classes` gives the probabilities of the
    classes of entities that a token may be in, `event_classes` those of the event that it would tell of, `veracity` of
    the values of `kg.model.Veracity` ("Negated", "Planned") that this event has, and `roles` each token's probabilities
    of roles in it, by their names; `acts` the probabilities of what a cue with this token does (`ACTS`); where they are
    not negligible.
    """

    entities: tuple[SeenSpan, ...]
    triggers: tuple[SeenTrigger, ...]
    attributions: tuple[SeenAttribution, ...]
    outside: tuple[float, ...]
    events: tuple[float, ...]
    cues: tuple[float, ...]
    contents: tuple[float, ...]
    entity_classes: Callable[[int], Mapping[str, float]]
    event_classes: Callable[[int], Mapping[str, float]]
    veracity: Callable[[int], Mapping[str, float]]
    roles: Callable[[int], Mapping[int, Mapping[str, float]]]
    acts: Callable[[int], Mapping[str, float]]
