"""Is every passage in order? Classes, types, roles, figures and names, and what is there of each."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Final

from bench.corpus.passages import Line, Mark, Passage
from kg import vocab

PARTS: Final = ("train", "dev", "test")
_ROLES: Final = frozenset({"initiator", "target", "victim", "participant", "gainer", "loser", "instrument"})
_FILLERS: Final = {"place": r"\d+", "time": r"t\d+", "figure": r"n\d+", "by": r"c\d+", **dict.fromkeys(_ROLES, r"\d+")}
_OF_CUES: Final = {"source": r"\d+", "content": r"q\d+"}
_TOPS: Final = frozenset({"Entity", "Actor", "Place"})
_FIGURE: Final = re.compile(r"\d+|\d+-\d*|-\d+")
_SENTENCE_END: Final = re.compile(
    r"(?<!\b[A-Z])(?<!\b[A-Z][a-z])(?<!\b[A-Z][a-z][a-z])[.!?][”’\"')]*(?=\s+[“‘\"']?[A-Z0-9]|$)"
)


def faults(passages: Iterable[Passage]) -> Iterator[str]:
    """What is wrong, one line each, with the passage's name."""
    names: Counter[str] = Counter()
    for one in passages:
        names[one.name] += 1
        yield from (f"{one.name}: {fault}" for fault in _faults(one))
    yield from (f"{name}: {count} passages have this name" for name, count in names.items() if count > 1)


def _faults(one: Passage) -> Iterator[str]:
    if one.part not in PARTS:
        yield f"{one.part!r} is no part"
    sentences = len(_SENTENCE_END.findall(one.text))
    if not 2 <= sentences <= 7:
        yield f"{sentences} sentences"
    for mark in one.marks:
        yield from _mark_faults(mark, one)
    marked = {mark.name for mark in one.marks}
    told = Counter(line.name for line in one.lines)
    for line in one.lines:
        yield from _line_faults(line, marked, told)
    yield from (f"{name} has no line" for name in sorted(marked) if name[0] in "ec" and name not in told)


def _mark_faults(mark: Mark, one: Passage) -> Iterator[str]:
    span = one.text[mark.begin : mark.end]
    words = f"[{span}]{{{' '.join((mark.name, *mark.words))}}}"
    if not span or span != span.strip():
        yield f"{words}: empty, or begins or ends with a space"
    same = [other for other in one.marks if other.name == mark.name]
    check = _entity_faults if mark.name.isdigit() else _KINDS.get(mark.name[0], _other_faults)
    yield from (f"{words}: {fault}" for fault in check(mark, same))


def _entity_faults(mark: Mark, same: list[Mark]) -> Iterator[str]:
    classes = {other.words for other in same if other.words}
    if len(classes) != 1:
        yield "the entity has no class, or two"
    if mark.words and (len(mark.words) != 1 or mark.words[0] not in vocab.ENTITY_CLASSES - _TOPS):
        yield "no class of the contract"


def _trigger_faults(mark: Mark, same: list[Mark]) -> Iterator[str]:
    if len(mark.words) != 1 or mark.words[0] not in vocab.EVENT_CLASSES:
        yield "no type of the contract"
    if len(same) > 1:
        yield "the event has two triggers"


def _figure_faults(mark: Mark, _: list[Mark]) -> Iterator[str]:
    known = (vocab.HARMS, None, vocab.COUNT_QUALIFIERS, vocab.VICTIM_STATUSES)
    is_figure = len(mark.words) == len(known) and _FIGURE.fullmatch(mark.words[1])
    if not is_figure or any(names and word not in names for word, names in zip(mark.words, known, strict=True)):
        yield "no figure"


def _plain_faults(mark: Mark, _: list[Mark]) -> Iterator[str]:
    if mark.words:
        yield "this mark has a name only"


def _other_faults(_mark: Mark, _: list[Mark]) -> Iterator[str]:
    yield "no such mark"


_KINDS: Final = {
    "e": _trigger_faults,
    "n": _figure_faults,
    "t": _plain_faults,
    "c": _plain_faults,
    "q": _plain_faults,
}


def _line_faults(line: Line, marked: set[str], told: Counter[str]) -> Iterator[str]:
    slots = {"e": _FILLERS, "c": _OF_CUES}.get(line.name[0])
    if slots is None or line.name not in marked:
        yield f"{line.name}: a line for nothing that is marked"
        return
    if told[line.name] > 1:
        yield f"{line.name}: several lines"
    for slot, filler in line.slots:
        if slot not in slots or not re.fullmatch(slots[slot], filler.name):
            yield f"{line.name}: {slot}={filler.name} is no slot of it"
        elif filler.name not in marked:
            yield f"{line.name}: {slot}={filler.name} is not marked"
    if line.name[0] == "c" and line.veracity:
        yield f"{line.name}: a cue has no veracity"


def counts(passages: Iterable[Passage]) -> dict[str, Counter[str]]:
    """How many there are of each: passages by part, registers, classes, types, roles, veracity, what cues do."""
    found: dict[str, Counter[str]] = {
        key: Counter() for key in ("part", "register", "class", "type", "role", "veracity", "act", "with")
    }
    for one in passages:
        found["part"][one.part] += 1
        found["register"][one.register] += 1
        kinds = {mark.name[0] for mark in one.marks}
        there = {"event": "e" in kinds, "no event": "e" not in kinds, "cue": "c" in kinds, "figure": "n" in kinds}
        found["with"].update(word for word, is_there in there.items() if is_there)
        found["class"].update(mark.words[0] for mark in one.marks if mark.name.isdigit() and mark.words)
        found["type"].update(mark.words[0] for mark in one.marks if mark.name[0] == "e")
        found["role"].update(slot for line in one.lines if line.name[0] == "e" for slot, _ in line.slots)
        found["veracity"].update(word for line in one.lines for word in line.veracity)
        found["act"].update(line.act for line in one.lines if line.act)
    return found
