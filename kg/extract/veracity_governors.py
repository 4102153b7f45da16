"""What does the word above do to the word below: "failed to attack", "plans for an attack", "called off the attack"?"""

from __future__ import annotations

from typing import NamedTuple

from spacy.tokens import Token

from kg.extract.veracity_cues import ACTUALITIES, Cue, Cues, combine
from kg.extract.veracity_word import FACT, SUBJECTS, VERBAL, has_none, is_definite, is_past, own_veracity
from kg.model import Veracity

NOMINAL = frozenset({"NOUN", "PROPN", "PRON", "NUM", "DET"})
CLAUSAL = frozenset({"ccomp", "xcomp", "advcl", "csubj", "csubjpass", "acl", "relcl", "pcomp", "oprd", "acomp"})
# Behind these a noun is a part of what the verb tells ("would lead to war"), not its time or circumstance.
RESULTING = frozenset({"to", "into", "in", "with", "by", "of"})
NEGATABLE_DETERMINERS = frozenset({"any", "either", "single"})
AIM_FRAMES = ("inf", "for", "of", "compound")


class Step(NamedTuple):
    """One governor up: what it and its own modifiers do to what lies below."""

    governor: Token
    put: Veracity
    is_sealed: bool = False  # negation higher up does not reach below ("did not strike before leaving")


def step_up(node: Token, cues: Cues, is_event: bool = False) -> Step | None:
    """The step from a word to what governs it; `is_event` at the event's own word, and not at one above it."""
    head, dep = node.head, node.dep_
    if dep == "conj":
        misread = node.tag_ in {"VBD", "VBZ", "VBP"} and head.tag_ in {"VB", "VBG"}
        return None if misread else Step(head, _shared(node, head, cues))
    if dep in {"pobj", "pcomp"}:
        return _through_preposition(node, head, cues)
    if dep in CLAUSAL:
        return _clause(node, head, cues)
    if node.pos_ in NOMINAL or dep in {"dobj", "nsubj", "nsubjpass", "attr", "compound"}:
        return _noun(node, head, cues, is_event)
    return None


def _shared(node: Token, head: Token, cues: Cues) -> Veracity:
    """What the first of several joined words passes on to the others: its modals, and under "or" its negation."""
    found = FACT
    if any(c.dep_ == "cc" and c.lower_ == "nor" and c.i < node.i for c in head.children) or _is_passed_over(node):
        return Veracity("Negated")
    if node.pos_ in VERBAL and any(c.dep_ in SUBJECTS or c.dep_ == "aux" for c in node.children):
        return FACT
    own = own_veracity(head, cues)
    joined = {c.lower_ for c in head.children if c.dep_ == "cc"} | {c.lower_ for c in node.children if c.dep_ == "cc"}
    if own.polarity == "Negated" and joined & {"or", "nor"}:
        found = Veracity("Negated")
    if node.pos_ in VERBAL and node.tag_ == head.tag_:
        found = found._replace(certainty=own.certainty, actuality=own.actuality)
    return found


def _is_passed_over(node: Token) -> bool:
    """Whether "rather than" stands before it: "withdrew rather than fight"."""
    first = node.left_edge
    return first.i > 1 and first.nbor(-1).lower_ == "than" and first.nbor(-2).lower_ == "rather"


def _clause(node: Token, head: Token, cues: Cues) -> Step | None:
    frame = _form(node)
    if node.dep_ in {"acomp", "oprd"}:
        return Step(head, own_veracity(head, cues))
    is_content = any(c.dep_ == "mark" for c in node.lefts)  # "the report that", and not "the city that"
    if node.dep_ == "relcl" and frame != "inf" and not is_content:
        return Step(head.head, own_veracity(head.head, cues)) if _is_cleft(head) else None
    if frame == "inf" and _is_too(head):
        return Step(head, Veracity("Negated"))
    governor, cue = _governor(node, head, frame, cues)
    if cue and (node.dep_ != "advcl" or frame == "inf"):
        put = _through(governor, cue, cues)
        is_over = frame == "that" and put.actuality == "Planned" and is_past(node)
        return Step(governor, put._replace(actuality="Actual") if is_over else put)
    if node.dep_ == "advcl":
        return _adverbial(node, head, frame, cues)
    if frame == "that" and head.pos_ == "NOUN" and (called := _called(head, cues)):
        return Step(head.head, called)
    if frame in {"that", "whether"} or head.pos_ not in VERBAL | NOMINAL | {"ADJ"}:
        return None
    own = own_veracity(head, cues)
    if frame == "inf" and node.tag_ == "VB" and any(c.tag_ == "TO" for c in node.children):
        return Step(head, combine(own, Veracity("Affirmed", "Probable", "Planned")))
    if node.dep_ == "acl" and head.pos_ in NOMINAL:
        return None
    return Step(head, own)


