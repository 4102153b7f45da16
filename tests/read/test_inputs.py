"""Which files inputs name."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.errors import NoSuchInput
from kg.model import Skipped
from kg.read.inputs import File, check, files

NAMES = [
    "b.txt",
    "a.TXT",
    "in/c.html",
    "in/deep/d.jsonl.gz",
    "in/e.htm",
    "f.ndjson",
    "z.txt.gz",
    ".hidden.txt",
    ".git/x.txt",
]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name in NAMES:
        path = tmp_path / "reports" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(b"x")
    return tmp_path / "reports"


def ids(given: str) -> list[str | None]:
    return [found.id for found in files(given) if isinstance(found, File)]


def test_a_folder_is_read_with_those_below_in_the_order_of_names(folder: Path) -> None:
    expected = ["a.TXT", "b.txt", "f.ndjson", "in/c.html", "in/deep/d.jsonl.gz", "in/e.htm", "z.txt.gz"]
    assert ids(str(folder)) == expected
    assert ids(f"{folder}/") == expected


def test_a_file_given_alone_is_called_by_its_name(folder: Path) -> None:
    assert ids(str(folder / "in" / "c.html")) == ["c.html"]


def test_a_pattern_calls_its_files_by_their_path_below_its_fixed_part(folder: Path) -> None:
    assert ids(f"{folder}/*.txt") == ["b.txt"]
    assert ids(f"{folder}/in/*.ht*") == ["c.html", "e.htm"]
    assert ids(f"{folder}/*/deep/*") == ["in/deep/d.jsonl.gz"]
    assert ids(f"{folder}/**/*.h*") == ["in/c.html", "in/e.htm"]
    assert ids(f"{folder}/i*") == ["in/c.html", "in/deep/d.jsonl.gz", "in/e.htm"]
    assert ids(f"{folder}/[ab].*") == ["a.TXT", "b.txt"]


def test_a_name_with_the_signs_of_a_pattern_is_that_file(folder: Path) -> None:
    (folder / "who[1].txt").write_bytes(b"x")
    assert ids(str(folder / "who[1].txt")) == ["who[1].txt"]


@pytest.mark.parametrize("name", ["nothing", "nothing.txt", "*.pdf", "[x", "", "no\0name"])
def test_an_input_that_names_nothing_is_refused(folder: Path, name: str) -> None:
    given = f"{folder}/{name}" if name else name
    with pytest.raises(NoSuchInput) as caught:
        check(given)
    assert str(caught.value).startswith(given or "''")


def test_a_folder_without_articles_is_refused(tmp_path: Path) -> None:
    with pytest.raises(NoSuchInput, match="the folder holds no articles; an article is"):
        check(str(tmp_path))
    (tmp_path / "photo.png").write_bytes(b"x")
    with pytest.raises(NoSuchInput, match="the folder holds no articles"):
        check(str(tmp_path))


def test_other_files_in_a_folder_are_told_and_hidden_ones_are_not(folder: Path) -> None:
    (folder / "photo.png").write_bytes(b"x")
    (folder / "README").write_bytes(b"x")
    skipped = [found for found in files(str(folder)) if isinstance(found, Skipped)]
    assert [(Path(s.origin).name, s.reason) for s in skipped] == [
        ("README", "files without a suffix is not read"),
        ("photo.png", ".png is not read"),
    ]


def test_a_link_that_leads_back_is_told_once(folder: Path) -> None:
    (folder / "in" / "up").symlink_to(folder)
    found = list(files(str(folder)))
    assert [s.reason for s in found if isinstance(s, Skipped)] == ["the link leads back to a folder that holds it"]
    assert ids(str(folder))[-1] == "z.txt.gz"


def test_a_broken_link_is_a_file_that_cannot_be_read_later(folder: Path) -> None:
    (folder / "gone.txt").symlink_to(folder / "nowhere")
    assert "gone.txt" in ids(str(folder))
    with pytest.raises(NoSuchInput):
        check(str(folder / "gone.txt"))


def test_a_name_that_is_no_unicode_is_told(folder: Path) -> None:
    Path(f"{folder}/\udcff.txt").write_bytes(b"x")
    (skipped,) = [found for found in files(str(folder)) if isinstance(found, Skipped)]
    assert skipped.reason == "its name is not valid Unicode"
    assert skipped.origin.encode()
