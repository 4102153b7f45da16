"""A user's own lexicons are used, or said to be useless."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from kg import data
from kg.errors import BadLexicon
from kg.model import Settings
from kg.pipeline import Build, build

PACKAGE = Path(data.__file__).parent


def test_a_folder_that_is_missing_is_told_before_anything_is_read(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Rebels seized the town.", encoding="utf-8")
    how = Build(settings=Settings(tmp_path / "nosuch"))
    with pytest.raises(BadLexicon, match="there is no such folder"):
        build([str(tmp_path / "a.txt")], out=tmp_path / "a.ttl", how=how)


def test_a_folder_without_a_lexicon_is_told(tmp_path: Path) -> None:
    with pytest.raises(BadLexicon, match="holds no lexicon"):
        data.check_own(tmp_path)


@pytest.mark.parametrize(
    ("name", "said"), [("actor", "did you mean actors.tsv?"), ("veracity", "added to"), ("q", "triggers")]
)
def test_a_file_that_would_do_nothing_is_told(tmp_path: Path, name: str, said: str) -> None:
    (tmp_path / f"{name}.tsv").touch()
    with pytest.raises(BadLexicon, match=re.escape(said)):
        data.check_own(tmp_path)


def test_an_encoding_that_is_not_ours_is_told_and_a_mark_is_no_part_of_the_heading(tmp_path: Path) -> None:
    path = tmp_path / "kinds.tsv"
    path.write_bytes(b"noun\tkind\ncaf\xe9\tcivilian\n")
    with pytest.raises(BadLexicon, match="save it as UTF-8"):
        list(data.rows(path, ("noun", "kind")))
    path.write_bytes(b"\xef\xbb\xbfnoun\tkind\ncafe\tcivilian\n")
    assert list(data.rows(path, ("noun", "kind"))) == [{"noun": "cafe", "kind": "civilian"}]


def test_a_question_mark_where_a_number_must_stand_is_told(tmp_path: Path) -> None:
    path = tmp_path / "provinces.tsv"
    path.write_text("iso\tlat\tlong\nSY-RA\t35.95\t-39\nSY-HA\t?\t40.7\n", encoding="utf-8")
    with pytest.raises(BadLexicon, match=r":3: its lat is '\?'; write a number"):
        list(data.rows(path, ("iso", "lat", "long")))


def test_lexicons_beside_other_files_are_taken(tmp_path: Path) -> None:
    for name in ("actors.tsv", "triggers.tsv", "notes.txt"):
        (tmp_path / name).touch()
    data.check_own(tmp_path)


def test_what_is_fixed_is_what_the_code_reads_without_a_users_folder() -> None:
    calls = re.compile(r'(?<!placed_)\blexicon\("(\w+)", [^()]*(?:\([^()]*\))?\)')
    alone = {name for file in PACKAGE.rglob("*.py") for name in calls.findall(file.read_text(encoding="utf-8"))}
    extended = re.compile(r'\blexicon\("(\w+)", (?:[A-Z_]+|\([^()]*\)), \w')
    own = {name for file in PACKAGE.rglob("*.py") for name in extended.findall(file.read_text(encoding="utf-8"))}
    assert own
    assert alone - own == data.FIXED
