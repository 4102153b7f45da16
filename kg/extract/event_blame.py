"""Who did it, where the clause tells of a charge or of responsibility? Doers that stand with another verb than the act.

The lexicon `light_verbs.tsv` says which verbs lay an act at somebody's door: the side "accused" where that is
somebody's word, "doer" where it is told as known.

Caught: "blamed the rebels for the attack", "was charged with murder", "claimed responsibility for killing two",
        "those responsible for the massacre", "arrested in connection with the blast", "was the work of rebels",
        "losing the city was a blow for the group"
Left:   "denied any role in the attack", "is not responsible for", "no group claimed responsibility for"
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING

from spacy.tokens import Token

from kg.extract.event_slots import PASSIVE_SUBJECTS, SUBJECTS, Filler, Slots

if TYPE_CHECKING:
    from kg.extract.event_clauses import Clauses

Light = Mapping[tuple[str, str], str]
ACCUSED = "accused"  # the rule of a doer by somebody's word alone
BLAMING = frozenset({ACCUSED, "doer"})
BLAMED = BLAMING | {"responsible", "responsibility"}  # all rules by which a doer stands here
DUTIES = frozenset({"responsibility", "credit", "authorship", "blame"})
CLAIMING = frozenset({"claim", "accept", "admit", "take", "assume", "bear", "share"})  # responsibility for an attack
CHARGES = frozenset({"connection", "charge", "suspicion", "allegation", "count", "accusation"})
ANSWERABLE = frozenset({"responsible", "guilty", "culpable"})
CAUSED = frozenset({"work", "responsibility", "doing", "handiwork"})
ANY_SUBJECT = SUBJECTS | PASSIVE_SUBJECTS
NONE = frozenset({"no", "none", "neither", "nobody"})
LOSING = frozenset({"lose", "surrender", "cede", "abandon"})
SETBACKS = frozenset("blow setback defeat humiliation disaster catastrophe embarrassment".split())
SUCCESSES = frozenset("victory triumph success achievement win breakthrough boost coup".split())
HEDGED = frozenset({"MD", "TO"})  # "may be responsible", "thought to be responsible"


def doers(event: Token, clauses: Clauses, light: Light) -> Iterator[Filler]:
    """Those who did what the word tells of, by a verb of blame or responsibility above it."""
    head, dep = event.head, event.dep_
    if dep in {"pobj", "pcomp"}:
        yield from _behind(head, clauses, light)
    elif dep in {"dobj", "nsubjpass"}:
        side, _, place = light.get((head.lemma_, "obj"), "").partition(" ")
        if side == ACCUSED:  # "attributed the attack to"
            yield from _put(clauses.slots(head).get(place), ACCUSED)
    elif dep == "nsubj" and head.lemma_ == "be" and not _is_negated(head):
        yield from _work(head)


def judged(gerund: Token) -> Iterator[Filler]:
    """Whose act a gerund is that is called their setback or success: "Losing the city was a blow for the group"."""
    named = SETBACKS if gerund.lemma_ in LOSING else SUCCESSES
    for noun in gerund.head.rights:
        if noun.dep_ == "attr" and noun.lemma_ in named:
            for word in noun.rights:
                if word.lower_ in {"for", "to"}:
                    yield from (Filler(inner, "judged") for inner in word.rights if inner.dep_ == "pobj")


def _behind(preposition: Token, clauses: Clauses, light: Light) -> Iterator[Filler]:
    governor = preposition.head
    word = governor.lemma_.lower()
    if word in DUTIES and governor.pos_ == "NOUN":
        verb = governor.head
        if governor.dep_ == "dobj" and verb.lemma_ in CLAIMING and not _is_negated(verb):
            yield from _put(_some(clauses.slots(verb)), "responsibility")
    elif word in CHARGES and governor.dep_ == "pobj":
        yield from _charged(governor.head.head, "for", clauses, light)
    elif word in ANSWERABLE:
        yield from _answerable(governor, clauses)
    else:
        yield from _charged(governor, preposition.lower_, clauses, light)


def _charged(verb: Token, link: str, clauses: Clauses, light: Light) -> Iterator[Filler]:
    if verb.dep_ == "dobj" and (verb.head.lemma_, link) in light:
        verb = verb.head  # "suspect the rebels of": the parser may hang "of" on the rebels
    side = light.get((verb.lemma_, link))
    if side in BLAMING and not _is_negated(verb):
        slots = clauses.slots(verb)
        yield from _put(slots.get("obj"), "" if side is None else side)


def _answerable(word: Token, clauses: Clauses) -> Iterator[Filler]:
    """Whom "responsible" is said of: "is responsible", "held him responsible", "those responsible"."""
    above = word.head
    if word.dep_ in {"amod", "relcl", "acl"}:
        yield Filler(above, "responsible")
    elif above.pos_ in {"VERB", "AUX"} and not _is_negated(above):
        is_said = any(c.tag_ in HEDGED for c in above.lefts) or above.lemma_ != "be"
        slots = clauses.slots(above)
        yield from _put(slots.get("subj" if above.lemma_ == "be" else "obj"), ACCUSED if is_said else "responsible")


def _work(verb: Token) -> Iterator[Filler]:
    """Whose "work" the attack is said to be."""
    rule = ACCUSED if any(c.tag_ in HEDGED for c in verb.lefts) else "responsible"
    for noun in verb.rights:
        if noun.dep_ == "attr" and noun.lemma_ in CAUSED:
            yield from (Filler(child, rule) for child in noun.lefts if child.dep_ == "poss")
            for of in noun.rights:
                if of.lower_ == "of":
                    yield from (Filler(inner, rule) for inner in of.rights if inner.dep_ == "pobj")


def _some(slots: Slots) -> Iterator[Filler]:
    """The subject, unless it is "no group"."""
    return (filler for filler in slots.get("subj", ()) if not _is_none(filler.token))


def _put(fillers: Iterable[Filler] | None, rule: str) -> Iterator[Filler]:
    return (Filler(filler.token, rule) for filler in fillers or ())


def _is_negated(verb: Token) -> bool:
    return any(c.dep_ == "neg" or (c.dep_ in ANY_SUBJECT and _is_none(c)) for c in verb.children)


def _is_none(noun: Token) -> bool:
    return noun.lower_ in NONE or any(child.lower_ in NONE for child in noun.lefts)
