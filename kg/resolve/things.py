"""Clusters of phrases become entities, and resolved expressions become times: keys, labels, mentions, places."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from kg import ids
from kg.gazetteer import GeoName
from kg.model import (
    AliasFinding,
    Article,
    ClaimFinding,
    Entity,
    EntityFinding,
    EventFinding,
    Finding,
    Mention,
    RoleFinding,
    Time,
)
from kg.resolve.containment import place_key
from kg.resolve.identity import Cluster
from kg.resolve.names import family, normal
from kg.resolve.place_evidence import DIVISIONS
from kg.resolve.time import ResolvedTime

CALENDAR = frozenset({"DATE", "TIME"})
RELATIVES = frozenset({"who", "which", "that", "whom"})
_NEXT = 3  # characters between a phrase and the relative pronoun that takes it up: a comma and a space
_WORD = re.compile(r"\w+")
_SHORTEST = 4  # letters of a place's name that is surely none of the postal kind
_ASSUMED = 0.8  # a phrase known only by its role is trusted that much less than the role


def assumed(findings: Sequence[Finding], text: str) -> list[Finding]:
    """Entities for phrases that only a role or a claim vouches for: "the depot" as the target of an attack.

    A relative pronoun is declared the same as the phrase that it follows.
    """
    entities = sorted((f for f in findings if isinstance(f, EntityFinding)), key=lambda f: f.mention.end)
    known = {f.head for f in entities}
    made: dict[int, EntityFinding] = {}
    for finding in findings:
        if isinstance(finding, EventFinding):
            for role in finding.roles:
                if role.expects and role.head not in known and role.type != "hasTime":
                    made.setdefault(role.head, _from_role(role, text))
        elif isinstance(finding, ClaimFinding) and finding.source and finding.source_head not in known:
            made.setdefault(
                finding.source_head,
                _described(finding.source, finding.source_head, "Actor", "source", finding.confidence, text),
            )
    ends = [f.mention.end for f in entities]
    declared: list[Finding] = []
    for head, phrase in made.items():
        if phrase.mention.text.lower() in RELATIVES and (i := bisect_right(ends, head)):
            before = entities[i - 1]
            if head - before.mention.end <= _NEXT:
                made[head] = replace(phrase, cls=before.cls, form="pronoun")
                declared.append(AliasFinding(before.head, head, "relative"))
                continue
        if head < phrase.mention.begin and (word := _WORD.match(text, head)):  # the "anyone" that a "who" takes up
            made[head] = replace(phrase, mention=Mention(*word.span(), word[0]), name=word[0].lower())
    return [*made.values(), *declared]


def _from_role(role: RoleFinding, text: str) -> EntityFinding:
    return _described(role.filler, role.head, role.expects[0], "role", role.confidence * _ASSUMED, text)


def _described(mention: Mention, head: int, cls: str, rule: str, confidence: float, text: str) -> EntityFinding:
    before = text[max(0, mention.begin - 5) : mention.begin].lower().split()
    word = text[head : mention.end].split()[0].strip(".,;:'\"") if head < mention.end else mention.text.split()[-1]
    return EntityFinding(
        mention, head, cls, "nominal", word.lower(), cls in {"PersonGroup", "Population"}, rule, confidence,
        definite=before[-1:] == ["the"],
    )  # fmt: skip


def entity(
    article: Article, cluster: Cluster, geoname: GeoName | None, labels: Mapping[str, tuple[str, str]]
) -> Entity:
    """One entity. `labels` gives the name and the class of the lexicon's entries by key.

    The key is the same in every article for what is known apart from the article (an entry of the lexicon, a place with
    a GeoNames id, a person or organization by a name of several words) and the article's own for all else.
    """
    names = list(dict.fromkeys(member.name for member in cluster.names))
    cls = geoname.cls if geoname and family(geoname.cls) == family(cluster.cls) else cluster.cls
    if cluster.entry:
        label, cls = labels.get(cluster.entry, (cluster.entry, cls))
        key = ids.mint("entity", "actor", cluster.entry, hint=label)
    elif geoname and family(cls) == "Place":
        label = _own_name(cluster.names, geoname)
        names.append(geoname.name)
        key = place_key(geoname)
    elif names:
        label = max(names, key=lambda name: (len(name.split()), len(name), name))
        scope = (cls, label) if " " in label.strip() else (article.id, cls, label)
        key = ids.mint("entity", *scope, hint=label)
    else:
        label = cluster.members[0].mention.text
        key = ids.mint("entity", article.id, str(cluster.members[0].head), hint=label)
    mentions = tuple(sorted({member.mention for member in cluster.members}))
    others = tuple(sorted({_one_line(name) for name in names} - {_one_line(label)}))
    point = (geoname.lat, geoname.long) if geoname and family(cls) == "Place" else None
    geonames = geoname.geonames if geoname and point else None
    return Entity(key, cls, _one_line(label), others, mentions, bool(names), point, geonames)


def _own_name(names: Sequence[EntityFinding], place: GeoName) -> str:
    """What the article calls a place: the gazetteer's name if it is there, or nothing but "RAQQA", "N.Y." and the like.

    A country has one name in every article.
    """
    called = Counter(member.name for member in names if not _is_short(member.name))
    if not called or place.level == 0 or any(_is_called(name, place) for name in called):
        return place.name
    return min(called, key=lambda name: (-called[name], len(name), name))


def _is_called(name: str, place: GeoName) -> bool:
    """Whether the gazetteer has the place by this name, with or without the word for its kind: "Borno state"."""
    bare, _, kind = name.rpartition(" ")
    return normal(place.name) in {normal(name), normal(bare) if kind in DIVISIONS else ""}


def _is_short(name: str) -> bool:
    return name.isupper() or "." in name or len(name) < _SHORTEST


def _one_line(label: str) -> str:
    return " ".join(label.split())


def times(article: Article, resolved: Iterable[ResolvedTime]) -> tuple[list[Time], dict[int, str]]:
    """The times, and the key of each by the offset where its expression begins.

    A calendar time is one node wherever it is mentioned; each duration and each vague time stands for itself.
    """
    found: dict[str, Time] = {}
    at: dict[int, str] = {}
    for time in resolved:
        mention = time.finding.mention
        if time.type in CALENDAR and time.value[:1].isdigit():
            key = ids.mint("time", time.type, time.value, time.mod, *map(str, _stamps(time)), hint=time.value)
        else:
            key = ids.mint("time", article.id, str(mention.begin), hint=time.value)
        at[mention.begin] = key
        mentions = (*found[key].mentions, mention) if key in found else (mention,)
        found[key] = Time(key, time.type, time.value, time.mod, time.stamps, tuple(sorted(set(mentions))))
    return list(found.values()), at


def _stamps(time: ResolvedTime) -> tuple[str | None, ...]:
    stamps = time.stamps
    return stamps.earliest_begin, stamps.latest_begin, stamps.earliest_end, stamps.latest_end
