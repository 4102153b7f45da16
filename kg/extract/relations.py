"""How do entities stand to one another? Membership, command, support, hostility, talks, control and location."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from spacy.tokens import Doc, Token

from kg.extract.aliases import is_kind_of
from kg.extract.event_clauses import Clauses
from kg.extract.event_kinds import kinds_of
from kg.extract.event_lexicon import event_lexicon
from kg.extract.phrases import entity_at, mention, offset
from kg.extract.protocol import Extractor, Settings
from kg.extract.relation_members import belonging, office
from kg.extract.relation_places import Edge, is_beside, placed
from kg.extract.relation_sides import fillers, sides
from kg.extract.relation_words import SUFFIX, RelationWord, doing_verbs, fits, relation_words
from kg.extract.veracity import veracity
from kg.model import EntityFinding, RelationFinding, Veracity
from kg.vocab import superclasses

STATES = frozenset({"controls"})  # what holds for a while: told in the past, it may be over
SUFFERERS = frozenset({"people", "person", "man", "member", "victim"})
DWELLERS = frozenset({"resident", "inhabitant", "villager", "dweller"})
# How often they were right, by bench.calibration on 148 and 75 cases of re3d; of modifiers there are 16, too few.
SURE = {"verb": 0.48, "noun": 0.26, "modifier": 0.48}


class Tables(NamedTuple):
    """What the extractor looks words up in."""

    words: dict[tuple[str, str], tuple[RelationWord, ...]]
    doing: frozenset[str]  # verbs whose subject does what their object names
    kinds: Mapping[str, frozenset[str]]


def relations(settings: Settings) -> Extractor:
    """Relations that apposition, modifiers, prepositions, titles and verbs state between entities found before.

    Caught: "SDF commander Talal Sillo" (leads), "a spokesman for the SDF" (memberOf), "U.S.-backed forces" (supports),
            "militants in Raqqa" (locatedIn), "the army is fighting the rebels" (opposes), "the Britain-based group"
    Left:   "forces of nature", "a fight against time", "the army may fight the rebels" (a claim, never a direct edge)

    Measured on re3d through the whole pipeline, with the places of events: micro-F1 0.36 (precision 0.39, recall 0.33).
    """
    words = relation_words(settings.lexicon)
    doing = doing_verbs(settings.lexicon)
    lexicon = event_lexicon(settings)

    def extract(doc: Doc) -> Iterator[RelationFinding]:
        seen: set[tuple[int, str, int]] = set()
        for edge in _edges(doc, Clauses(doc, lexicon), Tables(words, doing, lexicon.kinds)):
            key = (edge.source.i, edge.predicate, edge.target.i)
            if edge.source.i != edge.target.i and key not in seen:
                seen.add(key)
                yield _finding(edge)

    return extract


def _finding(edge: Edge) -> RelationFinding:
    tokens = (edge.source.i, edge.target.i, edge.evidence.i)
    return RelationFinding(
        subject=offset(edge.source),
        predicate=edge.predicate,
        object=offset(edge.target),
        mention=mention(edge.source.doc, min(tokens), max(tokens) + 1),
        rule=edge.rule,
        confidence=edge.confidence,
        veracity=edge.veracity,
        inferred=edge.inferred,
    )


def _edges(doc: Doc, clauses: Clauses, tables: Tables) -> Iterator[Edge]:
    words = tables.words
    entities: dict[int, EntityFinding] = doc.user_data.get("entities", {})
    for token in doc:
        pos = "VERB" if token.pos_ in {"VERB", "AUX"} else "NOUN" if token.pos_ in {"NOUN", "PROPN"} else ""
        if pos:
            found = words.get((token.lemma_.lower(), pos))
            if found:
                yield from _worded(token, found, clauses, tables)
                if pos == "NOUN":
                    yield from office(token, found)
        if (suffixed := _suffix(token)) is not None and (found := words.get((suffixed, SUFFIX))):
            yield from _suffixed(token, found)
        finding = entities.get(token.i)
        yield from belonging(token, finding, clauses)
        if finding is not None and finding.form != "pronoun":
            yield from _titled(token, finding, words)
            yield from _owned(token, finding, words, clauses)
            if "Place" in superclasses(finding.cls):
                yield from placed(token, finding, clauses)


def _worded(token: Token, words: Iterable[RelationWord], clauses: Clauses, tables: Tables) -> Iterator[Edge]:
    """What a verb or noun of the lexicon says about the words round it."""
    holds: Veracity | None = None
    is_aside = token.dep_ in {"acl", "relcl"}  # who denies what "troops led by the general" did does not deny who led
    for word in words:
        if word.predicate in STATES and word.pos == "VERB" and is_past(token):
            continue
        for source, target in sides(token, word, clauses, tables.doing):
            if fits(word.predicate, entity_at(source), entity_at(target)) and not is_beside(word.predicate, target):
                if word.predicate == "opposes" and _is_harmless(source, target, tables.kinds):
                    continue
                holds = holds or (Veracity() if word.source == "self" else veracity(token))
                predicate = _weaker(word.predicate, token, target)
                sort = "modifier" if is_aside and word.pos == "VERB" else word.pos.lower()
                yield Edge(source, predicate, target, token, f"relation-{sort}", SURE[sort], holds)


def _is_harmless(source: Token, token: Token, kinds: Mapping[str, frozenset[str]]) -> bool:
    """Whether it only suffers: who kidnaps schoolgirls or kills ten people has no war with them.

    An army or a regime that attacks "civilians" is told to fight against them.
    """
    actor, finding = entity_at(source), entity_at(token)
    is_force = actor is not None and actor.form == "name" and "Organization" in superclasses(actor.cls)
    if is_force and not any(child.dep_ == "nummod" for child in token.lefts):
        return False
    if finding is None or finding.form == "name" or finding.cls not in {"Person", "PersonGroup"}:
        return False
    return token.lemma_ in SUFFERERS or "civilian" in kinds_of(token, kinds)


def is_past(verb: Token) -> bool:
    """Whether it was so and need not be so any more: "controlled", "was held", "had ruled"; not "has ruled"."""
    helpers = {child.lower_ for child in verb.lefts if child.dep_ in {"aux", "auxpass"}}
    return verb.tag_ == "VBD" or bool(helpers & {"was", "were", "had"}) or (verb.tag_ == "VBN" and not helpers)


def _weaker(predicate: str, token: Token, target: Token) -> str:
    """An "ISIL gang leader" leads a gang and belongs to ISIL."""
    return "memberOf" if predicate == "leads" and target.i < token.i - 1 and target.dep_ == "compound" else predicate


def _suffix(token: Token) -> str | None:
    """The participle of "U.S.-backed", "Kurdish-led" or "U.S. backed", where this token ends it."""
    text = token.lower_
    if "-" in text and len(text) > 3:
        return text.rpartition("-")[2]
    if token.tag_ in {"VBN", "VBD", "JJ"} and token.i > 1 and token.doc[token.i - 1].text == "-":
        return text
    return text if token.tag_ == "VBN" and token.dep_ == "amod" else None


def _suffixed(token: Token, words: Iterable[RelationWord]) -> Iterator[Edge]:
    modifier = token if entity_at(token) is not None else _before(token)
    head = token.head
    while head.dep_ in {"amod", "compound", "nmod"} and entity_at(head) is None and head.head.i > head.i:
        head = head.head
    if modifier is None or entity_at(head) is None or head.i <= token.i:
        return
    for word in words:
        source, target = (modifier, head) if word.source == "mod" else (head, modifier)
        if fits(word.predicate, entity_at(source), entity_at(target)):
            yield Edge(source, word.predicate, target, token, "relation-suffix", 0.9)


def _before(token: Token) -> Token | None:
    """The entity in front of "-backed" or "backed", over the hyphen."""
    i = token.i - 1
    if i > 0 and token.doc[i].text == "-":
        i -= 1
    return token.doc[i] if i >= 0 and entity_at(token.doc[i]) is not None else None


def _titled(
    token: Token, finding: EntityFinding, words: dict[tuple[str, str], tuple[RelationWord, ...]]
) -> Iterator[Edge]:
    """As in "SDF commander Talal Sillo": the organization in a title."""
    if finding.cls != "Person" or not finding.title:
        return
    doc = token.doc
    begin = finding.mention.begin - doc.user_data["begin"] - len(finding.title) - 1
    i = token.i - 1
    role = ""
    while i >= 0 and doc[i].idx >= begin:
        inner = entity_at(doc[i])
        if (doc[i].lemma_.lower(), "NOUN") in words and not role:
            role = doc[i].lemma_.lower()
        if inner is not None and "Organization" in superclasses(inner.cls):
            is_next = doc[i + 1].lemma_.lower() == role  # a "UN rights chief" does not lead the UN
            leads = is_next and any(word.predicate == "leads" for word in words.get((role, "NOUN"), ()))
            yield Edge(token, "leads" if leads else "memberOf", doc[i], doc[i], "relation-title", 0.8)
        i -= 1


def _owned(
    token: Token, finding: EntityFinding, words: dict[tuple[str, str], tuple[RelationWord, ...]], clauses: Clauses
) -> Iterator[Edge]:
    """As in "ISIL tactical units", "the coalition's troops", "residents of Mosul": what no word of the lexicon said."""
    if finding.form != "nominal" or (token.lemma_.lower(), "NOUN") in words:
        return
    for owner in fillers(clauses, token, ("mod", "poss", "of")):
        other = entity_at(owner)
        if other is None or other.form == "pronoun":
            continue
        if (
            finding.cls in {"Person", "PersonGroup"}
            and "Organization" in superclasses(other.cls)
            and other.cls != "Government"
        ):
            yield Edge(token, "memberOf", owner, token, "relation-owner", 0.6)
        elif "Organization" in superclasses(finding.cls) and "Organization" in superclasses(other.cls):
            yield Edge(token, "partOf", owner, token, "relation-owner", 0.6)
        elif fits("locatedIn", finding, other) and (finding.name in DWELLERS or "Place" in superclasses(finding.cls)):
            is_part = finding.cls == "Facility" or owner.i > token.i
            if is_part and finding.name != other.name and not is_kind_of(finding, other):
                yield Edge(token, "locatedIn", owner, token, "relation-place-of", 0.7)
