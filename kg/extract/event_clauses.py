"""What stands where round a trigger? The words of a clause by their place: subj, obj, by, on, against, mod, comp ...

Voice is undone (the subject of a passive is "obj", its agent "subj"), relative pronouns are replaced by what they stand
for, and participles, infinitives and joined verbs get the subject that the sentence leaves out. A noun gets, besides
its own modifiers and prepositions, those of the light verb that it hangs on ("carried out an attack on").
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from spacy.tokens import Doc, Token

from kg.extract.claims_sources import misread_conjunct
from kg.extract.event_antecedents import RELATIVES, antecedent
from kg.extract.event_blame import BLAMING, doers, judged
from kg.extract.event_lexicon import EventLexicon
from kg.extract.event_slots import (
    PASSIVE_SUBJECTS,
    SUBJECTS,
    Filler,
    Slots,
    add,
    after_day,
    before,
    low_agents,
    place_child,
    place_modifier,
    preposition,
    surround,
)

PREDICATES = frozenset({"acomp", "oprd", "attr"})
COMPLEMENTS = frozenset({"xcomp", "ccomp"})
VERBS = frozenset({"VERB", "AUX"})
SUBJECT_CONTROL = frozenset(
    {"promise", "threaten", "vow", "agree", "pledge", "refuse", "begin", "start", "continue", "use", "go"}
)
HEADLINE_PASSIVES = frozenset({"kill", "wound", "injure", "hurt", "abduct", "kidnap", "arrest", "detain", "displace"})
SAYING = frozenset(
    "say tell insist stress reiterate declare add warn believe announce argue emphasize maintain repeat".split()
)
OBJECT_BY_PREPOSITION = frozenset({"call", "appeal", "prevail", "rely", "count"})  # "called on Syria to release"
GOING_ON = frozenset({"ongoing", "underway", "under way"})
WITNESSING = frozenset({"report", "hear", "witness", "describe", "mention", "condemn"})
JOINTS = frozenset({"cc", "conj", "punct"})
SUBSTANTIVES = frozenset({"dead", "wounded", "injured", "missing"})
EFFORTS = frozenset(
    {"effort", "attempt", "campaign", "process", "incident", "series", "spree", "plan", "bid", "mission"}
)
# Places that stay with their own word when another takes over the rest.
OWN_PLACES = frozenset("subj obj comp acomp prt adv light own before gov inof mod".split())
SIDES_OF_VERBS = frozenset({"agent", "patient", "object", "scene"})
SIDES = {"agent": "by", "patient": "of", "object": "on"}  # where the verb's own subject or object goes


class Clauses:
    """The places round every trigger of one document, each worked out once."""

    def __init__(self, doc: Doc, lexicon: EventLexicon) -> None:
        self.doc = doc
        self._light = lexicon.light
        self._kinds = lexicon.kinds
        self._known: dict[int, Slots] = {}

    def slots(self, token: Token) -> Slots:
        """The fillers by place."""
        if token.i not in self._known:
            self._known[token.i] = {}  # a cycle finds nothing
            find = self._modal if token.tag_ == "MD" else self._verb if is_verbal(token) else self._noun
            self._known[token.i] = find(token)
        return self._known[token.i]

    def _verb(self, verb: Token) -> Slots:
        slots: Slots = {}
        passive = False
        for child in verb.children:
            dep = child.dep_
            if dep in PASSIVE_SUBJECTS or dep == "auxpass":
                passive = True
            place_child(slots, child, dep)
        passive = passive or is_passive_participle(verb)
        if not passive and verb.lemma_ in HEADLINE_PASSIVES and "obj" not in slots and _is_headline(verb):
            passive, slots["obj"] = True, slots.pop("subj", [])
        if passive and "subj" not in slots and "by" in slots:
            slots["subj"] = list(slots["by"])
        if "subj" not in slots and not passive:
            slots["subj"] = list(after_day(verb)) or list(self._missing_subject(verb))
        if "obj" not in slots:
            slots["obj"] = list(self._missing_object(verb, passive))
        for place in ("subj", "obj"):
            slots[place] = [antecedent(filler, self._kinds) for filler in slots.get(place, ())]
        if not passive:
            slots.pop("by", None)  # "demanded reforms by the government": not the one who demands
        if verb.tag_ == "VBN":
            before(slots, verb)
        return slots

    def _modal(self, modal: Token) -> Slots:
        """What is said to have to be done: "subj" is who says so, "obj" who has to do it."""
        verb, slots = modal.head, Slots()
        if verb.dep_ == "ccomp" and verb.head.lemma_ in SAYING:
            slots["subj"] = list(self.slots(verb.head).get("subj") or ())
            own = self.slots(verb)
            slots["obj"] = list((own.get("obj") if is_passive(verb) else own.get("subj")) or ())
            add(slots, "comp", verb)
            slots["neg"] = own.get("neg", [])
        return slots

    def _missing_subject(self, verb: Token) -> Iterator[Filler]:
        head, dep = verb.head, verb.dep_
        if head.i == verb.i:
            return
        if dep == "acl" or (dep == "amod" and verb.tag_ == "VBG"):
            yield Filler(head)
        elif dep == "relcl":
            return
        elif dep == "csubj":
            yield from judged(verb)
        elif head.pos_ not in VERBS:
            if dep == "pcomp":
                blamed = list(doers(verb, self, self._light))
                yield from blamed or self._missing_subject_of_gerund(head)
            return
        else:
            yield from self._controller(verb, head, dep)

    def _missing_subject_of_gerund(self, preposition: Token) -> Iterator[Filler]:
        governor = preposition.head
        if governor.pos_ in VERBS and self._light.get((governor.lemma_, preposition.lower_)) not in BLAMING:
            above = self.slots(governor)
            takes_object = preposition.lower_ in {"of", "for", "from", "with"} and above.get("obj")
            yield from _inherited(above.get("obj" if takes_object else "subj", ()), "control")

    def _controller(self, verb: Token, head: Token, dep: str) -> Iterator[Filler]:
        above = self.slots(head)
        if dep == "conj":
            outer = misread_conjunct(verb)
            above = self.slots(outer) if outer is not None else above
            yield from _inherited(above.get("subj") or (), "")
        elif head.lemma_ in OBJECT_BY_PREPOSITION and verb.tag_ == "VB":
            asked = above.get("on") or above.get("upon") or above.get("to") or above.get("for")
            yield from _inherited(asked or above.get("subj") or (), "")
        elif dep == "xcomp" and verb.tag_ == "VBG" and head.lemma_ in WITNESSING:
            return  # "Residents reported shelling": not by them
        elif dep == "xcomp":
            by_object = head.lemma_ not in SUBJECT_CONTROL and above.get("obj")
            yield from _inherited(by_object or above.get("subj") or (), "")
        elif dep in {"advcl", "prep", "dep", "ccomp"} and verb.tag_ in {"VBG", "VB"}:
            yield from _inherited(above.get("subj") or (), "")

    def _missing_object(self, verb: Token, passive: bool) -> Iterator[Filler]:
        head, dep = verb.head, verb.dep_
        if passive and dep == "conj" and (other := next((c for c in verb.lefts if c.dep_ == "det"), None)):
            yield Filler(other)  # "one was killed and another wounded"
        elif passive and dep in {"acl", "amod"}:
            yield Filler(head)
        elif passive and dep in {"conj", "xcomp", "advcl"} and head.pos_ in VERBS:
            above = self.slots(head)
            yield from _inherited(above.get("obj") or above.get("subj") or (), "")
        elif (
            not passive and dep == "relcl" and not any(c.lower_ in RELATIVES for c in verb.lefts if c.dep_ in SUBJECTS)
        ):
            own = [c for c in verb.lefts if c.dep_ in SUBJECTS]
            is_whose = any(t.tag_ == "WP$" for subject in own for t in subject.lefts)  # "whose troops fought"
            if own and not is_whose and not any(c.dep_ == "dobj" for c in verb.rights):
                yield Filler(head)
        elif not passive and all(child.dep_ in JOINTS for child in verb.rights):  # "shelled and burned the camp"
            for child in verb.rights:
                if child.dep_ == "conj" and child.pos_ == "VERB":
                    yield from (Filler(c, "shared") for c in child.rights if c.dep_ == "dobj")

    def _noun(self, noun: Token) -> Slots:
        slots: Slots = {}
        for child in noun.children:
            place_modifier(slots, child)
        if "by" not in slots and self._is_event(noun):
            for by in low_agents(noun, self._is_event):
                preposition(slots, by)
        surround(slots, noun)
        if noun.pos_ == "ADJ" or noun.lower_ in SUBSTANTIVES:
            self._predicate(slots, noun)
        self._carried(slots, noun)
        self._shared(slots, noun)
        return slots

    def _is_event(self, noun: Token) -> bool:
        return "event" in self._kinds.get(noun.lemma_.lower(), ())

    def _shared(self, slots: Slots, noun: Token) -> None:
        """What stands with the noun that it is joined to, or that it only modifies ("mediation efforts between")."""
        if noun.dep_ == "compound" and noun.head.lemma_ in EFFORTS:
            for place, fillers in self.slots(noun.head).items():
                if place not in OWN_PLACES:
                    slots.setdefault(place, []).extend(fillers)
        elif noun.dep_ == "conj" and noun.head.pos_ in {"NOUN", "PROPN"}:
            first = self.slots(noun.head)
            for place in ("by", "poss", "light", "on", "against", "between"):
                if place not in slots and place in first:
                    slots[place] = [Filler(f.token, "shared") for f in first[place]]

    def _predicate(self, slots: Slots, word: Token) -> None:
        """The subject of "are dead", the object of "left three dead", and whom "the dead" include."""
        verb = word.head
        if word.dep_ == "nsubj" and verb.lemma_ == "include":
            slots["obj"] = list(self.slots(verb).get("obj") or ())
        elif verb.lower_ == "among" and verb.head.lemma_ == "be":
            slots["subj"] = [Filler(c) for c in verb.head.children if c.dep_ in {"nsubj", "attr"}]
        elif word.dep_ in PREDICATES | COMPLEMENTS | {"conj"} and verb.pos_ in VERBS:
            above = self.slots(verb)
            slots["obj"] = list(above.get("obj") or ())
            slots.setdefault("subj", list(above.get("subj") or ()))

    def _carried(self, slots: Slots, noun: Token) -> None:
        if blamed := list(doers(noun, self, self._light)):
            slots.setdefault("by", []).extend(blamed)
            return
        verb, link = _carrier(noun)
        side = self._light.get((verb.lemma_, link)) if verb is not None else None
        if verb is not None and side is None and link == "subj" and _is_going_on(verb):
            side = "scene"
        if (
            verb is None
            or side is None
            or side not in SIDES_OF_VERBS
            or (link not in {"obj", "subj"} and is_negated(verb))
        ):
            return  # "did not take part in the talks": they were held, without the subject
        above = self.slots(verb)
        add(slots, "light", verb)
        for filler in above.get("obj" if side == "object" else "subj", ()):
            if filler.token.i != noun.i and side in SIDES:
                slots.setdefault(SIDES[side], []).append(Filler(filler.token, "effect") if side == "object" else filler)
        if link == "subj" and side == "object":
            return  # "the blast hit a bakery on the square": the square was not its target
        for place, fillers in above.items():
            if place not in OWN_PLACES:
                slots.setdefault(place, []).extend(f for f in fillers if f.token.i != noun.i)


def _is_going_on(verb: Token) -> bool:
    """As in "clashes were ongoing around the stadium"."""
    return verb.lemma_ == "be" and any(c.lower_ in GOING_ON for c in verb.rights if c.dep_ in {"acomp", "advmod"})


def is_verbal(token: Token) -> bool:
    return token.pos_ in VERBS or token.tag_.startswith("VB")


def is_negated(verb: Token) -> bool:
    return any(child.dep_ == "neg" for child in verb.lefts)


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


def _is_headline(verb: Token) -> bool:
    """Whether, as in "Twelve people wounded in blast", it is a participle that the parser takes for a past tense."""
    return verb.tag_ in {"VBD", "VBN"} and not any(c.dep_ in {"aux", "ccomp", "xcomp", "prt"} for c in verb.children)


def _inherited(fillers: Iterable[Filler], rule: str) -> Iterator[Filler]:
    for filler in fillers:
        yield Filler(filler.token, filler.rule or rule)


def _carrier(noun: Token) -> tuple[Token | None, str]:
    """The verb that the noun hangs on, and by what: "obj", "subj" or a preposition."""
    head = noun.head
    if noun.dep_ in {"dobj", "nsubjpass"}:
        return head, "obj"
    if noun.dep_ == "nsubj" and head.pos_ in VERBS:
        return head, "subj"
    if noun.dep_ == "pobj" and head.dep_ == "agent":
        return head.head, "subj"
    if noun.dep_ == "pobj" and head.head.pos_ in VERBS:
        return head.head, head.lower_
    return None, ""
