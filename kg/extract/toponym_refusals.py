"""Which words look like names of places and are none? Actors' names, demonyms, names of nothing, common nouns."""

from __future__ import annotations

from collections import defaultdict
from pathlib import Path
from typing import NamedTuple

from spacy.tokens import Doc

from kg.data import lexicon
from kg.extract.demonyms import demonyms

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


class Refusals(NamedTuple):
    """Words that are hardly ever places: `never` refuses a name, `nouns` (in small letters) speak against it."""

    never: frozenset[str]
    nouns: frozenset[str]


def refusals(extra: Path | None) -> Refusals:
    people = frozenset(form for form in demonyms(extra=extra) if form.isalpha() and not form.isupper())
    nouns = {row["noun"] for row in lexicon("person_nouns", ("noun", "class", "gender"), extra)}
    nouns |= {row["noun"] for row in lexicon("organization_nouns", ("noun", "class", "use"), extra)}
    nouns |= {row["noun"] for row in lexicon("place_nouns", ("noun", "class"), extra)}
    never = people | {row["name"] for row in lexicon("refused", ("name",), extra)}
    return Refusals(never, frozenset(noun for noun in nouns if " " not in noun))


def actor_names(extra: Path | None) -> ActorNames:
    names = (
        name
        for row in lexicon("actors", ACTORS, extra)
        for name in (row["label"], *row["aliases"].split("|"))
        if " " in name.strip()
    )
    return ActorNames(frozenset(name.strip() for name in names))
