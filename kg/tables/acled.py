"""What would this event's row look like in ACLED's export? Its columns in its order (codebook of 2024).

ACLED names its event types and derives others from them: the disorder type, who demonstrators are, and whether
civilians were the target. What it takes from elsewhere is empty here: its regions of the world, how far a state's
forces are from home, whether an armed group is a rebel group or a militia, the scale of a source, tags, the time of
upload. A country is no location, so it has no coordinates there; a period longer than a month is no date.
"""

from __future__ import annotations

from typing import Final

from kg.tables.codes import concepts
from kg.tables.dates import acled_precision
from kg.tables.events import Party, Row

COLUMNS: Final = tuple(
    """
    event_id_cnty event_date year time_precision disorder_type event_type sub_event_type actor1 assoc_actor_1 inter1
    actor2 assoc_actor_2 inter2 interaction civilian_targeting iso region country admin1 admin2 admin3 location latitude
    longitude geo_precision source source_scale notes fatalities tags timestamp
    """.split()
)
_DISORDER: Final = {
    "Battles": "Political violence",
    "Explosions/Remote violence": "Political violence",
    "Violence against civilians": "Political violence",
    "Excessive force against protesters": "Political violence; Demonstrations",
    "Protests": "Demonstrations",
    "Violent demonstration": "Demonstrations",
    "Mob violence": "Political violence",
    "Strategic developments": "Strategic developments",
}
_CROWDS: Final = {"Protests": "Protesters", "Riots": "Rioters"}
_CIVIL: Final = frozenset({"Population", "CivilSocietyOrganization", "MediaOrganization"})
_SEVERAL: Final = "; "  # between the names in one cell, as in ACLED's files


def row(event: Row) -> dict[str, str | int | float | None]:
    """The cells that can be filled, by column."""
    concept = concepts()[event.code]
    kind, sub = concept.wider or concept.notation, concept.notation
    inter1, inter2 = _inters(event, kind)
    precision = acled_precision(event.days) if event.days else None
    return {
        "event_id_cnty": event.event,
        "event_date": event.days.middle.isoformat() if event.days and precision else None,
        "year": event.days.year if event.days else None,
        "time_precision": precision,
        "disorder_type": _DISORDER.get(sub, _DISORDER.get(kind)),
        "event_type": kind,
        "sub_event_type": sub,
        "inter1": inter1,
        "inter2": inter2,
        "interaction": _interaction(event, inter1, inter2),
        "civilian_targeting": "Civilian targeting" if _is_against_civilians(event, kind, sub) else None,
        "source": event.source.name,
        "notes": " […] ".join(event.words),
        "fatalities": event.deaths.best if event.deaths else None,
        **_actors("actor1", "assoc_actor_1", event.one),
        **_actors("actor2", "assoc_actor_2", event.other),
        **_place(event),
    }


def _actors(first: str, others: str, side: tuple[Party, ...]) -> dict[str, str]:
    names = list(dict.fromkeys(party.name for party in side))
    return {first: names[0], others: _SEVERAL.join(names[1:])} if names else {}


def _place(event: Row) -> dict[str, str | int | float | None]:
    where = event.where
    point = where.point if where.acled_precision else None
    return {
        "iso": where.iso,
        "country": where.country,
        "admin1": where.admin1,
        "admin2": where.admin2,
        "location": where.name,
        "latitude": point[0] if point else None,
        "longitude": point[1] if point else None,
        "geo_precision": where.acled_precision,
    }


def _inters(event: Row, kind: str) -> tuple[str, str]:
    """The types of the two sides, where the scheme itself tells them."""
    one = _CROWDS.get(kind, "") if event.one else ""
    other = "Civilians" if event.other and event.other[0].classes & _CIVIL else ""
    return one, other


def _interaction(event: Row, one: str, other: str) -> str:
    if one and not event.other:
        return f"{one} only"
    return f"{one}-{other}" if one and other else ""


def _is_against_civilians(event: Row, kind: str, sub: str) -> bool:
    return (
        kind == "Violence against civilians"
        or sub == "Excessive force against protesters"
        or "ucdp-one-sided" in event.codes
    )
