"""Inputs to articles, and past bad ones."""

from __future__ import annotations

import gzip
import io
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.errors import NoSuchInput
from kg.model import Article, Skipped
from kg.read import read

PROSE = "The army took the town of Marsa on Tuesday."
HTML = f"<!DOCTYPE html><html><body><article><p>{PROSE} {PROSE}</p><p>{PROSE} {PROSE}</p></article></body></html>"


def articles(*inputs: str | Path, stdin: bytes = b"") -> list[Article]:
    found = list(read([str(given) for given in inputs], stdin=io.BytesIO(stdin)))
    assert all(isinstance(item, Article) for item in found), found
    return [item for item in found if isinstance(item, Article)]


def skipped(path: Path, data: bytes) -> Skipped:
    path.write_bytes(data)
    (found,) = read([str(path)])
    assert isinstance(found, Skipped)
    assert found.origin == str(path)
    assert found.id == (None if path.suffix == ".jsonl" else path.name)
    return found


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.txt", PROSE.encode()),
        ("a.html", HTML.encode()),
        ("a.HTM", HTML.encode()),
        ("a.jsonl", json.dumps({"id": "a", "text": PROSE}).encode()),
        ("a.ndjson", json.dumps({"id": "a", "text": PROSE}).encode()),
    ],
)
def test_each_form_is_read_plain_and_compressed_and_from_standard_input(tmp_path: Path, name: str, data: bytes) -> None:
    (tmp_path / name).write_bytes(data)
    (tmp_path / f"{name}.gz").write_bytes(gzip.compress(data))
    texts = {articles(tmp_path / name)[0].text, articles(tmp_path / f"{name}.gz")[0].text}
    texts |= {articles("-", stdin=data)[0].text, articles("-", stdin=gzip.compress(data))[0].text}
    texts |= {articles("-", stdin=b"\xef\xbb\xbf\n " + data)[0].text.lstrip()}
    assert len(texts) == 1
    assert PROSE in texts.pop()


def test_a_file_without_a_suffix_is_read_by_its_content(tmp_path: Path) -> None:
    (tmp_path / "page").write_text(HTML)
    (tmp_path / "feed").write_text(json.dumps({"id": "x", "text": PROSE}))
    page, record = articles(tmp_path / "page", tmp_path / "feed")
    assert page.id == "page"
    assert page.text.startswith(PROSE)
    assert record.id == "x"


