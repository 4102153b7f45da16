"""Incidents in a store and in files: replaced when they are found again, and kept up to date by a build."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from kg.cli import app
from kg.ids import BASE
from kg.incidents import graph_name, is_stale
from kg.store import open_store
from tests.incidents.test_incidents import NORTH, SOUTH

RUNNER = CliRunner()


def written(path: Path, *articles: object) -> Path:
    lines = [
        json.dumps({"id": a.id, "date": a.date, "text": a.text})  # type: ignore[attr-defined]
        for a in articles
    ]
    path.write_text("\n".join(lines), encoding="utf-8")
    return path


def kg(*args: object) -> str:
    result = RUNNER.invoke(app, [str(arg) for arg in args])
    assert result.exit_code == 0, result.output
    return result.output


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store of two articles with its incidents."""
    where = tmp_path_factory.mktemp("incidents")
    kg("build", written(where / "all.jsonl", NORTH, SOUTH), "--store", where / "store", "--incidents", "-q")
    return where


def test_a_build_finds_them_when_asked(folder: Path) -> None:
    answer = kg("query", "contradictions", "--store", folder / "store", "--format", "csv")
    assert "how many" in answer
    assert "north,south" in answer or "south,north" in answer
    with open_store(folder / "store", read_only=True) as store:
        assert graph_name(BASE) in store.graphs()
        assert not is_stale(store)


def test_a_file_gets_what_the_store_has_and_again_the_same(folder: Path) -> None:
    kg("build", folder / "all.jsonl", "-o", folder / "plain.trig", "-q")
    kg("incidents", folder / "plain.trig", "-o", folder / "once.trig", "-q")
    kg("incidents", folder / "once.trig", "-o", folder / "twice.trig", "-q")
    kg("incidents", "--store", folder / "store", "-o", folder / "stored.trig", "-q")
    once = (folder / "once.trig").read_bytes()
    assert b"ckg:Incident" in once
    assert (folder / "twice.trig").read_bytes() == once
    assert (folder / "stored.trig").read_bytes() == once


def test_a_file_that_has_merged_all_loses_what_was_found_before(folder: Path) -> None:
    kg("build", folder / "all.jsonl", "-o", folder / "plain.ttl", "-q")
    kg("incidents", folder / "plain.ttl", "-o", folder / "once.ttl", "-q")
    kg("incidents", folder / "once.ttl", "-o", folder / "twice.ttl", "-q")
    assert (folder / "once.ttl").read_bytes() == (folder / "twice.ttl").read_bytes()
    assert len((folder / "once.ttl").read_bytes()) > len((folder / "plain.ttl").read_bytes())


def test_a_later_build_finds_them_anew(folder: Path) -> None:
    kg("build", written(folder / "one.jsonl", SOUTH), "--store", folder / "later", "--incidents", "-q")
    with open_store(folder / "later", read_only=True) as store:
        assert graph_name(BASE) not in store.graphs()
    kg("build", folder / "all.jsonl", "--store", folder / "later", "-q")
    with open_store(folder / "later", read_only=True) as store:
        assert graph_name(BASE) in store.graphs()


def test_the_graph_with_its_incidents_keeps_to_the_shapes(folder: Path) -> None:
    assert "keeps to the shapes" in kg("validate", "--store", folder / "store")


def test_a_wrong_call_says_what_is_missing(folder: Path) -> None:
    for args, said in (
        (["incidents"], "name one graph"),
        (["incidents", "graph.nq"], "-o FILE"),
        (["build", "seeds", "-o", "graph.nq", "--incidents"], "--store"),
    ):
        result = RUNNER.invoke(app, args)
        assert result.exit_code == 2
        assert said in result.output
