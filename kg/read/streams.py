"""Bytes from files, compressed ones and standard input, with a look ahead."""

from __future__ import annotations

import gzip
import io
from typing import BinaryIO, cast

GZIP = b"\x1f\x8b"


class _Rejoined(io.RawIOBase):
    """What was read ahead, then the rest; the rest is not closed with it."""

    def __init__(self, head: bytes, rest: BinaryIO) -> None:
        super().__init__()
        self._head = memoryview(head)
        self._rest = rest

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: bytearray | memoryview) -> int:  # type: ignore[override]
        data = self._head[: len(buffer)] or self._rest.read(len(buffer))
        self._head = self._head[len(buffer) :]
        buffer[: len(data)] = data
        return len(data)


def peeked(stream: BinaryIO, size: int) -> tuple[bytes, BinaryIO]:
    """The first bytes of a stream, and a stream that still has them."""
    head = stream.read(size)
    return head, io.BufferedReader(_Rejoined(head, stream))


def inflated(stream: BinaryIO) -> BinaryIO:
    """The stream's bytes without the gzip compression round them."""
    return cast("BinaryIO", gzip.GzipFile(fileobj=stream, mode="rb"))
