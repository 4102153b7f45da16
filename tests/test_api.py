"""What Python users call: `kg.read_text` and `kg.open`."""

from __future__ import annotations

from pathlib import Path

import rdflib

import kg
from kg.vocab import iri


def test_read_text_gives_a_graph_that_answers() -> None:
    graph = kg.read_text("Rebels seized the town on Monday, the army said.", date="2024-05-08", id="a")
    events = list(graph.subjects(rdflib.RDF.type, rdflib.URIRef(iri("TerritoryTransfer"))))
    assert len(events) == 1
    assert graph.value(events[0], rdflib.URIRef(iri("gainer"))) is not None


def test_what_is_written_can_be_opened(tmp_path: Path) -> None:
    from kg.pipeline import build

    (tmp_path / "a.txt").write_text("Rebels seized the town of Jenin.", encoding="utf-8")
    build([str(tmp_path / "a.txt")], out=tmp_path / "graph.trig", store=tmp_path / "store")
    for place in (tmp_path / "graph.trig", tmp_path / "store"):
        dataset = kg.open(place)
        assert len(list(dataset.query(f"SELECT ?e WHERE {{ ?e a <{iri('TerritoryTransfer')}> }}"))) == 1
        dataset.close()
