"""Queries are found, checked and bound; what is wrong with one is told with its place."""

from __future__ import annotations

import io
from pathlib import Path

import pyoxigraph as ox
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.errors import BadOutput, BadQuery, NoSuchQuery
from kg.ids import BASE
from kg.query import ask, find, sparql
from kg.query.library import Param, Query
from kg.query.printing import print_table, write
from tests.query.test_named import SAMPLE

EMPTY = ox.Store()


def rows(text: str, *params: str, store: ox.Store = EMPTY) -> list[list[str]]:
    found = ask(store, find(text), params, BASE)
    assert isinstance(found, ox.QuerySolutions)
    return [[value.value if isinstance(value, ox.Literal | ox.NamedNode) else "" for value in row] for row in found]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("SELECT ?x WHERE { ?x ", "line 1, column 22: the query ends too early"),
        ("SELECT * WHERE {\n  ?s foo:bar ?o }", "line 2, column 13: the prefix foo: is not declared"),
        ("SELECT ?s WHERE {\n ?s ?p ?o .\n FILTER(?s = }", "syntax error in line 3, column 1"),
        ("SELECT (COUNT(?x) AS ?n) ?y { ?x ?y ?z }", "variable that is unbound"),
        ("SELCT ?x { ?x ?y ?z }", "line 1, column"),
        ("SELECT ?x {} }", "column 15: did not expect '}' before it"),
    ],
)
def test_a_syntax_error_is_told_with_its_line_and_column(text: str, said: str) -> None:
    with pytest.raises(BadQuery) as caught:
        ask(EMPTY, find(text), (), BASE)
    assert said in str(caught.value)
    assert len(str(caught.value)) < 200


def test_a_question_is_a_name_a_file_or_sparql(tmp_path: Path) -> None:
    path = tmp_path / "own.rq"
    path.write_text("# mine\nASK { ?s ?p ?o }")
    assert find("sources").summary == "Which articles the graph rests on"
    assert find(str(path)).text.startswith("# mine")
    assert find("# a\nPREFIX a: <urn:a#>\nSELECT ?x {}").name == "the query"
    with pytest.raises(NoSuchQuery, match="did you mean who-attacked-whom"):
        find("who-atacked-whom")
    with pytest.raises(NoSuchQuery, match="there is no such file"):
        find(str(tmp_path / "none.rq"))
    with pytest.raises(NoSuchQuery, match="no named query, no file and no SPARQL"):
        find("?")
    path.write_bytes(b"ASK { ?s ?p '\xff' }")
    with pytest.raises(NoSuchQuery, match="cannot be read"):
        find(str(path))


@pytest.mark.parametrize("text", ["INSERT DATA { <urn:a> <urn:b> <urn:c> }", "PREFIX a: <urn:a> DROP ALL", "CLEAR ALL"])
def test_a_question_changes_nothing(text: str, tmp_path: Path) -> None:
    path = tmp_path / "own.rq"
    path.write_text(text)
    for wanted in (text, str(path)):
        with pytest.raises(BadQuery, match="it would change the graph"):
            find(wanted)


def test_all_four_forms_are_answered() -> None:
    from kg.store import open_graph

    with open_graph(SAMPLE) as kept:
        store = kept.oxigraph
        assert rows("SELECT (COUNT(*) AS ?n) { ?x a ckg:Violence }", store=store) == [["8"]]
        assert bool(ask(store, find("ASK { ?x a sem:Event }"), (), BASE))
        out = io.BytesIO()
        write(ask(store, find("CONSTRUCT WHERE { ?x a ckg:Bombing }"), (), BASE), out, None, BASE)
        assert out.getvalue().endswith(b"event:bombing-b34ed92da008c0bc\n    a ckg:Bombing .\n")
        out = io.BytesIO()
        write(ask(store, find("DESCRIBE ?x { ?x a ckg:Bombing }"), (), BASE), out, "nt", BASE)
        assert out.getvalue().count(b"\n") > 5


# -- parameters --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "params", "found"),
    [
        ("SELECT ?q { VALUES ?q { 1 2 3 } FILTER(?q > ?a) }", ["a:integer=1"], [["2"], ["3"]]),
        ("SELECT (SUM(?q) AS ?n) { VALUES ?q { 1 2 3 } FILTER(?q > $a) }", ["a:integer=1"], [["5"]]),
        ("SELECT ?b { { SELECT ?a ?b { VALUES (?a ?b) { ('x' 1) ('y' 2) } } } }", ["a=y"], [["2"]]),
        ("SELECT ?b { SELECT ?a ?b { VALUES (?a ?b) { ('x' 1) ('y' 2) } } }", ["a=y"], [["2"]]),
        ("SELECT ?a ?b { }", ["a:date=2017-10-17", "b:iri=ckg:Killing"], [["2017-10-17", "https://w3id.org/conflict-kg/ontology#Killing"]]),
        ("SELECT ?a { }", ["a:iri=<urn:x>"], [["urn:x"]]),
        ("SELECT ?a { }", ["a:iri=event:killing-1"], [[BASE + "event/killing-1"]]),
        ("SELECT ?a (EXISTS { ?x ?y ?z } AS ?e) { }", ["a=b=c"], [["b=c", "false"]]),
        ("# {\nPREFIX a: <urn:{a#>\nSELECT ?a { }", ["a=x"], None),
        ("# {\nPREFIX a: <urn:a#>\nSELECT ?a ('{' AS ?b) { }", ["a=x"], [["x", "{"]]),
        ("SELECT ?a { FILTER(?a = '}\"\\n') }", ['a=}"\n'], [['}"\n']]),
    ],
)  # fmt: skip
def test_values_are_bound_where_filters_see_them(text: str, params: list[str], found: list[list[str]] | None) -> None:
    if found is None:
        with pytest.raises(BadQuery):
            rows(text, *params)
    else:
        assert rows(text, *params) == found


