"""The command line: what is printed where, and with which status a command ends."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from typer.testing import CliRunner

from kg import pipeline
from kg.cli import app, main
from kg.errors import BadInput
from kg.model import Skipped
from kg.pipeline import Summary
from kg.store import open_store
from tests.query.test_named import BOMBING, SAMPLE
from tests.store.made import article

Kg = Callable[..., tuple[int, str, str]]
COMMANDS = (
    *("build", "query", "export", "validate", "explain", "info"),
    *("link", "incidents", "enrich", "serve-reconciliation"),
)
RUNNER = CliRunner()
HEAVY = ("spacy", "rdflib", "pyoxigraph", "SPARQLWrapper", "trafilatura")


def run(capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, *args: str) -> tuple[int, str, str]:
    """Status, standard output and standard error of the program itself."""
    monkeypatch.setattr(sys, "argv", ["kg", *args])
    with pytest.raises(SystemExit) as ended:
        main()
    out, err = capfd.readouterr()
    code = ended.value.code
    return (code if isinstance(code, int) else 0), out, err


@pytest.fixture
def kg(capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Kg:
    return lambda *args: run(capfd, monkeypatch, *map(str, args))


# -- help --------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("command", COMMANDS)
def test_each_commands_help_has_examples(command: str) -> None:
    text = RUNNER.invoke(app, [command, "--help"]).output
    examples = re.findall(r"^ +(?:cat .* \| )?kg ([\w-]+) .*$", text, re.MULTILINE)
    assert len(examples) >= 2
    assert set(examples) == {command}


def test_help_names_every_command() -> None:
    text = RUNNER.invoke(app, ["--help"]).output
    assert all(f"\n  {command} " in text for command in COMMANDS)


def test_help_loads_nothing_heavy() -> None:
    code = f"""
import sys
sys.argv = ["kg", "--help"]
from kg.cli import main
try:
    main()
finally:
    print([name for name in {HEAVY!r} if name in sys.modules])
"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.rstrip().endswith("[]")


@pytest.mark.parametrize(
    "args",
    [
        ("nosuch",),
        ("build",),
        ("build", "article.txt"),
        ("build", "article.txt", "-o", "x.ttl", "--workers", "0"),
        ("build", "article.txt", "-o", "x.ttl", "--base-iri", "not an iri"),
        ("build", "article.txt", "-o", "x.ttl", "--nosuch"),
        ("query",),
        ("query", "sources"),
        ("query", "sources", "a.ttl", "--store", "b"),
        ("query", "sources", "a.ttl", "--base-iri", "x y"),
        ("query", "sources", "a.ttl", "--endpoint", "http://localhost/"),
        ("query", "sources", "--store", "b", "--ontology", "c.ttl"),
        ("query", "sources", "--endpoint", "http://localhost/", "--ontology", "c.ttl"),
        ("export", "-o", "x.ttl"),
        ("export", "x.nq"),
        ("explain",),
        ("info",),
        ("validate",),
    ],
)
def test_a_wrong_call_ends_with_2(kg: Kg, args: tuple[str, ...]) -> None:
    status, out, err = kg(*args)
    assert status == 2
    assert out == ""
    assert err


# -- query, export, explain, info, validate ----------------------------------------------------------------------------


def test_an_answer_in_a_pipe_is_csv_or_turtle(kg: Kg) -> None:
    assert kg("query", "places-on-map", SAMPLE) == (
        0,
        "place,wkt,events\r\nMarsa,POINT(39.25 35.5),3\r\nPort Lida,POINT(36.125 34.75),2\r\n",
        "",
    )
    status, out, _ = kg("query", "CONSTRUCT WHERE { ?x a ckg:Bombing }", SAMPLE)
    assert status == 0
    assert out.endswith(f"event:{BOMBING.removeprefix('event:')}\n    a ckg:Bombing .\n")
    assert kg("query", "ASK { ?x a ckg:Torture }", SAMPLE)[1] == "false\n"
    assert "│ Port Lida │" in kg("query", "places-on-map", SAMPLE, "--format", "table")[1]
    rows = json.loads(kg("query", "places-on-map", SAMPLE, "-f", "json")[1])["results"]["bindings"]
    assert [row["place"]["value"] for row in rows] == ["Marsa", "Port Lida"]


