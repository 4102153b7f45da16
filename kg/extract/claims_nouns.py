"""Somebody's word without a verb: "a report by the observatory that …", "is convinced that", "according to medics"."""

from __future__ import annotations

from spacy.tokens import Token

from kg.extract.claims_contents import Content, cut, subtree, trimmed, widened
from kg.extract.claims_lexicon import Frames, has_trait
from kg.extract.claims_quotations import Stretch
from kg.extract.claims_sources import source_of

LONGEST_NAME = 5  # tokens
BY = frozenset({"by", "from"})


def noun_content(noun: Token, frames: Frames) -> Content | None:
    """A clause behind the noun, or what "of", "for", "about" bring in."""
    for child in noun.rights:
        if child.dep_ in {"acl", "ccomp", "relcl"}:
            frame = _frame(child)
            if frame in frames:
                return Content(frame, (trimmed(noun.doc, cut(noun.doc, subtree(child), ())),), False)
        elif child.dep_ == "prep" and child.lower_ in frames:
            for below in child.children:
                if below.dep_ in {"pobj", "pcomp"}:
                    return Content(child.lower_, (subtree(below),), False)
    return None


def _frame(clause: Token) -> str:
    if any(c.tag_ == "TO" for c in clause.lefts):
        return "inf"
    marked = any(c.dep_ == "mark" and c.lower_ in {"that", "whether"} for c in clause.lefts)
    return "that" if marked and clause.dep_ in {"acl", "ccomp"} else ""


def adjective_content(adjective: Token, frames: Frames) -> Content | None:
    """A clause, an infinitive or a prepositional object behind "is convinced", "is eager", "is worried"."""
    for child in adjective.rights:
        if child.dep_ in {"ccomp", "xcomp"}:
            frame = "inf" if child.dep_ == "xcomp" else "that"
            if frame in frames:
                return Content(frame, (trimmed(adjective.doc, subtree(child)),), False)
        elif child.dep_ == "prep" and child.lower_ in frames:
            for below in child.children:
                if below.dep_ in {"pobj", "pcomp"}:
                    return Content(child.lower_, (subtree(below),), False)
    return None


def noun_source(noun: Token) -> Token | None:
    """The owner of the words: "their claim", "a report by X", or the subject of the verb that takes the noun."""
    for child in noun.children:
        if child.dep_ == "poss":
            return child
        if child.dep_ in {"prep", "agent"} and child.lower_ in BY:
            return next((t for t in child.children if t.dep_ == "pobj"), None)
    if noun.dep_ == "dobj" and has_trait(noun.head, "lending"):
        return source_of(noun.head)
    return None


def according_source(word: Token) -> Token | None:
    """The phrase behind "according to"."""
    for child in word.children:
        if child.dep_ == "prep" and child.lower_ == "to":
            return next((t for t in child.children if _is_told_by(t)), None)
    if word.i + 2 < len(word.doc) and word.nbor().lower_ == "to":
        return next((t for t in word.nbor().children if _is_told_by(t)), None)
    return None


def _is_told_by(token: Token) -> bool:
    """The object of "to"; a name may begin with what the parser takes for a verb ("according to Save the Children")."""
    return token.dep_ == "pobj" or (token.dep_ == "pcomp" and token.ent_type_ == "ORG")


def rest_of_sentence(cue: Token, phrase: Stretch, quoted: tuple[Stretch, ...]) -> tuple[Stretch, ...]:
    """The sentence round a phrase that stands apart in it."""
    sent = cue.sent
    sides = (Stretch(sent.start, phrase.start), Stretch(phrase.end, sent.end))
    wide = (trimmed(cue.doc, widened(cue, side, quoted)) for side in sides if side.start < side.end)
    return tuple(s for s in wide if any(cue.doc[i].is_alpha for i in range(s.start, s.end)))


def named_speaker(colon: Token) -> Token | None:
    """The person whose name alone opens a sentence before a colon, as in transcripts ("Hadi: We stay")."""
    start = colon.sent.start
    if not 0 < colon.i - start <= LONGEST_NAME or colon.i + 1 >= len(colon.doc):
        return None
    before = colon.doc[start : colon.i]
    name = before[-1]
    return name if name.ent_type_ == "PERSON" and all(t.pos_ == "PROPN" or t.is_space for t in before) else None
