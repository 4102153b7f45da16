"""What would this event's row look like in UCDP's Georeferenced Event Dataset? Its columns in its order (version 24).

In state-based conflicts side A is a state's, and in one-sided violence side B is "Civilians", as UCDP's codebook has
it. UCDP's own identifiers of conflicts, dyads, actors and countries, its names of conflicts and regions, and its
judgements (whether the year is active, how clear the event is) are empty. UCDP lists only events with a death; here
those without a number of dead are rows too, with empty deaths.
"""

from __future__ import annotations

from typing import Final

from kg.tables.codes import concepts
from kg.tables.dates import ucdp_precision
from kg.tables.events import Party, Row
from kg.tables.places import prio_cell

COLUMNS: Final = tuple(
    """
    id relid year active_year code_status type_of_violence conflict_dset_id conflict_new_id conflict_name dyad_dset_id
    dyad_new_id dyad_name side_a_dset_id side_a_new_id side_a side_b_dset_id side_b_new_id side_b number_of_sources
    source_article source_office source_date source_headline source_original where_prec where_coordinates
    where_description adm_1 adm_2 longitude latitude geom_wkt priogrid_gid country country_id region event_clarity
    date_prec date_start date_end deaths_a deaths_b deaths_civilians deaths_unknown best high low gwnoa gwnob
    """.split()
)
_STATE: Final = frozenset({"StateForces", "Government", "Coalition"})
_SEVERAL: Final = "; "
Sides = tuple[tuple[Party, ...], tuple[Party, ...]]


def row(event: Row) -> dict[str, str | int | float | None]:
    """The cells that can be filled, by column."""
    sides = _sides(event)
    one, other = _named(sides[0]), "Civilians" if event.code == "ucdp-one-sided" else _named(sides[1])
    precision = ucdp_precision(event.days) if event.days else None
    dated = event.days if precision else None
    source = event.source
    return {
        "id": event.event,
        "year": event.days.year if event.days else None,
        "type_of_violence": int(concepts()[event.code].notation),
        "dyad_name": f"{one} - {other}" if one and other else None,
        "side_a": one,
        "side_b": other,
        "number_of_sources": 1,  # an event is told by one article
        "source_article": ", ".join(part for part in (source.name, source.date, source.headline) if part),
        "source_office": source.publisher,
        "source_date": source.date,
        "source_headline": source.headline,
        "source_original": _SEVERAL.join(event.speakers),
        "date_prec": precision,
        "date_start": dated.first.isoformat() if dated else None,
        "date_end": dated.last.isoformat() if dated else None,
        **_place(event),
        **_deaths(event, sides),
    }


def _named(side: tuple[Party, ...]) -> str:
    return _SEVERAL.join(dict.fromkeys(party.name for party in side))


def _is_state(side: tuple[Party, ...]) -> bool:
    """Whether a state's forces are on that side; a country that fights is its state."""
    return any(party.classes & _STATE or "Country" in party.classes for party in side)


def _sides(event: Row) -> Sides:
    if event.code == "ucdp-state-based" and _is_state(event.other) and not _is_state(event.one):
        return event.other, event.one
    return event.one, event.other


def _place(event: Row) -> dict[str, str | int | float | None]:
    where = event.where
    lat, long = where.point or (None, None)
    return {
        "where_prec": where.ucdp_precision,
        "where_coordinates": where.point_of,
        "where_description": _SEVERAL.join(dict.fromkeys(event.places)),
        "adm_1": where.admin1,
        "adm_2": where.admin2,
        "longitude": long,
        "latitude": lat,
        "geom_wkt": f"POINT ({long} {lat})" if where.point else None,
        "priogrid_gid": prio_cell(where.point) if where.point else None,
        "country": where.country,
    }


def _deaths(event: Row, sides: Sides) -> dict[str, str | int | float | None]:
    """Low, best and high, and the parts of best, which make up the whole: those of no known side are unknown."""
    if event.deaths is None:
        return {}
    given = dict(event.deaths.by_status)
    civilians, fighters = given.get("Civilian", 0), given.get("Combatant", 0)
    a, b = (fighters if _are_of(event, side) else 0 for side in sides)
    if a and b:
        a = b = 0
    return {
        "deaths_a": a,
        "deaths_b": b,
        "deaths_civilians": civilians,
        "deaths_unknown": max(event.deaths.best - civilians - a - b, 0),
        "best": event.deaths.best,
        "high": event.deaths.high,
        "low": event.deaths.low,
    }


def _are_of(event: Row, side: tuple[Party, ...]) -> bool:
    """Whether the words that count the dead are those of a victim or target on that side."""
    harmed = [words for party in side if party.roles & {"victim", "target"} for words in party.mentions]
    return any(begin < last and first < end for first, last in harmed for begin, end in event.dead)
