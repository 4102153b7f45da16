"""`kg kb`: what is printed where, and with which status it ends."""

from __future__ import annotations

import re
import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner

from kg.cli import app
from tests.cli.test_commands import Kg, run
from tests.kb.made import WORLD, dump, entity, is_a, written


@pytest.fixture
def kg(capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Kg:
    return lambda *args: run(capfd, monkeypatch, *map(str, args))


@pytest.fixture
def world(tmp_path: Path) -> Path:
    return written(tmp_path / "d.json.gz", dump(WORLD))


@pytest.mark.parametrize("command", ["build", "info", "classes"])
def test_each_commands_help_has_examples(command: str) -> None:
    text = CliRunner().invoke(app, ["kb", command, "--help"]).output
    examples = re.findall(r"^ +(?:curl .* \| )?kg kb (\w+) .*$", text, re.MULTILINE)
    assert len(examples) >= 2
    assert set(examples) == {command}


def test_a_dump_is_built_and_looked_at(kg: Kg, world: Path, tmp_path: Path) -> None:
    status, out, err = kg("kb", "build", world, "-o", tmp_path / "kb")
    assert (status, out) == (0, "")
    assert err.startswith("1 item has no name in en, mul and was left out\n6 items with 10 names of 15 entities in ")
    assert kg("kb", "build", world, "-o", tmp_path / "kb", "--quiet") == (0, "", "")
    status, out, _ = kg("kb", "info", tmp_path / "kb")
    assert status == 0
    assert f"from {world}, names in en, mul\n6 items of 15 entities, 10 names, " in out
    assert "\n            2  Settlement\n" in out


def test_classes_are_printed_and_read_again(kg: Kg, world: Path, tmp_path: Path) -> None:
    kg("kb", "build", world, "-o", tmp_path / "kb")
    status, out, _ = kg("kb", "classes", tmp_path / "kb")
    assert status == 0
    assert out.startswith("qid\tkinds\nQ5\tPerson\n")
    assert "\nQ2002\tSettlement\n" in out
    (tmp_path / "classes.tsv").write_text(out)
    assert kg("kb", "build", world, "-o", tmp_path / "two", "--classes", tmp_path / "classes.tsv", "-q") == (0, "", "")
    assert kg("kb", "classes", tmp_path / "two")[1] == out


def test_lines_that_cannot_be_read_are_told(kg: Kg, tmp_path: Path) -> None:
    lines = dump(WORLD).split(b"\n")
    path = written(tmp_path / "d.json", b"\n".join((*lines[:-2], *[b"oops,"] * 15, b"]")))
    status, _, err = kg("kb", "build", path, "-o", tmp_path / "kb")
    assert status == 0
    assert f"skipped {path}:17: it is no JSON" in err
    assert "\nskipped 3 more lines\n" in err
    status, _, err = kg("kb", "build", path, "-o", tmp_path / "kb", "--strict")
    assert status == 1
    assert err.endswith("kg: lines were skipped\n")
    assert kg("kb", "info", tmp_path / "kb", "--all")[1].count("skipped") == 15


def test_a_dump_without_sitelinks_is_told(kg: Kg, tmp_path: Path) -> None:
    path = written(tmp_path / "d.json", dump([entity("Q1", "A", *is_a("Q5"))]))
    assert "how popular items are is not known" in kg("kb", "build", path, "-o", tmp_path / "kb")[2]


def test_languages_are_chosen(kg: Kg, world: Path, tmp_path: Path) -> None:
    assert kg("kb", "build", world, "-o", tmp_path / "kb", "--languages", "ar, uk")[0] == 2
    _, _, err = kg("kb", "build", world, "-o", tmp_path / "kb", "--languages", "ar,zh-hans")
    assert "7 items have no name in ar, zh-hans and were left out\n0 items" in err


@pytest.mark.parametrize(
    "args",
    [
        ("build",),
        ("build", "d.json"),
        ("build", "d.json", "-o", "kb", "--workers", "0"),
        ("build", "d.json", "-o", "kb", "--languages", ""),
        ("build", "d.json", "-o", "kb", "--languages", "en;ar"),
        ("info",),
        ("classes",),
        ("nosuch",),
    ],
)
def test_a_wrong_call_ends_with_2(kg: Kg, args: tuple[str, ...]) -> None:
    status, out, err = kg("kb", *args)
    assert (status, out) == (2, "")
    assert err


def test_a_failure_ends_with_1_and_is_told(kg: Kg, tmp_path: Path, world: Path) -> None:
    cut = tmp_path / "cut.json.gz"
    cut.write_bytes(world.read_bytes()[:-30])
    for args, said in (
        (("build", tmp_path / "nosuch.json", "-o", tmp_path / "kb"), "there is no such file; check its name"),
        (("build", cut, "-o", tmp_path / "kb"), "it ends in the middle of its compressed data; fetch the rest of it"),
        (("build", "-", "-o", tmp_path / "kb"), "can be read only once"),
        (("build", world, "-o", tmp_path / "b", "--classes", tmp_path / "c.tsv"), "print one with: kg kb classes KB"),
        (("info", tmp_path / "nosuch"), "there is no knowledge base; make one with: kg kb build"),
        (("classes", tmp_path / "kb"), "its build has not ended"),
    ):
        status, out, err = kg("kb", *args)
        assert (status, out) == (1, "")
        assert said in err
        assert err.startswith("kg: ")
        assert err.count("\n") == 1


def test_an_interrupted_build_says_what_is_left(
    kg: Kg, world: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupted(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("kg.kb.build", interrupted)
    status, _, err = kg("kb", "build", world, "-o", tmp_path / "kb")
    assert status == 1
    assert "what was read is kept in" in err
    assert "the same command goes on from there\n" in err


def test_a_bar_is_shown_on_a_terminal(kg: Kg, world: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True, raising=False)
    status, out, err = kg("kb", "build", world, "-o", tmp_path / "kb")
    assert (status, out) == (0, "")
    assert "finding classes in d.json.gz" in err
    assert "6 items with 10 names" in err
