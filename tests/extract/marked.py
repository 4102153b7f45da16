"""Sentences with their reading marked in them: "[Two soldiers]{Killed 2 Exactly Combatant} were killed."."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

_MARK = re.compile(r"\[([^\]]+)\]\{([^}]*)\}")


class Mark(NamedTuple):
    """Characters `begin` to `end` of the plain sentence and the words in their braces."""

    begin: int
    end: int
    label: tuple[str, ...]


class Case(NamedTuple):
    text: str
    marks: tuple[Mark, ...]


def case(line: str) -> Case:
    """The plain sentence and its marks.

    >>> case("[Troops]{initiator} fled.")
    Case(text='Troops fled.', marks=(Mark(begin=0, end=6, label=('initiator',)),))
    """
    text, marks, last = "", [], 0
    for found in _MARK.finditer(line):
        text += line[last : found.start()]
        marks.append(Mark(len(text), len(text) + len(found[1]), tuple(found[2].split())))
        text += found[1]
        last = found.end()
    return Case(text + line[last:], tuple(marks))


def cases(path: Path) -> Iterator[Case]:
    """The cases of a file, one a line; lines that begin with "#" are comments."""
    for line in path.read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            yield case(line)
