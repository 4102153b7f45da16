"""What does the learned reader make of the events? It drops, renames and adds triggers, and gives roles.

The rules find words that the lexicon has and read the sentence for who does what; the reader weighs all words of the
passage at once. A trigger by the rules goes where the reader is sure that nothing happens, and has the reader's class
where it is sure of another; where the reader alone is sure, a trigger is added. Lines of a user's own lexicon, and
classes of a user's own, of which the reader knows nothing, stand as they are.

Measured, for each threshold, on what the encoder was not taught: see `docs/models.md`.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import replace

from spacy.tokens import Doc, Token

from kg import vocab
from kg.extract.event_lexicon import EventLexicon, Trigger
from kg.extract.event_triggers import part_of_speech
from kg.extract.phrases import entity_at, offset, time_at
from kg.model import Actuality, EntityFinding, RoleFinding, Seen, Veracity

DROPPED = 0.2  # a trigger that is less probable goes
ADDED = 0.7  # one that only the reader sees, and is at least so probable, comes
RENAMED = 0.4  # what another class is at least, and this many times what the rule's own is
TIMES = 2.0
REFUSED_ROLE, ADDED_ROLE = 0.08, 0.65
ADDED_ROLE_ELSEWHERE = 0.9  # of what fills it in another sentence
SURELY = 0.8  # that an event has not happened
OPEN: tuple[Actuality, ...] = ("Planned", "Hypothetical")
LEAST = 0.05  # what the rules find is never told with less confidence
CLOSE = 3  # tokens
SPOKEN = frozenset({"VERB", "NOUN", "PROPN", "ADJ"})
PLACES = frozenset({"Country", "Region", "Settlement", "Facility", "NaturalFeature"})
THINGS = frozenset({"Weapon", "Vehicle"})


def weighed(token: Token, trigger: Trigger, seen: Seen | None, lexicon: EventLexicon) -> Trigger | None:
    """The trigger as the reader sees it: of another class, or None where it is none."""
    if seen is None or trigger.is_own or trigger.cls not in vocab.EVENT_CLASSES:
        return trigger
    if seen.events[token.i] < DROPPED:
        return None
    classes = seen.event_classes(token.i)
    best = max(classes, key=lambda cls: (classes[cls], cls), default=trigger.cls)
    if best != trigger.cls and classes[best] >= max(RENAMED, TIMES * classes.get(trigger.cls, 0.0)):
        frame = trigger.frame if best in _classes_of(trigger, lexicon) else ""
        frame = frame or lexicon.usual.get((best, trigger.pos), trigger.frame)
        return trigger._replace(cls=best, frame=frame)
    return trigger


def _classes_of(trigger: Trigger, lexicon: EventLexicon) -> set[str]:
    """The classes that triggers with the same frame have."""
    return {one.cls for some in lexicon.triggers.values() for one in some if one.frame == trigger.frame}


def added(doc: Doc, known: Mapping[int, str], lexicon: EventLexicon) -> Iterator[tuple[Token, str, Trigger]]:
    """The triggers that only the reader sees, with their part of speech, in the order of the text.

    `known` are the classes of the others by their tokens. Of words of one class that stand close together the likeliest
    is the trigger.
    """
    seen: Seen | None = doc.user_data.get("seen")
    taken = dict(known)
    found = []
    for one in sorted(seen.triggers if seen else (), key=lambda one: (-one.any, one.token)):
        if one.any < ADDED or any(taken.get(one.token + step) == one.cls for step in range(-CLOSE, CLOSE + 1)):
            continue
        if one.token not in known and (trigger := _trigger(doc[one.token], one.cls, lexicon)) is not None:
            taken[one.token] = one.cls
            found.append((doc[one.token], *trigger))
    yield from sorted(found, key=lambda one: one[0].i)


def _trigger(token: Token, cls: str, lexicon: EventLexicon) -> tuple[str, Trigger] | None:
    """The word's part of speech, and the trigger that it is, with the usual frame of its class."""
    if token.pos_ not in SPOKEN or time_at(token) is not None or not (pos := part_of_speech(token)):
        return None
    if cls == "Rejection" and token.lemma_.lower() in lexicon.denials:
        return None
    frame = lexicon.usual.get((cls, pos)) or lexicon.usual.get((cls, "verb" if pos == "adj" else "noun"))
    return (pos, Trigger(token.lemma_.lower(), pos, (), cls, frame, "")) if frame else None


def is_seen(token: Token) -> bool:
    """Whether the reader is sure that the token tells of an event."""
    seen: Seen | None = token.doc.user_data.get("seen")
    return seen is not None and seen.events[token.i] >= ADDED


def confidence(token: Token, trigger: Trigger, by_rules: float) -> float:
    """The probability of the event's class as the reader sees it; what the rules say where it has no say."""
    seen: Seen | None = token.doc.user_data.get("seen")
    if seen is None or trigger.is_own or trigger.cls not in vocab.EVENT_CLASSES:
        return by_rules
    return round(max(seen.event_classes(token.i).get(trigger.cls, 0.0), LEAST), 2)


def put(token: Token, by_rules: Veracity) -> Veracity:
    """How the clause puts the event: what the rules take for actual may surely be planned or supposed."""
    seen: Seen | None = token.doc.user_data.get("seen")
    if seen is None or by_rules.actuality != "Actual":
        return by_rules
    chances = seen.veracity(token.i)
    for other in OPEN:
        if chances.get(other, 0.0) >= SURELY:
            return by_rules._replace(actuality=other)
    return by_rules


def with_roles(token: Token, found: Iterable[RoleFinding], seen: Seen | None) -> list[RoleFinding]:
    """The roles without those that the reader refuses, and with those that it alone sees."""
    given = list(found)
    if seen is None:
        return given
    chances = seen.roles(token.i)
    at = {offset(token.doc[i]): i for i in chances}
    kept = []
    for role in given:
        chance = chances.get(at.get(role.head, -1), {}).get(role.type, 0.0)
        if role.rule in KEPT:
            kept.append(role)
        elif chance >= REFUSED_ROLE:
            kept.append(replace(role, confidence=round(chance, 2)))
    return [*kept, *_roles(token, seen, {role.head for role in kept})]


KEPT = frozenset({"complement"})


def _roles(trigger: Token, seen: Seen, taken: Collection[int]) -> Iterator[RoleFinding]:
    doc = trigger.doc
    for i, chances in sorted(seen.roles(trigger.i).items()):
        role = max(chances, key=lambda name: (chances[name], name))
        token = doc[i]
        inferred = token.sent.start != trigger.sent.start
        least = ADDED_ROLE_ELSEWHERE if inferred else ADDED_ROLE
        if chances[role] < least or offset(token) in taken or i == trigger.i:
            continue
        if role == "hasTime":
            time = time_at(token)
            if time is not None and time.mention.begin not in taken and time.mention.begin == offset(token):
                yield RoleFinding(role, time.mention, time.mention.begin, "seen", round(chances[role], 2), (), inferred)
            continue
        entity = entity_at(token)
        if entity is not None and _fits(role, entity):
            yield RoleFinding(role, entity.mention, entity.head, "seen", round(chances[role], 2), (), inferred)


def _fits(role: str, entity: EntityFinding) -> bool:
    if role == "hasPlace":
        return entity.cls in PLACES
    if role == "instrument":
        return entity.cls in THINGS
    return entity.cls not in THINGS or role == "target"
