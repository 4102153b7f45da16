"""Files of a dump: each compression, what is cut off or damaged, and going on in the middle."""

from __future__ import annotations

import bz2
import gzip
import io
import sys
from pathlib import Path

import pytest
import zstandard

from kg.errors import BadInput, NoSuchInput
from kg.kb import dump as dumps
from kg.kb.dump import Chunk, Place, form_of, opened
from tests.kb.made import COMPRESSIONS, MANY, written


@pytest.fixture(autouse=True)
def _small_chunks(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(dumps, "CHUNK", 20_000)
    monkeypatch.setattr(dumps, "_HEAD", 3000)
    monkeypatch.setattr("kg.kb.inflate._READ", 7000)


def chunks(path: Path, place: Place | None = None) -> list[Chunk]:
    with opened(str(path)) as dump:
        return list(dump.chunks(place))


@pytest.mark.parametrize("suffix", COMPRESSIONS)
def test_every_compression_holds_the_same_lines(tmp_path: Path, suffix: str) -> None:
    found = chunks(written(tmp_path / f"d.json{suffix}", MANY))
    assert b"".join(chunk.data for chunk in found) == MANY
    assert len(found) >= 3
    assert all(chunk.data.endswith(b"\n") for chunk in found)
    assert [chunk.begin for chunk in found] == [MANY.index(chunk.data) for chunk in found]
    assert [chunk.line for chunk in found] == [MANY[: chunk.begin].count(b"\n") + 1 for chunk in found]


@pytest.mark.parametrize("compress", [gzip.compress, bz2.compress, zstandard.ZstdCompressor().compress])
def test_streams_one_after_the_other_are_one(tmp_path: Path, compress: object) -> None:
    assert callable(compress)
    path = tmp_path / "d"
    path.write_bytes(compress(MANY[:9000]) + compress(MANY[9000:9100]) + compress(MANY[9100:]))
    assert b"".join(chunk.data for chunk in chunks(path)) == MANY


def test_padding_after_gzip_is_no_damage(tmp_path: Path) -> None:
    path = tmp_path / "d"
    path.write_bytes(gzip.compress(MANY) + bytes(2000))
    assert b"".join(chunk.data for chunk in chunks(path)) == MANY


@pytest.mark.parametrize("suffix", [name for name in COMPRESSIONS if name])
def test_a_file_that_is_cut_off_is_told(tmp_path: Path, suffix: str) -> None:
    path = written(tmp_path / f"d.json{suffix}", MANY)
    path.write_bytes(path.read_bytes()[:-20])
    with pytest.raises(BadInput, match="it ends in the middle of its compressed data; fetch the rest of it"):
        chunks(path)


def test_a_plain_list_that_is_not_closed_is_told(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match="it ends before the list of entities does"):
        chunks(written(tmp_path / "d.json", MANY[: MANY.rindex(b",\n") + 2]))


@pytest.mark.parametrize("suffix", [".gz", ".bz2", ".zst"])
def test_a_damaged_file_is_told(tmp_path: Path, suffix: str) -> None:
    path = written(tmp_path / f"d.json{suffix}", MANY)
    data = bytearray(path.read_bytes())
    data[len(data) // 2 : len(data) // 2 + 40] = bytes(40)
    path.write_bytes(data)
    with pytest.raises(BadInput, match="it is damaged"):
        chunks(path)


@pytest.mark.parametrize("suffix", COMPRESSIONS)
def test_reading_goes_on_from_every_place(tmp_path: Path, suffix: str) -> None:
    path = written(tmp_path / f"d.json{suffix}", MANY)
    for chunk in (whole := chunks(path))[::2]:
        rest = chunks(path, Place.after(chunk))
        assert b"".join(one.data for one in rest) == MANY[chunk.begin + len(chunk.data) :]
        assert [one.line for one in rest[:1]] == [one.line for one in whole if one.begin > chunk.begin][:1]


@pytest.mark.parametrize("suffix", ["", ".gz"])
def test_another_dump_is_not_gone_on_with(tmp_path: Path, suffix: str) -> None:
    place = Place.after(chunks(written(tmp_path / f"d{suffix}", MANY))[0])
    for other in (MANY.replace(b"walled", b"called"), MANY[: place.end - 9] + b"]"):
        with pytest.raises(BadInput, match="it is not the dump that was read before"):
            chunks(written(tmp_path / f"d{suffix}", other), place)


def test_a_file_that_grew_is_gone_on_with(tmp_path: Path) -> None:
    path = written(tmp_path / "d.gz", MANY)
    whole = path.read_bytes()
    path.write_bytes(whole[: len(whole) // 2])
    seen = []
    with opened(str(path)) as cut, pytest.raises(BadInput, match="it goes on where it was"):
        for chunk in cut.chunks(None):
            seen.append(chunk)  # noqa: PERF402 - the error comes on the way
    path.write_bytes(whole)
    rest = chunks(path, Place.after(seen[-1]))
    assert b"".join(chunk.data for chunk in (*seen, *rest)) == MANY


@pytest.mark.parametrize(
    ("text", "form"),
    [
        (b'[\n{"type":"item"', "lines"),
        (b'\xef\xbb\xbf[\r\n\r\n{"type":"item"', "lines"),
        (b'[{"type":"item"', "lines"),
        (b'{"entities":{"Q1":', "lines"),
        (b'{\n  "entities"', "document"),
        (b'[\n  {\n    "entities"', "document"),
        (b'[{"a":1},\n{', "lines"),
        (b"<http://www.wikidata.org/entity/Q1> <", "triples"),
    ],
)
def test_the_first_bytes_tell_the_form(text: bytes, form: str) -> None:
    assert form_of("d", text) == form


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (b"", "it is empty"),
        (b" \n", "it is empty"),
        (b"<!DOCTYPE html><p>", "it is a web page"),
        (b"<html>", "it is a web page"),
        (b"id,label\n", "it is neither JSON nor N-Triples"),
    ],
)
def test_what_is_no_dump_is_told(tmp_path: Path, text: bytes, said: str) -> None:
    for suffix in ("", ".gz"):
        with pytest.raises(BadInput, match=said):
            chunks(written(tmp_path / f"d{suffix}", text))


def test_what_cannot_be_opened_is_told(tmp_path: Path) -> None:
    with pytest.raises(NoSuchInput, match=r"nosuch\.json: there is no such file"):
        chunks(tmp_path / "nosuch.json")
    with pytest.raises(BadInput, match="it is a folder"):
        chunks(tmp_path)


def test_what_has_no_end_of_line_is_not_read_without_end(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(dumps, "LONGEST", 20_000)
    with pytest.raises(BadInput, match="more than 20,000 bytes"):
        chunks(written(tmp_path / "d.json", b"[\n" + MANY.replace(b"\n", b" ")))


def test_standard_input_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(gzip.compress(MANY))))
    with opened("-") as dump:
        assert b"".join(chunk.data for chunk in dump.chunks(None)) == MANY
        assert dump.size is None
