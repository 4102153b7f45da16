"""HTML pages."""

from __future__ import annotations

import socket
from pathlib import Path
from typing import NoReturn

import pytest

from kg.model import Article, Skipped
from kg.read import read

FIRST = "The army took the town of Marsa on Tuesday after a week of fighting, officials said."
SECOND = "Aid groups said that about 4,000 people had fled and that the road to the capital was closed for days."
META = """<meta property="og:title" content="Army takes Marsa"><meta property="og:site_name" content="Example Times">
<meta property="article:published_time" content="2017-10-17T10:00:00Z">
<link rel="canonical" href="https://example.org/marsa">"""


@pytest.fixture(autouse=True)
def _no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_args: object, **_options: object) -> NoReturn:
        raise AssertionError("reading must not use the network")

    for name in ("connect", "connect_ex"):
        monkeypatch.setattr(socket.socket, name, refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)


def page(prose: str = f"<p>{FIRST}</p><p>{SECOND}</p>", head: str = "") -> str:
    return (
        f'<!DOCTYPE html><html lang="en-GB"><head>{head}<title>T</title></head><body><nav><a href="/">Home</a></nav>'
        f"<article>{prose}</article><script>var x = 1;</script><footer>Copyright 2021</footer></body></html>"
    )


def only(folder: Path, data: bytes) -> Article | Skipped:
    path = folder / "page.html"
    path.write_bytes(data)
    (found,) = read([str(path)])
    return found


def test_text_and_metadata_are_taken_from_the_page(tmp_path: Path) -> None:
    article = only(tmp_path, page(head=META).encode())
    assert isinstance(article, Article)
    assert article.text == f"{FIRST}\n{SECOND}"
    assert article.body == ((0, len(article.text)),)
    assert (article.title, article.publisher, article.url) == (
        "Army takes Marsa",
        "Example Times",
        "https://example.org/marsa",
    )
    assert (article.date, article.date_source, article.language, article.id) == (
        "2017-10-17",
        "markup",
        "en-GB",
        "page.html",
    )


def test_a_year_in_the_footer_or_a_date_in_the_prose_is_no_publication_date(tmp_path: Path) -> None:
    prose = f"<p>{FIRST}</p><p>{SECOND} The talks of 3 March 2016 had failed.</p>"
    article = only(tmp_path, page(prose).encode())
    assert isinstance(article, Article)
    assert (article.date, article.date_source) == (None, "none")


@pytest.mark.parametrize("date", ["1991-03-02", "2091-03-02"])
def test_the_clock_plays_no_part(tmp_path: Path, date: str) -> None:
    article = only(tmp_path, page(head=f'<meta name="date" content="{date}">').encode())
    assert isinstance(article, Article)
    assert (article.date, article.date_source) == (date, "markup")


def test_a_full_dateline_goes_before_the_markup(tmp_path: Path) -> None:
    prose = f"<p>MARSA, Oct. 16, 2017 (AP) — {FIRST}</p><p>{SECOND}</p>"
    article = only(tmp_path, page(prose, META).encode())
    assert isinstance(article, Article)
    assert (article.date, article.date_source) == ("2017-10-16", "dateline")
    assert article.text[article.body[0][0] :].startswith(FIRST)


@pytest.mark.parametrize(
    ("declared", "codec", "encoding"),
    [
        ("utf-8", "utf-8", "utf-8"),
        ("iso-8859-1", "cp1252", "cp1252"),
        ("windows-1251", "cp1251", "cp1251"),
        ("utf-8", "cp1252", "windows-1252"),
        ("no-such", "utf-8", "utf-8"),
    ],
)
def test_the_declared_encoding_is_used_where_the_bytes_agree(
    tmp_path: Path, declared: str, codec: str, encoding: str
) -> None:
    name = "Марса" if codec == "cp1251" else "“Café Marsa”"
    text = page(f"<p>{name}. {FIRST}</p><p>{SECOND}</p>", f'<meta charset="{declared}">')
    article = only(tmp_path, text.encode(codec))
    assert isinstance(article, Article)
    assert article.text.startswith(name)
    assert article.encoding == encoding


@pytest.mark.parametrize(
    "html",
    [
        "",
        " \n",
        "<html><body></body></html>",
        "<html><head><title>T</title><script>var a = 1;</script></head><body><img src='x.png'></body></html>",
        "<<<>>><p",
        "https://example.org/marsa",
        "<div>" * 5000,
    ],
)
def test_html_without_text_is_skipped(tmp_path: Path, html: str) -> None:
    found = only(tmp_path, html.encode())
    assert isinstance(found, Skipped)
    assert found.reason in {"it is empty", "no article was found in this HTML"}
    assert found.id == "page.html"


def test_a_page_that_breaks_its_parser_is_skipped(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_args: object, **_options: object) -> NoReturn:
        raise AssertionError("no parent")

    monkeypatch.setattr("trafilatura.bare_extraction", broken)
    found = only(tmp_path, page().encode())
    assert isinstance(found, Skipped)
    assert found.reason == "this HTML cannot be taken apart: AssertionError no parent"


def test_the_same_page_gives_the_same_article_twice(tmp_path: Path) -> None:
    data = page(head=META).encode()
    assert only(tmp_path, data) == only(tmp_path, data)
