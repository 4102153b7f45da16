"""What does the learned reader make of the entities? It drops descriptions, gives classes, and adds phrases.

What the lexicon knows by name stands as it is, and so do the names of places, which have an extractor of their own.
The thresholds were chosen on the development part of our own passages, where it makes little difference whether they
lie a tenth higher or lower.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import replace

from spacy.tokens import Doc, Token

from kg.extract.entity_lexicon import REFUSED, EntityLexicon
from kg.extract.entity_nominals import is_definite
from kg.extract.phrases import mention, offset, seen_in
from kg.model import EntityFinding, Seen

OUTSIDE = 0.85  # a description or pronoun that is in no entity with this probability goes
RENAMED, TIMES = 0.6, 3.0  # another class is at least so probable, and so many times the rule's own
ADDED = 0.6  # a phrase that only the reader sees, and is at least so sure of, comes
NOUNS = frozenset({"NOUN", "PROPN", "ADJ"})
GROUPS = frozenset({"PersonGroup", "Population"})


def weighed(doc: Doc, found: Mapping[int, EntityFinding], lexicon: EntityLexicon) -> dict[int, EntityFinding]:
    """The findings, by their heads, as the reader sees them; a noun of the user's own stays as it is."""
    seen = seen_in(doc)
    if seen is None:
        return dict(found)
    own = {i for i, one in found.items() if one.form == "nominal" and one.name in lexicon.own}
    return {
        i: one if i in own else _renamed(one, i, seen)
        for i, one in found.items()
        if i in own or not _is_nobody(one, i, seen)
    }


def _is_nobody(one: EntityFinding, head: int, seen: Seen) -> bool:
    return one.form != "name" and not one.entry and seen.outside[head] > OUTSIDE


def _renamed(one: EntityFinding, head: int, seen: Seen) -> EntityFinding:
    if one.entry or one.form == "pronoun" or _is_state(one):
        return one
    classes = seen.entity_classes(head)
    best = max(classes, key=lambda cls: (classes[cls], cls), default=one.cls)
    if best == one.cls or classes[best] < max(RENAMED, TIMES * classes.get(one.cls, 0.0)):
        return one
    return replace(one, cls=best, rule=f"{one.rule}, seen")


def _is_state(one: EntityFinding) -> bool:
    """Whether a country's name stands for the state: of "U.S.-backed forces" the reader sees the forces."""
    return one.cls == "Government" and one.rule.endswith(("-state", "backer"))


def added(
    doc: Doc, found: Collection[int], taken: Collection[int], lexicon: EntityLexicon
) -> Iterator[tuple[int, EntityFinding]]:
    """The phrases that only the reader sees, by their heads; none holds the head of what is known, or of a name."""
    seen = seen_in(doc)
    for span in seen.entities if seen else ():
        tokens = range(span.start, span.end)
        if span.score < ADDED or any(i in found or i in taken for i in tokens):
            continue
        head: Token = doc[span.start : span.end].root
        text = doc[span.start : span.end].text
        if head.pos_ not in NOUNS or _is_refused(head, text, lexicon):
            continue
        is_name = head.pos_ == "PROPN"
        noun = lexicon.nouns.get(head.lower_)
        yield (
            head.i,
            EntityFinding(
                mention=mention(doc, span.start, span.end),
                head=offset(head),
                cls=span.type,
                form="name" if is_name else "nominal",
                name=text if is_name else head.lemma_.lower(),
                plural=span.type in GROUPS or (noun.plural if noun else head.tag_ in {"NNS", "NNPS"}),
                rule="seen",
                confidence=round(span.score, 2),
                definite=is_name or is_definite(head),
            ),
        )


def _is_refused(head: Token, text: str, lexicon: EntityLexicon) -> bool:
    """Whether a lexicon says that the phrase is no entity."""
    noun = lexicon.nouns.get(head.lower_)
    return text in lexicon.refused or head.lower_ in lexicon.refused_heads or (noun is not None and noun.cls == REFUSED)
