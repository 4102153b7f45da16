"""From a text and what was said about it to an `Article`: header, date, dateline, and which spans are prose."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from kg.errors import BadInput
from kg.ids import digest
from kg.model import Article, Dateline, DateSource
from kg.read import datelines, headers
from kg.read.dates import Day, to_day

Span = tuple[int, int]

LONGEST_WORD = 10_000  # characters without white space: more is data (base64, a list of numbers), not prose
BINARY = 0.05  # share of control and replacement characters from which on a file is not text
NO_ARTICLE = "put an article there, or leave it out"
_HALF_PAIR = re.compile(r"[\ud800-\udfff]")
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f\ufffd]")
_LETTER = re.compile(r"[^\W\d_]")
_RUN = re.compile(rf"(?<!\S)\S{{{LONGEST_WORD + 1},}}")


class Metadata(NamedTuple):
    """What is known of an article beside its text, as strings; `date` as it was written."""

    id: str | None = None
    date: str | None = None
    title: str | None = None
    url: str | None = None
    publisher: str | None = None
    language: str | None = None


def from_text(
    text: str,
    *,
    id: str | None = None,  # noqa: A002 — the contract's own word
    date: str | None = None,
    title: str | None = None,
    url: str | None = None,
    publisher: str | None = None,
    language: str | None = None,
    origin: str = "text",
) -> Article:
    """An article from a string, read as a text file is: its header and dateline are understood and no part of its body.

    What is given goes before what the text says of itself. Without an id the article is named by its text. Raises
    `BadInput` for a text that holds no prose.
    """
    return article(text, origin, given=Metadata(id, date, title, url, publisher, language), header=headers.header(text))


def article(
    text: str,
    origin: str,
    *,
    given: Metadata = Metadata(),  # noqa: B008 — immutable
    header: headers.Header | None = None,
    name: str | None = None,
    markup_date: str | None = None,
    encoding: str = "utf-8",
    notes: tuple[str, ...] = (),
) -> Article:
    """The article of a text; `name` is its id where neither the caller nor a header gives one, else its content's."""
    refuse(text, origin)
    header = header or headers.Header()
    known = _first_of(given, header)
    day = to_day(known.date) if known.date is not None else Day(None)
    found = datelines.find(text, header.span[1], day.iso or markup_date)
    runs = _long_runs(text)
    body = _without(text, [header.span, *([(found.begin, found.end)] if found else []), *runs])
    if not any(_LETTER.search(text, begin, end) for begin, end in body):
        raise BadInput(origin, _no_prose(runs), NO_ARTICLE)
    date, source = _date(day.iso, found.date if found else None, markup_date)
    return Article(
        id=known.id or name or digest(text),
        text=text,
        body=body,
        origin=origin,
        date=date,
        date_source=source,
        dateline=found.dateline if found else Dateline(),
        title=known.title,
        url=known.url,
        publisher=known.publisher,
        language=known.language,
        encoding=encoding,
        notes=(*notes, *_notes(known.date, day, runs)),
    )


def _first_of(given: Metadata, header: headers.Header) -> Metadata:
    """What the caller said, and where they said nothing, what the header says first."""
    said = Metadata(**dict(reversed(header.fields)))
    return Metadata(*(own if own is not None else told for own, told in zip(given, said, strict=True)))


def _notes(date: str | None, day: Day, runs: list[Span]) -> Iterator[str]:
    if date is not None and day.iso is None:
        yield f"date {date!r} {day.reason} and was ignored"
    for begin, end in runs:
        yield f"{end - begin} characters without white space, at {begin}, were not read"


def refuse(text: str, origin: str) -> None:
    """Raise `BadInput` for what is no text at all: nothing, NULs, a binary file, half of a surrogate pair."""
    if not text or text.isspace():
        raise BadInput(origin, "it is empty" if not text else "it holds nothing but white space", NO_ARTICLE)
    if found := _HALF_PAIR.search(text):
        raise BadInput(
            origin,
            f"character {found.start()} is half of a surrogate pair (\\u{ord(found[0]):04x}), which no graph can hold",
            "write the character whole, or leave it out",
        )
    if not _CONTROL.search(text):
        return
    controls = len(_CONTROL.findall(text))
    if controls == text.count("\0") == len(text):
        raise BadInput(origin, "it holds nothing but NUL bytes", "fetch it anew, or leave it out")
    if controls > BINARY * len(text):
        reason = f"it is not text: {controls} of its {len(text)} characters are controls or undecodable"
        raise BadInput(origin, reason, "convert it to UTF-8")


def _date(given: str | None, dateline: str | None, markup: str | None) -> tuple[str | None, DateSource]:
    if given:
        return given, "given"
    if dateline:
        return dateline, "dateline"
    return (markup, "markup") if markup else (None, "none")


def _no_prose(runs: list[Span]) -> str:
    if runs:
        return f"it holds no prose: {runs[0][1] - runs[0][0]} characters without white space"
    return "it holds no prose"


def _long_runs(text: str) -> list[Span]:
    return [found.span() for found in _RUN.finditer(text)] if len(text) > LONGEST_WORD else []


def _without(text: str, spans: list[Span]) -> tuple[Span, ...]:
    """What is left of the text outside the spans, without the white space round it."""
    left: list[Span] = []
    begin = 0
    for span in (*sorted(spans), (len(text), len(text))):
        left.append((begin, max(begin, span[0])))
        begin = max(begin, span[1])
    return tuple(trimmed for span in left if (trimmed := _trimmed(text, *span)))


def _trimmed(text: str, begin: int, end: int) -> Span | None:
    piece = text[begin:end]
    begin += len(piece) - len(piece.lstrip())
    end = begin + len(piece.strip())
    return (begin, end) if begin < end else None
