"""What lines are in this dump, and where? The one who reads can stop anywhere and go on from there another day."""

from __future__ import annotations

import hashlib
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from typing import BinaryIO, Final, Literal, NamedTuple, Self

from kg.errors import BadInput, NoSuchInput
from kg.kb import inflate
from kg.kb.ntriples import last_block

Form = Literal["lines", "document", "triples"]
STANDARD_INPUT: Final = "-"
CHUNK: Final = 1 << 22  # bytes of text that are handed on at a time
LONGEST: Final = 1 << 30  # bytes of one line, of one item's triples, or of a file that is one document
_HEAD: Final = 1 << 16
_BLANK: Final = b" \t\r\n"


class Chunk(NamedTuple):
    """Whole lines, or a whole document; where they begin in the uncompressed file, and the number of the first line."""

    data: bytes
    begin: int
    line: int

    def digest(self) -> str:
        return hashlib.blake2b(self.data, digest_size=16).hexdigest()


@dataclass(frozen=True, slots=True)
class Place:
    """How far a dump was read: the last chunk's bytes and their digest, and the number of the line after them.

    Reading goes on from there only where the same bytes still stand in the same place.
    """

    begin: int
    end: int
    line: int
    digest: str

    @classmethod
    def after(cls, chunk: Chunk) -> Self:
        end = chunk.begin + len(chunk.data)
        return cls(chunk.begin, end, chunk.line + chunk.data.count(b"\n"), chunk.digest())


def check(given: str) -> None:
    """Raise `NoSuchInput` or `BadInput` for what cannot be opened as a dump at all."""
    path = Path(given)
    if given == STANDARD_INPUT:
        return
    if path.is_dir():
        raise BadInput(given, "it is a folder", "name the dumps in it")
    if not path.exists():
        raise NoSuchInput(given, "there is no such file", "check its name")


def form_of(origin: str, head: bytes) -> Form:
    """What the first bytes of text show. Raises `BadInput` for what is no dump of Wikidata."""
    text = head.removeprefix(b"\xef\xbb\xbf").lstrip(_BLANK)
    if not text:
        raise BadInput(origin, "it is empty", "give a dump of Wikidata")
    if text[:9].lower() == b"<!doctype" or text[:5].lower() == b"<html":
        raise BadInput(origin, "it is a web page", "fetch the dump itself")
    if text[:1] in b"<_#":
        return "triples"
    if text[:1] not in b"[{":
        raise BadInput(origin, "it is neither JSON nor N-Triples of Wikidata", "give latest-all.json.gz or the like")
    first = next(filter(None, (line.strip(_BLANK) for line in text.removeprefix(b"[").split(b"\n"))), b"")
    return "document" if first in {b"{", b"["} else "lines"


@contextmanager
def opened(given: str) -> Iterator[Dump]:
    """A dump to read, from a file or from standard input. Raises `NoSuchInput` or `BadInput`."""
    check(given)
    if given == STANDARD_INPUT:
        yield Dump(given, sys.stdin.buffer, None)
        return
    path = Path(given)
    try:
        file = path.open("rb")
    except OSError as error:
        raise BadInput(given, f"it cannot be read: {error.strerror}", "check the file") from error
    with file:
        yield Dump(given, file, path.stat().st_size if path.is_file() else None)


class Dump:
    """A dump that is open for reading, in any compression that its first bytes show; `size` is that on the disk."""

    def __init__(self, origin: str, file: BinaryIO, size: int | None) -> None:
        self.origin = origin
        self.size = size
        self._file = file
        raw = file.read(_HEAD)
        self._is_plain = size is not None and not inflate.is_compressed(raw)
        self._blocks = self._reported(inflate.blocks(file, raw))
        head = next(filter(None, self._blocks), b"")
        self.form: Form = form_of(origin, head)
        self._is_array = self.form == "lines" and head.lstrip(_BLANK).startswith(b"[")
        self._blocks = chain((head,), self._blocks)

    def read_so_far(self) -> int:
        """Bytes of the file as it is on the disk."""
        return self._file.tell() if self.size is not None else 0

    def chunks(self, place: Place | None) -> Iterator[Chunk]:
        """The lines from a place on, or all.

        Raises `BadInput` where it is cut off, damaged, or not what was read up to that place.
        """
        begin, line = 0, 1
        if place is not None:
            self._go_to(place)
            begin, line = place.end, place.line
        last = b"]" if place else b""
        for data in _cut(self._blocks, _WHOLE[self.form], self.origin):
            yield Chunk(data, begin, line)
            begin, line, last = begin + len(data), line + data.count(b"\n"), data[-99:].rstrip(_BLANK)[-1:] or last
        if self._is_array and last != b"]":
            raise self._cut_off("it ends before the list of entities does")

    def _go_to(self, place: Place) -> None:
        """Read on after a place. A plain file is entered there at once; a compressed one is inflated up to there."""
        if self._is_plain:
            self._file.seek(place.begin)
            self._blocks = self._reported(iter(lambda: self._file.read(CHUNK), b""))
            skip = 0
        else:
            skip = place.begin
        seen, rest = hashlib.blake2b(digest_size=16), place.end - place.begin
        for block in self._blocks:
            part = block[min(skip, len(block)) :]
            skip -= len(block) - len(part)
            seen.update(part[:rest])
            after = part[rest:]
            rest -= min(rest, len(part))
            if not rest:
                self._blocks = chain((after,), self._blocks)
                break
        if rest or seen.hexdigest() != place.digest:
            raise BadInput(
                self.origin, "it is not the dump that was read before", "give that one, or begin anew with --restart"
            )

    def _reported(self, blocks: Iterator[bytes]) -> Iterator[bytes]:
        try:
            yield from blocks
        except EOFError as error:
            raise self._cut_off(str(error)) from error
        except inflate.ERRORS as error:
            raise BadInput(self.origin, f"it is damaged: {error}", "fetch it again") from error

    def _cut_off(self, reason: str) -> BadInput:
        remedy = "fetch the rest of it (curl -C -) and give the same command again: it goes on where it was"
        return BadInput(self.origin, reason, remedy)


def _cut(blocks: Iterator[bytes], whole: Callable[[bytes], int], origin: str) -> Iterator[bytes]:
    """The same bytes in pieces of about `CHUNK` that end where `whole` says; the last ends with the file."""
    kept: list[bytes] = []
    size, wanted = 0, CHUNK
    for block in blocks:
        kept.append(block)
        size += len(block)
        if size < wanted:
            continue
        data = b"".join(kept)
        end = whole(data)
        if end:
            yield data[:end]
            kept, size, wanted = [data[end:]], len(data) - end, CHUNK
        elif size > LONGEST:
            raise BadInput(origin, f"a line, or what belongs together, has more than {LONGEST:,} bytes", "split it")
        else:
            kept, wanted = [data], 2 * size
    if data := b"".join(kept):
        yield data


def _last_line(data: bytes) -> int:
    return data.rfind(b"\n") + 1


_WHOLE: Final[dict[Form, Callable[[bytes], int]]] = {
    "lines": _last_line,
    "document": lambda _: 0,
    "triples": last_block,
}
