"""The facts of one article as quads, all in the article's named graph."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from types import MappingProxyType

from pyoxigraph import Literal, NamedNode, Quad

from kg import ids, vocab
from kg.emit.terms import TRUE, WKT, boolean, date, decimal, integer, term, text
from kg.model import (
    Article,
    Claim,
    Entity,
    Event,
    Facts,
    Figure,
    Gap,
    Mention,
    Relation,
    Role,
    Stamps,
    Time,
)

_TYPE = NamedNode(vocab.RDF + "type")
_NONE: Mapping[str, str] = MappingProxyType({})
Statement = tuple[NamedNode, NamedNode, NamedNode | Literal]


def quads(facts: Facts, base: str, read_by: str, classes: Mapping[str, str] = _NONE) -> Iterator[Quad]:
    """Every statement about one article; `base` is the IRI that instances live under, `read_by` who read it.

    `classes` gives the IRIs of a user's own classes of events by their local names. Statements may come more than
    once; a store or a sorted file keeps them once.
    """
    graph = NamedNode(base + facts.key)
    said = _Sayer(facts, base, classes)
    for s, p, o in said.everything(read_by):
        yield Quad(s, p, o, graph)


class _Sayer:
    """What the statements of one article share: the base and the mentions said so far."""

    def __init__(self, facts: Facts, base: str, classes: Mapping[str, str]) -> None:
        self._facts = facts
        self._base = base
        self._classes = {name: NamedNode(iri) for name, iri in classes.items()}
        self._mentions: dict[Mention, NamedNode] = {}
        self._context = NamedNode(base + ids.span(facts.key, 0, len(facts.article.text)))

    def everything(self, read_by: str) -> Iterator[Statement]:
        facts = self._facts
        yield from self._article(facts.article, read_by)
        for entity in facts.entities:
            yield from self._entity(entity)
        for time in facts.times:
            yield from self._time(time)
        for event in facts.events:
            yield from self._event(event)
        for relation in facts.relations:
            yield from self._relation(relation)
        for claim in facts.claims:
            yield from self._claim(claim)
        for gap in facts.gaps:
            yield from self._gap(gap)
        for mention, node in self._mentions.items():
            yield from self._mention(mention, node)

    def _node(self, key: str) -> NamedNode:
        return NamedNode(self._base + key)

    def _at(self, mention: Mention) -> NamedNode:
        node = self._mentions.get(mention)
        if node is None:
            node = self._node(ids.span(self._facts.key, mention.begin, mention.end))
            self._mentions[mention] = node
        return node

    def _denoted(self, node: NamedNode, mentions: tuple[Mention, ...]) -> Iterator[Statement]:
        for mention in mentions:
            yield node, term("gaf:denotedBy"), self._at(mention)

    # -- the article and its words ---------------------------------------------------------------------------------

    def _article(self, article: Article, read_by: str) -> Iterator[Statement]:
        node = self._node(self._facts.key)
        yield node, _TYPE, term("schema:NewsArticle")
        yield node, term("dct:identifier"), text(article.id)
        yield node, term("text"), self._context
        yield node, term("dateSource"), text(article.date_source)
        yield node, term("encoding"), text(article.encoding)
        yield node, term("readBy"), text(read_by)
        if article.date:
            yield node, term("schema:datePublished"), date(article.date)
        for name, value in (
            ("schema:headline", article.title),
            ("schema:url", article.url),
            ("schema:publisher", article.publisher),
            ("schema:inLanguage", article.language),
        ):
            if value:
                yield node, term(name), text(value)
        for note in article.notes:
            yield node, term("note"), text(note)
        for name, mention in (
            ("datelinePlace", article.dateline.place),
            ("datelineAgency", article.dateline.agency),
            ("datelineDate", article.dateline.date),
        ):
            if mention:
                yield node, term(name), self._at(mention)
        yield self._context, _TYPE, term("nif:Context")
        yield self._context, term("nif:isString"), text(article.text)

    def _mention(self, mention: Mention, node: NamedNode) -> Iterator[Statement]:
        yield node, _TYPE, term("nif:OffsetBasedString")
        yield node, term("nif:referenceContext"), self._context
        yield node, term("nif:beginIndex"), integer(mention.begin)
        yield node, term("nif:endIndex"), integer(mention.end)
        yield node, term("nif:anchorOf"), text(mention.text)

    # -- things ----------------------------------------------------------------------------------------------------

    def _entity(self, entity: Entity) -> Iterator[Statement]:
        node = self._node(entity.key)
        yield node, _TYPE, term(entity.cls)
        yield node, term("rdfs:label"), text(entity.label)
        if entity.is_named:
            yield node, term("isNamed"), boolean(True)
        for name in entity.alt_labels:
            yield node, term("skos:altLabel"), text(name)
        if entity.point:
            lat, long = decimal(entity.point[0]), decimal(entity.point[1])
            yield node, term("wgs84:lat"), lat
            yield node, term("wgs84:long"), long
            yield node, term("geo:asWKT"), Literal(f"POINT({long.value} {lat.value})", datatype=WKT)
        if entity.rule:
            yield node, term("rule"), text(entity.rule)
        if entity.geonames:
            yield node, term("skos:exactMatch"), NamedNode(f"{vocab.GEONAMES}{entity.geonames}/")
        for match in entity.matches:
            yield node, term("skos:exactMatch"), NamedNode(match)
        yield from self._denoted(node, entity.mentions)

    def _time(self, time: Time) -> Iterator[Statement]:
        node = self._node(time.key)
        yield node, _TYPE, term("time:TemporalEntity")
        yield node, term("timexType"), text(time.type)
        if time.value:
            yield node, term("timexValue"), text(time.value)
        if time.mod:
            yield node, term("timexMod"), text(time.mod)
        yield from _stamps(node, time.stamps)
        yield from self._denoted(node, time.mentions)

    def _event(self, event: Event) -> Iterator[Statement]:
        node = self._node(event.key)
        yield node, _TYPE, self._classes.get(event.cls) or term(event.cls)
        yield node, term("rdfs:label"), text(event.label)
        yield node, term("rule"), text(event.rule)
        yield node, term("confidence"), decimal(event.confidence)
        for word in event.framing:
            yield node, term("framing"), text(word)
        for code in event.codes:
            yield node, term("code"), term(f"code:{code}")
        yield from _stamps(node, event.stamps)
        yield from self._denoted(node, event.mentions)
        for role in event.roles:
            yield from self._role(node, role)
        for figure in event.figures:
            yield from self._figure(node, figure)

    def _role(self, event: NamedNode, role: Role) -> Iterator[Statement]:
        node, value = self._node(role.key), self._node(role.value)
        if role.is_asserted:
            yield event, term(role.type), value
        yield node, _TYPE, term("Role")
        yield node, term("ofEvent"), event
        yield node, term("roleType"), term(role.type)
        yield node, term("rdf:value"), value
        yield from self._evidence(node, role)

    def _figure(self, event: NamedNode, figure: Figure) -> Iterator[Statement]:
        node = self._node(figure.key)
        yield node, _TYPE, term("CasualtyFigure")
        yield node, term("ofEvent"), event
        yield node, term("harm"), term(figure.harm)
        yield node, term("victimStatus"), term(figure.status)
        yield node, term("countQualifier"), term(figure.qualifier)
        yield node, term("isTotal"), boolean(figure.is_total)
        if figure.minimum is not None:
            yield node, term("schema:minValue"), integer(figure.minimum)
        if figure.maximum is not None:
            yield node, term("schema:maxValue"), integer(figure.maximum)
        yield node, term("confidence"), decimal(figure.confidence)
        yield node, term("rule"), text(figure.rule)
        yield from self._denoted(node, figure.mentions)

    def _relation(self, relation: Relation) -> Iterator[Statement]:
        node = self._node(relation.key)
        subject, value = self._node(relation.subject), self._node(relation.object)
        if relation.is_asserted:
            yield subject, term(relation.predicate), value
        yield node, _TYPE, term("Relation")
        yield node, term("rdf:subject"), subject
        yield node, term("rdf:predicate"), term(relation.predicate)
        yield node, term("rdf:object"), value
        yield from self._evidence(node, relation)

    def _evidence(self, node: NamedNode, fact: Role | Relation) -> Iterator[Statement]:
        yield node, term("inferred"), boolean(fact.inferred)
        yield node, term("confidence"), decimal(fact.confidence)
        yield node, term("rule"), text(fact.rule)
        yield from self._denoted(node, fact.mentions)

    # -- who says it -----------------------------------------------------------------------------------------------

    def _claim(self, claim: Claim) -> Iterator[Statement]:
        node, article = self._node(claim.key), self._node(self._facts.key)
        yield node, _TYPE, term("Claim")
        yield node, term("prov:hadPrimarySource"), article
        yield node, term("prov:wasAttributedTo"), self._node(claim.source) if claim.source else article
        if claim.about:
            yield node, term("claims"), self._node(claim.about)
        for name, value in zip(("polarity", "certainty", "actuality"), claim.veracity, strict=True):
            yield node, term(name), term(value)
        yield node, term("directSpeech"), boolean(claim.direct)
        yield node, term("confidence"), decimal(claim.confidence)
        yield node, term("rule"), text(claim.rule)
        if claim.is_presupposed:
            yield node, term("presupposed"), TRUE
        for name, keys in (
            ("claimsRole", claim.roles),
            ("claimsFigure", claim.figures),
            ("contradicts", claim.contradicts),
            ("addressee", claim.addressees),
        ):
            for key in keys:
                yield node, term(name), self._node(key)
        for name, mentions in (
            ("sourceMention", claim.source_mentions),
            ("cueMention", claim.cue_mentions),
            ("contentMention", claim.content_mentions),
        ):
            for mention in mentions:
                yield node, term(name), self._at(mention)

    def _gap(self, gap: Gap) -> Iterator[Statement]:
        node = self._node(gap.key)
        yield node, _TYPE, term("Gap")
        yield node, term("gapKind"), text(gap.kind)
        yield node, term("lemma"), text(gap.lemma)
        yield from self._denoted(node, gap.mentions)


def _stamps(node: NamedNode, stamps: Stamps) -> Iterator[Statement]:
    for name, value in zip(
        vocab.STAMPS,
        (stamps.earliest_begin, stamps.latest_begin, stamps.earliest_end, stamps.latest_end),
        strict=True,
    ):
        if value:
            yield node, term(name), date(value)
