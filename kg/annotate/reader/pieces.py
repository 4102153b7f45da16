"""Words in the pieces of the encoder's vocabulary: the longest known piece first, as in BERT."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from itertools import chain
from pathlib import Path
from typing import NamedTuple

from kg.annotate.reader.words import SHAPES, shape

LONGEST = 510  # pieces of a window beside [CLS] and [SEP]: the encoder has 512 places
LONGEST_WORD = 100  # letters; a longer word is unknown, as in BERT
LIMIT = 200_000  # remembered words; the table starts anew beyond, so that memory stays bounded
MARK = len(SHAPES)  # the shape of [CLS] and [SEP]
# An underscore and each sign of Chinese writing is a word by itself.
_PART = re.compile(r"[_\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff]|[^\W_\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff]+|[^\w\s]")


class Pieces(NamedTuple):
    """The pieces of some words, the shape of the word of each, and the place of each word's first piece."""

    ids: list[int]
    shapes: list[int]
    first: list[int]


class Vocabulary:
    """The encoder's word pieces, from a file with one a line ("##" before those inside a word)."""

    def __init__(self, path: Path) -> None:
        lines = path.read_text(encoding="utf-8").split("\n")
        self._ids = {piece: i for i, piece in enumerate(lines) if piece}
        self._begin, self._end, self._unknown = (self._ids[mark] for mark in ("[CLS]", "[SEP]", "[UNK]"))
        self._known: dict[str, tuple[int, ...]] = {}

    def pieces(self, words: Sequence[str]) -> Pieces:
        """The words' pieces between [CLS] and [SEP].

        Each word keeps its first pieces alone where the window would be too long (runs of signs that are no language).
        """
        split = [self._of(word) for word in words]
        if sum(map(len, split)) > LONGEST:
            split = [own[: max(1, LONGEST // len(words))] for own in split]
        first, place = [], 1
        for own in split:
            first.append(place)
            place += len(own)
        shapes = chain.from_iterable([shape(word)] * len(own) for word, own in zip(words, split, strict=True))
        return Pieces([self._begin, *chain.from_iterable(split), self._end], [MARK, *shapes, MARK], first)

    def _of(self, word: str) -> tuple[int, ...]:
        found = self._known.get(word)
        if found is None:
            if len(self._known) >= LIMIT:
                self._known.clear()
            found = tuple(chain.from_iterable(map(self._split, _parts(word)))) or (self._unknown,)
            self._known[word] = found
        return found

    def _split(self, part: str) -> Iterable[int]:
        if len(part) > LONGEST_WORD:
            return (self._unknown,)
        made, start = [], 0
        while start < len(part):
            end = len(part)
            while end > start and ("##" if start else "") + part[start:end] not in self._ids:
                end -= 1
            if end == start:
                return (self._unknown,)
            made.append(self._ids[("##" if start else "") + part[start:end]])
            start = end
        return made


def _parts(word: str) -> list[str]:
    """The word in small letters without accents, cut at signs."""
    plain = unicodedata.normalize("NFD", word.lower())
    return _PART.findall("".join(c for c in plain if unicodedata.category(c) not in {"Mn", "Cf", "Cc", "Co"}))
