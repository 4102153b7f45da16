"""Each shape passes what conforms and finds what does not; our checks answer as pySHACL does."""

from __future__ import annotations

import pyshacl
import pytest
import rdflib
from pyoxigraph import NamedNode, RdfFormat, Store, parse, serialize
from rdflib.namespace import RDF, SH

from kg.data import folder
from kg.validate import validate
from kg.vocab import SHAPE
from tests.ontology.broken import SAMPLES, Failure, broken, conforming, failures

ONTOLOGY = folder("ontology")


def constraints() -> set[str]:
    """The named constraints of shapes.ttl that can fail: shapes of properties, SPARQL, and sh:or on a node."""
    shapes = rdflib.Graph().parse(ONTOLOGY / "shapes.ttl")
    nodes = set(shapes.subjects(RDF.type, SH.NodeShape))
    found = {part for node in nodes for name in (SH.property, SH.sparql) for part in shapes.objects(node, name)}
    found |= {node for node in nodes if (node, SH["or"], None) in shapes}
    return {str(part).removeprefix(SHAPE) for part in found}


def found_by_us(store: Store) -> set[tuple[str, str]]:
    return {(v.focus, v.constraint.removeprefix(SHAPE)) for v in validate(store).violations}


def found_by_pyshacl(store: Store) -> set[tuple[str, str]]:
    terms = [quad for name in ("conflict", "codes") for quad in parse(path=ONTOLOGY / f"{name}.ttl")]
    text = serialize((quad.triple for quad in [*store, *terms]), format=RdfFormat.N_TRIPLES)
    data = rdflib.Graph().parse(data=text, format="nt")
    _, report, _ = pyshacl.validate(data, shacl_graph=rdflib.Graph().parse(ONTOLOGY / "shapes.ttl"))
    assert isinstance(report, rdflib.Graph)
    found = set()
    for result in report.subjects(RDF.type, SH.ValidationResult):
        source = report.value(result, SH.sourceConstraint) or report.value(result, SH.sourceShape)
        found.add((str(report.value(result, SH.focusNode)), str(source).removeprefix(SHAPE)))
    return found


def test_sample_conforms() -> None:
    assert validate(conforming()).violations == ()
    assert validate(parse(path=SAMPLES / "conforms.trig")).conforms


def test_sample_has_a_target_of_every_shape() -> None:
    store = conforming()
    shapes = rdflib.Graph().parse(ONTOLOGY / "shapes.ttl")
    classes = rdflib.Graph().parse(ONTOLOGY / "conflict.ttl")
    for cls in shapes.objects(None, SH.targetClass):
        below = [NamedNode(str(lower)) for lower in classes.transitive_subjects(rdflib.RDFS.subClassOf, cls)]
        assert any(list(store.quads_for_pattern(None, None, lower)) for lower in below), cls


@pytest.mark.parametrize("failure", failures(), ids=lambda failure: failure.constraint)
def test_failure_is_found(failure: Failure) -> None:
    assert {constraint for _, constraint in found_by_us(broken(failure))} == {failure.constraint}


def test_every_constraint_has_a_failure() -> None:
    assert {failure.constraint for failure in failures()} == constraints()


@pytest.mark.parametrize("part", range(4))
def test_pyshacl_agrees(part: int) -> None:
    store = broken(*failures()[part::4])
    found = found_by_us(store)
    assert len(found) > 10
    assert found == found_by_pyshacl(store)


def test_pyshacl_passes_the_sample() -> None:
    assert found_by_pyshacl(conforming()) == set()
