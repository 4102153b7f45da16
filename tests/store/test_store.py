"""A store keeps one graph an article, replaces it in one step, and answers for what follows."""

from __future__ import annotations

import json
import subprocess
import sys
import time
from pathlib import Path

import pyoxigraph as ox
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg import vocab
from kg.errors import BadLexicon, StoreError
from kg.store import Store, load_file, open_store
from kg.store.entailment import implied_lines, trees
from tests.store.made import SHARED, article

WHO, TEXT = "kg 1, model 1", "0123456789abcdef"


def counted(store: Store, pattern: str) -> int:
    query = f"PREFIX ckg: <{vocab.CKG}> PREFIX sem: <{vocab.SEM}> SELECT (COUNT(*) AS ?n) {{ {pattern} }}"
    rows = store.oxigraph.query(query)
    assert isinstance(rows, ox.QuerySolutions)
    (row,) = rows
    value = row["n"]
    assert isinstance(value, ox.Literal)
    return int(value.value)


def state(store: Store) -> set[str]:
    """Everything that is there, the marks of who read what included."""
    store.flush()
    return {str(quad) for quad in store.oxigraph}


def test_what_is_put_in_is_there_and_comes_out_as_it_was(tmp_path: Path) -> None:
    with open_store(tmp_path / "store") as store:
        assert not store.has(article(1).graph, WHO, TEXT)
        store.replace(article(1), WHO, TEXT)
        store.replace(article(2), WHO, TEXT)
        assert store.has(article(1).graph, WHO, TEXT)
    with open_store(tmp_path / "store", read_only=True) as store:
        assert store.has(article(1).graph, WHO, TEXT)
        assert not store.has(article(1).graph, WHO, "another text")
        assert not store.has(article(1).graph, "kg 2, model 1", TEXT)
        assert list(store.chunks()) == [article(1), article(2)]


def test_superclasses_and_superproperties_are_answered_for_and_not_exported(tmp_path: Path) -> None:
    with open_store(tmp_path / "store") as store:
        for number in range(3):
            store.replace(article(number), WHO, TEXT)
        store.flush()
        assert counted(store, "?x a ckg:Violence") == 3
        assert counted(store, "?x a sem:Event") == 3
        assert counted(store, "?x a sem:Actor") == 1
        assert counted(store, "?x sem:hasActor ?y") == 3
        assert b"Violence" not in b"".join(chunk.lines for chunk in store.chunks())


def test_what_several_articles_say_alike_counts_once(tmp_path: Path) -> None:
    with open_store(tmp_path / "store") as store:
        for number in range(3):
            store.replace(article(number), WHO, TEXT)
        store.flush()
        assert counted(store, "?x a ckg:ArmedGroup") == 1
        assert counted(store, "GRAPH ?g { ?x a ckg:ArmedGroup }") == 3


def test_a_new_reading_takes_the_place_of_the_old_one(tmp_path: Path) -> None:
    old, new = article(1, cls="Killing"), article(1, cls="Negotiation")
    with open_store(tmp_path / "store") as store:
        store.replace(old, WHO, TEXT)
        store.replace(new, WHO, "another text")
        store.flush()
        assert not store.has(old.graph, WHO, TEXT)
        assert store.has(new.graph, WHO, "another text")
        assert store.chunk(new.graph) == new
        assert counted(store, "?x a ckg:Violence") == 0
        assert counted(store, "?x a ckg:Politics") == 1


def test_what_another_article_still_says_stays(tmp_path: Path) -> None:
    with open_store(tmp_path / "store") as store:
        store.replace(article(1, entity="ArmedGroup"), WHO, TEXT)
        store.replace(article(2, entity="ArmedGroup"), WHO, TEXT)
        store.replace(article(1, entity="Weapon"), WHO, "another text")
        store.flush()
        assert counted(store, f"{SHARED} a ckg:ArmedGroup") == 1
        assert counted(store, f"{SHARED} a ckg:Actor") == 1
        store.replace(article(2, entity="Weapon"), WHO, "another text")
        assert counted(store, f"{SHARED} a ckg:ArmedGroup") == 0
        assert counted(store, f"{SHARED} a ckg:Actor") == 0
        assert counted(store, f"{SHARED} a ckg:Entity") == 1


