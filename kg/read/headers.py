"""What does a text say about itself before its prose? "date 2017-10-17", `Key: value` lines, YAML front matter."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from kg.data import lexicon

Span = tuple[int, int]

_LONGEST = {"title": 300, "headline": 300, "subject": 300, "url": 2000, "link": 2000, "keywords": 1000, "tags": 1000}
_LONGEST_LINE = 2100  # characters
_LONG = 100  # characters of any other value: what is longer is a sentence with a colon
_LINE = re.compile(r"(?P<key>[A-Za-z][A-Za-z_-]*(?: [A-Za-z]+)?)[ \t]*:(?:[ \t]+(?P<value>\S.*?))?[ \t\r]*")
_FOLDED = re.compile(r"[ \t]+\S.*")
_PENDING = 2  # lines with no key of ours that may stand between two with one
_PHRASE = re.compile(
    r"\s*(?:date|published|publication[ _-]date)(?:[ \t]*:)?[ \t]+(?P<date>\d{4}-\d\d-\d\d)"
    r"(?:[ T]\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?:Z|[+-]\d\d:?\d\d)?)?(?:[ \t\r]*\n|[ \t]+|\Z)",
    re.IGNORECASE,
)
_BLANK_LINES = re.compile(r"(?:[^\S\n]*\n)*")
_SENTENCE = re.compile(r"(?:\S+\s+){4,}\S+[.!?][\"'”’]?")
_FENCE = re.compile(r"---[ \t\r]*")


class Header(NamedTuple):
    """The fields that a header gave (the lexicon `header_keys`), and the span of the text that it takes up."""

    fields: tuple[tuple[str, str], ...] = ()
    span: Span = (0, 0)


class _Line(NamedTuple):
    begin: int
    end: int  # its line break included
    text: str


def header(text: str) -> Header:
    """The header of a text, which may follow a first line that is its headline; an empty one where there is none."""
    if found := _PHRASE.match(text):
        return _phrase(text, found)
    start = _after_blank_lines(text, 0)
    lines = _lines(text, start)
    first = next(lines, None)
    if first is None:
        return Header()
    if _FENCE.fullmatch(first.text) and (matter := _front_matter(text, first)):
        return matter
    if block := _block(text, first.begin):
        return block
    after = _block(text, _after_blank_lines(text, first.end)) if len(first.text) <= _LONGEST["title"] else None
    return after if after and _is_sure(after) else Header()


def leading_date(text: str) -> Header:
    """Only the phrase "date 2017-10-17" before the prose."""
    found = _PHRASE.match(text)
    return Header((("date", found["date"]),), found.span()) if found else Header()


def _phrase(text: str, found: re.Match[str]) -> Header:
    date = ("date", found["date"])
    if found[0].endswith("\n") and (rest := _block(text, found.end())):
        return Header((date, *rest.fields), (found.start(), rest.span[1]))
    return Header((date,), found.span())


def _front_matter(text: str, fence: _Line) -> Header | None:
    fields: list[tuple[str, str]] = []
    for line in _lines(text, fence.end):
        if _FENCE.fullmatch(line.text):
            return Header(tuple(fields), (fence.begin, line.end)) if fields else None
        if (found := _match(line)) and found["value"] and (field := _keys().get(_key(found))):
            fields.append((field, found["value"].strip("\"'")))
    return None


def _block(text: str, begin: int) -> Header | None:
    """Header lines from `begin` on; a folded line, or one with another key, belongs to them between two of ours."""
    fields: list[tuple[str, str]] = []
    end, pending = begin, 0
    for line in _lines(text, begin):
        found = _match(line)
        if found and _is_header(found):
            fields += [(_keys()[_key(found)], found["value"])] if found["value"] else []
            end, pending = line.end, 0
        elif end > begin and pending < _PENDING and len(line.text) <= _LONG and (found or _FOLDED.fullmatch(line.text)):
            pending += 1
        else:
            break
    return Header(tuple((key, value) for key, value in fields if key), (begin, end)) if end > begin else None


def _match(line: _Line) -> re.Match[str] | None:
    return _LINE.fullmatch(line.text) if len(line.text) <= _LONGEST_LINE else None


def _is_header(found: re.Match[str]) -> bool:
    key, value = _key(found), found["value"] or ""
    if key in _LONGEST:
        return len(value) <= _LONGEST[key]
    return key in _keys() and len(value) <= _LONG and not _SENTENCE.fullmatch(value)


def _is_sure(block: Header) -> bool:
    """Whether a block after a headline names a date, address or publisher, which prose does not begin with."""
    return any(field in {"date", "url", "publisher"} for field, _ in block.fields)


def _key(found: re.Match[str]) -> str:
    return found["key"].lower().replace("_", " ").replace("-", " ")


@cache
def _keys() -> dict[str, str]:
    return {row["key"]: row["field"] for row in lexicon("header_keys", ("key", "field"))}


def _after_blank_lines(text: str, begin: int) -> int:
    found = _BLANK_LINES.match(text, begin)
    return found.end() if found else begin


def _lines(text: str, begin: int) -> Iterator[_Line]:
    while begin < len(text):
        end = text.find("\n", begin) + 1 or len(text)
        yield _Line(begin, end, text[begin:end].rstrip("\n"))
        begin = end
