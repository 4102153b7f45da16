"""The whole way: the same bytes whatever the order, processes and hash seed; what is there is not read again."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pyoxigraph as ox
import pytest

from kg.errors import NoSuchModel, WorkerLost
from kg.pipeline import Build, Summary, build
from kg.store import load_file, open_store

ARTICLES = [
    {
        "id": "fall",
        "date": "2024-05-08",
        "text": "Rebels captured the town of Jenin on Monday, the army said. Three soldiers were killed.",
    },
    {
        "id": "denial",
        "date": "2024-05-09",
        "text": "The army denied that it had shelled a hospital in Jenin. Residents said four people died.",
    },
    {"id": "talks", "date": "2024-05-10", "text": "Hamas and Fatah met in Cairo. They agreed on a ceasefire."},
]
FORMATS = ["ttl", "trig", "nt", "nq", "jsonld", "rdf"]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    where = tmp_path_factory.mktemp("articles")
    write(where / "all.jsonl", ARTICLES)
    write(where / "back.jsonl", ARTICLES[::-1])
    return where


def write(path: Path, articles: list[dict[str, str]]) -> None:
    path.write_text("".join(json.dumps(article) + "\n" for article in articles), encoding="utf-8")


def built(source: Path, out: Path, workers: int = 1) -> bytes:
    build([str(source)], out=out, workers=workers)
    return out.read_bytes()


def test_the_order_of_articles_does_not_matter(folder: Path) -> None:
    assert built(folder / "all.jsonl", folder / "a.ttl") == built(folder / "back.jsonl", folder / "b.ttl")


def test_processes_and_hash_seeds_do_not_matter(folder: Path) -> None:
    alone = built(folder / "all.jsonl", folder / "one.trig")
    for seed in ("1", "2"):
        out = folder / f"seed-{seed}.trig"
        command = [sys.executable, "-m", "kg", "build", str(folder / "all.jsonl"), "-o", str(out), "--workers", "2"]
        subprocess.run(command, check=True, env={**os.environ, "PYTHONHASHSEED": seed}, capture_output=True)
        assert out.read_bytes() == alone


def test_every_format_holds_the_same_graph(folder: Path) -> None:
    graphs = {}
    for form in FORMATS:
        built(folder / "all.jsonl", folder / f"form.{form}")
        graphs[form] = {quad.triple for quad in load_file(folder / f"form.{form}").oxigraph}
    assert all(graph == graphs["nq"] for graph in graphs.values())
    assert len(graphs["nq"]) > 100


def test_a_killed_run_goes_on_where_it_was(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    store = folder / "store"
    write(folder / "two.jsonl", ARTICLES[:2])
    first = build([str(folder / "two.jsonl")], store=store)
    again = build([str(folder / "all.jsonl")], store=store, out=folder / "again.nq")
    assert (first.articles, first.unchanged) == (2, 0)
    assert (again.articles, again.unchanged) == (1, 2)
    assert (folder / "again.nq").read_bytes() == built(folder / "all.jsonl", folder / "new.nq")
    monkeypatch.setattr("kg.pipeline.loaded", fail)
    assert build([str(folder / "all.jsonl")], store=store).unchanged == 3


def fail(*_: object) -> None:
    raise AssertionError("the model was loaded though there was nothing to read")


def test_a_corrected_article_takes_the_place_of_the_old_one(folder: Path) -> None:
    store = folder / "corrected"
    build([str(folder / "all.jsonl")], store=store)
    mended = [{**ARTICLES[0], "text": "Rebels did not capture the town of Jenin."}]
    write(folder / "mended.jsonl", mended)
    assert build([str(folder / "mended.jsonl")], store=store).articles == 1
    write(folder / "after.jsonl", [*mended, *ARTICLES[1:]])
    with open_store(store, read_only=True) as kept:
        found = {quad for chunk in kept.chunks() for quad in ox.parse(chunk.nquads(), ox.RdfFormat.N_QUADS)}
    expected = ox.parse(built(folder / "after.jsonl", folder / "after.nq"), ox.RdfFormat.N_QUADS)
    assert found == set(expected)


def test_the_run_goes_on_past_a_bad_article(folder: Path) -> None:
    lines = [json.dumps(article) for article in ARTICLES]
    (folder / "bad.jsonl").write_text("\n".join([lines[0], '{"id": 7', lines[1]]) + "\n", encoding="utf-8")
    summary = build([str(folder / "bad.jsonl")], out=folder / "bad.nq")
    assert summary.articles == 2
    assert [skipped.origin for skipped in summary.skipped] == [f"{folder / 'bad.jsonl'}:2"]


def test_the_store_knows_what_was_skipped_until_it_is_mended(folder: Path) -> None:
    store, source = folder / "skips", folder / "mended-later.txt"
    source.write_text("", encoding="utf-8")
    build([str(source), str(folder / "all.jsonl")], store=store)
    assert len(skipped_in(store)) == 1
    source.write_text("Rebels seized the town of Jenin.", encoding="utf-8")
    build([str(source)], store=store)
    assert skipped_in(store) == []


def skipped_in(store: Path) -> list[str]:
    with open_store(store, read_only=True) as kept:
        return [graph for graph in kept.graphs() if "/skipped/" in graph]


def test_what_a_process_cannot_load_is_told_as_without_processes(folder: Path) -> None:
    with pytest.raises(NoSuchModel, match="pip install spacy-nowhere"):
        build([str(folder / "all.jsonl")], out=folder / "x.ttl", how=Build(model="spacy_nowhere"), workers=2)


def _die(*_: object) -> None:
    os._exit(9)


def test_a_process_that_dies_is_told_with_a_remedy(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kg.pipeline._start", _die)
    with pytest.raises(WorkerLost, match="use fewer"):
        build([str(folder / "all.jsonl")], out=folder / "x.ttl", workers=2)


def test_a_run_that_reads_nothing_leaves_the_old_file(folder: Path) -> None:
    (folder / "empty.txt").write_text("", encoding="utf-8")
    (folder / "old.ttl").write_text("# old\n", encoding="utf-8")
    summary: Summary = build([str(folder / "empty.txt")], out=folder / "old.ttl")
    assert (summary.articles, len(summary.skipped)) == (0, 1)
    assert (folder / "old.ttl").read_text(encoding="utf-8") == "# old\n"


def test_a_long_article_is_read_whole(folder: Path) -> None:
    filler = "The weather was fine and nobody had anything to say about it.\n\n" * 1000
    write(folder / "long.jsonl", [{"id": "long", "text": filler + "On 3 May 2020 rebels seized Mosul."}])
    graph = built(folder / "long.jsonl", folder / "long.nq").decode()
    assert "TerritoryTransfer" in graph
    begin = len(filler) + len("On 3 May 2020 rebels ")
    assert f"#char={begin},{begin + len('seized')}>" in graph


def test_another_base_iri(folder: Path) -> None:
    out = folder / "base.nq"
    build([str(folder / "all.jsonl")], out=out, how=Build(base="https://example.org/news/"))
    assert "https://w3id.org/conflict-kg/id/" not in out.read_text(encoding="utf-8")
