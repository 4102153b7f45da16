"""Which descriptions are entities? Noun phrases whose head is a word for people, organizations, places or weapons.

Caught: "a senior commander" (Person), "militants" (PersonGroup), "government troops", "the city hospital" (Facility),
        "two Americans" (PersonGroup), "a car bomb" (Weapon), "the terror group" (ArmedGroup)
Left:   "a working group meeting" (the head is an event), "by force", "the Bank of England Tuesday"
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from spacy.tokens import Doc, Token

from kg.extract.entity_class import organization_class
from kg.extract.entity_cues import longest_noun
from kg.extract.entity_lexicon import REFUSED, EntityLexicon, Gender, Noun
from kg.model import EntityFinding

NOUN_LIKE = frozenset({"ADJ", "NOUN", "PROPN", "VERB"})
ARGUMENTS = frozenset({"nsubj", "nsubjpass", "dobj", "pobj", "conj", "ROOT"})
ACTORS = frozenset({"Person", "PersonGroup"})
ACTING = frozenset({"StateForces", "Government", "ArmedGroup", "Coalition", "PoliticalParty"})
PLACES = frozenset({"Facility", "Settlement", "Region", "Country", "NaturalFeature"})
COUNTING = frozenset({"all", "many", "most", "some", "several", "few", "other", "both", "those", "these"})
GROUPS = frozenset({"group", "team", "band", "squad", "network", "unit", "cell", "force", "army"})
DIVISIONS = frozenset({"department", "district", "state"})
BANKS = frozenset({"bank"})  # of a river
DEFINITE = frozenset({"the", "this", "these", "that", "those", "both"})
MODIFIER = frozenset({"compound", "nmod", "amod"})
# Heads that describe only with something before or after them: "force", "power", "the state".
BARE = frozenset(
    {
        "force",
        "state",
        "intelligence",
        "customs",
        "bar",
        "field",
        "order",
        "press",
        "general",
        "major",
        "minor",
        "private",
    }
)


@dataclass(frozen=True, slots=True)
class Nominal:
    """A description at its head token."""

    head: int
    cls: str
    lemma: str
    plural: bool
    gender: Gender
    rule: str


def nominals(
    doc: Doc, lexicon: EntityLexicon, taken: set[int], places: dict[int, EntityFinding], acts: frozenset[str]
) -> Iterator[Nominal]:
    """The descriptions of a passage at tokens that are not taken by a name, a title or a time."""
    for token in doc:
        pos = token.pos_
        if pos not in NOUN_LIKE or token.i in taken or (pos == "ADJ" and token.dep_ in MODIFIER):
            continue
        if found := nominal(token, lexicon, places, acts):
            yield found


def nominal(
    token: Token, lexicon: EntityLexicon, places: dict[int, EntityFinding], acts: frozenset[str]
) -> Nominal | None:
    """The description whose head this token is, if it is one."""
    form = token.lower_
    noun = lexicon.nouns.get(form)
    if form in lexicon.phrases:
        noun = longest_noun(token.doc, max(token.i - 3, token.sent.start), token.i + 1, lexicon)
    if noun is None:
        return _people(token, lexicon)
    if (
        noun.use == "name"
        or noun.cls == REFUSED
        or (token.pos_ in {"ADJ", "VERB"} and not _is_adjectival_group(token, noun))
    ):
        return None
    if token.dep_ in MODIFIER and not _modifies_an_event(token, noun, lexicon, acts):
        return None
    if token.i and token.nbor(-1).text == "-" and token.dep_ in MODIFIER and "-" not in noun.lemma:
        return None  # "political-military coordination"
    if _is_not_meant(token):
        return None
    if noun.lemma in BARE and not any(child.dep_ != "punct" for child in token.children):
        return None
    members = _members(token, noun, lexicon)
    if _is_edge(token, noun, lexicon):
        return None
    cls = "PersonGroup" if members else _class(token, noun, lexicon)
    if noun.lemma in DIVISIONS and _names_a_place(token, places):
        cls = "Region"
    return Nominal(token.i, cls, noun.lemma, noun.plural, noun.gender, "noun")


def _is_not_meant(token: Token) -> bool:
    """As in "No group", "how many soldiers", and the mere word in "the word 'children' had been painted"."""
    for child in token.lefts:
        if child.lower_ == "no" or (child.lower_ in {"many", "much"} and any(c.lower_ == "how" for c in child.lefts)):
            return True
        if child.lower_ in {"word", "words"} and child.dep_ in MODIFIER:
            return True
    return False


def _names_a_place(token: Token, places: dict[int, EntityFinding]) -> bool:
    """As in "The department of Huila", "Huila and Cauca departments"."""
    near = [*token.lefts, *(inner for child in token.rights if child.lower_ == "of" for inner in child.rights)]
    return any(child.i in places for child in near)


def _is_edge(token: Token, noun: Noun, lexicon: EntityLexicon) -> bool:
    """As in "the bank of the river", "both sides of the building"."""
    if noun.lemma in BANKS:
        return any(c.lower_ == "of" for c in token.rights)
    if noun.lemma != "side":
        return False
    inner = (t for c in token.rights if c.lower_ == "of" for t in c.rights if t.dep_ == "pobj")
    return any((known := lexicon.nouns.get(t.lower_)) is not None and known.cls in PLACES for t in inner)


def _members(token: Token, noun: Noun, lexicon: EntityLexicon) -> bool:
    """Whether an "of" after a word for a group names its members: "a group of militants"."""
    if noun.lemma not in GROUPS:
        return False
    for child in token.rights:
        if child.dep_ == "prep" and child.lower_ == "of":
            inner = next((c for c in child.rights if c.dep_ == "pobj"), None)
            known = lexicon.nouns.get(inner.lower_) if inner is not None and inner.pos_ != "PROPN" else None
            return known is not None and known.cls in ACTORS
    return False


def _is_adjectival_group(token: Token, noun: Noun) -> bool:
    """E.g. "The wounded": an adjective with an article that heads its phrase."""
    is_group = noun.cls == "PersonGroup" and token.dep_ in ARGUMENTS
    return is_group and any(c.lower_ in DEFINITE and c.dep_ == "det" for c in token.lefts)


def _modifies_an_event(token: Token, noun: Noun, lexicon: EntityLexicon, acts: frozenset[str]) -> bool:
    """E.g. "A rebel attack", "car bomb explosion": the phrase's head is no entity, so the modifier is one itself."""
    head = token.head
    if (
        token.dep_ not in {"compound", "nmod"}
        or token.pos_ == "ADJ"
        or noun.cls in PLACES
        or head.lower_ in lexicon.nouns
    ):
        return False
    if noun.cls not in ACTING and noun.cls not in {"Weapon", "Vehicle"} and head.lemma_ not in acts:
        return False  # "refugee crisis", "donor contributions", "cell phones"
    return head.pos_ == "NOUN" and head.i > token.i


