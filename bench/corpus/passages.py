"""How is a marked-up passage of `seeds/corpus/passages` read? Its form is told in `seeds/corpus/passages/README.md`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Final, NamedTuple

from kg.model.seen import ACTS

FOLDER: Final = Path(__file__).resolve().parents[2] / "seeds" / "corpus" / "passages"
SECOND: Final = FOLDER.with_name("second-reading")
_HEAD: Final = re.compile(
    r"## (?P<name>[a-z]+-\d{3}) · (?P<date>\d{4}-\d\d-\d\d) · (?P<register>[^·]+) · (?P<part>\w+)"
)
_EDGE: Final = re.compile(r"\[|\]\{([^{}]*)\}")
_VERACITY: Final = frozenset({"Negated", "Probable", "Possible", "Planned", "Hypothetical"})
PLAIN, *_OTHERS = ACTS  # a cue's line tells what it does, unless it plainly says


class Mark(NamedTuple):
    """Characters `begin` to `end` of the plain text, the mark's name ("3", "e1", "t1") and the words after the name."""

    begin: int
    end: int
    name: str
    words: tuple[str, ...]


class Filler(NamedTuple):
    """The name that fills a slot; `inferred` if it is not said in the trigger's own clause."""

    name: str
    inferred: bool


class Line(NamedTuple):
    """What is said of an event or a cue: its slots, in order, an event's words of veracity, and what a cue does."""

    name: str
    slots: tuple[tuple[str, Filler], ...]
    veracity: tuple[str, ...]
    act: str = ""


class Passage(NamedTuple):
    """One passage; `part` is train, dev or test."""

    name: str
    date: str
    register: str
    part: str
    text: str
    marks: tuple[Mark, ...]
    lines: tuple[Line, ...]


class BadPassage(ValueError):
    """A passage that is not in the corpus's form."""


def corpus(folder: Path = FOLDER) -> Iterator[Passage]:
    """All passages, file by file. Raises `BadPassage`."""
    for path in sorted(folder.glob("*.txt")):
        yield from of_file(path)


def of_file(path: Path) -> Iterator[Passage]:
    """The passages of a file, which stand apart by empty lines. Raises `BadPassage`."""
    for block in path.read_text(encoding="utf-8").split("\n\n"):
        if block.strip():
            yield passage(block.strip())


def passage(block: str) -> Passage:
    """One passage: its head, its text, its lines. Raises `BadPassage`."""
    head, *rest = block.splitlines()
    found = _HEAD.fullmatch(head)
    if found is None:
        raise BadPassage(f"no head: {head[:80]}")
    lines = [line for line in rest if line.startswith("=")]
    told = " ".join(line.strip() for line in rest if not line.startswith("="))
    text, marks = unmarked(told, found["name"])
    return Passage(
        **found.groupdict(), text=text, marks=marks, lines=tuple(_line(line, found["name"]) for line in lines)
    )


def unmarked(told: str, name: str = "") -> tuple[str, tuple[Mark, ...]]:
    """The plain text and its marks, in the order in which they close.

    >>> unmarked("[The [town]{1 Settlement}]{1} fell.")[0]
    'The town fell.'
    """
    text, marks, open_at, last = "", [], [], 0
    for edge in _EDGE.finditer(told):
        text += told[last : edge.start()]
        last = edge.end()
        if edge[1] is None:
            open_at.append(len(text))
            continue
        if not open_at or not edge[1].split():
            raise BadPassage(f"{name}: a mark that was not opened, or has no name: {edge[0]}")
        first, *words = edge[1].split()
        marks.append(Mark(open_at.pop(), len(text), first, tuple(words)))
    text += told[last:]
    if open_at or "]" in text or "{" in text:
        raise BadPassage(f"{name}: a mark that is not closed: {text[max(0, (open_at or [len(text)])[-1] - 20) :][:60]}")
    return text, tuple(marks)


def _line(line: str, passage_name: str) -> Line:
    _, name, *words = line.split()
    slots: list[tuple[str, Filler]] = []
    act = ""
    for word in words:
        slot, equals, names = word.partition("=")
        if equals:
            slots += [(slot, Filler(one.removesuffix("?"), one.endswith("?"))) for one in names.split(",")]
        elif word in _OTHERS and name[0] == "c" and not act:
            act = word
        elif word not in _VERACITY:
            raise BadPassage(f"{passage_name}: {word!r} is neither a slot nor a word of veracity, nor what a cue does")
    veracity = tuple(word for word in words if word in _VERACITY)
    return Line(name, tuple(slots), veracity, act or (PLAIN if name[0] == "c" else ""))
