"""A reading becomes facts: identity, times, places, events, relations, and who says each of them."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Collection, Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from kg import ids
from kg.data import lexicon
from kg.gazetteer import Gazetteer, GeoName
from kg.model import (
    AliasFinding,
    Claim,
    ClaimFinding,
    Entity,
    EntityFinding,
    Event,
    EventFinding,
    Facts,
    Figure,
    FigureFinding,
    Gap,
    GapFinding,
    Mention,
    Reading,
    Relation,
    RelationFinding,
    Role,
    Settings,
    Stamps,
    Time,
    TimeFinding,
)
from kg.resolve.claims import Claims, linked
from kg.resolve.codes import codes
from kg.resolve.dateline import dateline
from kg.resolve.happenings import Filled, Happening, happenings
from kg.resolve.identity import Cluster, clusters
from kg.resolve.place import PlaceResolver
from kg.resolve.saying import Sayings
from kg.resolve.things import assumed, entity, times
from kg.resolve.time import resolve_times

ACTOR_COLUMNS = ("key", "label", "class", "country", "aliases")


@dataclass(frozen=True, slots=True)
class Known:
    """What is known before events are looked at: things by the offsets of their phrases."""

    article: str  # its key
    reading: Reading
    entity_at: Mapping[int, str]  # head offset -> key
    time_at: Mapping[int, str]  # begin offset -> key
    entities: Mapping[str, Entity]
    times: Mapping[str, Time]
    sayings: Sayings
    lexicon: Path | None  # the user's own


class Resolver:
    """Turns readings into facts; holds the gazetteer and the lexicon's labels, and nothing of any article."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._places = PlaceResolver(Gazetteer(settings.lexicon), settings.lexicon)
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
        events = _events(known, claims)
        relations = _relations(known, claims)
        _attributed(known, claims, {event.key for event in events})
        classes = {k: e.cls for k, e in known.entities.items()}
        by_key = {event.key: event for event in events}
        said = linked(claims.made(), by_key, classes, claims.told(), reading.article.date)
        events, relations = _asserted(events, relations, said)
        return Facts(
            reading.article,
            key,
            tuple(known.entities.values()),
            tuple(known.times.values()),
            tuple(events),
            tuple(relations),
            tuple(said),
            _gaps(key, reading),
        )

    def _known(self, key: str, reading: Reading) -> Known:
        findings = reading.findings
        entities = [f for f in findings if isinstance(f, EntityFinding)]
        aliases = [f for f in findings if isinstance(f, AliasFinding)]
        places = self._places.resolve(reading.article, findings)
        ids_of = {f.head: f"{f.cls} {places[f.head].id}" for f in entities if f.head in places}
        sources = {f.source_head for f in findings if isinstance(f, ClaimFinding)}
        groups = [g for g in clusters(entities, aliases, reading.sentences, ids_of) if _is_worth(g, sources)]
        things: dict[str, Entity] = {}
        entity_at: dict[int, str] = {}
        for group in groups:
            geoname = next((places[member.head] for member in group.members if member.head in places), None)
            made = entity(reading.article, group, geoname, self._labels)
            things[made.key] = _merged(things[made.key], made) if made.key in things else made
            entity_at.update((member.head, made.key) for member in group.members)
        for group in _countries_named(groups, places):
            made = entity(reading.article, group, places[group.members[0].head], self._labels)
            things[made.key] = _merged(things[made.key], made) if made.key in things else made
        found, time_at = times(
            reading.article,
            resolve_times(reading.article, [f for f in findings if isinstance(f, TimeFinding)], reading.sentences),
        )
        asked = [f.trigger.begin for f in findings if isinstance(f, EventFinding)]
        asked += [f.mention.end - 1 for f in findings if isinstance(f, RelationFinding)]
        sayings = Sayings([f for f in findings if isinstance(f, ClaimFinding)], asked)
        return Known(
            key, reading, entity_at, time_at, things, {t.key: t for t in found}, sayings, self._settings.lexicon
        )


