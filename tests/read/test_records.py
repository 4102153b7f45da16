"""JSON Lines: one article a line."""

from __future__ import annotations

import io
import json
import tracemalloc
from typing import Any

import pytest

from kg.ids import digest
from kg.model import Article, Skipped
from kg.read import read
from kg.read.plain import LIMIT

PROSE = "The army took the town of Marsa on Tuesday."


def lines(*records: object) -> list[Article | Skipped]:
    data = b"".join((r if isinstance(r, bytes) else json.dumps(r).encode()) + b"\n" for r in records)
    return list(read(["-"], stdin=io.BytesIO(data)))


def one(record: object) -> Any:
    (found,) = lines({"text": "First line, that tells the form."}, record)[1:]
    return found


def test_the_keys_of_the_contract_are_read_and_the_text_is_verbatim() -> None:
    text = f"  title: no header here\r\n{PROSE}\ttab \u0000 and “quotes” \n"
    record = {
        "id": "m-1",
        "text": text,
        "date": "2017-10-17T10:00:00Z",
        "title": "T",
        "url": "https://example.org/m",
        "publisher": "P",
        "language": "en",
        "other": [1, {"a": None}],
    }
    article = one(record)
    assert article.text == text
    assert article.body == ((2, len(text) - 2),)
    assert (article.id, article.date, article.date_source) == ("m-1", "2017-10-17", "given")
    assert (article.title, article.url, article.publisher, article.language) == (
        "T",
        "https://example.org/m",
        "P",
        "en",
    )
    assert (article.origin, article.encoding, article.notes) == ("-:2", "utf-8", ())


def test_dateline_and_leading_date_of_a_record_are_understood() -> None:
    dated = one({"text": f" date 2017-10-17 {PROSE}"})
    assert (dated.date, dated.body) == ("2017-10-17", ((17, 17 + len(PROSE)),))
    assert one({"text": f"MARSA, Libya (AP) — {PROSE}"}).dateline.place.text == "MARSA"
    assert one({"text": f" date 2017-10-17 {PROSE}", "date": "2018-01-01"}).date == "2018-01-01"


@pytest.mark.parametrize(
    ("record", "expected"),
    [
        ({"id": "a"}, "a"),
        ({"id": 7}, "7"),
        ({"id": 7.5}, "7.5"),
        ({"id": None, "url": "https://example.org/"}, "https://example.org/"),
        ({"url": "https://example.org/"}, "https://example.org/"),
        ({}, digest(PROSE)),
    ],
)
def test_the_id_is_the_record_s_or_its_address_or_its_text_s(record: dict[str, object], expected: str) -> None:
    assert one({**record, "text": PROSE}).id == expected


@pytest.mark.parametrize(
    ("record", "reason"),
    [
        (b'{"text": "a" "b"}', "it is not valid JSON: Expecting ',' delimiter at column 14"),
        (b'{"text": "cut o', "it is not valid JSON: Unterminated string starting at at column 10"),
        (b"[" * 200_000, "it is not JSON that can be read: "),
        (b'{"text": ' + b"1" * 5000 + b"}", "it is not JSON that can be read: "),
        (b"[1, 2]", "it is a list, not an object"),
        (b"null", "it is null, not an object"),
        ({"id": "a"}, "it has no text; its keys are: id"),
        ({"text": None, "body": "x"}, "it has no text; its keys are: body, text"),
        ({"text": ""}, "it is empty"),
        ({"text": " \n"}, "it holds nothing but white space"),
        ({"text": 5}, "its text is a number, not a string"),
        ({"text": ["a"]}, "its text is a list, not a string"),
        ({"text": PROSE, "id": True}, "its id is true or false"),
        ({"text": PROSE, "id": ["a"]}, "its id is a list"),
        ({"text": PROSE, "id": " "}, "its id is empty"),
        ({"text": PROSE, "id": "\ud800"}, "its id holds half of a surrogate pair"),
        ({"text": "The \udc00 army"}, "character 4 is half of a surrogate pair (\\udc00), which no graph can hold"),
        ({"text": "x" * 20_000}, "it holds no prose: 20000 characters without white space"),
    ],
)
def test_a_bad_record_is_skipped_with_its_line_and_reason(record: object, reason: str) -> None:
    before, found, after = lines({"text": "The army left."}, record, {"text": "The army came."})
    assert isinstance(before, Article)
    assert isinstance(after, Article)
    assert isinstance(found, Skipped)
    assert found.origin == "-:2"
    assert found.reason.startswith(reason)


