"""What the benchmarks build from: a table of known items, and a dump that is made up."""

from __future__ import annotations

from pathlib import Path

import orjson

from bench.kb_dump import entities
from bench.kb_dump import write as write_lines
from bench.kb_from_table import documents, write
from kg.kb import KnowledgeBase, build
from kg.kb.found import Wanted
from kg.kb.lines import is_candidate


def test_a_table_of_items_becomes_a_knowledge_base(tmp_path: Path) -> None:
    table = tmp_path / "items.tsv"
    table.write_text(
        "qid\tlabel\tsurfaces\ttypes\tsources\n"
        "Q101\tLida\tLida | Lidan | LIDA\torganization, place\tone, two\n"
        'Q102\tThe "Guard"\tThe "Guard" | Guards\torganization\tone\n'
        "Q103\tA Song of Lida\tLida\twork\tone\n"
        "Q104\tAna\tAna\t\tone\n"
    )
    write(documents(table), tmp_path / "items.json")
    build([str(tmp_path / "items.json")], tmp_path / "kb")
    with KnowledgeBase(tmp_path / "kb") as base:
        found = base.by_name(["lida", "guards", "Ana"])
    assert {name: [(one.qid, one.kinds, one.sitelinks) for one in some] for name, some in found.items()} == {
        "lida": [("Q101", ("Organization", "Place"), 2)],
        "guards": [("Q102", ("Organization",), 1)],
        "Ana": [("Q104", ("Person", "Organization", "Place"), 1)],
    }


def test_the_dump_that_is_made_up_has_the_form_of_the_real_one(tmp_path: Path) -> None:
    lines = list(entities(640, share=0.5, size=5000))
    assert lines == list(entities(640, share=0.5, size=5000)), "the same seed gives the same dump"
    made = [orjson.loads(line) for line in lines]
    assert all(one["type"] == "item" and one["id"].startswith("Q") for one in made)
    assert 3000 < sum(map(len, lines)) / len(lines) < 8000
    nothing = Wanted(("en",), {}, {})
    assert not any(is_candidate(line, 0, len(line), nothing) for line in lines), (
        "nothing needs to be parsed to be known"
    )
    write_lines(tmp_path / "d.json.gz", iter(lines))
    facts = build([str(tmp_path / "d.json.gz")], tmp_path / "kb").facts
    assert (facts["entities"], facts["problems"]) == ("640", "0")
    assert 250 < int(facts["item"]) < 370
