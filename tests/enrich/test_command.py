"""`kg enrich` from the command line: with a real SPARQL server, a server of the API, a knowledge base, and offline."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pyoxigraph as ox
import pytest

from kg import vocab
from kg.cli import main
from kg.enrich import GRAPH, is_facts
from kg.ids import BASE
from kg.kb import build
from kg.query import ask, find
from kg.store import Chunk, Store, load_file, open_graph, open_store, to_chunk
from tests.enrich.made import BANNER, DOCUMENTS, MARSA, MERGED, SLICE
from tests.online.served import oxigraph
from tests.online.serving import Asked, Reply, Server, serving
from tests.query.test_named import SAMPLE

Kg = Callable[..., tuple[int, str, str]]
WD = vocab.WD


@pytest.fixture
def kg(capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Kg:
    """Status, standard output and standard error of `kg enrich`, with a cache of its own and no waiting."""
    monkeypatch.delenv("KG_CONTACT", raising=False)

    def run(*args: object) -> tuple[int, str, str]:
        given = ["kg", "enrich", *map(str, args), "--cache", str(tmp_path / "answers.sqlite"), "--interval", "0"]
        monkeypatch.setattr(sys, "argv", given)
        with pytest.raises(SystemExit) as ended:
            main()
        out, err = capfd.readouterr()
        return (ended.value.code if isinstance(ended.value.code, int) else 0), out, err

    return run


@pytest.fixture(scope="module")
def endpoint(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with oxigraph(tmp_path_factory.mktemp("wikidata") / "store", SLICE) as url:
        yield url


@pytest.fixture
def linked(tmp_path: Path) -> Path:
    """The sample without what was brought in before."""
    text = SAMPLE.read_text(encoding="utf-8")
    path = tmp_path / "linked.trig"
    path.write_text(text[: text.index("\n<graph/wikidata/")], encoding="utf-8")
    return path


def server_reply(qids: list[str]) -> bytes:
    """What the API says of items that do not exist."""
    return json.dumps({"entities": {qid: {"id": qid, "missing": ""} for qid in qids}, "success": 1}).encode()


def wiki(*bad_days: Reply) -> Iterator[Server]:
    """A server of the action API with the made-up items."""

    def answered(asked: Asked) -> Reply:
        assert asked.fields["action"] == "wbgetentities"
        entities = {}
        for qid in asked.fields["ids"].split("|"):
            document = DOCUMENTS.get(MERGED.get(qid, qid), {"id": qid, "missing": ""})
            entities[qid] = document | ({"redirects": {"from": qid, "to": MERGED[qid]}} if qid in MERGED else {})
        return Reply(json.dumps({"entities": entities, "success": 1}).encode())

    with serving(answered, *bad_days) as server:
        yield server


api = pytest.fixture(wiki)
ME = ("--contact", "tests@example.org")


def chunk_of(kept: Store) -> Chunk:
    """The one graph of facts."""
    (graph,) = (graph for graph in kept.graphs() if is_facts(graph, BASE))
    return kept.chunk(graph)


def facts(path: Path) -> bytes:
    """The statements about the items, without the days on which they were asked for and the source."""
    with load_file(path) as kept:
        lines = chunk_of(kept).lines.splitlines(keepends=True)
    apart = (vocab.DCT + "date>", vocab.DCT + "created>", vocab.DCT + "source>")
    return b"".join(line for line in lines if not any(name.encode() in line for name in apart))


def base(tmp_path: Path) -> None:
    """A knowledge base of the group and the town, in the folder `kb`."""
    classes = [{"id": f"Q{number}", "type": "item", "labels": {}, "claims": {}} for number in (515, 17149090)]
    banner = json.loads(json.dumps(BANNER).replace("90000101", "17149090"))
    marsa = json.loads(json.dumps(MARSA).replace("90000102", "515"))
    for each in (banner, marsa, *classes):
        each |= {"type": "item", "sitelinks": {}}
    dump = tmp_path / "dump.json"
    dump.write_text("[\n" + ",\n".join(json.dumps(each) for each in (*classes, banner, marsa)) + "\n]\n")
    build([str(dump)], tmp_path / "kb", languages=("en",))


def test_a_real_server_and_the_api_give_the_same_facts(
    kg: Kg, linked: Path, endpoint: str, api: Server, tmp_path: Path
) -> None:
    one, other = tmp_path / "one.trig", tmp_path / "other.nq"
    status, out, err = kg(linked, "-o", one, "--endpoint", endpoint, *ME)
    assert (status, out) == (0, "")
    assert " statements about 4 items from http://127.0.0.1:" in err
    assert "1 item merged into another: Q90000006 into Q90000002" in err
    assert kg(linked, "-o", other, "--api", api.url, *ME)[0] == 0
    assert facts(one) == facts(other) != b""
    assert api.asked[0].fields["maxlag"] == "5"
    assert "tests@example.org" in str(api.asked[0].headers["User-Agent"])


def test_what_the_articles_say_stays_as_it_was(kg: Kg, linked: Path, endpoint: str, tmp_path: Path) -> None:
    out = tmp_path / "out.trig"
    kg(linked, "-o", out, "--endpoint", endpoint, *ME)
    with load_file(linked) as before, load_file(out) as after:
        assert after.graphs() == sorted([*before.graphs(), chunk_of(after).graph])
        assert all(before.chunk(graph) == after.chunk(graph) for graph in before.graphs())


def test_the_second_run_asks_nothing_and_gives_the_same_bytes(
    kg: Kg, linked: Path, api: Server, tmp_path: Path
) -> None:
    first, second, third = (tmp_path / f"{name}.trig" for name in ("first", "second", "third"))
    assert kg(linked, "-o", first, "--api", api.url, *ME)[0] == 0
    asked = len(api.asked)
    assert kg(linked, "-o", second, "--api", api.url, *ME)[0] == 0
    assert kg(first, "-o", third, "--api", api.url, "--offline")[0] == 0, "what was there is replaced"
    assert len(api.asked) == asked
    assert first.read_bytes() == second.read_bytes() == third.read_bytes()


def test_triples_are_enriched_once_however_often(kg: Kg, linked: Path, api: Server, tmp_path: Path) -> None:
    plain, once, twice = (tmp_path / f"{name}.ttl" for name in ("plain", "once", "twice"))
    with load_file(linked) as kept:
        from kg.store import Spool

        with Spool(plain, BASE) as spool:
            for chunk in kept.chunks():
                spool.add(chunk)
            spool.write()
    assert kg(plain, "-o", once, "--api", api.url, *ME)[0] == 0
    assert kg(once, "-o", twice, "--api", api.url, "--offline", "--properties", "P17")[0] == 0
    assert b"wdt:P131" in once.read_bytes()
    assert b"wdt:P131" not in twice.read_bytes()
    assert b"wdt:P17" in twice.read_bytes()


def test_a_store_is_enriched_in_place_and_asked(kg: Kg, linked: Path, api: Server, tmp_path: Path) -> None:
    folder = tmp_path / "store"
    with load_file(linked) as kept, open_store(folder) as store:
        for chunk in kept.chunks():
            store.replace(chunk, "tests", "")
    assert kg("--store", folder, "-o", tmp_path / "out.nq", "--api", api.url, *ME)[0] == 0
    with open_store(folder, read_only=True) as store:
        assert chunk_of(store).lines
        with load_file(tmp_path / "out.nq") as written:
            assert chunk_of(written).lines == chunk_of(store).lines
        rows = ask(store.oxigraph, find("office-holders"), ("office=minister",), BASE)
        assert isinstance(rows, ox.QuerySolutions)
        assert len(list(rows)) == 1
    assert kg("--store", folder, "--api", api.url, "--offline", "--properties", "P625", "--quiet") == (0, "", "")
    with open_store(folder, read_only=True) as store:
        assert b"/prop/direct/P39" not in chunk_of(store).lines
        left = store.oxigraph.quads_for_pattern(None, ox.NamedNode(vocab.WDT + "P39"), None, None)
        assert list(left) == [], "nor in the union"


def test_facts_of_another_day_take_the_place_of_those_of_before(
    kg: Kg, linked: Path, api: Server, tmp_path: Path
) -> None:
    folder, old = tmp_path / "store", f"{BASE}{GRAPH}2020-01-01"
    with load_file(linked) as kept, open_store(folder) as store:
        for chunk in kept.chunks():
            store.replace(chunk, "tests", "")
        line = f"<{WD}Q90000001> <{vocab.WDT}P17> <{WD}Q1> .\n"
        store.replace(Chunk(old, line.encode()), "enrich", "")
    assert kg("--store", folder, "--api", api.url, *ME)[0] == 0
    with open_store(folder, read_only=True) as store:
        assert chunk_of(store).graph > old
        assert f"<{WD}Q1>".encode() not in chunk_of(store).lines
        left = store.oxigraph.quads_for_pattern(None, None, ox.NamedNode(WD + "Q1"), None)
        assert list(left) == []


def test_a_knowledge_base_tells_what_it_keeps_and_no_more(kg: Kg, linked: Path, tmp_path: Path) -> None:
    base(tmp_path)
    status, _, err = kg(linked, "-o", tmp_path / "out.nq", "--kb", tmp_path / "kb")
    assert status == 0
    assert "2 items from knowledge base of dump.json in " in err
    assert "unknown to it, deleted perhaps: Q90000003, Q90000004" in err
    text = (tmp_path / "out.nq").read_text()
    assert f'<{WD}Q90000002> <{vocab.WDT}P625> "Point(39.26 35.51)"' in text
    assert f"<{WD}Q90000001> <{vocab.WDT}P17> <{WD}Q90000010>" in text
    assert f'<{WD}Q90000001> <{vocab.SEM}hasLatestBeginTimeStamp> "2011-12-31"' in text
    assert f'<{vocab.WDATA}Q90000001> <{vocab.SCHEMA}version> "501"' in text
    assert f'<{WD}Q90000001> <{vocab.RDFS}label> "Red Banner" ' in text, "of no language that is known"


def test_offline_without_a_memory_changes_nothing(kg: Kg, linked: Path, tmp_path: Path) -> None:
    status, _, err = kg(linked, "-o", tmp_path / "out.nq", "--offline")
    assert status == 1
    assert "5 items could not be had; of Q90000001: it was not asked before" in err
    assert not (tmp_path / "out.nq").exists()


def test_offline_tells_what_is_missing(kg: Kg, linked: Path, api: Server, tmp_path: Path) -> None:
    text = linked.read_text()
    linked.write_text(text.replace("wd:Q90000003", "wd:Q90000002"))
    assert kg(linked, "-o", tmp_path / "out.nq", "--api", api.url, *ME)[0] == 0
    linked.write_text(text)
    status, _, err = kg(linked, "-o", tmp_path / "out.nq", "--api", api.url, "--offline")
    assert status == 0
    assert "about 3 items" in err
    assert "1 item not answered: Q90000003 (it was not asked before" in err


def test_the_knowledge_base_stands_in_for_an_endpoint_that_fails(kg: Kg, linked: Path, tmp_path: Path) -> None:
    base(tmp_path)
    out = tmp_path / "out.nq"
    status, _, err = kg(linked, "-o", out, "--endpoint", "http://127.0.0.1:9/", "--kb", tmp_path / "kb", "--offline")
    assert status == 0
    assert "about 2 items from http://127.0.0.1:9/, knowledge base of dump.json in " in err
    assert "items not answered: " in err
    assert "Q90000003 (it was not asked before" in err
    assert f'<{WD}Q90000002> <{vocab.WDT}P625> "Point(39.26 35.51)"' in out.read_text()


def test_without_a_contact_nobody_is_asked(kg: Kg, linked: Path, api: Server, tmp_path: Path) -> None:
    status, _, err = kg(linked, "-o", tmp_path / "out.nq", "--api", api.url)
    assert status == 1
    assert "--contact" in err
    assert api.asked == []


def test_a_server_that_fails_changes_nothing_unless_that_is_wanted(kg: Kg, linked: Path, tmp_path: Path) -> None:
    refusal = Reply(b"no", 403, "text/plain")
    out = tmp_path / "out.nq"
    for server in wiki(*[refusal] * 7):
        status, _, err = kg(linked, "-o", out, "--api", server.url, *ME)
        assert status == 1
        assert "5 items could not be had; of Q90000001: " in err
        assert not out.exists()


def test_what_was_answered_is_written_if_that_is_wanted(kg: Kg, linked: Path, tmp_path: Path) -> None:
    out = tmp_path / "out.nq"
    for server in wiki():
        server.bad_days.extend([Reply(b"no", 500, "text/plain")] * 3)  # for all five, for the first two, the first one
        status, _, err = kg(linked, "-o", out, "--api", server.url, *ME, "--keep-going")
        assert status == 0
        assert "1 item not answered: Q90000001 " in err
        assert "about 3 items" in err


def test_a_run_that_was_broken_off_goes_on_where_it_was(kg: Kg, tmp_path: Path) -> None:
    path, out = tmp_path / "links.nt", tmp_path / "out.nq"
    qids = ["Q90000002", *(f"Q{number}" for number in range(1, 60))]
    path.write_text("".join(f"<urn:{qid}> <{vocab.SKOS}exactMatch> <{WD}{qid}> .\n" for qid in qids))
    for server in wiki():
        refusing = Reply(b"no", 403, "text/plain")
        server.bad_days.append(Reply(server_reply(qids[1:51])))
        server.bad_days.extend([refusing] * 6)
        assert kg(path, "-o", out, "--api", server.url, *ME)[0] == 1
        server.bad_days.clear()
        asked = len(server.asked)
        assert kg(path, "-o", out, "--api", server.url, *ME)[0] == 0
        assert server.asked[asked].fields["ids"].count("|") == 9, "fifty were answered before"
        assert b"Marsa Governorate" in out.read_bytes()


def test_a_folder_that_is_not_there_is_told_before_anybody_is_asked(
    kg: Kg, linked: Path, api: Server, tmp_path: Path
) -> None:
    status, _, err = kg(linked, "-o", tmp_path / "none" / "out.nq", "--api", api.url, *ME)
    assert status == 1
    assert "there is no folder" in err
    assert api.asked == []


def test_a_graph_without_links_is_told(kg: Kg, tmp_path: Path) -> None:
    path = tmp_path / "plain.ttl"
    path.write_text(f"<{BASE}entity/a> <{vocab.CKG}isNamed> true .")
    status, _, err = kg(path, "-o", tmp_path / "out.ttl", "--offline")
    assert status == 1
    assert "no accepted link to Wikidata; make links with: kg link" in err


@pytest.mark.parametrize(
    "said", ["", f"<{BASE}entity/a> <{vocab.CKG}isNamed> true . <{BASE}link/a> <{vocab.CKG}linkOf> <{BASE}entity/a> ."]
)
def test_a_graph_in_which_nothing_could_be_linked_stays_as_it_is(kg: Kg, tmp_path: Path, said: str) -> None:
    path, out = tmp_path / "plain.ttl", tmp_path / "out.ttl"
    path.write_text(f"<{BASE}event/b> <{vocab.RDFS}label> 'rain' . {said} <{WD}Q1> <{vocab.WDT}P17> <{WD}Q2> .")
    status, _, err = kg(path, "-o", out, "--offline")
    assert (status, err.startswith("0 statements about 0 items")) == (0, True)
    with load_file(path) as before, load_file(out) as after:
        (was, now) = (b"".join(chunk.lines for chunk in store.chunks()) for store in (before, after))
    assert now == b"".join(line for line in was.splitlines(keepends=True) if not line.startswith(b"<http://www.wiki"))


def test_what_was_brought_in_goes_when_no_link_is_left(kg: Kg, linked: Path, api: Server, tmp_path: Path) -> None:
    folder = tmp_path / "store"
    with load_file(linked) as kept, open_store(folder) as store:
        for chunk in kept.chunks():
            store.replace(chunk, "tests", "")
    assert kg("--store", folder, "--api", api.url, *ME)[0] == 0
    with open_store(folder) as store:
        for name in store.graphs():
            match = f"<{vocab.SKOS}exactMatch> <{WD}".encode()
            lines = store.chunk(name).lines.splitlines(keepends=True)
            store.replace(Chunk(name, b"".join(line for line in lines if match not in line)), "tests", "")
    assert kg("--store", folder, "--api", api.url, *ME)[0] == 0
    with open_store(folder, read_only=True) as store:
        assert not any(is_facts(name, BASE) for name in store.graphs())


@pytest.mark.parametrize(
    "args",
    [
        (),
        ("graph.ttl",),
        ("graph.ttl", "--store", "s", "-o", "x.ttl"),
        ("graph.ttl", "-o", "x.ttl", "--properties", "P31,Q5"),
        ("graph.ttl", "-o", "x.ttl", "--properties", ","),
        ("graph.ttl", "-o", "x.ttl", "--languages", "en,1"),
        ("graph.ttl", "-o", "x.ttl", "--api", "http://a/", "--kb", "kb"),
    ],
)
def test_a_wrong_call_ends_with_2(kg: Kg, args: tuple[str, ...]) -> None:
    status, out, err = kg(*args)
    assert (status, out) == (2, "")
    assert err


def test_the_enriched_sample_keeps_to_the_shapes(kg: Kg, linked: Path, endpoint: str, tmp_path: Path) -> None:
    from kg.validate import validate

    out = tmp_path / "out.trig"
    kg(linked, "-o", out, "--endpoint", endpoint, *ME)
    with open_graph(out) as kept:
        assert validate(kept.oxigraph).violations == ()


def test_every_format_holds_the_same_facts(kg: Kg, linked: Path, api: Server, tmp_path: Path) -> None:
    read = []
    for suffix in ("ttl", "trig", "nt", "nq", "jsonld", "rdf"):
        out = tmp_path / f"out.{suffix}"
        assert kg(linked, "-o", out, "--api", api.url, *ME)[0] == 0
        with load_file(out) as kept:
            read.append(to_chunk("", kept.oxigraph).lines)
    assert all(each == read[0] for each in read)
