"""Servers over the sample graph, over a small knowledge base, and over both."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from kg.ids import BASE
from kg.kb import KnowledgeBase, build
from kg.reconcile import Catalogue, GraphEntities, Service
from kg.store import open_graph
from tests.enrich.made import BANNER, HALE, MARSA, amount, claim, document, item, point, text, time
from tests.query.test_named import SAMPLE
from tests.reconcile.served import Client, serving

TOWN, GROUP, HUMAN, COUNTRY = 515, 17149090, 5, 6256


def tripoli(number: int, country: int, lat: float, long: float, sites: int, geonames: str) -> dict[str, Any]:
    made = document(
        number,
        600,
        {"en": "Tripoli"},
        P31=[claim(f"Q{number}-a", item(TOWN))],
        P17=[claim(f"Q{number}-b", item(country))],
        P625=[claim(f"Q{number}-c", point(lat, long))],
        P1566=[claim(f"Q{number}-d", text(geonames))],
        P571=[claim(f"Q{number}-e", time("+1850-00-00T00:00:00Z", 9))],
        P1082=[claim(f"Q{number}-f", amount("+1000"))],
    )
    made["descriptions"] = {"en": {"language": "en", "value": f"city of country {country}"}}
    made["sitelinks"] = {f"x{each}wiki": {} for each in range(sites)}
    return made


def country(number: int, name: str) -> dict[str, Any]:
    return document(number, 600, {"en": name}, P31=[claim(f"Q{number}-a", item(COUNTRY))])


ITEMS = (
    json.loads(json.dumps(BANNER).replace("90000101", str(GROUP))),
    json.loads(json.dumps(MARSA).replace("90000102", str(TOWN))),
    HALE | {"claims": HALE["claims"] | {"P31": [claim("Q90000003-z", item(HUMAN))]}},
    tripoli(168954, 822, 34.43, 35.83, 80, "266826"),
    tripoli(3579, 1016, 32.88, 13.19, 120, "2210247"),
    country(822, "Lebanon"),
    country(1016, "Libya"),
    country(90000010, "Lida"),
)


@pytest.fixture(scope="session")
def base(tmp_path_factory: pytest.TempPathFactory) -> Iterator[KnowledgeBase]:
    folder = tmp_path_factory.mktemp("kb")
    dump = folder / "dump.json"
    lines = [json.dumps({"type": "item", "descriptions": {}, "sitelinks": {}, **each}) for each in ITEMS]
    dump.write_text("[\n" + ",\n".join(lines) + "\n]\n", encoding="utf-8")
    build([str(dump)], folder / "kb", languages=("en", "fr"))
    with KnowledgeBase(folder / "kb") as known:
        yield known


@pytest.fixture(scope="session")
def graph() -> Iterator[GraphEntities]:
    with open_graph(Path(SAMPLE)) as kept:
        yield GraphEntities(kept.oxigraph, BASE)


@pytest.fixture(scope="session")
def of_graph(graph: GraphEntities) -> Iterator[Client]:
    with serving(Service(Catalogue(graph, None), BASE)) as client:
        yield client


@pytest.fixture(scope="session")
def of_base(base: KnowledgeBase) -> Iterator[Client]:
    with serving(Service(Catalogue(None, base), BASE)) as client:
        yield client


@pytest.fixture(scope="session")
def of_both(graph: GraphEntities, base: KnowledgeBase) -> Iterator[Client]:
    with serving(Service(Catalogue(graph, base), BASE)) as client:
        yield client
