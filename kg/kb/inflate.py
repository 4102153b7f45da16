"""What bytes are in this compressed file? One loop for every compression; a cut-off file is never taken for whole."""

from __future__ import annotations

import bz2
import lzma
import zlib
from collections.abc import Callable, Iterator
from typing import BinaryIO, Final, Protocol

import zstandard

_READ: Final = 1 << 18  # compressed bytes at a time; text is some ten times as much


class _Decompressor(Protocol):
    """What the four libraries have in common."""

    @property
    def eof(self) -> bool: ...
    @property
    def unused_data(self) -> bytes: ...
    def decompress(self, data: bytes, /) -> bytes: ...


def _zstd() -> _Decompressor:
    return zstandard.ZstdDecompressor(max_window_size=1 << 31).decompressobj()


_MAGIC: Final[dict[bytes, Callable[[], _Decompressor]]] = {
    b"\x1f\x8b": lambda: zlib.decompressobj(wbits=31),
    b"BZh": bz2.BZ2Decompressor,
    b"\x28\xb5\x2f\xfd": _zstd,
    b"\xfd7zXZ\x00": lzma.LZMADecompressor,
}
ERRORS: Final = (zlib.error, lzma.LZMAError, zstandard.ZstdError, OSError, EOFError)
"""What a damaged file raises; one that is cut off raises `EOFError`."""


def is_compressed(head: bytes) -> bool:
    return any(head.startswith(magic) for magic in _MAGIC)


def blocks(file: BinaryIO, head: bytes = b"") -> Iterator[bytes]:
    """The bytes of a file without the compression round them, if there is any; `head` was read from it already.

    Several streams one after the other, as `pbzip2` and Wikidata's own dumps have them, are read as one.
    """
    data = head or file.read(_READ)
    make = next((make for magic, make in _MAGIC.items() if data.startswith(magic)), None)
    current: _Decompressor | None = None
    while data:
        if make is None:
            yield data
        else:
            while data.strip(b"\0") if current is None or current.eof else data:
                current = make() if current is None or current.eof else current
                yield current.decompress(data)
                data = current.unused_data if current.eof else b""
        data = file.read(_READ)
    if current is not None and not current.eof:
        raise EOFError("it ends in the middle of its compressed data")
