"""What does the learned reader make of the events? It drops, renames and adds triggers, and gives roles.

The rules find words that the lexicon has and read the sentence for who does what; the reader weighs all words of the
passage at once. A trigger by the rules goes where the reader is sure that nothing happens, and has the reader's class
where it is sure of another; where the reader alone is sure, a trigger is added, unless the lexicon takes the word for
figurative here. Triggers of a user's own lexicon, and classes of a user's own, of which the reader knows nothing, stand
with their roles as the rules find them.

The thresholds were chosen on the development part of our own passages, and checked on halves of `wikievents`, `zsp` and
`plover` that the encoder had not been taught: `docs/models.md`.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import replace
from math import exp, log

from spacy.tokens import Doc, Token

from kg import vocab
from kg.extract.event_clauses import Clauses
from kg.extract.event_lexicon import EventLexicon, Trigger
from kg.extract.event_triggers import is_figurative, part_of_speech
from kg.extract.phrases import entity_at, offset, seen_in, time_at
from kg.model import Actuality, EntityFinding, RoleFinding, Seen, Veracity

SHORT = 60  # tokens; among those of four sentences and more no violence of the rules was lost
DROPPED = 0.15  # a trigger that is less probable goes
HARM, HARM_DROPPED = frozenset({"Killing", "Injury"}), 0.01  # "…, killing two" is clear by its grammar
ADDED = 0.7  # one that only the reader sees, and is at least so probable, comes
VIOLENCE_ADDED = 0.9  # if it tells of violence: a false killing is worse than a missed one
CLEAR = 0.4  # if its class is at least so probable
CLOSE = 3  # tokens: of words of one class that stand so close the likeliest is the trigger
RENAMED, TIMES = 0.4, 2.0  # what another class is at least, and so many times what the rule's own is
REFUSED_ROLE, ADDED_ROLE = 0.05, 0.6
ADDED_ROLE_ELSEWHERE = 0.9  # of what fills it in another sentence
SURELY = 0.8  # that an event has not happened
LEAST = 0.02  # nobody is surer than by this that something is so, or not
FOUND_IN_COMPLEMENT = "complement"  # the rule of roles that the reader was not taught
OPEN: tuple[Actuality, ...] = ("Planned", "Hypothetical")
DONE_TO = frozenset({"victim", "target"})
OBJECTS = frozenset({"dobj", "nsubjpass"})
PARTS = frozenset({"compound", "nmod", "amod", "poss"})
SPOKEN = frozenset({"VERB", "NOUN", "PROPN", "ADJ"})
PLACES = frozenset({"Country", "Region", "Settlement", "Facility", "NaturalFeature"})
THINGS = frozenset({"Weapon", "Vehicle"})


def has_say(token: Token, trigger: Trigger, seen: Seen) -> bool:
    """Whether the reader has a say in it: not where it overlooks violence in a text of a few sentences.

    It was taught the kind of act of many single sentences, one for each, and looks for one alone in such a text: of
    "were killed when jets bombed the market" it leaves out the bombing.
    """
    if trigger.is_own or trigger.cls not in vocab.EVENT_CLASSES:
        return False
    return not _is_lone(token, trigger) or seen.events[told_at(token, trigger, seen)] >= DROPPED


def _is_lone(token: Token, trigger: Trigger) -> bool:
    return not trigger.is_seen and len(token.doc) < SHORT and _is_violence(trigger.cls)


def _is_violence(cls: str) -> bool:
    return "Violence" in vocab.superclasses(cls)


def told_at(token: Token, trigger: Trigger, seen: Seen) -> int:
    """The token that tells most clearly of the event: of a refusal ("will not lift the ban") it may be the "not"."""
    words = [token.i]
    if trigger.cls == "Rejection":
        words += [child.i for child in token.children if child.dep_ == "neg"]
    return max(words, key=lambda i: seen.events[i])


def weighed(token: Token, trigger: Trigger, lexicon: EventLexicon) -> Trigger | None:
    """The trigger as the reader sees it: of another class, or None where it is none."""
    seen = seen_in(token.doc)
    if seen is None or not has_say(token, trigger, seen):
        return trigger
    at = told_at(token, trigger, seen)
    if seen.events[at] < (HARM_DROPPED if trigger.cls in HARM and trigger.pos == "verb" else DROPPED):
        return None
    classes = seen.event_classes(at)
    best = max(classes, key=lambda cls: (classes[cls], cls), default=trigger.cls)
    if best == trigger.cls or classes[best] < max(RENAMED, TIMES * classes.get(trigger.cls, 0.0)):
        return trigger
    if _is_lone(token, trigger) and not _is_violence(best):
        return trigger
    frame = trigger.frame if best in lexicon.classes[trigger.frame] else ""
    frame = frame or lexicon.usual.get((best, trigger.pos), trigger.frame)
    # what the line asked for, such as a "not", belonged to its own class
    return trigger._replace(cls=best, frame=frame, needs=(), is_seen=True)


def added(
    doc: Doc, known: Mapping[int, str], clauses: Clauses, lexicon: EventLexicon
) -> Iterator[tuple[Token, str, Trigger]]:
    """The triggers that only the reader sees, with their part of speech, in the order of the text.

    `known` are the classes of the others by their tokens.
    """
    seen = seen_in(doc)
    taken = dict(known)
    found = []
    for one in sorted(seen.triggers if seen else (), key=lambda one: (-one.any, one.token)):
        token = doc[one.token]
        if one.cls == "Rejection" and token.dep_ == "neg":
            token = token.head  # who "will not end the strike"
        least = VIOLENCE_ADDED if _is_violence(one.cls) else ADDED
        is_sure = one.any >= least and one.score >= CLEAR and token.i not in taken
        if not is_sure or any(taken.get(token.i + step) == one.cls for step in range(-CLOSE, CLOSE + 1)):
            continue
        if (trigger := _trigger(token, one.cls, clauses, lexicon)) is not None:
            taken[token.i] = one.cls
            found.append((token, *trigger))
    yield from sorted(found, key=lambda one: one[0].i)


def _trigger(token: Token, cls: str, clauses: Clauses, lexicon: EventLexicon) -> tuple[str, Trigger] | None:
    """The word's part of speech, and the trigger that it is, with the usual frame of its class."""
    if token.pos_ not in SPOKEN or time_at(token) is not None or not (pos := part_of_speech(token)):
        return None
    lemma = token.lemma_.lower()
    if (cls == "Rejection" and lemma in lexicon.denials) or is_figurative(token, pos, lemma, clauses, lexicon):
        return None
    frame = lexicon.usual.get((cls, pos)) or lexicon.usual.get((cls, "verb" if pos == "adj" else "noun"))
    return (pos, Trigger(lemma, pos, (), cls, frame, "", is_seen=True)) if frame else None