def _is_worth(group: Cluster, sources: Collection[int]) -> bool:
    """Whether a cluster is more than pronouns that nothing explains; who says something is kept, unknown or not."""
    return any(member.form != "pronoun" or member.head in sources for member in group.members)


def _countries_named(groups: Iterable[Cluster], places: Mapping[int, GeoName]) -> Iterator[Cluster]:
    """The country in the name of each government ("the UK condemned"): the words denote it too."""
    for group in groups:
        named = [m for m in group.members if group.cls == "Government" and m.form == "name" and m.head in places]
        if named and places[named[0].head].level == 0:
            yield Cluster(-1, "Country", [replace(member, cls="Country") for member in named])


def _merged(one: Entity, other: Entity) -> Entity:
    """Two clusters that turned out to be one thing, say by their GeoNames id."""
    return Entity(
        one.key,
        one.cls,
        one.label,
        tuple(sorted({*one.alt_labels, *other.alt_labels})),
        tuple(sorted({*one.mentions, *other.mentions})),
        one.is_named or other.is_named,
        one.point,
        one.geonames,
        one.matches,
    )


# -- events --------------------------------------------------------------------------------------------------------


def _events(known: Known, claims: Claims) -> list[Event]:
    findings = known.reading.findings
    found = happenings(
        [f for f in findings if isinstance(f, EventFinding)],
        [f for f in findings if isinstance(f, FigureFinding)],
        known.entity_at,
        known.time_at,
        {key: time.stamps for key, time in known.times.items()},
    )
    return [_event(known, one, claims) for one in found]


def _event(known: Known, happening: Happening, claims: Claims) -> Event:
    first = happening.findings[0]
    key = ids.mint("event", known.article, happening.cls, str(first.trigger.begin), hint=happening.cls)
    roles = _roles(key, happening)
    figures = _figures(key, happening)
    for finding, filled, numbers in zip(happening.findings, happening.filled, happening.figures, strict=True):
        for said in known.sayings.of(finding.trigger.begin, finding.veracity):
            claims.add(
                said.by,
                key,
                said.veracity,
                finding.confidence,
                roles=[_role_key(key, one) for one in filled],
                figures=[_figure_key(key, number) for number in numbers],
                sentence=_sentence(known, finding.trigger),
                is_told=not (finding.nominal and finding.definite),
            )
    stamps = next(
        (known.times[r.value].stamps for r in roles if r.type == "hasTime" and known.times[r.value].stamps != Stamps()),
        Stamps(),
    )
    kinds = [(r.type, known.entities[r.value].cls, False) for r in roles if r.value in known.entities]
    framing = tuple(sorted({f.trigger.text.lower() for f in happening.findings if f.framing}))
    return Event(
        key,
        happening.cls,
        _label(known, first, roles),
        tuple(sorted({f.trigger for f in happening.findings})),
        tuple(roles),
        tuple(figures),
        stamps,
        framing,
        codes(happening.cls, kinds, {f.status for f in figures}, known.lexicon),
        first.rule,
        max(f.confidence for f in happening.findings),
    )


def _role_key(event: str, one: Filled) -> str:
    return ids.mint("role", event, one.role.type, one.value, hint=one.role.type)


def _figure_key(event: str, figure: FigureFinding) -> str:
    return ids.mint("figure", event, figure.harm, str(figure.mention.begin), hint=figure.harm)


def _roles(event: str, happening: Happening) -> list[Role]:
    made: dict[str, Role] = {}
    for one in (one for part in happening.filled for one in part):
        key, role = _role_key(event, one), one.role
        before = made.get(key)
        mentions = {role.filler, *(before.mentions if before else ())}
        made[key] = Role(
            key, role.type, one.value, tuple(sorted(mentions)), role.rule if before is None else before.rule,
            max(role.confidence, before.confidence if before else 0.0),
            role.inferred and (before is None or before.inferred), False,
        )  # fmt: skip
    return list(made.values())


