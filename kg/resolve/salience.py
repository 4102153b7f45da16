"""What does "the group" or "he" mean? A short memory of who was mentioned lately, and how often."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter, deque
from collections.abc import Sequence
from typing import NamedTuple

from kg.data import lexicon
from kg.model import EntityFinding
from kg.resolve.names import family, normal
from kg.vocab import superclasses

_WORD = re.compile(r"\w+")
REACH = 3  # sentences that a description looks back over
_PERSONAL = dict.fromkeys(("he", "him", "his", "himself"), "male") | dict.fromkeys(("she", "her", "hers"), "female")
_PLURAL = frozenset(["they", "them", "their", "theirs", "themselves"])
# Modifiers that judge rather than tell apart: "the terror group".
_LOADED = frozenset(
    [
        "terror",
        "terrorist",
        "militant",
        "extremist",
        "jihadist",
        "jihadi",
        "armed",
        "rebel",
        "militia",
        "islamist",
        "insurgent",
        "separatist",
        "extreme",
        "radical",
    ]
)
# Modifiers that say where a building is rather than which: "the city's municipal stadium" after "a stadium".
_LOCAL = frozenset(["city", "fortified", "local", "municipal", "nearby", "s", "town", "village"])
# What is only called so is one thing under each such word: "its so-called caliphate", "their self-styled caliphate".
_PRETENDED = frozenset(["called", "declared", "proclaimed", "styled"])
_BUILT = frozenset(["building", "complex", "compound"])
_ONE_FORCE = dict.fromkeys(("military", "army"), "army")  # in one article "the military" is "the army"
_SITES = frozenset(["Facility", "Settlement"])
_THING = frozenset(["it", "its", "itself"])


class Seen(NamedTuple):
    """One earlier phrase: the sentence it stood in, its cluster."""

    sentence: int
    number: int
    finding: EntityFinding


def _general_terms() -> dict[str, tuple[str, ...]]:
    """Head lemma -> classes that it may stand for: "group" for an armed group."""
    return {row["lemma"]: tuple(row["classes"].split("|")) for row in lexicon("anaphors", ("lemma", "classes"))}


class Memory:
    """The phrases of the last sentences, and for each head lemma the last thing described by it."""

    def __init__(self, sentences: Sequence[tuple[int, int]]) -> None:
        self._begins = [begin for begin, _ in sentences]
        self._recent: deque[Seen] = deque(maxlen=60)
        self._by_lemma: dict[str, Seen] = {}
        self._count: Counter[int] = Counter()
        self._gender: dict[int, str] = {}
        self._general = _general_terms()

    def sentence(self, head: int) -> int:
        return bisect_right(self._begins, head)

    def note(self, finding: EntityFinding, number: int) -> None:
        seen = Seen(self.sentence(finding.head), number, finding)
        self._recent.append(seen)
        self._count[number] += 1
        if finding.gender:
            self._gender.setdefault(number, finding.gender)
        if finding.form == "nominal":
            self._by_lemma[_lemma(finding)] = seen
        elif finding.form == "name" and family(finding.cls) in {"Organization", "Place"}:
            words = normal(finding.name).split()
            if len(words) > 1:
                self._by_lemma[words[-1]] = seen

    def described(self, finding: EntityFinding, classes: Sequence[str]) -> int | None:
        """The cluster that a definite description takes up, None if it introduces something new."""
        if not finding.definite or any(c.isdigit() for c in finding.mention.text):
            return None
        here = self.sentence(finding.head)
        lemma = _lemma(finding)
        same = self._by_lemma.get(lemma)
        if lemma in _BUILT and finding.cls == "Facility" and (whole := self._built(finding)):
            same = whole
        if same and not (self._fits(finding, same, classes) and (not finding.plural or here - same.sentence <= REACH)):
            same = None
        if finding.plural or lemma not in self._general or _modifiers(finding) - _LOADED:
            return same.number if same else None
        wanted = self._general[lemma]
        near = [
            seen
            for seen in self._recent
            if here - seen.sentence <= REACH
            and seen.finding.form == "name"
            and any(cls in superclasses(classes[seen.number]) for cls in wanted)
        ]
        near += [same] if same else []
        # Who is spoken of most is who is meant; of equals, the last one.
        best = max(near, key=lambda s: (self._count[s.number], s.sentence, s.finding.head), default=None)
        return best.number if best else None

    def _built(self, finding: EntityFinding) -> Seen | None:
        """What "the hospital building" is: the hospital that was told of."""
        words = _words(finding)
        return self._by_lemma.get(words[-2]) if len(words) > 1 else None

    def _fits(self, finding: EntityFinding, earlier: Seen, classes: Sequence[str]) -> bool:
        """Whether the later phrase says no more than the earlier: "the forces" after "Kurdish forces".

        "The girls" after "eight more girls" may be the others, or all of them.
        """
        if _is_addition(earlier.finding):
            return False
        if family(classes[earlier.number]) != family(finding.cls):
            return False
        if finding.plural != earlier.finding.plural and earlier.finding.form == "nominal":
            return False
        said = _modifiers(finding)
        if finding.cls == "Facility":
            said -= _LOCAL
        if said & _PRETENDED:
            said -= _PRETENDED | {"its", "their", "so", "self"}
        return said <= set(_words(earlier.finding))

    def meant(self, finding: EntityFinding, classes: Sequence[str]) -> int | None:
        """The cluster that a pronoun stands for, None unless one candidate stands out in this or the last sentence."""
        word = finding.mention.text.lower()
        here = self.sentence(finding.head)
        for back in range(REACH):
            near = _outermost([s for s in self._recent if s.sentence == here - back])
            places = word == "it" and any(classes[s.number] in _SITES and not s.finding.plural for s in near)
            near = [s for s in near if self._may_mean(word, s, classes, family(finding.cls))]
            numbers = list(dict.fromkeys(s.number for s in near))
            if len(numbers) == 1 or (numbers and word in _PERSONAL and back):
                return numbers[0]  # the first of a sentence is mostly its subject
            if numbers and word not in _PERSONAL:
                return None
            if numbers:
                return numbers[-1] if word in {"his", "her"} else numbers[0]
            if word not in _PERSONAL and (back or places):
                return None  # "the rebels, who seized it", of a town, is no army of the sentence before
        return None

    def _may_mean(self, word: str, seen: Seen, classes: Sequence[str], kin: str) -> bool:
        cls = classes[seen.number]
        if word in _PERSONAL:
            known = self._gender.get(seen.number, "")
            return cls == "Person" and not seen.finding.plural and known in {"", _PERSONAL[word]}
        if seen.finding.form == "pronoun":
            return False
        if word in _PLURAL:
            return cls in {"PersonGroup", "Population"} or (seen.finding.plural and family(cls) == "Organization")
        wanted = kin if kin == "Place" else "Organization"
        return word in _THING and family(cls) == wanted and not seen.finding.plural


def _outermost(phrases: list[Seen]) -> list[Seen]:
    """The phrases that stand in no other one: of "U.S.-led coalition" the whole, not "U.S."."""
    spans = {(p.finding.mention.begin, p.finding.mention.end) for p in phrases}
    return [
        p
        for p in phrases
        if not any(
            b <= p.finding.mention.begin and p.finding.mention.end <= e and (b, e) != p.finding.mention[:2]
            for b, e in spans
        )
    ]


def _lemma(finding: EntityFinding) -> str:
    word = finding.name.lower().split()[-1]
    return _ONE_FORCE.get(word, word) if finding.cls == "StateForces" else word


def _is_addition(finding: EntityFinding) -> bool:
    words = _words(finding)[:-1]
    return finding.plural and bool({"more", "other"} & set(words)) and "than" not in words


def _modifiers(finding: EntityFinding) -> set[str]:
    """The words of a description before its head."""
    return set(_words(finding)[:-1])


def _words(finding: EntityFinding) -> list[str]:
    return _WORD.findall(finding.mention.text.lower())
