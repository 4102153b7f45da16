"""The ontology's files say what the contract promises, in two parsers, and with the names that the code uses."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import rdflib
from pyoxigraph import parse
from rdflib.namespace import DCTERMS, OWL, RDF, RDFS, SKOS

from kg import vocab
from kg.data import folder

FILES = sorted(folder("ontology").glob("*.ttl"))
SCHEMA = rdflib.Namespace(vocab.SCHEMA)
CODE = rdflib.Namespace(vocab.CODE)


def graph(name: str) -> rdflib.Graph:
    return rdflib.Graph().parse(folder("ontology") / f"{name}.ttl")


TERMS = graph("conflict")
CODES = graph("codes")


def names(*kinds: rdflib.URIRef) -> set[str]:
    return {str(term).removeprefix(vocab.CKG) for kind in kinds for term in TERMS.subjects(RDF.type, kind)}


def ours(node: rdflib.term.Node) -> bool:
    return str(node).startswith(vocab.CKG)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_parses_alike_in_two_parsers(path: Path) -> None:
    assert len(rdflib.Graph().parse(path)) == len(set(parse(path=path))) > 0


def test_names_are_the_terms() -> None:
    assert names(OWL.Class) == vocab.CLASSES
    assert names(OWL.NamedIndividual) == vocab.INDIVIDUALS
    assert names(OWL.ObjectProperty, OWL.DatatypeProperty, OWL.AnnotationProperty) == vocab.PROPERTIES
    assert not vocab.CLASSES & vocab.INDIVIDUALS & vocab.PROPERTIES


def test_class_tree_is_the_vocabularys() -> None:
    tree = {
        str(lower).removeprefix(vocab.CKG): str(upper).removeprefix(vocab.CKG)
        for lower, upper in TERMS.subject_objects(RDFS.subClassOf)
        if ours(upper)
    }
    assert tree == vocab.PARENT


@pytest.mark.parametrize("name", sorted(vocab.CLASSES | vocab.INDIVIDUALS | vocab.PROPERTIES))
def test_term_is_documented(name: str) -> None:
    term = rdflib.URIRef(vocab.CKG + name)
    for said in (RDFS.label, RDFS.comment, SKOS.example):
        assert len(list(TERMS.objects(term, said))) == 1, said
    comment = str(TERMS.value(term, RDFS.comment))
    assert comment[0].isupper()
    assert comment.endswith(".")


@pytest.mark.parametrize("name", sorted(vocab.PROPERTIES))
def test_property_has_a_domain_and_a_range(name: str) -> None:
    term = rdflib.URIRef(vocab.CKG + name)
    for alone, among in ((RDFS.domain, SCHEMA.domainIncludes), (RDFS.range, SCHEMA.rangeIncludes)):
        assert (len(list(TERMS.objects(term, alone))) == 1) != (len(list(TERMS.objects(term, among))) > 1)


def test_values_are_of_the_class_of_their_property() -> None:
    for name, values in (
        ("Polarity", vocab.POLARITIES),
        ("Certainty", vocab.CERTAINTIES),
        ("Actuality", vocab.ACTUALITIES),
        ("Harm", vocab.HARMS),
        ("VictimStatus", vocab.VICTIM_STATUSES),
        ("CountQualifier", vocab.COUNT_QUALIFIERS),
    ):
        assert names(rdflib.URIRef(vocab.CKG + name)) == set(values)


def test_roles_and_relations_have_their_place() -> None:
    actor, related = rdflib.URIRef(vocab.SEM + "hasActor"), rdflib.URIRef(vocab.CKG + "related")
    roles = {vocab.CKG + name for name in vocab.ROLE_TYPES} & set(vocab.ROLE_TYPES.values())
    assert {str(term) for term in TERMS.subjects(RDFS.subPropertyOf, actor)} == roles
    assert names_below(related) == set(vocab.RELATIONS)


def names_below(term: rdflib.URIRef) -> set[str]:
    return {str(lower).removeprefix(vocab.CKG) for lower in TERMS.subjects(RDFS.subPropertyOf, term)}


def test_alignments_are_of_our_terms_to_others() -> None:
    aligned = graph("alignments")
    known = {rdflib.URIRef(vocab.CKG + name) for name in vocab.CLASSES | vocab.PROPERTIES}
    assert {term for term in aligned.all_nodes() if ours(term)} <= known
    items = {str(term) for term in aligned.objects() if str(term).startswith(vocab.WD)}
    assert len(items) > 40
    assert all(re.fullmatch(r"Q[1-9]\d*", item.removeprefix(vocab.WD)) for item in items)
    spaces = (vocab.SEM, vocab.PROV, vocab.NIF, vocab.ORG, vocab.GEO, vocab.TIME, vocab.SCHEMA)
    for space in spaces:
        assert any(str(node).startswith(space) for node in aligned.all_nodes()), space


@pytest.mark.parametrize(("scheme", "concepts"), [("acled", 31), ("ucdp", 3), ("plover", 17), ("cameo", 20)])
def test_scheme_is_whole(scheme: str, concepts: int) -> None:
    found = set(CODES.subjects(SKOS.inScheme, CODE[scheme]))
    assert len(found) == concepts
    assert len({str(CODES.value(code, SKOS.notation)) for code in found}) == concepts
    assert CODES.value(CODE[scheme], DCTERMS.title)
    for code in found:
        assert str(code).startswith(f"{vocab.CODE}{scheme}-")
        assert CODES.value(code, SKOS.prefLabel)
        assert CODES.value(code, SKOS.definition)
        assert (CODES.value(code, SKOS.broader) in found) != (CODES.value(code, SKOS.topConceptOf) == CODE[scheme])


def test_acled_has_25_sub_event_types_of_six_event_types() -> None:
    below = [code for code in CODES.subjects(SKOS.inScheme, CODE.acled) if CODES.value(code, SKOS.broader)]
    assert len(below) == 25
    assert len({CODES.value(code, SKOS.broader) for code in below}) == 6


def test_prefixes_of_instances_do_not_clash() -> None:
    every = vocab.prefixes("https://example.org/id/")
    assert set(vocab.PREFIXES) < set(every)
    assert every["event"] == "https://example.org/id/event/"
    assert every["timex"] == "https://example.org/id/time/"
    assert len(set(every.values())) == len(every)
