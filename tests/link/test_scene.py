"""What linking needs of an article is the same from its facts and from its graph, in every form of file."""

from __future__ import annotations

from dataclasses import replace

from kg import vocab
from kg.ids import BASE
from kg.link.scene import literal, scene_of, scenes
from kg.store import Chunk
from kg.store.chunk import sorted_lines
from tests.link.made import chunk, entity, facts

TEXT = 'She said: "The town\\fell."\nIt had not.'
ONE = facts(
    "one",
    [
        entity("Tripoli", others=["Trâblous"], point=(34.43352, 35.84415), geonames="266826"),
        entity('The "Lion" Brigade', "ArmedGroup"),
        entity("a senior commander", "Person", named=False),
    ],
    text=TEXT,
)
TWO = facts("two", [entity("Tripoli", point=(34.43352, 35.84415), geonames="266826")], date=None)


def test_the_graph_says_what_the_facts_say() -> None:
    for made in (ONE, TWO):
        assert list(scenes(chunk(made), BASE)) == [scene_of(made)]


def test_a_file_of_triples_keeps_the_articles_apart() -> None:
    whole = Chunk("", sorted_lines(chunk(ONE).lines + chunk(TWO).lines))
    found = {scene.key: scene for scene in scenes(whole, BASE)}
    assert set(found) == {ONE.key, TWO.key}
    assert [subject.label for subject in found[TWO.key].subjects] == ["Tripoli"]
    assert found[ONE.key].date == "2017-10-17"
    assert found[TWO.key].date == ""
    assert found[ONE.key].text == TEXT


def test_another_base_is_another_graph() -> None:
    assert list(scenes(chunk(ONE), "https://example.org/")) == []


def test_literals_are_read_as_they_were_meant() -> None:
    assert literal(r'"a \"b\"\n\\n é"') == 'a "b"\n\\n é'


def test_what_no_article_tells_of_is_no_subject_but_the_places_around_its_places_are() -> None:
    gazetteer = replace(entity("GeoNames", "Organization"), mentions=())
    around = replace(entity("Marsa", "Region", geonames="12"), mentions=())
    told = facts("one", (entity("Syria", "Country"), gazetteer, around))
    for found in (scene_of(told), next(scenes(chunk(told), BASE))):
        assert {subject.label for subject in found.subjects} == {"Syria", "Marsa"}


def test_a_file_of_triples_knows_in_which_article_a_place_around_others_stands() -> None:
    around = replace(entity("Marsa", "Region", geonames="12"), mentions=())
    one, two = facts("one", (entity("Hale"), around)), facts("two", (entity("Syria", "Country"),))
    node = f"<{BASE}relation/locatedin-1>"
    said = (
        f"<{vocab.GAF}denotedBy> <{BASE}{one.key}#char=0,4>",
        f"<{vocab.RDF}object> <{BASE}{around.key}>",
        f"<{vocab.RDF}predicate> <{vocab.CKG}locatedIn>",
        f"<{vocab.RDF}subject> <{BASE}{one.entities[0].key}>",
    )
    relation = "".join(f"{node} {each} .\n" for each in said).encode()
    whole = Chunk("", sorted_lines(chunk(one).lines + chunk(two).lines + relation))
    found = {scene.key: {subject.label for subject in scene.subjects} for scene in scenes(whole, BASE)}
    assert found == {one.key: {"Hale", "Marsa"}, two.key: {"Syria"}}
