"""All articles of all inputs, one after another, each id once."""

from __future__ import annotations

import sqlite3
import sys
import zlib
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing
from hashlib import blake2b
from typing import BinaryIO

from kg.errors import BadInput
from kg.model import Article, Skipped
from kg.read import inputs as named
from kg.read import markup, plain, records
from kg.read.encodings import decode
from kg.read.inputs import File, Kind
from kg.read.streams import GZIP, inflated, peeked

_READERS = {"text": plain.articles, "markup": markup.articles, "records": records.articles}
_LOOK = 4096  # bytes that tell what standard input is
_CACHE = 16_384  # KiB of the table of ids in memory, the rest is in a temporary file


def read(inputs: Sequence[str], *, stdin: BinaryIO | None = None) -> Iterator[Article | Skipped]:
    """The articles of files, folders, patterns and `-`, in the order given; what cannot be read is told in its place.

    Raises `NoSuchInput` at once, before anything is read, for the first input that names nothing. `stdin` is by
    default the process's own.
    """
    for given in inputs:
        named.check(given)
    return _each_id_once(_all(inputs, stdin))


def _all(inputs: Iterable[str], stdin: BinaryIO | None) -> Iterator[Article | Skipped]:
    for given in inputs:
        for found in named.files(given):
            if isinstance(found, Skipped):
                yield found
            else:
                yield from _in_file(found, stdin)


def _in_file(file: File, stdin: BinaryIO | None) -> Iterator[Article | Skipped]:
    try:
        if file.path is None:
            yield from _in_stream(file, stdin or sys.stdin.buffer)
        else:
            with file.path.open("rb") as stream:
                yield from _in_stream(file, stream)
    except BadInput as error:
        yield Skipped(error.subject, error.reason, error.remedy, file.id)
    except (OSError, EOFError, zlib.error) as error:
        reason = getattr(error, "strerror", None) or str(error)
        yield Skipped(file.origin, f"it cannot be read to its end: {reason}", "check the file", file.id)


def _in_stream(file: File, stream: BinaryIO) -> Iterator[Article | Skipped]:
    is_compressed, kind = file.is_compressed, file.kind
    if kind is None:
        head, stream = peeked(stream, _LOOK)
        is_compressed = is_compressed or head.startswith(GZIP)
    if is_compressed:
        stream = inflated(stream)
    if kind is None:
        head, stream = peeked(stream, _LOOK)
        kind = _kind(head)
    yield from _READERS[kind](stream, file.origin, file.id)


def _kind(head: bytes) -> Kind:
    start = decode(head).text.lstrip()
    if start.startswith("{"):
        return "records"
    return "markup" if plain.is_markup(start) else "text"


def _each_id_once(found: Iterator[Article | Skipped]) -> Iterator[Article | Skipped]:
    """What was found, with a later article of an id that an earlier one has turned into a `Skipped`.

    The ids are kept as digests in a temporary database, so that memory does not grow with their number.
    """
    with closing(sqlite3.connect("", check_same_thread=False, isolation_level=None)) as seen:
        seen.execute(f"PRAGMA cache_size = -{_CACHE}")
        seen.execute("PRAGMA journal_mode = OFF")
        seen.execute("CREATE TABLE seen (id BLOB PRIMARY KEY, origin TEXT) WITHOUT ROWID")
        seen.execute("BEGIN")
        for item in found:
            yield _first(item, seen) if isinstance(item, Article) else item


def _first(article: Article, seen: sqlite3.Connection) -> Article | Skipped:
    key = blake2b(article.id.encode(), digest_size=16).digest()
    if seen.execute("INSERT OR IGNORE INTO seen VALUES (?, ?)", (key, article.origin)).rowcount:
        return article
    (earlier,) = seen.execute("SELECT origin FROM seen WHERE id = ?", (key,)).fetchone()
    reason = f"its id {article.id!r} is that of {earlier}"
    return Skipped(article.origin, reason, "give each article its own id, or files as one folder", article.id)
