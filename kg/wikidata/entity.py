"""What does Wikidata's JSON document of an entity say? The form of its dump, its action API and Special:EntityData.

A document is a dict as `json.loads` gives it. PHP writes an empty map as a list; both are understood.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date, timedelta
from typing import Any, Final

from kg.wikidata.item import Coordinates, Item

Document = dict[str, Any]
Kinds = Callable[[Sequence[str]], tuple[str, ...]]

COUNTRIES: Final = ("P17", "P27", "P495")
BEGINS: Final = ("P571", "P569", "P580", "P585")  # inception, birth, start, point in time
ENDS: Final = ("P576", "P570", "P582", "P585")
ANY_LANGUAGE: Final = "mul"
"""Wikidata's tag of names that hold in all languages; since 2024 many items have no others."""

_EARTH: Final = "http://www.wikidata.org/entity/Q2"
_JULIAN: Final = "http://www.wikidata.org/entity/Q1985786"
_TIME: Final = re.compile(r"([+-])0*(\d{4,})-(\d\d)-(\d\d)T")
_PRECISE: Final = {9: 1, 10: 2, 11: 3, 12: 3, 13: 3, 14: 3}  # Wikidata's precision: how many of year, month, day hold
_NO_WIKIPEDIA: Final = frozenset(
    "commonswiki incubatorwiki mediawikiwiki metawiki outreachwiki sourceswiki specieswiki wikidatawiki".split()
    + "wikifunctionswiki wikimaniawiki foundationwiki".split()
)


def nothing(classes: Sequence[str]) -> tuple[str, ...]:
    """No kind for any classes."""
    del classes
    return ()


def item(document: Document, languages: Sequence[str], kinds: Kinds = nothing) -> Item | None:
    """The item that a document describes, with its names in these languages; None for what is missing or no item.

    `kinds` gives the contract's classes for the QIDs of an item's classes.
    """
    qid = str(document.get("id", ""))
    if not qid.startswith("Q") or "missing" in document:
        return None
    names = tuple(dict.fromkeys(_names(document, (*languages, ANY_LANGUAGE))))
    classes = tuple(dict.fromkeys(ids(document, "P31")))
    return Item(
        qid,
        label=names[0] if names else "",
        aliases=names[1:],
        description=_text(document, "descriptions", languages),
        classes=classes,
        kinds=kinds(classes),
        countries=tuple(dict.fromkeys(qid for name in COUNTRIES for qid in ids(document, name))),
        coordinates=_coordinates(document),
        begin=earliest(_dates(document, BEGINS)),
        end=latest(_dates(document, ENDS)),
        sitelinks=sum(site.endswith("wiki") and site not in _NO_WIKIPEDIA for site in _map(document, "sitelinks")),
        geonames=next((int(text) for text in values(document, "P1566") if str(text).isdecimal()), None),
    )


def values(document: Document, name: str) -> list[Any]:
    """The values of a property that count: of its preferred statements, else of its normal ones, never deprecated ones.

    Statements of an unknown value, or of none, have none. A value is of the form that the dump documents.
    """
    statements = _map(document, "claims").get(name, ())
    best = [each for each in statements if each.get("rank") == "preferred"]
    best = best or [each for each in statements if each.get("rank", "normal") == "normal"]
    return [each["mainsnak"]["datavalue"]["value"] for each in best if "datavalue" in each.get("mainsnak", ())]


def ids(document: Document, name: str) -> list[str]:
    """The ids of the entities that a property names."""
    return [entity_id(value) for value in values(document, name) if isinstance(value, dict)]


def entity_id(value: Document) -> str:
    """The id that a value holds; old dumps have its number alone."""
    return str(value.get("id") or f"Q{value['numeric-id']}")


def dated(time: str, precision: int, calendar: str = "") -> str | None:
    """A date of ISO 8601, as exact as Wikidata knows it, in the Gregorian calendar; None if not even the year is known.

    >>> dated("+1999-04-08T00:00:00Z", 11), dated("+1999-04-00T00:00:00Z", 10), dated("+1990-00-00T00:00:00Z", 8)
    ('1999-04-08', '1999-04', None)
    >>> dated("-0044-03-15T00:00:00Z", 9)
    '-0043'
    >>> dated("+1917-10-25T00:00:00Z", 11, "http://www.wikidata.org/entity/Q1985786")
    '1917-11-07'
    """
    found = _TIME.match(time)
    parts = _PRECISE.get(precision, 0)
    if found is None or not parts:
        return None
    # ISO 8601 has a year 0, the documents have none.
    year = int(found[2]) if found[1] == "+" else 1 - int(found[2])
    month, day = int(found[3]), int(found[4])
    if parts == 3 and calendar == _JULIAN:
        if year < 2:
            return dated(time, 9)
        year, month, day = _gregorian(year, month, day).timetuple()[:3]
    text = f"-{-year:04}" if year < 0 else f"{year:04}"
    return "-".join([text, f"{month:02}", f"{day:02}"][:parts])


def _gregorian(year: int, month: int, day: int) -> date:
    """A day of the Julian calendar in ours, which leaves out three leap days in four centuries."""
    century = (year - (month < 3)) // 100  # a leap day ends a year that begins in March
    return date(year, month, 1) + timedelta(day - 1 + century - century // 4 - 2)


def _names(document: Document, languages: Iterable[str]) -> Iterator[str]:
    """The label in the first language that has one, then all other labels and aliases."""
    labels, aliases = _map(document, "labels"), _map(document, "aliases")
    known = tuple(dict.fromkeys(languages))
    yield from (labels[each]["value"] for each in known if each in labels)
    yield from (alias["value"] for each in known for alias in aliases.get(each, ()))


def _text(document: Document, part: str, languages: Iterable[str]) -> str:
    texts = _map(document, part)
    return next((str(texts[each]["value"]) for each in languages if each in texts), "")


def _coordinates(document: Document) -> Coordinates | None:
    for value in values(document, "P625"):
        if value.get("globe", _EARTH) == _EARTH:
            return Coordinates(float(value["latitude"]), float(value["longitude"]))
    return None


def earliest(dates: Iterable[str]) -> str | None:
    """The earliest of dates of ISO 8601, which may differ in how exact they are."""
    return min(dates, key=_order, default=None)


def latest(dates: Iterable[str]) -> str | None:
    """The latest of them."""
    return max(dates, key=_order, default=None)


def _dates(document: Document, names: Iterable[str]) -> Iterator[str]:
    """The dates of the first of the properties that has any."""
    for name in names:
        known = (
            dated(each["time"], each["precision"], each.get("calendarmodel", "")) for each in values(document, name)
        )
        if found := [date for date in known if date]:
            return iter(found)
    return iter(())


def _order(text: str) -> tuple[int, str]:
    """Dates in their order in time; the lesser known one first."""
    sign = -1 if text.startswith("-") else 1
    year, _, rest = text.lstrip("-").partition("-")
    return sign * int(year), rest


def _map(document: Document, name: str) -> Document:
    return document.get(name) or {}
