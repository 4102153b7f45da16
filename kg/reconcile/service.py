"""The W3C Entity Reconciliation API 0.2 over a catalogue: each part of it as a function from what is asked to JSON."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Final

from kg import vocab
from kg.reconcile import properties as props
from kg.reconcile.asked import Extension, Query
from kg.reconcile.catalogue import Catalogue
from kg.reconcile.matching import Candidate, ranked
from kg.reconcile.pages import page
from kg.reconcile.properties import Json
from kg.version import package_version
from kg.wikidata import Item

_DEFAULT_TYPES: Final = ("Place", "Person", "Organization")
_PREVIEW: Final = {"width": 430, "height": 300}


class Service:
    """Answers about one catalogue. It only reads, and may be used by several threads."""

    def __init__(self, catalogue: Catalogue, base_iri: str) -> None:
        self._catalogue = catalogue
        self._identifiers = vocab.WD if catalogue.base is not None else base_iri
        self._properties = props.properties(catalogue)

    def manifest(self, url: str) -> Json:
        """What this service can do, at this address."""

        def suggest(what: str) -> Json:
            return {"service_url": url, "service_path": f"/suggest/{what}"}

        return {
            "versions": ["0.2"],
            "name": "Conflict knowledge graph",
            "identifierSpace": self._identifiers,
            "schemaSpace": vocab.CKG,
            "serviceVersion": package_version(),
            "view": {"url": f"{url}/view?id={{{{id}}}}"},
            "preview": {"url": f"{url}/preview?id={{{{id}}}}", **_PREVIEW},
            "defaultTypes": [type_of(name) for name in _DEFAULT_TYPES],
            "suggest": {what: suggest(what) for what in ("entity", "property", "type")},
            "extend": {
                "propose_properties": {"service_url": url, "service_path": "/properties"},
                "property_settings": [
                    {
                        "name": "limit",
                        "label": "Limit",
                        "type": "number",
                        "default": 0,
                        "help_text": "The most values a row gets; 0 is all of them.",
                    }
                ],
            },
        }

    def reconcile(self, queries: Mapping[str, Query]) -> Json:
        """The candidates for each query of a batch."""
        catalogue = self._catalogue
        found = catalogue.candidates(query.text for query in queries.values())
        return {
            key: {"result": [_result(each) for each in self._ranked(query, found.get(query.text, []))]}
            for key, query in queries.items()
        }

    def extend(self, asked: Extension) -> Json:
        """The values of some properties of some things; one that is not known has none."""
        items = self._catalogue.items(asked.ids)
        rows: Json = {}
        for name in asked.ids:
            item = items.get(name)
            rows[name] = {
                prop: props.values(self._catalogue, item, prop)[:most] if item else []
                for prop, most in zip(asked.properties, asked.limits, strict=True)
            }
        return {"meta": [{"id": prop, "name": props.name_of(prop)} for prop in asked.properties], "rows": rows}

    def suggest_entities(self, prefix: str, most: int) -> Json:
        """The things whose names begin so."""
        found = self._catalogue.begins(prefix, most)
        return {"result": [{**_named(item), "notable": list(item.kinds[:1])} for item in found]}

    def suggest_properties(self, prefix: str, most: int) -> Json:
        """The properties whose names or ids begin so."""
        return {"result": _beginning(({"id": one.id, "name": one.name} for one in self._properties), prefix, most)}

    def suggest_types(self, prefix: str, most: int) -> Json:
        """The classes whose names begin so."""
        names = sorted(vocab.ENTITY_CLASSES | {"Entity"})
        return {"result": _beginning((type_of(name) for name in names), prefix, most)}

    def propose(self, wanted_type: str, most: int) -> Json:
        """The properties that things of a type may have."""
        found = [{"id": one.id, "name": one.name} for one in self._properties]
        limited = found[:most] if most else found
        return {
            "properties": limited,
            **({"type": wanted_type} if wanted_type else {}),
            **({"limit": most} if most else {}),
        }

    def page(self, name: str) -> str | None:
        """The page of a thing for a browser; None for what is not known."""
        item = self._catalogue.items([name]).get(name)
        return page(self._catalogue, item) if item else None

    def _ranked(self, query: Query, items: list[Item]) -> list[Candidate]:
        if not query.text:
            items = [*self._catalogue.everything(), *self._catalogue.of_geonames(_geonames(query))]
        return ranked(query, items, lambda item, prop: props.values(self._catalogue, item, prop))


def type_of(name: str) -> Json:
    """A class of the contract, as the API writes types: with those above it.

    >>> type_of("Person")
    {'id': 'Person', 'name': 'Person', 'broader': [{'id': 'Actor', 'name': 'Actor'}]}
    """
    above = vocab.PARENT.get(name)
    said = {"id": name, "name": _spaced(name)}
    return {**said, **({"broader": [{"id": above, "name": _spaced(above)}]} if above else {})}


def _spaced(name: str) -> str:
    return name[0] + "".join(f" {c.lower()}" if c.isupper() else c for c in name[1:])


def _result(candidate: Candidate) -> Json:
    item = candidate.item
    return {
        **_named(item),
        "type": [{"id": kind, "name": _spaced(kind)} for kind in item.kinds],
        "score": candidate.score,
        "match": candidate.is_match,
        "features": [{"id": name, "value": value} for name, value in candidate.features],
    }


def _named(item: Item) -> Json:
    return {"id": item.qid, "name": item.label or item.qid, "description": item.description}


def _beginning(found: Iterable[Json], prefix: str, most: int) -> list[Json]:
    wanted = prefix.strip().lower()
    matching = (each for each in found if each["id"].lower().startswith(wanted) or _has_word(each["name"], wanted))
    return sorted(matching, key=lambda each: (not each["name"].lower().startswith(wanted), each["name"]))[:most]


def _has_word(name: str, begin: str) -> bool:
    return any(part.startswith(begin) for part in (name.lower(), *name.lower().split()))


def _geonames(query: Query) -> list[int]:
    texts = [text for each in query.conditions if each.property == "P1566" for text in each.values]
    return [int(text) for text in texts if text.isascii() and text.isdecimal() and len(text) < 12]
