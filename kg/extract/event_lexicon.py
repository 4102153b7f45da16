"""Which words tell of an event, and what must stand with them? The files of triggers, frames, figurative uses, kinds.

A line of `triggers.tsv` is a lemma ("blow up" for a verb with its particle), a part of speech, what it `needs`, a
class, a frame and, if it is a loaded word, its framing. `needs` are alternatives divided by "|", each of conditions
joined by "&":

    obj:place       something of the kind "place" is its object (kinds are those of `kinds.tsv` and of the entities)
    subj:any        there is a subject
    obj=fire        its object is the word "fire"
    sent:violent    another word of its sentence is of that kind; of a subject field ("sport") there must be two

The line whose satisfied alternative asks for most is taken: a word counts 5, a negation 3, a kind 2, "any" 1.
`figurative.tsv` has the same conditions; where one holds, the word is refused.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from typing import NamedTuple

from spacy.strings import get_string_id

from kg import vocab
from kg.data import lexicon, no_class, placed_lexicon
from kg.errors import BadLexicon
from kg.extract.claims_lexicon import lexicon_of_speech
from kg.extract.demonyms import ADJECTIVE, demonyms
from kg.extract.protocol import Settings

FORMS = {  # lemmas that the model gets wrong
    "gang-raped": "gang-rape",
    "machinegunned": "machinegun",
    "raped": "rape",
    "raping": "rape",
    "sniped": "snipe",
    "truncheoned": "truncheon",
}
ROLES = frozenset({"initiator", "target", "victim", "participant", "gainer", "loser", "instrument", "hasPlace"})
TRIGGER_COLUMNS = ("lemma", "pos", "needs", "cls", "frame", "framing")
KIND_COLUMNS = ("noun", "kind")
OWN_CLASS = "a class of your own stands in a file for --ontology, below a class of events such as ckg:Violence"
WORD, NEGATION, KIND, ANY = 5, 3, 2, 1  # what a condition weighs
PERILS = frozenset({"armed", "peril"})
POSITIONS = {"verb", "noun", "adj", "modal"}


class Condition(NamedTuple):
    """`slot` holds something of one of the kinds, or one of the very words; just one of the two is given."""

    slot: str
    kinds: frozenset[str]
    words: frozenset[str]
    weight: int


class Alternative(NamedTuple):
    """Conditions that hold together, and the sum of their weights."""

    weight: int
    conditions: tuple[Condition, ...]


class Trigger(NamedTuple):
    lemma: str
    pos: str
    needs: tuple[Alternative, ...]
    cls: str
    frame: str
    framing: str
    is_own: bool = False  # a line of the user's, which the learned reader does not overrule
    is_seen: bool = False  # the learned reader alone takes the word for a trigger, or for one of this class


class Place(NamedTuple):
    """What the frame makes of a place in the sentence."""

    role: str
    expects: str


Frame = Mapping[str, Place]


@dataclass(frozen=True)
class EventLexicon:
    """All four files; triggers and refusals by part of speech and lemma."""

    triggers: Mapping[tuple[str, str], tuple[Trigger, ...]]
    refusals: Mapping[tuple[str, str], tuple[Alternative, ...]]
    frames: Mapping[str, Frame]
    kinds: Mapping[str, frozenset[str]]
    light: Mapping[tuple[str, str], str]
    usual: Mapping[tuple[str, str], str]  # the commonest frame of a class and part of speech
    classes: Mapping[str, frozenset[str]]  # of the triggers that have a frame
    denials: frozenset[str]  # words that deny what they are followed by: nobody refuses anything by them
    trigger_words: frozenset[int]  # spaCy's hashes of the words that triggers begin with
    known_verbs: frozenset[int]  # and of the verbs that are triggers or plain
    pastimes: frozenset[int]  # and of the nouns of sport, stage, kitchen, garden, weather and trade
    perils: frozenset[int]  # and of those who fight, and of the plainest words of harm


def event_lexicon(settings: Settings) -> EventLexicon:
    """The shipped lines and the user's own; raises `BadLexicon` for a frame, role or condition that cannot be."""
    frames: dict[str, dict[str, Place]] = defaultdict(dict)
    for row in lexicon("frames", ("frame", "position", "role", "expects"), settings.lexicon):
        if row["role"] not in ROLES:
            raise BadLexicon("frames.tsv", f"{row['role']} is no role", f"use one of {', '.join(sorted(ROLES))}")
        frames[row["frame"]][row["position"]] = Place(row["role"], row["expects"])
    light = lexicon("light_verbs", ("verb", "link", "side"), settings.lexicon)
    plain = {row["verb"] for row in lexicon("plain_verbs", ("verb",), settings.lexicon)}
    triggers = _triggers(settings, frames)
    refusals = _refusals(settings)
    kinds = _kinds(
        settings, _asked([one.needs for some in triggers.values() for one in some]) | _asked(refusals.values())
    )
    return EventLexicon(
        triggers,
        refusals,
        dict(frames),
        kinds,
        {(row["verb"], row["link"]): row["side"] for row in light},
        _usual(one for some in triggers.values() for one in some),
        _classes(one for some in triggers.values() for one in some),
        _denials(settings),
        _hashes({lemma.split()[0] for _, lemma in triggers} | set(FORMS)),
        _hashes(plain | {lemma.split()[0] for pos, lemma in triggers if pos == "verb"}),
        frozenset(get_string_id(noun) for noun, some in kinds.items() if "pastime" in some),
        frozenset(get_string_id(noun) for noun, some in kinds.items() if some & PERILS),
    )


