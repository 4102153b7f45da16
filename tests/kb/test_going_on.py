"""Going on with a build: interrupted anywhere, killed, on a full disk, with other settings, by two at once."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
from multiprocessing import active_children
from pathlib import Path

import pytest

from kg.errors import BadInput, BadOutput, NoSuchInput, StoreError, WorkerLost
from kg.kb import KnowledgeBase, Progress, Step, build, class_lines, facts
from kg.kb import dump as dumps
from kg.kb.file import INDEX, PART
from tests.kb.made import KEPT, MANY, WORLD, dump, rows, written
from tests.kb.test_building import kept


def stopping(after: int) -> Progress:
    """A progress that ends the build, as a kill does, at the given step."""
    steps = iter(range(after))

    def step(_: Step) -> None:
        if next(steps, None) is None:
            raise KeyboardInterrupt

    return step


@pytest.fixture
def _small_chunks(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(dumps, "CHUNK", 5000)
    monkeypatch.setattr(dumps, "_HEAD", 1000)
    monkeypatch.setattr("kg.kb.inflate._READ", 1000)


@pytest.mark.parametrize("suffix", ["", ".gz", ".zst"])
@pytest.mark.parametrize("seconds", [0.0, 1000.0])
def test_an_interrupted_build_ends_as_one_that_was_not(
    tmp_path: Path, _small_chunks: None, suffix: str, seconds: float
) -> None:
    paths = [str(written(tmp_path / f"{n}.json{suffix}", data)) for n, data in enumerate((MANY, dump(WORLD[:3])))]
    steps: list[Step] = []
    build(paths, tmp_path / "whole", progress=steps.append)
    assert {step.stage for step in steps} == {"classes", "items", "index"}
    after, calls = 0, 0
    while not (tmp_path / "kb" / INDEX).exists():
        calls += 1
        after = 2 + calls // 4 if seconds == 0.0 else after + 3
        try:
            summary = build(paths, tmp_path / "kb", progress=stopping(after), seconds=seconds)
        except KeyboardInterrupt:
            assert (tmp_path / "kb" / PART).exists()
            with pytest.raises(StoreError, match="its build has not ended; give the same kg kb build again"):
                KnowledgeBase(tmp_path / "kb")
    assert calls >= 2
    assert summary.is_resumed
    assert rows(tmp_path / "kb") == rows(tmp_path / "whole")
    assert [path.name for path in (tmp_path / "kb").iterdir()] == [INDEX]


def test_a_build_that_was_killed_goes_on(tmp_path: Path, _small_chunks: None) -> None:
    path = str(written(tmp_path / "d.json.gz", MANY))
    code = f"""
import os, signal
from multiprocessing import active_children
from pathlib import Path
from kg.kb import build, dump, inflate
dump.CHUNK, dump._HEAD, inflate._READ = 5000, 1000, 1000
left = iter(range(15))
def step(at):
    if next(left, None) is None:
        os.kill(os.getpid(), signal.SIGKILL)
