"""Who asks, how often at most, and what need not be asked again? The settings of a guest at somebody's server."""

from __future__ import annotations

import os
import platform
import re
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Final

from kg.errors import NoContact
from kg.gazetteer.cache import cache_folder, temporary_folder, writable
from kg.version import package_version

CONTACT: Final = "KG_CONTACT"
"""The environment variable that holds the user's contact."""

ENDPOINT: Final = "https://query.wikidata.org/sparql"
API: Final = "https://www.wikidata.org/w/api.php"
_REACHABLE: Final = re.compile(r"[^\s@]+@[^\s@]+\.[^\s@]+|(?:https?://|mailto:|User:)\S+")
_SENDABLE: Final = re.compile(r"[\x20-\x7e]+")
_REMEDY: Final = f"add --contact you@example.org, or set {CONTACT} in the environment"


@dataclass(frozen=True, slots=True)
class Guest:
    """How kg behaves as a guest, for all servers alike; the defaults are what Wikimedia asks of its guests.

    `contact` is the user's e-mail address or web page; without it nothing is asked. `interval` is the least time in
    seconds between the end of one request and the next one. `languages` are those in which names are asked for and
    given, the dearest first; names for all languages ("mul") are always asked for too. Answers older than `max_age` are
    asked for again. `offline` answers from the cache alone, whatever its age. `cache` is an SQLite file, by default in
    the user's cache folder. `timeout` is for a whole answer. A question is asked `tries` times at most, and after
    `failures` failures one after the other the server is left alone for `rest` seconds; `longest_wait` is how long a
    server may make us wait in between.
    """

    contact: str | None = None
    interval: float = 1.0
    languages: tuple[str, ...] = ("en",)
    max_age: timedelta = timedelta(days=30)
    offline: bool = False
    cache: Path | None = None
    timeout: float = 60.0
    tries: int = 4
    failures: int = 6
    rest: float = 300.0
    longest_wait: float = 120.0

    def agent(self) -> str:
        """The `User-Agent` of Wikimedia's form: product, version and contact, then the library.

        Raises `NoContact`.

        >>> Guest(contact="you@example.org").agent().split(" Python")[0].partition("/")[0]
        'conflict-kg'
        """
        contact = (self.contact or "").strip()
        if not contact:
            raise NoContact("online work", "a server's owner must be able to reach you", _REMEDY)
        if not (_REACHABLE.fullmatch(contact) and _SENDABLE.fullmatch(contact)):
            raise NoContact("online work", f"{contact!r} is no e-mail address and no web page", _REMEDY)
        return f"conflict-kg/{package_version()} ({contact}) Python-urllib/{platform.python_version()}"

    def cache_file(self) -> Path:
        """Where answers are kept."""
        return self.cache or writable(cache_folder(), temporary_folder()) / "answers.sqlite"


def contact(given: str | None = None) -> str | None:
    """The user's contact: as given, else from the environment."""
    return given or os.environ.get(CONTACT) or None