def _usual(triggers: Iterable[Trigger]) -> dict[tuple[str, str], str]:
    counts: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    for one in triggers:
        if not one.is_own:
            counts[one.cls, one.pos][one.frame] += 1
    return {key: min(frames, key=lambda frame: (-frames[frame], frame)) for key, frames in counts.items()}


def _classes(triggers: Iterable[Trigger]) -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = defaultdict(set)
    for one in triggers:
        found[one.frame].add(one.cls)
    return {frame: frozenset(classes) for frame, classes in found.items()}


def _denials(settings: Settings) -> frozenset[str]:
    words = lexicon_of_speech(settings.lexicon)
    return frozenset(
        lemma
        for some in (words.verbs, words.nouns)
        for lemma, frames in some.items()
        if any(speech.put.polarity == "Negated" for speech in frames.values())
    )


def _hashes(words: Iterable[str]) -> frozenset[int]:
    """The words' hashes in the writings that lemmas have: "attack", "Attack", "ATTACK"."""
    return frozenset(get_string_id(form) for word in words for form in (word, word.capitalize(), word.upper()))


def conditions(needs: str, where: str) -> tuple[Alternative, ...]:
    """The alternatives of a `needs` field, the most demanding first; those that ask as much of one place are one.

    >>> conditions("obj:place|obj=fire|obj=guns", "")[0].conditions[0].words == {"fire", "guns"}
    True
    """
    alone: dict[tuple[str, int], Condition] = {}
    found: list[Alternative] = []
    for part in filter(None, needs.split("|")):
        together = tuple(_condition(one, where) for one in part.split("&"))
        if len(together) > 1:
            found.append(Alternative(sum(c.weight for c in together), together))
            continue
        one, key = together[0], (together[0].slot, together[0].weight)
        known = alone.get(key, one)
        alone[key] = one._replace(kinds=known.kinds | one.kinds, words=known.words | one.words)
    found.extend(Alternative(one.weight, (one,)) for one in alone.values())
    return tuple(sorted(found, key=lambda alternative: -alternative.weight))


def _condition(text: str, where: str) -> Condition:
    slot, mark, value = text.partition("=") if "=" in text else text.partition(":")
    if not (slot and mark and value):
        raise BadLexicon(where, f"{text!r} is no condition", "write slot:kind or slot=word")
    if mark == "=":
        return Condition(slot, frozenset(), frozenset({value}), WORD)
    weight = NEGATION if slot == "neg" else ANY if value == "any" else KIND
    return Condition(slot, frozenset({value}), frozenset(), weight)


def _triggers(settings: Settings, frames: Iterable[str]) -> dict[tuple[str, str], tuple[Trigger, ...]]:
    known = frozenset(frames)
    found: dict[tuple[str, str], list[Trigger]] = defaultdict(list)
    classes = vocab.EVENT_CLASSES | {own.name for own in settings.classes}
    shipped = sum(1 for _ in placed_lexicon("triggers", TRIGGER_COLUMNS, None))
    for i, (where, row) in enumerate(placed_lexicon("triggers", TRIGGER_COLUMNS, settings.lexicon)):
        if row["cls"] not in classes:
            raise no_class(where, row["cls"], classes, OWN_CLASS)
        if row["frame"] not in known:
            raise BadLexicon(where, f"there is no frame {row['frame']}", "add it to frames.tsv")
        if row["pos"] not in POSITIONS:
            raise BadLexicon(where, f"{row['pos']} is no part of speech", f"use one of {', '.join(sorted(POSITIONS))}")
        needs = conditions(row["needs"], where)
        found[row["pos"], row["lemma"]].append(
            Trigger(row["lemma"], row["pos"], needs, row["cls"], row["frame"], row["framing"], i >= shipped)
        )
    return {key: tuple(triggers) for key, triggers in found.items()}


def _refusals(settings: Settings) -> dict[tuple[str, str], tuple[Alternative, ...]]:
    found: dict[tuple[str, str], list[Alternative]] = defaultdict(list)
    for row in lexicon("figurative", ("lemma", "pos", "needs", "sense"), settings.lexicon):
        found[row["pos"], row["lemma"]].extend(conditions(row["needs"], f"figurative.tsv, {row['lemma']}"))
    return {key: tuple(alternatives) for key, alternatives in found.items()}


def _kinds(settings: Settings, asked: frozenset[str]) -> dict[str, frozenset[str]]:
    """The kinds of each noun. Raises `BadLexicon` for a kind that none of ours is and no condition asks for."""
    ours = {row["kind"] for row in lexicon("kinds", KIND_COLUMNS, None)}
    found: dict[str, set[str]] = defaultdict(set)
    for where, row in placed_lexicon("kinds", KIND_COLUMNS, settings.lexicon):
        if row["kind"] not in ours | asked:
            near = get_close_matches(row["kind"], sorted(ours | asked), n=1)
            remedy = f"did you mean {near[0]}?" if near else f"use one of {', '.join(sorted(ours))}"
            raise BadLexicon(where, f"{row['kind']!r} is no kind that a trigger asks for", remedy)
        found[row["noun"]].add(row["kind"])
    for form in demonyms(ADJECTIVE, settings.lexicon):
        found[form.lower()].add("demonym")
    return {noun: frozenset(kinds) for noun, kinds in found.items()}


def _asked(needs: Iterable[Iterable[Alternative]]) -> frozenset[str]:
    """The kinds that conditions ask for."""
    return frozenset(kind for some in needs for one in some for c in one.conditions for kind in c.kinds)
