"""What the test bench of the reconciliation API asks of a service: manifest, queries, suggestions, data extension."""

from __future__ import annotations

import json
from typing import Any
from urllib.parse import quote

import pytest

from kg import vocab
from kg.ids import BASE
from kg.kb import KnowledgeBase
from kg.reconcile import Catalogue, GraphEntities, Service
from kg.store import open_graph
from tests.query.test_named import SAMPLE
from tests.reconcile.served import FORM, Client, serving

MARSA = "entity/marsa-39f82fb11b389873"
BANNER = "entity/red-banner-718ca1c2ad7808cd"
RIVER = "entity/river-forces-f4c218382905f63c"


def names(found: list[dict[str, Any]]) -> list[str]:
    return [each["name"] for each in found]


def ids(found: list[dict[str, Any]]) -> list[str]:
    return [each["id"] for each in found]


# -- manifest ----------------------------------------------------------------------------------------------------------


def test_the_manifest_has_what_version_0_2_demands(of_graph: Client) -> None:
    manifest = of_graph.get("/")
    assert manifest["versions"] == ["0.2"]
    assert manifest["name"]
    assert manifest["identifierSpace"] == BASE
    assert manifest["schemaSpace"] == vocab.CKG
    assert "{{id}}" in manifest["view"]["url"]
    assert "{{id}}" in manifest["preview"]["url"]
    assert all(isinstance(manifest["preview"][side], int) for side in ("width", "height"))
    assert all({"id", "name"} <= set(each) for each in manifest["defaultTypes"])
    for what in ("entity", "property", "type"):
        service = manifest["suggest"][what]
        assert service["service_url"] == of_graph.url
        assert "result" in of_graph.get(service["service_path"], prefix="a")
    proposing = manifest["extend"]["propose_properties"]
    assert of_graph.get(proposing["service_path"], type="Person")["properties"]
    assert {"type", "label", "name"} <= set(manifest["extend"]["property_settings"][0])


def test_the_ids_of_a_knowledge_base_are_wikidatas(of_base: Client, of_both: Client) -> None:
    assert of_base.get("/")["identifierSpace"] == of_both.get("/")["identifierSpace"] == vocab.WD


# -- queries -----------------------------------------------------------------------------------------------------------


def test_a_name_finds_its_entity(of_graph: Client) -> None:
    best = of_graph.found("Red Banner")[0]
    assert best == {
        "id": BANNER,
        "name": "Red Banner",
        "description": "ArmedGroup, 8 mentions",
        "type": [{"id": "ArmedGroup", "name": "Armed group"}],
        "score": 100.0,
        "match": True,
        "features": [{"id": "name", "value": 100.0}],
    }


@pytest.mark.parametrize("text", ["red banner", "RED BANNER", "the Red Banner", "Réd Bánner", " Red  Banner "])
def test_case_accents_and_articles_do_not_count(of_graph: Client, text: str) -> None:
    best = of_graph.found(text)[0]
    assert (best["id"], best["match"]) == (BANNER, True)


def test_a_part_of_a_name_is_a_candidate_and_no_match(of_graph: Client) -> None:
    found = of_graph.found("Banner")
    assert found[0]["name"] == "Red Banner"
    assert found[0]["score"] < 90
    assert not any(each["match"] for each in found)


def test_nothing_is_found_where_nothing_is_alike(of_graph: Client) -> None:
    assert of_graph.found("Zzyzx") == []


def test_scores_fall_and_the_limit_holds(of_both: Client) -> None:
    found = of_both.found("Red Banner fighters")
    assert [each["score"] for each in found] == sorted((each["score"] for each in found), reverse=True)
    assert len(of_both.found("Tripoli", limit=1)) == 1


def test_types_are_filters_and_classes_above_count(of_graph: Client) -> None:
    assert ids(of_graph.found("Marsa", type="Place")) == [MARSA]
    assert ids(of_graph.found("Marsa", type="Settlement")) == [MARSA]
    assert of_graph.found("Marsa", type="Person") == []
    assert ids(of_graph.found("Marsa", type=["Person", "Place"])) == [MARSA]
    assert of_graph.found("Marsa", type=["Settlement", "Person"], type_strict="all") == []


