"""Who and what is there? Persons, groups, organizations, described places, weapons and vehicles: one finding a head.

Names of places come from another extractor, before this one. Names first (`entity_names`), with the titles before
them; then descriptions (`entity_nominals`) and pronouns (`entity_pronouns`).

Caught: "Brig. Gen. Talal Sillo", "Syrian Democratic Forces", "a senior commander", "the city hospital", "they"
Left:   "Sunday", "the Koran", "by force", "Raqqa" (found before)
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from spacy.tokens import Doc, Token

from kg.extract.entity_backers import backers
from kg.extract.entity_known import Name, is_surname, is_title, known_names, overrule
from kg.extract.entity_lexicon import EntityLexicon, Gender, entity_lexicon
from kg.extract.entity_names import INSIDE_OF, names
from kg.extract.entity_nominals import Nominal, is_definite, nation, nominals
from kg.extract.entity_pronouns import pronoun
from kg.extract.entity_seen import added, weighed
from kg.extract.entity_states import state_words, states
from kg.extract.phrases import mention, noun_phrase, offset
from kg.extract.protocol import Extractor, Settings
from kg.extract.relation_words import SUFFIX, relation_words
from kg.gazetteer import Gazetteer
from kg.model import EntityFinding

OF_WHOM = frozenset(
    "member people government family resident citizen inhabitant relative group team band city town village"
    " province".split()
)
LONGEST_OF = 8  # tokens; a longer complement is a parser's accident
DEMANDING = frozenset({"demand", "urge", "insist", "ask", "request"})
FARTHEST_TITLE = 12  # words of "Special Presidential Envoy for the Global Coalition to …" before a name


@dataclass(frozen=True)
class Tables:
    """What the extractor looks words up in."""

    lexicon: EntityLexicon
    states: dict[tuple[str, str], frozenset[str]]
    acts: frozenset[str]  # nouns for what somebody does
    participles: frozenset[str]  # "backed" of "U.S.-backed"
    gazetteer: Gazetteer

    def country(self, code: str) -> str:
        """The name of the country with this ISO 3166 code."""
        place = self.gazetteer.country(code)
        return place.name if place is not None else code


def entities(settings: Settings) -> Extractor:
    """The extractor of entities, its lexicon read.

    Measured on re3d through the whole pipeline: F1 0.644 strict, 0.773 overlap (the bare model: 0.37, 0.48).
    """
    extra = settings.lexicon
    words = state_words(extra)
    tables = Tables(
        lexicon=entity_lexicon(extra),
        states=words,
        acts=frozenset(word for (word, pos), around in words.items() if pos == "NOUN" and "of" in around),
        participles=frozenset(word for word, pos in relation_words(extra) if pos == SUFFIX),
        gazetteer=Gazetteer(extra),
    )

    def extract(doc: Doc) -> Iterator[EntityFinding]:
        places: dict[int, EntityFinding] = doc.user_data.setdefault("entities", {})
        known = [name for name in known_names(doc, tables.lexicon) if not is_surname(doc, name)]
        overrule(doc, places, known, tables.lexicon)
        taken = _covered(doc, places) | set(doc.user_data.get("times", {}))
        found = states(doc, places, tables.states)
        for head, finding in _by_name(doc, known, tables, places, taken):
            found.setdefault(head, finding)
        for head, finding in _without_name(doc, tables, places, taken):
            found.setdefault(head, finding)
        found = weighed(doc, found, tables.lexicon)
        found.update(added(doc, found, taken, tables.lexicon))
        yield from (found[i] for i in sorted(found))

    return extract


def _by_name(
    doc: Doc, known: list[Name], tables: Tables, places: dict[int, EntityFinding], taken: set[int]
) -> Iterator[tuple[int, EntityFinding]]:
    """The named entities by their heads; their tokens are added to those taken."""
    titled: set[int] = set()
    for name in sorted(names(doc, known, tables.lexicon, taken), key=lambda n: n.cls != "Person"):
        if name.rule == "name-model" and name.start in titled:
            continue  # "Defense" of "Secretary of Defense Ash Carter"
        finding, start = _named(doc, name, tables.lexicon, places)
        titled.update(range(start, name.start))
        taken.update(range(start, name.end))
        head = _head(doc, name).i
        if head not in places:
            yield head, finding


def _without_name(
    doc: Doc, tables: Tables, places: dict[int, EntityFinding], taken: set[int]
) -> Iterator[tuple[int, EntityFinding]]:
    """States inside compound adjectives, descriptions and pronouns by their heads."""
    for i, backer in backers(doc, tables.lexicon, tables.participles, tables.country):
        if i not in places:
            yield i, backer
    for nominal in nominals(doc, tables.lexicon, taken, places, tables.acts):
        yield nominal.head, _described(doc, nominal, tables.lexicon, places)
    for token in doc:
        if token.pos_ != "PRON" or token.i in taken or _is_matter(token, tables.lexicon) or _is_somebody_else(token):
            continue
        if (made := _pronominal(token)) is not None:
            yield token.i, replace(made, cls=cls) if (cls := _made_into(token, tables.lexicon)) else made


def _is_matter(token: Token, lexicon: EntityLexicon) -> bool:
    """Whether "it" is said to be no actor and no thing: "it may become a regional war", "it was a mistake"."""
    if token.lower_ != "it" or token.dep_ != "nsubj" or token.head.lemma_ not in {"be", "become", "remain"}:
        return False
    said = next((c for c in token.head.rights if c.dep_ == "attr" and c.pos_ == "NOUN"), None)
    return said is not None and said.lower_ not in lexicon.nouns


def _made_into(token: Token, lexicon: EntityLexicon) -> str:
    """The class of the place that "it" becomes in "made it the capital", "" if it becomes none."""
    noun = lexicon.nouns.get(token.head.lower_) if token.lower_ == "it" and token.dep_ == "nsubj" else None
    is_place = noun is not None and noun.cls in {"Settlement", "Region"} and token.head.dep_ in {"ccomp", "xcomp"}
    return noun.cls if noun is not None and is_place else ""


def _is_somebody_else(token: Token) -> bool:
    """As in "They demanded that the army rescue them": not who demands it, as a rule, and who else, nobody says."""
    clause = token.head
    if token.lower_ != "them" or token.dep_ != "dobj" or clause.dep_ != "ccomp":
        return False
    return clause.tag_ == "VB" and clause.head.lemma_ in DEMANDING


def _covered(doc: Doc, places: dict[int, EntityFinding]) -> set[int]:
    """The tokens of the places found before."""
    base: int = doc.user_data["begin"]
    found: set[int] = set()
    for i, place in places.items():
        found.add(i)
        left = i - 1
        while left >= 0 and doc[left].idx + base >= place.mention.begin:
            found.add(left)
            left -= 1
        right = i + 1
        while right < len(doc) and doc[right].idx + base < place.mention.end:
            found.add(right)
            right += 1
    return found


def _head(doc: Doc, name: Name) -> Token:
    return doc[name.start : name.end].root


def _named(doc: Doc, name: Name, lexicon: EntityLexicon, places: dict[int, EntityFinding]) -> tuple[EntityFinding, int]:
    """The finding of a name, and the first token of its phrase, titles included."""
    head = _head(doc, name)
    start = title_start(doc, name.start, lexicon) if name.cls == "Person" else name.start
    text = doc[name.start : name.end].text
    title = doc[start : name.start].text
    finding = EntityFinding(
        mention=mention(doc, name.start, name.end),
        head=offset(head),
        cls=name.cls,
        form="name",
        name=text,
        plural=text.endswith("s") and name.cls in {"PersonGroup", "Population"},
        rule=name.rule,
        confidence=name.confidence,
        definite=True,
        gender=_gender(doc, start, name.start, lexicon),
        title=title,
        nation=name.actor.country if name.actor else nation(head, start, lexicon, places),
        entry=name.actor.key if name.actor else "",
    )
    return finding, start


def title_start(doc: Doc, start: int, lexicon: EntityLexicon) -> int:
    """Where the title before a person's name begins; `start` itself without one."""
    left = start
    while left > 0 and _is_title(doc[left - 1], lexicon):
        left -= 1
    if left == start:
        left = _long_title_start(doc, start, lexicon)
    if left == start:
        return start
    while left > 0 and _belongs_to_title(doc[left - 1], left, start):
        left -= 1
    while left < start and (doc[left].is_punct or doc[left].lower_ in {"the", "a", "an", "and", "of", "for", "to"}):
        left += 1
    return left


