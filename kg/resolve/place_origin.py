"""Where does an article come from? What its publisher's or page's domain tells of country and place."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from kg.data import lexicon
from kg.model import Article

PUBLISHERS = ("domain", "place", "division", "country")
_HOST = re.compile(r"(?:\w+://)?(?:www\.)?([\w-]+(?:\.[\w-]+)+)")
_OTHER_ENDS = {"uk": "GB"}
_GENERIC = frozenset({"ai", "cc", "co", "eu", "fm", "io", "me", "tv"})  # country codes sold to everybody
_SECOND_LEVEL = frozenset({"ac", "co", "com", "gov", "net", "org"})
_PRESS = re.compile(
    r"^(?:the|my|go|daily|online|visit)+"
    r"|(?:online|chronicle|tribune|herald|journal|gazette|dispatch|examiner|observer|register|independent|courier|leader"
    r"|record|times|today|daily|press|star|sun|post|mail|news|local|citizen|enterprise|banner|review|telegram)+$"
)


class Home(NamedTuple):
    """A publisher's place, with its first-order division ("" if none is needed) and country."""

    place: str
    division: str
    country: str


def publishers(extra: Path | None) -> dict[str, Home]:
    rows = lexicon("publishers", PUBLISHERS, extra)
    return {row["domain"]: Home(row["place"], row["division"], row["country"]) for row in rows}


def host(article: Article) -> str:
    """The domain of the page or of the publisher in small letters, "" without one."""
    for given in (article.url, article.publisher):
        if given and (found := _HOST.match(given.lower())):
            return found[1]
    return ""


def known_home(domain: str, known: dict[str, Home]) -> Home | None:
    """The home of the publisher, by its domain or the domain above ("news.example.com" for "example.com")."""
    labels = domain.split(".")
    return next((known[one] for one in (".".join(labels[i:]) for i in range(len(labels) - 1)) if one in known), None)


def country(domain: str) -> str:
    """The ISO 3166 code of the domain's country, "" where it does not tell.

    >>> country("cambridge-news.co.uk"), country("example.com")
    ('GB', '')
    """
    end = domain.rsplit(".", 1)[-1]
    if len(end) != 2 or end in _GENERIC:
        return ""
    return _OTHER_ENDS.get(end, end.upper())


def place_names(domain: str) -> Iterator[str]:
    """Names of places that may stand in a newspaper's domain.

    >>> list(place_names("cambridge-news.co.uk")), list(place_names("chronicle.augusta.com"))
    (['cambridge'], ['augusta'])
    """
    labels = domain.split(".")[:-1]
    for label in labels:
        if label not in _SECOND_LEVEL:
            yield from (bare for part in label.split("-") if len(bare := _PRESS.sub("", part)) > 3)
