"""What do the endpoint and the action API have in common, as sources of candidates?"""

from __future__ import annotations

import re
import unicodedata
from abc import ABC, abstractmethod
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from functools import cache
from types import TracebackType
from typing import Final, Self

from kg.online.answers import Answers
from kg.online.guest import Guest
from kg.online.queries import is_qid
from kg.online.visitor import Hands, Tell
from kg.wikidata import Item
from kg.wikidata.classes import Classes, kinds, known_classes

_LONGEST: Final = 250  # characters of a label or alias in Wikidata
_ARTICLE: Final = re.compile(r"\b(?:[ae]l|a[dnrstz]|[ae]sh)-(?=\w)", re.IGNORECASE)  # Arabic, before all letters
_WORD: Final = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]{1,2}\b)?")


class Online(ABC):
    """A `kg.wikidata.Source` at a server, asked as a guest, and with a memory.

    What could not be had is in `unanswered`, by name, GeoNames id or QID, with the reason; nothing is raised for it.
    `tell` is told in a line when the server is left alone. Raises `NoContact` for a guest without one, unless offline.
    """

    def __init__(self, url: str, guest: Guest, classes: Classes | None, tell: Tell, hands: Hands) -> None:
        self._answers = Answers(url, guest, tell, hands)
        self._languages = guest.languages
        self._classes = classes or known_classes()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()

    def close(self) -> None:
        """Close the cache."""
        self._answers.close()

    @property
    def url(self) -> str:
        """The server's address."""
        return self._answers.url

    @property
    def unanswered(self) -> Mapping[str, str]:
        """Why there is no answer, by the names, GeoNames ids and QIDs that were asked for in vain."""
        return self._answers.unanswered

    @property
    def retrieved(self) -> str:
        """When the newest of the answers given was retrieved, as a time of ISO 8601 in UTC; "" before there is one."""
        newest = self._answers.newest
        return newest.isoformat().replace("+00:00", "Z") if newest else ""

    def by_name(self, names: Sequence[str], most: int = 20) -> Mapping[str, tuple[Item, ...]]:
        """The items found under each name, at most `most`, the most popular first."""
        found = {name: qids[:most] for name, qids in self._named([*filter(_is_askable, names)]).items()}
        items = self.by_qid(qid for qids in found.values() for qid in qids)
        for name, qids in found.items():
            if lost := [qid for qid in qids if qid not in items and qid in self.unanswered]:
                self._answers.unanswered[name] = self.unanswered[lost[0]]
        ranked = {name: [items[qid] for qid in dict.fromkeys(qids) if qid in items] for name, qids in found.items()}
        return {name: tuple(sorted(each, key=_popularity)) for name, each in ranked.items() if each}

    def by_geonames(self, ids: Iterable[int]) -> Mapping[int, Item]:
        """The items of GeoNames ids; of several the one with the lowest QID, which is the oldest."""
        found = {number: qids[:1] for number, qids in self._of_geonames(list(dict.fromkeys(ids))).items()}
        items = self.by_qid(qid for qids in found.values() for qid in qids)
        return {number: items[qid] for number, qids in found.items() for qid in qids if qid in items}

    def by_qid(self, qids: Iterable[str]) -> Mapping[str, Item]:
        """The items of these QIDs."""
        return self._items([qid for qid in dict.fromkeys(qids) if is_qid(qid)])

    def _with_kinds(self, bare: Mapping[str, tuple[Item, Sequence[str]]]) -> dict[str, Item]:
        """The items with their kinds, each given with the classes that it is a subclass of.

        One whose classes are not known is left out: it would be taken for something of no kind.
        """
        parents = self._parents(
            dict.fromkeys(each for item, above in bare.values() for each in (*item.classes, *above))
        )
        of_class = cache(lambda each: self._classes.of_class(each, lambda up: parents.get(up, ())))
        found: dict[str, Item] = {}
        for qid, (item, above) in bare.items():
            if lost := next((each for each in (*item.classes, *above) if each not in parents), None):
                self._answers.unanswered[qid] = self.unanswered.get(lost, f"nothing is known of its class {lost}")
                continue
            found[qid] = replace(item, kinds=kinds(item.classes, above, of_class))
        return found

    @abstractmethod
    def _parents(self, classes: Iterable[str]) -> Mapping[str, Sequence[str]]:
        """The P279 of these classes and of all above them; those that could not be had are missing."""

    @abstractmethod
    def _named(self, names: Sequence[str]) -> Mapping[str, list[str]]:
        """The QIDs found under each name, the best first."""

    @abstractmethod
    def _of_geonames(self, ids: Sequence[int]) -> Mapping[int, list[str]]:
        """The QIDs with each GeoNames id, the lowest first."""

    @abstractmethod
    def _items(self, qids: Sequence[str]) -> Mapping[str, Item]:
        """The items of these QIDs, each of which is one."""


def spellings(name: str) -> tuple[str, ...]:
    """The ways in which an exact comparison should try a name.

    >>> spellings("the AL-SHABAAB"), spellings("Khān Shaykhūn")
    (('the AL-SHABAAB', 'AL-SHABAAB', 'Al-Shabaab', 'al-Shabaab'), ('Khān Shaykhūn', 'Khan Shaykhun'))
    >>> spellings("al-Nusra Front"), spellings("Bashar Al-Assad")
    (('al-Nusra Front', 'Al-Nusra Front'), ('Bashar Al-Assad', 'Bashar al-Assad'))
    """
    name = " ".join(name.split())
    bare = name[4:] if name[:4].lower() == "the " else name
    titled = _WORD.sub(lambda word: word[0].capitalize(), bare) if bare.isupper() or bare.islower() else bare
    lowered = _ARTICLE.sub(lambda article: article[0].lower(), titled)
    raised = lowered[:1].upper() + lowered[1:] if _ARTICLE.match(lowered) else lowered
    written = (name, bare, titled, lowered, raised)
    return tuple(dict.fromkeys((*written, *map(_without_accents, written[1:]))))


def number_of(qid: str) -> int:
    """The number of a QID."""
    return int(qid[1:])


def _is_askable(name: str) -> bool:
    """Whether an item can have the name at all; half a character (a lone surrogate) cannot even be sent."""
    return bool(name.strip()) and len(name) <= _LONGEST and not any("\ud800" <= each <= "\udfff" for each in name)


def _without_accents(name: str) -> str:
    parts = unicodedata.normalize("NFD", name)
    return unicodedata.normalize("NFC", "".join(each for each in parts if not unicodedata.combining(each)))


def _popularity(item: Item) -> tuple[int, int]:
    return -item.sitelinks, number_of(item.qid)
