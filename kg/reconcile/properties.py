"""Which properties can be asked for, and which values has a thing?

What a knowledge base keeps of an item goes by Wikidata's ids where these say just that; what the graph says by the
contract's names ("memberOf"); what `kg enrich` brought in by Wikidata's ids again ("P39").
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any, Final, NamedTuple

import pyoxigraph as ox

from kg import vocab
from kg.enrich.properties import FOR_ALL, FOR_EVENTS
from kg.reconcile.catalogue import Catalogue, is_qid
from kg.wikidata import Item

Json = dict[str, Any]
_WIKIDATAS: Final = {**FOR_ALL, **FOR_EVENTS}
_OF_ITEMS: Final = {
    "P31": "instance of",
    "P17": "country",
    "P625": "coordinate location",
    "P1566": "GeoNames ID",
    "country": "country, of a place, an organization or a citizen",
    "begin": "begin: inception, birth or start",
    "end": "end: dissolution, death or end",
    "description": "description",
}
_OF_GRAPHS: Final = {
    **{name: name[0] + "".join(f" {c.lower()}" if c.isupper() else c for c in name[1:]) for name in vocab.RELATIONS},
    "alias": "other names",
    "mentions": "number of mentions in the articles",
    "exactMatch": "the same in other data",
}
_POINT: Final = re.compile(r"POINT ?\(([-+.\d]+) ([-+.\d]+)\)", re.IGNORECASE)
_MENTIONS: Final = "mentions"
_FULL_DATE: Final = 10  # characters of a day in ISO 8601


class Property(NamedTuple):
    """A property's id and name."""

    id: str
    name: str


def properties(catalogue: Catalogue) -> list[Property]:
    """All that can be asked for, by id."""
    known = dict(_OF_ITEMS)
    if catalogue.graph is not None:
        known |= {**_WIKIDATAS, **_OF_GRAPHS}
    return [Property(*pair) for pair in sorted(known.items())]


def name_of(prop: str) -> str:
    """The name of a property; an unknown one goes by its id."""
    return {**_WIKIDATAS, **_OF_ITEMS, **_OF_GRAPHS}.get(prop, prop)


def values(catalogue: Catalogue, item: Item, prop: str) -> list[Json]:
    """The values of a property, in the forms that the API has: an entity, a text, a number or a time.

    What the graph holds comes before what the knowledge base keeps of it.
    """
    said = _of_graph(catalogue, item, prop) or _of_item(catalogue, item, prop)
    return list({str(sorted(each.items())): each for each in said}.values())


def _of_item(catalogue: Catalogue, item: Item, prop: str) -> list[Json]:
    """What the fields of an item say."""
    if prop == "P31":
        return _entities(catalogue, item.classes)
    if prop in ("country", "P17") and (prop == "country" or _is_lasting(item)):
        return _entities(catalogue, item.countries)
    if prop == "P625" and item.coordinates:
        return [{"str": f"{item.coordinates.lat},{item.coordinates.long}"}]
    if prop == "P1566" and item.geonames is not None:
        return [{"str": str(item.geonames)}]
    if prop in ("begin", "end"):
        return [_date(text)] if (text := item.begin if prop == "begin" else item.end) else []
    if prop == "description" and item.description:
        return [{"str": item.description}]
    if prop == "alias":
        return [{"str": alias} for alias in item.aliases]
    return []


def _is_lasting(item: Item) -> bool:
    """Whether a country of this item can be no citizenship."""
    return bool(item.kinds) and all(kind != "Person" and kind in vocab.PARENT for kind in item.kinds)


def _of_graph(catalogue: Catalogue, item: Item, prop: str) -> list[Json]:
    """What the graph says of the entity, or of the item that it is linked to."""
    graph = catalogue.graph
    if graph is None:
        return []
    entities = catalogue.entities(item.qid)
    if prop == _MENTIONS:
        return [{"int": sum(graph.items[name].sitelinks for name in entities)}] if entities else []
    if prop in _WIKIDATAS or prop[:1] == "P":
        nodes, iri = [vocab.WD + qid for qid in catalogue.qids(item.qid)], vocab.WDT + prop
    elif prop in vocab.RELATIONS:
        nodes, iri = [graph.iri(name) for name in entities], vocab.CKG + prop
    elif prop == "exactMatch":
        nodes, iri = [graph.iri(name) for name in entities], vocab.SKOS + prop
    else:
        return []
    if set(iri) & set(' <>"{}|\\^`'):
        return []
    return [_json(catalogue, term, prop) for node in nodes for term in graph.objects(node, iri)]


def _json(catalogue: Catalogue, term: ox.NamedNode | ox.Literal, prop: str) -> Json:
    graph = catalogue.graph
    assert graph is not None
    if isinstance(term, ox.NamedNode):
        if prop == "exactMatch":
            return {"str": term.value}
        if term.value.startswith(vocab.WD):
            qid = term.value.removeprefix(vocab.WD)
            return {"id": qid, "name": graph.label(term.value) or _names(catalogue, [qid]).get(qid, qid)}
        return {"id": graph.local(term.value), "name": graph.label(term.value) or term.value}
    kind = term.datatype.value.removeprefix(vocab.XSD)
    if kind == "dateTime":
        return {"date": term.value}
    if kind in ("decimal", "integer"):
        number = float(term.value)
        return {"int": int(number)} if number.is_integer() else {"float": number}
    point = _POINT.fullmatch(term.value)
    return {"str": f"{point[2]},{point[1]}" if point else term.value}


def _entities(catalogue: Catalogue, qids: Iterable[str]) -> list[Json]:
    listed = list(qids)
    names = _names(catalogue, listed)
    return [{"id": qid, "name": names.get(qid, qid)} for qid in listed]


def _names(catalogue: Catalogue, qids: Iterable[str]) -> dict[str, str]:
    wanted = [qid for qid in qids if is_qid(qid)]
    known = {}
    if catalogue.base is not None:
        known = {asked: item.label for asked, item in catalogue.base.by_qid(wanted).items() if item.label}
    if catalogue.graph is not None:
        known |= {qid: label for qid in wanted if qid not in known and (label := catalogue.graph.label(vocab.WD + qid))}
    return known


def _date(text: str) -> Json:
    """A day in the API's form; what is known less exactly stays a text: its first day would look known."""
    return {"date": f"{text}T00:00:00Z"} if len(text) == _FULL_DATE and text[0] != "-" else {"str": text}
