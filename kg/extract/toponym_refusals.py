"""Which names of places are parts of other names? The lexicon's actors: "Islamic State of Iraq and the Levant"."""

from __future__ import annotations

from collections import defaultdict
from pathlib import Path

from spacy.tokens import Doc

from kg.data import lexicon

ACTORS = ("key", "label", "class", "country", "aliases")
_LONGEST = 12  # tokens


class ActorNames:
    """Names of actors of several words, found at a token of a passage."""

    def __init__(self, names: frozenset[str]) -> None:
        self._by_first: dict[str, list[str]] = defaultdict(list)
        for name in sorted(names, key=lambda name: (-len(name), name)):
            self._by_first[name.split()[0]].append(name)

    def end(self, doc: Doc, at: int) -> int:
        """The token after the name that begins here, 0 where none does."""
        names = self._by_first.get(doc[at].text)
        if not names:
            return 0
        text = ""
        ends: dict[str, int] = {}
        for i in range(at, min(at + _LONGEST, len(doc))):
            text += doc[i].text
            ends[text] = i + 1
            text += doc[i].whitespace_
        return next((ends[name] for name in names if name in ends), 0)


def actor_names(extra: Path | None) -> ActorNames:
    names = (
        name
        for row in lexicon("actors", ACTORS, extra)
        for name in (row["label"], *row["aliases"].split("|"))
        if " " in name.strip()
    )
    return ActorNames(frozenset(name.strip() for name in names))
