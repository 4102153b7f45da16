"""A real SPARQL server with a slice of Wikidata is asked in standard SPARQL, and its answers are understood."""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Callable, Sequence
from pathlib import Path

import pyoxigraph as ox
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg import vocab
from kg.enrich import Wanted
from kg.enrich.online import EndpointFacts
from kg.online import Api, Endpoint, Guest, queries
from kg.wikidata import Coordinates, Source
from kg.wikidata.classes import Classes
from tests.online.conftest import Time
from tests.online.served import SLICE
from tests.online.serving import Asked, Reply, serving
from tests.online.wiki import wiki

Made = Callable[..., Guest]
TABLE = Path(__file__).parents[3] / "shared" / "wikidata" / "qids.tsv"
RESULTS = "application/sparql-results+json"
ITEM = ox.NamedNode(vocab.WD + "Q1")
MADE_UP = 900_000_000
"""QIDs from here on are nobody's."""


@pytest.fixture
def endpoint(guest: Made, time: Time, endpoint_url: str) -> Endpoint:
    return Endpoint(guest(), endpoint_url, hands=time.hands)


def qids(found: tuple[object, ...]) -> list[str]:
    return [item.qid for item in found]  # type: ignore[attr-defined]


# -- names -------------------------------------------------------------------------------------------------------------


def test_all_items_of_one_name_are_found_the_most_popular_first(endpoint: Endpoint) -> None:
    names = ["Tripoli", "Islamic State", "Roberto Carlos", "Munich", "Georgia", "No such name"]
    found = {name: qids(items) for name, items in endpoint.by_name(names).items()}
    assert found == {
        "Tripoli": ["Q900000001", "Q168954", "Q900000002"],
        "Islamic State": ["Q2429253", "Q900000004"],
        "Roberto Carlos": ["Q429039", "Q7351627"],
        "Munich": ["Q1726", "Q900000003"],
        "Georgia": ["Q230", "Q1428"],
    }
    assert endpoint.unanswered == {}


def test_no_more_than_wanted(endpoint: Endpoint) -> None:
    assert qids(endpoint.by_name(["Tripoli"], most=1)["Tripoli"]) == ["Q900000001"]
    assert len(endpoint.by_name(["Tripoli"], most=3)["Tripoli"]) == 3


@pytest.mark.parametrize("name", ["TRIPOLI", "tripoli", "the Tripoli", " Tripoli\n", "Trípoli"])
def test_a_name_is_tried_in_several_spellings(name: str, endpoint: Endpoint) -> None:
    assert len(endpoint.by_name([name])[name]) == 3


def test_a_name_for_all_languages_counts_in_each(endpoint: Endpoint) -> None:
    (item,) = endpoint.by_name(["Tripolis"])["Tripolis"]
    assert (item.qid, item.label, item.sitelinks) == ("Q900000002", "Tripoli", 50)


def test_names_are_of_the_languages_that_were_chosen(guest: Made, time: Time, endpoint_url: str) -> None:
    assert Endpoint(guest(), endpoint_url, hands=time.hands).by_name(["طرابلس"]) == {}
    arabic = Endpoint(guest(languages=("ar",)), endpoint_url, hands=time.hands)
    (item,) = arabic.by_name(["طرابلس"])["طرابلس"]
    assert (item.qid, item.label, item.aliases, item.description) == ("Q168954", "طرابلس", (), "")


@pytest.mark.parametrize("name", ['" } ?s ?p ?o #', "\\", "a\\u0022", "'''", "line\u2028end", "{", "?item"])
def test_no_name_is_more_than_a_name(name: str, endpoint: Endpoint) -> None:
    assert qids(endpoint.by_name([name, "Raqqa"])["Raqqa"]) == ["Q283368"]
    assert endpoint.unanswered == {}


@pytest.mark.parametrize("name", ["\ud83d", "x" * 251, "", "  "])
def test_what_no_item_can_be_named_is_not_asked_for(name: str, endpoint: Endpoint, time: Time) -> None:
    assert endpoint.by_name([name]) == {}
    assert endpoint.unanswered == {}
    assert time.at == 1_700_000_000


@given(st.text(st.characters(codec="utf-8")))
def test_the_store_reads_each_name_as_it_was_written(name: str) -> None:
    store = ox.Store()
    store.add(ox.Quad(ITEM, ox.NamedNode(vocab.RDFS + "label"), ox.Literal(name, language="en")))
    rows = store.query(queries.items_named([name], ("en",)))
    assert isinstance(rows, ox.QuerySolutions)
    assert [row["item"].value for row in rows] == [ITEM.value]


# -- items -------------------------------------------------------------------------------------------------------------


def test_an_item_has_what_the_endpoint_says(endpoint: Endpoint) -> None:
    item = endpoint.by_qid(["Q168954"])["Q168954"]
    assert (item.label, item.description) == ("Tripoli", "city in northern Lebanon")
    assert set(item.aliases) == {"Tripoli, Lebanon", "Trablus"}
    assert (item.classes, item.kinds, item.countries) == (("Q515",), ("Settlement", "Place"), ("Q822",))
    assert item.coordinates == Coordinates(34.43352, 35.84415)
    assert (item.sitelinks, item.geonames) == (90, 266826)


