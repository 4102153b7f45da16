"""Who plays which part? The frame of a trigger laid over the places of its clause.

A filler is a known entity, or a noun that the place's `expects` or its own kind lets in ("three farmers", "the depot").
A weapon in the attacker's place is the instrument; an event there hands on its own initiator, as inferred.

Caught: "Rebels ambushed an army convoy near Idlib."  initiator Rebels, target army convoy, hasPlace Idlib
        "The attack, carried out by Boko Haram, killed 20."  initiator of the killing: Boko Haram, inferred
Left:   "The decision killed the plan."

Measured: arguments of `wikievents` F1 0.41, with their role 0.37; role fillers of `muc4-dev-cased` (CEAF over whole
articles) 0.30, in relevant documents 0.36: weapons 0.58, targets 0.34, persons who act 0.34, organizations 0.31,
victims 0.15 (the keys name only persons by their names, the text mostly says "six priests").
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from spacy.tokens import Token

from kg.extract.claims_sources import misread_speaker
from kg.extract.event_blame import ACCUSED
from kg.extract.event_clauses import Clauses
from kg.extract.event_kinds import kinds_of
from kg.extract.event_lexicon import Frame, Place
from kg.extract.event_slots import Filler, Slots
from kg.extract.phrases import entity_at, mention_of, noun_phrase, offset, time_at
from kg.model import EntityFinding, RoleFinding, Veracity

ACTING = frozenset({"initiator", "participant", "gainer", "loser"})
PEOPLE = frozenset({"Person", "PersonGroup", "Population"})
PLACES = frozenset({"Country", "Region", "Settlement", "Facility", "NaturalFeature"})
SITES = frozenset({"Facility", "NaturalFeature"})
THINGS = frozenset({"Weapon", "Vehicle"})
REGIONS = frozenset(
    {"area", "region", "province", "district", "territory", "zone", "enclave", "valley", "land", "county"}
)
TOWNS = frozenset(
    {"city", "town", "village", "hamlet", "capital", "suburb", "neighbourhood", "neighborhood", "settlement"}
)
# Nouns that stand for what follows them: "dozens of fighters", "a group of men".
PARTITIVES = frozenset(
    (
        "dozen dozens hundred hundreds thousand thousands score scores number majority most all some many "
        "several one two three four five part parts rest half more million millions handful total couple remains "
        "series lot lots tens kg kilogram kilograms ton tons tonne tonnes barrel barrels portion shipment "
        "worth section dollar dollars kilo kilos column contingent wave"
    ).split()
)
HUMAN_ENDINGS = ("man", "men", "woman", "women", "ist", "ists", "er", "ers", "eer", "eers", "ian", "ians")
# How often they were right, by bench.calibration on 565, 1,470 and 361 cases of wikievents, plover and zsp.
DONE_TO, OWN, INFERRED = 0.78, 0.9, 0.74
SURE = frozenset({"obj", "of", "on", "between"})
FUNCTION_WORDS = frozenset({"punct", "det", "aux"})
COMPLEMENTS = ("obj", "comp", "acomp", "on", "for", "to", "over", "of", "into")
DEPTH = 5  # steps down into a complement
BLAMED = Veracity("Affirmed", "Probable", "Actual")
# Nouns whose "of" names the organization that somebody acts for.
BELONGING = frozenset(
    "member element militant unit column cell squad commando group wing faction branch detachment".split()
)
ESTRANGED = frozenset("former ex anti pro retired renegade dissident captured surrendered".split())
LEAVING = frozenset({"defector", "deserter", "prisoner", "captive", "hostage", "turncoat"})
OPPOSED = ("anti-", "ex-", "pro-")
BODIES = frozenset({"ArmedGroup", "StateForces", "Coalition", "PoliticalParty", "Organization"})


def roles(trigger: Token, frame: Frame, clauses: Clauses, kinds: Mapping[str, frozenset[str]]) -> list[RoleFinding]:
    """The roles of the event at the trigger, without those of place and time that its frame does not name."""
    slots = clauses.slots(trigger)
    found: dict[tuple[str, int], RoleFinding] = {}
    for position, place in frame.items():
        for filler in slots.get(position, ()):
            for role in _fill(filler, position, place, clauses, kinds, trigger):
                found.setdefault((role.type, role.head), role)
    return _once_each(found.values())


def _once_each(found: Iterable[RoleFinding]) -> list[RoleFinding]:
    """One role a filler: what stands in its own clause before what is inferred."""
    best: dict[int, RoleFinding] = {}
    for role in sorted(found, key=lambda r: (r.inferred, r.head)):
        best.setdefault(role.head, role)
    return sorted(best.values(), key=lambda r: (r.head, r.type))


def _fill(
    filler: Filler, position: str, place: Place, clauses: Clauses, kinds: Mapping[str, frozenset[str]], trigger: Token
) -> Iterator[RoleFinding]:
    for token in members(filler.token):
        if token.i == trigger.i:
            continue
        admitted = _admit(token, position, place, kinds)
        if admitted is not None:
            role, expects = admitted
            yield _role(role, token, filler.rule or f"{position}", expects, bool(filler.rule))
            if role in ACTING and role != "participant":
                yield from _bodies(role, token, filler.rule, kinds)
        elif place.role in ACTING and position in {"subj", "by"} and "event" in kinds_of(token, kinds):
            yield from _from_cause(place.role, clauses.slots(token), kinds)


def _role(role: str, token: Token, rule: str, expects: tuple[str, ...], inferred: bool) -> RoleFinding:
    entity = entity_at(token)
    filler = entity.mention if entity is not None else mention_of(noun_phrase(token, counted=token.pos_ == "NUM"))
    confidence = INFERRED if inferred else DONE_TO if rule in SURE else OWN
    put = BLAMED if rule == ACCUSED else Veracity()
    return RoleFinding(role, filler, offset(token), rule, confidence, expects, inferred, put)


def _bodies(role: str, token: Token, rule: str, kinds: Mapping[str, frozenset[str]]) -> Iterator[RoleFinding]:
    """The organization for which people act: that of "ELN guerrillas" or "members of the army" acts with them."""
    own = entity_at(token)
    if (own is not None and own.form == "name") or not _may_belong(token, kinds):
        return
    for child in token.children:
        if child.dep_ in {"compound", "nmod", "amod"}:
            yield from _body(role, child, rule)
        elif child.dep_ == "prep" and child.lower_ in {"of", "from"}:
            for inner in child.rights:
                if inner.dep_ == "pobj":
                    yield from _body(role, inner, rule)


def _body(role: str, token: Token, rule: str) -> Iterator[RoleFinding]:
    entity = entity_at(token)
    if entity is not None and entity.cls in BODIES and entity.form == "name":
        yield _role(role, token, rule if rule == ACCUSED else "member", (), inferred=True)


def _may_belong(token: Token, kinds: Mapping[str, frozenset[str]]) -> bool:
    """Whether such people act for their organization: no "anti-Taliban fighters", "former rebels" or deserters."""
    before = token.doc[token.left_edge.i : token.i]
    if any(word.lower_ in ESTRANGED for word in before) or (before and before[0].lower_.startswith(OPPOSED)):
        return False
    word = token.lemma_.lower()
    return word in BELONGING or (word not in LEAVING and "armed" in kinds_of(token, kinds))


def condemned(trigger: Token, clauses: Clauses, kinds: Mapping[str, frozenset[str]]) -> list[RoleFinding] | None:
    """Whom who condemns an act condemns: those who did it, as inferred. None where no act is the object."""
    acts = [f.token for f in clauses.slots(trigger).get("obj", ()) if "event" in kinds_of(f.token, kinds)]
    if not acts:
        return None
    return [role for act in acts for role in _from_cause("target", clauses.slots(act), kinds)]


def _from_cause(role: str, slots: Slots, kinds: Mapping[str, frozenset[str]]) -> Iterator[RoleFinding]:
    """X is the initiator of the killing too where "the airstrike by X killed ten"."""
    for position in ("by", "poss", "mod"):
        for filler in slots.get(position, ()):
            for token in members(filler.token):
                admitted = _admit(token, position, Place(role, ""), kinds)
                if admitted is not None and admitted[0] in {role, "instrument"}:
                    yield _role(admitted[0], token, "cause", admitted[1], inferred=True)


def members(token: Token) -> Iterator[Token]:
    """The noun and those joined to it; a quantity stands for what it counts ("dozens of fighters")."""
    yield partitive(token)
    for child in token.rights:
        if child.dep_ == "conj" and child.pos_ not in {"VERB", "AUX"} and not _speaks(child):
            yield from members(child)
        elif child.dep_ == "appos" and any(number.dep_ == "nummod" for number in child.lefts):
            yield from members(child)  # "a captain, four soldiers and two guards"
    if (part := _including(token)) is not None:
        for inner in part.rights:
            if inner.dep_ == "pobj":
                yield from members(inner)


def _speaks(token: Token) -> bool:
    """Whether it is no part of the list but who tells of it: "…, a child, the governor, Oleh Kovalenko, said"."""
    after = token.right_edge.i + 1
    after += after < len(token.doc) and token.doc[after].text == ","
    return after < len(token.doc) and misread_speaker(token.doc[after]) == token


def _including(token: Token) -> Token | None:
    """The "including" right after a phrase, to whatever word the parser has given it."""
    doc, after = token.doc, token.right_edge.i + 1
    for child in token.rights:
        if child.lower_ == "including":
            return child
        if child.dep_ in {"relcl", "acl"}:
            return None  # what follows then says more of something in the clause
    if after + 1 < len(doc) and doc[after].text == ",":
        after += 1
    return doc[after] if after < len(doc) and doc[after].lower_ == "including" else None


def partitive(token: Token) -> Token:
    """What a word of quantity counts, or the word itself."""
    if token.lower_ in PARTITIVES or token.pos_ == "NUM":
        for child in token.rights:
            if child.dep_ == "prep" and child.lower_ == "of":
                for inner in child.rights:
                    if inner.dep_ == "pobj":
                        return inner
    return token


def _admit(
    token: Token, position: str, place: Place, kinds: Mapping[str, frozenset[str]]
) -> tuple[str, tuple[str, ...]] | None:
    """The role that the word may have in this place, and what it is taken for if it is no entity."""
    if time_at(token) is not None:
        return None
    entity = entity_at(token)
    if entity is not None:
        role = _for_entity(entity, position, place.role)
        return (role, ()) if role else None
    if token.pos_ == "NUM" and place.role == "victim" and position == "obj":
        return place.role, ("PersonGroup",)  # "525 were wounded"
    return _for_noun(token, position, place, kinds_of(token, kinds))


def _for_entity(entity: EntityFinding, position: str, role: str) -> str:
    cls = entity.cls
    if role in ACTING:
        if cls in THINGS:
            return "instrument" if role == "initiator" else ""
        if cls in SITES:
            return ""
        return "hasPlace" if position == "mod" and cls in PLACES else role
    if role == "victim":
        return role if cls in PEOPLE else "" if cls in THINGS else "target"
    if role == "instrument":
        return role if cls in THINGS else ""
    if role == "hasPlace":
        return role if cls in PLACES else ""
    return role


def _for_noun(token: Token, position: str, place: Place, own: frozenset[str]) -> tuple[str, tuple[str, ...]] | None:
    role = place.role
    if token.pos_ == "PRON":
        stands = own & {"human", "pron"} and role not in {"hasPlace", "instrument"} and position != "mod"
        return (role, ()) if stands else None
    if position == "mod" and role in {"initiator", "target"} and "demonym" in own and token.text[:1].isupper():
        return role, ("Population",)  # "Israeli airstrikes"
    if token.pos_ not in {"NOUN", "PROPN"} or own & {"num", "other"}:
        return None
    if own & {"people"}:
        return (role, _people(own)) if role not in {"hasPlace", "instrument"} else None
    if own & {"weapon", "vehicle"} and role in {"initiator", "instrument", "target"}:
        expects = ("Weapon",) if "weapon" in own else ("Vehicle",)
        return ("instrument" if role == "initiator" else role), expects
    if role == "hasPlace":
        return (role, _site(token)) if own & {"territory", "facility"} else None
    if role == "target" and own & {"facility", "territory"}:
        return role, _site(token)
    if own & {"org"} and role in ACTING | {"target"} and position != "mod":
        return role, ("Organization",)
    if role == "victim" and "abstract" not in own and token.lower_.endswith(HUMAN_ENDINGS) and position == "obj":
        return role, _people(own)
    return None


def _people(own: frozenset[str]) -> tuple[str, ...]:
    return ("PersonGroup", "Person") if "plural" in own else ("Person", "PersonGroup")


def _site(token: Token) -> tuple[str, ...]:
    word = token.lemma_.lower()
    return ("Region",) if word in REGIONS else ("Settlement",) if word in TOWNS else ("Facility",)


def in_complement(
    trigger: Token, found: list[RoleFinding], slots: Slots, admitted: frozenset[str] | None = None
) -> RoleFinding | None:
    """The nearest name, or else description, in what is demanded, promised or threatened; an inferred target.

    "Hezbollah threatened to shell Haifa": Haifa is the target of the threat. Only classes in `admitted` are taken.
    """
    taken = {role.head for role in found}
    level = [f.token for place in COMPLEMENTS for f in slots.get(place, ())]
    described: Token | None = None
    for _ in range(DEPTH):
        for token in sorted(level, key=lambda t: t.i):
            entity = entity_at(token)
            if entity is None or offset(token) in taken or entity.cls in THINGS or entity.form == "pronoun":
                continue
            if admitted is not None and entity.cls not in admitted:
                continue
            if entity.form == "name":
                return _role("target", token, "complement", (), inferred=True)
            described = described or token
        level = [c for t in level for c in t.children if c.dep_ not in FUNCTION_WORDS and c.i != trigger.i]
    return _role("target", described, "complement", (), inferred=True) if described is not None else None
