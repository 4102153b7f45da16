"""The terms of the graph as plain strings: namespaces, prefixes, and the local names of `ontology/conflict.ttl`.

A local name ("ArmedGroup", "initiator") becomes an IRI by `iri`; a test holds that these names are just the terms of
the ontology. Nothing is imported here, so that the command line can name a term without loading an RDF library.
"""

from __future__ import annotations

from typing import Final

CKG: Final = "https://w3id.org/conflict-kg/ontology#"
CODE: Final = "https://w3id.org/conflict-kg/codes#"
SHAPE: Final = "https://w3id.org/conflict-kg/shapes#"
SEM: Final = "http://semanticweb.cs.vu.nl/2009/11/sem/"
GAF: Final = "http://groundedannotationframework.org/gaf#"
NIF: Final = "http://persistence.uni-leipzig.org/nlp2rdf/ontologies/nif-core#"
PROV: Final = "http://www.w3.org/ns/prov#"
TIME: Final = "http://www.w3.org/2006/time#"
GEO: Final = "http://www.opengis.net/ont/geosparql#"
WGS84: Final = "http://www.w3.org/2003/01/geo/wgs84_pos#"
SKOS: Final = "http://www.w3.org/2004/02/skos/core#"
SCHEMA: Final = "https://schema.org/"
DCT: Final = "http://purl.org/dc/terms/"
ORG: Final = "http://www.w3.org/ns/org#"
WD: Final = "http://www.wikidata.org/entity/"
SEMAPV: Final = "https://w3id.org/semapv/vocab/"
WDS: Final = "http://www.wikidata.org/entity/statement/"
WDT: Final = "http://www.wikidata.org/prop/direct/"
P: Final = "http://www.wikidata.org/prop/"
PS: Final = "http://www.wikidata.org/prop/statement/"
PQ: Final = "http://www.wikidata.org/prop/qualifier/"
WDATA: Final = "https://www.wikidata.org/wiki/Special:EntityData/"
WIKIBASE: Final = "http://wikiba.se/ontology#"
GEONAMES: Final = "https://sws.geonames.org/"
RDF: Final = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
RDFS: Final = "http://www.w3.org/2000/01/rdf-schema#"
XSD: Final = "http://www.w3.org/2001/XMLSchema#"
OWL: Final = "http://www.w3.org/2002/07/owl#"

PREFIXES: Final[dict[str, str]] = {
    "ckg": CKG,
    "code": CODE,
    "sem": SEM,
    "gaf": GAF,
    "nif": NIF,
    "prov": PROV,
    "time": TIME,
    "geo": GEO,
    "wgs84": WGS84,
    "skos": SKOS,
    "schema": SCHEMA,
    "dct": DCT,
    "org": ORG,
    "wd": WD,
    "semapv": SEMAPV,
    "wds": WDS,
    "wdt": WDT,
    "p": P,
    "ps": PS,
    "pq": PQ,
    "wdata": WDATA,
    "wikibase": WIKIBASE,
    "rdf": RDF,
    "rdfs": RDFS,
    "xsd": XSD,
    "owl": OWL,
}

# Prefix -> the kind in front of an instance's name ("event/killing-5f0c…"). "timex", since "time" is OWL-Time's.
_KINDS: Final[dict[str, str]] = {
    "article": "article",
    "entity": "entity",
    "event": "event",
    "role": "role",
    "claim": "claim",
    "incident": "incident",
    "figure": "figure",
    "relation": "relation",
    "timex": "time",
    "gap": "gap",
    "link": "link",
    "candidate": "candidate",
    "nil": "nil",
    "skipped": "skipped",
}

_TREE: Final = """
Entity: Actor Place Weapon Vehicle
Actor: Person PersonGroup Population Organization
Organization: ArmedGroup StateForces Coalition Government PoliticalParty IntergovernmentalOrganization
Organization: MediaOrganization CivilSocietyOrganization
Place: Country Region Settlement Facility NaturalFeature
Event: Violence StrategicDevelopment Politics Demonstration
Violence: ArmedClash Offensive Siege AirStrike Shelling Bombing SuicideAttack ArmedAttack Assassination Execution
Violence: Killing Injury Abduction Torture SexualViolence PropertyDestruction Looting MineLaying ChemicalAttack
Violence: MobViolence
StrategicDevelopment: TerritoryTransfer Deployment Withdrawal Detention Release Surrender WeaponsSeizure Displacement
StrategicDevelopment: BaseEstablishment
Politics: Ceasefire Negotiation Agreement Rejection Sanction Aid Support Threat Accusation Demand Trial
Demonstration: Protest Riot
"""
PARENT: Final[dict[str, str]] = {
    child: parent
    for line in _TREE.strip().splitlines()
    for parent, _, children in [line.partition(": ")]
    for child in children.split()
}
"""The class tree of entities and events, child -> parent."""


