"""What does an entity of Wikidata's JSON say that we keep?"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any, Final

from kg.kb import dates
from kg.kb.record import Record

Json = dict[str, Any]

INSTANCE_OF: Final = "P31"
SUBCLASS_OF: Final = "P279"
COUNTRY: Final = ("P17", "P27", "P495")
COORDINATES: Final = "P625"
GEONAMES: Final = "P1566"
BEGIN: Final = ("P571", "P569", "P580", "P585")  # inception, birth, start, point in time: the first that is there
END: Final = ("P576", "P570", "P582", "P585")  # dissolution, death, end, point in time
EARTH: Final = "http://www.wikidata.org/entity/Q2"
_NUMBER: Final = re.compile(r"[QP]?([1-9]\d{0,17})")
# Sites whose names end as those of Wikipedias do.
_NO_WIKIPEDIA: Final = frozenset(
    "commonswiki foundationwiki incubatorwiki mediawikiwiki metawiki outreachwiki sourceswiki specieswiki wikidatawiki"
    " wikifunctionswiki wikimaniawiki".split()
)


def number(text: str) -> int | None:
    """The number in a QID, or in any other identifier that is one; None where it is none."""
    found = _NUMBER.fullmatch(text)
    return int(found[1]) if found else None


def items(entity: Json, prop: str) -> list[int]:
    """The items that a property has as its values, of the best rank, each once."""
    found = (number(value["id"]) if "id" in value else int(value["numeric-id"]) for value in _values(entity, prop))
    return list(dict.fromkeys(one for one in found if one))


def to_record(entity: Json, kinds: str, classes: list[int], languages: Sequence[str]) -> Record | None:
    """What is kept of an entity of these kinds; None if it has no name in any of the languages."""
    label, aliases = _names(entity, languages)
    if not label:
        return None
    return Record(
        label=label,
        aliases=aliases,
        description=_first(entity.get("descriptions") or {}, languages),
        classes=classes,
        kinds=kinds,
        countries=list(dict.fromkeys(one for prop in COUNTRY for one in items(entity, prop))),
        coordinates=_coordinates(entity),
        begin=_date(entity, BEGIN, min),
        end=_date(entity, END, max),
        sitelinks=_sitelinks(entity.get("sitelinks") or {}),
        geonames=_geonames(entity),
        revision=entity.get("lastrevid"),
    )


def _values(entity: Json, prop: str) -> Iterator[Any]:
    """The values of the preferred statements, or of the normal ones if none is preferred; the deprecated never."""
    claims = entity.get("claims") or {}  # an empty map is written as an empty list
    statements = claims.get(prop) or ()
    best = [one for one in statements if one["rank"] == "preferred"]
    for statement in best or (one for one in statements if one["rank"] == "normal"):
        if statement["mainsnak"]["snaktype"] == "value":
            yield statement["mainsnak"]["datavalue"]["value"]


def _names(entity: Json, languages: Sequence[str]) -> tuple[str, list[str]]:
    """The label in the first language that has one, and all other names, each once, in the order of the languages."""
    labels, aliases = entity.get("labels") or {}, entity.get("aliases") or {}
    found: dict[str, None] = dict.fromkeys(labels[lang]["value"] for lang in languages if lang in labels)
    for lang in languages:
        found.update(dict.fromkeys(alias["value"] for alias in aliases.get(lang, ())))
    names = [name for name in found if name.strip()]
    return (names[0], names[1:]) if names else ("", [])


def _first(texts: Json, languages: Sequence[str]) -> str:
    return next((str(texts[lang]["value"]) for lang in languages if lang in texts), "")


def _date(entity: Json, props: Iterable[str], choice: Callable[..., str]) -> str | None:
    """The earliest or latest date of the first property that has any."""
    for prop in props:
        times = (dates.from_json(v["time"], v["precision"], v["calendarmodel"]) for v in _values(entity, prop))
        if known := [time for time in times if time]:
            return choice(known, key=dates.order)
    return None


def _coordinates(entity: Json) -> list[float] | None:
    """The first point on the Earth."""
    for value in _values(entity, COORDINATES):
        if value["globe"] == EARTH:
            return [value["latitude"], value["longitude"]]
    return None


def _geonames(entity: Json) -> int | None:
    return next((found for value in _values(entity, GEONAMES) if (found := number(value))), None)


def _sitelinks(links: Json) -> int:
    """The pages about it in Wikipedias; other projects do not count."""
    return sum(site.endswith("wiki") and site not in _NO_WIKIPEDIA for site in links)
