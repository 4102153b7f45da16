"""What facts become in RDF: the contract's forms, one test a form."""

from __future__ import annotations

from dataclasses import replace

import pyoxigraph as ox
import pytest

from kg import ids, vocab
from kg.emit import quads
from kg.emit.terms import decimal, text
from kg.model import Article, Claim, Entity, Event, Facts, Figure, Mention, Relation, Role, Stamps, Time, Veracity

BASE = "https://example.org/id/"
TEXT = "Rebels took Raqqa\x00 on Monday."
KEY = "article/abc"
REBELS, TOOK, RAQQA, MONDAY = (
    Mention(0, 6, "Rebels"),
    Mention(7, 11, "took"),
    Mention(12, 17, "Raqqa"),
    Mention(22, 28, "Monday"),
)
DAY = Stamps("2017-10-16", "2017-10-16", "2017-10-16", "2017-10-16")
ROLE = Role("role/1", "gainer", "entity/rebels", (REBELS,), "take", 0.9, False, True)


def facts() -> Facts:
    event = Event(
        "event/1", "TerritoryTransfer", "taken", (TOOK,), (ROLE,),
        (Figure("figure/1", "Killed", "Unknown", 3, None, "AtLeast", (REBELS,), "number", 0.8, False),),
        DAY, ("take",), ("plover-assault",), "take", 0.9,
    )  # fmt: skip
    claim = Claim(
        "claim/1",
        None,
        "event/1",
        ("role/1",),
        ("figure/1",),
        Veracity(),
        False,
        (),
        (),
        (TOOK,),
        (),
        (),
        "reporter",
        0.9,
    )
    return Facts(
        Article("a-1", TEXT, ((0, len(TEXT)),), "a.txt", date="2017-10-17", date_source="given"),
        KEY,
        (
            Entity("entity/rebels", "ArmedGroup", "Rebels", ("rebel army",), (REBELS,), True),
            Entity("entity/raqqa", "Settlement", "Raqqa", (), (RAQQA,), True, (35.95, 39.0), "172955"),
        ),
        (Time("time/1", "DATE", "2017-10-16", "", DAY, (MONDAY,)),),
        (event,),
        (Relation("relation/1", "entity/rebels", "controls", "entity/raqqa", (REBELS,), "test", 0.5, True, True),),
        (claim,),
        (),
    )


@pytest.fixture
def store() -> ox.Store:
    found = ox.Store()
    found.extend(quads(facts(), BASE, "kg test"))
    return found


