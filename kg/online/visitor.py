"""How does a guest ask one server? One request at a time, not too often, with patience, and not for ever."""

from __future__ import annotations

import random
import time
from collections.abc import Callable
from typing import Final, NamedTuple, TypeVar

from kg.errors import BadQuery, EndpointError, NoAnswer
from kg.online.guest import Guest
from kg.query.endpoint import BUSY
from kg.query.exchange import Reply, asked_wait

Answer = TypeVar("Answer")
Tell = Callable[[str], None]
_REFUSED: Final = frozenset({401, 403, 404, 405, 410, 451})
"""The statuses of a server that will not answer other questions of ours either."""

_LATER: Final = "run the same command again later: what was answered is kept"


class Busy(Exception):
    """That a server asks to come again, in an answer whose status does not say so."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


class Hands(NamedTuple):
    """What a test replaces: sleeping, two clocks (seconds since any moment; Unix time), and chance from 0 to 1."""

    sleep: Callable[[float], None] = time.sleep
    clock: Callable[[], float] = time.monotonic
    now: Callable[[], float] = time.time
    chance: Callable[[], float] = random.random


HANDS: Final = Hands()


def quiet(line: str) -> None:
    """Tell nobody."""
    del line


class Visitor:
    """A guest at one server. `tell` is told in a line when the server is left alone."""

    def __init__(self, url: str, guest: Guest, tell: Tell = quiet, hands: Hands = HANDS) -> None:
        self._url = url
        self._guest = guest
        self._tell = tell
        self._hands = hands
        self._free = 0.0  # when the next request may be made
        self._failures = 0  # one after the other
        self._left: EndpointError | None = None  # why nothing is asked now
        self._return = 0.0  # when it may be asked again

    @property
    def has_left(self) -> bool:
        """Whether the server is left alone for now."""
        return self._left is not None and self._hands.clock() < self._return

    def ask(self, fetch: Callable[[], Reply], read: Callable[[Reply], Answer]) -> Answer:
        """The answer, as `read` takes it from a reply of any status but a busy one; it raises `Busy` for another.

        Raises `EndpointError` if the server stays busy, cannot be reached, or is left alone, and what `read` raises.
        """
        if self._left is not None and self.has_left:
            raise self._left
        for attempt in range(self._guest.tries):
            self._wait_for_turn()
            reply: Reply | None = None
            try:
                reply = fetch()
                self._check(reply)
                answer = read(reply)
            except (Busy, NoAnswer) as error:
                self._failed(error, reply, attempt)
            except (BadQuery, EndpointError) as error:
                self._failures += 1
                if error is not self._left:
                    self._maybe_leave(error)
                raise
            else:
                self._failures, self._left = 0, None
                return answer
            finally:
                self._free = max(self._free, self._hands.clock() + self._guest.interval)
        raise AssertionError("the last attempt returns or raises")

    def _check(self, reply: Reply) -> None:
        """Raises `Busy` for a busy server, and `EndpointError` for one that refuses guests such as this one."""
        if reply.status in BUSY:
            raise Busy(f"it is busy (status {reply.status})")
        if reply.status in _REFUSED:
            raise self._leave(f"it refuses to answer (status {reply.status}: {reply.start})", self._guest.rest)

    def _wait_for_turn(self) -> None:
        wait = self._free - self._hands.clock()
        if wait > 0:
            self._hands.sleep(wait)

    def _failed(self, error: Busy | NoAnswer, reply: Reply | None, attempt: int) -> None:
        """Take note of it, and of when to ask again. Raises `EndpointError` if this question should be given up."""
        self._failures += 1
        reason = error.reason
        told = asked_wait(reply, self._hands.now()) if reply is not None and isinstance(error, Busy) else None
        # Waits of our own grow, and differ among those who were turned away together.
        wait = 2.0**attempt * (1 + self._hands.chance()) if told is None else told
        if wait > self._guest.longest_wait:
            raise self._leave(f"{reason}, and asks to wait for {wait:.0f} seconds", wait) from error
        self._maybe_leave(EndpointError(self._url, reason))
        if attempt + 1 >= self._guest.tries:
            raise EndpointError(self._url, f"{reason}, {self._guest.tries} times", _LATER) from error
        self._free = self._hands.clock() + wait

    def _maybe_leave(self, error: BadQuery | EndpointError) -> None:
        if self._failures >= self._guest.failures:
            reason = f"it is not asked any more after {self._failures} failures in a row; the last: {error.reason}"
            raise self._leave(reason, self._guest.rest) from error

    def _leave(self, reason: str, rest: float) -> EndpointError:
        self._left = EndpointError(self._url, reason, _LATER)
        self._return = self._hands.clock() + rest
        self._tell(str(self._left))
        return self._left
