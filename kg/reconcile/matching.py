"""How well does a thing fit a query, and is it certainly meant?

The score goes from 0 to 100: the likeness of the names, and where the query has properties, the share of them that fit.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from difflib import SequenceMatcher
from typing import Any, Final, NamedTuple

from kg import vocab
from kg.kb.names import key
from kg.link.names import similarity
from kg.reconcile.asked import Query
from kg.wikidata import Item

Values = Callable[[Item, str], Sequence[dict[str, Any]]]
_LETTERS: Final = 0.8  # what all letters in common count, so that a slip of the pen never is a certain match
_ALIKE: Final = 0.75  # the least share of letters in common that counts
_NAME: Final = 0.7  # of the score where a query has properties too; the rest is theirs
_OTHER_TYPE: Final = 0.5  # what is left of a score where the type should be another
_SURE: Final = 92.0  # at least, for a certain match: an equal label or alias; another spelling is none
_AHEAD: Final = 10.0  # and at least so much before the next
_LEAST: Final = 5.0  # below nothing is a candidate


class Candidate(NamedTuple):
    """A thing, its score, and what the score was made of, each part from 0 to 100."""

    item: Item
    score: float
    features: tuple[tuple[str, float], ...]
    is_match: bool


def ranked(query: Query, items: Sequence[Item], values: Values) -> list[Candidate]:
    """The candidates, the best first; the best is a match where it is good, and far ahead of the next."""
    scored = [_scored(query, item, values) for item in items if query.strict == "should" or is_of(item, query)]
    kept = [candidate for candidate in scored if candidate.score >= _LEAST]
    kept.sort(key=lambda candidate: (-candidate.score, -candidate.item.sitelinks, _number(candidate.item.qid)))
    if kept and kept[0].score >= _SURE and (len(kept) < 2 or kept[0].score - kept[1].score >= _AHEAD):
        kept[0] = kept[0]._replace(is_match=True)
    return kept[: query.limit]


def is_of(item: Item, query: Query) -> bool:
    """Whether a thing is of the types that the query wants: classes of the contract, or QIDs of Wikidata's."""
    if not query.types:
        return True
    types = {above for kind in item.kinds for above in vocab.superclasses(kind)} | set(item.classes)
    fits = [wanted in types for wanted in query.types]
    return all(fits) if query.strict == "all" else any(fits)


def _scored(query: Query, item: Item, values: Values) -> Candidate:
    name = 100 * _likeness(query.text, item) if query.text else 0.0
    features = [("name", round(name, 2))] if query.text else []
    score = name
    if query.conditions:
        fits = [_fits(values(item, each.property), each.values) for each in query.conditions]
        share = 100 * sum(fits) / len(fits)
        score = _NAME * name + (1 - _NAME) * share if query.text else share
        features.append(("properties", round(share, 2)))
    if query.types:
        is_right = is_of(item, query)
        score *= 1.0 if is_right else _OTHER_TYPE
        features.append(("type", 100.0 if is_right else 0.0))
    return Candidate(item, round(score, 2), tuple(features), is_match=False)


def _likeness(text: str, item: Item) -> float:
    """How well a name fits: as for links, or where that is little by the letters in common (Ratcliff-Obershelp)."""
    known = similarity(text, item)
    if known >= _LETTERS:
        return known
    wanted = key(text)
    matcher = SequenceMatcher(None, b=wanted, autojunk=False)
    for name in (item.label, *item.aliases):
        matcher.set_seq1(key(name))
        if matcher.real_quick_ratio() * _LETTERS > known and matcher.quick_ratio() > _ALIKE:
            ratio = matcher.ratio()
            known = max(known, _LETTERS * ratio if ratio > _ALIKE else 0.0)
    return known


def _fits(said: Sequence[dict[str, Any]], wanted: Sequence[str]) -> bool:
    """Whether one of the values is a wanted one: the same id, the same text but for case and accents, or a time that
    begins with it.
    """
    for value in said:
        for text in (str(value[kind]) for kind in ("id", "name", "str", "int", "float") if kind in value):
            if any(text == each or (key(text) and key(text) == key(each)) for each in wanted):
                return True
        if any(each and value.get("date", "").startswith(each) for each in wanted):
            return True
    return False


def _number(name: str) -> tuple[int, str]:
    """The order of ids: QIDs by number before all others."""
    return (int(name[1:]), "") if name[:1] == "Q" and name[1:].isdecimal() else (1 << 62, name)
