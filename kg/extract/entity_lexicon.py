"""Which words and names are entities? The lexicons of actors, nouns, titles and refused names, ready for look-up."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, NamedTuple, cast

from kg.data import classed_lexicon, lexicon
from kg.errors import BadLexicon
from kg.extract.demonyms import demonyms
from kg.vocab import ENTITY_CLASSES

Gender = Literal["male", "female", ""]
REFUSED = "-"  # the class of phrases that only look like an entity: "political settlement"

IRREGULAR = {
    "child": "children",
    "foot": "feet",
    "goose": "geese",
    "person": "persons",
    "thief": "thieves",
    "wife": "wives",
    "knife": "knives",
    "attorney general": "attorneys general",
    "chief of staff": "chiefs of staff",
    "head of state": "heads of state",
    "prisoner of war": "prisoners of war",
    "weapon of mass destruction": "weapons of mass destruction",
    "stick of dynamite": "sticks of dynamite",
    "son-in-law": "sons-in-law",
    "passer-by": "passers-by",
    "passerby": "passersby",
}
INVARIABLE = (
    "craft",
    "police",
    "people",
    "troops",
    "folk",
    "personnel",
    "media",
    "headquarters",
    "barracks",
    "arms",
    "forces",
)
_LEADING_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Actor:
    """A well-known organization of the lexicon of actors."""

    key: str
    label: str
    cls: str
    country: str


class Noun(NamedTuple):
    """What a common noun, in one of its two numbers, says about an entity.

    `use` is "name" for words that make an organization only inside a name ("the Al-Nusra Front").
    """

    lemma: str
    cls: str
    plural: bool
    gender: Gender
    use: str


@dataclass(frozen=True, slots=True)
class EntityLexicon:
    """All look-up tables; `nouns` and `phrases` (nouns of several words, by their last word) go by lower-case forms."""

    actors: dict[str, tuple[tuple[str, Actor], ...]]  # by the leading word of the name, longest name first
    caseless: dict[str, tuple[tuple[str, Actor], ...]]  # names of three words and more, in lower case
    nouns: dict[str, Noun]
    in_names: dict[str, Noun]  # words that make an organization only inside a name ("Front")
    phrases: dict[str, dict[str, Noun]]
    modifiers: dict[str, str]
    titles: dict[str, Gender]
    refused: frozenset[str]
    refused_heads: frozenset[str]
    designations: dict[str, str]  # "AK" of "AK-47" -> class
    nations: dict[str, str]  # demonym -> ISO 3166 code or ""
    peoples: dict[str, bool]  # demonym noun -> is plural
    own: frozenset[str]  # nouns of the user's, which the learned reader does not overrule


def entity_lexicon(extra: Path | None = None) -> EntityLexicon:
    """The shipped lexicons with the lines of the user's own folder."""
    nouns: dict[str, Noun] = {}
    in_names: dict[str, Noun] = {}
    phrases: dict[str, dict[str, Noun]] = {}
    for lemma, cls, gender, use in _noun_rows(extra):
        for form, plural in ((lemma, False), (plural_form(lemma), True)):
            noun = Noun(lemma, cls, plural, gender, use)
            last = form.replace("-", " ").split()[-1]
            if " " in form or "-" in form:
                phrases.setdefault(last, {}).setdefault(form, noun)
            else:
                (in_names if use == "name" else nouns).setdefault(form, noun)
    titles = {row["title"]: cast("Gender", row["gender"]) for row in lexicon("titles", ("title", "gender"), extra)}
    actors = _actors(extra)
    return EntityLexicon(
        actors=actors,
        caseless=_caseless(actors),
        nouns=nouns,
        in_names=in_names,
        phrases=phrases,
        modifiers={r["modifier"]: r["class"] for r in _classed("organization_modifiers", ("modifier", "class"), extra)},
        titles=titles,
        refused=frozenset(row["name"] for row in lexicon("refused", ("name",), extra)),
        refused_heads=frozenset(row["word"] for row in lexicon("refused_heads", ("word",), extra)),
        designations={r["designation"]: r["class"] for r in _classed("designations", ("designation", "class"), extra)},
        nations=demonyms(extra=extra),
        peoples=_peoples(extra),
        own=frozenset(row[0] for row in _noun_rows(extra)).difference(row[0] for row in _noun_rows(None)),
    )


