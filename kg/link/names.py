"""How alike are two names? Transliterations, hyphens, accents, initials and acronyms do not make them differ much."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from typing import Final

from kg.wikidata import Item

_ARTICLE: Final = re.compile(r"\b(?:al|el|ul|as|ash|ad|an|ar|at|az|ed|en|er|es)[- ](?=\w)")
_POSSESSIVE: Final = re.compile(r"['’]s?\b")
_APART: Final = re.compile(r"[^\w\s]+|_+")
_DOTTED: Final = re.compile(r"\b(?:\w\.){2,}")
_VOWELS: Final = re.compile(r"(?<=\w)[aeiouy]+")
_DOUBLE: Final = re.compile(r"(\w)\1+")
_LITTLE: Final = frozenset({"of", "the", "and", "for", "in", "on", "to", "de", "la", "du", "et", "des"})
_SOUNDS: Final = (("ph", "f"), ("kh", "h"), ("gh", "g"), ("dh", "d"), ("sh", "s"), ("q", "k"), ("ou", "u"), ("w", "u"))
_DETERMINERS: Final = frozenset(
    "the a an this that these those my your his her its our their all some many most".split()
)
TITLES: Final = frozenset(
    "mr mrs ms dr sir lord lady dame prof gen col lt maj capt sgt sheikh sheik president king queen prince".split()
)
_FORMS: Final = frozenset("inc corp corporation co ltd limited plc llc ag sa gmbh nv spa".split())  # of companies
LABEL, ALIAS, FULL, SPELLING, ACRONYM, PART = 1.0, 0.98, 0.9, 0.9, 0.85, 0.6
"""How much a name says that equals the label, or an alias; of a person, differs in middle names only; differs in the
spelling only; is the first letters of the other; is a part of it."""


@lru_cache(maxsize=1 << 16)
def plain(name: str) -> str:
    """The name in lower case without accents, points, hyphens and a leading "the".

    >>> plain("The U.S. Côte-d’Or")
    'us cote d or'
    """
    text = _DOTTED.sub(lambda found: found[0].replace(".", ""), name)
    text = unicodedata.normalize("NFKD", text.casefold())
    text = "".join(c for c in text if not unicodedata.combining(c))
    text = " ".join(_APART.sub(" ", text).split())
    return text.removeprefix("the ")


@lru_cache(maxsize=1 << 16)
def skeleton(name: str) -> str:
    """What stays of a name whatever the transliteration: no Arabic article, no vowels within words, no doubled letters.

    >>> skeleton("Deir ez-Zor"), skeleton("Dayr az Zawr")
    ('dr zr', 'dr zr')
    """
    text = unicodedata.normalize("NFKD", name.casefold())
    text = "".join(c for c in text if not unicodedata.combining(c) and c not in "'’ʿʾ`")
    text = _ARTICLE.sub("", re.sub(r"\b(?:ez|az|al|el)[- ]", "", text))
    text = " ".join(_APART.sub(" ", text).split())
    for long, short in _SOUNDS:
        text = text.replace(long, short)
    return _DOUBLE.sub(r"\1", _VOWELS.sub("", text)).replace("u", "")


@lru_cache(maxsize=1 << 15)
def initials(name: str) -> str:
    """The first letters of a name's words, without the little ones.

    >>> initials("Syrian Observatory for Human Rights")
    'sohr'
    """
    return "".join(word[0] for word in plain(name).split() if word not in _LITTLE)


def variants(name: str) -> Iterator[str]:
    """The spellings under which a source may know a name, the name itself first."""
    yield name
    text = name[4:].lstrip() if name[:4] in ("The ", "the ") else name
    if "." in text:
        yield text
        text = _DOTTED.sub(lambda found: found[0].replace(".", ""), text)
    words = text.split()
    if len(words) == 1:
        yield text
        return
    if (last := words[-1].rstrip(".").lower()) in _FORMS:
        words.pop()
        words[-1] = words[-1].rstrip(",")
    while len(words) > 1 and words[0].rstrip(".").lower() in TITLES:
        del words[0]
    yield " ".join(words)
    if len(words) > 2 and last not in _FORMS:
        yield " ".join([words[0], *(word for word in words[1:-1] if len(word.rstrip(".")) > 1), words[-1]])
        if len(words) == 3:
            yield f"{words[0]} {words[2]}"
    if "-" in text:
        yield " ".join(words).replace("-", " ")


@lru_cache(maxsize=1 << 14)
def spellings(name: str) -> tuple[str, ...]:
    """All variants of a name, each once.

    >>> spellings("Gen. al-Hakim"), spellings("el-Hakim")
    (('Gen. al-Hakim', 'al-Hakim', 'al Hakim', 'el-Hakim', 'Hakim'), ('el-Hakim', 'al-Hakim', 'Hakim'))
    """
    found = dict.fromkeys(variants(name))
    for one in tuple(found):
        article, joint, rest = one[:2].lower(), one[2:3], one[3:]
        if article in ("al", "el") and joint in ("-", " ") and rest:
            found.update(dict.fromkeys((f"{'el' if article == 'al' else 'al'}-{rest}", rest)))
    return tuple(found)


def may_name(phrase: str) -> bool:
    """Whether a phrase has a capital besides its determiner's, so that it may hold a name.

    >>> may_name("the Navy"), may_name("its U.S. military"), may_name("The rebels")
    (True, True, False)
    """
    return bare(phrase) != bare(phrase).lower()


def bare(name: str) -> str:
    """A phrase without the determiner that it begins with.

    >>> bare("our Navy")
    'Navy'
    """
    first, _, rest = name.partition(" ")
    return rest if rest and first.lower() in _DETERMINERS else name


def similarity(name: str, item: Item) -> float:
    """How well one name fits an item, from 0 to 1."""
    best = 0.0
    for known, worth in ((item.label, LABEL), *((alias, ALIAS) for alias in item.aliases)):
        best = max(best, _alike(name, known, worth))
        if best == LABEL:
            return best
    if best < FULL and "Person" in item.kinds:
        ends = _ends(name)
        if len(ends) == 2 and any(_ends(known) == ends for known in (item.label, *item.aliases)):
            return FULL
    return best


def _ends(name: str) -> tuple[str, ...]:
    """The first and the last of a person's names: what is left of "David Coleman Headley" in most texts."""
    words = _untitled(plain(name)).split()
    return (words[0], words[-1]) if len(words) > 1 else ()


