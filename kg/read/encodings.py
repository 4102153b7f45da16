"""Which characters do these bytes mean? UTF-8, UTF-16 and UTF-32 with their marks, UTF-16 without, Windows-1252."""

from __future__ import annotations

import codecs
import re
from typing import NamedTuple

SAMPLE = 4096  # bytes that decide whether NULs are every second byte
_MARKS = (
    (codecs.BOM_UTF8, "utf-8", "utf-8 with BOM"),
    (codecs.BOM_UTF32_LE, "utf-32-le", "utf-32 with BOM"),
    (codecs.BOM_UTF32_BE, "utf-32-be", "utf-32 with BOM"),
    (codecs.BOM_UTF16_LE, "utf-16-le", "utf-16 with BOM"),
    (codecs.BOM_UTF16_BE, "utf-16-be", "utf-16 with BOM"),
)
_HIGH = re.compile(r"[^\x00-\x7f]")
# What English news uses of Windows-1252 outside ASCII: quotes, dashes and signs, or a letter beside another letter.
_PLAUSIBLE = re.compile(
    r"[€‚„…†‰‹‘’“”•–—™›\xa0£§©«®°±²³·»¼½¾¿¡]|(?<=[^\W\d_])[ŠŒŽšœžŸÀ-ÖØ-öø-ü]|[ŠŒŽšœžÀ-ÖØ-öø-ü](?=[^\W\d_])"
)


class Decoded(NamedTuple):
    """The characters without a byte order mark, and the encoding by name."""

    text: str
    encoding: str


def decode(data: bytes) -> Decoded:
    """The text of a whole file, its newlines and controls as they are; what is broken is U+FFFD and is counted.

    >>> decode("“Raqqa”".encode("cp1252"))
    Decoded(text='“Raqqa”', encoding='windows-1252')
    """
    for mark, codec, name in _MARKS:
        if data.startswith(mark):
            return _lenient(data[len(mark) :], codec, name)
    if wide := utf16_without_mark(data):
        return _lenient(data, wide, wide)
    try:
        return Decoded(data.decode("utf-8"), "utf-8")
    except UnicodeDecodeError:
        return _windows(data) or _lenient(data, "utf-8", "utf-8")


def utf16_without_mark(data: bytes) -> str | None:
    """The codec of UTF-16 where NULs stand in every second place, as they do in Latin text."""
    sample = data[: SAMPLE - len(data[:SAMPLE]) % 2]
    half = len(sample) // 2
    even, odd = sample[0::2].count(0), sample[1::2].count(0)
    if half and odd > 0.6 * half and even < 0.1 * half:
        return "utf-16-le"
    if half and even > 0.6 * half and odd < 0.1 * half:
        return "utf-16-be"
    return None


def _lenient(data: bytes, codec: str, name: str) -> Decoded:
    try:
        return Decoded(data.decode(codec), name)
    except UnicodeDecodeError:
        broken = len(data) - len(data.decode(codec, "ignore").encode(codec))
        return Decoded(data.decode(codec, "replace"), f"{name} (with {broken} broken byte{'s' * (broken != 1)})")


def _windows(data: bytes) -> Decoded | None:
    """The text as Windows-1252, unless it is UTF-8 with a few broken bytes or would make no sense."""
    sound = data.decode("utf-8", "ignore")
    broken = len(data) - len(sound.encode())
    if len(_HIGH.findall(sound)) >= broken:
        return None
    try:
        text = data.decode("cp1252")
    except UnicodeDecodeError:
        return None
    makes_sense = 2 * len(_PLAUSIBLE.findall(text)) > len(_HIGH.findall(text))
    return Decoded(text, "windows-1252") if makes_sense else None
