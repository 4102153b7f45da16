"""The same graph comes out of every format, in two parsers, in the same bytes whatever the order."""

from __future__ import annotations

from pathlib import Path

import pyoxigraph as ox
import pytest
import rdflib
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kg import vocab
from kg.errors import BadOutput
from kg.ids import BASE
from kg.store import Chunk, Spool, to_chunk
from kg.store.formats import FORMATS
from tests.store.made import article

SUFFIXES = [form.suffix for form in FORMATS]
CHUNKS = [article(number) for number in range(30)]


def written(path: Path, chunks: list[Chunk], *, base: str = BASE, in_memory: int = 1 << 20) -> bytes:
    with Spool(path, base, in_memory=in_memory) as spool:
        for chunk in chunks:
            spool.add(chunk)
        spool.write()
    return path.read_bytes()


def in_oxigraph(path: Path) -> set[ox.Triple]:
    store = ox.Store()
    store.load(path=path)
    return {quad.triple for quad in store}


def in_rdflib(path: Path) -> set[tuple[object, ...]]:
    dataset = rdflib.Dataset(default_union=True)
    dataset.parse(path)
    return {
        (str(s), str(p), str(o), getattr(o, "datatype", None), getattr(o, "language", None))
        for s, p, o in dataset.triples((None, None, None))
    }


@pytest.mark.filterwarnings("ignore::DeprecationWarning:rdflib")
@pytest.mark.parametrize("suffix", SUFFIXES)
def test_every_format_holds_the_same_graph_in_two_parsers(tmp_path: Path, suffix: str) -> None:
    plain, path = tmp_path / "plain.nt", tmp_path / f"graph{suffix}"
    written(plain, CHUNKS)
    written(path, CHUNKS)
    assert in_oxigraph(path) == in_oxigraph(plain)
    assert in_rdflib(path) == in_rdflib(plain)


@pytest.mark.parametrize("suffix", SUFFIXES)
@pytest.mark.parametrize("in_memory", [1, 3000, 1 << 20])
def test_the_bytes_depend_neither_on_the_order_nor_on_the_memory(tmp_path: Path, suffix: str, in_memory: int) -> None:
    path = tmp_path / f"graph{suffix}"
    assert written(path, CHUNKS) == written(path, CHUNKS[::-1], in_memory=in_memory)


@pytest.mark.parametrize("suffix", [".trig", ".nq", ".jsonld"])
def test_quad_formats_keep_the_named_graphs(tmp_path: Path, suffix: str) -> None:
    path = tmp_path / f"graph{suffix}"
    written(path, CHUNKS)
    store = ox.Store()
    store.load(path=path)
    assert {graph.value for graph in store.named_graphs() if isinstance(graph, ox.NamedNode)} == {
        chunk.graph for chunk in CHUNKS
    }
    assert len(store) == sum(chunk.lines.count(b"\n") for chunk in CHUNKS)


def test_what_two_articles_say_alike_is_written_once(tmp_path: Path) -> None:
    lines = written(tmp_path / "graph.nt", CHUNKS).splitlines()
    assert len(lines) == len(set(lines))
    assert lines == sorted(lines)


def test_turtle_is_a_paragraph_for_each_subject_with_its_class_first(tmp_path: Path) -> None:
    text = written(tmp_path / "graph.ttl", CHUNKS[:2]).decode()
    assert text.startswith(f"@base <{BASE}> .\n@prefix article: <{BASE}article/> .\n")
    assert "\nentity:river-forces\n    a ckg:ArmedGroup ;\n" in text
    assert text.count("\nentity:river-forces\n") == 1
    assert "<article/0000000000000001#char=1,6>, <" not in text
    assert "ckg:confidence 1.0 ;" in text
    assert 'sem:hasEarliestBeginTimeStamp "2017-10-02"^^xsd:date' in text


def test_a_base_without_a_hierarchy_is_written_in_full(tmp_path: Path) -> None:
    graph = "urn:kg:article/1"
    lines = f'<{graph}#char=0,1> <{vocab.NIF}anchorOf> "x" .\n'.encode()
    text = written(tmp_path / "graph.ttl", [Chunk(graph, lines)], base="urn:kg:")
    assert b"@base" not in text
    assert b"\n<urn:kg:article/1#char=0,1>\n" in text


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\ufffe\uffff"), max_size=40))
def test_any_text_survives_every_format(tmp_path: Path, text: str) -> None:
    # What XML cannot say is replaced before it gets here; see kg.emit.terms.
    text = "".join(c if c >= " " or c in "\t\n\r" else "\ufffd" for c in text)
    subject, graph = ox.NamedNode(BASE + "entity/a"), ox.NamedNode(BASE + "article/1")
    said = ox.Quad(subject, ox.NamedNode(vocab.RDFS + "label"), ox.Literal(text), graph)
    for suffix in SUFFIXES:
        path = tmp_path / f"graph{suffix}"
        written(path, [to_chunk(graph.value, [said])])
        assert in_oxigraph(path) == {said.triple}, suffix


def test_language_and_unknown_properties_are_kept(tmp_path: Path) -> None:
    subject, graph = ox.NamedNode("https://example.org/a b".replace(" ", "")), ox.NamedNode(BASE + "article/1")
    said = [
        ox.Quad(subject, ox.NamedNode("https://example.org/ns/p-1"), ox.Literal("chat", language="fr"), graph),
        ox.Quad(subject, ox.NamedNode("https://example.org/ns/p-1"), ox.BlankNode("b1"), graph),
    ]
    for suffix in SUFFIXES:
        path = tmp_path / f"graph{suffix}"
        written(path, [to_chunk(graph.value, said)])
        store = ox.Store()
        store.load(path=path)
        assert ox.Literal("chat", language="fr") in {quad.object for quad in store}, suffix
        assert len(store) == 2, suffix


def test_xml_refuses_what_it_cannot_say(tmp_path: Path) -> None:
    said = Chunk("https://example.org/g", b'<https://example.org/a> <https://example.org/p> "\\u0001" .\n')
    with pytest.raises(BadOutput, match="XML cannot say"):
        written(tmp_path / "graph.rdf", [said])
    assert not any(tmp_path.iterdir())


def test_many_runs_are_merged_in_passes(tmp_path: Path) -> None:
    chunks = [article(number) for number in range(120)]
    assert written(tmp_path / "a.nt", chunks, in_memory=1) == written(tmp_path / "b.nt", chunks)
