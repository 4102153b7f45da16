"""Open cases go out as SSSOM's table, and people's decisions come back."""

from __future__ import annotations

import io
from pathlib import Path

import pytest

from kg.errors import BadInput, KgError, NoSuchInput
from kg.ids import BASE
from kg.link import Candidate, Decision, Ruling, Scores, sssom
from kg.link.rulings import joined
from tests.link.made import item

SCORES = Scores(1.0, 1.0, 0.3, None, None, None, None, None)
OPEN = Decision(
    "entity/tripoli-1",
    "Settlement",
    "Tripoli",
    "ambiguous",
    candidates=(
        Candidate(item("Q3579", "Tripoli", description="capital of Libya\tand port"), "kb", SCORES, 0.812),
        Candidate(item("Q900002", "Tripoli", "Work"), "kb", SCORES, 0.5, "wrong class"),
    ),
)
EMPTY = Decision("entity/marsa-2", "ArmedGroup", "Marsa Shield", "no candidates")
DONE = Decision("entity/syria-3", "Country", "Syria", "accepted", "Q858", OPEN.candidates)
UNNAMED = Decision("entity/x-4", "Person", "a senior commander", "unnamed")


def table(tmp_path: Path, **reviews: str) -> Path:
    """The table of the decisions, with the reviews of rows by the item's QID, or "none" for a row without one."""
    out = io.StringIO()
    every = [OPEN, EMPTY, DONE, UNNAMED]
    assert list(sssom.noted(every, out, BASE)) == every
    lines = [
        line
        + next(
            (
                said
                for name, said in reviews.items()
                if f"\twd:{name}\t" in line or (name == "none" and "NoTerm" in line)
            ),
            "",
        )
        for line in out.getvalue().splitlines()
    ]
    path = tmp_path / "open.tsv"
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


def test_the_table_has_sssoms_columns_and_metadata(tmp_path: Path) -> None:
    lines = table(tmp_path).read_text(encoding="utf-8").splitlines()
    head = [line for line in lines if line.startswith("#")]
    assert {"#curie_map:", "#  wd: http://www.wikidata.org/entity/", f"#  entity: {BASE}entity/"} <= set(head)
    assert any(line.startswith("#mapping_set_id: ") for line in head)
    assert any(line.startswith("#license: ") for line in head)
    heading, first, *_ = (line.split("\t") for line in lines if not line.startswith("#"))
    row = dict(zip(heading, first, strict=True))
    assert row["subject_id"] == "entity:tripoli-1"
    assert row["predicate_id"] == "skos:exactMatch"
    assert row["object_id"] == "wd:Q3579"
    assert row["confidence"] == "0.812"
    assert row["mapping_justification"] == "semapv:CompositeMatching"
    assert row["comment"] == "ambiguous; capital of Libya and port"
    assert row["review"] == ""


def test_what_nobody_decided_decides_nothing(tmp_path: Path) -> None:
    assert sssom.read(table(tmp_path), BASE) == {}


def test_accept_reject_and_another_item_come_back(tmp_path: Path) -> None:
    found = sssom.read(table(tmp_path, Q3579="accept", Q900002="reject", none="Q4242"), BASE)
    assert found["entity/tripoli-1"] == Ruling("entity/tripoli-1", "Q3579", frozenset({"Q900002"}))
    assert found["entity/marsa-2"].accepted == "Q4242"
    other = sssom.read(table(tmp_path, Q3579="wd:Q168954"), BASE)
    assert other["entity/tripoli-1"].accepted == "Q168954"


@pytest.mark.parametrize(
    ("reviews", "what"),
    [
        ({"Q3579": "maybe"}, "'maybe' is no decision"),
        ({"Q3579": "accept", "Q900002": "accept"}, "Q3579 was accepted"),
        ({"none": "accept"}, "no item to accept"),
        ({"none": "reject"}, "no item to reject"),
    ],
)
def test_what_cannot_be_meant_is_told_with_its_line(tmp_path: Path, reviews: dict[str, str], what: str) -> None:
    with pytest.raises(BadInput, match=what) as told:
        sssom.read(table(tmp_path, **reviews), BASE)
    assert "open.tsv:" in told.value.subject
    assert told.value.remedy


