"""Events: words that tell of an act of conflict or politics, with their roles.

Caught: "Government forces shelled the suburb on Monday."            Shelling
        "The rebels' capture of the airport surprised nobody."       TerritoryTransfer, framing "capture"
        "The town came under fire from the hills."                   ArmedAttack
Left:   "She had a heart attack."  "The striker fired a shot over the bar."  "They battle inflation."
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from spacy.tokens import Doc, Span, Token

from kg.extract.event_clauses import Clauses, Slots, is_verbal
from kg.extract.event_kinds import kinds_of
from kg.extract.event_lexicon import Alternative, EventLexicon, Trigger, event_lexicon
from kg.extract.event_scene import scene
from kg.extract.phrases import entity_at, mention, time_at
from kg.extract.protocol import Extractor, Settings
from kg.extract.roles import in_complement, partitive, roles
from kg.extract.veracity import veracity
from kg.model import EventFinding, GapFinding, RoleFinding

CONFIDENCE = 0.85  # until calibrated on a corpus
VIOLENT = frozenset({"violent", "weapon", "event"})
FIELDS = frozenset({"sport", "business", "film"})  # one word of these proves nothing, two do
PARTICLES = frozenset({"prt", "advmod", "prep"})
PARTICLE_WORDS = frozenset("up out off down back over away in on from into through of to".split())
NAMED = frozenset(
    {"Person", "ArmedGroup", "StateForces", "Coalition", "Government", "Country", "PoliticalParty", "Population"}
    | {"IntergovernmentalOrganization", "Organization"}
)
# Classes whose target may stand only in what is demanded, promised, threatened.
BY_COMPLEMENT = frozenset(
    "Agreement Rejection Sanction Aid Support Threat Accusation Demand Trial Negotiation Ceasefire Deployment Withdrawal "
    "Release Surrender Protest Displacement Detention".split()
)
DONE_TO = frozenset({"target", "victim", "gainer", "hasPlace"})


def events(settings: Settings) -> Extractor:
    """The extractor of events and of verbs between two actors that no rule knows."""
    lexicon = event_lexicon(settings)

    def find(doc: Doc) -> Iterator[EventFinding | GapFinding]:
        clauses = doc.user_data["clauses"] = Clauses(doc, lexicon)  # for the extractor of casualties
        doc.user_data["triggers"] = {}
        for sent in doc.sents:
            yield from _in_sentence(sent, clauses, lexicon)

    return find


def _in_sentence(sent: Span, clauses: Clauses, lexicon: EventLexicon) -> Iterator[EventFinding | GapFinding]:
    words = Words(sent, lexicon)
    used: set[int] = set()
    for token in sent:
        pos = part_of_speech(token)
        if not pos or token.i in used:
            continue
        candidates = _candidates(token, pos, lexicon)
        if not candidates:
            if pos == "verb" and (gap := _gap(token, clauses, lexicon)):
                yield gap
            continue
        slots = clauses.slots(token)
        chosen = _choose(candidates, token, slots, words)
        if chosen is not None and not _is_refused(chosen, pos, token, slots, words, lexicon):
            used.update(_consumed(chosen, slots))
            event = _event(token, pos, chosen, clauses, lexicon)
            if pos == "noun" and not event.roles and _is_bare(token):
                continue
            token.doc.user_data["triggers"][token.i] = (chosen, event)
            yield event


class Words:
    """The kinds of the words of a sentence, counted when first asked for."""

    def __init__(self, sent: Span, lexicon: EventLexicon) -> None:
        self._sent = sent
        self._kinds = lexicon.kinds
        self._by_kind: dict[str, set[int]] | None = None

    def kinds(self, token: Token) -> frozenset[str]:
        return kinds_of(token, self._kinds)

    def has(self, kind: str, but: int) -> bool:
        """Whether another word of the sentence is of the kind; two of them for a subject field."""
        if self._by_kind is None:
            self._by_kind = {}
            for token in self._sent:
                for found in self._kinds.get(token.lemma_.lower(), ()):
                    self._by_kind.setdefault(found, set()).add(token.i)
                entity = entity_at(token)
                if entity is not None and entity.cls in {"ArmedGroup", "StateForces"}:
                    self._by_kind.setdefault("armed", set()).add(token.i)
        wanted = VIOLENT if kind == "violent" else {kind}
        others = set().union(*(self._by_kind.get(k, set()) for k in wanted)) - {but}
        return len(others) >= (2 if kind in FIELDS else 1)


def part_of_speech(token: Token) -> str:
    """ "verb", "noun", "adj", "modal", or "" for a word that is no trigger."""
    tag = token.tag_
    if tag == "MD":
        return "modal"
    if token.pos_ == "VERB" or tag in {"VBN", "VBG", "VBD", "VB", "VBZ", "VBP"}:
        if token.dep_ == "amod" and (token.lemma_ in BACKING or (token.i > 0 and token.nbor(-1).lower_ == "-")):
            return ""  # "U.S.-backed forces": a trait, not an event
        return "adj" if token.dep_ == "amod" and tag == "VBN" and token.lemma_ in ADJECTIVES else "verb"
    if token.pos_ == "NOUN" or tag == "NNP":
        return "" if token.dep_ == "compound" and token.head.lemma_.lower() in HARDWARE else "noun"
    return "adj" if token.pos_ == "ADJ" else ""


HARDWARE = frozenset("helicopter plane aircraft jet airplane rifle gun dog vehicle ship submarine squad weapon".split())
ADJECTIVES = frozenset({"wound", "injure"})
BACKING = frozenset({"back", "support", "sponsor", "recognize", "recognise"})


def _candidates(token: Token, pos: str, lexicon: EventLexicon) -> tuple[Trigger, ...]:
    word = token.lemma_.lower() if pos != "adj" else token.lower_
    if pos == "verb":
        particle = _particle(token)
        if particle:
            with_particle = lexicon.triggers.get((pos, f"{word} {particle.lower_}"), ())
            if with_particle or particle.dep_ == "prt":
                return with_particle
    return lexicon.triggers.get((pos, word), ())


def _particle(verb: Token) -> Token | None:
    for child in verb.children:
        if child.dep_ in PARTICLES and child.lower_ in PARTICLE_WORDS:
            return child
    return None


def _choose(candidates: Iterable[Trigger], token: Token, slots: Slots, words: Words) -> Trigger | None:
    best, most = None, -1
    for trigger in candidates:
        weight = _weight(trigger.needs, token, slots, words) if trigger.needs else 0
        if weight > most:
            best, most = trigger, weight
    return best


def _weight(needs: tuple[Alternative, ...], token: Token, slots: Slots, words: Words) -> int:
    """What the most demanding alternative that holds asks for; -1 if none holds."""
    return max(
        (sum(c.weight for c in one) for one in needs if all(_holds(c, token, slots, words) for c in one)), default=-1
    )


def _holds(condition: object, token: Token, slots: Slots, words: Words) -> bool:
    slot, kind, word = condition  # type: ignore[misc]
    if slot == "sent":
        return words.has(kind, token.i)
    fillers = slots.get(slot)
    if not fillers:
        return False
    if word:
        return any(word in (f.token.lemma_.lower(), f.token.lower_, partitive(f.token).lemma_) for f in fillers)
    return kind == "any" or any(
        kind in words.kinds(partitive(f.token)) or kind in words.kinds(f.token) for f in fillers
    )


def _is_refused(trigger: Trigger, pos: str, token: Token, slots: Slots, words: Words, lexicon: EventLexicon) -> bool:
    refusals = lexicon.refusals.get((pos, trigger.lemma), ())
    return any(all(_holds(c, token, slots, words) for c in one) for one in refusals)


def _consumed(trigger: Trigger, slots: Slots) -> Iterator[int]:
    """The words that the trigger's conditions name: "fire" of "opened fire" tells of no event of its own."""
    for one in trigger.needs:
        for condition in one:
            if condition.word and condition.slot not in {"mod", "subj", "comp"}:
                for filler in slots.get(condition.slot, ()):
                    if condition.word == filler.token.lemma_.lower():
                        yield filler.token.i


