"""Where and when does the clause put the event? Beside the trigger or, as an inference, in the clause above."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from spacy.tokens import Token

from kg.extract.event_clauses import Clauses, is_verbal
from kg.extract.event_slots import PASSIVE_SUBJECTS, SUBJECTS, Slots, preposition
from kg.extract.phrases import entity_at, time_at
from kg.extract.roles import PLACES, members
from kg.model import EntityFinding, RoleFinding, TimeFinding
from kg.vocab import superclasses

PLACE_PREPOSITIONS = frozenset(
    "in at near around outside inside across along throughout within on off over above beside between".split()
)
TOPIC = frozenset({"on", "over"})  # "talks on Aleppo"
ARGUMENTS = ("obj", "on", "against", "at", "outside", "near", "between", "with", "of", "to", "from", "under")
BOUNDING = frozenset({"start", "begin", "end", "last"})
WITHIN = frozenset({"of", "in", "near"})
NEAR = frozenset({"in", "near", "at", "outside", "inside", "around"})
ASPECTUAL = frozenset(
    "begin start continue manage try attempt fail help stop cease resume keep go come proceed".split()
)
# Verbs whose time is only where the event that is their subject begins, or ends: "the battle began in June".
BEGINNING = frozenset("begin start erupt commence".split())
ENDING = frozenset("end stop cease finish".split())
DURING = frozenset({"in", "during", "at", "by", "amid"})
MAX_STEPS = 6
WIDE = frozenset({"Country", "Region"})  # a village on the object says more: "hit a camp near Idlib, in the north"
CLOSE = 3  # tokens between two joined verbs that share what follows
FARTHEST_TIME = 20  # tokens behind the verb
OWN, INFERRED = 0.85, 0.6  # bench.calibration has 32 cases of them, too few to set them by


def scene(trigger: Token, cls: str, clauses: Clauses, roles: list[RoleFinding]) -> Iterator[RoleFinding]:
    """hasPlace and hasTime of the event of the class, besides the roles that it has; no place is inferred where it has
    one.
    """
    taken = {role.head for role in roles}
    placed = any(role.type == "hasPlace" for role in roles)
    node, inferred = trigger, False
    place = time = False
    for _ in range(MAX_STEPS):
        if not (place or (placed and inferred)):
            for role in _places(clauses.slots(node), taken, inferred, is_told=_is_told(cls)):
                place = True
                yield role
        if not time:
            times = _times_at(node, trigger, inferred)
            time = bool(times)
            yield from times
        above = _clause_above(node, clauses)
        if (place and time) or above is None:
            return
        inferred = inferred or (is_verbal(node) and is_verbal(above))
        node = above


def _times_at(node: Token, trigger: Token, inferred: bool) -> list[RoleFinding]:
    """The times beside the word; at a verb that is the trigger itself those behind a comma too, or of a joined verb."""
    found = list(_times(node, inferred, _bound(node, trigger)))
    if found or node.i != trigger.i or not is_verbal(node):
        return found
    if (apart := _set_apart(node)) is not None:
        return [RoleFinding("hasTime", apart.mention, apart.mention.begin, "clause", OWN)]
    joined = _joined_behind(node)
    return [] if joined is None else [replace(role, rule="joined") for role in _times(joined, True, "")]


def _joined_behind(verb: Token) -> Token | None:
    """The verb that is joined right behind and ends the clause for both: "was shot and killed on Monday"."""
    if is_verbal(verb):
        for child in verb.rights:
            reach = 2 * CLOSE if child.tag_ == "VBN" else CLOSE
            if child.dep_ == "conj" and child.tag_ == verb.tag_ and child.i - verb.i <= reach:
                is_other = any(c.dep_ in SUBJECTS or c.dep_ in PASSIVE_SUBJECTS for c in child.lefts)
                return child if not is_other or child.tag_ == "VBN" else None  # "ten were killed and 20 wounded on"
    return None


def _clause_above(node: Token, clauses: Clauses) -> Token | None:
    """The clause whose place and time are those of the event too; None where they may be another's.

    "Five were killed in the attack on Monday", "attacked a village on Monday, killing three"; but not "condemned the
    attack on Monday" or "threatened on Monday to attack".
    """
    head, dep = node.head, node.dep_
    if head.i == node.i or node.lemma_ == "toll":
        return None
    if is_verbal(node):
        return head if _is_same_clause(node, head, dep) else None
    if dep == "conj" or dep == "nsubj" or (dep in {"dobj", "nsubjpass"} and "light" in clauses.slots(node)):
        return head
    if dep == "pobj" and head.lower_ in DURING and head.head.i != head.i:
        return head.head
    return head.head if dep == "pobj" and "light" in clauses.slots(node) else None


def _is_past(verb: Token) -> bool:
    """Whether it tells what happened once: "exploded", "were killed", but not "had begun"."""
    if verb.dep_ == "conj" and verb.tag_ == "VBN" and not any(c.dep_ in {"aux", "auxpass"} for c in verb.lefts):
        return _is_past(verb.head)
    return verb.tag_ == "VBD" or (
        verb.tag_ == "VBN" and any(c.dep_ == "auxpass" and c.tag_ == "VBD" for c in verb.lefts)
    )


def _is_same_clause(verb: Token, head: Token, dep: str) -> bool:
    if dep == "conj":
        return is_verbal(head)
    if dep == "xcomp":
        return head.lemma_ in ASPECTUAL
    if dep == "advcl" and _is_past(verb) and any(c.lower_ == "when" for c in verb.lefts):
        return _is_past(head)  # "ten were killed on Saturday when a bomb exploded"
    return dep == "advcl" and verb.tag_ in {"VBG", "VBN"} and not any(c.dep_ in {"mark", "advmod"} for c in verb.lefts)


def _is_told(cls: str) -> bool:
    """Whether it is done in words, of what may be elsewhere: who condemns an attack in Jabla need not be there."""
    return cls != "Aid" and not {"Politics", "Demonstration"}.isdisjoint(superclasses(cls))


def _places(slots: Slots, taken: set[int], inferred: bool, *, is_told: bool) -> Iterator[RoleFinding]:
    prepositions = PLACE_PREPOSITIONS - TOPIC if is_told else PLACE_PREPOSITIONS
    found = [(rule, entity) for rule, entity in _beside(slots, prepositions) if entity.head not in taken]
    if all(entity.cls in WIDE for _, entity in found):
        more = _on_arguments(slots, is_told=is_told)
        found += [(rule, entity) for rule, entity in more if not found or entity.cls not in WIDE]
    for rule, entity in found:
        if entity.head not in taken:
            name, sure = ("matrix", INFERRED) if inferred else (rule, OWN)
            yield RoleFinding("hasPlace", entity.mention, entity.head, name, sure, (), inferred)


def _beside(slots: Slots, prepositions: frozenset[str]) -> Iterator[tuple[str, EntityFinding]]:
    for name in slots:
        if name in prepositions:
            for filler in slots[name]:
                for token in members(filler.token):
                    entity = entity_at(token)
                    if entity is not None and entity.cls in PLACES:
                        yield name, entity
                    inside = _named_inside(token) if entity is None or entity.form != "name" else None
                    if inside is not None and inside.cls in PLACES:
                        yield name, inside


def _on_arguments(slots: Slots, *, is_told: bool) -> Iterator[tuple[str, EntityFinding]]:
    """The place of what is attacked or taken: "ambushed a convoy near the town", "held talks with France in Oman"."""
    for position in ARGUMENTS:
        for filler in slots.get(position, ()):
            if is_told and entity_at(filler.token) is None:
                continue
            for child in filler.token.rights:
                if child.dep_ == "prep" and child.lower_ in NEAR:
                    own: Slots = {}
                    preposition(own, child)
                    for _, entity in _beside(own, NEAR):
                        yield "argument", entity


def _named_inside(token: Token) -> EntityFinding | None:
    """The name under a common noun: "the city of Raqqa", "the town Idlib"."""
    for child in token.rights:
        if child.dep_ == "appos" and entity_at(child) is not None:
            return entity_at(child)
        if child.dep_ == "prep" and child.lower_ in WITHIN:
            for inner in child.rights:
                if inner.dep_ == "pobj" and entity_at(inner) is not None:
                    return entity_at(inner)
    return None


def _bound(node: Token, trigger: Token) -> str:
    if node.i == trigger.i or is_verbal(trigger):
        return ""
    return "begin" if node.lemma_ in BEGINNING else "end" if node.lemma_ in ENDING else ""


def _times(node: Token, inferred: bool, bound: str) -> Iterator[RoleFinding]:
    seen: set[TimeFinding] = set()
    for token in _time_words(node):
        time = time_at(token)
        if time is not None and time not in seen and not _is_before_it(token, time):
            seen.add(time)
            rule = bound or ("matrix" if inferred else "clause")
            yield RoleFinding(
                "hasTime", time.mention, time.mention.begin, rule, INFERRED if inferred else OWN, (), inferred
            )


def _set_apart(verb: Token) -> TimeFinding | None:
    """The time behind a comma in the verb's own clause, whatever the parser hung it on.

    "They took the stadium, the last base of the group, earlier in the day."
    """
    doc = verb.doc
    times: Mapping[int, TimeFinding] = doc.user_data.get("times", {})
    for i in range(verb.i + 1, min(verb.sent.end, verb.i + FARTHEST_TIME)):
        token = doc[i]
        if token.pos_ in {"VERB", "AUX"} or token.text in {";", '"'}:
            return None
        if (time := times.get(i)) is None or time.type not in {"DATE", "TIME"}:
            continue
        before = doc[i - 1 - (doc[i - 1].lower_ in {"on", "in", "at"})]
        after = doc[i + 1] if i + 1 < len(doc) else token
        if before.text == "," and after.lower_ not in {"'s", "'"} and token.dep_ not in {"poss", "compound", "nmod"}:
            return time
    return None


def _is_before_it(token: Token, time: TimeFinding) -> bool:
    """Whether it is how long something else had gone on: "agreed to stop after two years of war"."""
    token = token.head if token.dep_ == "nummod" else token
    return time.type == "DURATION" and token.dep_ == "pobj" and token.head.lower_ in {"after", "before", "following"}


def _time_words(node: Token) -> Iterator[Token]:
    if node.dep_ == "relcl" and any(c.lower_ == "when" for c in node.lefts):
        yield node.head  # "in November 2020, when rebels attacked"
    for child in node.children:
        if child.dep_ in {"npadvmod", "advmod", "tmod", "amod", "compound", "nmod", "poss", "nummod"}:
            yield child
        elif child.dep_ == "prep":
            yield child
            for inner in child.children:
                if inner.dep_ in {"pobj", "pcomp"}:
                    yield inner
                    yield from inner.lefts
        elif child.dep_ == "advcl" and child.lemma_ in BOUNDING and child.tag_ == "VBG":
            yield from _time_words(child)  # "starting from noon Sunday"
    if node.dep_ == "ccomp" and node.i < node.head.i and node.right_edge.i + 1 < node.head.i:
        yield node.right_edge.nbor(1)  # "was freed Tuesday, an officer said": the parser gives Tuesday to "said"