def _is_title(token: Token, lexicon: EntityLexicon) -> bool:
    if is_title(token, lexicon):
        return True
    noun = lexicon.nouns.get(token.lower_)
    return noun is not None and noun.cls == "Person" and not noun.plural and token.dep_ in {"compound", "nmod", "amod"}


def _belongs_to_title(token: Token, left: int, start: int) -> bool:
    """As in "Foreign" of "Foreign Minister", "Syrian" of "Syrian President"; never across punctuation but a hyphen."""
    if (token.is_sent_start and token.pos_ not in {"PROPN", "ADJ"}) or token.is_space:
        return False
    if token.text == "-":
        return not token.whitespace_
    return (
        token.pos_ in {"PROPN", "ADJ", "NOUN"}
        and token.dep_ in {"compound", "amod", "nmod"}
        and left <= token.head.i <= start + 6
    )


def _long_title_start(doc: Doc, start: int, lexicon: EntityLexicon) -> int:
    """As in "Minister for the Middle East Tobias Ellwood": a capitalised noun for a person with "of" or "for"."""
    for i in range(start - 1, max(start - FARTHEST_TITLE, -1), -1):
        token = doc[i]
        noun = lexicon.nouns.get(token.lower_)
        if token.text[:1].isupper() and noun and noun.cls == "Person" and doc[i + 1].lower_ in {"of", "for"}:
            return i
        if token.is_sent_start or not (token.text[:1].isupper() or token.lower_ in INSIDE_OF):
            break
    return start


