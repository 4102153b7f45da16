"""Lines of a JSON dump: what is put aside by its bytes, and what is told of lines that cannot be read."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.kb.entity import items
from kg.kb.found import Found, Wanted
from kg.kb.lines import edges_of_document, edges_of_lines, is_candidate, items_of_document, items_of_lines
from kg.kb.record import from_bytes
from tests.kb.made import Json, dump, entity, is_a, unknown, value

WANTED = Wanted(("en",), {5: "P", 515: "S", 728: "W"}, {728: "W", 9: "W"})


def found(data: bytes) -> Found:
    return items_of_lines(data, "dump.json", 1, WANTED)


def kept(data: bytes) -> list[int]:
    return [qid for qid, _ in found(data).items]


def one_line(made: Json, separators: tuple[str, str] = (",", ":")) -> bytes:
    return json.dumps(made, separators=separators).encode()


STATEMENT = st.one_of(
    st.builds(
        lambda prop, qid, rank: is_a(f"Q{qid}", prop=prop, rank=rank)[0],
        st.sampled_from(["P31", "P279", "P17"]),
        st.sampled_from([5, 515, 7, 8]),
        st.sampled_from(["normal", "preferred", "deprecated"]),
    ),
    st.builds(unknown, st.sampled_from(["P31", "P17"])),
    st.builds(value, st.just("P1566"), st.sampled_from(['"P31":[{"mainsnak"', "12", "}\n{"])),
)


@given(
    st.lists(STATEMENT, max_size=6),
    st.sampled_from(["Q9", "Q10", "Q728"]),
    st.booleans(),
    st.sampled_from([(",", ":"), (", ", ": ")]),
    st.permutations(["type", "id", "labels", "claims", "sitelinks"]),
)
def test_no_item_that_is_wanted_is_put_aside(
    statements: list[Json], qid: str, is_qualified: bool, separators: tuple[str, str], order: list[str]
) -> None:
    if is_qualified and statements:
        statements[0] = {**statements[0], "qualifiers": {"P31": [is_a("Q7")[0]["mainsnak"]]}}
    made = entity(qid, "A", *statements)
    made = {key: made[key] for key in order}
    line = one_line(made, separators)
    is_wanted = bool(WANTED.kinds(int(qid[1:]), items(made, "P31")))
    assert is_candidate(line, 0, len(line), WANTED) or not is_wanted
    assert kept(line) == ([int(qid[1:])] if is_wanted else [])


def test_items_of_other_classes_are_put_aside_unparsed() -> None:
    line = one_line(entity("Q1", "A", *is_a("Q7", "Q8"), *is_a("Q5", prop="P17")))
    assert not is_candidate(line, 0, len(line), WANTED)
    broken = line.replace(b'"labels"', b"labels")
    assert found(broken) == Found(entities=1)


def test_a_list_is_read_whatever_stands_round_its_lines() -> None:
    made = [entity(f"Q{n}", "A", *is_a("Q5")) for n in range(1, 4)]
    lines = [one_line(one) for one in made]
    for data in (
        dump(made),
        b"[" + b",\n".join(lines) + b"]",
        b"\n".join(lines),
        b"[\r\n" + b",\r\n".join(lines) + b"\r\n]\r\n",
        b"[" + b",".join(lines) + b"]\n",
        b'{"entities":{"Q1":%b,"Q2":%b,"Q3":%b}}\n' % tuple(lines),
        b'{"entities":{"Q1":%b}}\n{"entities":{"Q2":%b}}\n%b' % tuple(lines),
        b'{"entities":{"Q1":%b}},\n[{"entities":{"Q2":%b}},%b]' % tuple(lines),
    ):
        assert kept(data) == [1, 2, 3], data
        assert found(data).problems == []


def test_a_line_that_cannot_be_read_is_named_and_the_rest_is_read() -> None:
    good = one_line(entity("Q1", "A", *is_a("Q5")))
    data = b"[\n" + good + b",\n" + good[:-9] + b",\nnonsense,\n42,\n" + good.replace(b"Q1", b"Q2") + b"\n]\n"
    result = found(data)
    assert [qid for qid, _ in result.items] == [1, 2]
    assert [place for place, _ in result.problems] == ["dump.json:3", "dump.json:4", "dump.json:5"]
    assert all(reason.startswith("it is no ") for _, reason in result.problems)
    assert result.entities == 5


def test_a_line_put_aside_that_is_cut_off_is_told_too() -> None:
    line = one_line(entity("Q1", "A", *is_a("Q7")))
    assert found(line[:-3] + b"\n").problems == [("dump.json:1", "it is no JSON: it is cut off")]
    assert found(line + b",\r\n").problems == []


@pytest.mark.parametrize(
    "broken",
    [
        {"claims": {"P31": [{"rank": "normal"}]}},
        {"claims": {"P31": 5}},
        {"labels": {"en": "A"}},
        {"claims": {**entity("Q1", "A", *is_a("Q5"))["claims"], "P625": [value("P625", "here")]}},
    ],
)
def test_an_entity_in_another_form_is_told(broken: Json) -> None:
    result = found(one_line({**entity("Q1", "A", *is_a("Q5")), **broken}))
    assert result.items == []
    assert len(result.problems) == 1
    assert "it is no entity of Wikidata" in result.problems[0].reason


def test_properties_lexemes_and_missing_entities_are_no_items() -> None:
    claims = {"claims": {"P31": is_a("Q5")}, "labels": {"en": {"value": "A"}}}
    data = b"\n".join(
        one_line(one)
        for one in (
            {"type": "property", "id": "P7", **claims},
            {"type": "lexeme", "id": "L7", "lemmas": {}, **claims},
            {"entities": {"Q7": {"id": "Q7", "missing": ""}}},
        )
    )
    assert found(data) == Found(entities=3)


def test_a_document_asked_by_an_old_id_tells_a_redirect() -> None:
    data = one_line({"entities": {"Q3": entity("Q1", "A", *is_a("Q5")), "Q1": entity("Q1", "A", *is_a("Q5"))}})
    assert found(data).redirects == [(3, 1)]


def test_a_file_that_is_one_document_may_have_many_lines() -> None:
    made = {"entities": {"Q1": entity("Q1", "A", *is_a("Q5")), "Q2": entity("Q2", "B", *is_a("Q1", prop="P279"))}}
    data = json.dumps([made], indent=2).encode()
    result = items_of_document(data, "d.json", 1, WANTED)
    assert (result.entities, [qid for qid, _ in result.items]) == (2, [1])
    assert edges_of_document(data, "d.json", 1).edges == [(2, 1)]
    assert items_of_document(data[:-9], "d.json", 1, WANTED).problems[0].place == "d.json"


def test_edges_come_from_lines_with_subclasses_alone() -> None:
    made = [
        entity("Q1", "A", *is_a("Q5")),
        entity("Q2", "B", *is_a("Q1", "Q3", prop="P279"), *is_a("Q9", prop="P279", rank="deprecated")),
        entity("Q4", "P279", *is_a("Q5")),
        entity("Q5", "C", *is_a("Q2", prop="P279")),
    ]
    assert edges_of_lines(dump(made), "d", 1).edges == [(2, 1), (2, 3), (5, 2)]
    assert edges_of_lines(dump(made).rstrip(b"]\n"), "d", 1).edges == [(2, 1), (2, 3), (5, 2)]


def test_a_class_of_weapons_is_an_item_unless_it_is_an_instance_of_something_wanted() -> None:
    models = dump([entity("Q9", "T-1", *is_a("Q728", prop="P279")), entity("Q728", "weapon", *is_a("Q5"))])
    assert [(qid, from_bytes(data).kinds) for qid, data in found(models).items] == [(9, "W"), (728, "P")]
