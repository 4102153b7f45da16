"""How far do two readers of the same passages agree?

    python -m bench.corpus.agreement [SECOND.txt…]

The second readings, by default those of `seeds/corpus/second-reading`, are passages in the corpus's form, marked from
the plain text alone; they are compared with the passages of the same names in `seeds/corpus/passages`. F1 of the second
against the first: marks by the same characters and label, events by triggers that overlap, roles of events that both
have by type and overlapping fillers.
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from bench.corpus.passages import SECOND, Line, Mark, Passage, corpus, of_file


class Tally(NamedTuple):
    """What both marked, and how much the first and the second reader marked."""

    both: int
    first: int
    second: int

    @property
    def f1(self) -> float:
        """Harmonic mean of the shares of each reader's marks that the other has; 1 where neither marked any."""
        marked = self.first + self.second
        return 2 * self.both / marked if marked else 1.0


def agreement(pairs: list[tuple[Passage, Passage]]) -> dict[str, Tally]:
    """Rows by name, over pairs of the first and the second reading of a passage."""
    rows: dict[str, list[tuple[Counter[object], Counter[object]]]] = {}
    for number, (first, second) in enumerate(pairs):
        if first.text != second.text:
            raise SystemExit(f"{first.name}: the second reading has other words")
        for name, ours in facts(first, second):
            theirs = Counter(fact for row, facts_ in facts(second, first) if row == name for fact in facts_)
            rows.setdefault(name, []).append(
                (Counter((number, fact) for fact in ours), Counter((number, f) for f in theirs.elements()))
            )
    return {
        name: Tally(
            sum((a & b).total() for a, b in counts),
            sum(a.total() for a, _ in counts),
            sum(b.total() for _, b in counts),
        )
        for name, counts in rows.items()
    }


def facts(one: Passage, other: Passage) -> Iterator[tuple[str, list[object]]]:
    """What a reading says, row by row; triggers and fillers go by the place of the other's mark that they overlap."""
    classes = {mark.name: mark.words[0] for mark in one.marks if mark.name.isdigit() and mark.words}
    entities = [mark for mark in one.marks if mark.name.isdigit()]
    triggers = {mark.name: mark for mark in one.marks if mark.name[0] == "e"}
    yield "entity mentions, same characters", [(m.begin, m.end) for m in entities]
    yield "entity mentions with class", [(m.begin, m.end, classes[m.name]) for m in entities]
    for row, letter in (("times", "t"), ("cues", "c")):
        yield row, [(m.begin, m.end) for m in one.marks if m.name[0] == letter]
    does = {line.name: line.act for line in one.lines if line.act}
    cues = {_anchor(mark, other): does[mark.name] for mark in one.marks if mark.name in does}
    shared = {_anchor(mark, one) for mark in other.marks if mark.name[0] == "c"}
    yield "what shared cues do", [cue for cue in cues.items() if cue[0] in shared]
    yield "figures with harm and range", [(m.begin, m.end, *m.words[:2]) for m in one.marks if m.name[0] == "n"]
    yield "triggers", [_anchor(mark, other) for mark in triggers.values()]
    yield "triggers with type", [(_anchor(mark, other), mark.words) for mark in triggers.values()]
    lines = [line for line in one.lines if line.name in triggers]
    yield (
        "triggers with type and veracity",
        [(_anchor(triggers[e.name], other), triggers[e.name].words, frozenset(e.veracity)) for e in lines],
    )
    shared = {_anchor(mark, one) for mark in other.marks if mark.name[0] == "e"}
    yield "roles of shared triggers", [role for e in lines for role in _roles(e, triggers[e.name], one, other, shared)]


def _roles(line: Line, trigger: Mark, one: Passage, other: Passage, shared: set[object]) -> Iterator[object]:
    anchor = _anchor(trigger, other)
    if anchor not in shared and _anchor(trigger, one) not in shared:
        return
    for slot, filler in line.slots:
        mentions = [mark for mark in one.marks if mark.name == filler.name]
        if slot in {"figure", "by"} or not mentions:
            continue
        places = sorted(str(_anchor(mark, other)) for mark in mentions)
        yield (anchor, slot, places[0])


def _anchor(mark: Mark, other: Passage) -> object:
    """The first mark of the same sort in the other reading that overlaps this one, by its place; else its own place."""
    for there in sorted(other.marks):
        if _sort(there) == _sort(mark) and there.begin < mark.end and mark.begin < there.end:
            return min((mark.begin, mark.end), (there.begin, there.end))
    return mark.begin, mark.end


def _sort(mark: Mark) -> str:
    return "entity" if mark.name.isdigit() else mark.name[0]


def main() -> None:
    first = {one.name: one for one in corpus()}
    second = [one for path in sys.argv[1:] for one in of_file(Path(path))] or list(corpus(SECOND))
    print(f"{len(second)} passages, read twice")
    print(table(agreement([(first[one.name], one) for one in second])))


def table(rows: dict[str, Tally]) -> str:
    """The rows, one a line."""
    return "\n".join(
        f"{name:36} {row.f1:.3f}  first {row.first}, second {row.second}, both {row.both}" for name, row in rows.items()
    )


if __name__ == "__main__":
    main()