def test_parameters_and_files_of_ones_own(kg: Kg, tmp_path: Path) -> None:
    path = tmp_path / "own.rq"
    path.write_text("SELECT ?name { ?x a ckg:Settlement ; rdfs:label ?name FILTER(?name != ?not) }")
    assert kg("query", path, SAMPLE, "-p", "not=Marsa")[1] == "name\r\nPort Lida\r\n"
    _, out, _ = kg("query", "--list")
    assert "\ntimeline-of-place: What happened at a place, day by day\n    -p place=STRING" in out


def test_a_store_is_asked_exported_and_inspected(kg: Kg, tmp_path: Path) -> None:
    with open_store(tmp_path / "store") as store:
        for number in range(3):
            store.replace(article(number), "kg 1", "x")
    status, out, _ = kg("query", "SELECT (COUNT(*) AS ?n) { ?x a ckg:Violence }", "--store", tmp_path / "store")
    assert (status, out) == (0, "n\r\n3\r\n")
    assert kg("export", "--store", tmp_path / "store", "-o", tmp_path / "graph.nq")[0] == 0
    assert kg("export", tmp_path / "graph.nq", "-o", tmp_path / "graph.rdf")[0] == 0
    assert kg("export", "--store", tmp_path / "store", "-o", tmp_path / "again.rdf")[0] == 0
    assert (tmp_path / "graph.rdf").read_bytes() == (tmp_path / "again.rdf").read_bytes()
    assert "3  Killing" in kg("info", "--store", tmp_path / "store")[1]


def test_a_node_is_explained(kg: Kg) -> None:
    status, out, _ = kg("explain", BOMBING, SAMPLE)
    assert status == 0
    assert "On [Wednesday]{hasTime} the [Red Banner]{initiator} [bombed]{Bombing} a [market]{target}" in out
    assert "\nFound by\n" in out
    assert "\nClaimed by\n  police: affirmed, certain, actual (rule claims.verb)\n" in out
    assert "\nStatements\n" in out
    assert "\x1b" not in out, "no colours in a pipe"