def superclasses(name: str) -> tuple[str, ...]:
    """The class and all above it, nearest first; an unknown name stands alone.

    >>> superclasses("AirStrike")
    ('AirStrike', 'Violence', 'Event')
    """
    found = [name]
    while (name := PARENT.get(name, "")) != "":
        found.append(name)
    return tuple(found)


def _under(top: str) -> frozenset[str]:
    return frozenset(name for name in PARENT if top in superclasses(name))


ENTITY_CLASSES: Final = _under("Entity")
EVENT_CLASSES: Final = _under("Event") - {"Violence", "StrategicDevelopment", "Politics", "Demonstration"}
"""The leaves: what an event may be an instance of."""
ACTOR_CLASSES: Final = _under("Actor") | {"Actor"}
PLACE_CLASSES: Final = _under("Place") | {"Place"}
NODE_CLASSES: Final = frozenset(
    {"Role", "Relation", "Claim", "CasualtyFigure", "Incident", "Gap", "SkippedInput"}
) | frozenset({"EntityLink", "LinkCandidate", "NilIdentity"})
VALUE_CLASSES: Final = frozenset({"Polarity", "Certainty", "Actuality", "Harm", "VictimStatus", "CountQualifier"})
CLASSES: Final = frozenset(PARENT) | {"Entity", "Event"} | NODE_CLASSES | VALUE_CLASSES

POLARITIES: Final = ("Affirmed", "Negated")
CERTAINTIES: Final = ("Certain", "Probable", "Possible")
ACTUALITIES: Final = ("Actual", "Planned", "Hypothetical")
HARMS: Final = ("Killed", "Injured", "Missing", "Displaced", "Captured")
VICTIM_STATUSES: Final = ("Combatant", "Civilian", "Unknown")
COUNT_QUALIFIERS: Final = ("Exactly", "About", "AtLeast", "AtMost", "Several")
INDIVIDUALS: Final = frozenset(POLARITIES + CERTAINTIES + ACTUALITIES + HARMS + VICTIM_STATUSES + COUNT_QUALIFIERS)

ROLE_TYPES: Final[dict[str, str]] = {
    **{name: CKG + name for name in ("initiator", "target", "victim", "participant", "gainer", "loser", "instrument")},
    "hasPlace": SEM + "hasPlace",
    "hasTime": SEM + "hasTime",
}
"""Local name -> IRI of what `ckg:roleType` may be; also the direct edges."""

RELATIONS: Final = (
    "memberOf",
    "leads",
    "partOf",
    "alliedWith",
    "supports",
    "opposes",
    "locatedIn",
    "basedIn",
    "controls",
    "communicatesWith",
)
STAMPS: Final = (
    "hasEarliestBeginTimeStamp",
    "hasLatestBeginTimeStamp",
    "hasEarliestEndTimeStamp",
    "hasLatestEndTimeStamp",
)
"""SEM's time stamps, in the order of the fields of `kg.model.Stamps`."""

SCORES: Final = (
    "nameScore",
    "classScore",
    "popularityScore",
    "placeScore",
    "contextScore",
    "wordsScore",
    "coherenceScore",
    "timeScore",
)
"""What the score of a candidate for a link is made of, in the order of the fields of `kg.link.entities.Scores`."""

PROPERTIES: Final = frozenset(name for name, term in ROLE_TYPES.items() if term.startswith(CKG)) | frozenset(
    (
        *("text", "dateSource", "readBy", "encoding", "datelinePlace", "datelineAgency", "datelineDate", "reason"),
        *("related", *RELATIONS),
        *("timexType", "timexValue", "timexMod"),
        *("ofEvent", "roleType", "code", "framing", "inferred", "confidence", "rule", "note"),
        *("claims", "claimsRole", "claimsFigure", "polarity", "certainty", "actuality", "directSpeech", "addressee"),
        *("sourceMention", "cueMention", "contentMention", "contradicts", "presupposed", "supersedes", "hasReport"),
        *("harm", "victimStatus", "countQualifier", "isTotal"),
        *("gapKind", "lemma"),
        *("isNamed", "linkOf", "chosenItem", "rejectedItem", "candidate", "item", "rank", "score", "knownFrom"),
        *("nilIdentity", "nilClass", "nilCountry", "mappingJustification", "retrieved"),
        *SCORES,
    )
)
_SEM_NAMES: Final = frozenset({"hasPlace", "hasTime", *STAMPS})


def iri(name: str) -> str:
    """The IRI of a local name: SEM's for places, times and time stamps, else ours.

    >>> iri("hasPlace")
    'http://semanticweb.cs.vu.nl/2009/11/sem/hasPlace'
    """
    return (SEM if name in _SEM_NAMES else CKG) + name


def prefixes(base: str) -> dict[str, str]:
    """All prefixes for a graph whose instances live under `base`, those of its instances by kind included."""
    return {**PREFIXES, **{prefix: f"{base}{kind}/" for prefix, kind in _KINDS.items()}}
