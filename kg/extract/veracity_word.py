"""What do a word's own modifiers say: its "not", its auxiliaries, its "if", its subject and object?"""

from __future__ import annotations

from typing import Final

from spacy.tokens import Token

from kg.extract.veracity_cues import Cue, Cues, combine
from kg.model import Veracity

FACT: Final = Veracity()
VERBAL = frozenset({"VERB", "AUX"})
SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj", "csubjpass"})
MODIFIERS = frozenset({"amod", "advmod", "neg", "compound", "nmod", "det", "preconj", "cc", "predet", "nummod"})
# "not only", "not just": what follows holds.
GIVEN = frozenset({"the", "this", "that", "these", "those"})
# "Had they attacked, …": a condition without "if".
INVERTED = frozenset({"had", "should", "were"})
ADDITIVE = frozenset({"only", "just", "merely", "simply", "solely"})


def own_veracity(token: Token, cues: Cues) -> Veracity:
    """What the word's own modifiers, auxiliaries, conjunction, subject and object say."""
    found, negated = FACT, 0
    modal: Cue | None = None
    for child in token.children:
        word, dep = child.lower_, child.dep_
        if dep in {"aux", "auxpass"} and _is_negative(child, cues):
            negated += 1
        elif dep == "aux" and child.tag_ == "MD":
            modal = cues.auxiliaries.get(word)
        elif dep in MODIFIERS:
            cue = _modifier(child, cues)
            if cue is None or (word in {"no", "not", "n't", "neither"} and _is_additive(child)):
                continue
            negated += cue.put.polarity == "Negated"
            found = combine(cue.put._replace(polarity="Affirmed"), found)
        elif dep == "mark" and (cue := cues.marks.get(word)):
            found = combine(cue.put, found)
        elif token.pos_ in VERBAL and _is_none(child, cues):
            negated += 1
    if token.dep_ == "advcl" and token.left_edge.lower_ in INVERTED and token.left_edge.dep_.startswith("aux"):
        found = combine(Veracity("Affirmed", "Possible", "Hypothetical"), found)
    if modal:
        found = combine(_modality(token, modal, bool(negated)), found)
    return combine(Veracity("Negated"), found) if negated else found


def _is_negative(auxiliary: Token, cues: Cues) -> bool:
    """Whether an auxiliary itself says no: the "didn" of a split "didn ' t", and the "to" of "has yet to arrive"."""
    if auxiliary.tag_ == "TO":
        return auxiliary.i > 0 and auxiliary.nbor(-1).lower_ == "yet"
    return auxiliary.lower_ in cues.modifiers


def _modifier(child: Token, cues: Cues) -> Cue | None:
    word = child.lower_
    if child.dep_ in {"det", "preconj", "cc", "nummod"}:
        return cues.determiners.get(word) or (cues.modifiers["neither"] if word == "nor" else None)
    if word == "longer":
        return cues.modifiers["not"] if child.i and child.nbor(-1).lower_ == "no" else None
    cue = cues.modifiers.get(word)
    if (
        cue
        and child.dep_ in {"amod", "compound", "nmod"}
        and child.pos_ == "VERB"
        and any(c.dep_ == "neg" for c in child.children)
    ):
        return None
    return cue


def _is_additive(child: Token) -> bool:
    return child.i + 1 < len(child.doc) and child.nbor().lower_ in ADDITIVE


def _is_none(child: Token, cues: Cues) -> bool:
    """Whether a subject or object says that there is none: "no group", "nobody", "few of them", "no money"."""
    if child.dep_ in SUBJECTS:
        return has_none(child, cues) or _few(child, cues)
    if child.dep_ == "dobj" and ("verb", child.head.lemma_, "light") in cues.governors:
        return False  # "launched no attack": the noun is negated, and the verb says nothing by itself
    return child.dep_ in {"dobj", "attr"} and has_none(child, cues)


def has_none(noun: Token, cues: Cues) -> bool:
    if noun.lower_ in cues.determiners:
        return True
    return any(
        c.dep_ in {"det", "preconj", "cc", "nummod"} and c.lower_ in cues.determiners and not _is_additive(c)
        for c in noun.lefts
    )


def is_definite(noun: Token) -> bool:
    """Whether a noun names something given: "the attack", "their attack", a name."""
    return noun.pos_ == "PROPN" or any(c.dep_ == "poss" or c.lower_ in GIVEN for c in noun.lefts)


def _few(noun: Token, cues: Cues) -> bool:
    words = [*(c.lower_ for c in noun.lefts), noun.lower_]
    return any(w in cues.quantifiers for w in words) and "a" not in words


def _modality(token: Token, modal: Cue, negated: bool) -> Veracity:
    if negated and modal.when_negated == "actual":
        return FACT
    put = modal.put
    if put.actuality == "Planned" and any(_is_conditional(c) for c in token.children):
        return put._replace(certainty="Probable", actuality="Hypothetical")
    perfect = any(c.lower_ == "have" and c.dep_ == "aux" for c in token.children)
    if put.certainty == "Possible" and perfect:
        return put._replace(actuality="Actual")
    future_in_past = put == Veracity("Affirmed", "Probable", "Hypothetical") and token.dep_ == "ccomp"
    if (
        future_in_past
        and not perfect
        and token.head.tag_ in {"VBD", "VBN"}
        and any(c.lower_ in {"would", "'d"} for c in token.children)
    ):
        return put._replace(actuality="Planned")
    return put


def is_past(verb: Token) -> bool:
    """Whether a finite verb is in the past or perfect: what is expected to "have happened" is no plan."""
    aux = [c for c in verb.children if c.dep_ in {"aux", "auxpass"}]
    if any(c.tag_ in {"MD", "TO"} for c in aux):
        return False
    return verb.tag_ == "VBD" or any(c.lemma_ == "have" or c.tag_ == "VBD" for c in aux)


def _is_conditional(child: Token) -> bool:
    return child.dep_ == "advcl" and any(c.dep_ == "mark" and c.lower_ in {"if", "unless"} for c in child.children)


def mood(root: Token) -> Veracity:
    """A question or an order asserts nothing."""
    last = root.sent[-1]
    if last.lower_ == "?" or (last.i > root.sent.start and last.is_punct and last.nbor(-1).lower_ == "?"):
        return Veracity("Affirmed", "Possible", "Hypothetical")
    bare = (
        root.tag_ == "VB"
        and root.pos_ == "VERB"
        and not any(c.dep_ in SUBJECTS or c.dep_.startswith("aux") for c in root.children)
    )
    return Veracity("Affirmed", "Probable", "Hypothetical") if bare else FACT