def test_long_lists_say_what_they_leave_out(kg: Kg, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("explain", "info"):
        monkeypatch.setattr(sys.modules[f"kg.cli.{name}"], "_MOST", 2)
    assert "… and 7 more passages, shown by --all" in kg("explain", "river-forces-f4c218382905f63c", SAMPLE)[1]
    assert "more passages" not in kg("explain", "river-forces-f4c218382905f63c", SAMPLE, "--all")[1]
    assert "… and 2 more, shown by --all" in kg("info", SAMPLE)[1]
    _, whole, _ = kg("info", SAMPLE, "--all")
    assert "shown by --all" not in whole
    assert "frobnicate\tverb\t" in whole


def test_a_graph_is_validated(kg: Kg, tmp_path: Path) -> None:
    assert kg("validate", SAMPLE) == (0, "The graph keeps to the shapes.\n", "")
    path = tmp_path / "wrong.trig"
    path.write_text(SAMPLE.read_text().replace('nif:anchorOf "bombed"', 'nif:anchorOf "bombs"'))
    status, out, err = kg("validate", path)
    assert status == 1
    assert "bombs" in out
    assert "findings" in err


@pytest.mark.parametrize(
    ("args", "said"),
    [
        (("query", "sources", "nosuch.ttl"), "kg: nosuch.ttl: there is no such file; check its name\n"),
        (("query", "source", SAMPLE), "did you mean sources?"),
        (("query", "SELECT ?x { ?x ", SAMPLE), "line 1, column 16"),
        (("query", "sources", SAMPLE, "-p", "x=1"), "it has no parameter x"),
        (("query", "ASK { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }", SAMPLE), "it cannot be answered"),
        (("query", "sources", "--store", "nosuch"), "kg: nosuch: there is no store; make one with: kg build"),
        (("query", "sources", "--endpoint", "http://127.0.0.1:9/"), "cannot be reached"),
        (("export", SAMPLE, "-o", "no/such/graph.ttl"), "there is no folder"),
        (("export", SAMPLE, "-o", "graph.txt"), "its suffix names no format"),
        (("explain", "nothing", SAMPLE), "the graph has no such node"),
        (("info", __file__), "its suffix names no RDF format"),
    ],
)
def test_a_failure_ends_with_1_and_is_told(kg: Kg, args: tuple[object, ...], said: str) -> None:
    status, out, err = kg(*args)
    assert status == 1
    assert out == ""
    assert said in err
    assert err.startswith("kg: ")
    assert err.count("\n") == 1


def test_trouble_while_rows_are_printed_is_told(kg: Kg) -> None:
    status, _, err = kg("query", "SELECT ?s { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }", SAMPLE)
    assert status == 1
    assert err.startswith("kg: the query: it cannot be answered: ")


# -- build -------------------------------------------------------------------------------------------------------------

GOOD = Summary(2, 300, 0, (), (("a.txt", "no date"),), 1.5)


def building(monkeypatch: pytest.MonkeyPatch, result: Summary | BaseException) -> list[dict[str, object]]:
    """Let `kg build` end in this way; what it was called with."""
    called: list[dict[str, object]] = []

    def build(inputs: object, **how: object) -> Summary:
        called.append({"inputs": inputs, **how})
        if isinstance(result, BaseException):
            raise result
        return result

    monkeypatch.setattr(pipeline, "build", build)
    return called


def test_build_passes_its_options_on(kg: Kg, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    called = building(monkeypatch, GOOD)
    status, out, err = kg(
        *(
            "build",
            "a.txt",
            "-",
            "-o",
            "x.ttl",
            "--store",
            "s",
            "--base-iri",
            "https://example.org/kg/",
            "--model",
            "m",
        ),
        *("--model", "m", "--workers", "3", "--lexicon", tmp_path, "--ontology", "a.ttl", "--ontology", "b.ttl"),
    )
    assert (status, out) == (0, "")
    assert err == "2 articles, 300 words, 1 remark, shown by --verbose in 1.5 s\n"
    (how,) = called
    assert how["inputs"] == ["a.txt", "-"]
    assert (how["out"], how["store"], how["workers"]) == (Path("x.ttl"), Path("s"), 3)
    assert how["progress"] is None, "standard error is no terminal"
    made = how["how"]
    assert isinstance(made, pipeline.Build)
    assert (made.base, made.model) == ("https://example.org/kg/", "m")
    assert made.settings.lexicon == tmp_path
    assert made.settings.ontology == (Path("a.ttl"), Path("b.ttl"))


def test_build_is_quiet_or_verbose(kg: Kg, monkeypatch: pytest.MonkeyPatch) -> None:
    building(monkeypatch, GOOD)
    assert kg("build", "a.txt", "-o", "x.ttl", "--quiet") == (0, "", "")
    assert "note on a.txt: no date\n" in kg("build", "a.txt", "-o", "x.ttl", "--verbose")[2]


@pytest.mark.parametrize(("strict", "status"), [(False, 0), (True, 1)])
def test_skipped_inputs_fail_only_a_strict_build(
    kg: Kg, monkeypatch: pytest.MonkeyPatch, strict: bool, status: int
) -> None:
    building(monkeypatch, Summary(1, 9, 0, (Skipped("f.jsonl:7", "it is no JSON", "mend line 7"),), (), 0.1))
    ended, _, err = kg("build", "f.jsonl", "-o", "x.ttl", *(["--strict"] if strict else []))
    assert ended == status
    assert err.startswith("skipped f.jsonl:7: it is no JSON; mend line 7\n1 article, 9 words, 1 skipped in 0.1 s\n")


def test_a_strict_build_tells_of_skipped_inputs_where_the_rest_is_unchanged(
    kg: Kg, monkeypatch: pytest.MonkeyPatch
) -> None:
    building(monkeypatch, Summary(0, 0, 5, (Skipped("f.jsonl:7", "it is no JSON", "mend line 7"),), (), 0.1))
    status, _, err = kg("build", "f.jsonl", "--store", "s", "--strict")
    assert status == 1
    assert err.endswith("kg: inputs were skipped\n")


def test_unchanged_articles_are_no_failure(kg: Kg, monkeypatch: pytest.MonkeyPatch) -> None:
    building(monkeypatch, Summary(0, 0, 5, (), (), 0.1))
    status, _, err = kg("build", "a.txt", "--store", "s")
    assert status == 0
    assert "5 unchanged" in err


def test_nothing_that_could_be_read_is_a_failure(kg: Kg, monkeypatch: pytest.MonkeyPatch) -> None:
    building(monkeypatch, BadInput("a.txt", "it is empty", "give at least one article that can be read"))
    status, out, err = kg("build", "a.txt", "-o", "x.ttl")
    assert (status, out) == (1, "")
    assert err == "kg: a.txt: it is empty; give at least one article that can be read\n"


def test_an_interrupted_build_says_what_is_left(kg: Kg, monkeypatch: pytest.MonkeyPatch) -> None:
    building(monkeypatch, KeyboardInterrupt())
    status, _, err = kg("build", "a.txt", "--store", "s")
    assert status == 1
    assert "the store s is sound, and the same command goes on from there" in err
