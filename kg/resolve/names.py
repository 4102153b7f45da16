"""When do two names mean the same? Comparable forms, acronyms and surnames."""

from __future__ import annotations

import re

from kg.vocab import superclasses

# Names are the same thing only inside one of these families.
FAMILIES = ("Person", "PersonGroup", "Population", "Organization", "Place", "Weapon", "Vehicle")
_SMALL = frozenset(["of", "the", "for", "and", "in", "on", "to", "de", "la", "del", "al"])
_ARTICLE = re.compile(r"^(?:the|a|an)\s+|'s?$", re.IGNORECASE)
# "Raqqa city" is Raqqa, "Kansas City" is not Kansas.
_KIND = re.compile(r"(?<=\w) (?:city|town|village|province|governorate|oblast|district)$")
_PARTICLES = frozenset({"al", "el", "bin", "ibn", "von", "van", "de", "da", "abu", "ould"})
_AFTER = frozenset({"jr", "sr", "ii", "iii", "iv"})
_MARKS = re.compile(r"[\"'.`]")
_SPACES = re.compile(r"[\s\-\u2013\u2014]+")


def family(cls: str) -> str:
    """The family of a class: "Organization" for "ArmedGroup"; the class itself where it is in none.

    >>> family("Settlement")
    'Place'
    """
    above = superclasses(cls)
    return next((name for name in FAMILIES if name in above), cls)


def is_narrower(cls: str, other: str) -> bool:
    """Whether `cls` lies strictly below `other` in the tree of classes."""
    return cls != other and other in superclasses(cls)


def normal(name: str) -> str:
    """A name without articles, marks and differences of case and spacing.

    >>> normal("the U.S.-led Coalition's")
    'us led coalition'
    """
    plain = name.replace("’", "'").strip()
    plain = _KIND.sub("", _ARTICLE.sub("", plain))
    return _SPACES.sub(" ", _MARKS.sub("", plain)).strip().casefold()


def acronyms(name: str) -> frozenset[str]:
    """The acronyms that a name of several words may have, with and without its small words.

    >>> sorted(acronyms("Syrian Observatory for Human Rights"))
    ['SOFHR', 'SOHR']
    """
    words = [word for word in re.split(r"[\s\-]+", name) if word[:1].isalpha()]
    if len(words) < 2:
        return frozenset()
    every = "".join(word[0] for word in words).upper()
    large = "".join(word[0] for word in words if word.lower() not in _SMALL).upper()
    return frozenset(found for found in (every, large) if len(found) > 1)


def is_acronym(name: str) -> bool:
    """Whether a name looks like an acronym: "SDF", "Y.P.G.", "IDF"."""
    bare = name.replace(".", "")
    return 2 <= len(bare) <= 8 and bare.isupper() and bare.isalpha()


def surname(name: str) -> str:
    """The last word of a person's name, comparable; with its particle: "al assad" of "Bashar al-Assad".

    >>> surname("Bashar al-Assad")
    'al assad'
    """
    words = normal(name).split()
    for i in range(len(words) - 1, 0, -1):
        if words[i - 1] not in _PARTICLES:
            return " ".join(words[i:])
    return " ".join(words)


def first_surname(name: str) -> str:
    """The word between a person's first name and a second surname, which may be the one that people go by.

    Nothing for names of other forms: with a particle, an initial, a hyphen, or "Jr." at the end.

    >>> first_surname("Bernardo Jaramillo Ossa"), first_surname("Bashar al-Assad"), first_surname("Donald Trump Jr.")
    ('jaramillo', '', '')
    """
    words = normal(name).split()
    is_plain = len(words) == 3 and len(name.split()) == 3 and _PARTICLES.isdisjoint(words)
    return words[1] if is_plain and min(map(len, words)) > 2 and words[2] not in _AFTER else ""