@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_any_value_stays_a_value(value: str) -> None:
    assert rows("SELECT ?a { }", f"a={value}") == [[value]]


@pytest.mark.parametrize(
    ("text", "param", "said"),
    [
        ("sources", "x=1", "it has no parameter x; it takes none"),
        ("who-attacked-whom", "x=1", "it takes attacked, attacker, since, until"),
        ("SELECT ?a { }", "b=1", "it takes a"),
        ("who-attacked-whom", "since=yesterday", "is not of the kind date; write it like 2017-10-17"),
        ("words-behind-event", "event=not an iri", "is not of the kind iri"),
        ("SELECT ?a { }", "a:integer=x", "is not of the kind integer"),
        ("SELECT ?a { }", "a:colour=x", "there is no kind of value 'colour'; use one of string, iri"),
        ("SELECT ?a { }", "a", "write -p name=value"),
        ("control-of-place", "place=Marsa", "it needs date; add -p date="),
        ("CONSTRUCT WHERE { ?a ?b ?c }", "a:iri=urn:x", "no WHERE clause"),
    ],
)
def test_a_value_that_does_not_fit_is_told(text: str, param: str, said: str) -> None:
    with pytest.raises(BadQuery) as caught:
        ask(EMPTY, find(text), (param,), BASE)
    assert said in str(caught.value)


def test_a_templates_braces_are_passed_over() -> None:
    found = ask(EMPTY, find("CONSTRUCT { ?a ?b '}' } WHERE { }"), ("a:iri=urn:a", "b:iri=urn:b"), BASE)
    assert [str(triple) for triple in found] == ['<urn:a> <urn:b> "}"']  # type: ignore[union-attr] # a graph


def test_a_head_in_grlcs_form_is_understood(tmp_path: Path) -> None:
    path = tmp_path / "own.rq"
    path.write_text(
        "#+ summary: Mine\n#+ description: It asks\n#+   for a thing.\n#+ params:\n"
        "#+   - day (date, required): a day\n#+   - n (integer)\nSELECT ?day ?n { }"
    )
    assert find(str(path)) == Query(
        str(path),
        path.read_text(),
        "Mine",
        "It asks for a thing.",
        (Param("day", "date", True, "a day"), Param("n", "integer")),
    )
    path.write_text("#+ params:\n#+   - day: a day\nSELECT ?day { }")
    with pytest.raises(BadQuery, match="write it as: - name"):
        find(str(path))


def test_prefixes_that_are_not_declared_are_seen() -> None:
    text = "PREFIX x: <http://x> SELECT ?a { ?a a ckg:X ; rdf:type x:b, 'skos:foo' FILTER(?a < 3 && ?b > 4) } # wd:y"
    assert sparql.undeclared(text) == ["ckg", "rdf"]


# -- showing -----------------------------------------------------------------------------------------------------------


def test_rows_are_shown_in_each_format() -> None:
    query = find("SELECT ?a ?b { VALUES (?a ?b) { (ckg:Killing 'x,y') (UNDEF 2) } }")
    shown = {}
    for form in (None, "csv", "tsv", "json", "xml"):
        out = io.BytesIO()
        write(ask(EMPTY, query, (), BASE), out, form, BASE)
        shown[form] = out.getvalue().decode()
    assert shown[None] == shown["csv"]
    assert shown["csv"].splitlines() == ["a,b", 'https://w3id.org/conflict-kg/ontology#Killing,"x,y"', ",2"]
    assert shown["tsv"].startswith("?a\t?b\n<https://")
    assert '"bindings"' in shown["json"]
    assert "<sparql" in shown["xml"]
    with pytest.raises(BadOutput, match="cannot be written as 'ods'; use table, csv"):
        write(ask(EMPTY, query, (), BASE), io.BytesIO(), "ods", BASE)
    with pytest.raises(BadOutput, match="cannot be written as 'csv'; use one of ttl"):
        write(ask(EMPTY, find("CONSTRUCT WHERE { ?x a ?y }"), (), BASE), io.BytesIO(), "csv", BASE)


def test_a_table_is_for_people() -> None:
    out = io.StringIO()
    long = "word " * 100
    print_table(ask(EMPTY, find(f"SELECT ?what ?n {{ VALUES (?what ?n) {{ (ckg:Killing 12) ('{long}' 3) }} }}"), (), BASE), out, BASE)  # fmt: skip # noqa: E501
    text = out.getvalue()
    assert "ckg:Killing" in text
    assert text.count("word") == 100, "nothing is cut off"
    assert text.endswith("2 rows\n")
    out = io.StringIO()
    print_table(ask(EMPTY, find("ASK { }"), (), BASE), out, BASE)
    assert out.getvalue() == "yes\n"
