"""How are the graphs of more articles than memory holds written as one sorted file?

The chunks are cut into blocks with a key: the subject for formats without named graphs, where what several articles say
about one entity must come together, else the graph. Blocks gather in memory, are written sorted to a nameless file
beside the output whenever they get too many, and all these runs are merged in the end.
"""

from __future__ import annotations

import heapq
import struct
import tempfile
from collections.abc import Iterable, Iterator
from itertools import groupby
from operator import itemgetter
from pathlib import Path
from types import TracebackType
from typing import IO, Final, Self

from kg.store.chunk import Chunk, blocks, sorted_lines
from kg.store.formats import output_format
from kg.store.output import bad_output, checked_output, written
from kg.store.writers import WRITERS

_IN_MEMORY: Final = 24 << 20  # bytes of blocks; Python's own overhead comes on top, about as much again
_MOST_RUNS: Final = 48  # files open at a time
_LENGTHS: Final = struct.Struct("<II")
_READ_AHEAD: Final = 1 << 17

Block = tuple[bytes, bytes]


class Spool:
    """An output file in the making: add chunks in any order, then write; the bytes do not depend on the order.

    The format is that of the path's suffix, unless one is named. Whether the file can be written is seen at once, so
    that a wrong folder is not found out after hours of reading. Raises `BadOutput`.
    """

    def __init__(self, path: Path, base: str, form: str | None = None, in_memory: int = _IN_MEMORY) -> None:
        self._path = path
        self._base = base
        self._format = output_format(path, form)
        self._folder = checked_output(path).parent
        self._in_memory = in_memory
        self._held: list[Block] = []
        self._held_bytes = 0
        self._runs: list[IO[bytes]] = []

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Let go of what was gathered."""
        for run in self._runs:
            run.close()
        self._runs = []
        self._held = []

    def add(self, chunk: Chunk) -> None:
        if self._format.has_graphs:
            self._held.append((f"<{chunk.graph}>".encode() if chunk.graph else b"", chunk.lines))
        else:
            self._held.extend(blocks(chunk.lines))
        self._held_bytes += len(chunk.lines)
        if self._held_bytes > self._in_memory:
            self._put_aside()

    def write(self) -> None:
        """Write all that was added to the path."""
        write = WRITERS[self._format.suffix]
        with written(self._path) as out:
            out.writelines(write(_united(self._sorted()), self._base))

    def _sorted(self) -> Iterator[Block]:
        self._held.sort()
        return heapq.merge(self._held, *(_read(run) for run in self._runs))

    def _put_aside(self) -> None:
        self._held.sort()
        self._runs.append(self._run(self._held))
        self._held = []
        self._held_bytes = 0
        if len(self._runs) >= _MOST_RUNS:
            merged = self._run(heapq.merge(*(_read(run) for run in self._runs)))
            self.close()
            self._runs = [merged]

    def _run(self, items: Iterable[Block]) -> IO[bytes]:
        try:
            run = tempfile.TemporaryFile(dir=self._folder)  # noqa: SIM115 - it lives until the spool is closed
            for key, lines in items:
                run.write(_LENGTHS.pack(len(key), len(lines)))
                run.write(key)
                run.write(lines)
            run.flush()
        except OSError as error:
            raise bad_output(self._path, error) from error
        return run


def _read(run: IO[bytes]) -> Iterator[Block]:
    run.seek(0)
    with open(run.fileno(), "rb", buffering=_READ_AHEAD, closefd=False) as lines:
        while head := lines.read(_LENGTHS.size):
            key, length = _LENGTHS.unpack(head)
            yield lines.read(key), lines.read(length)


def _united(items: Iterable[Block]) -> Iterator[Block]:
    """One block for each key, with the lines of all; a graph in pieces that follow one another stays in pieces."""
    for key, same in groupby(items, key=itemgetter(0)):
        held = b""
        for _, lines in same:
            if held and _is_after(lines, held):
                yield key, held
                held = lines
            else:
                held = sorted_lines(held + lines) if held else lines
        yield key, held


def _is_after(lines: bytes, before: bytes) -> bool:
    """Whether the first line comes after the last of those before, with another subject."""
    last = before[before.rfind(b"\n", 0, -1) + 1 :]
    first = lines[: lines.find(b"\n") + 1]
    return last < first and last.partition(b" ")[0] != first.partition(b" ")[0]
