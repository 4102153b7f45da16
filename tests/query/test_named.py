"""Each named question answers the sample graph as its golden table says.

The sample graph was written by hand for three made-up articles. `python -m tests.query.test_named` writes the tables
anew; read what changed before committing it.
"""

from __future__ import annotations

import io
import itertools
from pathlib import Path

import pytest

from kg import data
from kg.ids import BASE
from kg.query import ask, find, named, sparql
from kg.query.local import check
from kg.query.printing import write
from kg.store import Store, open_graph

HERE = Path(__file__).parent
SAMPLE = HERE / "sample.trig"
BOMBING = "event:bombing-b34ed92da008c0bc"
# Golden table, named question, parameters.
CASES: list[tuple[str, str, tuple[str, ...]]] = [
    *((query.name, query.name, ()) for query in named() if not any(param.required for param in query.params or ())),
    ("casualty-figures-injured", "casualty-figures", ("harm=ckg:Injured",)),
    ("claims-by-speaker-hale", "claims-by-speaker", ("speaker=hale",)),
    ("co-occurring-actors-civilians", "co-occurring-actors", ("actor=civilians",)),
    ("control-of-place", "control-of-place", ("place=marsa", "date=2017-10-20")),
    ("control-of-place-before", "control-of-place", ("place=Marsa", "date=2017-10-01")),
    ("deaths-by-party-and-source-ministry", "deaths-by-party-and-source", ("party=river", "source=ministry")),
    ("events-by-month-violence", "events-by-month", ("type=ckg:Violence",)),
    ("incidents-truce", "incidents", ("type=ckg:Ceasefire",)),
    ("framing-by-publisher-killing", "framing-by-publisher", ("type=ckg:Killing",)),
    ("office-holders-minister", "office-holders", ("person=hale", "office=minister", "language=en")),
    ("relations-banner", "relations", ("name=red banner",)),
    ("timeline-of-place", "timeline-of-place", ("place=Port Lida",)),
    ("who-attacked-whom-october", "who-attacked-whom", ("attacker=BANNER", "since=2017-10-01", "until=2017-10-31")),
    ("who-attacked-whom-hospital", "who-attacked-whom", ("attacked=hosp",)),
    ("words-behind-event", "words-behind-event", (f"event={BOMBING}",)),
]


def answered(store: Store, name: str, params: tuple[str, ...]) -> bytes:
    out = io.BytesIO()
    write(ask(store.oxigraph, find(name), params, BASE), out, "csv", BASE)
    return out.getvalue().replace(b"\r\n", b"\n")


@pytest.mark.parametrize(("golden", "name", "params"), CASES, ids=[case[0] for case in CASES])
def test_a_named_question_answers_as_its_golden_table(golden: str, name: str, params: tuple[str, ...]) -> None:
    with open_graph(SAMPLE) as store:
        assert answered(store, name, params) == (HERE / "golden" / f"{golden}.csv").read_bytes()


def test_every_question_and_every_table_is_used() -> None:
    assert {name for _, name, _ in CASES} == {query.name for query in named()}
    assert {f"{golden}.csv" for golden, _, _ in CASES} == {path.name for path in (HERE / "golden").iterdir()}
    assert len(named()) >= 15


@pytest.mark.parametrize("name", [query.name for query in named()])
def test_a_question_says_what_it_asks_and_which_parameters_it_takes(name: str) -> None:
    query = find(name)
    assert query.summary
    assert len(query.description) > 40
    assert query.params is not None
    assert {param.name for param in query.params} <= sparql.variables(query.text)
    assert all(param.about for param in query.params)
    assert not sparql.undeclared(query.text), "a question must stand alone, to be pasted elsewhere"
    check(query, BASE)


def test_every_answer_of_the_sample_is_in_some_order() -> None:
    """Without an order the same question could answer in other bytes each time."""
    for query in named():
        text = "\n".join(line for line in query.text.splitlines() if not line.startswith("#"))
        assert "ORDER BY" in text, query.name


@pytest.mark.parametrize("name", [query.name for query in named()])
def test_values_are_bound_last(name: str) -> None:
    """Oxigraph joins what stands after a BIND anew for each row: minutes, in a graph of a few hundred articles."""
    lines = [line.strip() for line in find(name).text.splitlines() if not line.strip().startswith("#")]
    after = [following for line, following in itertools.pairwise(lines) if line.startswith("BIND(")]
    assert all(line.startswith(("BIND(", "}")) for line in after)


def test_turtle_answers_as_trig_does(tmp_path: Path) -> None:
    from kg.store import Spool, load_file

    path = tmp_path / "sample.ttl"
    with load_file(SAMPLE) as kept, Spool(path, BASE) as spool:
        for chunk in kept.chunks():
            spool.add(chunk)
        spool.write()
    with open_graph(SAMPLE) as one, open_graph(path) as other:
        for _, name, params in CASES:
            assert answered(one, name, params) == answered(other, name, params), name


def test_the_sample_keeps_to_the_shapes() -> None:
    from kg.store import load_file
    from kg.validate import validate

    with load_file(SAMPLE) as store:
        assert validate(store.oxigraph).violations == ()


def test_the_questions_are_shipped() -> None:
    assert sorted(path.stem for path in data.folder("queries").glob("*.rq")) == [query.name for query in named()]


if __name__ == "__main__":
    with open_graph(SAMPLE) as store:
        for golden, name, params in CASES:
            (HERE / "golden" / f"{golden}.csv").write_bytes(answered(store, name, params))