def test_classes_above_the_items_own_tell_its_kinds(endpoint: Endpoint) -> None:
    found = endpoint.by_qid(["Q858", "Q1428", "Q7747", "Q2429253", "Q37643", "Q900000003"])
    kinds = {qid: item.kinds for qid, item in found.items()}
    assert kinds == {
        "Q858": ("Country", "Place"),
        "Q1428": ("Region", "Place"),
        "Q7747": ("Person",),
        "Q2429253": ("ArmedGroup", "Organization"),
        "Q37643": ("Violence",),
        "Q900000003": (),
    }


def test_dates_are_as_exact_as_their_statements_say(endpoint: Endpoint) -> None:
    found = endpoint.by_qid(["Q900000004", "Q1316", "Q37643"])
    dates = {qid: (item.begin, item.end) for qid, item in found.items()}
    assert dates == {
        "Q900000004": ("2006-10", "2013"),
        "Q1316": ("1937-04-28", "2006-12-30"),
        "Q37643": ("1990-08-02", "1991-02-28"),
    }


def test_what_is_no_qid_or_is_not_there_is_left_out(endpoint: Endpoint) -> None:
    assert endpoint.by_qid(["Q1", "P31", "q858", "Q0", "wd:Q858", "", "Q8 } #"]) == {}
    assert endpoint.unanswered == {}


def test_an_item_that_was_merged_gives_the_other(guest: Made, time: Time, endpoint_url: str) -> None:
    with wiki() as server:
        sources: list[Source] = [
            Endpoint(guest(), endpoint_url, hands=time.hands),
            Api(guest(), server.url, hands=time.hands),
        ]
        for source in sources:
            found = source.by_qid(["Q900000008", "Q168954", "Q900000077"])
            assert {asked: item.qid for asked, item in found.items()} == {"Q900000008": "Q168954", "Q168954": "Q168954"}
        assert sources[1].by_qid(["Q900000007"])["Q900000007"].qid == "Q168954"


def test_an_item_of_a_geonames_id(endpoint: Endpoint) -> None:
    found = endpoint.by_geonames([266826, 172955, 1])
    assert {number: item.qid for number, item in found.items()} == {266826: "Q168954", 172955: "Q283368"}


def test_the_endpoint_and_the_api_say_the_same(guest: Made, time: Time, endpoint_url: str) -> None:
    names = ["Tripoli", "Munich", "Georgia", "Vladimir Putin", "Gulf War", "Islamic State of Iraq", "Michael Collins"]
    endpoint = Endpoint(guest(), endpoint_url, hands=time.hands).by_name(names)
    with wiki() as server:
        api = Api(guest(), server.url, hands=time.hands)
        for name, items in endpoint.items():
            answer = api.by_name([name])[name]
            assert [item.sitelinks for item in answer] == sorted((item.sitelinks for item in answer), reverse=True)
            found = {item.qid: item for item in answer}
            for item in items:
                other = found[item.qid]
                assert set(other.aliases) == set(item.aliases)
                assert other.label == item.label
                facts = ("description", "classes", "kinds", "countries", "coordinates", "begin", "end", "sitelinks")
                for fact in facts:
                    assert getattr(other, fact) == getattr(item, fact), (name, fact)


# -- queries and answers -----------------------------------------------------------------------------------------------


def test_queries_are_standard_and_declare_their_prefixes() -> None:
    asked = [
        queries.items_named(["wdx:no", 'a "bd:serviceParam" b'], ("en",)),
        queries.items_of_geonames(["1"]),
        queries.texts_of(["Q1"], ("en",)),
        queries.values_of(["Q1"]),
        queries.classes_above(["Q1"]),
    ]
    for query in asked:
        ox.Store().query(query)  # raises SyntaxError for a prefix that is not declared
        assert not re.search(r"(?i)\bSERVICE\b|(?<!\")\bbd:|\bhint:", query.replace("bd:serviceParam", ""))


def test_names_come_in_batches_and_each_is_remembered(guest: Made, time: Time, endpoint_url: str) -> None:
    first = Endpoint(guest(), endpoint_url, hands=time.hands)
    names = [f"Name {number}" for number in range(100)]
    first.by_name(names)
    assert len(time.waits) == 2  # three requests
    time.waits.clear()
    assert Endpoint(guest(), endpoint_url, hands=time.hands).by_name(list(reversed(names))) == {}
    assert time.waits == []


