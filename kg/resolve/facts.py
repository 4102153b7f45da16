"""A reading becomes facts: identity, times, places, events, relations, and who says each of them."""

from __future__ import annotations

from collections.abc import Collection, Container, Iterable, Iterator, Mapping
from dataclasses import replace

from kg import ids
from kg.data import lexicon
from kg.gazetteer import Gazetteer, GeoName
from kg.model import (
    AliasFinding,
    ClaimFinding,
    Entity,
    EntityFinding,
    EventFinding,
    Facts,
    Gap,
    GapFinding,
    Reading,
    RelationFinding,
    Settings,
    TimeFinding,
)
from kg.resolve.answers import answers
from kg.resolve.asserted import asserted
from kg.resolve.capitals import capitals
from kg.resolve.claims import Claims, is_over, linked
from kg.resolve.containment import holders, lying_in, place_key
from kg.resolve.dateline import dateline
from kg.resolve.events import events
from kg.resolve.identity import Cluster, clusters
from kg.resolve.known import Known
from kg.resolve.place import PlaceResolver
from kg.resolve.relations import relations
from kg.resolve.saying import Sayings
from kg.resolve.speakers import speakers
from kg.resolve.things import assumed, entity, times
from kg.resolve.time import resolve_times

ACTOR_COLUMNS = ("key", "label", "class", "country", "aliases")


class Resolver:
    """Turns readings into facts; holds the gazetteer and the lexicon's labels, and nothing of any article."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._gazetteer = Gazetteer(settings.lexicon)
        self._places = PlaceResolver(self._gazetteer, settings.lexicon)
        actors = list(lexicon("actors", ACTOR_COLUMNS, settings.lexicon))
        self._labels = {row["key"]: (row["label"], row["class"]) for row in actors}
        self._actors = {name: row["key"] for row in actors for name in (row["label"], *row["aliases"].split("|"))}

    def facts(self, reading: Reading) -> Facts:
        """All that the article says, ready to be emitted; the same reading gives the same facts."""
        article = reading.article
        told = (*dateline(article, self._actors), *reading.findings)
        reading = replace(reading, findings=(*told, *assumed(told, article.text)))
        key = ids.mint("article", article.id)
        known = self._known(key, reading)
        claims = Claims(key, known.entity_at)
        found = events(known, claims)
        related = relations(known, claims)
        above, links = lying_in(key, holders(known.places, self._gazetteer.above), known.entities, related, claims)
        by_key = {event.key: event for event in found}
        _attributed(known, claims, by_key)
        classes = {k: e.cls for k, e in known.entities.items()}
        over = {event.key for event in found if is_over(event, article.text)}
        said = linked(claims.made(), by_key, classes, claims.told(), article.date, over)
        found, related = asserted(found, [*related, *links], said)
        return Facts(
            article,
            key,
            (*known.entities.values(), *above),
            tuple(known.times.values()),
            tuple(found),
            tuple(related),
            tuple(said),
            _gaps(key, reading),
        )

    def _as_state(self, finding: EntityFinding, place: GeoName | None) -> EntityFinding:
        """The government by its country's name where a capital stands for it: "demanded that Moscow stop"."""
        if finding.cls != "Government" or place is None or not place.is_capital:
            return finding
        country = self._gazetteer.country(place.country)
        return replace(finding, name=country.name, nation=place.country) if country else finding

    def _known_as(self, finding: EntityFinding, place: GeoName) -> str:
        """What tells the same thing anywhere in the article: its class and the place, a government's its country."""
        country = self._gazetteer.country(place.country) if finding.cls == "Government" else None
        return f"{finding.cls} {(country or place).id}"

    def _known(self, key: str, reading: Reading) -> Known:
        findings = reading.findings
        entities = [f for f in findings if isinstance(f, EntityFinding)]
        aliases = [f for f in findings if isinstance(f, AliasFinding)]
        places = self._places.resolve(reading.article, findings)
        entities = [self._as_state(f, places.get(f.head)) for f in entities]
        ids_of = {f.head: self._known_as(f, places[f.head]) for f in entities if f.head in places}
        described = list(capitals(entities, places, reading.article.text))
        places |= {alias.other: places[alias.head] for alias in described}
        aliases += described
        said = [f for f in findings if isinstance(f, ClaimFinding)]
        aliases += speakers(entities, said)
        sources = {f.source_head for f in said}
        groups = [g for g in clusters(entities, aliases, reading.sentences, ids_of) if _is_worth(g, sources)]
        things: dict[str, Entity] = {}
        located: dict[str, GeoName] = {}
        entity_at: dict[int, str] = {}
        for group in groups:
            geoname = next((places[member.head] for member in group.members if member.head in places), None)
            made = entity(reading.article, group, geoname, self._labels)
            things[made.key] = _merged(things[made.key], made) if made.key in things else made
            if geoname and made.key == place_key(geoname):
                located[made.key] = geoname
            entity_at.update((member.head, made.key) for member in group.members)
        for group, place in _places_named(groups, places):
            made = entity(reading.article, group, place, self._labels)
            things[made.key] = _merged(things[made.key], made) if made.key in things else made
            if made.key == place_key(place):
                located[made.key] = place
        found, time_at = times(
            reading.article,
            resolve_times(reading.article, [f for f in findings if isinstance(f, TimeFinding)], reading.sentences),
        )
        asked = [f.trigger.begin for f in findings if isinstance(f, EventFinding)]
        asked += [f.mention.end - 1 for f in findings if isinstance(f, RelationFinding)]
        sayings = Sayings(said, asked, answers(said, entity_at))
        return Known(
            key,
            reading,
            entity_at,
            time_at,
            things,
            {t.key: t for t in found},
            located,
            sayings,
            self._settings.lexicon,
        )


