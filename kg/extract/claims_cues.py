"""Which words are the cue, and what does its own clause make of it ("did not say", "may have said")?"""

from __future__ import annotations

from spacy.tokens import Token

from kg.extract.claims_lexicon import Speech, has_trait
from kg.extract.claims_quotations import Stretch
from kg.extract.veracity_cues import ACTUALITIES, combine, cues_of_veracity
from kg.extract.veracity_word import is_past, own_veracity
from kg.model import Veracity

BEFORE = frozenset({"aux", "auxpass", "neg", "advmod"})


def cue_stretch(verb: Token, frame: str) -> Stretch:
    """The verb with its auxiliaries, "not", adverbs and particle; "was quoted as saying" is one cue."""
    start, end, doc = verb.i, verb.i + 1, verb.doc
    while start > verb.sent.start and doc[start - 1].head == verb and doc[start - 1].dep_ in BEFORE:
        start -= 1
    while end < verb.sent.end and doc[end].head == verb and (doc[end].dep_ == "prt" or doc[end].lower_ == frame):
        end += 1
    if is_quoted_as(verb) and verb.head.i == start - 1 and verb.head.head.i == start - 2:
        start = cue_stretch(verb.head.head, "").start
    return Stretch(start, end)


def is_quoted_as(verb: Token) -> bool:
    """Whether it is the second verb of "quoted as saying"."""
    return verb.dep_ == "pcomp" and verb.head.lower_ == "as" and verb.head.head.pos_ == "VERB"


def is_name(verb: Token) -> bool:
    """Whether a capital among small letters makes it a name after all ("Rami Said")."""
    if not verb.text[:1].isupper() or verb.i == verb.sent.start or verb.nbor(-1).pos_ != "PROPN":
        return False
    return any(t.pos_ in {"VERB", "AUX"} and t.text.islower() for t in verb.sent)


def own_put(verb: Token, speech: Speech) -> Veracity:
    """How the content is put by this very cue: its lexical value, under its own negation and modals.

    What somebody did not say is not put at all: possible and hypothetical, never negated.
    """
    own = own_veracity(verb, cues_of_veracity())
    lexical = speech.put
    if lexical.actuality == "Planned" and any(c.dep_ == "ccomp" and is_past(c) for c in verb.children):
        lexical = lexical._replace(actuality="Actual")
    put = combine(own._replace(polarity="Affirmed"), lexical)
    if own.polarity == "Affirmed" or has_trait(verb, "raising"):
        return put
    if speech.put.polarity == "Negated":
        return put._replace(polarity="Affirmed", certainty="Possible")
    return Veracity("Affirmed", "Possible", max(put.actuality, "Hypothetical", key=ACTUALITIES.index))
