"""Graphs in files, and in a user's Python."""

from __future__ import annotations

import gzip
from pathlib import Path

import pytest

import kg
from kg import vocab
from kg.errors import BadInput, NoSuchInput
from kg.ids import BASE
from kg.store import Spool, load_file, open_graph, open_store
from kg.store.formats import FORMATS
from tests.store.made import article

COUNT = f"SELECT (COUNT(*) AS ?n) {{ ?x a <{vocab.CKG}Entity> }}"


def saved(path: Path) -> Path:
    with Spool(path, BASE) as spool:
        for number in range(3):
            spool.add(article(number))
        spool.write()
    return path


@pytest.mark.parametrize("suffix", [form.suffix for form in FORMATS])
def test_a_file_of_any_format_answers_alike(tmp_path: Path, suffix: str) -> None:
    path = saved(tmp_path / f"graph{suffix}")
    with open_graph(path) as store:
        (row,) = store.oxigraph.query(COUNT)  # type: ignore[misc] # a SELECT query
        assert row[0].value == "1"
    packed = tmp_path / f"packed{suffix}.gz"
    packed.write_bytes(gzip.compress(path.read_bytes()))
    with load_file(path) as one, load_file(packed) as other:
        assert list(one.chunks()) == list(other.chunks())


@pytest.mark.parametrize("suffix", [".trig", ".nq", ".jsonld"])
def test_a_file_of_quads_comes_apart_as_it_was_put_together(tmp_path: Path, suffix: str) -> None:
    with load_file(saved(tmp_path / f"graph{suffix}")) as store:
        assert list(store.chunks()) == [article(number) for number in range(3)]


def test_what_is_wrong_with_a_file_is_told(tmp_path: Path) -> None:
    with pytest.raises(NoSuchInput, match="there is no such file"):
        load_file(tmp_path / "none.ttl")
    with pytest.raises(BadInput, match="its suffix names no RDF format"):
        load_file(tmp_path / "graph.csv")
    broken = tmp_path / "broken.ttl"
    broken.write_text("<urn:a> <urn:b> .")
    with pytest.raises(BadInput, match="it is not valid"):
        load_file(broken)
    unpacked = tmp_path / "broken.nt.gz"
    unpacked.write_text("not gzip")
    with pytest.raises(BadInput, match="it cannot be read"):
        load_file(unpacked)


@pytest.mark.filterwarnings("ignore::DeprecationWarning:rdflib")
@pytest.mark.parametrize("name", ["graph.ttl", "graph.trig", "store"])
def test_rdflib_sees_the_same_graph(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    if name == "store":
        with open_store(path) as store:
            for number in range(3):
                store.replace(article(number), "kg 1", "x")
    else:
        saved(path)
    dataset = kg.open(path)
    rows = list(dataset.query("SELECT ?e ?who { ?e a ckg:Violence ; ckg:initiator ?who . ?who a sem:Actor }"))
    assert len(rows) == 3
    dataset.close()
    if name == "store":
        open_store(path).close()