def _class(token: Token, noun: Noun, lexicon: EntityLexicon) -> str:
    if noun.cls == "Person" and token.dep_ == "appos" and token.head.ent_type_ == "ORG" and not noun.plural:
        return "Organization"  # "the Observatory, a monitor of the war"
    if noun.cls == "Person":
        return "PersonGroup" if noun.plural else "Person"
    if noun.cls in ACTORS or noun.cls in PLACES or noun.cls in {"Weapon", "Vehicle"}:
        return noun.cls
    modifiers = token.doc[token.left_edge.i : token.i].text.split()
    if noun.lemma == "party" and noun.plural and not any(lexicon.modifiers.get(m.lower()) for m in modifiers):
        return "Organization"  # "the warring parties"
    return organization_class(noun, modifiers, lexicon, is_name=False)


def _people(token: Token, lexicon: EntityLexicon) -> Nominal | None:
    """E.g. "Syrians", "two Americans", "a Kurd": a demonym noun."""
    plural = lexicon.peoples.get(token.text)
    if (
        plural is None
        or token.dep_ in MODIFIER
        or (token.dep_ == "conj" and token.head.dep_ in MODIFIER)
        or (token.pos_ == "ADJ" and not plural)
    ):
        return None
    if not plural:
        is_one = any(c.lower_ in {"a", "an", "another", "one"} for c in token.lefts)
        return Nominal(token.i, "Person", token.lemma_, False, "", "demonym") if is_one else None
    is_counted = any(c.dep_ in {"nummod", "amod"} or c.lower_ in COUNTING for c in token.lefts) or any(
        c.dep_ in {"relcl", "acl"} for c in token.rights
    )
    return Nominal(token.i, "PersonGroup" if is_counted else "Population", token.text, True, "", "demonym")


def is_definite(head: Token) -> bool:
    """Whether the phrase has a definite article, a demonstrative or a possessor."""
    return any(c.lower_ in DEFINITE or c.dep_ == "poss" for c in head.lefts)


def nation(head: Token, start: int, lexicon: EntityLexicon, places: dict[int, EntityFinding]) -> str:
    """The country of a demonym or country name from `start` up to the head: "SY" of "Syrian troops"."""
    for token in head.doc[start : head.i]:
        if code := lexicon.nations.get(token.text):
            return code
        if (place := places.get(token.i)) is not None and place.nation:
            return place.nation
    return ""
