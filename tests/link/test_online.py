"""Linking against a real SPARQL server and an API of this machine: ambiguity, times, a second run in silence."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from kg.ids import BASE
from kg.store import Spool, load_file
from tests.cli.test_commands import kg  # noqa: F401 - a fixture
from tests.link.made import chunk, entity, facts
from tests.link.test_linking import matches
from tests.online.conftest import endpoint_url  # noqa: F401 - a fixture
from tests.online.serving import Reply
from tests.online.wiki import wiki

Kg = Callable[..., tuple[int, str, str]]
ENTITIES = (
    entity("Tripoli"),
    entity("Lebanon", "Country", geonames="272103"),
    entity("Munich"),
    entity("Islamic State of Iraq", "ArmedGroup"),
    entity("Daesh", "ArmedGroup"),
    entity("Roberto Carlos", "Person"),
    entity("Michael Collins", "Person"),
    entity("Marsa Shield", "ArmedGroup"),
    entity("a senior commander", "Person", named=False),
)


@pytest.fixture
def graph(tmp_path: Path) -> Path:
    path = tmp_path / "graph.nq"
    with Spool(path, BASE) as spool:
        spool.add(chunk(facts("one", ENTITIES, text="Fighters of the Islamic State in Lebanon.")))
        spool.write()
    return path


def test_real_ambiguity_is_decided_and_a_second_run_asks_nobody(
    kg: Kg,  # noqa: F811
    graph: Path,
    endpoint_url: str,  # noqa: F811
    tmp_path: Path,
) -> None:
    first, second = tmp_path / "first.nq", tmp_path / "second.nq"
    with wiki() as api:
        how: tuple[str, ...] = ("--endpoint", endpoint_url, "--api", api.url, "--contact", "you@example.org")
        how = (*how, "--interval", "0")
        how = (*how, "--cache", str(tmp_path / "answers.sqlite"))
        code, _, err = kg("link", graph, "-o", first, *how)
        assert code == 0, err
        asked = len(api.asked)
        assert asked > 0
        assert kg("link", graph, "-o", second, *how)[0] == 0
        assert len(api.asked) == asked
        assert kg("link", graph, "-o", tmp_path / "offline.nq", *how, "--offline")[0] == 0
    assert first.read_bytes() == second.read_bytes() == (tmp_path / "offline.nq").read_bytes()
    with load_file(first) as kept:
        found = matches(kept)
        (links,) = (name for name in kept.graphs() if "links" in name)
    assert links.startswith(f"{BASE}graph/links/20")
    assert found["Tripoli"] == "Q168954"  # of Lebanon, which the article speaks of
    assert found["Munich"] == "Q1726"  # and not the film
    assert found["Daesh"] == "Q2429253"
    assert found.get("Islamic State of Iraq") != "Q900000004"  # had ended
    assert found["Michael Collins"] == "Q173196"  # and not the film
    assert "Marsa Shield" not in found
    assert "a senior commander" not in found


def test_a_server_that_fails_leaves_nothing_half_linked(
    kg: Kg,  # noqa: F811
    graph: Path,
    tmp_path: Path,
) -> None:
    out = tmp_path / "out.nq"
    with wiki(*[Reply(b"gone", 400, "text/plain")] * 200) as api:
        how = ("--api", api.url, "--contact", "you@example.org", "--interval", "0", "--cache", tmp_path / "answers")
        code, _, err = kg("link", graph, "-o", out, *how)
        assert code == 1
        assert "could not be had" in err
        assert not out.exists()
        code, _, err = kg("link", graph, "-o", out, *how, "--keep-going")
        assert code == 0, err
    with load_file(out) as kept:
        assert matches(kept)["Lebanon"] == "Q822"
