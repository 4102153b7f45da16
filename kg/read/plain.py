"""A plain text file is one article."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import BinaryIO

from kg.errors import BadInput
from kg.model import Article
from kg.read.articles import article
from kg.read.encodings import decode
from kg.read.headers import header

LIMIT = 64 * 2**20  # bytes of one article, whatever its form: more is not one article, and would be held in memory
_LOOK = 200
_PAGE = re.compile(r"<(?:!doctype html|html|head|body|\?xml|!--)", re.IGNORECASE)
_RECORD = re.compile(r"\s*(?:\[\s*)?\{\s*\"\w+\"\s*:")
# How files begin that are no text, whatever their name says.
_MAGIC = (
    (b"%PDF-", "a PDF file"),
    (b"PK\x03\x04", "a ZIP archive, or an office document"),
    (b"\x1f\x8b", "gzip data"),
    (b"\x89PNG", "a PNG image"),
    (b"\xff\xd8\xff", "a JPEG image"),
    (b"{\\rtf", "an RTF document"),
    (b"\xd0\xcf\x11\xe0", "an old office document"),
)


def articles(stream: BinaryIO, origin: str, name: str | None) -> Iterator[Article]:
    """The article that a stream of text holds."""
    text, encoding = decode(contents(stream, origin))
    if is_markup(text.lstrip()[:_LOOK]):
        raise BadInput(origin, "it is HTML", "name it .html")
    if _RECORD.match(text):
        raise BadInput(origin, "it is JSON", "name it .jsonl, with one article a line")
    yield article(text, origin, header=header(text), name=name, encoding=encoding)


def is_markup(start: str) -> bool:
    """Whether a text that starts so is an HTML page."""
    return _PAGE.match(start) is not None


def contents(stream: BinaryIO, origin: str) -> bytes:
    """All bytes of one article; raises `BadInput` where they are too many or are known to be no text."""
    data = stream.read(LIMIT + 1)
    if len(data) > LIMIT:
        raise BadInput(
            origin, f"it is larger than {LIMIT >> 20} MiB, which no article is", "split it, or make it JSON Lines"
        )
    for magic, kind in _MAGIC:
        if data.startswith(magic):
            remedy = "name it .gz" if kind == "gzip data" else "convert it to text or HTML first"
            raise BadInput(origin, f"it is {kind}", remedy)
    return data
