"""`seeds/corpus/passages`: entities, triggers with roles and veracity, and who says what, in the contract's terms."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from bench.corpus.passages import Line, Mark, Passage, corpus
from bench.train.document import Answer, Document, Marked, Pairing, Places, Pointing, flat, read, tagged
from kg.annotate.reader.heads import LABELLED, OF_EVENTS, PAIRED
from kg.annotate.reader.words import Word

ROLES = PAIRED["role"][0]
NONE: Answer = frozenset({0})
BEGIN_OR_INSIDE: Answer = frozenset({1, 2})
SLOTS = {"place": "hasPlace", "time": "hasTime"}


def documents(*parts: str) -> Iterator[Document]:
    """The passages of these parts ("train", "dev", "test")."""
    return (document(one) for one in corpus() if one.part in parts)


def document(one: Passage) -> Document:
    """A passage with all that its marks say.

    Cues and sources are words here, and spans where attributions are learned from: only that they are part of one is
    known.
    """
    text, found, places = read(one.name, one.text)
    classes = {mark.name: mark.words[0] for mark in one.marks if mark.name.isdigit() and mark.words}
    spans = {mark: places.marked(mark.begin, mark.end, classes.get(mark.name, "")) for mark in one.marks}
    by_name: dict[str, list[Marked]] = {}
    for mark, span in spans.items():
        if span is not None:
            by_name.setdefault(mark.name, []).append(span)
    lines = {line.name: line for line in one.lines}
    entities = flat(span for mark, span in spans.items() if mark.name.isdigit())
    answers: dict[str, list[Answer]] = {"entities": tagged(len(found), entities, "entities")}
    answers |= _triggers(one, lines, places, found)
    speaker = list(_speakers(lines, by_name))
    for head in ("cue", "source", "act"):
        answers[head] = [None] * len(found)
    for mark, span in spans.items():
        if span is not None and mark.name[0] == "c" and mark.name in lines:
            does: Answer = frozenset({LABELLED["act"].index(lines[mark.name].act)})
            answers["act"][span.start : span.end] = [does] * (span.end - span.start)
    for pointing in speaker:
        answers["cue"][pointing.word] = BEGIN_OR_INSIDE
        for i in pointing.answers:
            answers["source"][i] = BEGIN_OR_INSIDE
    roles = [_roles(lines[mark.name], span, by_name) for mark, span in spans.items() if mark.name[0] == "e" and span]
    return Document(one.name, "own", text, found, answers, roles=roles, speaker=speaker)


def _triggers(
    one: Passage, lines: Mapping[str, Line], places: Places, found: tuple[Word, ...]
) -> Iterator[tuple[str, list[Answer]]]:
    given: dict[str, list[Answer]] = {head: [None] * len(found) for head in OF_EVENTS}
    given["trigger"] = [NONE] * len(found)
    for mark in one.marks:
        span = places.span(mark.begin, mark.end) if mark.name[0] == "e" else None
        if span is not None:
            for i in range(*span):
                given["trigger"][i] = None
            _tell(given, span[0], mark, lines[mark.name].veracity)
    yield from given.items()


def _tell(given: dict[str, list[Answer]], word: int, mark: Mark, veracity: tuple[str, ...]) -> None:
    given["trigger"][word] = frozenset({LABELLED["trigger"].index(mark.words[0])})
    for head in ("polarity", "certainty", "actuality"):
        said = next((i for i, label in enumerate(LABELLED[head]) if label in veracity), 0)
        # what is planned, supposed or denied has no word of certainty beside
        is_open = head == "certainty" and not said and bool(veracity)
        given[head][word] = None if is_open else frozenset({said})


def _nearest(word: int, mentions: list[Marked]) -> Marked:
    return min(mentions, key=lambda span: (min(abs(span.start - word), abs(span.end - 1 - word)), span))


def _roles(line: Line, trigger: Marked, by_name: Mapping[str, list[Marked]]) -> Pairing:
    """The nearest mention of each filler; of its others nothing is known."""
    answers: dict[int, Answer] = {}
    chosen: dict[int, set[int]] = {}
    for slot, filler in line.slots:
        role = SLOTS.get(slot, slot)
        if role not in ROLES or filler.name not in by_name:
            continue
        near = _nearest(trigger.start, by_name[filler.name])
        for mention in by_name[filler.name]:
            for i in range(mention.start, mention.end):
                answers.setdefault(i, None)
                if mention == near:
                    chosen.setdefault(i, set()).add(ROLES.index(role) + 1)
    answers |= {i: frozenset(some) for i, some in chosen.items()}
    return Pairing(trigger.start, answers)


def _speakers(lines: Mapping[str, Line], by_name: Mapping[str, list[Marked]]) -> Iterator[Pointing]:
    for name, line in lines.items():
        if name[0] != "c" or name not in by_name:
            continue
        cue = by_name[name][0].start
        mentions = [m for slot, filler in line.slots if slot == "source" for m in by_name.get(filler.name, ())]
        words = frozenset(range(*_nearest(cue, mentions)[:2])) if mentions else frozenset()
        yield Pointing(cue, words)
