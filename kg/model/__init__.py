"""The values that pass between the rooms: frozen, made of tuples, comparable.

Two sides. The document side speaks of characters and words: `Article`, `Mention` and the findings. The graph side
speaks of things: `Entity`, `Time`, `Event`, `Relation`, `Claim`, gathered in `Facts`. Only `kg.resolve` knows both.

Offsets count Unicode code points of `Article.text`; all intervals are half-open. Class and property names are local
names of the ontology ("ArmedGroup", "initiator"), without a prefix.
"""

from __future__ import annotations

from kg.model.document import (
    AliasFinding,
    Article,
    ClaimFinding,
    Dateline,
    EntityFinding,
    EventFinding,
    FigureFinding,
    Finding,
    GapFinding,
    OwnClass,
    Reading,
    RelationFinding,
    RoleFinding,
    Settings,
    Skipped,
    TimeFinding,
)
from kg.model.facts import (
    Claim,
    Entity,
    Event,
    Facts,
    Figure,
    Gap,
    Relation,
    Role,
    Stamps,
    Time,
)
from kg.model.seen import Seen, SeenAttribution, SeenSpan, SeenTrigger
from kg.model.values import (
    Actuality,
    Certainty,
    CountQualifier,
    DateSource,
    Form,
    Harm,
    Mention,
    Polarity,
    TimexType,
    Veracity,
    VictimStatus,
)

__all__ = [
    "Actuality",
    "AliasFinding",
    "Article",
    "Certainty",
    "Claim",
    "ClaimFinding",
    "CountQualifier",
    "DateSource",
    "Dateline",
    "Entity",
    "EntityFinding",
    "Event",
    "EventFinding",
    "Facts",
    "Figure",
    "FigureFinding",
    "Finding",
    "Form",
    "Gap",
    "GapFinding",
    "Harm",
    "Mention",
    "OwnClass",
    "Polarity",
    "Reading",
    "Relation",
    "RelationFinding",
    "Role",
    "RoleFinding",
    "Seen",
    "SeenAttribution",
    "SeenSpan",
    "SeenTrigger",
    "Settings",
    "Skipped",
    "Stamps",
    "Time",
    "TimeFinding",
    "TimexType",
    "Veracity",
    "VictimStatus",
]
