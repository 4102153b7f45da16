"""Which words are triggers here? Those of the lexicon whose needs hold where they stand, unless they are figurative."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from spacy.strings import get_string_id
from spacy.tokens import Doc, Span, Token

from kg.extract.event_clauses import SUBSTANTIVES, Clauses
from kg.extract.event_kinds import kinds_of
from kg.extract.event_lexicon import FORMS, Alternative, Condition, EventLexicon, Trigger
from kg.extract.event_slots import Slots
from kg.extract.phrases import entity_at, time_at
from kg.extract.roles import partitive

VIOLENT = frozenset({"violent", "weapon", "event"})
FIELDS = frozenset({"sport", "business", "film"})  # one word of these proves nothing, two do
ARMED_CLASSES = frozenset({"ArmedGroup", "StateForces"})
VERB = get_string_id("VERB")
VERB_TAGS = frozenset({"VBN", "VBG", "VBD", "VB", "VBZ", "VBP"})
PARTICLES = frozenset({"prt", "advmod", "prep"})
PARTICLE_WORDS = frozenset("up out off down back over away in on from into through of to".split())
WORDS_PER_PASTIME = 50
HARDWARE = frozenset(
    "helicopter plane aircraft jet airplane rifle gun dog vehicle ship submarine sub boat squad weapon".split()
)
HARMED = frozenset({"wound", "injure"})  # before a noun these are adjectives: "a wounded soldier"
STANCES = frozenset({"oppose", "support", "back", "favor", "favour"})
TRAITS = frozenset({"back", "support", "sponsor", "recognize", "recognise", "accuse", "suspect", "allege", "convict"})
CHARRED = frozenset({"burn", "scorch", "char"})  # "burned weapons": a state, however they came to it


class Sentence:
    """The kinds of the words of a sentence, counted when first asked for."""

    def __init__(self, span: Span, lexicon: EventLexicon) -> None:
        self.span = span
        self.lexicon = lexicon
        self._by_kind: dict[str, set[int]] | None = None

    def has(self, kind: str, but: int) -> bool:
        """Whether another word of the sentence is of the kind; two of them for a subject field."""
        if self._by_kind is None:
            self._by_kind = self._count()
        found = set().union(*(self._by_kind.get(one, ()) for one in (VIOLENT if kind == "violent" else (kind,))))
        return len(found - {but}) >= (2 if kind in FIELDS else 1)

    def _count(self) -> dict[str, set[int]]:
        found: dict[str, set[int]] = {}
        for token in self.span:
            for kind in self.lexicon.kinds.get(token.lemma_.lower(), ()):
                found.setdefault(kind, set()).add(token.i)
            entity = entity_at(token)
            if entity is not None and entity.cls in ARMED_CLASSES:
                found.setdefault("armed", set()).add(token.i)
        return found


class Surroundings:
    """What stands with one word: the kinds and the words in each of its places, worked out once."""

    def __init__(self, token: Token, slots: Slots, sentence: Sentence) -> None:
        self._token = token
        self._slots = slots
        self._sentence = sentence
        self._known: dict[str, tuple[set[str], set[str]]] = {}

    def weigh(self, needs: tuple[Alternative, ...], floor: int = -1) -> int:
        """What the most demanding alternative that holds asks for; the floor if none above it holds."""
        for weight, conditions in needs:
            if weight <= floor:
                break
            if self._hold(conditions):
                return weight
        return floor

    def has_any(self, alternatives: Iterable[Alternative]) -> bool:
        return any(self._hold(conditions) for _, conditions in alternatives)

    def _hold(self, conditions: tuple[Condition, ...]) -> bool:
        for slot, wanted, named, _ in conditions:
            if slot == "sent":
                if not any(self._sentence.has(kind, self._token.i) for kind in wanted):
                    return False
                continue
            if slot not in self._slots:
                return False
            kinds, words = self._known.get(slot) or self._look(slot)
            if named.isdisjoint(words) if named else wanted.isdisjoint(kinds):
                return False
        return True

    def _look(self, slot: str) -> tuple[set[str], set[str]]:
        kinds: set[str] = set()
        words: set[str] = set()
        for filler in self._slots[slot]:
            token = filler.token
            meant = partitive(token)
            kinds |= {"any"} | kinds_of(token, self._sentence.lexicon.kinds)
            words |= {token.lemma_.lower(), token.lower_}
            if meant.i != token.i:
                kinds |= kinds_of(meant, self._sentence.lexicon.kinds)
                words.add(meant.lemma_.lower())
        self._known[slot] = kinds, words
        return kinds, words


def triggers(doc: Doc, clauses: Clauses, lexicon: EventLexicon) -> Iterator[tuple[Token, str, Trigger]]:
    """The triggers of a document with their part of speech, in the order of the text."""
    suspects = _suspects(doc, lexicon)
    if not suspects or _is_of_pastimes(doc, lexicon):
        return
    at = 0
    for span in doc.sents:
        start = at
        while at < len(suspects) and suspects[at] < span.end:
            at += 1
        if at > start:
            yield from _in_sentence(Sentence(span, lexicon), suspects[start:at], clauses)
        if at == len(suspects):
            return


def _is_of_pastimes(doc: Doc, lexicon: EventLexicon) -> bool:
    """Whether sport, stage, kitchen, garden, weather or trade is what is told of, so that words of war are images.

    Two of their nouns do, in a longer text one for every fifty words, where nobody is named who fights or harms.
    """
    lemmas = set(doc.to_array("LEMMA").tolist())
    found = len(lemmas & lexicon.pastimes)
    return found >= max(2, len(doc) / WORDS_PER_PASTIME) and lemmas.isdisjoint(lexicon.perils)


def unknown_verbs(doc: Doc, lexicon: EventLexicon) -> Iterator[Token]:
    """The verbs that the lexicon knows neither as triggers nor as plain."""
    lemmas = doc.to_array("LEMMA")
    verbs = (doc.to_array("POS") == VERB).nonzero()[0]
    for i, lemma in zip(verbs.tolist(), lemmas[verbs].tolist(), strict=True):
        if lemma not in lexicon.known_verbs:
            yield doc[i]


def _suspects(doc: Doc, lexicon: EventLexicon) -> list[int]:
    """The places of the words that the lexicon of triggers has, by their hashes: most words are none."""
    known = lexicon.trigger_words
    rows = doc.to_array(["LEMMA", "LOWER"]).tolist()
    return [i for i, (lemma, lower) in enumerate(rows) if lemma in known or lower in known]


def _in_sentence(sentence: Sentence, suspects: Iterable[int], clauses: Clauses) -> Iterator[tuple[Token, str, Trigger]]:
    lexicon, doc = sentence.lexicon, sentence.span.doc
    used: set[int] = set()
    for i in suspects:
        token = doc[i]
        pos = part_of_speech(token)
        candidates = _candidates(token, pos, lexicon) if pos and i not in used else ()
        if candidates:
            slots = clauses.slots(token)
            around = Surroundings(token, slots, sentence)
            chosen = _choose(candidates, around)
            if chosen is not None and not around.has_any(lexicon.refusals.get((pos, chosen.lemma), ())):
                used.update(_consumed(chosen, slots))
                yield token, pos, chosen


def is_figurative(token: Token, pos: str, lemma: str, clauses: Clauses, lexicon: EventLexicon) -> bool:
    """Whether the lexicon takes the word, where it stands, for an image or another sense."""
    refused = lexicon.refusals.get((pos, lemma))
    if refused is None:
        return False
    return Surroundings(token, clauses.slots(token), Sentence(token.sent, lexicon)).has_any(refused)


def part_of_speech(token: Token) -> str:
    """One of "verb", "noun", "adj", "modal", or "" for a word that is no trigger."""
    tag = token.tag_
    if tag == "MD":
        return "modal"
    if token.pos_ == "VERB" or tag in VERB_TAGS:
        return _of_verb(token, tag)
    if token.lower_ in SUBSTANTIVES:
        return "adj"
    if token.pos_ == "NOUN" or tag == "NNP":
        # "Attack helicopters" attack nobody here.
        is_part = token.dep_ == "compound" and token.head.lemma_.lower() in HARDWARE
        return "" if is_part or time_at(token) is not None else "noun"  # nor is "March" a march
    return "adj" if token.pos_ == "ADJ" else ""


def _of_verb(token: Token, tag: str) -> str:
    if token.dep_ == "relcl" and token.lemma_ in STANCES and tag in {"VBZ", "VBP"}:
        return ""  # "a group that opposes the government": what it is, and nothing that it does now
    if token.dep_ == "amod":
        if token.lemma_ in TRAITS or token.lemma_ in CHARRED or (token.i > 0 and token.nbor(-1).lower_ == "-"):
            return ""  # "U.S.-backed forces", "the suspected bomber": a trait, not an event
        if tag == "VBN" and token.lemma_ in HARMED:
            return "adj"
    return "verb"


def _candidates(token: Token, pos: str, lexicon: EventLexicon) -> tuple[Trigger, ...]:
    word = token.lower_ if pos == "adj" else FORMS.get(token.lower_) or token.lemma_.lower()
    bare = lexicon.triggers.get((pos, word), ())
    if pos == "verb" and (particle := _particle(token)) is not None:
        with_particle = lexicon.triggers.get((pos, f"{word} {particle.lower_}"), ())
        if particle.dep_ == "prt":
            return with_particle
        return (*with_particle, *bare)
    return bare


def _particle(verb: Token) -> Token | None:
    """The particle behind the verb, surely one first: "On Monday it shot down a drone" has "down" and not "On"."""
    found = [child for child in verb.rights if child.dep_ in PARTICLES and child.lower_ in PARTICLE_WORDS]
    return next((child for child in found if child.dep_ == "prt"), found[0] if found else None)


def _choose(candidates: Iterable[Trigger], around: Surroundings) -> Trigger | None:
    best, most = None, -1
    for trigger in candidates:
        weight = around.weigh(trigger.needs, most) if trigger.needs else 0
        if weight > most:
            best, most = trigger, weight
    return best


def _consumed(trigger: Trigger, slots: Slots) -> Iterator[int]:
    """The words that the trigger's conditions name: "fire" of "opened fire" tells of no event of its own."""
    for _, conditions in trigger.needs:
        for condition in conditions:
            if condition.words and condition.slot not in {"mod", "subj", "comp"}:
                for filler in slots.get(condition.slot, ()):
                    if filler.token.lemma_.lower() in condition.words:
                        yield filler.token.i
