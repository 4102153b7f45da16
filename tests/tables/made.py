"""A graph made of a few events, said in one place: articles, places, actors, claims, figures."""

from __future__ import annotations

from dataclasses import dataclass, field

import pyoxigraph as ox

from kg import vocab
from kg.ids import BASE
from kg.store.entailment import complete, trees

HEAD = "\n".join(f"@prefix {prefix}: <{iri}> ." for prefix, iri in vocab.PREFIXES.items()) + f"\n@base <{BASE}> .\n"
ASSERTED = ("Affirmed", "Certain", "Actual")


@dataclass
class Made:
    """Statements in Turtle, gathered."""

    lines: list[str] = field(default_factory=list)

    def say(self, *statements: str) -> Made:
        self.lines += statements
        return self

    def article(self, number: int = 1, publisher: str = "Daily", date: str = "2017-10-18") -> Made:
        return self.say(
            f'<article/{number}> a schema:NewsArticle ; dct:identifier "a{number}" ; schema:publisher "{publisher}" ;'
            f' schema:datePublished "{date}"^^xsd:date .'
        )

    def mention(self, begin: int, end: int, text: str) -> str:
        node = f"<article/1#char={begin},{end}>"
        self.say(f'{node} nif:beginIndex {begin} ; nif:endIndex {end} ; nif:anchorOf "{text}" .')
        return node

    def event(self, number: int, cls: str, *codes: str, days: tuple[str, str] | None = None, article: int = 1) -> Made:
        self.say(f"<event/{number}> a ckg:{cls} .", *(f"<event/{number}> ckg:code code:{code} ." for code in codes))
        for name, day in zip((vocab.STAMPS[0], vocab.STAMPS[3]), days or (), strict=False):
            self.say(f'<event/{number}> sem:{name} "{day}"^^xsd:date .')
        return self.claim(number, ASSERTED, article=article)

    def claim(self, event: int, put: tuple[str, ...], *, by: str = "", article: int = 1, name: str = "") -> Made:
        node = f"<claim/{event}-{name or '-'.join(put)}>"
        speaker = f"<entity/{by}>" if by else f"<article/{article}>"
        return self.say(
            f"{node} a ckg:Claim ; ckg:claims <event/{event}> ; prov:hadPrimarySource <article/{article}> ;"
            f" prov:wasAttributedTo {speaker} ; ckg:polarity ckg:{put[0]} ; ckg:certainty ckg:{put[1]} ;"
            f" ckg:actuality ckg:{put[2]} ; ckg:contentMention {self.mention(0, 90, 'What was said.')} ."
        )

    def entity(self, name: str, cls: str, label: str, *, point: tuple[float, float] | None = None) -> Made:
        self.say(f'<entity/{name}> a ckg:{cls} ; rdfs:label "{label}" .')
        if point:
            self.say(f"<entity/{name}> wgs84:lat {point[0]:.4f} ; wgs84:long {point[1]:.4f} .")
        return self

    def role(self, event: int, role: str, filler: str, begin: int = 0, end: int = 5) -> Made:
        edge = "sem:hasPlace" if role == "hasPlace" else f"ckg:{role}"
        return self.say(
            f"<event/{event}> {edge} <entity/{filler}> . <role/{event}-{role}-{filler}> a ckg:Role ;"
            f" ckg:ofEvent <event/{event}> ; ckg:roleType {edge} ; rdf:value <entity/{filler}> ;"
            f" gaf:denotedBy {self.mention(begin, end, 'words')} ."
        )

    def killed(self, event: int, status: str, number: int, begin: int, end: int) -> Made:
        node = f"<figure/{event}-{status}>"
        return self.say(
            f"{node} a ckg:CasualtyFigure ; ckg:ofEvent <event/{event}> ; ckg:harm ckg:Killed ; ckg:isTotal false ;"
            f" ckg:victimStatus ckg:{status} ; ckg:countQualifier ckg:Exactly ; schema:minValue {number} ;"
            f" schema:maxValue {number} ; gaf:denotedBy {self.mention(begin, end, 'dead')} .",
            f"<claim/{event}-{'-'.join(ASSERTED)}> ckg:claimsFigure {node} .",
        )

    def store(self) -> ox.Store:
        store = ox.Store()
        store.load(HEAD + "\n".join(self.lines), ox.RdfFormat.TURTLE)
        complete(store, trees())
        return store
