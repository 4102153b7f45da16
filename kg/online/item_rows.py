"""What does an item's rows in an endpoint's answer say of it?"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Final, NamedTuple

import pyoxigraph as ox

from kg.online.queries import local_name, qid_of, spoken
from kg.online.terms import Row
from kg.wikidata import Coordinates, Item
from kg.wikidata.entity import BEGINS, COUNTRIES, ENDS, earliest, latest

_TIME: Final = re.compile(r"(-?\d{4,})-(\d\d)-(\d\d)T")
_POINT: Final = re.compile(
    r"Point\(([-+.\dEe]+) ([-+.\dEe]+)\)", re.IGNORECASE
)  # another globe's has its IRI before it
_YEAR, _MONTH, _DAY = 9, 10, 11  # Wikibase's precisions


class Text(NamedTuple):
    """A name or description: `property` is "label", "altLabel" or "description"."""

    property: str
    text: str
    language: str


class Value(NamedTuple):
    """A value: a QID or what a literal says; `precision` is Wikibase's, of a time as its statement has
    it, else -1.
    """

    property: str
    value: str
    precision: int = -1


def text(row: Row) -> Text | None:
    """The text in a row with ?property ?text."""
    found, about = row.get("text"), row.get("property")
    if isinstance(found, ox.Literal) and isinstance(about, ox.NamedNode):
        return Text(local_name(about), found.value, found.language or "")
    return None


def value(row: Row) -> Value | None:
    """The value in a row with ?property ?value ?precision; None for one that nobody knows."""
    found, about, precision = row.get("value"), row.get("property"), row.get("precision")
    said = found.value if isinstance(found, ox.Literal) else qid_of(found)
    if not said or not isinstance(about, ox.NamedNode):
        return None
    is_told = isinstance(precision, ox.Literal) and precision.value.isdecimal()
    return Value(local_name(about), said, int(precision.value) if is_told and precision else -1)


def item(qid: str, texts: Iterable[Text], values: Iterable[Value], languages: Sequence[str]) -> Item:
    """The item without its kinds."""
    by_property: dict[str, list[Value]] = {}
    for each in values:
        by_property.setdefault(each.property, []).append(each)
    names, description = _names(list(texts), languages)

    def said(*properties: str) -> tuple[str, ...]:
        return tuple(dict.fromkeys(each.value for name in properties for each in by_property.get(name, ())))

    return Item(
        qid,
        label=names[0] if names else "",
        aliases=names[1:],
        description=description,
        classes=said("P31"),
        countries=said(*COUNTRIES),
        coordinates=next((found for point in said("P625") if (found := _coordinates(point))), None),
        begin=earliest(_dates(by_property, BEGINS)),
        end=latest(_dates(by_property, ENDS)),
        sitelinks=max((int(each) for each in said("sitelinks") if each.isdecimal()), default=0),
        geonames=next((int(each) for each in said("P1566") if each.isdecimal()), None),
    )


def dated(time: str, precision: int | None) -> str | None:
    """A date of ISO 8601 as exact as it is known; None for one that is less exact than a year.

    Without a precision a first day of January counts as its year, and another first day as its month, since that is how
    Wikidata writes them.

    >>> dated("1999-04-08T00:00:00Z", None), dated("1999-04-01T00:00:00Z", None), dated("1999-01-01T00:00:00Z", None)
    ('1999-04-08', '1999-04', '1999')
    >>> dated("1999-01-01T00:00:00Z", 11), dated("1999-04-08T00:00:00Z", 8), dated("-0043-03-15T00:00:00Z", 9)
    ('1999-01-01', None, '-0043')
    """
    found = _TIME.match(time)
    if found is None:
        return None
    year, month, day = found.groups()
    if precision is None:
        precision = _DAY if day > "01" else _MONTH if month > "01" else _YEAR
    parts = max(0, min(precision, _DAY) - _YEAR + 1)
    return "-".join((year, month, day)[:parts]) or None


def _names(texts: Sequence[Text], languages: Sequence[str]) -> tuple[tuple[str, ...], str]:
    """The label in the first language that has one and all other names; and the description."""
    tags = spoken(languages)
    ordered = sorted((each for each in texts if each.language in tags), key=lambda each: tags.index(each.language))
    names = [each.text for each in ordered if each.property == "label"]
    names += [each.text for each in ordered if each.property == "altLabel"]
    descriptions = [each.text for each in ordered if each.property == "description"]
    return tuple(dict.fromkeys(names)), next(iter(descriptions), "")


def _coordinates(point: str) -> Coordinates | None:
    found = _POINT.fullmatch(point.strip())
    return Coordinates(float(found[2]), float(found[1])) if found else None


def _dates(by_property: dict[str, list[Value]], names: Iterable[str]) -> list[str]:
    """The dates of the first property that has any: of its values that count, as exact as their statements say."""
    for name in names:
        rows = by_property.get(name, ())
        exact = {each.value: each.precision for each in rows if each.precision >= 0}
        best = {each.value for each in rows if each.precision < 0}
        known = (dated(time, exact.get(time)) for time in best)
        if found := [date for date in known if date]:
            return found
    return []