def plural_form(noun: str) -> str:
    """The regular or irregular plural of a noun; of a phrase, that of its last word.

    >>> plural_form("bus station"), plural_form("policeman"), plural_form("army")
    ('bus stations', 'policemen', 'armies')
    """
    if noun in IRREGULAR:
        return IRREGULAR[noun]
    stem, space, last = noun.rpartition(" ")
    return stem + space + _plural_word(last)


def _plural_word(word: str) -> str:
    if word in IRREGULAR:
        return IRREGULAR[word]
    if word.endswith(INVARIABLE):
        return word
    if word.endswith("man") and word not in {"human", "german", "shaman", "roman", "ottoman"}:
        return word[:-3] + "men"
    if word.endswith("child"):
        return word + "ren"
    if word.endswith("y") and word[-2:-1] not in "aeiou":
        return word[:-1] + "ies"
    return word + ("es" if word.endswith(("s", "x", "z", "ch", "sh")) else "s")


def _classed(name: str, columns: tuple[str, ...], extra: Path | None) -> Iterator[dict[str, str]]:
    return classed_lexicon(name, columns, extra, ENTITY_CLASSES)


def _noun_rows(extra: Path | None) -> Iterator[tuple[str, str, Gender, str]]:
    """Each noun with class, gender and use; where two lists hold a noun, the first list has it."""
    for row in lexicon("refused_nouns", ("noun",), extra):
        yield row["noun"], REFUSED, "", "both"
    for row in _classed("person_nouns", ("noun", "class", "gender"), extra):
        yield row["noun"], row["class"], cast("Gender", row["gender"]), "both"
    for name in ("weapon_nouns", "vehicle_nouns"):
        for row in _classed(name, ("noun", "class"), extra):
            yield row["noun"], row["class"], "", "both"
    for row in _classed("organization_nouns", ("noun", "class", "use"), extra):
        yield row["noun"], row["class"], "", row["use"]
    for row in _classed("place_nouns", ("noun", "class"), extra):
        yield row["noun"], row["class"], "", "both"


def _actors(extra: Path | None) -> dict[str, tuple[tuple[str, Actor], ...]]:
    found: dict[str, dict[str, Actor]] = {}
    for row in _classed("actors", ("key", "label", "class", "country", "aliases"), extra):
        actor = Actor(row["key"], row["label"], row["class"], row["country"])
        for name in (row["label"], *filter(None, row["aliases"].split("|"))):
            leading = _LEADING_WORD.search(name)
            if leading is None:
                raise BadLexicon("actors.tsv", f"{row['key']} has the name {name!r}", "a name must have a letter")
            found.setdefault(leading.group(), {})[name] = actor  # a user's own line comes later and wins
    return {
        word: tuple(sorted(names.items(), key=lambda item: (-len(item[0]), item[0]))) for word, names in found.items()
    }


def _caseless(actors: dict[str, tuple[tuple[str, Actor], ...]]) -> dict[str, tuple[tuple[str, Actor], ...]]:
    """Long names are known in any case: "Farabundo Marti National Liberation front"."""
    found: dict[str, dict[str, Actor]] = {}
    for word, names in actors.items():
        for name, actor in names:
            if name.count(" ") + name.count("-") >= 2 and name[:1].isalnum():
                found.setdefault(word.lower(), {}).setdefault(name.lower(), actor)
    return {
        word: tuple(sorted(names.items(), key=lambda item: (-len(item[0]), item[0]))) for word, names in found.items()
    }


def _peoples(extra: Path | None) -> dict[str, bool]:
    """Demonym nouns by form, with whether they are plural; "Turk" brings "Turks" along."""
    singular = demonyms("singular", extra)
    plural = demonyms("plural", extra)
    made = {form + "s" for form in singular if not form.endswith(("s", "se", "sh", "ch", "man"))}
    return {**dict.fromkeys(singular, False), **dict.fromkeys(made, True), **dict.fromkeys(plural, True)}
