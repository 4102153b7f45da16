"""What the tests of online work share: the real server with the slice, and a guest whose waits take no time."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from kg.online import Guest, Hands
from tests.online.served import oxigraph


@pytest.fixture(scope="session")
def endpoint_url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with oxigraph(tmp_path_factory.mktemp("slice") / "store") as url:
        yield url


@dataclass
class Time:
    """Time that passes by sleeping alone. `waits` are the sleeps, in seconds."""

    at: float = 1_700_000_000.0
    waits: list[float] = field(default_factory=list)
    chance: float = 0.0

    def sleep(self, seconds: float) -> None:
        self.waits.append(round(seconds, 3))
        self.at += seconds

    def clock(self) -> float:
        return self.at

    @property
    def hands(self) -> Hands:
        return Hands(self.sleep, self.clock, self.clock, lambda: self.chance)


@pytest.fixture
def time() -> Time:
    return Time()


@pytest.fixture
def guest(tmp_path: Path) -> Callable[..., Guest]:
    """Makes a guest with a contact, and a cache of the test's own, unless told otherwise."""

    def made(**more: object) -> Guest:
        return Guest(**{"contact": "reader@example.org", "cache": tmp_path / "answers.sqlite", **more})  # type: ignore[arg-type]

    return made
