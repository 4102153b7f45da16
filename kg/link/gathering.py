"""More records than memory holds, sorted by their keys: written to nameless files in runs, and merged in the end."""

from __future__ import annotations

import heapq
import struct
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from itertools import groupby
from operator import itemgetter
from typing import IO, Final, Self

_LENGTHS: Final = struct.Struct("<II")
_IN_MEMORY: Final = 16 << 20  # bytes of records; Python's own overhead comes on top
_MOST_RUNS: Final = 48
_READ_AHEAD: Final = 1 << 17
Record = tuple[bytes, bytes]


class Gathering:
    """Add records in any order; go through them once, by key, those of one key together and sorted."""

    def __init__(self, in_memory: int = _IN_MEMORY) -> None:
        self._in_memory = in_memory
        self._held: list[Record] = []
        self._bytes = 0
        self._runs: list[IO[bytes]] = []
        self._stack = ExitStack()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *error: object) -> None:
        self._stack.close()

    def add(self, key: bytes, value: bytes) -> None:
        self._held.append((key, value))
        self._bytes += len(key) + len(value)
        if self._bytes > self._in_memory:
            self._held.sort()
            self._runs.append(self._run(self._held))
            self._held, self._bytes = [], 0
            if len(self._runs) >= _MOST_RUNS:
                self._runs = [self._run(heapq.merge(*map(_read, self._runs)))]

    def groups(self) -> Iterator[tuple[bytes, list[bytes]]]:
        """Each key with its values, in the order of the bytes."""
        self._held.sort()
        merged = heapq.merge(self._held, *map(_read, self._runs)) if self._runs else iter(self._held)
        for key, same in groupby(merged, key=itemgetter(0)):
            yield key, [value for _, value in same]

    def _run(self, records: Iterable[Record]) -> IO[bytes]:
        run = self._stack.enter_context(tempfile.TemporaryFile())  # noqa: SIM115 - it is entered here
        for key, value in records:
            run.write(_LENGTHS.pack(len(key), len(value)))
            run.write(key)
            run.write(value)
        run.flush()
        return run


def _read(run: IO[bytes]) -> Iterator[Record]:
    run.seek(0)
    with open(run.fileno(), "rb", buffering=_READ_AHEAD, closefd=False) as records:
        while head := records.read(_LENGTHS.size):
            key, length = _LENGTHS.unpack(head)
            yield records.read(key), records.read(length)
