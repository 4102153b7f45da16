"""Which place does a word take beside its verb or noun? Subject, object, preposition, modifier, complement ..."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import NamedTuple

from spacy.tokens import Token

from kg.extract.phrases import time_at

SUBJECTS = frozenset({"nsubj", "csubj"})
PASSIVE_SUBJECTS = frozenset({"nsubjpass", "csubjpass"})
NOUN_MODIFIERS = frozenset({"compound", "amod", "nmod", "npadvmod"})
CLAUSES_OF_NOUNS = frozenset({"acl", "relcl", "ccomp"})
# Places of a verb's child by its dependency label; the other labels need a closer look.
BY_LABEL = {
    **dict.fromkeys(SUBJECTS, ("subj",)),
    **dict.fromkeys(PASSIVE_SUBJECTS, ("obj",)),
    **dict.fromkeys(("xcomp", "ccomp"), ("comp", "acomp")),
    **dict.fromkeys(("acomp", "oprd", "attr"), ("acomp",)),
    "neg": ("neg",),
}
FROM_OBJECT = frozenset(
    {"from", "into", "to", "with", "at", "on", "against"}
)  # prepositions that the parser hangs too low
OF_OBJECT = frozenset({"deprive", "strip", "clear", "cleanse", "rid", "rob", "accuse"})  # ... and "of" too
# Objects that make one thing with their verb, so that what hangs on them hangs on it: "took control of the airport".
EMPTY_OBJECTS = frozenset(
    "control fire siege hold possession life blockade damage refuge asylum sanction support".split()
)
DOING = frozenset({"perpetrate", "commit", "carry", "stage", "execute", "mount", "orchestrate", "mastermind"})
BELOW = frozenset({"of", "on", "against", "in", "at", "near", "outside"})
PAST = frozenset({"did", "had", "has", "have", "was", "were", "'ve"})
HAPPENING = frozenset({"go", "occur", "happen", "rage", "erupt", "take", "break", "unfold", "continue", "involve"})


class Filler(NamedTuple):
    """A word in its place, and by which rule it came there if it does not stand there itself."""

    token: Token
    rule: str = ""


Slots = dict[str, list[Filler]]


def add(slots: Slots, place: str, token: Token) -> None:
    slots.setdefault(place, []).append(Filler(token))


def place_child(slots: Slots, child: Token, dep: str) -> None:
    """Put a child of a verb in its place."""
    _place_by_label(slots, child, dep)
    if dep == "dobj":
        _place_object(slots, child)
    elif dep == "agent":
        _objects(slots, "subj", child)
    elif dep == "dative":
        _place_dative(slots, child)
    elif dep == "npadvmod" and child.pos_ == "NUM" and child.head.i < child.i:
        add(slots, "obj", child)  # "displaced two million"
    elif dep in {"prep", "prt", "advmod"}:
        _place_particle(slots, child)
    elif dep == "advcl" and child.lemma_ == "use":
        for thing in child.rights:
            if thing.dep_ == "dobj":
                add(slots, "with", thing)


def _place_by_label(slots: Slots, child: Token, dep: str) -> None:
    for place in BY_LABEL.get(dep, ()):
        if place != "neg" or not _is_past(child.head):
            add(slots, place, child)


def _place_object(slots: Slots, child: Token) -> None:
    add(slots, "obj", child)
    for low in child.lefts:
        if low.lower_ == "dead" and low.i == child.head.i + 1:
            add(slots, "acomp", low)  # "shot dead twelve people"
    is_empty = child.lemma_ in EMPTY_OBJECTS
    for low in child.rights:
        if low.dep_ == "prep" and (low.lower_ in FROM_OBJECT or is_empty or child.head.lemma_ in OF_OBJECT):
            preposition(slots, low)


def _place_dative(slots: Slots, child: Token) -> None:
    if child.tag_ in {"IN", "TO"}:
        _objects(slots, child.lower_, child)
    else:
        add(slots, "iobj", child)


def _place_particle(slots: Slots, child: Token) -> None:
    if child.tag_ in {"IN", "TO", "RP", "RB"}:
        add(slots, "adv" if child.tag_ == "RB" else "prt", child)
        preposition(slots, child)


def _is_past(verb: Token) -> bool:
    """Whether a clause tells what was: who "did not sign" may have had no chance to, who "will not sign" refuses."""
    return any(child.dep_ in {"aux", "auxpass"} and child.lower_ in PAST for child in verb.lefts)


def place_modifier(slots: Slots, child: Token) -> None:
    """Put a child of a noun in its place."""
    dep = child.dep_
    if dep == "poss" or dep in SUBJECTS:
        add(slots, "poss" if dep == "poss" else "subj", child)
    elif dep in NOUN_MODIFIERS:
        _place_modifiers(slots, child)
    elif dep in {"prep", "agent"}:
        preposition(slots, child)
    elif dep in CLAUSES_OF_NOUNS:
        _place_clause(slots, child)
    elif dep == "neg" or child.lower_ == "no":
        add(slots, "neg", child)


def _place_modifiers(slots: Slots, child: Token) -> None:
    add(slots, "mod", child)
    for part in child.lefts:
        if part.dep_ in {"npadvmod", "compound", "amod"}:
            add(slots, "mod", part)


def _place_clause(slots: Slots, child: Token) -> None:
    """A clause that says more of the noun: "carried out by", "going on in"."""
    add(slots, "comp", child)
    happens = child.lemma_ in HAPPENING
    for beside in child.rights:
        if (beside.dep_ == "agent" and child.tag_ == "VBN") or (beside.dep_ == "prep" and happens):
            preposition(slots, beside)


def low_agents(noun: Token, is_event: Callable[[Token], bool], depth: int = 3) -> Iterator[Token]:
    """The "by" of an event that the parser hung on another noun: "the attack on the post near the bridge by rebels".

    Nothing but an act has a doer; so the "by" below a noun that is none belongs to the act above.
    """
    for prep in noun.rights:
        if prep.dep_ == "prep" and prep.lower_ in BELOW:
            for inner in prep.rights:
                if inner.dep_ == "pobj" and not is_event(inner):
                    yield from _agents_at(inner)
                    if depth > 1:
                        yield from low_agents(inner, is_event, depth - 1)


def _agents_at(noun: Token) -> Iterator[Token]:
    for child in noun.rights:
        if child.lower_ == "by" and child.dep_ in {"prep", "agent"}:
            yield child
        elif child.dep_ == "acl" and child.lemma_ in DOING and child.tag_ == "VBN":
            yield from (agent for agent in child.rights if agent.dep_ == "agent")


def preposition(slots: Slots, word: Token) -> None:
    """Put the objects of a preposition in the place of its name; "in front of" is "in front"."""
    for inner in word.children:
        dep = inner.dep_
        if dep == "pobj":
            if not is_after_day(inner):
                add(slots, word.lower_, inner)
            if inner.lower_ == "front":
                for of in inner.rights:
                    _objects(slots, "in front", of)
        elif dep == "prep" or (dep == "conj" and inner.tag_ == "IN"):
            preposition(slots, inner)
        elif dep == "agent":
            _objects(slots, "subj", inner)
        elif dep == "pcomp":
            add(slots, "comp", inner)


def after_day(verb: Token) -> Iterator[Filler]:
    """The subject of "On Monday Mali closed its border", which the parser takes for the object of "on"."""
    for child in verb.lefts:
        if child.dep_ == "prep":
            yield from (Filler(inner) for inner in child.rights if is_after_day(inner))


def is_after_day(noun: Token) -> bool:
    """Whether it is the subject of the verb behind it, hung to the day before it as if that were a part of its name."""
    on, verb = noun.head, noun.head.head
    if noun.dep_ != "pobj" or on.lower_ != "on" or verb.i < noun.i or any(c.dep_ in SUBJECTS for c in verb.lefts):
        return False
    day = noun.nbor(-1)
    return day.head == noun and time_at(day) is not None and time_at(noun) is None


def _objects(slots: Slots, place: str, word: Token) -> None:
    for inner in word.children:
        if inner.dep_ == "pobj":
            add(slots, place, inner)
        elif inner.dep_ == "pcomp" and inner.tag_ == "VBG" and word.lower_ == "by":
            for noun in inner.rights:  # "by retreating troops": a participle that the parser takes for a gerund
                if noun.dep_ == "dobj" and noun.i == inner.i + 1:
                    add(slots, place, noun)


def before(slots: Slots, word: Token) -> None:
    """The word just before, whatever the parser made of it: "15 dead, 40 injured"."""
    if word.i > 0:
        add(slots, "before", word.nbor(-1))


def surround(slots: Slots, noun: Token) -> None:
    """The words round a noun that only conditions ask for: itself, the one before, what governs it."""
    if noun.dep_ in {"amod", "compound", "nmod"} and noun.pos_ not in {"NOUN", "PROPN"}:
        add(slots, "obj", noun.head)  # "dead soldiers"
    add(slots, "own", noun)
    before(slots, noun)
    if noun.head.pos_ in {"VERB", "AUX"}:
        add(slots, "gov", noun.head)
    elif noun.head.lower_ == "of":
        add(slots, "inof", noun.head.head)
