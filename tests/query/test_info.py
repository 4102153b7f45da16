"""Counts are right, and what was not understood comes with a line for a lexicon."""

from __future__ import annotations

from pathlib import Path

import pyoxigraph as ox

from kg import data
from kg.ids import BASE
from kg.info import Count, Info, info
from kg.store import Spool, load_file, open_graph
from tests.query.test_named import SAMPLE


def counted(path: Path) -> Info:
    with open_graph(path) as store:
        return info(store.oxigraph)


def test_the_sample_is_counted() -> None:
    what = counted(SAMPLE)
    assert what.articles == 3
    assert what.published == ("2017-10-17", "2017-11-02")
    assert what.happened == ("2017-10-17", "2017-11-02")
    assert dict(what.classes) == {
        "Entity": 16, "Event": 14, "Relation": 4, "Claim": 18, "Role": 37, "CasualtyFigure": 4,
    }  # fmt: skip
    assert what.events[0] == Count("Shelling", 3)
    assert sum(count.number for count in what.events) == 14
    assert sum(count.number for count in what.entities) == 16
    assert Count("Organization", 1) in what.entities
    assert what.publishers == (Count("Northern Wire", 2), Count("South Gazette", 1))
    assert what.undated_events == 9


def test_turtle_is_counted_alike(tmp_path: Path) -> None:
    path = tmp_path / "sample.ttl"
    with load_file(SAMPLE) as kept, Spool(path, BASE) as spool:
        for chunk in kept.chunks():
            spool.add(chunk)
        spool.write()
    assert counted(path) == counted(SAMPLE)


def test_what_was_not_understood_comes_with_a_line_to_paste() -> None:
    what = counted(SAMPLE)
    (word,) = what.words
    assert word[:3] == ("frobnicate (verb)", 1, "wire-1")
    assert word.line.split("\t")[:2] == ["frobnicate", "verb"]
    assert [gap.name for gap in what.unlinked][:2] == ["River Forces", "Eastern Guard"]
    assert "Red Banner" not in [gap.name for gap in what.unlinked], "it has a link"
    assert "civilians" not in [gap.name for gap in what.unlinked], "it is no name"
    assert what.places == ()
    for name, gap in (("triggers", what.words[0]), ("actors", what.unlinked[0])):
        columns = _columns(name)
        assert len(gap.line.split("\t")) == len(columns), name


def test_places_and_times_that_were_not_found_are_listed() -> None:
    store = ox.Store()
    store.load(path=SAMPLE)
    for pattern in ("?x wgs84:lat ?y", "?x sem:hasEarliestBeginTimeStamp ?y", "?x sem:hasLatestEndTimeStamp ?y"):
        prefixes = {
            "wgs84": "http://www.w3.org/2003/01/geo/wgs84_pos#",
            "sem": "http://semanticweb.cs.vu.nl/2009/11/sem/",
        }
        head = "".join(f"PREFIX {name}: <{space}> " for name, space in prefixes.items())
        store.update(f"{head} DELETE {{ GRAPH ?g {{ {pattern} }} }} WHERE {{ GRAPH ?g {{ {pattern} }} }}")
    store.update("INSERT { ?s ?p ?o } WHERE { GRAPH ?g { ?s ?p ?o } }")
    store.update(
        "PREFIX ckg: <https://w3id.org/conflict-kg/ontology#> INSERT { ?x a ckg:Place } WHERE { ?x a ckg:Settlement }"
    )
    what = info(store)
    assert [(gap.name, gap.number) for gap in what.places] == [("Marsa", 5), ("Port Lida", 2)]
    assert len(what.places[0].line.split("\t")) == len(_columns("places"))
    assert "Settlement" in what.places[0].line.split("\t")
    assert ("tuesday", 1) in [(gap.name, gap.number) for gap in what.times]


def _columns(name: str) -> list[str]:
    lines = (data.folder("seeds") / "lexicon" / f"{name}.tsv").read_text(encoding="utf-8").splitlines()
    return next(line for line in lines if line and not line.startswith("#")).split("\t")


def test_an_empty_graph_has_nothing() -> None:
    what = info(ox.Store())
    assert what.articles == 0
    assert what.published == ("", "")
    assert what.words == what.places == what.unlinked == what.times == ()


def test_a_type_of_ones_own_is_named() -> None:
    with open_graph(SAMPLE) as store:
        before = dict(info(store.oxigraph).events)
        store.oxigraph.update("""
            PREFIX ckg: <https://w3id.org/conflict-kg/ontology#>
            INSERT { ?event a <https://example.org/own#Flood> } WHERE { ?event a ckg:Bombing }""")
        after = dict(info(store.oxigraph).events)
    assert after.pop("Flood") == before.pop("Bombing")
    assert after == before