def is_seen(token: Token, cls: str) -> bool:
    """Whether the reader is sure that the token tells of an event of the class."""
    seen = seen_in(token.doc)
    return seen is not None and seen.events[token.i] >= ADDED and seen.event_classes(token.i).get(cls, 0.0) >= CLEAR


def confidence(token: Token, trigger: Trigger, by_rules: float) -> float:
    """How sure rules and reader are of the event together; one of them where the other has no say."""
    seen = seen_in(token.doc)
    if seen is None or not has_say(token, trigger, seen):
        return by_rules
    chance = seen.event_classes(told_at(token, trigger, seen)).get(trigger.cls, 0.0)
    return round(chance, 2) if trigger.is_seen else together(by_rules, chance)


def together(by_rules: float, by_reader: float) -> float:
    """What two who look at different things are sure of: the mean of their log-odds.

    >>> together(0.78, 0.95), together(0.78, 0.16)
    (0.89, 0.45)
    """
    odds = [log(p / (1 - p)) for p in (min(max(one, LEAST), 1 - LEAST) for one in (by_rules, by_reader))]
    return round(1 / (1 + exp(-sum(odds) / 2)), 2)


def put(token: Token, by_rules: Veracity) -> Veracity:
    """How the clause puts the event: what the rules take for actual may surely be planned or supposed.

    Denials are the rules' alone: what the reader calls negated may be so by the clause or by who tells it, and what is
    negated twice would be a fact.
    """
    seen = seen_in(token.doc)
    if seen is None or by_rules.actuality != "Actual":
        return by_rules
    chances = seen.veracity(token.i)
    sure = next((other for other in OPEN if chances.get(other, 0.0) >= SURELY), None)
    return by_rules if sure is None else by_rules._replace(actuality=sure)