PREFIXES = "".join(f"PREFIX {name}: <{iri}>\n" for name, iri in vocab.prefixes(BASE).items())
ASKED = [
    (
        'article:abc a schema:NewsArticle ; dct:identifier "a-1" ; schema:datePublished "2017-10-17"^^xsd:date ; '
        f"ckg:text <{BASE}{KEY}#char=0,{len(TEXT)}>"
    ),
    (
        f"<{BASE}{KEY}#char=12,17> a nif:OffsetBasedString ; nif:beginIndex 12 ; nif:endIndex 17 ; "
        f'nif:anchorOf "Raqqa" ; nif:referenceContext <{BASE}{KEY}#char=0,{len(TEXT)}>'
    ),
    (
        'entity:rebels a ckg:ArmedGroup ; rdfs:label "Rebels" ; skos:altLabel "rebel army" ; ckg:isNamed true ; '
        f"gaf:denotedBy <{BASE}{KEY}#char=0,6>"
    ),
    (
        "entity:raqqa wgs84:lat 35.95 ; wgs84:long 39.0 ; skos:exactMatch <https://sws.geonames.org/172955/> ; "
        'geo:asWKT "POINT(39.0 35.95)"^^geo:wktLiteral'
    ),
    (
        'timex:1 a time:TemporalEntity ; ckg:timexType "DATE" ; ckg:timexValue "2017-10-16" ; '
        'sem:hasEarliestBeginTimeStamp "2017-10-16"^^xsd:date'
    ),
    (
        'event:1 a ckg:TerritoryTransfer ; ckg:framing "take" ; ckg:code code:plover-assault ; '
        "ckg:gainer entity:rebels ; "
        'sem:hasLatestEndTimeStamp "2017-10-16"^^xsd:date'
    ),
    (
        "role:1 a ckg:Role ; ckg:ofEvent event:1 ; ckg:roleType ckg:gainer ; rdf:value entity:rebels ; "
        'ckg:inferred false ; ckg:confidence 0.9 ; ckg:rule "take"'
    ),
    (
        "figure:1 a ckg:CasualtyFigure ; ckg:ofEvent event:1 ; ckg:harm ckg:Killed ; ckg:victimStatus ckg:Unknown ; "
        "schema:minValue 3 ; ckg:countQualifier ckg:AtLeast . FILTER NOT EXISTS { figure:1 schema:maxValue ?most }"
    ),
    (
        "entity:rebels ckg:controls entity:raqqa . relation:1 a ckg:Relation ; rdf:subject entity:rebels ; "
        "rdf:predicate ckg:controls ; rdf:object entity:raqqa ; ckg:inferred true"
    ),
    (
        "claim:1 a ckg:Claim ; prov:hadPrimarySource article:abc ; prov:wasAttributedTo article:abc ; "
        "ckg:claims event:1 ; "
        "ckg:claimsRole role:1 ; ckg:claimsFigure figure:1 ; ckg:polarity ckg:Affirmed ; ckg:certainty ckg:Certain ; "
        "ckg:actuality ckg:Actual ; ckg:directSpeech false"
    ),
]


@pytest.mark.parametrize("pattern", ASKED, ids=[asked.split()[0] for asked in ASKED])
def test_the_contracts_forms(store: ox.Store, pattern: str) -> None:
    assert bool(store.query(f"{PREFIXES}ASK {{ {pattern} }}", use_default_graph_as_union=True))


def test_everything_is_in_the_articles_graph_and_nothing_is_blank(store: ox.Store) -> None:
    assert {str(quad.graph_name) for quad in store} == {f"<{BASE}{KEY}>"}
    assert not any(isinstance(term, ox.BlankNode) for quad in store for term in (quad.subject, quad.object))


def test_what_is_not_a_fact_has_its_role_and_no_edge() -> None:
    event = replace(facts().events[0], roles=(replace(ROLE, is_asserted=False),))
    relation = replace(facts().relations[0], is_asserted=False)
    said = set(quads(replace(facts(), events=(event,), relations=(relation,)), BASE, "kg test"))
    edges = {vocab.iri("gainer"), vocab.iri("controls")}
    assert not any(quad.predicate.value in edges for quad in said)
    assert any(quad.predicate.value == vocab.iri("roleType") for quad in said)


def test_a_character_that_xml_forbids_is_replaced_and_offsets_stay(store: ox.Store) -> None:
    context = ox.NamedNode(BASE + ids.span(KEY, 0, len(TEXT)))
    (quad,) = store.quads_for_pattern(context, ox.NamedNode(vocab.NIF + "isString"), None)
    assert isinstance(quad.object, ox.Literal)
    assert quad.object.value == TEXT.replace("\x00", "\ufffd")
    assert quad.object.value[12:17] == "Raqqa"


def test_markup_quotes_and_direction_marks_are_kept() -> None:
    strange = '<b>"it\'s"</b> \u200f\u202e \\ \t\n é 漢 😀'
    assert text(strange).value == strange


@pytest.mark.parametrize(("number", "written"), [(0.9, "0.9"), (1.0, "1.0"), (-8.4297, "-8.4297"), (1 / 3, "0.333333")])
def test_decimals_are_written_one_way(number: float, written: str) -> None:
    assert decimal(number).value == written
