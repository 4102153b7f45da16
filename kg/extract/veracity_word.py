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
# "not fully", "not always": something of it holds.
PARTIAL = frozenset({"wholly", "entirely", "completely", "fully", "totally", "altogether", "exclusively", "always"})
BARELY = frozenset({"hardly", "scarcely", "barely"})
UNREAL = Veracity("Negated", "Probable", "Actual")  # "would have attacked": it did not


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
        elif dep == "mark" and token.dep_ != "advcl" and (cue := cues.marks.get(word)):
            found = combine(cue.put, found)
        elif token.pos_ in VERBAL and _is_none(child, cues):
            negated += 1
    if token.dep_ == "advcl":
        found = combine(_condition(token, cues), found)
    if modal:
        found = combine(_modality(token, modal, bool(negated), cues), found)
    return combine(Veracity("Negated"), found) if negated else found


def _condition(clause: Token, cues: Cues) -> Veracity:
    """What "if", "unless" or "Had they ..." makes of its clause: open, or contrary to what happened.

    "If they had attacked, he would have fled": they did not.
    """
    marks = [cue.put for c in clause.children if c.dep_ == "mark" and (cue := cues.marks.get(c.lower_))]
    first = clause.left_edge
    if first.lower_ in INVERTED and first.dep_.startswith("aux"):
        marks.append(Veracity("Affirmed", "Possible", "Hypothetical"))
    if marks and _is_pluperfect(clause) and _is_unreal(clause.head, cues):
        return UNREAL
    return marks[0] if marks else FACT


def _is_pluperfect(verb: Token) -> bool:
    return any(c.lower_ in {"had", "'d"} and c.dep_.startswith("aux") for c in verb.children)


def _is_unreal(verb: Token, cues: Cues) -> bool:
    """Whether it tells what would have been."""
    aux = {c.lower_ for c in verb.children if c.dep_.startswith("aux")}
    return "have" in aux and not aux.isdisjoint(cues.unreal)


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
    """Whether a "not" stops short of denying: "not only", "not fully"."""
    after = child.nbor().lower_ if child.i + 1 < len(child.doc) else ""
    return after in ADDITIVE or after in PARTIAL


def _is_none(child: Token, cues: Cues) -> bool:
    """Whether a subject or object says that there is none: "no group", "nobody", "few of them", "no money"."""
    if child.dep_ in SUBJECTS:
        return has_none(child, cues) or _few(child, cues)
    if child.dep_ == "dobj" and ("verb", child.head.lemma_, "light") in cues.governors:
        return False  # "launched no attack": the noun is negated, and the verb says nothing by itself
    return child.dep_ in {"dobj", "attr"} and has_none(child, cues)


def has_none(noun: Token, cues: Cues) -> bool:
    """Whether a noun phrase says that there is none: "no group", "not a single shot", "hardly any rebels"."""
    if noun.lower_ in cues.determiners:
        return True
    for child in noun.lefts:
        if child.dep_ in {"det", "preconj", "cc", "nummod", "neg"}:
            if (child.lower_ in cues.determiners or child.dep_ == "neg") and not _is_additive(child):
                return True
            if child.left_edge.lower_ in BARELY or (child.lower_ == "one" and child.left_edge.dep_ == "neg"):
                return True
    return False


def is_definite(noun: Token) -> bool:
    """Whether a noun names something given: "the attack", "their attack", a name."""
    return noun.pos_ == "PROPN" or any(c.dep_ == "poss" or c.lower_ in GIVEN for c in noun.lefts)


def _few(noun: Token, cues: Cues) -> bool:
    words = [*(c.lower_ for c in noun.lefts), noun.lower_]
    return any(w in cues.quantifiers for w in words) and "a" not in words


def _modality(token: Token, modal: Cue, negated: bool, cues: Cues) -> Veracity:
    if negated and modal.when_negated == "actual":
        return FACT
    put = modal.put
    has = {c.lower_ for c in token.children if c.dep_ in {"aux", "mark"}}
    if "have" in has and (word := next((w for w in has if w in cues.perfects), "")):
        return cues.perfects[word]
    if "before" in has and modal.when_negated == "actual":
        return UNREAL  # "collapsed before a deal could be signed"
    if put.actuality == "Planned" and any(_is_conditional(c) for c in token.children):
        return put._replace(certainty="Probable", actuality="Hypothetical")
    perfect = "have" in has
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
    """A question, an order or a purpose asserts nothing."""
    last = root.sent[-1]
    if last.lower_ == "?" or (last.i > root.sent.start and last.is_punct and last.nbor(-1).lower_ == "?"):
        return Veracity("Affirmed", "Possible", "Hypothetical")
    if root.tag_ != "VB" or root.pos_ != "VERB" or any(c.dep_ in SUBJECTS for c in root.children):
        return FACT
    aux = [c.tag_ for c in root.children if c.dep_.startswith("aux")]
    if "TO" in aux:
        return Veracity("Affirmed", "Probable", "Planned")  # "What is it for? To attack the people."
    return FACT if aux else Veracity("Affirmed", "Probable", "Hypothetical")