def _called(noun: Token, cues: Cues) -> Veracity | None:
    """What is said of a report: "the report that rebels attacked is unfounded"."""
    verb = noun.head
    if noun.dep_ == "nsubj" and verb.lemma_ == "be":
        for word in verb.rights:
            if word.dep_ in {"acomp", "attr"} and (cue := _lookup(word, "subj", cues)):
                return combine(own_veracity(word, cues), _through(verb, cue, cues))
    return None


def _is_cleft(noun: Token) -> bool:
    """Whether "it was" stands before it: "it was not the army that attacked"."""
    verb = noun.head
    return (
        noun.dep_ == "attr" and verb.lemma_ == "be" and any(c.dep_ == "nsubj" and c.lower_ == "it" for c in verb.lefts)
    )


def _is_too(head: Token) -> bool:
    """Whether it is "too weak", to do what follows."""
    return head.pos_ in {"ADJ", "ADV"} and any(c.dep_ == "advmod" and c.lower_ == "too" for c in head.lefts)


def _adverbial(node: Token, head: Token, frame: str, cues: Cues) -> Step | None:
    """A purpose is a plan, a participle ("…, killing two") is as real as its verb, the rest stand by themselves."""
    if frame == "inf":
        is_outcome = node.left_edge.lower_ == "only"  # "fled, only to be caught"
        return Step(head, FACT if is_outcome else Veracity("Affirmed", "Probable", "Planned"), is_sealed=True)
    if frame == "ing" and not any(c.dep_ == "mark" for c in node.children):
        return Step(head, own_veracity(head, cues)._replace(polarity="Affirmed"), is_sealed=True)
    return None


def _form(node: Token) -> str:
    """The frame that a complement clause fills: "inf", "ing", "whether" or "that"."""
    aux = [c for c in node.children if c.dep_ in {"aux", "auxpass"}]
    if any(c.tag_ == "TO" for c in aux):
        return "inf"
    if any(c.dep_ == "mark" and c.lower_ in {"whether", "if"} for c in node.children):
        return "whether"
    if node.tag_ == "VBG" and all(c.tag_ in {"VBG", "VBN"} for c in aux):
        return "ing"
    return "inf" if node.tag_ == "VB" and not aux else "that"


def _governor(node: Token, head: Token, frame: str, cues: Cues) -> tuple[Token, Cue | None]:
    """The word that decides about the complement: the head, or what a form of "be" links it to."""
    if head.lemma_ == "be" and node.dep_ not in {"advcl", "acl"}:
        linked = [c for c in head.children if c != node and c.dep_ in {"acomp", "attr", "nsubj"}]
        for word in linked:
            if cue := _lookup(word, frame, cues):
                return head, cue
    return head, _lookup(head, frame, cues)


def _kind(token: Token) -> str:
    if token.pos_ in VERBAL:
        return "verb"
    if token.pos_ in {"NOUN", "PROPN"}:
        return "noun"
    return "adjective"


def _lookup(token: Token, frame: str, cues: Cues) -> Cue | None:
    kind, lemma = _kind(token), token.lemma_.lower()
    if kind == "verb":
        for child in token.rights:
            if (child.dep_ == "prt" or child.lower_ == "place") and (
                cue := cues.governors.get((kind, f"{lemma} {child.lower_}", frame))
            ):
                return cue
        return cues.governors.get((kind, lemma, frame)) or cues.governors.get(("adjective", token.lower_, frame))
    return cues.governors.get((kind, lemma, frame))


def _through(governor: Token, cue: Cue, cues: Cues) -> Veracity:
    """What a known governor does, its own negation and modals included."""
    own = combine(_aimed(governor, cues), own_veracity(governor, cues))
    if own.polarity == "Affirmed" or cue.when_negated == "carries":
        return combine(own, cue.put)
    if cue.when_negated == "weakens":
        return Veracity("Affirmed", "Possible", max(own.actuality, cue.put.actuality, key=ACTUALITIES.index))
    return cue.put


