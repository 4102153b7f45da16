"""The action API of a small Wikidata, which holds the documents of the items of the slice."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from contextlib import AbstractContextManager
from functools import lru_cache
from typing import Any

import pyoxigraph as ox

from kg import vocab
from tests.online.served import SLICE
from tests.online.serving import Asked, Reply, Server, serving

SCHEMA = "http://schema.org/"
REDIRECTS = {"Q900000007": "Q168954", "Q900000008": "Q168954"}
"""The first is filed under its new QID, as Special:EntityData does, the other under the one that was asked for."""

ITEMS = {"P31", "P17", "P27", "P131", "P279", "P276", "P495", "P710", "P39"}
Json = dict[str, Any]


def wiki(*bad_days: Reply) -> AbstractContextManager[Server]:
    """A server of the API, which has these bad days first."""
    return serving(answered, *bad_days)


def said(body: object) -> Reply:
    return Reply(json.dumps(body).encode())


def answered(asked: Asked) -> Reply:
    """What the API says to one asking."""
    fields = asked.fields
    if fields.get("action") == "wbgetentities":
        return said({"entities": dict(entities(fields["ids"].split("|"), fields)), "success": 1})
    if fields.get("action") == "wbsearchentities":
        found = searched(fields["search"], fields["language"])[: int(fields["limit"])]
        return said(
            {"searchinfo": {"search": fields["search"]}, "search": [{"id": qid} for qid in found], "success": 1}
        )
    if fields.get("action") == "query" and fields.get("list") == "search":
        wanted = re.findall(r"P1566=(\d+)", fields["srsearch"])
        titles = [qid for qid, each in documents().items() if geonames(each) in wanted]
        return said({"batchcomplete": "", "query": {"search": [{"ns": 0, "title": qid} for qid in titles]}})
    return said({"error": {"code": "badvalue", "info": f"Unrecognized value for parameter action: {fields}"}})


def entities(qids: Iterable[str], fields: dict[str, str]) -> Iterator[tuple[str, Json]]:
    languages = fields.get("languages", "").split("|")
    for qid in qids:
        target = REDIRECTS.get(qid, qid)
        if target not in documents():
            yield qid, {"id": qid, "missing": ""}
            continue
        document = dict(documents()[target])
        for part in ("labels", "aliases", "descriptions"):
            kept = {each: text for each, text in document[part].items() if each in languages}
            document[part] = kept or []  # as PHP writes an empty map
        if target != qid:
            document["redirects"] = {"from": qid, "to": target}
        parts = {"id", "type", "redirects", *fields["props"].split("|")}
        parts |= {"lastrevid", "modified"} if "info" in parts else set()
        filed = target if qid == "Q900000007" else qid
        yield filed, {name: part for name, part in document.items() if name in parts}


def searched(text: str, language: str) -> list[str]:
    """The items with a name that begins so, without regard to case; in the order of their numbers."""
    begin = text.casefold()
    found: list[str] = []
    for qid, each in documents().items():
        names = [each["labels"][tag]["value"] for tag in (language, "mul") if tag in each["labels"]]
        names += [alias["value"] for alias in each["aliases"].get(language, ())]
        if any(name.casefold().startswith(begin) for name in names):
            found.append(qid)
    return sorted(found, key=lambda qid: int(qid[1:]))


def geonames(document: Json) -> str:
    return next((str(each["mainsnak"]["datavalue"]["value"]) for each in document["claims"].get("P1566", ())), "")


@lru_cache(maxsize=1)
def documents() -> dict[str, Json]:
    """The documents by QID, from the slice's statements."""
    quads = ox.Store()
    quads.load(path=str(SLICE), format=ox.RdfFormat.TURTLE)
    exact = {str(row[0]): (str(row[1].value), int(row[2].value)) for row in quads.query(PRECISIONS)}  # type: ignore[union-attr]
    names = {quad.subject for quad in quads if str(quad.subject.value).startswith(vocab.WD + "Q")}
    return {name.value.removeprefix(vocab.WD): document(quads, name, exact) for name in names}


PRECISIONS = """PREFIX wikibase: <http://wikiba.se/ontology#> SELECT ?o ?v ?p
{ ?s ?psv ?time . ?s ?ps ?o . ?time wikibase:timeValue ?v ; wikibase:timePrecision ?p FILTER(?o = ?v) }"""


def document(store: ox.Store, name: ox.NamedNode, exact: dict[str, tuple[str, int]]) -> Json:
    qid = name.value.removeprefix(vocab.WD)
    made: Json = {"type": "item", "id": qid, "labels": {}, "aliases": {}, "descriptions": {}, "claims": {}}
    made["sitelinks"] = {}
    about = [quad.subject for quad in store.quads_for_pattern(None, ox.NamedNode(SCHEMA + "about"), name)]
    for subject in (name, *about):
        for quad in store.quads_for_pattern(subject, None, None):
            add(made, quad.predicate.value, quad.object, exact)
    return made


def add(made: Json, about: str, term: Any, exact: dict[str, tuple[str, int]]) -> None:
    text = {"language": getattr(term, "language", None), "value": term.value}
    if about == vocab.RDFS + "label":
        made["labels"][term.language] = text
    elif about == SCHEMA + "description":
        made["descriptions"][term.language] = text
    elif about == vocab.SKOS + "altLabel":
        made["aliases"].setdefault(term.language, []).append(text)
    elif about == vocab.WIKIBASE + "sitelinks":
        made["sitelinks"] = {f"x{each}wiki": {} for each in range(int(term.value))}
    elif about == SCHEMA + "version":
        made["lastrevid"] = int(term.value)
    elif about == SCHEMA + "dateModified":
        made["modified"] = term.value
    elif about.startswith(vocab.WDT):
        prop = about.removeprefix(vocab.WDT)
        snak = {"snaktype": "value", "property": prop, "datavalue": datavalue(prop, term, exact)}
        made["claims"].setdefault(prop, []).append({"mainsnak": snak, "type": "statement", "rank": "normal"})


def datavalue(prop: str, term: Any, exact: dict[str, tuple[str, int]]) -> Json:
    if prop in ITEMS:
        value = {"entity-type": "item", "id": term.value.removeprefix(vocab.WD)}
        return {"type": "wikibase-entityid", "value": value}
    if prop == "P625":
        long, lat = term.value.removeprefix("Point(").removesuffix(")").split()
        point = {"latitude": float(lat), "longitude": float(long), "globe": vocab.WD + "Q2"}
        return {"type": "globecoordinate", "value": point}
    if term.datatype.value == vocab.XSD + "dateTime":
        _, precision = exact.get(str(term), ("", 11))
        time = {"time": f"+{term.value}", "precision": precision, "calendarmodel": vocab.WD + "Q1985727"}
        return {"type": "time", "value": time}
    return {"type": "string", "value": term.value}
