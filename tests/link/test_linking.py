"""A whole graph is linked, in a store and in files, and people's decisions outlive every run."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path

import pyoxigraph as ox
import pytest

from kg import vocab
from kg.errors import NoSuchNode
from kg.explain import explain
from kg.ids import BASE
from kg.link import BuiltIn, Candidates, Ruling
from kg.link.building import Links
from kg.link.linking import Linking
from kg.link.scene import scene_of
from kg.link.statements import hand_graph
from kg.model import Facts
from kg.store import Spool, Store, load_file, open_graph, open_store
from kg.validate import validate
from tests.link.made import TRIPOLIS, Fixed, chunk, entity, facts, item

TRIPOLI = entity("Tripoli")
LEBANON = entity("Lebanon", "Country", geonames="272103")
SHIELD = entity("Marsa Shield", "ArmedGroup")
ONE = facts("one", [TRIPOLI, LEBANON, SHIELD, entity("a senior commander", "Person", named=False)])
TWO = facts("two", [entity("Marsa Watch", "ArmedGroup"), entity("Syria", "Country", geonames="163843")])
Kg = Callable[..., tuple[int, str, str]]


def candidates() -> Candidates:
    return Candidates([BuiltIn(), Fixed(TRIPOLIS)])


def file(path: Path) -> Path:
    with Spool(path, BASE) as spool:
        for one in (ONE, TWO):
            spool.add(chunk(one))
        spool.write()
    return path


def store(folder: Path) -> Path:
    with open_store(folder) as kept:
        for one in (ONE, TWO):
            kept.replace(chunk(one), "test", one.key)
    return folder


def matches(kept: Store) -> dict[str, str]:
    """The item of each entity's label."""
    query = """SELECT ?label ?item { ?e skos:exactMatch ?item ; rdfs:label ?label
        FILTER(STRSTARTS(STR(?item), STR(wd:))) }"""
    rows = kept.oxigraph.query(query, prefixes=vocab.PREFIXES, use_default_graph_as_union=True)
    assert isinstance(rows, ox.QuerySolutions)
    return {row["label"].value: row["item"].value.removeprefix(vocab.WD) for row in rows}


def relinked(path: Path, out: Path, *rulings: Ruling) -> bytes:
    with load_file(path) as kept, Spool(out, BASE) as spool:
        work = Linking(kept, candidates())
        work.rule_by({ruling.key: ruling for ruling in rulings})
        for one in (*work.others(), *work.graphs(work.decisions())):
            spool.add(one)
        spool.write()
    return out.read_bytes()


@pytest.mark.parametrize("suffix", [".nq", ".ttl"])
def test_links_stand_beside_what_the_articles_say(tmp_path: Path, suffix: str) -> None:
    linked = tmp_path / f"linked{suffix}"
    relinked(file(tmp_path / f"graph{suffix}"), linked)
    with open_graph(linked) as kept:
        assert matches(kept) == {"Tripoli": "Q168954", "Lebanon": "Q822", "Syria": "Q858"}
        reasons = explain(kept.oxigraph, SHIELD.key, BASE).links
        assert [(one.item, one.reason) for one in reasons] == [("", "no candidates")]
        (found,) = explain(kept.oxigraph, TRIPOLI.key, BASE).links
        assert found.item == "wd:Q168954"
        assert [one.rank for one in found.candidates] == [1, 2, 3, 4, 5]
        assert ("name", "1") in {(name, value.removesuffix(".0")) for name, value in found.candidates[0].scores}
        assert {one.verdict for one in found.candidates} == {"", "wrong class"}
    graphs = {name for name in load_file(linked).graphs() if "links" in name}
    assert graphs == ({f"{BASE}graph/links/{BuiltIn.retrieved}"} if suffix == ".nq" else set())


@pytest.mark.parametrize("suffix", [".nq", ".ttl"])
def test_linking_again_changes_nothing(tmp_path: Path, suffix: str) -> None:
    first = relinked(file(tmp_path / f"graph{suffix}"), tmp_path / f"a{suffix}")
    assert relinked(tmp_path / f"a{suffix}", tmp_path / f"b{suffix}") == first


