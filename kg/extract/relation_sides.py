"""Which entities stand on either side of a word that relates two? Fillers of its places, and agents told elsewhere.

Caught: "the coalition and its efforts to defeat ISIL" (whose efforts), "strikes in support of the army" (who strikes),
        "hundreds of militants" (the militants), "an attack on ISIL targets" (whose targets)
Left:   "They condemned the attack on civilians" (who condemns does not attack)
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import combinations, product

from spacy.tokens import Token

from kg.extract.event_clauses import Clauses
from kg.extract.phrases import entity_at
from kg.extract.relation_words import RelationWord
from kg.vocab import superclasses

QUANTITIES = frozenset(
    "number hundred thousand dozen million score majority group part some many most lot handful series rest remnant"
    " team range".split()
)
TAUTOLOGIES = frozenset({"alliedWith", "supports", "opposes"})  # "its allies" are allied with it: nothing is said
VERBS = frozenset({"VERB", "AUX"})
OWNERS = ("poss", "by", "mod")
HIGHEST = 4  # steps from a noun to the verb whose subject may be its agent


def entities_in(token: Token) -> Iterator[Token]:
    """The heads of the entities that a word in a slot stands for, those joined to it by "and" included."""
    if entity_at(token) is not None:
        yield token
    elif token.lemma_ in QUANTITIES or token.pos_ == "NUM":
        for child in token.rights:
            if child.dep_ == "prep" and child.lower_ == "of":
                yield from (inner for noun in child.rights if noun.dep_ == "pobj" for inner in entities_in(noun))
    for child in token.rights:
        if child.dep_ == "conj" and child.pos_ in {"NOUN", "PROPN", "PRON", "ADJ"}:
            yield from entities_in(child)


def fillers(clauses: Clauses, token: Token, places: Iterable[str]) -> Iterator[Token]:
    """The entities in these places round the word."""
    slots = clauses.slots(token)
    for place in places:
        for filler in slots.get(place, ()):
            if place != "mod" or not is_backer(filler.token):
                yield from entities_in(filler.token)


def is_backer(token: Token) -> bool:
    """Whether it is the "U.S." of "U.S.-backed forces" and "U.S.-led", which says more than a modifier."""
    return "-" in token.text or (token.i + 1 < len(token.doc) and token.nbor().text == "-")


def sides(token: Token, word: RelationWord, clauses: Clauses, doing: frozenset[str]) -> Iterator[tuple[Token, Token]]:
    """The pairs of entities that the word relates; `doing` are verbs whose subject does what their object names."""
    targets = list(_targets(token, word, clauses))
    if not targets:
        return
    if word.source == "each":
        yield from combinations(targets, 2)
    else:
        yield from product(_sources(token, word, clauses, doing), targets)


def _targets(token: Token, word: RelationWord, clauses: Clauses) -> Iterator[Token]:
    if word.source == "self":
        yield from _own(token, word.targets, clauses)
    else:
        yield from fillers(clauses, token, word.targets)
    if word.predicate == "opposes" and word.source != "self":
        for place in word.targets:
            for filler in clauses.slots(token).get(place, ()):
                yield from _owners(filler.token, clauses)


def _own(token: Token, places: Iterable[str], clauses: Clauses) -> Iterator[Token]:
    """What depends on the noun itself, inside its phrase or after it; not what a verb lends it."""
    finding = entity_at(token)
    begin = finding.mention.begin - int(token.doc.user_data["begin"]) if finding is not None else 0
    slots = clauses.slots(token)
    for place in places:
        for filler in slots.get(place, ()):
            head = filler.token.head
            is_own = head.i == token.i or (head.dep_ in {"prep", "agent"} and head.head.i == token.i)
            if is_own and (filler.token.i > token.i or filler.token.idx >= begin) and not is_backer(filler.token):
                yield from entities_in(filler.token)


def _owners(thing: Token, clauses: Clauses) -> Iterator[Token]:
    """Whose the thing is: "ISIL" of "ISIL targets" and of "two ISIL vehicles"; nobody for people and organizations."""
    finding = entity_at(thing)
    if finding is not None and not {"Place", "Weapon", "Vehicle"} & set(superclasses(finding.cls)):
        return
    for owner in fillers(clauses, thing, ("mod", "poss")):
        other = entity_at(owner)
        if other is not None and "Organization" in superclasses(other.cls):
            yield owner


def _sources(token: Token, word: RelationWord, clauses: Clauses, doing: frozenset[str]) -> list[Token]:
    if word.source == "self":
        finding = entity_at(token)
        is_one = finding is not None and finding.form == "nominal"
        return [token] if is_one and (word.predicate not in TAUTOLOGIES or _stands_for_a_name(token)) else []
    found = list(fillers(clauses, token, (word.source,)))
    if not found and word.source == "subj":
        found = _whose_act(token, clauses, doing)
    if not found and word.source == "by" and word.predicate != "controls":
        found = list(_agent_above(token, clauses, doing))
    return found


def _stands_for_a_name(token: Token) -> bool:
    """Whether it is said of somebody: "Turkey, an ally of Qatar", not "its allies", of whom nothing else is told."""
    return token.dep_ in {"appos", "attr"} or any(child.dep_ == "appos" for child in token.rights)


def _whose_act(verb: Token, clauses: Clauses, doing: frozenset[str]) -> list[Token]:
    """Whose campaign it is "to defeat" somebody; or who is committed, working, ready to."""
    for filler in clauses.slots(verb).get("subj", ()):
        if entity_at(filler.token) is None and (found := list(fillers(clauses, filler.token, OWNERS))):
            return found
    if verb.dep_ not in {"acl", "pcomp", "advcl", "xcomp"} or any(c.dep_ in {"nsubj", "nsubjpass"} for c in verb.lefts):
        return []
    node, over_noun = verb, False
    for _ in range(HIGHEST):
        node = node.head
        if node.pos_ in {"NOUN", "PROPN"}:
            over_noun = True
            if entity_at(node) is None and (found := list(fillers(clauses, node, OWNERS))):
                return found
        elif node.pos_ in VERBS:
            if over_noun and node.lemma_ not in doing:
                return []
            return list(fillers(clauses, node, ("subj",))) or list(fillers(clauses, node, ("obj",)))
    return []


def _agent_above(noun: Token, clauses: Clauses, doing: frozenset[str]) -> Iterator[Token]:
    """Who does it: "strikes in support of", "raised it in a call with", "joined the fight against"."""
    node = noun
    by_preposition = False
    for _ in range(HIGHEST):
        if node.dep_ not in {"dobj", "pobj", "conj"} and node.lower_ not in {"in", "as"}:
            return
        node = node.head
        by_preposition = by_preposition or node.lower_ == "in"
        if entity_at(node) is not None and by_preposition:
            yield from entities_in(node)
            return
        if node.pos_ in VERBS:
            if by_preposition or node.lemma_ in doing:
                yield from fillers(clauses, node, ("subj",))
            return
