"""Bytes to characters."""

from __future__ import annotations

import codecs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.read.encodings import decode

PROSE = "The army took the café in “Marsa” — a town of 4,000 people.\r\nAid came.\n"


@pytest.mark.parametrize(
    ("data", "encoding"),
    [
        (PROSE.encode("utf-8"), "utf-8"),
        (codecs.BOM_UTF8 + PROSE.encode("utf-8"), "utf-8 with BOM"),
        (PROSE.encode("utf-16"), "utf-16 with BOM"),
        (codecs.BOM_UTF16_BE + PROSE.encode("utf-16-be"), "utf-16 with BOM"),
        (PROSE.encode("utf-16-le"), "utf-16-le"),
        (PROSE.encode("utf-16-be"), "utf-16-be"),
        (PROSE.encode("utf-32"), "utf-32 with BOM"),
        (PROSE.encode("cp1252"), "windows-1252"),
    ],
)
def test_the_encoding_is_found_and_said(data: bytes, encoding: str) -> None:
    assert decode(data) == (PROSE, encoding)


def test_broken_bytes_of_utf_8_are_counted_and_marked() -> None:
    text, encoding = decode("Café, naïve — ".encode() + b"\xff" + b" and on")
    assert text == "Café, naïve — \ufffd and on"
    assert encoding == "utf-8 (with 1 broken byte)"


def test_bytes_that_make_no_sense_as_windows_1252_are_broken_utf_8() -> None:
    text, encoding = decode(b"The army \xff\xfe left.")
    assert encoding == "utf-8 (with 2 broken bytes)"
    assert text == "The army \ufffd\ufffd left."


def test_broken_utf_16_is_counted() -> None:
    assert decode(("Marsa " * 9).encode("utf-16-le") + b"\x00\xd8").encoding == "utf-16-le (with 2 broken bytes)"


@given(st.text().filter(lambda text: "\0" not in text and not text.startswith("\ufeff")))
def test_utf_8_is_read_verbatim(text: str) -> None:
    assert decode(text.encode()) == (text, "utf-8")


@given(st.binary())
def test_any_bytes_give_characters_without_half_pairs(data: bytes) -> None:
    assert not any("\ud800" <= character <= "\udfff" for character in decode(data).text)