def _alike(name: str, known: str, worth: float) -> float:
    ours, theirs = plain(name), plain(known)
    if not ours or not theirs:
        return 0.0
    if ours == theirs:
        return worth
    ours, theirs = _untitled(ours), _untitled(theirs)
    if ours == theirs or _without_initials(ours) == _without_initials(theirs):
        return worth * 0.95
    if ours.replace(" ", "") == theirs.replace(" ", ""):
        return worth * 0.95
    if _DOUBLE.sub(r"\1", ours) == _DOUBLE.sub(r"\1", theirs):
        return worth * SPELLING
    if len(bones := skeleton(name)) > 3 and bones == skeleton(known):
        return worth * SPELLING
    if name.isupper() and len(ours) > 2 and ours.replace(" ", "") == initials(known):
        return worth * ACRONYM
    if known.isupper() and len(theirs) > 2 and theirs.replace(" ", "") == initials(name):
        return worth * ACRONYM
    return worth * PART * _overlap(ours, theirs)


def _untitled(name: str) -> str:
    first, _, rest = name.partition(" ")
    return rest if rest and first in TITLES else name


def _without_initials(name: str) -> str:
    words = name.split()
    if len(words) > 1 and words[-1] in _FORMS:
        return " ".join(words[:-1])
    if len(words) < 3:
        return name
    return " ".join([words[0], *(word for word in words[1:-1] if len(word) > 1), words[-1]])


def _overlap(ours: str, theirs: str) -> float:
    """The share of words in common (Jaccard's coefficient), from 0 to 1."""
    a, b = set(ours.split()) - _LITTLE, set(theirs.split()) - _LITTLE
    return len(a & b) / len(a | b) if a and b else 0.0
