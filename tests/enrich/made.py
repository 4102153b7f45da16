"""The items of `wikidata.ttl` in Wikidata's JSON form, and sources of facts over the one and the other."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

import pyoxigraph as ox

from kg.enrich import answers, documents
from kg.enrich.facts import Found, Name, Wanted
from kg.enrich.properties import DEFAULT
from kg.online.terms import Row, rows

SLICE = Path(__file__).parent / "wikidata.ttl"
RETRIEVED = "2026-02-03"
WANTED = Wanted(DEFAULT, ("en", "fr"))
QIDS = ("Q90000001", "Q90000002", "Q90000003", "Q90000004")
GREGORIAN = "http://www.wikidata.org/entity/Q1985727"
Document = dict[str, Any]


def item(number: int) -> Document:
    value = {"entity-type": "item", "numeric-id": number, "id": f"Q{number}"}
    return {
        "snaktype": "value",
        "datatype": "wikibase-item",
        "datavalue": {"type": "wikibase-entityid", "value": value},
    }


def text(value: str) -> Document:
    return {"snaktype": "value", "datatype": "external-id", "datavalue": {"type": "string", "value": value}}


def time(value: str, precision: int = 11) -> Document:
    value_ = {"time": value, "precision": precision, "calendarmodel": GREGORIAN}
    return {"snaktype": "value", "datatype": "time", "datavalue": {"type": "time", "value": value_}}


def point(lat: float, long: float, globe: str = "http://www.wikidata.org/entity/Q2") -> Document:
    value = {"latitude": lat, "longitude": long, "globe": globe}
    return {
        "snaktype": "value",
        "datatype": "globe-coordinate",
        "datavalue": {"type": "globecoordinate", "value": value},
    }


def amount(value: str) -> Document:
    return {"snaktype": "value", "datatype": "quantity", "datavalue": {"type": "quantity", "value": {"amount": value}}}


SOME: Document = {"snaktype": "somevalue"}
NONE: Document = {"snaktype": "novalue"}


def claim(end: str, snak: Document, rank: str = "normal", **qualifiers: Document) -> Document:
    said = {name: [each] for name, each in qualifiers.items()}
    return {"id": end.replace("-", "$", 1), "mainsnak": snak, "rank": rank, "qualifiers": said or []}


def document(number: int, revision: int, labels: Mapping[str, str], **claims: list[Document]) -> Document:
    return {
        "id": f"Q{number}",
        "lastrevid": revision,
        "modified": f"2026-01-02T03:04:{revision - 496:02}Z",
        "labels": {each: {"language": each, "value": value} for each, value in labels.items()},
        "aliases": {},
        "claims": claims,
    }


def names(number: int, **labels: str) -> Document:
    return {**document(number, 600, labels), "claims": []}


BANNER = document(
    90000001,
    501,
    {"en": "Red Banner", "fr": "Bannière rouge", "de": "Rotes Banner"},
    P31=[claim("Q90000001-a", item(90000101))],
    P17=[claim("Q90000001-b", item(90000010))],
    P571=[claim("Q90000001-c", time("+2011-00-00T00:00:00Z", 9))],
    P749=[claim("Q90000001-d", item(90000014), P582=time("+2015-06-00T00:00:00Z", 10))],
    P361=[claim("Q90000001-e", item(90000015))],
    P9999=[claim("Q90000001-f", text("not asked for"))],
)
BANNER["aliases"] = {
    "en": [{"language": "en", "value": "Banner Front"}],
    "fr": [{"language": "fr", "value": "BR"}],
}
MARSA = document(
    90000002,
    502,
    {"en": "Marsa", "ar": "مرسى"},
    P31=[claim("Q90000002-a", item(90000102))],
    P131=[claim("Q90000002-b", item(90000011)), claim("Q90000002-e", item(90000010), "deprecated")],
    P625=[claim("Q90000002-c", point(35.51, 39.26))],
    P1566=[claim("Q90000002-d", text("9000001"))],
)
HALE = document(
    90000003,
    503,
    {"en": "Adan Hale"},
    P39=[
        claim("Q90000003-a", item(90000012), P580=time("+2015-03-02T00:00:00Z"), P582=time("+2017-00-00T00:00:00Z", 9)),
        claim("Q90000003-b", item(90000013), "preferred", P580=time("+2018-01-15T00:00:00Z"), P582=NONE),
        claim("Q90000003-c", item(90000017), P582=SOME),
    ],
    P102=[claim("Q90000003-d", item(90000016))],
)
BATTLE = document(
    90000004,
    504,
    {"en": "Battle of Marsa"},
    P276=[claim("Q90000004-a", item(90000002))],
    P585=[claim("Q90000004-b", time("+2017-10-17T00:00:00Z"))],
    P710=[claim("Q90000004-c", item(90000001))],
    P1120=[claim("Q90000004-d", amount("+40")), claim("Q90000004-e", amount("+12"), P518=item(90000018))],
)
NAMED = (
    names(90000010, en="Lida", fr="Lida"),
    names(90000011, en="Marsa Governorate"),
    names(90000012, en="Minister of Defence"),
    names(90000013, en="Prime Minister"),
    names(90000014, en="Banner Movement"),
    names(90000015, en="Northern Front"),
    names(90000016, en="Unity Party"),
    names(90000017, en="Member of Parliament"),
    names(90000018, en="civilian"),
    names(90000101, en="armed group"),
    names(90000102, mul="town"),
)
DOCUMENTS: dict[str, Document] = {each["id"]: each for each in (BANNER, MARSA, HALE, BATTLE, *NAMED)}
MERGED = {"Q90000006": "Q90000002"}


class FromDocuments:
    """Facts out of documents; keeps what was asked for."""

    name = "documents"

    def __init__(self) -> None:
        self.unanswered: dict[str, str] = {}
        self.asked: list[tuple[str, ...]] = []

    def facts(self, qids: Sequence[str], wanted: Wanted) -> Found:
        self.asked.append(tuple(qids))
        replaced = tuple((qid, MERGED[qid]) for qid in qids if qid in MERGED)
        there = [DOCUMENTS[qid] for qid in qids if qid in DOCUMENTS]
        return Found(tuple(each for one in there if (each := documents.facts(one, wanted, RETRIEVED))), replaced)

    def labels(self, qids: Iterable[str], languages: Sequence[str]) -> Mapping[str, tuple[Name, ...]]:
        return {qid: documents.labels(DOCUMENTS[qid], (*languages, "mul")) for qid in qids if qid in DOCUMENTS}


class FromGraph:
    """Facts out of Wikidata's RDF form, asked in SPARQL."""

    name = "documents"

    def __init__(self) -> None:
        self.unanswered: dict[str, str] = {}
        self._store = ox.Store()
        self._store.load(path=SLICE)

    def facts(self, qids: Sequence[str], wanted: Wanted) -> Found:
        rows = self._rows(answers.question(qids, wanted))
        return answers.found({qid: (rows.get(qid, []), RETRIEVED) for qid in qids}, wanted)

    def labels(self, qids: Iterable[str], languages: Sequence[str]) -> Mapping[str, tuple[Name, ...]]:
        return {qid: answers.labels(rows) for qid, rows in self._rows(answers.names_question(qids, languages)).items()}

    def _rows(self, question: str) -> dict[str, list[Row]]:
        answer = self._store.query(question)
        assert isinstance(answer, ox.QuerySolutions)
        found: dict[str, list[Row]] = {}
        for row in rows(answer):
            found.setdefault(str(row["item"])[1:-1].rpartition("/")[2], []).append(row)
        return found
