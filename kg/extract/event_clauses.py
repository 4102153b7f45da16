"""What stands where round a trigger? The words of a clause by their place: subj, obj, by, on, against, mod, comp ...

Voice is undone (the subject of a passive is "obj", its agent "subj"), relative pronouns are replaced by what they stand
for, and participles, infinitives and joined verbs get the subject that the sentence leaves out. A noun gets, besides its
own modifiers and prepositions, those of the light verb that it hangs on ("carried out an attack on").
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from spacy.tokens import Doc, Token

from kg.extract.event_lexicon import EventLexicon
from kg.extract.phrases import entity_at

SUBJECTS = frozenset({"nsubj", "csubj"})
PASSIVE_SUBJECTS = frozenset({"nsubjpass", "csubjpass"})
PREDICATES = frozenset({"acomp", "oprd", "attr"})
COMPLEMENTS = frozenset({"xcomp", "ccomp"})
NOUN_MODIFIERS = frozenset({"compound", "amod", "nmod", "npadvmod"})
RELATIVES = frozenset({"who", "which", "that", "whom"})
VERBS = frozenset({"VERB", "AUX"})
SUBJECT_CONTROL = frozenset(
    {"promise", "threaten", "vow", "agree", "pledge", "refuse", "begin", "start", "continue", "use", "go"}
)
HEADLINE_PASSIVES = frozenset({"kill", "wound", "injure", "hurt", "abduct", "kidnap", "arrest", "detain", "displace"})
SIDES = {"agent": "by", "patient": "of", "object": "on"}  # where the verb's own subject or object goes
FROM_OBJECT = frozenset(
    {"from", "into", "to", "with", "at", "on", "against"}
)  # prepositions that the parser hangs too low
OF_OBJECT = frozenset({"deprive", "strip", "clear", "cleanse", "rid", "rob", "accuse"})  # ... and "of" too
HAPPENING = frozenset({"go", "occur", "happen", "rage", "erupt", "take", "break", "unfold", "continue", "involve"})
MAX_CLIMB = 4  # clauses; a subject further up is not the one meant


class Filler(NamedTuple):
    """A word in its place, and by which rule it came there if it does not stand there itself."""

    token: Token
    rule: str = ""


Slots = dict[str, list[Filler]]


class Clauses:
    """The places round every trigger of one document, each worked out once."""

    def __init__(self, doc: Doc, lexicon: EventLexicon) -> None:
        self.doc = doc
        self._light = lexicon.light
        self._known: dict[int, Slots] = {}

    def slots(self, token: Token) -> Slots:
        """The fillers by place."""
        if token.i not in self._known:
            self._known[token.i] = {}  # a cycle finds nothing
            self._known[token.i] = self._verb(token) if is_verbal(token) else self._noun(token)
        return self._known[token.i]

    def _verb(self, verb: Token) -> Slots:
        slots: Slots = {}
        passive = False
        for child in verb.children:
            dep = child.dep_
            if dep in PASSIVE_SUBJECTS or dep == "auxpass":
                passive = True
            _place_child(slots, child, dep)
        passive = passive or is_passive_participle(verb)
        if not passive and verb.lemma_ in HEADLINE_PASSIVES and "obj" not in slots and _is_headline(verb):
            passive, slots["obj"] = True, slots.pop("subj", [])
        if passive and "subj" not in slots and "by" in slots:
            slots["subj"] = list(slots["by"])
        if "subj" not in slots and not passive:
            slots["subj"] = list(self._missing_subject(verb))
        if "obj" not in slots:
            slots["obj"] = list(self._missing_object(verb, passive))
        for place in ("subj", "obj"):
            slots[place] = [_antecedent(filler) for filler in slots.get(place, ())]
        if not passive:
            slots.pop("by", None)  # "demanded reforms by the government": not the one who demands
        if verb.tag_ == "VBN":
            _before(slots, verb)
        return slots

    def _missing_subject(self, verb: Token, depth: int = 0) -> Iterator[Filler]:
        head, dep = verb.head, verb.dep_
        if depth > MAX_CLIMB or head.i == verb.i:
            return
        if dep == "acl" or (dep == "amod" and verb.tag_ == "VBG"):
            yield Filler(head)
        elif dep == "relcl":
            return
        elif head.pos_ not in VERBS:
            if dep == "pcomp":
                yield from self._missing_subject_of_gerund(head, depth)
            return
        else:
            yield from self._controller(verb, head, dep)

    def _missing_subject_of_gerund(self, preposition: Token, depth: int) -> Iterator[Filler]:
        governor = preposition.head
        if governor.pos_ in VERBS:
            above = self.slots(governor)
            takes_object = preposition.lower_ in {"of", "for", "from", "with"} and above.get("obj")
            yield from _inherited(above.get("obj" if takes_object else "subj", ()), "control")

    def _controller(self, verb: Token, head: Token, dep: str) -> Iterator[Filler]:
        above = self.slots(head)
        if dep == "conj":
            yield from _inherited(above.get("subj") or (), "")
        elif dep == "xcomp":
            by_object = head.lemma_ not in SUBJECT_CONTROL and above.get("obj")
            yield from _inherited((above["obj"] if by_object else above.get("subj")) or (), "")
        elif dep in {"advcl", "prep", "dep", "ccomp"} and verb.tag_ in {"VBG", "VB"}:
            yield from _inherited(above.get("subj") or (), "")

    def _missing_object(self, verb: Token, passive: bool) -> Iterator[Filler]:
        head, dep = verb.head, verb.dep_
        if passive and dep in {"acl", "amod"}:
            yield Filler(head)
        elif passive and dep in {"conj", "xcomp", "advcl"} and head.pos_ in VERBS:
            above = self.slots(head)
            yield from _inherited(above.get("obj") or above.get("subj") or (), "")
        elif (
            not passive and dep == "relcl" and not any(c.lower_ in RELATIVES for c in verb.lefts if c.dep_ in SUBJECTS)
        ):
            if any(c.dep_ in SUBJECTS for c in verb.lefts) and not any(c.dep_ == "dobj" for c in verb.rights):
                yield Filler(head)
        elif not passive:
            for child in verb.rights:
                if child.dep_ == "conj" and child.pos_ == "VERB":
                    yield from (Filler(c, "shared") for c in child.rights if c.dep_ == "dobj")

    def _noun(self, noun: Token) -> Slots:
        slots: Slots = {}
        for child in noun.children:
            _place_modifier(slots, child)
        if noun.dep_ in {"amod", "compound", "nmod"} or noun.pos_ == "ADJ":
            _add(slots, "obj", noun.head)
            self._predicate(slots, noun)
        _add(slots, "own", noun)
        _before(slots, noun)
        if noun.head.pos_ in VERBS:
            _add(slots, "gov", noun.head)
        elif noun.head.lower_ == "of":
            _add(slots, "inof", noun.head.head)
        self._carried(slots, noun)
        if noun.dep_ == "conj" and noun.head.pos_ in {"NOUN", "PROPN"}:
            first = self.slots(noun.head)
            for place in ("by", "poss", "light", "on", "against", "between"):
                if place not in slots and place in first:
                    slots[place] = [Filler(f.token, "shared") for f in first[place]]
        return slots

    def _predicate(self, slots: Slots, word: Token) -> None:
        """The subject of "are dead", the object of "left three dead"."""
        verb = word.head
        if word.dep_ in PREDICATES | COMPLEMENTS | {"conj"} and verb.pos_ in VERBS:
            above = self.slots(verb)
            slots["obj"] = list(above.get("obj") or ())
            slots["subj"] = list(above.get("subj") or ())

    def _carried(self, slots: Slots, noun: Token) -> None:
        verb, link = _carrier(noun)
        side = self._light.get((verb.lemma_, link)) if verb is not None else None
        if verb is None or side is None:
            return
        above = self.slots(verb)
        _add(slots, "light", verb)
        for filler in above.get("obj" if side == "object" else "subj", ()):
            if filler.token.i != noun.i and side in SIDES:
                slots.setdefault(SIDES[side], []).append(filler)
        for place, fillers in above.items():
            if place not in {"subj", "obj", "comp", "acomp", "prt", "adv", "light", "own", "before", "gov", "inof"}:
                slots.setdefault(place, []).extend(f for f in fillers if f.token.i != noun.i)


def is_verbal(token: Token) -> bool:
    return token.pos_ in VERBS or token.tag_.startswith("VB")


def is_passive_participle(verb: Token) -> bool:
    """Whether it is a past participle without "have": "the city captured by", "killed and wounded"."""
    if verb.tag_ != "VBN" or any(child.dep_ in SUBJECTS for child in verb.lefts):
        return False
    if any(child.dep_ == "aux" and child.lemma_ == "have" for child in verb.lefts):
        return any(child.dep_ == "auxpass" for child in verb.lefts)
    if verb.dep_ == "conj":
        return not any(c.dep_ == "dobj" for c in verb.rights) and is_passive(verb.head)
    return verb.dep_ in {"acl", "amod", "advcl", "xcomp", "ccomp", "ROOT", "oprd", "acomp", "dep", "pcomp"}


def is_passive(verb: Token) -> bool:
    return any(c.dep_ == "auxpass" for c in verb.lefts) or is_passive_participle(verb)


def _add(slots: Slots, place: str, token: Token) -> None:
    slots.setdefault(place, []).append(Filler(token))


def _is_headline(verb: Token) -> bool:
    """ "Twelve people wounded in blast": a participle that the parser takes for a past tense."""
    return verb.tag_ in {"VBD", "VBN"} and not any(c.dep_ in {"aux", "ccomp", "xcomp", "prt"} for c in verb.children)


def _before(slots: Slots, word: Token) -> None:
    """The word just before, whatever the parser made of it: "15 dead, 40 injured"."""
    if word.i > 0:
        _add(slots, "before", word.nbor(-1))


def _place_child(slots: Slots, child: Token, dep: str) -> None:
    if dep in SUBJECTS:
        _add(slots, "subj", child)
    elif dep in PASSIVE_SUBJECTS or dep == "dobj":
        _add(slots, "obj", child)
        if dep == "dobj":
            for low in child.rights:
                if low.dep_ == "prep" and (low.lower_ in FROM_OBJECT or child.head.lemma_ in OF_OBJECT):
                    _preposition(slots, low)
    elif dep == "agent":
        _objects(slots, "subj", child)
    elif dep == "dative":
        if child.tag_ in {"IN", "TO"}:
            _objects(slots, child.lower_, child)
        else:
            _add(slots, "iobj", child)
    elif dep in {"prep", "prt", "advmod"} and child.tag_ in {"IN", "TO", "RP", "RB"}:
        _add(slots, "adv" if child.tag_ == "RB" else "prt", child)
        _preposition(slots, child)
    elif dep in COMPLEMENTS:
        _add(slots, "comp", child)
        _add(slots, "acomp", child)
    elif dep in PREDICATES:
        _add(slots, "acomp", child)
    elif dep == "neg":
        _add(slots, "neg", child)
    elif dep == "advcl" and child.lemma_ == "use":
        for thing in child.rights:
            if thing.dep_ == "dobj":
                _add(slots, "with", thing)


def _place_modifier(slots: Slots, child: Token) -> None:
    dep = child.dep_
    if dep == "poss":
        _add(slots, "poss", child)
    elif dep in NOUN_MODIFIERS:
        _add(slots, "mod", child)
        for part in child.lefts:
            if part.dep_ in {"npadvmod", "compound", "amod"}:
                _add(slots, "mod", part)
    elif dep in {"prep", "agent"}:
        _preposition(slots, child)
    elif dep in {"acl", "relcl", "ccomp"}:
        _add(slots, "comp", child)
        if child.tag_ == "VBN":
            for agent in child.rights:
                if agent.dep_ == "agent":
                    _preposition(slots, agent)
        if child.lemma_ in HAPPENING:
            for beside in child.rights:
                if beside.dep_ == "prep":
                    _preposition(slots, beside)
    elif dep == "neg" or child.lower_ == "no":
        _add(slots, "neg", child)


def _preposition(slots: Slots, preposition: Token) -> None:
    for inner in preposition.children:
        if inner.dep_ == "pobj":
            _add(slots, preposition.lower_, inner)
            if inner.lower_ == "front":
                for of in inner.rights:
                    if of.dep_ == "prep":
                        _objects(slots, "in front", of)
        elif inner.dep_ == "prep" or (inner.dep_ == "conj" and inner.tag_ == "IN"):
            _preposition(slots, inner)
        elif inner.dep_ == "pcomp":
            _add(slots, "comp", inner)


def _objects(slots: Slots, place: str, preposition: Token) -> None:
    for inner in preposition.children:
        if inner.dep_ == "pobj":
            _add(slots, place, inner)


def _inherited(fillers: Iterator[Filler] | list[Filler] | tuple[()], rule: str) -> Iterator[Filler]:
    for filler in fillers:
        yield Filler(filler.token, filler.rule or rule)


def _antecedent(filler: Filler) -> Filler:
    """What a relative pronoun stands for: the noun that its clause hangs on."""
    token = filler.token
    if token.lower_ not in RELATIVES or token.tag_ not in {"WDT", "WP", "IN"}:
        return filler
    verb = token.head
    for _ in range(MAX_CLIMB):
        if verb.dep_ == "relcl":
            return Filler(_entity_above(verb.head), filler.rule)
        verb = verb.head
    return filler


def _entity_above(noun: Token) -> Token:
    """ "The city on the banks of the river, which it seized": the parser takes the nearest noun, we the entity above."""
    above = noun
    for _ in range(MAX_CLIMB):
        if entity_at(above) is not None:
            return above
        if above.dep_ != "pobj" or above.head.head.pos_ not in {"NOUN", "PROPN"}:
            return noun
        above = above.head.head
    return noun


def _carrier(noun: Token) -> tuple[Token | None, str]:
    """The verb that the noun hangs on, and by what: "obj", "subj" or a preposition."""
    head = noun.head
    if noun.dep_ in {"dobj", "nsubjpass"}:
        return head, "obj"
    if noun.dep_ == "nsubj" and head.pos_ in VERBS:
        return head, "subj"
    if noun.dep_ == "pobj" and head.head.pos_ in VERBS:
        return head.head, head.lower_
    return None, ""


def matches(slots: Mapping[str, list[Filler]], place: str) -> list[Filler]:
    return slots.get(place, [])
