"""`kg link` and the links of `kg build` and `kg explain`: what is written, what is told, and with which status."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from kg.ids import BASE
from kg.link.building import Links
from kg.store import load_file, open_store
from tests.cli.test_commands import kg  # noqa: F401 - a fixture
from tests.link.test_linking import LEBANON, SHIELD, file, store

Kg = Callable[..., tuple[int, str, str]]


@pytest.fixture
def graph(tmp_path: Path) -> Path:
    return file(tmp_path / "graph.nq")


@pytest.fixture
def kb(tmp_path: Path, kg: Kg) -> Path:  # noqa: F811
    """A knowledge base of one militia."""
    documents = tmp_path / "items.json"
    documents.write_text(
        '{"type":"item","id":"Q4242","labels":{"en":{"language":"en","value":"Marsa Shield"}},"claims":{"P31":[{"rank":'
        '"normal","mainsnak":{"snaktype":"value","property":"P31","datavalue":{"type":"wikibase-entityid","value":'
        '{"entity-type":"item","id":"Q43229"}}}}]},"sitelinks":{"enwiki":{}}}\n'
    )
    assert kg("kb", "build", documents, "-o", tmp_path / "kb")[0] == 0
    return tmp_path / "kb"


def test_a_file_is_linked_by_a_knowledge_base(kg: Kg, graph: Path, kb: Path, tmp_path: Path) -> None:  # noqa: F811
    code, out, err = kg("link", graph, "-o", tmp_path / "linked.nq", "--kb", kb)
    assert (code, out) == (0, "")
    assert err.startswith("6 entities: 4 accepted, 1 no candidates, 1 unnamed in ")
    code, out, _ = kg("explain", SHIELD.key, tmp_path / "linked.nq")
    assert code == 0
    assert "Linked to Wikidata" in out
    assert "wd:Q4242: accepted" in out
    assert "name 1" in out


def test_the_review_goes_round(kg: Kg, graph: Path, kb: Path, tmp_path: Path) -> None:  # noqa: F811
    table, linked = tmp_path / "open.tsv", tmp_path / "linked.nq"
    assert kg("link", graph, "--kb", kb, "--review", table, "--min-score", "0.99")[0] == 0
    lines = table.read_text().splitlines()
    done = [line + ("reject" if line.startswith(f"entity:{SHIELD.key[7:]}\t") else "") for line in lines]
    table.write_text("\n".join(done) + "\n")
    assert kg("link", graph, "-o", linked, "--kb", kb, "--apply", table)[0] == 0
    assert kg("link", linked, "-o", linked, "--kb", kb)[0] == 0
    _, out, _ = kg("explain", SHIELD.key, linked)
    assert "not wd:Q4242, as people said" in out


def test_a_store_is_linked_in_its_place(kg: Kg, kb: Path, tmp_path: Path) -> None:  # noqa: F811
    folder = store(tmp_path / "store")
    for _ in range(2):
        assert kg("link", "--store", folder, "--kb", kb, "-q")[0] == 0
    _, out, _ = kg("query", "linked-entities", "--store", folder, "-f", "csv")
    assert "Marsa Shield,http://www.wikidata.org/entity/Q4242" in out


@pytest.mark.parametrize(
    ("args", "what"),
    [
        ((), "name one graph"),
        (("{graph}",), "say where"),
        (("{graph}", "-o", "{folder}/x.nq", "--min-score", "2"), "min-score"),
    ],
)
def test_a_wrong_call_is_told(kg: Kg, graph: Path, tmp_path: Path, args: tuple[str, ...], what: str) -> None:  # noqa: F811
    code, _, err = kg("link", *(arg.format(graph=graph, folder=tmp_path) for arg in args))
    assert code == 2
    assert what in err


def test_nobody_is_asked_without_a_contact(
    kg: Kg,  # noqa: F811
    graph: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.delenv("KG_CONTACT", raising=False)
    code, _, err = kg("link", graph, "-o", tmp_path / "linked.nq", "--cache", tmp_path / "cache")
    assert code == 1
    assert "--contact" in err
    assert not (tmp_path / "linked.nq").exists()


def test_offline_links_by_what_is_known(kg: Kg, graph: Path, tmp_path: Path) -> None:  # noqa: F811
    how = ("-o", tmp_path / "linked.nq", "--offline", "--cache", tmp_path / "cache")
    code, _, err = kg("link", graph, *how)
    assert code == 0, err
    assert "accepted" in err
    assert "names or ids could not be had" in err
    assert "this run is offline; they are linked by what else is known" in err
    assert kg("link", graph, *how, "--quiet") == (0, "", "")


@pytest.mark.parametrize("option", ["--output", "--review"])
@pytest.mark.parametrize("name", ["nosuch/x.nq", "."])
def test_what_cannot_be_written_is_told_before_anybody_is_asked(
    kg: Kg,  # noqa: F811
    graph: Path,
    tmp_path: Path,
    option: str,
    name: str,
) -> None:
    more = () if option == "--output" else ("-o", tmp_path / "x.nq")
    how = ("--contact", "you@example.org", "--interval", "0", "--cache", tmp_path / "answers.sqlite")
    code, _, err = kg("link", graph, option, tmp_path / name, *more, "--endpoint", "http://127.0.0.1:9/sparql", *how)
    assert code == 1
    assert err.startswith(f"kg: {tmp_path / name}: ")
    assert not (tmp_path / "answers.sqlite").exists()


def test_it_is_told_how_much_a_review_decides(kg: Kg, graph: Path, kb: Path, tmp_path: Path) -> None:  # noqa: F811
    table = tmp_path / "open.tsv"
    table.write_text("subject_id\tobject_id\treview\n")
    assert f"{table} decides about nothing\n" in kg("link", graph, "--kb", kb, "-o", graph, "--apply", table)[2]
    table.write_text(table.read_text() + f"entity:{SHIELD.key[7:]}\twd:Q4242\taccept\n")
    assert f"{table} decides about 1 entity\n" in kg("link", graph, "--kb", kb, "-o", graph, "--apply", table)[2]


@pytest.mark.parametrize("text", ["no table", "subject_id\tobject_id\treview\nentity:nobody-1\twd:Q1\taccept\n"])
def test_a_review_that_cannot_be_meant_is_told(kg: Kg, graph: Path, kb: Path, tmp_path: Path, text: str) -> None:  # noqa: F811
    (tmp_path / "bad.tsv").write_text(text)
    code, _, err = kg("link", graph, "-o", tmp_path / "x.nq", "--kb", kb, "--apply", tmp_path / "bad.tsv")
    assert code == 1
    assert err.startswith("kg: ")
    assert ";" in err


def test_help_says_how_to_review(kg: Kg) -> None:  # noqa: F811
    _, out, _ = kg("link", "--help")
    assert "--review" in out
    assert "--apply" in out


def test_a_build_writes_its_links_into_a_dated_graph(tmp_path: Path) -> None:
    with open_store(store(tmp_path / "store")) as kept:
        with Links(BASE, store=kept) as links:
            links.write(None)
        kept.flush()
        (name,) = (name for name in kept.graphs() if "links" in name)
        assert name.startswith(f"{BASE}graph/links/build-20")
        assert LEBANON.key.encode() in kept.chunk(name).lines
    assert load_file(file(tmp_path / "graph.nq")).graphs()