def test_a_table_of_others_counts_where_people_made_it(tmp_path: Path) -> None:
    path = tmp_path / "other.tsv"
    rows = (
        "subject_id\tpredicate_id\tpredicate_modifier\tobject_id\tmapping_justification\tcomment",
        f"{BASE}entity/a-1\tskos:exactMatch\t\twd:Q1\tsemapv:ManualMappingCuration\tread twice",
        "entity:b-2\tskos:exactMatch\tNot\thttp://www.wikidata.org/entity/Q2\tsemapv:ManualMappingCuration\t",
        "entity:c-3\tskos:exactMatch\t\twd:Q3\tsemapv:LexicalMatching\t",
    )
    path.write_text("\n".join(rows) + "\n", encoding="utf-8")
    assert sssom.read(path, BASE) == {
        "entity/a-1": Ruling("entity/a-1", "Q1", comment="read twice"),
        "entity/b-2": Ruling("entity/b-2", None, frozenset({"Q2"})),
    }


def test_an_item_is_not_accepted_in_one_line_and_rejected_in_another(tmp_path: Path) -> None:
    path = tmp_path / "both.tsv"
    lines = ["subject_id\tobject_id\treview", "entity:a-1\twd:Q1\taccept", "entity:a-1\twd:Q1\treject"]
    for rows in (lines, [lines[0], *reversed(lines[1:])]):
        path.write_text("\n".join(rows) + "\n")
        with pytest.raises(BadInput, match="accepted in one line and rejected in another") as told:
            sssom.read(path, BASE)
        assert told.value.subject.endswith("both.tsv:3")


def test_characters_that_end_lines_elsewhere_and_huge_names_lose_no_decision(tmp_path: Path) -> None:
    path = tmp_path / "odd.tsv"
    odd = 'Tri\u2028po\x0bli\x85 "of \\the\u202e" ' + "x" * 200_000
    rows = ("subject_id\tsubject_label\tobject_id\treview", f"entity:a-1\t{odd}\twd:Q1\taccept")
    for end in ("\n", "\r\n"):
        for start in ("", "\ufeff"):
            path.write_text(start + end.join(rows) + end, encoding="utf-8", newline="")
            assert sssom.read(path, BASE) == {"entity/a-1": Ruling("entity/a-1", "Q1")}


def test_a_column_stands_there_once(tmp_path: Path) -> None:
    path = tmp_path / "twice.tsv"
    path.write_text("subject_id\tobject_id\treview\treview\nentity:a-1\twd:Q1\taccept\t\n")
    with pytest.raises(BadInput, match="column review twice"):
        sssom.read(path, BASE)


@pytest.mark.parametrize("text", ["", "#curie_map:\n", "name\titem\nx\ty\n", "subject_id\tobject_id\nx\ty\tz\n"])
def test_what_is_no_table_is_told(tmp_path: Path, text: str) -> None:
    path = tmp_path / "bad.tsv"
    path.write_text(text)
    with pytest.raises(KgError):
        sssom.read(path, BASE)
    with pytest.raises(NoSuchInput):
        sssom.read(tmp_path / "nosuch.tsv", BASE)


def test_the_last_word_of_people_counts() -> None:
    before = {"e": Ruling("e", "Q1", frozenset({"Q2"}), "once")}
    assert joined(before, {"e": Ruling("e", "Q2")})["e"] == Ruling("e", "Q2", frozenset(), "once")
    assert joined(before, {"e": Ruling("e", None, frozenset({"Q1"}))})["e"].accepted is None
    assert joined(before, {"f": Ruling("f", "Q3")}) == {**before, "f": Ruling("f", "Q3")}
