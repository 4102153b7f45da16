"""`muc4-train-cased`: the strings that fill the roles of an article's incidents, wherever they stand in it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from bench.train.document import Answer, Marked, flat, tagged
from kg.annotate.reader.words import Word

LONGEST = 15  # words; no string of the keys is longer by much
_WORD = re.compile(r"\w+")


def fillers(gold: Mapping[str, Sequence[Sequence[str]]], found: Sequence[Word]) -> list[Answer]:
    """The tag of each word: the strings of the keys are found by their words in small letters."""
    wanted: dict[tuple[str, ...], set[str]] = {}
    for role, entities in gold.items():
        for strings in entities:
            for string in strings:
                key = tuple(_WORD.findall(string.lower()))
                if 0 < len(key) <= LONGEST:
                    wanted.setdefault(key, set()).add(role)
    solid = [(i, word.text.lower()) for i, word in enumerate(found) if _WORD.fullmatch(word.text)]
    return tagged(len(found), flat(_found(wanted, solid)), "fillers")


def _found(wanted: Mapping[tuple[str, ...], set[str]], solid: Sequence[tuple[int, str]]) -> Iterator[Marked]:
    lengths = sorted({len(key) for key in wanted}, reverse=True)
    texts = [text for _, text in solid]
    for at in range(len(solid)):
        for length in lengths:
            roles = wanted.get(tuple(texts[at : at + length]))
            if roles and at + length <= len(solid):
                yield Marked(solid[at][0], solid[at + length - 1][0] + 1, "|".join(sorted(roles)))
                break
