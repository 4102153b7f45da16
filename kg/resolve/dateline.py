"""What the dateline tells: "RAQQA, Syria (Reuters), Oct. 17 - " is no sentence, yet names places, an agency, a day."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from itertools import pairwise

from kg.model import Article, EntityFinding, Finding, Mention, RelationFinding, TimeFinding

RULE = "toponym:dateline"
_SURE = 0.9


def dateline(article: Article, actors: Mapping[str, str]) -> list[Finding]:
    """The parts of the article's dateline as findings, as if extractors had found them.

    `actors` gives the lexicon's key for each name of an actor.
    """
    told = article.dateline
    places = [_named(place, "Settlement" if i == 0 else "Place", RULE) for i, place in enumerate(told.places)]
    found: list[Finding] = list(places)
    # "RAQQA, Syria": the second name holds the first, which the resolver of places checks against the map.
    found += [
        RelationFinding(inner.head, "locatedIn", outer.head, _between(article, inner, outer), RULE, _SURE)
        for inner, outer in pairwise(places)
        if _is_list(article.text[inner.mention.end : outer.mention.begin])
    ]
    if told.agency:
        agency = _named(told.agency, "MediaOrganization", "agency:dateline")
        found.append(replace(agency, entry=actors.get(told.agency.text, "")))
    if told.date and told.day:
        found.append(TimeFinding(told.date, "DATE", told.day, "time:dateline", "", "past"))
    return found


def _named(mention: Mention, cls: str, rule: str) -> EntityFinding:
    name = mention.text.title() if mention.text.isupper() and len(mention.text) > 4 else mention.text
    return EntityFinding(mention, mention.begin, cls, "name", name, False, rule, _SURE)


def _is_list(between: str) -> bool:
    return between.strip() == ","


def _between(article: Article, inner: EntityFinding, outer: EntityFinding) -> Mention:
    begin, end = inner.mention.begin, outer.mention.end
    return Mention(begin, end, article.text[begin:end])
