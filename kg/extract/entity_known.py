"""Which names are in the lexicons? Actors, titles, designations of weapons; and which places they overrule.

Caught: "Syrian Democratic Forces", "farabundo marti national liberation front" (long names in any case), "AK-47"
Left:   "IS-5" (a longer word), "is" (case counts in short names)
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from spacy.tokens import Doc, Token

from kg.extract.entity_lexicon import Actor, EntityLexicon
from kg.model import EntityFinding

_LEADING_WORD = re.compile(r"\w+")
_DESIGNATION = re.compile(r"^([A-Za-z]{1,8})(?:-\d{1,4}|(?<=..)\d{1,4}|(?<=[FMTBS])\d{2,3})[A-Z]{0,3}(?:'?s)?$")
LOCATIVE = frozenset(
    {"in", "at", "near", "from", "to", "around", "outside", "across", "into", "through", "over", "towards"}
)


@dataclass(frozen=True, slots=True)
class Name:
    """Tokens `start` to `end` (half-open) that are a name, without title and article."""

    start: int
    end: int
    cls: str
    rule: str
    confidence: float
    actor: Actor | None = None


def surnames(doc: Doc, places: dict[int, EntityFinding] | None = None) -> set[str]:
    """The last words of the names that the model takes for people's, but for those that are names of places whole."""
    base: int = doc.user_data["begin"]
    found: set[str] = set()
    for ent in doc.ents:
        if ent.label_ == "PERSON" and len(ent) > 1:
            place = (places or {}).get(ent.root.i)
            if place is None or place.mention.begin > base + ent.start_char:
                found.add(ent[-1].text)
    return found


def overrule(doc: Doc, places: dict[int, EntityFinding], known: list[Name], lexicon: EntityLexicon) -> None:
    """Drop the places that are a title ("Brig."), somebody's surname, or the name of a known organization."""
    people = surnames(doc, places)
    for name in known:
        places.pop(doc[name.start : name.end].root.i, None)
    for i in sorted(places):
        token = doc[i]
        is_place = i > 0 and doc[i - 1].pos_ == "ADP" and token.dep_ == "pobj" and token.nbor(-1).lower_ in LOCATIVE
        if (
            (token.text in people and not is_place)
            or _is_rank(token, lexicon)
            or _describes_people(token, lexicon)
            or (token.dep_ == "compound" and names_who_is_described(doc, token.head.i + 1, lexicon))
        ):
            del places[i]


def _describes_people(token: Token, lexicon: EntityLexicon) -> bool:
    """As in "Gunmen attacked": a common noun, with a capital only because it opens the sentence."""
    noun = lexicon.nouns.get(token.lower_)
    return token.tag_ == "NNS" and noun is not None and noun.plural and noun.cls in {"Person", "PersonGroup"}


def names_who_is_described(doc: Doc, end: int, lexicon: EntityLexicon) -> bool:
    """Whether the two words before `end` name the person described before the comma: "the mayor of Bara, Amu Dendo"."""
    last, first = doc[end - 1], doc[end - 2] if end > 2 else doc[0]
    if last.dep_ != "appos" or last.pos_ != "PROPN" or last.ent_type_ not in {"", "PERSON"} or not last.text.istitle():
        return False
    if first.dep_ != "compound" or first.head != last or not first.text.istitle() or doc[end - 3].text != ",":
        return False
    described = last.head
    while described.dep_ == "pobj" and described.head.lower_ == "of":
        described = described.head.head
    noun = lexicon.nouns.get(described.lower_)
    return described.tag_ == "NN" and noun is not None and noun.cls == "Person" and last.lower_ not in lexicon.nouns


def is_surname(doc: Doc, name: Name) -> bool:
    """Whether a known name ends the name of somebody: "Anna Wagner" is not of the Wagner Group."""
    last, before = doc[name.end - 1], doc[name.start - 1] if name.start else None
    is_inside = (
        before is not None and last.ent_type_ == "PERSON" and all(t.ent_iob_ == "I" for t in doc[name.start : name.end])
    )
    is_end = name.end == len(doc) or doc[name.end].ent_iob_ != "I"
    return before is not None and is_inside and is_end and before.pos_ == "PROPN" and before.text.isalpha()


def is_title(token: Token, lexicon: EntityLexicon) -> bool:
    """Whether the word is a title or rank, in capitals ("MR") too."""
    text = token.text.rstrip(".")
    return text in lexicon.titles or (text.isupper() and text.title() in lexicon.titles)


def _is_rank(token: Token, lexicon: EntityLexicon) -> bool:
    return token.text.endswith(".") and token.text[:-1] in lexicon.titles


def known_names(doc: Doc, lexicon: EntityLexicon) -> Iterator[Name]:
    """Names of the lexicon of actors; case counts in short ones, and the longest name at a place is meant."""
    tokens = list(doc)
    index = {token.idx: i for i, token in enumerate(tokens)}
    text = doc.text
    lower = text.lower()
    if len(lower) != len(text):
        lower = text  # a letter of another length in lower case: offsets would shift
    for i, token in enumerate(tokens):
        word = token.text
        if not word.isalnum():
            leading = _LEADING_WORD.match(word)
            word = leading.group() if leading else ""
        if (entries := lexicon.actors.get(word)) is not None:
            yield from _at(doc, i, entries, text, index)
        if (long := lexicon.caseless.get(word.lower())) is not None:
            yield from _at(doc, i, long, lower, index)


def _at(doc: Doc, i: int, entries: tuple[tuple[str, Actor], ...], text: str, index: dict[int, int]) -> Iterator[Name]:
    """The longest of the names that stands at this token, if one does."""
    begin = doc[i].idx
    for alias, actor in entries:
        if text.startswith(alias, begin):
            end = index.get(begin + len(alias)) or _end_of(doc, i, begin + len(alias))
            if end and not _is_longer_word(doc, end):
                yield Name(i, end, actor.cls, "lexicon", 0.95, actor)
                return


def _end_of(doc: Doc, start: int, char: int) -> int:
    """The token after the one that ends at this character; 0 where none ends there."""
    for i in range(start, min(start + 14, len(doc))):
        last = doc[i].idx + len(doc[i])
        if last >= char:
            return i + 1 if last == char or (last == char + 1 and doc[i].text.endswith(".")) else 0
    return 0


def _is_longer_word(doc: Doc, end: int) -> bool:
    """Whether the match goes on without a space, as "IS" does in "IS-K"."""
    last = doc[end - 1]
    if end >= len(doc) or last.whitespace_:
        return False
    following = doc[end]
    return (
        following.text in {"-", "/"}
        and end + 1 < len(doc)
        and not following.whitespace_
        and doc[end + 1].text[:1].isupper()
    )


def designation(text: str, lexicon: EntityLexicon) -> str:
    """The class of a weapon or vehicle by its designation, "" for any other word.

    "AK-47" is a Weapon, "F-16" a Vehicle.
    """
    if text in lexicon.designations:
        return lexicon.designations[text] if "-" in text or any(c.isdigit() for c in text) else ""
    found = _DESIGNATION.match(text)
    return lexicon.designations.get(found.group(1), "") if found else ""