def _gender(doc: Doc, start: int, end: int, lexicon: EntityLexicon) -> Gender:
    for i in range(start, end):
        if gender := lexicon.titles.get(doc[i].text.rstrip("."), ""):
            return gender
        if (noun := lexicon.nouns.get(doc[i].lower_)) and noun.gender:
            return noun.gender
    return ""


def _described(doc: Doc, found: Nominal, lexicon: EntityLexicon, places: dict[int, EntityFinding]) -> EntityFinding:
    head = doc[found.head]
    phrase = noun_phrase(head, counted=found.cls in {"Person", "PersonGroup"})
    return EntityFinding(
        mention=mention(doc, phrase.start, end_of_members(head, found.lemma, lexicon)),
        head=offset(head),
        cls=found.cls,
        form="nominal",
        name=found.lemma,
        plural=found.plural,
        rule=found.rule,
        confidence=0.8,
        definite=is_definite(head),
        gender=found.gender,
        nation=nation(head, phrase.start, lexicon, places),
    )


def end_of_members(head: Token, lemma: str, lexicon: EntityLexicon) -> int:
    """The end of a phrase whose "of" tells who is meant: "members of the army", "the government of Iraq"."""
    following = head.doc[head.i + 1 : head.i + 2]
    if lemma in OF_WHOM and following and following[0].lower_ == "of" and following[0].head.i == head.i:
        for inner in following[0].rights:
            known = lexicon.nouns.get(inner.lower_)
            is_thing = known is not None and known.cls in {"Weapon", "Vehicle"}  # "accused the group of planting mines"
            is_whom = inner.dep_ == "pobj" and inner.pos_ in {"NOUN", "PROPN"} and not is_thing
            if is_whom and inner.i - head.i < LONGEST_OF:
                return inner.i + 1
    return head.i + 1


def _pronominal(token: Token) -> EntityFinding | None:
    found = pronoun(token)
    if found is None:
        return None
    return EntityFinding(
        mention=mention(token.doc, token.i, token.i + 1),
        head=offset(token),
        cls=found.cls,
        form="pronoun",
        name=found.lemma,
        plural=found.plural,
        rule="pronoun",
        confidence=0.9,
        definite=True,
        gender=found.gender,
    )