@pytest.mark.parametrize("suffix", [".nq", ".ttl", ".trig", ".nt"])
def test_peoples_decisions_outlive_every_run(tmp_path: Path, suffix: str) -> None:
    plain, ruled, again = (tmp_path / f"{name}{suffix}" for name in ("plain", "ruled", "again"))
    file(plain)
    rulings = [Ruling(TRIPOLI.key, "Q3579", comment="so says the mayor"), Ruling(SHIELD.key, "Q4242")]
    written = relinked(plain, ruled, *rulings)
    assert relinked(ruled, again) == written
    with open_graph(again) as kept:
        assert matches(kept)["Tripoli"] == "Q3579"
        assert matches(kept)["Marsa Shield"] == "Q4242"
        assert explain(kept.oxigraph, TRIPOLI.key, BASE).links[0].reason == "accepted by hand"
    relinked(again, plain, Ruling(TRIPOLI.key, None, frozenset({"Q3579"})))
    with open_graph(plain) as kept:
        assert matches(kept)["Tripoli"] == "Q168954"


def test_an_entity_that_the_graph_lacks_is_told(tmp_path: Path) -> None:
    with load_file(file(tmp_path / "graph.nq")) as kept, pytest.raises(NoSuchNode, match="nobody"):
        Linking(kept, candidates()).rule_by({"entity/nobody": Ruling("entity/nobody", "Q1")})


def test_a_store_keeps_links_and_decisions_in_graphs_of_their_own(tmp_path: Path) -> None:
    with open_store(store(tmp_path / "store")) as kept:
        for rulings in ({SHIELD.key: Ruling(SHIELD.key, "Q4242")}, {}):
            work = Linking(kept, candidates())
            work.rule_by(rulings)
            work.keep(work.graphs(work.decisions()))
            assert matches(kept)["Marsa Shield"] == "Q4242"
        assert hand_graph(BASE) in kept.graphs()
        assert kept.chunk(BASE + ONE.key) == chunk(ONE)


def build(kept: Store, *articles: Facts) -> None:
    """What a build does at its end, with some of the articles read anew."""
    with Links(BASE, store=kept) as links:
        for one in articles:
            links.see(BASE + one.key, scene_of(one))
        links.write(None)
    kept.flush()


def test_a_build_links_all_articles_of_its_store(tmp_path: Path) -> None:
    with open_store(store(tmp_path / "store")) as kept:
        build(kept, ONE)
        assert matches(kept) == {"Tripoli": "Q168954", "Lebanon": "Q822", "Syria": "Q858"}
        before = kept.marks()
        build(kept)
        assert kept.marks() == before


def test_a_build_writes_the_same_links_with_a_store_and_without(tmp_path: Path) -> None:
    files = [tmp_path / f"{name}.nq" for name in ("alone", "first", "second")]
    for number, path in enumerate(files):
        with ExitStack() as stack:
            spool = stack.enter_context(Spool(path, BASE))
            kept = stack.enter_context(open_store(store(tmp_path / "store"))) if number else None
            with Links(BASE, store=kept) as links:
                for one in (ONE, TWO):
                    spool.add(chunk(one))
                    links.see(BASE + one.key, scene_of(one))
                links.write(spool)
            spool.write()
    assert files[0].read_bytes() == files[1].read_bytes() == files[2].read_bytes()
    assert b"chosenItem" in files[0].read_bytes()


def test_a_build_leaves_what_was_linked_and_links_the_rest(tmp_path: Path) -> None:
    with open_store(store(tmp_path / "store")) as kept:
        work = Linking(kept, candidates())
        work.keep(work.graphs(work.decisions()))
        new = facts("three", [TRIPOLI, entity("Norway", "Country", geonames="3144096")])
        kept.replace(chunk(new), "test", new.key)
        build(kept)
        assert matches(kept) == {"Tripoli": "Q168954", "Lebanon": "Q822", "Syria": "Q858", "Norway": "Q20"}


def test_links_keep_to_the_shapes(tmp_path: Path) -> None:
    relinked(file(tmp_path / "graph.nq"), tmp_path / "linked.nq", Ruling(SHIELD.key, None, frozenset({"Q4242"})))
    with load_file(tmp_path / "linked.nq") as kept:
        ours = [one for one in validate(kept.oxigraph).violations if "link/" in one.focus or "candidate/" in one.focus]
        assert ours == []


def test_names_are_asked_for_once_and_in_one_go(tmp_path: Path) -> None:
    remote = Fixed([*TRIPOLIS, item("Q4242", "Marsa Shield", "ArmedGroup")], "endpoint", "2026-02-03T04:05:06Z")
    with load_file(file(tmp_path / "graph.nq")) as kept:
        work = Linking(kept, Candidates([Fixed([])], [remote]))
        work.fetch()
        assert sorted(remote.asked) == ["Lebanon", "Marsa Shield", "Marsa Watch", "Syria", "Tripoli"]
        found = {one.label: one.qid for one in work.decisions()}
        assert found["Marsa Shield"] == "Q4242"
        (links,) = work.graphs(work.decisions())
        assert links.graph == f"{BASE}graph/links/2026-02-03"
