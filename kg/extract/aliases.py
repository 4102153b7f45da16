"""Which phrases does the text itself declare to be the same? Abbreviations, other names, appositions."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Doc, Token

from kg.extract.phrases import entity_at, offset
from kg.extract.protocol import Extractor, Settings
from kg.extract.veracity import veracity
from kg.model import AliasFinding, EntityFinding
from kg.vocab import superclasses

PLACES = frozenset({"Place"})
FAMILIES = ("Person", "PersonGroup", "Population", "Organization", "Place", "Weapon", "Vehicle")
NAMING = frozenset({"know", "call", "name", "nickname", "dub", "style", "refer", "abbreviate"})
LEAD_INS = frozenset({"aka", "a.k.a.", "alias", "née"})
KINDS = frozenset({"group", "movement", "militia", "organization", "organisation"})
DIVISIONS = frozenset({"state", "region", "district", "county"})
MAKING = frozenset({"declare", "make", "name", "proclaim", "designate"})  # somebody something
CROWDS = frozenset({"PersonGroup", "Population"})
SITES = frozenset({"Facility"})
LONGEST_DESCRIPTION = 6  # tokens before the head of "the last position held by"
NAMED_KINDS = frozenset({"Settlement", "Region", "NaturalFeature", "Country"})


def aliases(_: Settings, /) -> Extractor:
    """Pairs of phrases for one entity; both heads must be entities found before.

    Caught: "Syrian Democratic Forces (SDF)", "Musafa Bali, a spokesman for the militia", "the city of Raqqa",
            "the group, known as Boko Haram", "Sillo is a commander"
    Left:   "Karrada, Baghdad" (one lies in the other), "the general, not a politician", "Homs, Hama and Idlib"
    """

    def extract(doc: Doc) -> Iterator[AliasFinding]:
        seen: set[tuple[int, int]] = set()
        for head, other, rule in _pairs(doc):
            key = (min(head.i, other.i), max(head.i, other.i))
            if key not in seen:
                seen.add(key)
                yield AliasFinding(offset(doc[key[0]]), offset(doc[key[1]]), rule)

    return extract


def _pairs(doc: Doc) -> Iterator[tuple[Token, Token, str]]:
    entities: dict[int, EntityFinding] = doc.user_data.get("entities", {})
    for i in sorted(entities):
        token = doc[i]
        yield from _in_brackets(token, entities)
        yield from _apposed(token, entities)
        yield from _of_name(token, entities)
        yield from _after_kind(token, entities)
        yield from _named_by(token, entities)
        yield from _said_to_be(token, entities)
        yield from _made(token, entities)
        yield from _side_by_side(token, entities)
        yield from _carried_on(token, entities)


def _in_brackets(token: Token, entities: dict[int, EntityFinding]) -> Iterator[tuple[Token, Token, str]]:
    """As in "Syrian Democratic Forces (SDF)", or the other way round."""
    doc = token.doc
    finding = entities[token.i]
    end = finding.mention.end - doc.user_data["begin"]
    i = token.i + 1
    while i < len(doc) and doc[i].idx < end:
        i += 1
    if i + 1 >= len(doc) or doc[i].text != "(" or finding.form != "name":
        return
    inside = i + 1
    while inside < len(doc) and inside < i + 9 and doc[inside].text != ")":
        other = entities.get(inside)
        if other is not None and other.form == "name" and _same_family(finding, other):
            short, long = sorted((finding.name, other.name), key=len)
            if _abbreviates(short, long):
                yield token, doc[inside], "alias-brackets"
                return
        inside += 1


def _abbreviates(short: str, long: str) -> bool:
    """Whether the letters of the short name begin words of the long one, in order; "SDF" and "ISIS" do.

    >>> _abbreviates("SBAH", "State Board of Antiquities and Heritage"), _abbreviates("Hama", "Homs")
    (True, False)
    """
    letters = [c for c in short if c.isupper() or c.isdigit()]
    if len(letters) < 2 or len(short) > 12:
        return False
    words = [w for w in long.replace("-", " ").split() if w]
    at = 0
    for letter in letters:
        while at < len(words) and letter not in words[at].upper():
            at += 1
        if at == len(words):
            return False
        at += 0 if words[at].upper().count(letter) > 1 or len(words[at]) > 8 else 1
    return letters[0] == words[0][0].upper() or letters[0] in long


def _same_family(a: EntityFinding, b: EntityFinding) -> bool:
    return _family(a.cls) == _family(b.cls)


def _family(cls: str) -> str:
    above = superclasses(cls)
    return next((name for name in FAMILIES if name in above), cls)


def _apposed(token: Token, entities: dict[int, EntityFinding]) -> Iterator[tuple[Token, Token, str]]:
    """As in "Musafa Bali, a spokesman": a name and a description, one family; a description may stand for one, too."""
    finding = entities[token.i]
    for child in token.rights:
        if child.dep_ != "appos" or (other := entities.get(child.i)) is None:
            continue
        if not _same_family(finding, other):
            if (holder := _whole(token)) is not None and other.form == "name" and other.cls == "Person":
                yield holder, child, "alias-apposition"
            continue
        is_described = {finding.form, other.form} == {"name", "nominal"} and finding.plural == other.plural
        if is_described and not _is_set_apart(child, entities):
            yield token, child, "alias-apposition"


def _whole(inner: Token) -> Token | None:
    """The person whose phrase ends here: "the speaker of parliament, Ararat Petrosyan" names no parliament."""
    if inner.dep_ != "pobj" or inner.head.lower_ not in {"of", "for"}:
        return None
    found = entity_at(inner.head.head)
    is_one = found is not None and found.form == "nominal" and found.cls == "Person" and not found.plural
    return inner.head.head if is_one else None


def _is_set_apart(token: Token, entities: dict[int, EntityFinding]) -> bool:
    """Whether it is a list, or what the first lies in: "Chibok, Borno state"."""
    is_division = token.lower_ in DIVISIONS | {"province", "governorate", "oblast"}
    return _is_list(token) or (is_division and any(child.i in entities for child in token.lefts))


def _is_list(token: Token) -> bool:
    return any(c.dep_ in {"conj", "cc"} for c in token.rights)


def _of_name(token: Token, entities: dict[int, EntityFinding]) -> Iterator[tuple[Token, Token, str]]:
    """As in "the city of Raqqa", "Raqqa city"."""
    finding = entities[token.i]
    if finding.form != "nominal" or finding.plural or finding.cls not in NAMED_KINDS:
        return
    for child in token.rights:
        if child.dep_ == "prep" and child.lower_ == "of":
            yield from (
                (token, place, "alias-of")
                for place in child.rights
                if place.dep_ == "pobj" and _is_its_name(finding, entities.get(place.i))
            )
    if token.lemma_ in {"city", "town", "village", "province", "governorate"} | DIVISIONS:
        for child in token.lefts:
            other = entities.get(child.i)
            if other is not None and token.lemma_ in DIVISIONS and other.cls != "Region":
                continue  # "Donetsk region" is not the city
            if child.dep_ == "compound" and _is_its_name(finding, other):
                yield token, child, "alias-compound"


def _after_kind(token: Token, entities: dict[int, EntityFinding]) -> Iterator[tuple[Token, Token, str]]:
    """As in "the militant group Hamas", "the Hamas group"."""
    finding, other = entities[token.i], entities.get(token.head.i)
    if finding.form == "nominal" and finding.name in KINDS and token.i:  # "the Hamas movement"
        before = entities.get(token.i - 1)
        if (
            before is not None
            and before.form == "name"
            and before.cls == "ArmedGroup"
            and _same_family(finding, before)
        ):
            yield token.nbor(-1), token, "alias-kind"
    is_kind = finding.form == "nominal" and not finding.plural and token.dep_ in {"compound", "nmod"}
    if is_kind and other is not None and other.form == "name" and _same_family(finding, other):
        yield token, token.head, "alias-kind"


def _is_its_name(described: EntityFinding, other: EntityFinding | None) -> bool:
    return other is not None and other.form == "name" and is_kind_of(described, other)


def is_kind_of(described: EntityFinding, named: EntityFinding) -> bool:
    """A city is a settlement; "the area of Homs" or "the capital of Syria" is not what the name means."""
    if described.name in {"capital", "suburb", "outskirt", "area", "part", "border", "center", "centre"}:
        return False
    if "Place" not in superclasses(named.cls):
        return False
    return described.cls == named.cls or {described.cls, named.cls} <= {"Settlement", "Region"}


def _named_by(token: Token, entities: dict[int, EntityFinding]) -> Iterator[tuple[Token, Token, str]]:
    """As in "The group, known as Boko Haram", "a militant called Abu Omar"."""
    finding = entities[token.i]
    for verb in token.rights:
        if verb.dep_ not in {"acl", "relcl"} or verb.lemma_ not in NAMING or verb.tag_ != "VBN":
            continue
        for child in verb.rights:
            targets = (
                [child]
                if child.dep_ in {"oprd", "dobj", "attr"}
                else list(child.rights)
                if child.lower_ == "as"
                else []
            )
            for target in targets:
                other = entities.get(target.i)
                if other is not None and other.form == "name" and _same_family(finding, other):
                    yield token, target, "alias-named"


def _carried_on(token: Token, entities: dict[int, EntityFinding]) -> Iterator[tuple[Token, Token, str]]:
    """As in "The troops are cautious because they expect mines": no one else is acted on in the main clause."""
    finding, clause = entities[token.i], token.head
    if finding.form != "pronoun" or not finding.plural or token.dep_ != "nsubj" or clause.dep_ != "advcl":
        return
    if finding.name != "they" or clause.head.i > clause.i:
        return
    subjects = [c for c in clause.head.lefts if c.dep_ in {"nsubj", "nsubjpass"}]
    others = any(c.dep_ in {"dobj", "agent", "dative"} for c in clause.head.rights)
    before = entities.get(subjects[-1].i) if subjects else None
    if before is not None and before.plural and before.cls in CROWDS and not others:
        yield subjects[-1], token, "alias-subject"


def _is_someone(finding: EntityFinding) -> bool:
    """Whether it is told of one thing: a name, or "the stadium", but not "a stadium" or "stadiums"."""
    is_place = finding.form == "pronoun" and finding.cls in NAMED_KINDS  # "made it the capital"
    return finding.form == "name" or is_place or (finding.form == "nominal" and finding.definite and not finding.plural)


def _made(token: Token, entities: dict[int, EntityFinding]) -> Iterator[tuple[Token, Token, str]]:
    """As in "They declared the city to be the capital of their state", "named Aden its capital", as a fact."""
    verb, finding = token.head, entities[token.i]
    if token.dep_ not in {"dobj", "nsubj", "nsubjpass"} or not _is_someone(finding):
        return
    if verb.lemma_ == "be" and verb.dep_ in {"ccomp", "xcomp"} and verb.head.lemma_ in MAKING:
        verb, parts = verb.head, list(_attributes(verb))
    elif verb.dep_ in {"ccomp", "xcomp"} and verb.pos_ in {"NOUN", "PROPN"} and verb.head.lemma_ in MAKING:
        verb, parts = verb.head, [verb]  # "made Aden the capital": a clause of its own to the parser
    elif verb.lemma_ in MAKING and token.dep_ != "nsubj":
        parts = [part for child in verb.rights for part in (child, *_attributes(child))]
    else:
        return
    for part in parts:
        other = entities.get(part.i)
        is_said = part.dep_ in {"oprd", "attr", "ccomp", "xcomp"} and other is not None and other.form == "nominal"
        if is_said and other is not None and _same_family(finding, other) and veracity(verb).is_asserted:
            yield token, part, "alias-made"


def _attributes(clause: Token) -> Iterator[Token]:
    if clause.lemma_ == "be" and clause.dep_ in {"xcomp", "ccomp", "advcl"}:
        yield from (child for child in clause.rights if child.dep_ == "attr")


def _side_by_side(token: Token, entities: dict[int, EntityFinding]) -> Iterator[tuple[Token, Token, str]]:
    """As in "the stadium, the last position of the militants": two descriptions of one building, however parsed."""
    finding, after = entities[token.i], token.i + 1
    if not _is_someone(finding) or finding.form == "name" or finding.cls not in SITES:
        return
    if after + 1 >= len(token.doc) or token.doc[after].text != "," or token.doc[after + 1].lower_ != "the":
        return
    for other in token.doc[after + 2 : after + 2 + LONGEST_DESCRIPTION]:
        described = entities.get(other.i)
        if described is None or described.form != "nominal" or other.left_edge.i != after + 1:
            continue
        is_apposed = other.dep_ == "appos" or (other.dep_ == token.dep_ and other.head == token.head)
        if is_apposed and described.cls in SITES and not described.plural and not (_is_list(token) or _is_list(other)):
            yield token, other, "alias-apposition"
        return


def _said_to_be(token: Token, entities: dict[int, EntityFinding]) -> Iterator[tuple[Token, Token, str]]:
    """As in "Sillo is a commander of the group", as a fact and in the present."""
    finding = entities[token.i]
    verb = token.head
    if not _is_someone(finding) or token.dep_ != "nsubj" or verb.lemma_ != "be" or verb.tag_ not in {"VBZ", "VBP"}:
        return
    for child in verb.rights:
        other = entities.get(child.i)
        if child.dep_ != "attr" or other is None or other.form != "nominal" or finding.plural != other.plural:
            continue
        if _same_family(finding, other) and not _is_list(child) and veracity(verb).is_asserted:
            yield token, child, "alias-copula"
