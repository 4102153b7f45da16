"""The words of a text as the encoder knows them, and what their letters look like."""

from __future__ import annotations

import re
from typing import NamedTuple

_WORD = re.compile(r"\w+|[^\w\s]")
SHAPES = ("digit", "punctuation", "lower", "single capital", "capitals", "title", "mixed")


class Word(NamedTuple):
    """Half-open offsets of a word and its text."""

    begin: int
    end: int
    text: str


def words(text: str) -> list[Word]:
    """Runs of letters and digits, and every other sign by itself.

    >>> [word.text for word in words("U.S.-led")]
    ['U', '.', 'S', '.', '-', 'led']
    """
    return [Word(m.start(), m.end(), m.group()) for m in _WORD.finditer(text)]


def shape(word: str) -> int:
    """The index of the word's shape in `SHAPES`; the encoder's vocabulary has small letters only.

    >>> [SHAPES[shape(word)] for word in ("22", "-", "van", "U", "ISIL", "Raqqa", "al", "McCain")]
    ['digit', 'punctuation', 'lower', 'single capital', 'capitals', 'title', 'lower', 'mixed']
    """
    if word.isdigit():
        return 0
    if not any(letter.isalnum() for letter in word):
        return 1
    if word.islower():
        return 2
    if word.isupper():
        return 3 if len(word) == 1 else 4
    return 5 if word.istitle() else 6