def _aimed(noun: Token, cues: Cues) -> Veracity:
    """What became of an attempt, a call or a plan by the words before it: "the failed attempt to"."""
    if noun.pos_ == "NOUN":
        for child in noun.lefts:
            if cue := cues.governors.get(("adjective", child.lower_, "aim")):
                return cue.put
    return FACT


def _is_aim(noun: Token, cues: Cues) -> bool:
    """Whether what hangs on the noun is wanted and not yet done: "an attempt to", "the demand for"."""
    word = noun.lemma_.lower()
    return noun.pos_ == "NOUN" and any(
        (cue := cues.governors.get(("noun", word, frame))) and cue.put.actuality == "Planned" for frame in AIM_FRAMES
    )


def _through_preposition(node: Token, preposition: Token, cues: Cues) -> Step | None:
    word = preposition.lower_
    pair = f"{preposition.nbor(-1).lower_} {word}" if preposition.i else word
    for phrase in (pair, word):
        if cue := cues.governors.get(("preposition", phrase, "mod")):
            return Step(preposition.head, _unless_denied(cue.put, preposition, cues), is_sealed=True)
    governor = preposition.head
    if preposition.dep_ == "prep" and governor != preposition:
        if cue := _lookup(governor, word, cues):
            is_any = any(c.lower_ in NEGATABLE_DETERMINERS for c in node.lefts)
            return Step(governor, _through(governor, cue._replace(when_negated="carries") if is_any else cue, cues))
        if governor.pos_ in VERBAL and word in RESULTING:
            return _unlisted(node, governor, cues)
    return None


def _unless_denied(put: Veracity, preposition: Token, cues: Cues) -> Veracity:
    """What "without" makes of its object; "did not leave without killing" tells of a killing."""
    governor = preposition.head
    if put.polarity == "Negated" and governor.pos_ in VERBAL and governor.i < preposition.i:
        own = own_veracity(governor, cues)
        if own.polarity == "Negated":
            is_ruled = any(c.tag_ == "MD" for c in governor.lefts)  # "cannot leave without"
            return Veracity("Affirmed", "Possible", "Hypothetical") if is_ruled else own._replace(polarity="Affirmed")
    return put


def _noun(node: Token, head: Token, cues: Cues, is_event: bool) -> Step | None:
    frame = {"dobj": "obj", "nsubjpass": "obj", "nsubj": "subj", "attr": "attr", "compound": "compound"}.get(node.dep_)
    if frame is None:
        return None
    if frame == "subj" and (called := _called(node, cues)) is not None:
        return Step(head, called)
    if (cue := _lookup(head, "aim", cues)) and _is_aim(node, cues):
        return None if is_event else Step(head, _through(head, cue, cues))  # a demand that is refused was made
    cue = _lookup(head, frame, cues)
    if frame == "obj" and not any(c.dep_ in {"det", "poss", "nummod"} for c in node.lefts):
        cue = _lookup(head, "bare", cues) or cue
    if cue:
        if frame == "obj" and cue.put == FACT and is_definite(node) and not _lookup(head, "light", cues):
            return None
        put = _through(head, cue, cues)
        is_light = node.dep_ == "dobj" and _lookup(head, "light", cues) is not None
        return Step(head, put if is_light else _counted_once(node, put, cues))
    if head.pos_ in VERBAL and frame in {"obj", "subj"} and not (frame == "obj" and _lookup(head, "given", cues)):
        return _unlisted(node, head, cues)
    return None


def _counted_once(node: Token, put: Veracity, cues: Cues) -> Veracity:
    """Undo the verb's negation where it is the noun's own "no" ("no attack was launched")."""
    return combine(Veracity("Negated"), put) if has_none(node, cues) else put


def _unlisted(node: Token, head: Token, cues: Cues) -> Step | None:
    """A noun under a verb of no list: an indefinite one is no more real than the verb ("would face an attack")."""
    if is_definite(node):
        return None
    own = own_veracity(head, cues)
    if own.polarity == "Negated" and any(c.lower_ in NEGATABLE_DETERMINERS for c in node.lefts):
        return Step(head, own)
    return Step(head, own._replace(polarity="Affirmed"), is_sealed=True)