def _figures(event: str, happening: Happening) -> list[Figure]:
    return [
        Figure(
            _figure_key(event, f),
            f.harm,
            f.status,
            f.minimum,
            f.maximum,
            f.qualifier,
            (f.mention,),
            f.rule,
            f.confidence,
            f.is_total,
        )
        for part in happening.figures
        for f in part
    ]


def _label(known: Known, finding: EventFinding, roles: Sequence[Role]) -> str:
    """What a reader of a table sees first: the class in words, the trigger, where and when."""
    words = "".join(f" {c.lower()}" if c.isupper() else c for c in finding.cls).strip().capitalize()
    parts = [f'{words} "{" ".join(finding.trigger.text.split())}"']
    parts += [known.entities[r.value].label for r in roles if r.type == "hasPlace"][:1]
    parts += [known.times[r.value].value for r in roles if r.type == "hasTime" and known.times[r.value].value][:1]
    return ", ".join(parts)


def _sentence(known: Known, mention: Mention) -> Mention | None:
    sentences = known.reading.sentences
    i = bisect_right(sentences, (mention.begin, len(known.reading.article.text))) - 1
    if i < 0:
        return None
    text, (begin, end) = known.reading.article.text, sentences[i]
    while end > begin and text[end - 1].isspace():
        end -= 1
    while begin < end and text[begin].isspace():
        begin += 1
    return Mention(begin, end, text[begin:end])


# -- relations, statements, gaps -----------------------------------------------------------------------------------


def _relations(known: Known, claims: Claims) -> list[Relation]:
    made: dict[str, Relation] = {}
    for finding in known.reading.findings:
        if not isinstance(finding, RelationFinding):
            continue
        subject, value = known.entity_at.get(finding.subject), known.entity_at.get(finding.object)
        if subject is None or value is None or subject == value:
            continue
        key = ids.mint("relation", known.article, subject, finding.predicate, value, hint=finding.predicate)
        before = made.get(key)
        mentions = {finding.mention, *(before.mentions if before else ())}
        made[key] = Relation(
            key, subject, finding.predicate, value, tuple(sorted(mentions)), before.rule if before else finding.rule,
            max(finding.confidence, before.confidence if before else 0.0),
            finding.inferred and (before is None or before.inferred), False,
        )  # fmt: skip
        ask = known.sayings.of if "verb" in finding.rule or "clause" in finding.rule else known.sayings.presupposed
        for said in ask(finding.mention.end - 1, finding.veracity):
            claims.add(said.by, key, said.veracity, finding.confidence, sentence=_sentence(known, finding.mention))
    return list(made.values())


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


# -- what may be said as fact --------------------------------------------------------------------------------------


def _asserted(
    events: Iterable[Event], relations: Iterable[Relation], claims: Iterable[Claim]
) -> tuple[list[Event], list[Relation]]:
    """Events and relations with their roles marked as facts: somebody asserts them, and nobody denies the thing."""
    asserted: set[str] = set()
    denied: set[str] = set()
    for claim in claims:
        if claim.about and claim.veracity.is_asserted:
            asserted.update((claim.about, *claim.roles))
        elif claim.about and claim.veracity.polarity == "Negated":
            denied.add(claim.about)
    return (
        [
            _with_facts(event, {r.key for r in event.roles if r.key in asserted and event.key not in denied})
            for event in events
        ],
        [_marked(relation, relation.key in asserted and relation.key not in denied) for relation in relations],
    )


def _with_facts(event: Event, facts: set[str]) -> Event:
    return replace(event, roles=tuple(replace(role, is_asserted=role.key in facts) for role in event.roles))


def _marked(relation: Relation, is_asserted: bool) -> Relation:
    return replace(relation, is_asserted=is_asserted)
