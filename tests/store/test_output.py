"""A file is whole or not there, and what cannot be written says why."""

from __future__ import annotations

import errno
import os
from pathlib import Path

import pytest

from kg.errors import BadOutput
from kg.ids import BASE
from kg.store import Spool
from kg.store.output import written
from tests.store.made import article


def test_a_failure_leaves_the_old_file_whole(tmp_path: Path) -> None:
    path = tmp_path / "graph.ttl"
    path.write_text("old")
    with pytest.raises(ZeroDivisionError), written(path) as out:
        out.write(b"new")
        raise ZeroDivisionError
    assert path.read_text() == "old"
    assert list(tmp_path.iterdir()) == [path]


def test_a_full_disk_leaves_the_old_file_whole(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(_: int) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    path = tmp_path / "graph.ttl"
    path.write_text("old")
    monkeypatch.setattr(os, "fsync", full)
    with Spool(path, BASE) as spool, pytest.raises(BadOutput, match=r"no space left on device; free some space"):
        spool.add(article(1))
        spool.write()
    assert path.read_text() == "old"
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="this system has no device that is always full")
def test_a_device_that_is_full_says_so() -> None:
    with pytest.raises(BadOutput, match="no space left on device"), written(Path("/dev/full")) as out:
        out.write(b"x" * 100_000)


def test_a_missing_folder_is_seen_before_anything_is_read(tmp_path: Path) -> None:
    with pytest.raises(BadOutput, match=r"there is no folder .*nowhere; make it with: mkdir -p"):
        Spool(tmp_path / "nowhere" / "graph.ttl", BASE)


def test_a_folder_is_no_file(tmp_path: Path) -> None:
    folder = tmp_path / "graph.ttl"
    folder.mkdir()
    with pytest.raises(BadOutput, match="it is a folder"):
        Spool(folder, BASE)


@pytest.mark.parametrize("name", ["graph", "graph.txt", "graph.ttl.bak"])
def test_a_suffix_must_name_a_format(tmp_path: Path, name: str) -> None:
    with pytest.raises(BadOutput, match=r"its suffix names no format; let it end in one of .ttl, .trig"):
        Spool(tmp_path / name, BASE)


def test_a_format_may_be_named(tmp_path: Path) -> None:
    path = tmp_path / "graph.txt"
    with Spool(path, BASE, "ntriples") as spool:
        spool.add(article(1))
        spool.write()
    assert path.read_bytes() == article(1).lines
    with pytest.raises(BadOutput, match="cannot be written as 'hdt'"):
        Spool(path, BASE, "hdt")


def test_a_link_stays_a_link(tmp_path: Path) -> None:
    real, link = tmp_path / "real.nt", tmp_path / "link.nt"
    link.symlink_to(real)
    with written(link) as out:
        out.write(b"new")
    assert link.is_symlink()
    assert real.read_bytes() == b"new"


def test_the_file_may_be_read_as_the_system_is_set(tmp_path: Path) -> None:
    path, plain = tmp_path / "graph.nt", tmp_path / "plain"
    plain.write_text("")
    with written(path) as out:
        out.write(b"")
    assert path.stat().st_mode == plain.stat().st_mode