def test_a_type_that_only_should_be_lowers_the_score(of_graph: Client) -> None:
    (other,) = of_graph.found("Marsa", type="Person", type_strict="should")
    assert (other["score"], other["match"]) == (50.0, False)


def test_a_type_may_be_wikidatas(of_base: Client) -> None:
    assert ids(of_base.found("Tripoli", type="Q515")) == ["Q3579", "Q168954"]
    assert of_base.found("Tripoli", type="Q5") == []


def test_two_of_one_name_are_no_match_and_the_better_known_comes_first(of_base: Client) -> None:
    found = of_base.found("Tripoli")
    assert ids(found) == ["Q3579", "Q168954"]
    assert not any(each["match"] for each in found)


@pytest.mark.parametrize(
    "value", [{"id": "Q822"}, "Q822", "Lebanon", "lebanon", ["Nowhere", {"id": "Q822", "name": "Lebanon"}]]
)
def test_properties_tell_them_apart(of_base: Client, value: object) -> None:
    found = of_base.found("Tripoli", properties=[{"pid": "P17", "v": value}])
    assert ids(found) == ["Q168954", "Q3579"]
    assert found[0]["score"] == 100.0
    assert found[0]["match"]
    assert found[1]["score"] == 70.0


def test_numbers_and_beginnings_of_dates_are_values(of_base: Client) -> None:
    assert of_base.found("Tripoli", properties=[{"pid": "P1566", "v": 266826}])[0]["id"] == "Q168954"
    assert of_base.found("Tripoli", properties=[{"pid": "begin", "v": "1850"}])[0]["score"] == 100.0


def test_properties_alone_find_things(of_base: Client, of_graph: Client) -> None:
    (found,) = of_base.found(properties=[{"pid": "P1566", "v": "266826"}])
    assert (found["id"], found["match"]) == ("Q168954", True)
    related = of_graph.found(properties=[{"pid": "alliedWith", "v": "River Forces"}])
    assert names([each for each in related if each["score"] > 50]) == ["Eastern Guard"]


def test_another_spelling_is_found(of_base: Client) -> None:
    for text in ("Tripoly", "Tripolis", "Tripolli", "Trpoli"):
        found = of_base.found(text)
        assert ids(found) == ["Q3579", "Q168954"]
        assert 60 < found[0]["score"] < 92
        assert not found[0]["match"]
    assert of_base.found("Trinidad") == []


def test_an_entity_that_is_linked_is_its_item(of_both: Client, of_base: Client) -> None:
    found = of_both.found("Adan Hale")
    assert (found[0]["id"], found[0]["match"]) == ("Q90000003", True)
    assert len(found) == 1, "and not itself a second time"
    assert ids(of_both.found("Hale")) == ["Q90000003"], "a name that only the articles have"
    assert of_base.found("Hale") == [] or of_base.found("Hale")[0]["score"] < 90
    assert ids(of_both.found("River Forces")) == [RIVER], "what Wikidata does not have"


def test_a_link_that_people_rejected_is_none(base: KnowledgeBase) -> None:
    with open_graph(SAMPLE) as kept:
        link = "<urn:link> ckg:linkOf entity:adan-hale-8df80cf130dc9ec5 ; ckg:rejectedItem wd:Q90000003"
        kept.oxigraph.update(f"INSERT DATA {{ {link} }}", prefixes=vocab.prefixes(BASE))
        entities = GraphEntities(kept.oxigraph, BASE)
        assert "entity/adan-hale-8df80cf130dc9ec5" not in entities.linked
        assert MARSA in entities.linked
        with serving(Service(Catalogue(entities, base), BASE)) as client:
            assert set(ids(client.found("Adan Hale"))) == {"Q90000003", "entity/adan-hale-8df80cf130dc9ec5"}


def test_a_batch_answers_each_query_under_its_key(of_both: Client) -> None:
    batch = {f"q{number}": {"query": text} for number, text in enumerate(["Marsa", "Tripoli", "Lida", "", "???"])}
    found = of_both.post(queries=batch)
    assert list(found) == list(batch)
    assert [bool(each["result"]) for each in found.values()] == [True, True, True, False, False]