def with_roles(token: Token, trigger: Trigger, found: Iterable[RoleFinding]) -> list[RoleFinding]:
    """The roles without those inferred ones that the reader refuses, and with those that it alone sees.

    What stands in the trigger's own clause is the grammar's: refusing it cost more than it saved.
    """
    given = list(found)
    seen = seen_in(token.doc)
    if seen is None or not has_say(token, trigger, seen):
        return given
    chances = seen.roles(token.i)
    at = {offset(token.doc[i]): i for i in chances}
    kept = []
    for role in given:
        chance = chances.get(at.get(role.head, -1), {}).get(role.type, 0.0)
        if role.rule == FOUND_IN_COMPLEMENT:
            kept.append(role)
        elif not role.inferred or chance >= REFUSED_ROLE:
            kept.append(replace(role, confidence=together(role.confidence, chance)))
    # whom the verb's own object names, it harms: not also whom the verb beside it does
    objects = {role.type for role in kept if role.rule == "obj" and role.type in DONE_TO}
    more = _roles(token, chances, {role.head for role in kept})
    return [*kept, *(role for role in more if role.type not in objects)]


def _roles(trigger: Token, seen: Mapping[int, Mapping[str, float]], taken: Collection[int]) -> Iterator[RoleFinding]:
    own = trigger.sent
    for i, chances in sorted(seen.items()):
        role = max(chances, key=lambda name: (chances[name], name))
        inferred = not own.start <= i < own.end
        if chances[role] < (ADDED_ROLE_ELSEWHERE if inferred else ADDED_ROLE):
            continue
        token = trigger.doc[i]
        if offset(token) in taken or i == trigger.i or _is_anothers(token, trigger, role):
            continue
        sure = round(chances[role], 2)
        entity, time = entity_at(token), time_at(token)
        if role == "hasTime" and time is not None and time.mention.begin == offset(token):
            yield RoleFinding(role, time.mention, time.mention.begin, "seen", sure, (), inferred)
        elif role != "hasTime" and entity is not None and _fits(role, entity):
            yield RoleFinding(role, entity.mention, entity.head, "seen", sure, (), inferred)


def _is_anothers(token: Token, trigger: Token, role: str) -> bool:
    """Whether the word belongs to another: not "ISIS" but its militants are killed, and whom one verb kills, a second
    that stands beside it ("killing two and wounding a third") does not wound.
    """
    if role == "hasPlace" and _is_landmark(token):
        return True
    if token.dep_ in PARTS:
        return role not in {"hasPlace", "hasTime"}
    seen = seen_in(token.doc)
    is_object = token.dep_ in OBJECTS and token.head.i != trigger.i and role in DONE_TO
    return is_object and trigger.pos_ == "VERB" and seen is not None and seen.events[token.head.i] >= ADDED


def _is_landmark(token: Token) -> bool:
    """Whether it only tells where another place lies: the river of "the city on the banks of the Euphrates"."""
    entity = entity_at(token)
    if entity is None or entity.cls != "NaturalFeature":
        return False
    for above in token.ancestors:
        if above.pos_ in {"VERB", "AUX"}:
            return False
        place = entity_at(above)
        if place is not None and place.cls in PLACES - {entity.cls}:
            return True
    return False


def _fits(role: str, entity: EntityFinding) -> bool:
    if role == "hasPlace":
        return entity.cls in PLACES
    if role == "instrument":
        return entity.cls in THINGS
    return entity.cls not in THINGS or role == "target"