def test_a_pipe_is_read(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    with subprocess.Popen([sys.executable, "-c", f"open({str(pipe)!r}, 'w').write({PROSE!r})"]):
        (article,) = articles(pipe)
    assert article.text == PROSE


@given(text=st.text(alphabet=st.characters(exclude_characters="\0", exclude_categories=["Cs"]), max_size=60))
@settings(max_examples=40, deadline=None)
def test_the_text_of_a_file_is_the_file_decoded(tmp_path_factory: pytest.TempPathFactory, text: str) -> None:
    path = tmp_path_factory.mktemp("law") / "a.txt"
    whole = PROSE * 30 + text
    path.write_bytes(whole.encode())
    (article,) = articles(path)
    assert article.text == whole


@given(st.permutations(range(6)))
@settings(max_examples=15, deadline=None)
def test_an_article_does_not_depend_on_what_is_read_before_it(order: list[int]) -> None:
    texts = {n: f"MARSA, Oct. {n + 1} (AP) — {PROSE}" for n in order}
    records = [json.dumps({"id": n, "text": text, "date": "2017-10-03"}) for n, text in texts.items()]
    found = {item.id: (item.body, item.dateline) for item in articles("-", stdin="\n".join(records).encode())}
    assert list(found) == [str(n) for n in order]
    assert all(dateline.day == f"201{7 if int(n) < 3 else 6}-10-0{int(n) + 1}" for n, (_, dateline) in found.items())


def test_inputs_are_read_in_the_order_given(tmp_path: Path) -> None:
    for name in ("b.txt", "a.txt"):
        (tmp_path / name).write_text(f"{name} {PROSE}")
    assert [a.id for a in articles(tmp_path / "b.txt", tmp_path / "a.txt")] == ["b.txt", "a.txt"]


def test_the_first_input_that_names_nothing_is_told_before_anything_is_read(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(PROSE)
    with pytest.raises(NoSuchInput, match=r"no-1\.txt: there is no such file or folder"):
        read([str(tmp_path / "a.txt"), str(tmp_path / "no-1.txt"), str(tmp_path / "no-2.txt")])


def test_a_later_article_of_the_same_id_is_skipped_with_the_place_of_the_first(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_text("\n".join(json.dumps({"id": i, "text": f"{PROSE} {n}"}) for n, i in enumerate(["x", 7, "y", "7"])))
    found = list(read([str(path), str(path)]))
    assert [item.id for item in found if isinstance(item, Article)] == ["x", "7", "y"]
    late = [item for item in found if isinstance(item, Skipped)]
    assert [(item.origin, item.id) for item in late] == [
        (f"{path}:4", "7"),
        (f"{path}:1", "x"),
        (f"{path}:2", "7"),
        (f"{path}:3", "y"),
        (f"{path}:4", "7"),
    ]
    assert late[0].reason == f"its id '7' is that of {path}:2"


@pytest.mark.parametrize(
    ("name", "data", "reason"),
    [
        ("a.txt", b"", "it is empty"),
        ("a.html", b"", "it is empty"),
        ("a.jsonl", b"", "it is empty"),
        ("a.jsonl", b"\n \n", "it is empty"),
        ("a.txt", b"\xef\xbb\xbf", "it is empty"),
        ("a.txt.gz", gzip.compress(b""), "it is empty"),
        ("a.txt", bytes(4096), "it holds nothing but NUL bytes"),
        ("a.txt", bytes(range(256)) * 20, "it is not text"),
        ("a.txt", b"%PDF-1.7\n" + PROSE.encode(), "it is a PDF file"),
        ("a.txt", b"PK\x03\x04 and so on", "it is a ZIP archive, or an office document"),
        ("a.txt", gzip.compress(PROSE.encode()), "it is gzip data"),
        ("a.txt", HTML.encode(), "it is HTML"),
        ("a.txt", b' {"text": "The army left."}', "it is JSON"),
        ("a.txt", b"x" * 50_000, "it holds no prose: 50000 characters without white space"),
        ("a.txt.gz", PROSE.encode(), "it cannot be read to its end: Not a gzipped file"),
        ("a.txt.gz", gzip.compress(PROSE.encode())[:-9], "it cannot be read to its end: Compressed file ended"),
        ("a.txt.gz", gzip.compress(PROSE.encode())[:-8] + bytes(8), "it cannot be read to its end: CRC check failed"),
        ("a.html", b"<html><body></body></html>", "no article was found in this HTML"),
        ("a.jsonl", '{"text": "The army left."}\n'.encode("utf-16"), "it is JSON Lines in UTF-16"),
    ],
)
def test_a_bad_file_is_skipped_with_its_reason(tmp_path: Path, name: str, data: bytes, reason: str) -> None:
    assert skipped(tmp_path / name, data).reason.startswith(reason)


def test_a_text_over_the_limit_is_skipped(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    with path.open("wb") as file:
        file.truncate(64 * 2**20 + 1)
    (found,) = read([str(path)])
    assert isinstance(found, Skipped)
    assert found.reason == "it is larger than 64 MiB, which no article is"


def test_a_single_line_of_50_mb_without_white_space_is_skipped(tmp_path: Path) -> None:
    found = skipped(tmp_path / "a.txt", b"x" * 50_000_000)
    assert found.reason == "it holds no prose: 50000000 characters without white space"


def test_a_single_line_of_50_mb_of_prose_is_read_whole(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text(f"{PROSE} " * (50_000_000 // 44))
    (article,) = articles(path)
    assert article.body == ((0, path.stat().st_size - 1),)


def test_a_file_that_cannot_be_opened_is_skipped_and_the_next_is_read(tmp_path: Path) -> None:
    (tmp_path / "a.txt").symlink_to(tmp_path / "nowhere")
    (tmp_path / "b.txt").write_text(PROSE)
    bad, good = read([str(tmp_path)])
    assert isinstance(bad, Skipped)
    assert bad.reason == "it cannot be read to its end: No such file or directory"
    assert isinstance(good, Article)


def test_a_feed_that_is_cut_off_gives_what_came_before(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl.gz"
    records = "".join(json.dumps({"id": n, "text": f"{PROSE} {os.urandom(40).hex()}"}) + "\n" for n in range(5000))
    path.write_bytes(gzip.compress(records.encode())[:-2000])
    *before, last = read([str(path)])
    assert len(before) > 1000
    assert all(isinstance(item, Article) for item in before)
    assert isinstance(last, Skipped)
    assert last.reason.startswith("it cannot be read to its end")


def test_json_lines_in_utf_16_are_told_on_standard_input_too() -> None:
    (found,) = read(["-"], stdin=io.BytesIO('{"text": "The army left."}'.encode("utf-16")))
    assert isinstance(found, Skipped)
    assert found.remedy == "convert it to UTF-8"


def test_standard_input_is_read_once() -> None:
    first, second = read(["-", "-"], stdin=io.BytesIO(PROSE.encode()))
    assert isinstance(first, Article)
    assert isinstance(second, Skipped)
    assert second.reason == "it is empty"


def test_no_reader_of_html_is_loaded_where_there_is_none() -> None:
    code = (
        "import io, sys; from kg.read import read; list(read(['-'], stdin=io.BytesIO(b'The army left.')));"
        "print(sorted({'trafilatura', 'htmldate', 'charset_normalizer', 'lxml', 'spacy', 'rdflib'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


HTML_PIECES = [b"<p>", b"</p>", b"<table><tr><td>", b"<!--", b"<html lang='x", b"<svg>", b"\0", b"&#0;&#xd800;", b"<"]
PIECES = st.binary(max_size=30) | st.sampled_from([*HTML_PIECES, PROSE.encode()])


@given(data=st.lists(PIECES, max_size=10).map(b"".join))
@pytest.mark.parametrize("suffix", ["txt", "html", "jsonl", "txt.gz"])
@settings(max_examples=40, deadline=None)
def test_any_bytes_are_an_article_or_skipped(
    tmp_path_factory: pytest.TempPathFactory, suffix: str, data: bytes
) -> None:
    path = tmp_path_factory.mktemp("law") / f"a.{suffix}"
    path.write_bytes(data)
    for item in read([str(path)]):
        assert isinstance(item, Article | Skipped)
        assert not isinstance(item, Skipped) or item.reason
        if isinstance(item, Article):
            item.text.encode()
