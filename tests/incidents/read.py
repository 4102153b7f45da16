"""Small articles to their graph, and what its incidents are, told by the articles' own ids."""

from __future__ import annotations

from collections.abc import Iterable

import pyoxigraph as ox

from kg.emit import quads
from kg.ids import BASE
from kg.incidents import Found, find
from kg.model import Article, Facts
from kg.store import Store, to_chunk
from kg.vocab import CKG, DCT, PROV

Ties = set[tuple[str, str]]


def article(id_: str, day: str | None, text: str, publisher: str | None = None) -> Article:
    source = "given" if day else "none"
    return Article(id_, text, ((0, len(text)),), id_, day, source, publisher=publisher)  # type: ignore[arg-type]


def stored(facts: Iterable[Facts]) -> Store:
    """The articles' graphs, as a file that has just been loaded."""
    store = ox.Store()
    for one in facts:
        store.bulk_load(to_chunk(BASE + one.key, quads(one, BASE, "test")).nquads(), ox.RdfFormat.N_QUADS)
    return Store(store)


def found(store: Store) -> Found:
    return find(store, is_merged=False)


def groups(store: Store, result: Found) -> list[list[str]]:
    """The ids of the articles that report each incident."""
    rows = _asked(
        store,
        result,
        "SELECT DISTINCT ?i ?id WHERE { ?i ckg:hasReport/^ckg:claims/prov:hadPrimarySource/dct:identifier ?id }",
    )
    by_incident: dict[str, set[str]] = {}
    for incident, name in rows:
        by_incident.setdefault(incident, set()).add(name)
    return sorted(sorted(names) for names in by_incident.values())


def ties(store: Store, result: Found, name: str) -> Ties:
    """The ids of the articles between whose claims the property holds, as far as the incidents say so."""
    where = f"GRAPH ?g {{ ?a ckg:{name} ?b }} ?a prov:hadPrimarySource/dct:identifier ?x . "
    where += "?b prov:hadPrimarySource/dct:identifier ?y"
    return {
        (x, y)
        for x, y in _asked(store, result, f"SELECT ?x ?y WHERE {{ {where} FILTER(?g = <{result.chunk.graph}>) }}")
    }


def _asked(store: Store, result: Found, query: str) -> list[tuple[str, str]]:
    both = ox.Store()
    both.extend(store.oxigraph)
    both.bulk_load(result.chunk.nquads(), ox.RdfFormat.N_QUADS)
    rows = both.query(query, prefixes={"ckg": CKG, "dct": DCT, "prov": PROV}, use_default_graph_as_union=True)
    assert isinstance(rows, ox.QuerySolutions)
    return [(row[0].value, row[1].value) for row in rows]
