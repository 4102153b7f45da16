"""Which types of events are found in our own passages, by the rules, by the learned reader alone, and by both?

    python -m bench.corpus.types [PART]      train, dev or test (the default)

A table in Markdown: F1 of triggers with their type, by characters that overlap. The reader alone has a trigger where an
event is at least as probable as none.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from bench.corpus.agreement import Tally
from bench.corpus.passages import Passage, corpus
from bench.corpus.reading import read
from kg.annotate import Annotator
from kg.read import from_text
from kg.version import LEARNED, RULES


class Told(NamedTuple):
    """Half-open offsets of a trigger, and its type."""

    begin: int
    end: int
    cls: str


def marked(one: Passage) -> list[Told]:
    """The triggers of a passage, one for each of its types."""
    return [Told(m.begin, m.end, cls) for m in one.marks if m.name[0] == "e" for cls in m.words]


def seen(some: Sequence[Passage]) -> list[list[Told]]:
    """The triggers that the reader alone sees, passage by passage."""
    made = []
    for _, docs in Annotator().docs([from_text(one.text, id=one.name, date=one.date) for one in some]):
        made.append(
            [
                Told(begin, begin + len(doc[one.token]), one.cls)
                for doc in docs
                for one in doc.user_data["seen"].triggers
                for begin in [doc.user_data["begin"] + doc[one.token].idx]
            ]
        )
    return made


def by_type(gold: Iterable[Sequence[Told]], found: Iterable[Sequence[Told]]) -> dict[str, Tally]:
    """What both have, the gold has, and was found, by type."""
    counts: dict[str, list[int]] = {}
    for real, made in zip(gold, found, strict=True):
        left = list(real)
        for one in real:
            counts.setdefault(one.cls, [0, 0, 0])[1] += 1
        for one in made:
            own = counts.setdefault(one.cls, [0, 0, 0])
            own[2] += 1
            same = next((g for g in left if g.cls == one.cls and g.begin < one.end and one.begin < g.end), None)
            if same is not None:
                left.remove(same)
                own[0] += 1
    return {cls: Tally(*own) for cls, own in counts.items()}


def table(ways: Mapping[str, Mapping[str, Tally]]) -> str:
    """A line for each type that the gold has, the most frequent first."""
    there = {cls: tally.first for tallies in ways.values() for cls, tally in tallies.items() if tally.first}
    lines = [f"| type | gold | {' | '.join(ways)} |", "|---|---|" + "---|" * len(ways)]
    for cls in sorted(there, key=lambda cls: (-there[cls], cls)):
        found = " | ".join(f"{tallies[cls].f1:.2f}" for tallies in ways.values())
        lines += [f"| {cls} | {there[cls]} | {found} |"]
    return "\n".join(lines)


def main() -> None:
    part = sys.argv[1] if len(sys.argv) > 1 else "test"
    some = [one for one in corpus() if one.part == part]
    gold = [marked(one) for one in some]
    ways = {
        "rules": by_type(gold, map(marked, read(some, RULES))),
        "reader": by_type(gold, seen(some)),
        "both": by_type(gold, map(marked, read(some, LEARNED))),
    }
    print(table(ways))


if __name__ == "__main__":
    main()