@settings(max_examples=25, deadline=None)
@given(
    st.lists(
        st.tuples(st.integers(0, 3), st.sampled_from(["Killing", "Protest"]), st.sampled_from(["Person", "Place"]))
    )
)
def test_the_last_reading_of_each_article_decides_and_nothing_else(readings: list[tuple[int, str, str]]) -> None:
    known = trees()
    with Store(ox.Store(), known) as one, Store(ox.Store(), known) as other:
        for number, cls, entity in readings:
            one.replace(article(number, cls=cls, entity=entity), WHO, TEXT)
        last = {number: (cls, entity) for number, cls, entity in readings}
        for number in sorted(last, reverse=True):
            other.replace(article(number, cls=last[number][0], entity=last[number][1]), WHO, TEXT)
            other.replace(article(number, cls=last[number][0], entity=last[number][1]), WHO, TEXT)
        assert state(one) == state(other)


def test_a_graph_is_forgotten_with_all_that_follows_from_it(tmp_path: Path) -> None:
    with open_store(tmp_path / "store") as store:
        store.replace(article(1), WHO, TEXT)
        store.replace(article(2), WHO, TEXT)
        store.forget(article(1).graph)
        store.forget(article(3).graph)
        assert list(store.chunks()) == [article(2)]
        assert not store.has(article(1).graph, WHO, TEXT)
        assert counted(store, "?x a ckg:Violence") == 1
        after = state(store)
    with open_store(tmp_path / "other") as other:
        other.replace(article(2), WHO, TEXT)
        assert state(other) == after


def test_classes_of_a_users_own_are_known(tmp_path: Path) -> None:
    own = tmp_path / "own.ttl"
    own.write_text(
        f"@prefix ckg: <{vocab.CKG}> . @prefix rdfs: <{vocab.RDFS}> . ckg:CyberAttack rdfs:subClassOf ckg:ArmedAttack ."
    )
    with open_store(tmp_path / "store", ontology=(own,)) as store:
        store.replace(article(1, cls="CyberAttack"), WHO, TEXT)
        store.flush()
        assert counted(store, "?x a ckg:Violence") == 1


@pytest.mark.parametrize("content", ["this is no Turtle", None])
def test_an_ontology_that_cannot_be_read_says_so(tmp_path: Path, content: str | None) -> None:
    own = tmp_path / "own.ttl"
    if content is not None:
        own.write_text(content)
    with pytest.raises(BadLexicon, match=r"own\.ttl: it (is not valid RDF|cannot be read)"):
        trees((own,))


def test_only_what_is_above_follows() -> None:
    lines = f"<urn:e> <{vocab.RDF}type> <{vocab.CKG}AirStrike> .\n<urn:a> <{vocab.CKG}memberOf> <urn:b> .\n".encode()
    found = implied_lines(lines, trees()).decode()
    assert f"<urn:e> <{vocab.RDF}type> <{vocab.CKG}Violence> .\n" in found
    assert f"<urn:a> <{vocab.CKG}related> <urn:b> .\n" in found
    assert "AirStrike" not in found
    assert "<urn:b> <" not in found


# -- what may be wrong with a folder -----------------------------------------------------------------------------------


def test_a_store_of_another_version_is_refused(tmp_path: Path) -> None:
    open_store(tmp_path / "store").close()
    (tmp_path / "store" / "kg-store.json").write_text(json.dumps({"layout": 99}))
    with pytest.raises(StoreError, match=r"has layout 99, and this version of kg reads layout \d+; build it again"):
        open_store(tmp_path / "store")


