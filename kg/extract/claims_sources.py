"""Whose words are they? The source of a cue, and whom it was told to."""

from __future__ import annotations

from spacy.tokens import Token

from kg.extract.claims_lexicon import has_trait
from kg.extract.claims_quotations import Stretch

NO_ONE = frozenset({"anybody", "anyone", "neither", "nobody", "none"})
SUBJECTS = frozenset({"nsubj", "nsubjpass"})
# Clauses that borrow the subject of the verb above them when they have none.
BORROWING = frozenset({"conj", "xcomp", "advcl", "pcomp", "ccomp", "dep", "parataxis", "acomp"})
RELATIVES = frozenset({"who", "which", "that", "whom"})
FARTHEST = 6
QUANTITIES = frozenset({"dozens", "hundreds", "thousands", "millions", "scores", "tens"})
EXPLETIVE = frozenset({"it", "there", "what", "this", "that"})


def source_of(verb: Token) -> Token | None:
    """The head of the phrase that says who speaks, thinks or wants; None where nobody is named."""
    own = agent(verb) or subject(verb) or misread_speaker(verb)
    if own is not None:
        return own
    if is_trailing(verb) and (speaker := _speaker_above(verb)) is not None:
        return speaker
    if (quoted := _quoted_speaker(verb)) is not None:
        return quoted
    if verb.dep_ != "conj" and _is_passive_participle(verb):
        return None
    if (outer := misread_conjunct(verb)) is not None:
        return subject(outer)
    node = verb
    for _ in range(FARTHEST):
        if node.dep_ == "acl":
            return node.head if node.tag_ == "VBG" else None
        if node.dep_ == "prep" or node.dep_ in BORROWING:
            node = node.head
        else:
            return None
        found = subject(node)
        if found is not None:
            return found
    return None


def is_trailing(word: Token) -> bool:
    """Whether a participle says more in the name of the speaker before: "…, adding that"."""
    return word.tag_ == "VBG" and word.dep_ == "advcl" and has_trait(word, "trailing")


def misread_conjunct(verb: Token) -> Token | None:
    """The verb of saying that a second one stands beside, where the parser put it inside the first one's content.

    "He said that the town was lost and warned that …": "warned" goes with "said", as its tense tells.
    """
    if verb.dep_ != "conj" or subject(verb) is not None or not has_trait(verb, "trailing"):
        return None
    node = verb
    while node.dep_ == "conj":
        node = node.head
    outer = node.head
    if node.dep_ != "ccomp" or outer.tag_ != verb.tag_ or outer.i > node.i or subject(outer) is None:
        return None
    return outer


def _is_passive_participle(verb: Token) -> bool:
    return verb.tag_ == "VBN" and not any(c.dep_ == "aux" and c.lemma_ == "have" for c in verb.children)


def _quoted_speaker(verb: Token) -> Token | None:
    """The spokesman in "the agency quoted a spokesman as saying that"."""
    if verb.dep_ != "pcomp" or verb.head.lower_ != "as":
        return None
    return next((c for c in verb.head.head.children if c.dep_ == "dobj"), None)


def _speaker_above(participle: Token) -> Token | None:
    """The subject of the verb of saying above a participle that the parser hung to a verb without an agent."""
    if participle.i == 0 or participle.nbor(-1).text != ",":
        return None
    node = participle.head
    if node.lemma_ != "be" and not is_passive(node):
        return None
    while node.head != node:
        node = node.head
        if node.pos_ == "VERB" and (speaker := subject(node)) is not None and not is_passive(node):
            return speaker
    return None


def misread_hearer(verb: Token, clause: Token) -> Token | None:
    """The hearer in "told Reuters soldiers had found …", which the parser reads as one phrase."""
    first = clause.left_edge
    if not has_trait(verb, "hearer") or first.i != verb.i + 1 or first.pos_ != "PROPN" or first.dep_ != "compound":
        return None
    return first if first.head.pos_ == "NOUN" and first.head.tag_ == "NNS" else None


def agent(verb: Token) -> Token | None:
    """Who did it, under a passive verb: "by the police"."""
    for child in verb.children:
        if child.dep_ == "agent":
            return next((t for t in child.children if t.dep_ == "pobj"), None)
    return None


def subject(verb: Token) -> Token | None:
    """The subject; of "the raid, which it said", where the parser finds two, the second."""
    found = [c for c in verb.children if c.dep_ in SUBJECTS]
    if len(found) > 1 and found[0].lower_ in RELATIVES:
        return found[1]
    return found[0] if found else None


def misread_speaker(verb: Token) -> Token | None:
    """The one who speaks in "…, including a child, the governor, Oleh Kovalenko, said"; the parser lists him, too.

    He stands right before the verb, between commas, and is known by name.
    """
    doc, last = verb.doc, verb.i - 2
    if verb.lemma_ != "say" or last < 1 or doc[verb.i - 1].text != "," or doc[last].ent_type_ != "PERSON":
        return None
    head = doc[last]
    while head.dep_ in {"appos", "compound"} and head.head.right_edge.i <= verb.i - 1:
        head = head.head
    if head.dep_ not in {"conj", "appos", "pobj"} or subject(verb) is not None:
        return None
    first = head.left_edge.i
    return head if first and doc[first - 1].text == "," else None


def is_no_one(source: Token) -> bool:
    """As in "No group has claimed the attack", "anyone who opposed them": nobody who could be named says anything."""
    return source.lower_ in NO_ONE or any(child.lower_ == "no" for child in source.lefts)


def is_passive(verb: Token) -> bool:
    return any(c.dep_ in {"auxpass", "nsubjpass"} for c in verb.children)


def source_stretch(head: Token) -> Stretch:
    """The whole phrase with its appositions and relatives, without the commas that close it."""
    start, end = head.left_edge.i, head.right_edge.i + 1
    while end - 1 > head.i and (
        head.doc[end - 1].is_space or head.doc[end - 1].text in {",", "-", "--", "—", '"', "''", ":"}
    ):
        end -= 1
    return Stretch(start, end)


def referent(head: Token) -> Token:
    """The word that the source's entity is known by: the antecedent of "who", the people of "hundreds of people"."""
    if head.lower_ in RELATIVES and head.head.dep_ == "relcl":
        head = head.head.head
    while head.lower_ in QUANTITIES:
        inner = (t for c in head.rights if c.dep_ == "prep" and c.lower_ == "of" for t in c.rights if t.dep_ == "pobj")
        if (counted := next(inner, None)) is None:
            break
        head = counted
    return head


def gives(verb: Token) -> bool:
    """Whether somebody is given or refused something: "denied him a visa" denies nothing that was said."""
    return any(child.dep_ == "dative" for child in verb.children)


def addressee(verb: Token) -> Token | None:
    """Whom it was told to: "told the agency", "said to reporters"."""
    for child in verb.children:
        if child.dep_ == "ccomp" and (hearer := misread_hearer(verb, child)) is not None:
            return hearer
        if child.dep_ == "dative":
            return next((t for t in child.children if t.dep_ == "pobj"), child)
        if child.dep_ == "dobj" and has_trait(verb, "hearer"):
            return child
        if child.dep_ == "prep" and child.lower_ == "to":
            return next((t for t in child.children if t.dep_ == "pobj" and t.ent_type_ != "DATE"), None)
    return None
