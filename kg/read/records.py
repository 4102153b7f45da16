"""A JSON Lines file is one article a line, read line by line so that its length does not matter."""

from __future__ import annotations

import codecs
import json
from collections.abc import Iterator
from typing import Any, BinaryIO, NamedTuple

from kg.errors import BadInput
from kg.model import Article, Skipped
from kg.read.articles import NO_ARTICLE, Metadata, article
from kg.read.encodings import SAMPLE, decode, utf16_without_mark
from kg.read.headers import leading_date
from kg.read.plain import LIMIT
from kg.read.streams import peeked

_NAMES = {str: "a string", bool: "true or false", int: "a number", float: "a number", list: "a list", dict: "an object"}


class _Line(NamedTuple):
    """A line's number from 1, and its bytes; None for one that is longer than `LIMIT`."""

    number: int
    data: bytes | None


def articles(stream: BinaryIO, origin: str, name: str | None) -> Iterator[Article | Skipped]:  # noqa: ARG001 — a reader
    """The articles of a stream of JSON Lines; its empty lines are nothing."""
    head, stream = peeked(stream, SAMPLE)
    if _is_utf16(head):
        yield Skipped(origin, "it is JSON Lines in UTF-16", "convert it to UTF-8")
        return
    found = False
    for line in _lines(stream):
        if line.data is not None and not line.data.strip(b" \t\r\n\xef\xbb\xbf"):
            continue
        found = True
        yield _read(line.data, f"{origin}:{line.number}")
    if not found:
        yield Skipped(origin, "it is empty", NO_ARTICLE)


def _lines(stream: BinaryIO) -> Iterator[_Line]:
    number = 0
    while data := stream.readline(LIMIT + 1):
        number += 1
        if len(data) <= LIMIT:
            yield _Line(number, data)
            continue
        del data
        while (rest := stream.readline(2**20)) and not rest.endswith(b"\n"):
            pass
        yield _Line(number, None)


def _read(data: bytes | None, origin: str) -> Article | Skipped:
    """The article of a line; what is wrong with it is told with the record's id, if that far it was read."""
    known: str | None = None
    try:
        line, encoding = decode(_within_limit(data, origin))
        record = _record(line.rstrip("\r\n"), origin)
        known = _id(record, origin)
        text = _text(record, origin)
        given, notes = _metadata(record, known)
        header = leading_date(text)
        return article(text, origin, given=given, header=header, name=given.url, encoding=encoding, notes=notes)
    except BadInput as error:
        return Skipped(error.subject, error.reason, error.remedy, known)


def _within_limit(data: bytes | None, origin: str) -> bytes:
    if data is None:
        raise BadInput(origin, f"the line is longer than {LIMIT >> 20} MiB, which no article is", "split it")
    return data


def _record(line: str, origin: str) -> dict[str, Any]:
    remedy = "write each article as one JSON object on one line"
    try:
        record = json.loads(line)
    except json.JSONDecodeError as error:
        raise BadInput(origin, f"it is not valid JSON: {error.msg} at column {error.colno}", remedy) from error
    except (RecursionError, ValueError) as error:  # nested too deeply; a number of thousands of digits
        raise BadInput(origin, f"it is not JSON that can be read: {error}", remedy) from error
    if not isinstance(record, dict):
        raise BadInput(origin, f"it is {_kind(record)}, not an object", remedy)
    return record


def _text(record: dict[str, Any], origin: str) -> str:
    text = record.get("text")
    if text is None:
        keys = ", ".join(sorted(record)) or "none"
        raise BadInput(origin, f"it has no text; its keys are: {keys}", "put the article under the key text")
    if not isinstance(text, str):
        raise BadInput(origin, f"its text is {_kind(text)}, not a string", "write the article as a string")
    return text


def _metadata(record: dict[str, Any], name: str | None) -> tuple[Metadata, tuple[str, ...]]:
    """The other keys of the contract; what is no string, or no string that a graph can hold, is noted and left out."""
    known: dict[str, str] = {"id": name} if name is not None else {}
    notes: list[str] = []
    for key in ("date", "title", "url", "publisher", "language"):
        value = record.get(key)
        if value is None:
            continue
        if key == "date" and type(value) is int:
            value = str(value)
        if not isinstance(value, str):
            notes.append(f"{key} is {_kind(value)}, not a string, and was ignored")
        elif not _is_whole(value):
            notes.append(f"{key} holds half of a surrogate pair and was ignored")
        elif value.strip():
            known[key] = value
    return Metadata(**known), tuple(notes)


def _id(record: dict[str, Any], origin: str) -> str | None:
    value = record.get("id")
    if value is None:
        return None
    if type(value) in {int, float}:
        return str(value)
    if not isinstance(value, str):
        raise BadInput(origin, f"its id is {_kind(value)}", "give a string or a number, or no id")
    if not value.strip() or not _is_whole(value):
        reason = "its id is empty" if not value.strip() else "its id holds half of a surrogate pair"
        raise BadInput(origin, reason, "give a string or a number, or no id")
    return value


def _is_whole(value: str) -> bool:
    return not any("\ud800" <= c <= "\udfff" for c in value)


def _is_utf16(head: bytes) -> bool:
    return head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)) or utf16_without_mark(head) is not None


def _kind(value: object) -> str:
    return _NAMES.get(type(value), "null")