def _is_worth(group: Cluster, sources: Collection[int]) -> bool:
    """Whether a cluster is more than pronouns that nothing explains; who says something is kept, unknown or not."""
    return any(member.form != "pronoun" or member.head in sources for member in group.members)


def _places_named(groups: Iterable[Cluster], places: Mapping[int, GeoName]) -> Iterator[tuple[Cluster, GeoName]]:
    """The country or capital in the name of each government: the words denote it too.

    Caught: "the UK condemned", "Moscow denied"
    """
    for group in groups:
        if group.cls != "Government":
            continue
        named: dict[GeoName, list[EntityFinding]] = {}
        for member in group.members:
            place = places.get(member.head)
            if member.form == "name" and place is not None and (place.level == 0 or place.is_capital):
                one = replace(member, cls=place.cls, name=member.mention.text if place.level else member.name)
                named.setdefault(place, []).append(one)
        yield from ((Cluster(-1, place.cls, members), place) for place, members in named.items())


def _merged(one: Entity, other: Entity) -> Entity:
    """Two clusters that turned out to be one thing, say by their GeoNames id."""
    return Entity(
        one.key,
        one.cls,
        one.label,
        tuple(sorted({*one.alt_labels, *other.alt_labels, other.label} - {one.label})),
        tuple(sorted({*one.mentions, *other.mentions})),
        one.is_named or other.is_named,
        one.point,
        one.geonames,
        one.matches,
    )


def _attributed(known: Known, claims: Claims, events: Container[str]) -> None:
    """Statements in which the graph knows no event: who said what is a fact all the same."""
    spoken = claims.cues(events)
    for finding in known.reading.findings:
        if isinstance(finding, ClaimFinding) and finding.cue not in spoken:
            claims.add(finding, None, finding.veracity, 1.0)


def _gaps(article: str, reading: Reading) -> tuple[Gap, ...]:
    found: dict[str, Gap] = {}
    for finding in reading.findings:
        if isinstance(finding, GapFinding):
            key = ids.mint("gap", article, finding.kind, finding.lemma, hint=finding.lemma)
            before = found[key].mentions if key in found else ()
            found[key] = Gap(key, finding.kind, finding.lemma, tuple(sorted({*before, finding.mention})))
    return tuple(found.values())