def test_a_folder_of_something_else_is_refused_and_left_alone(tmp_path: Path) -> None:
    (tmp_path / "letter.txt").write_text("dear")
    with pytest.raises(StoreError, match="not a store of kg; name a new or an empty folder"):
        open_store(tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["letter.txt"]
    with pytest.raises(StoreError, match="not a store of kg"):
        open_store(tmp_path / "letter.txt")


def test_a_store_that_is_not_there_cannot_be_read(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="there is no store; make one with: kg build INPUT --store"):
        open_store(tmp_path / "store", read_only=True)
    with pytest.raises(StoreError, match="cannot be made"):
        open_store(tmp_path / "no" / "such" / "store")


def test_a_damaged_store_says_so(tmp_path: Path) -> None:
    path = tmp_path / "store"
    with open_store(path) as store:
        store.replace(article(1), WHO, TEXT)
    for manifest in path.glob("MANIFEST-*"):
        manifest.write_bytes(b"junk")
    with pytest.raises(StoreError, match="damaged or cannot be read"):
        open_store(path, read_only=True)
    (path / "kg-store.json").write_text("{")
    with pytest.raises(StoreError, match=r"kg-store\.json in it is damaged"):
        open_store(path)


@pytest.mark.skipif(sys.platform == "win32", reason="no advisory locks there")
def test_one_writes_or_many_read(tmp_path: Path) -> None:
    path = tmp_path / "store"
    with open_store(path):
        for read_only in (True, False):
            with pytest.raises(StoreError, match="another process is using this store; wait until it has ended"):
                open_store(path, read_only=read_only)
    first, second = open_store(path, read_only=True), open_store(path, read_only=True)
    with pytest.raises(StoreError, match="another process is using this store"):
        open_store(path)
    first.close()
    second.close()
    open_store(path).close()


@pytest.mark.skipif(sys.platform == "win32", reason="no advisory locks there")
def test_another_program_that_uses_the_store_is_noticed(tmp_path: Path) -> None:
    path = tmp_path / "store"
    open_store(path).close()
    code = "import sys, time, pyoxigraph; s = pyoxigraph.Store(sys.argv[1]); print('open', flush=True); time.sleep(60)"
    with subprocess.Popen([sys.executable, "-c", code, str(path)], stdout=subprocess.PIPE, text=True) as other:
        assert other.stdout is not None
        assert other.stdout.readline() == "open\n"
        for read_only in (True, False):
            with pytest.raises(StoreError, match="another process is using this store"):
                open_store(path, read_only=read_only)
        other.kill()


def test_a_store_that_is_only_read_takes_nothing(tmp_path: Path) -> None:
    open_store(tmp_path / "store").close()
    store = open_store(tmp_path / "store", read_only=True)
    with pytest.raises(StoreError, match="opened to be read only"):
        store.replace(article(1), WHO, TEXT)
    store.close()


FILLER = """
import resource, sys
from pathlib import Path
from kg.errors import StoreError
from kg.store import open_store
from tests.store.made import article

path = Path(sys.argv[1])
with open_store(path) as store:
    store.replace(article(0), "kg 1", "x")
resource.setrlimit(resource.RLIMIT_FSIZE, (150_000, 150_000))
try:
    with open_store(path) as store:
        for number in range(2000):
            store.replace(article(number), "kg 1", "x")
except StoreError as error:
    print(error)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="no limits on files there")
def test_a_disk_that_takes_no_more_is_told_and_the_store_stays_sound(tmp_path: Path) -> None:
    path = tmp_path / "store"
    done = subprocess.run([sys.executable, "-c", FILLER, str(path)], capture_output=True, text=True, check=True)
    assert done.stdout.startswith(f"{path}: it cannot be written: ")
    assert done.stdout.endswith("; free some space, then run again\n")
    with open_store(path) as store:
        assert list(store.chunks()) == [article(0)]


WRITER = """
import sys
from pathlib import Path
from kg.store import open_store, store
from tests.store.made import article

store._BATCH = 20_000
with open_store(Path(sys.argv[1])) as kept:
    for number in range(100_000):
        kept.replace(article(number % 500, cls="Killing" if number < 500 else "Injury"), "kg 1", str(number))
        print(number, flush=True)
"""


@pytest.mark.parametrize("after", [60, 700])
def test_a_process_that_is_killed_leaves_each_article_whole(tmp_path: Path, after: int) -> None:
    path = tmp_path / "store"
    with subprocess.Popen(
        [sys.executable, "-c", WRITER, str(path)], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
    ) as writer:
        assert writer.stdout is not None
        deadline = time.monotonic() + 60
        for line in writer.stdout:
            if int(line) >= after or time.monotonic() > deadline:
                break
        writer.kill()
    with open_store(path) as store:
        graphs = store.graphs()
        assert graphs
        merged: set[bytes] = set()
        for graph in graphs:
            number = int(graph[-16:], 16)
            found = store.chunk(graph)
            assert found in (article(number, cls="Killing"), article(number, cls="Injury"))
            merged.update((found.lines + implied_lines(found.lines, trees())).splitlines(keepends=True))
        assert set(store.chunk("").lines.splitlines(keepends=True)) == merged
        store.replace(article(7), WHO, TEXT)
        assert store.has(article(7).graph, WHO, TEXT)


def test_a_file_of_triples_and_named_graphs_loses_neither(tmp_path: Path) -> None:
    file = tmp_path / "mixed.trig"
    file.write_text("<urn:a> <urn:p> <urn:b> . <urn:g> { <urn:c> <urn:p> <urn:d> }", encoding="utf-8")
    chunks = list(load_file(file).chunks())
    assert [chunk.graph for chunk in chunks] == ["", "urn:g"]
    assert chunks[0].lines == b"<urn:a> <urn:p> <urn:b> .\n"