def test_a_bad_record_is_told_with_its_id() -> None:
    assert one({"id": 7, "text": ""}).id == "7"


def test_a_malformed_line_7_costs_that_line_alone() -> None:
    records: list[object] = [{"id": n, "text": PROSE} for n in range(1, 11)]
    records[6] = b'{"id": 7, "text": "The army'
    found = lines(*records)
    assert [item.origin for item in found if isinstance(item, Skipped)] == ["-:7"]
    assert [item.id for item in found if isinstance(item, Article)] == [str(n) for n in (1, 2, 3, 4, 5, 6, 8, 9, 10)]


@pytest.mark.parametrize(
    ("record", "note"),
    [
        ({"date": "yesterday"}, "date 'yesterday' is not a date and was ignored"),
        ({"date": [2017]}, "date is a list, not a string, and was ignored"),
        ({"title": 5}, "title is a number, not a string, and was ignored"),
        ({"publisher": "\ud800"}, "publisher holds half of a surrogate pair and was ignored"),
    ],
)
def test_bad_metadata_is_noted_and_the_article_read(record: dict[str, object], note: str) -> None:
    article = one({**record, "text": PROSE})
    assert (article.text, article.notes) == (PROSE, (note,))
    assert article.date is None


def test_a_date_as_a_number_is_read() -> None:
    assert one({"text": PROSE, "date": 20171017}).date == "2017-10-17"


def test_empty_lines_and_a_byte_order_mark_are_nothing() -> None:
    data = b'\xef\xbb\xbf{"text": "The army left."}\r\n\r\n  \n{"text": "The army came."}'
    assert [item.origin for item in read(["-"], stdin=io.BytesIO(data))] == ["-:1", "-:4"]


def test_broken_bytes_of_a_line_are_counted() -> None:
    article = one('{"text": "Café, naïve — '.encode() + b'\xff left"}')
    assert article.encoding == "utf-8 (with 1 broken byte)"
    assert article.text == "Café, naïve — \ufffd left"


class Endless(io.RawIOBase):
    """A stream of `count` times a piece, never held whole."""

    def __init__(self, pieces: list[tuple[bytes, int]]) -> None:
        super().__init__()
        self._pieces = (piece for piece, count in pieces for _ in range(count))
        self._left = b""

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        data = self._left or next(self._pieces, b"")
        piece, self._left = data[: len(buffer)], data[len(buffer) :]
        buffer[: len(piece)] = piece
        return len(piece)


def test_a_line_over_the_limit_is_skipped_without_being_kept_and_the_next_is_read() -> None:
    mib = b"x" * 2**20
    stream = io.BufferedReader(
        Endless([(b'{"text": "', 1), (mib, 3 * (LIMIT >> 20)), (b'"}\n{"text": "The army left."}\n', 1)])
    )
    tracemalloc.start()
    skipped, article = read(["-"], stdin=stream)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert isinstance(skipped, Skipped)
    assert (skipped.origin, skipped.reason) == ("-:1", "the line is longer than 64 MiB, which no article is")
    assert isinstance(article, Article)
    assert article.origin == "-:2"
    assert peak < 2.5 * LIMIT


def test_a_line_of_50_mb_is_read_whole() -> None:
    words = b"The army took the town of Marsa on Tuesday. " * (50_000_000 // 44)
    (article,) = read(["-"], stdin=io.BytesIO(b'{"text": "' + words + b'"}'))
    assert isinstance(article, Article)
    assert len(article.text) == len(words)
    assert article.body == ((0, len(words) - 1),)


def test_memory_does_not_grow_with_the_number_of_records() -> None:
    def peak(count: int) -> int:
        record = b'{"text": "The army left on day %d. ' + b"Aid came to the town. " * 200 + b'"}\n'
        stream = io.BufferedReader(Endless([(record % n, 1) for n in range(count)]))
        tracemalloc.start()
        assert sum(isinstance(item, Article) for item in read(["-"], stdin=stream)) == count
        found = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        return found

    peak(10)  # lexicons are read
    assert peak(800) < peak(80) + 1_000_000, "what is kept of 720 articles, which hold 3 MB"