def test_fifty_queries_at_once(of_both: Client) -> None:
    texts = ["Marsa", "Red Banner", "Tripoli", "Adan Hale", "Lebanon"]
    batch = {f"q{number}": {"query": texts[number % 5], "limit": 3} for number in range(50)}
    found = of_both.post(queries=batch)
    assert len(found) == 50
    assert all(found[f"q{number}"] == found[f"q{number % 5}"] for number in range(50))
    assert all(each["result"] for each in found.values())


def test_queries_may_be_asked_by_get(of_graph: Client) -> None:
    assert of_graph.get("/", queries='{"a": {"query": "Marsa"}}')["a"]["result"][0]["id"] == MARSA
    assert of_graph.get("/", queries="{}") == {}


# -- suggestions -------------------------------------------------------------------------------------------------------


def test_entities_are_suggested_by_the_begin_of_a_name(of_graph: Client, of_both: Client) -> None:
    found = of_graph.get("/suggest/entity", prefix="Red")["result"]
    assert names(found) == ["Red Banner", "Red Banner fighters"]
    assert found[0]["notable"] == ["ArmedGroup"]
    assert ids(of_both.get("/suggest/entity", prefix="trip")["result"]) == ["Q3579", "Q168954"]
    assert ids(of_both.get("/suggest/entity", prefix="trip", cursor="1")["result"]) == ["Q168954"]
    assert len(of_both.get("/suggest/entity", prefix="r", limit="1")["result"]) == 1
    assert of_graph.get("/suggest/entity", prefix="")["result"] == []
    assert of_graph.get("/suggest/entity")["result"] == []


def test_types_and_properties_are_suggested(of_graph: Client) -> None:
    assert ids(of_graph.get("/suggest/type", prefix="armed")["result"]) == ["ArmedGroup"]
    types = of_graph.get("/suggest/type", prefix="per")["result"]
    assert types[0] == {"id": "Person", "name": "Person", "broader": [{"id": "Actor", "name": "Actor"}]}
    assert {"id": "P39", "name": "position held"} in of_graph.get("/suggest/property", prefix="posi")["result"]
    assert {"id": "memberOf", "name": "member of"} in of_graph.get("/suggest/property", prefix="member")["result"]
    assert ids(of_graph.get("/suggest/property", prefix="P39")["result"]) == ["P39"]


# -- data extension ----------------------------------------------------------------------------------------------------


def test_values_are_given_for_ids_and_properties(of_both: Client) -> None:
    properties = [{"id": name} for name in ("P17", "P625", "P1566", "begin", "nosuch")]
    found = of_both.post(extend={"ids": ["Q168954", "Q0"], "properties": properties})
    assert [each["id"] for each in found["meta"]] == ["P17", "P625", "P1566", "begin", "nosuch"]
    assert found["meta"][0]["name"] == "country"
    assert found["rows"]["Q168954"] == {
        "P17": [{"id": "Q822", "name": "Lebanon"}],
        "P625": [{"str": "34.43,35.83"}],
        "P1566": [{"str": "266826"}],
        "begin": [{"str": "1850"}],
        "nosuch": [],
    }
    assert set(map(str, found["rows"]["Q0"].values())) == {"[]"}


def test_the_graph_tells_what_the_articles_and_what_enriching_said(of_graph: Client) -> None:
    properties = [{"id": name} for name in ("P131", "P39", "exactMatch", "mentions", "P585")]
    asked = {"ids": [MARSA, "entity/adan-hale-8df80cf130dc9ec5"], "properties": properties}
    rows = of_graph.post(extend=asked)["rows"]
    assert rows[MARSA]["P131"] == [{"id": "Q90000011", "name": "Marsa Governorate"}]
    assert {"str": "https://sws.geonames.org/9000001/"} in rows[MARSA]["exactMatch"]
    assert rows[MARSA]["mentions"] == [{"int": 5}]
    assert rows["entity/adan-hale-8df80cf130dc9ec5"]["P39"] == [{"id": "Q90000013", "name": "Prime Minister"}]
    guard = "entity/eastern-guard-408dfef2364a419b"
    allied = of_graph.post(extend={"ids": [guard], "properties": [{"id": "alliedWith"}]})["rows"][guard]
    assert allied == {"alliedWith": [{"id": RIVER, "name": "River Forces"}]}


