"""What a report tells: the node, the words, the article; and that a store is only read."""

from __future__ import annotations

from pathlib import Path
from time import perf_counter

import pytest
from pyoxigraph import NamedNode, Quad, Store, parse

from kg import ids, vocab
from kg.errors import BadLexicon
from kg.validate import shapes, validate
from tests.ontology.broken import SAMPLES, Failure, broken, conforming

CYBER = """
@prefix ckg: <https://w3id.org/conflict-kg/ontology#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
ckg:CyberAttack rdfs:subClassOf ckg:Violence .
ckg:Ransom rdfs:subClassOf ckg:CyberAttack .
"""
RANSOM = "DELETE DATA { <event/shelling> a ckg:Shelling } ; INSERT DATA { <event/shelling> a ckg:Ransom }"


def update(text: str) -> Store:
    return broken(Failure("", text))


def test_violation_tells_words_and_article() -> None:
    found = validate(update("INSERT DATA { <entity/rebels> a ckg:Government }")).violations
    assert {v.value for v in found} == {vocab.CKG + "ArmedGroup", vocab.CKG + "Government"}
    assert {(v.focus, v.words, v.article) for v in found} == {
        (ids.BASE + "entity/rebels", ("Rebels", "the rebels"), "dera-1")
    }
    assert found[0].severity == "Violation"
    assert found[0].message == "Of its classes, one is the most specific."


def test_violation_of_a_claim_tells_what_was_said() -> None:
    (found,) = validate(update("DELETE WHERE { <claim/omar> ckg:certainty ?certainty }")).violations
    assert found.words == ("Omar", "denied", "that they had fumigated anyone")
    assert (found.article, found.path) == ("dera-1", vocab.CKG + "certainty")


def test_violation_tells_path_and_value() -> None:
    (found,) = validate(update("INSERT DATA { <event/shelling> ckg:target <entity/army> }")).violations
    assert (found.path, found.value) == (vocab.CKG + "target", ids.BASE + "entity/army")


def test_offsets_count_code_points() -> None:
    text = "🕊🕊 x"
    for begin, conforms in ((3, True), (5, False)):
        store = Store()
        store.update(
            f'INSERT DATA {{ <c> a nif:Context ; nif:isString "{text}" . <m> a nif:OffsetBasedString ;'
            f' nif:referenceContext <c> ; nif:beginIndex {begin} ; nif:endIndex {begin + 1} ; nif:anchorOf "x" }}',
            base_iri=ids.BASE,
            prefixes=vocab.PREFIXES,
        )
        assert validate(store).conforms == conforms


def test_graphs_are_taken_together_and_implied_classes_do_no_harm() -> None:
    quads = list(parse(path=SAMPLES / "conforms.trig"))
    store = Store()
    store.extend(quads)
    store.update(
        "INSERT DATA { GRAPH <more> { <entity/rebels> a ckg:Organization, ckg:Actor, ckg:Entity, sem:Actor } }",
        base_iri=ids.BASE,
        prefixes=vocab.PREFIXES,
    )
    assert validate(store).conforms
    store.update(
        "INSERT DATA { GRAPH <more> { <entity/rebels> a ckg:Place } }", base_iri=ids.BASE, prefixes=vocab.PREFIXES
    )
    assert {v.constraint for v in validate(store).violations} == {vocab.SHAPE + "one-class"}


def test_an_entity_of_many_graphs_takes_no_longer_for_each() -> None:
    store = conforming()
    known = [quad for quad in store if "/entity/" in str(quad.subject)]
    for number in range(1000):
        graph = NamedNode(f"{ids.BASE}article/{number}")
        store.extend(Quad(quad.subject, quad.predicate, quad.object, graph) for quad in known)
    began = perf_counter()
    assert validate(store).conforms
    assert perf_counter() - began < 15  # it would be minutes if each graph's statement met every other's


def test_own_classes_are_known_by_their_ontology(tmp_path: Path) -> None:
    own = tmp_path / "cyber.ttl"
    own.write_text(CYBER, encoding="utf-8")
    store = update(RANSOM)
    assert not validate(store).conforms
    assert validate(store, ontology=(own,)).conforms


def test_store_is_only_read() -> None:
    store = conforming()
    before = set(store)
    validate(store)
    assert set(store) == before


def test_progress_ends_with_all_done() -> None:
    told: list[tuple[int, int]] = []
    validate(conforming(), progress=lambda done, all_: told.append((done, all_)))
    assert told == [(n, len(told)) for n in range(1, len(told) + 1)]
    assert len(told) > 100


def test_what_is_not_known_of_shacl_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "conflict.ttl").write_text("", encoding="utf-8")
    (tmp_path / "codes.ttl").write_text("", encoding="utf-8")
    (tmp_path / "shapes.ttl").write_text(
        "@prefix sh: <http://www.w3.org/ns/shacl#> . @prefix : <https://w3id.org/conflict-kg/shapes#> .\n"
        ":S a sh:NodeShape ; sh:targetClass :C ; sh:property :p . :p sh:path :q ; sh:uniqueLang true .",
        encoding="utf-8",
    )
    monkeypatch.setattr(shapes, "folder", lambda _: tmp_path)
    shapes.checks.cache_clear()
    with pytest.raises(BadLexicon, match="uniqueLang"):
        shapes.checks()
    shapes.checks.cache_clear()
