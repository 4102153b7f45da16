"""Which answers of a server are kept, which must be asked for, and which cannot be had?"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any, Final, TypeVar

from kg.errors import BadQuery, EndpointError
from kg.online.cache import Cache, Kept
from kg.online.guest import Guest
from kg.online.visitor import HANDS, Hands, Tell, Visitor, quiet
from kg.query.exchange import Limits, Reply, check_address

Ask = Callable[[Sequence[str]], Mapping[str, Any]]
Read = TypeVar("Read")
OFFLINE: Final = "it was not asked before, and this run is offline"


class Answers:
    """The answers of one server to one guest, from the cache where they are in it.

    `unanswered` holds what was asked for and could not be had, each with the reason; not to be taken for what the
    server knows nothing of. `newest` is when the newest of all answers given was retrieved. Raises `NoContact` for a
    guest without one, unless offline.
    """

    def __init__(self, url: str, guest: Guest, tell: Tell = quiet, hands: Hands = HANDS) -> None:
        check_address(url)
        self.url = url
        self.unanswered: dict[str, str] = {}
        self.newest: datetime | None = None
        self.limits = Limits(guest.timeout)
        self._offline = guest.offline
        self.headers = {} if guest.offline else {"User-Agent": guest.agent(), "Accept-Encoding": "gzip"}
        self._visitor = Visitor(url, guest, tell, hands)
        self._cache = Cache(guest.cache_file(), None if guest.offline else guest.max_age, hands.now)

    def of(self, question: str, keys: Iterable[str], ask: Ask, size: int) -> dict[str, Kept]:
        """The answers for keys: `ask` is given at most `size` of them and gives a value of JSON's kinds for each."""
        wanted = list(dict.fromkeys(keys))
        known = self._cache.get(self.url, question, wanted)
        missing = [key for key in wanted if key not in known]
        if self._offline:
            self.unanswered.update(dict.fromkeys(missing, OFFLINE))
            missing = []
        for start in range(0, len(missing), size):
            known.update(self._asked(question, missing[start : start + size], ask))
        dates = [kept.retrieved for kept in known.values()]
        self.newest = max([*dates, self.newest] if self.newest else dates, default=None)
        return known

    def visit(self, fetch: Callable[[], Reply], read: Callable[[Reply], Read]) -> Read:
        """Make one request, as a guest does."""
        return self._visitor.ask(fetch, read)

    def close(self) -> None:
        """Close the cache."""
        self._cache.close()

    def _asked(self, question: str, keys: Sequence[str], ask: Ask) -> dict[str, Kept]:
        """The answers for one batch; where it is refused, for its halves, since one key may be too much or wrong."""
        try:
            fresh = ask(keys)
        except (BadQuery, EndpointError) as error:
            if len(keys) > 1 and not self._visitor.has_left:
                middle = len(keys) // 2
                return self._asked(question, keys[:middle], ask) | self._asked(question, keys[middle:], ask)
            self.unanswered.update(dict.fromkeys(keys, str(error)))
            return {}
        for key in keys:
            self.unanswered.pop(key, None)
        return self._cache.put(self.url, question, fresh)