def test_a_setting_limits_the_values(of_graph: Client) -> None:
    prop = {"id": "exactMatch", "settings": {"limit": "1"}}
    found = of_graph.post(extend={"ids": [MARSA], "properties": [prop]})
    assert len(found["rows"][MARSA]["exactMatch"]) == 1


def test_properties_are_proposed(of_graph: Client) -> None:
    assert len(of_graph.get("/properties")["properties"]) > 20
    proposed = of_graph.get("/properties", type="Person", limit="3")
    assert (proposed["type"], proposed["limit"], len(proposed["properties"])) == ("Person", 3, 3)


# -- pages -------------------------------------------------------------------------------------------------------------


def test_an_entity_has_a_page(of_graph: Client, of_both: Client) -> None:
    page = of_graph.ask("GET", f"/preview?id={quote(MARSA)}")
    assert page.status == 200
    assert page.headers["Content-Type"] == "text/html; charset=utf-8"
    assert "default-src 'none'" in page.headers["Content-Security-Policy"]
    assert "<h1>Marsa</h1>" in page.body.decode()
    assert BASE + MARSA in page.body.decode()
    assert of_graph.ask("GET", "/preview?id=nothing").status == 404
    view = of_both.ask("GET", "/view?id=Q168954")
    assert (view.status, view.headers["Location"]) == (303, "https://www.wikidata.org/wiki/Q168954")


# -- what is wrong -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("queries", "said"),
    [
        ("{", "queries: it is no JSON"),
        ("[]", "queries: it is no object"),
        ('{"q0": 1}', "queries.q0: it is no object"),
        ('{"q0": {}}', "queries.q0: it has neither a query nor properties"),
        ('{"q0": {"query": 1}}', "queries.q0.query: it is no text"),
        ('{"q0": {"query": "a", "limit": "b"}}', "queries.q0.limit: it is no number above 0"),
        ('{"q0": {"query": "a", "limit": 0}}', "queries.q0.limit: it is no number above 0"),
        ('{"q0": {"query": "a", "type_strict": "x"}}', "queries.q0.type_strict: it is none of"),
        ('{"q0": {"query": "a", "properties": {}}}', ""),
        ('{"q0": {"query": "a", "properties": [{"pid": "P1"}]}}', "queries.q0.properties.v: it is no text"),
        ('{"q0": {"query": "a", "color": 1}}', "queries.q0: it has no key 'color'"),
        ("[" * 100000, "queries: it is no JSON"),
        (json.dumps({f"q{number}": {"query": ""} for number in range(1001)}), "queries: 1001 queries at once"),
        (json.dumps({"q0": {"query": "a" * 1001}}), "queries.q0.query: it has 1001 characters"),
    ],
)
def test_a_bad_query_is_told(of_graph: Client, queries: str, said: str) -> None:
    found = of_graph.ask("POST", "/", f"queries={quote(queries)}".encode(), **FORM)
    assert found.status == (400 if said else 200)
    if said:
        assert found.json["status"] == "error"
        assert found.json["message"].startswith(said)


@pytest.mark.parametrize(
    ("extend", "said"),
    [
        ("{}", "extend.ids: it is no list"),
        ('{"ids": []}', "extend.properties: it is no list"),
        ('{"ids": [1], "properties": []}', "extend.ids: it is no text"),
        ('{"ids": [], "properties": [{}]}', "extend.properties.id: it is no text"),
    ],
)
def test_a_bad_extension_is_told(of_graph: Client, extend: str, said: str) -> None:
    found = of_graph.ask("POST", "/", f"extend={quote(extend)}".encode(), **FORM)
    assert found.status == 400
    assert found.json["message"].startswith(said)
