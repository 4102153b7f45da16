"""Who belongs to what, where no word of the lexicon says so? By "from", "as part of" and an office behind a comma.

Caught: "two engineers from the Red Cross", "Col. Ali Haddad, commander, 3rd Brigade", "France fights as part of NATO"
Left:   "money from the army", "people from Mali"
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from spacy.tokens import Token

from kg.extract.event_clauses import Clauses
from kg.extract.phrases import entity_at
from kg.extract.relation_places import Edge
from kg.extract.relation_sides import fillers
from kg.extract.relation_words import RelationWord, fits
from kg.extract.veracity import veracity
from kg.model import EntityFinding, Veracity
from kg.vocab import superclasses

PEOPLE = frozenset({"Person", "PersonGroup"})


def belonging(token: Token, finding: EntityFinding | None, clauses: Clauses) -> Iterator[Edge]:
    """Membership by "from" and by "as part of"."""
    if finding is not None and finding.form == "nominal" and finding.cls in PEOPLE:
        yield from _sent_by(token, clauses)
    elif token.lower_ == "part" and token.head.lower_ == "as":
        yield from _as_part(token, clauses)


def _sent_by(token: Token, clauses: Clauses) -> Iterator[Edge]:
    for owner in fillers(clauses, token, ("from",)):
        if _is_named_organization(owner) and owner.i > token.i:
            yield Edge(token, "memberOf", owner, token, "relation-from", 0.7)


def _as_part(part: Token, clauses: Clauses) -> Iterator[Edge]:
    governor = part.head.head
    is_verb = governor.pos_ in {"VERB", "AUX"}
    holds = veracity(governor) if is_verb else Veracity()
    whose = list(fillers(clauses, governor, ("subj",))) if is_verb else [governor]
    for whole in fillers(clauses, part, ("of",)):
        for one in whose:
            finding = entity_at(one)
            predicate = "memberOf" if finding is not None and finding.cls in PEOPLE else "partOf"
            if _is_named_organization(whole) and fits(predicate, finding, entity_at(whole)):
                yield Edge(one, predicate, whole, part, "relation-part", 0.7, holds)


def office(token: Token, words: Iterable[RelationWord]) -> Iterator[Edge]:
    """As in "Col. Ali Haddad, commander, 3rd Brigade": the office and what it is held in, each behind a comma."""
    after = token.i + 1
    if token.dep_ != "appos" or entity_at(token) is None or after + 1 >= len(token.doc) or token.doc[after].text != ",":
        return
    first = token.doc[after + 1]
    whole = next((t for t in (first, *first.ancestors) if entity_at(t) is not None), None)
    if whole is None or whole.left_edge.i != after + 1 or whole.dep_ != "appos" or not _is_named_organization(whole):
        return
    for word in words:
        if word.source == "self" and "of" in word.targets and fits(word.predicate, entity_at(token), entity_at(whole)):
            yield Edge(token, word.predicate, whole, token, "relation-noun", 0.75)


def _is_named_organization(token: Token) -> bool:
    finding = entity_at(token)
    is_named = finding is not None and finding.form == "name" and finding.cls != "Government"
    return is_named and finding is not None and "Organization" in superclasses(finding.cls)