def _event(token: Token, pos: str, trigger: Trigger, clauses: Clauses, lexicon: EventLexicon) -> EventFinding:
    found = roles(token, trigger.cls, lexicon.frames[trigger.frame], clauses, lexicon.kinds)
    done_to = any(role.type in DONE_TO for role in found)
    found.extend(scene(token, clauses, {role.head for role in found}))
    if trigger.cls in BY_COMPLEMENT and not done_to:
        if inferred := in_complement(token, found, clauses.slots(token)):
            found.append(inferred)
    return EventFinding(
        trigger=mention(token.doc, token.i, token.i + 1),
        cls=trigger.cls,
        roles=tuple(_unique(found)),
        rule=f"{trigger.frame}:{trigger.lemma}",
        confidence=CONFIDENCE,
        veracity=veracity(token),
        nominal=not is_verbal(token),
        definite=any(c.lower_ in {"the", "this", "that", "these", "those"} for c in token.lefts),
        framing=trigger.framing,
    )


def _is_bare(noun: Token) -> bool:
    """Whether it names a kind of thing and no occasion: "murders and torture are common"."""
    return not any(c.dep_ in {"det", "nummod", "poss", "amod"} for c in noun.lefts) and noun.dep_ != "ROOT"


def _unique(found: Iterable[RoleFinding]) -> Iterator[RoleFinding]:
    seen: set[tuple[str, int]] = set()
    for role in sorted(found, key=lambda r: (r.inferred, r.head)):
        if (role.type, role.head) not in seen:
            seen.add((role.type, role.head))
            yield role


def _gap(verb: Token, clauses: Clauses, lexicon: EventLexicon) -> GapFinding | None:
    """A verb that no rule knows, between two named actors."""
    if verb.pos_ != "VERB" or verb.lemma_ in lexicon.plain:
        return None
    if not any(c.dep_ == "nsubj" and _is_actor(c) for c in verb.lefts):
        return None
    if not any(c.dep_ == "dobj" and _is_actor(c) for c in verb.rights):
        return None
    del clauses
    return GapFinding(mention(verb.doc, verb.i, verb.i + 1), "verb", verb.lemma_)


def _is_actor(token: Token) -> bool:
    entity = entity_at(token)
    return entity is not None and entity.form == "name" and entity.cls in NAMED and time_at(token) is None