@pytest.mark.parametrize(
    ("reply", "reason"),
    [
        (Reply(b"Rate limit exceeded", media_type="text/plain"), "text/plain instead of results: Rate limit exceeded"),
        (Reply(b"<html>", media_type="text/html"), "text/html instead of results"),
        (Reply(b'{"head":{"vars":["x"]},"results":{"bindings":[{"x":', media_type=RESULTS), "cannot be read"),
        (Reply(b'{"head":{},"boolean":true}', media_type=RESULTS), "something else than rows"),
        (Reply(b'{"head":{"vars":["x"]},"results":{"bindings":[{}]}}', media_type=RESULTS), "answer another query"),
        (Reply(b"java.util.concurrent.TimeoutException", 500, "text/plain"), "status 500.*TimeoutException"),
        (Reply(b"bad query", 400, "text/plain"), "rejects it: bad query"),
    ],
)
def test_what_is_no_result_is_told(reply: Reply, reason: str, guest: Made, time: Time) -> None:
    with serving(lambda _: reply, path="/sparql") as server:
        endpoint = Endpoint(guest(), server.url, hands=time.hands)
        assert endpoint.by_name(["Raqqa"]) == {}
        assert re.search(reason, endpoint.unanswered["Raqqa"])


def test_an_item_whose_classes_cannot_be_had_is_unanswered_rather_than_of_no_kind(guest: Made, time: Time) -> None:
    store = ox.Store()
    store.load(path=str(SLICE), format=ox.RdfFormat.TURTLE)

    def answer(asked: Asked) -> Reply:
        if "wdt:P279*" in asked.fields["query"]:
            return Reply(b"not that", 403, "text/plain")
        rows = store.query(asked.fields["query"])
        assert isinstance(rows, ox.QuerySolutions)
        return Reply(rows.serialize(format=ox.QueryResultsFormat.JSON) or b"", media_type=RESULTS)

    with serving(answer) as server:
        endpoint = Endpoint(guest(), server.url, hands=time.hands)
        assert endpoint.by_name(["Raqqa"]) == {}
    assert "status 403" in endpoint.unanswered["Raqqa"]
    assert "status 403" in endpoint.unanswered["Q283368"]


def test_rows_of_a_query_of_ones_own_are_kept_by_item(endpoint: Endpoint, time: Time) -> None:
    def query(batch: Sequence[str]) -> str:
        items = " ".join(f"<{vocab.WD}{qid}>" for qid in batch)
        return f"SELECT ?item ?none ?what {{ VALUES ?item {{ {items} }} ?item <{vocab.WDT}P17> ?what }}"

    found = endpoint.rows(["Q168954", "Q7747"], query)
    lebanon = {"item": ox.NamedNode(vocab.WD + "Q168954"), "what": ox.NamedNode(vocab.WD + "Q822")}
    assert found["Q168954"].rows == (lebanon,)
    assert found["Q7747"].rows == ()
    assert found["Q7747"].retrieved.timestamp() == 1_700_000_000
    time.at += 3600
    assert endpoint.rows(["Q7747", "Q168954"], query) == found
    assert time.waits == []


def test_other_classes_can_be_given(guest: Made, time: Time, endpoint_url: str) -> None:
    films = Endpoint(guest(), endpoint_url, Classes({"Q386724": "Weapon"}, frozenset({"Q2221906"})), hands=time.hands)
    found = films.by_qid(["Q900000003", "Q1726"])
    assert {qid: item.kinds for qid, item in found.items()} == {"Q900000003": ("Weapon",), "Q1726": ()}


# -- the slice ---------------------------------------------------------------------------------------------------------


def test_the_slice_has_the_items_that_the_shared_table_confirms() -> None:
    if not TABLE.is_file():
        pytest.skip("the table of confirmed QIDs is not beside the project")
    with TABLE.open(encoding="utf-8") as lines:
        rows = list(csv.DictReader(lines, delimiter="\t"))
    known = {row["qid"]: {row["label"], *row["surfaces"].split(" | ")} for row in rows}
    store = ox.Store()
    store.load(path=str(SLICE), format=ox.RdfFormat.TURTLE)
    found = store.query(
        f"SELECT ?item ?label {{ ?item <{vocab.RDFS}label> ?label ; <{vocab.WDT}P31> [] FILTER(LANG(?label) = 'en') }}"
    )
    assert isinstance(found, ox.QuerySolutions)
    labels = {row["item"].value.removeprefix(vocab.WD): row["label"].value for row in found}
    real = {qid: label for qid, label in labels.items() if int(qid[1:]) < MADE_UP}
    assert len(real) > 20
    assert {qid: label for qid, label in real.items() if label not in known.get(qid, ())} == {}


def test_rows_without_the_values_that_were_asked_for_say_nothing(guest: Made, time: Time) -> None:
    def answer(asked: Asked) -> Reply:
        selected = asked.fields["query"].partition("SELECT ")[2].partition(" WHERE")[0].removeprefix("DISTINCT ")
        names = [name.removeprefix("?") for name in selected.split()]
        item = {name: {"type": "uri", "value": "http://www.wikidata.org/entity/Q5"} for name in names[:1]}
        body = {"head": {"vars": names}, "results": {"bindings": [{}, item]}}
        return Reply(json.dumps(body).encode(), media_type=RESULTS)

    with serving(answer, path="/sparql") as server, Endpoint(guest(), server.url, hands=time.hands) as endpoint:
        assert endpoint.by_name(["Raqqa"]) == {}
        assert endpoint.by_geonames([170592]) == {}
        assert endpoint.by_qid(["Q5"]) == {}
        assert EndpointFacts(endpoint).facts(["Q5"], Wanted(("P17",), ("en",))).items == ()
