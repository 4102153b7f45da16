"""The graph side: what one article says, as things that refer to each other by key.

A `key` is the local part of an IRI, made by `kg.ids` ("event/killing-5f0c…").
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from kg.model.document import Article
from kg.model.values import CountQualifier, Harm, Mention, TimexType, Veracity, VictimStatus


@dataclass(frozen=True, slots=True)
class Stamps:
    """SEM's four time stamps, ISO dates: begin and end of an interval each lie between an earliest and a latest day."""

    earliest_begin: str | None = None
    latest_begin: str | None = None
    earliest_end: str | None = None
    latest_end: str | None = None


@dataclass(frozen=True, slots=True)
class Entity:
    """Somebody or something, with every mention in the article, pronouns and descriptions included."""

    key: str
    cls: str
    label: str
    alt_labels: tuple[str, ...]
    mentions: tuple[Mention, ...]
    is_named: bool
    point: tuple[float, float] | None = None  # latitude, longitude, WGS84 degrees
    geonames: str | None = None
    matches: tuple[str, ...] = ()  # IRIs of other vocabularies, for skos:exactMatch
    rule: str = ""  # how it comes to be here if the article does not mention it


@dataclass(frozen=True, slots=True)
class Time:
    """A time with its TIMEX3 value; the value is "" where nothing may be said."""

    key: str
    type: TimexType
    value: str
    mod: str
    stamps: Stamps
    mentions: tuple[Mention, ...]


@dataclass(frozen=True, slots=True)
class Role:
    key: str
    type: str
    value: str  # key of an entity or time
    mentions: tuple[Mention, ...]
    rule: str
    confidence: float
    inferred: bool
    is_asserted: bool  # somebody puts it as fact and nobody's denial alone supports it: a direct edge is written


@dataclass(frozen=True, slots=True)
class Figure:
    key: str
    harm: Harm
    status: VictimStatus
    minimum: int | None
    maximum: int | None
    qualifier: CountQualifier
    mentions: tuple[Mention, ...]
    rule: str
    confidence: float
    is_total: bool


@dataclass(frozen=True, slots=True)
class Event:
    key: str
    cls: str
    label: str
    mentions: tuple[Mention, ...]
    roles: tuple[Role, ...]
    figures: tuple[Figure, ...]
    stamps: Stamps
    framing: tuple[str, ...]
    codes: tuple[str, ...]  # IRIs' local parts in `ontology/codes.ttl`
    rule: str
    confidence: float


@dataclass(frozen=True, slots=True)
class Relation:
    key: str
    subject: str
    predicate: str
    object: str
    mentions: tuple[Mention, ...]
    rule: str
    confidence: float
    inferred: bool
    is_asserted: bool


@dataclass(frozen=True, slots=True)
class Claim:
    """Somebody's word for an event or relation, or for something that the graph has no node for (`about` is None).

    `source` is the key of an entity, or None for the article's own voice.
    """

    key: str
    source: str | None
    about: str | None
    roles: tuple[str, ...]
    figures: tuple[str, ...]
    veracity: Veracity
    direct: bool
    source_mentions: tuple[Mention, ...]
    cue_mentions: tuple[Mention, ...]
    content_mentions: tuple[Mention, ...]
    contradicts: tuple[str, ...]
    addressees: tuple[str, ...]
    rule: str
    confidence: float
    is_presupposed: bool = False  # taken for granted and not told: "the attack" in "denied any link with the attack"


@dataclass(frozen=True, slots=True)
class Gap:
    """A word that was not understood, once for each lemma in the article."""

    key: str
    kind: Literal["verb", "noun"]
    lemma: str
    mentions: tuple[Mention, ...]


@dataclass(frozen=True, slots=True)
class Facts:
    """What one article says, ready to be emitted."""

    article: Article
    key: str
    entities: tuple[Entity, ...]
    times: tuple[Time, ...]
    events: tuple[Event, ...]
    relations: tuple[Relation, ...]
    claims: tuple[Claim, ...]
    gaps: tuple[Gap, ...]
