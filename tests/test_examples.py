"""The examples in `docs/examples/` do what the README says of them."""

from __future__ import annotations

import csv
from pathlib import Path

import pyoxigraph as ox
import pytest

from kg import vocab
from kg.model import Settings
from kg.pipeline import Build, build
from kg.store import Store, open_graph, open_store
from kg.tables import write_table
from kg.validate import validate

CYBER = Path(__file__).resolve().parents[1] / "docs" / "examples" / "cyber"
ONTOLOGY = (CYBER / "cyber.ttl",)
MY = "https://example.org/my#"
HOW = Build(settings=Settings(CYBER, ONTOLOGY))


@pytest.fixture(scope="module")
def graph(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("cyber") / "cyber.ttl"
    summary = build([str(CYBER / "article.txt")], out=out, how=HOW)
    assert (summary.articles, summary.skipped) == (1, ())
    return out


def events(store: Store, cls: str) -> set[str]:
    """The labels of the events of a class."""
    found = store.oxigraph.query(f"SELECT ?label {{ ?event a <{cls}> ; rdfs:label ?label }}", prefixes=vocab.PREFIXES)
    assert isinstance(found, ox.QuerySolutions)
    return {row["label"].value for row in found}


def test_an_event_has_the_users_own_type(graph: Path) -> None:
    text = graph.read_text(encoding="utf-8")
    assert f"a <{MY}CyberAttack>" in text
    assert f"a <{MY}DataTheft>" in text
    assert f"{vocab.CKG}CyberAttack" not in text


def test_the_types_above_it_are_answered_for(graph: Path) -> None:
    with open_graph(graph, ontology=ONTOLOGY) as store:
        theft = events(store, MY + "DataTheft")
        attacks = events(store, MY + "CyberAttack")
        assert theft < attacks
        assert attacks <= events(store, vocab.CKG + "StrategicDevelopment")
        assert attacks <= events(store, vocab.SEM + "Event")
    assert theft == {'Data theft "exfiltrated"'}
    assert 'Cyber attack "hacked", 2024-03-11' in attacks


def test_the_lines_of_the_lexicon_give_roles_and_denials_as_ours_do(graph: Path) -> None:
    with open_graph(graph) as store:
        told = store.oxigraph.query(
            f"ASK {{ ?e a <{MY}CyberAttack> ; ckg:initiator ?who ; ckg:target ?what }}", prefixes=vocab.PREFIXES
        )
        denied = store.oxigraph.query(
            f"ASK {{ ?e a <{MY}DataTheft> . ?claim ckg:claims ?e ; ckg:polarity ckg:Negated }}", prefixes=vocab.PREFIXES
        )
    assert (bool(told), bool(denied)) == (True, True)


def test_the_graph_keeps_to_the_shapes_only_with_the_users_ontology(graph: Path) -> None:
    with open_graph(graph, ontology=ONTOLOGY) as store:
        assert validate(store.oxigraph, ontology=ONTOLOGY).violations == ()
    with open_graph(graph) as store:
        assert not validate(store.oxigraph).conforms


def test_a_store_answers_for_the_types_above_without_the_file(tmp_path: Path) -> None:
    build([str(CYBER / "article.txt")], store=tmp_path / "store", how=HOW)
    with open_store(tmp_path / "store", read_only=True) as store:
        assert events(store, MY + "DataTheft") < events(store, vocab.CKG + "StrategicDevelopment")


def test_the_users_codes_make_it_a_row_of_a_table(graph: Path, tmp_path: Path) -> None:
    with open_graph(graph) as store:
        write_table(store.oxigraph, tmp_path / "events.csv", "acled-csv")
    with (tmp_path / "events.csv").open(encoding="utf-8", newline="") as lines:
        rows = [row for row in csv.DictReader(lines) if "cyberattack" in row["event_id_cnty"]]
    assert [(row["sub_event_type"], row["event_date"]) for row in rows] == [("Other", "2024-03-11")]
