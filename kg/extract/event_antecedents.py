"""Which noun is meant by "which", "who" or "those" in the place of a clause?

Caught: "the army, which withdrew" (the army), "an attack in Spain, which killed ten" (the attack),
        "the mayor was among those killed" (the mayor)
Left:   "those killed on Monday were buried" (nobody is named)
"""

from __future__ import annotations

from collections.abc import Mapping

from spacy.tokens import Token

from kg.extract.event_slots import SUBJECTS, Filler
from kg.extract.phrases import entity_at

RELATIVES = frozenset({"who", "which", "that", "whom"})
HARMING = frozenset({"kill", "wound", "injure", "leave", "claim", "destroy", "damage", "shatter"})
MAX_CLIMB = 4  # clauses; a noun further up is not the one meant
MAX_NOUNS = 8  # up to an event: "an attack at a cafe in Main Street, Madrid, Spain, which"


def antecedent(filler: Filler, kinds: Mapping[str, frozenset[str]]) -> Filler:
    """What a relative pronoun stands for: the noun that its clause hangs on."""
    token = filler.token
    if (named := _among(token)) is not None:
        return Filler(named, filler.rule)
    if token.lower_ not in RELATIVES or token.tag_ not in {"WDT", "WP", "IN"}:
        return filler
    verb = token.head
    for _ in range(MAX_CLIMB):
        if verb.dep_ == "relcl":
            above = _event_above(verb.head, kinds) if verb.lemma_ in HARMING else None
            return Filler(above or _entity_above(verb.head), filler.rule)
        verb = verb.head
    return filler


def _among(token: Token) -> Token | None:
    """Who is meant in "the mayor was among those killed"."""
    verb = token.head.head
    if token.lower_ != "those" or token.head.lower_ != "among" or verb.lemma_ != "be":
        return None
    return next((c for c in verb.lefts if c.dep_ in SUBJECTS), None)


def _event_above(noun: Token, kinds: Mapping[str, frozenset[str]]) -> Token | None:
    """The attack that is meant in "an attack in Spain, which killed ten"."""
    for _ in range(MAX_NOUNS):
        if "event" in kinds.get(noun.lemma_.lower(), ()):
            return noun
        above = noun.head if noun.dep_ in {"appos", "conj"} else noun.head.head if noun.dep_ == "pobj" else noun
        if above.i == noun.i or above.pos_ not in {"NOUN", "PROPN"}:
            return None
        noun = above
    return None


def _entity_above(noun: Token) -> Token:
    """The entity that is meant in "the city on the banks of the river, which it seized": not the nearest noun."""
    above = noun
    for _ in range(MAX_CLIMB):
        if entity_at(above) is not None:
            return above
        if above.dep_ != "pobj" or above.head.head.pos_ not in {"NOUN", "PROPN"}:
            return noun
        above = above.head.head
    return noun