build([{path!r}], Path({str(tmp_path / "kb")!r}), progress=step, seconds=0.0)
"""
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == -9
    first: list[Step] = []
    assert build([path], tmp_path / "kb", progress=first.append).is_resumed
    assert first[0].stage == "items" or first[0].entities > 60
    build([path], tmp_path / "whole")
    assert rows(tmp_path / "kb") == rows(tmp_path / "whole")


def test_a_download_that_was_cut_off_is_gone_on_with(tmp_path: Path, _small_chunks: None) -> None:
    path = written(tmp_path / "d.json.gz", MANY)
    build([str(path)], tmp_path / "whole")
    whole = path.read_bytes()
    (tmp_path / "classes.tsv").write_text("\n".join(class_lines(tmp_path / "whole")) + "\n")
    path.write_bytes(whole[: len(whole) // 2])
    with pytest.raises(BadInput, match="it ends in the middle"):
        build([str(path)], tmp_path / "kb", classes_file=tmp_path / "classes.tsv", seconds=0.0)
    path.write_bytes(whole)
    summary = build([str(path)], tmp_path / "kb", classes_file=tmp_path / "classes.tsv")
    assert summary.is_resumed
    assert rows(tmp_path / "kb") == rows(tmp_path / "whole")


def begin(path: Path, folder: Path) -> None:
    """Begin a build and end it in the middle."""
    with pytest.raises(KeyboardInterrupt):
        build([str(path)], folder, progress=stopping(12), seconds=0.0)


def test_other_settings_do_not_go_on(tmp_path: Path, _small_chunks: None) -> None:
    path = written(tmp_path / "d.json", MANY)
    other = written(tmp_path / "other.json", MANY)
    begin(path, tmp_path / "kb")
    for given, languages in ((path, ("ar",)), (other, ("en", "mul"))):
        with pytest.raises(StoreError, match=r"was begun with other settings; .* --restart"):
            build([str(given)], tmp_path / "kb", languages=languages)
    assert not build([str(other)], tmp_path / "kb", restart=True).is_resumed


def test_another_dump_of_the_same_name_does_not_go_on(tmp_path: Path, _small_chunks: None) -> None:
    path = written(tmp_path / "d.json", MANY)
    begin(path, tmp_path / "kb")
    written(path, MANY.replace(b"Name 5", b"Nome 5"))
    with pytest.raises(BadInput, match="it is not the dump that was read before"):
        build([str(path)], tmp_path / "kb")


def test_what_stood_there_answers_until_the_new_one_is_whole(tmp_path: Path, _small_chunks: None) -> None:
    build([str(written(tmp_path / "old.json", dump(WORLD)))], tmp_path / "kb")
    path = written(tmp_path / "d.json", MANY)
    with KnowledgeBase(tmp_path / "kb") as old:
        begin(path, tmp_path / "kb")
        assert kept(tmp_path / "kb") == set(KEPT)
        build([str(path)], tmp_path / "kb")
        assert not old.by_qid(["Q5000"]), "who has the old one open goes on with it"
    assert len(kept(tmp_path / "kb")) == 206


def test_two_builds_of_one_folder_keep_apart(tmp_path: Path, _small_chunks: None) -> None:
    path = str(written(tmp_path / "d.json", MANY))

    def step(_: Step) -> None:
        with pytest.raises(StoreError, match="another build is using it"):
            build([path], tmp_path / "kb")
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        build([path], tmp_path / "kb", progress=step)


@pytest.mark.parametrize("workers", [2])
def test_several_processes_build_the_same(tmp_path: Path, _small_chunks: None, workers: int) -> None:
    path = str(written(tmp_path / "d.json.gz", MANY))
    build([path], tmp_path / "one")
    build([path], tmp_path / "many", workers=workers)
    assert rows(tmp_path / "one") == rows(tmp_path / "many")


def test_a_reading_process_that_is_lost_is_told_and_the_build_goes_on(tmp_path: Path, _small_chunks: None) -> None:
    path = str(written(tmp_path / "d.json.gz", MANY))

    def kill(_: Step) -> None:
        for child in active_children():
            child.kill()

    with pytest.raises(WorkerLost, match="the same command goes on where it was"):
        build([path], tmp_path / "kb", workers=2, progress=kill, seconds=0.0)
    assert build([path], tmp_path / "kb").is_resumed


# -- trouble with the disk ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize("share", [0.2, 0.5, 0.9])
def test_a_full_disk_is_told_and_the_build_goes_on(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, _small_chunks: None, share: float
) -> None:
    path = str(written(tmp_path / "d.json", MANY))
    pages = int(int(build([path], tmp_path / "whole").facts["bytes"]) / 4096 * share)
    connect = sqlite3.connect

    def small(*args: object, **how: object) -> sqlite3.Connection:
        base: sqlite3.Connection = connect(*args, **how)  # type: ignore[call-overload]
        base.execute(f"PRAGMA max_page_count={pages}")
        return base

    monkeypatch.setattr("kg.kb.work.sqlite3.connect", small)
    with pytest.raises(BadOutput, match="the disk is full; free some space, then give the same command"):
        build([path], tmp_path / "kb", seconds=0.0)
    monkeypatch.setattr("kg.kb.work.sqlite3.connect", connect)
    assert build([path], tmp_path / "kb").is_resumed
    assert rows(tmp_path / "kb") == rows(tmp_path / "whole")


def test_a_folder_that_cannot_be_made_is_told(tmp_path: Path) -> None:
    path = str(written(tmp_path / "d.json", dump(WORLD)))
    with pytest.raises(BadOutput, match="it cannot be written"):
        build([path], Path(path))
    with pytest.raises(NoSuchInput, match="there is no such file"):
        build([str(tmp_path / "nosuch.json")], tmp_path / "kb")
    assert not (tmp_path / "kb").exists()


def test_a_damaged_unfinished_build_is_told(tmp_path: Path) -> None:
    path = str(written(tmp_path / "d.json", dump(WORLD)))
    (tmp_path / "kb").mkdir()
    (tmp_path / "kb" / PART).write_bytes(b"no database at all" * 99)
    with pytest.raises(StoreError, match=r"is damaged.*--restart"):
        build([path], tmp_path / "kb")
    build([path], tmp_path / "kb", restart=True)
    assert facts(tmp_path / "kb")["item"] == "6"
