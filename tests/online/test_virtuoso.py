"""Another store of RDF than Oxigraph gives the same items; Debian's Virtuoso, where it is installed."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Sequence

import pytest

from kg import vocab
from kg.online import Endpoint, Guest
from tests.online.conftest import Time
from tests.online.served import VIRTUOSO, virtuoso

NAMES = ["Tripoli", "طرابلس", "Islamic State", "the Georgia", "MUNICH", "Roberto Carlos", "Vladimir Putin", "Gulf War"]


def said(qids: Sequence[str]) -> str:
    items = " ".join(f"<{vocab.WD}{qid}>" for qid in qids)
    return f"SELECT ?item ?what ?value {{ VALUES ?item {{ {items} }} ?item ?what ?value }}"


@pytest.mark.skipif(
    shutil.which(VIRTUOSO) is None, reason="Virtuoso (Debian: virtuoso-opensource-7-bin) is not installed"
)
def test_virtuoso_and_oxigraph_give_the_same_items(
    guest: Callable[..., Guest], time: Time, endpoint_url: str, tmp_path_factory: pytest.TempPathFactory
) -> None:
    def found(url: str) -> object:
        with Endpoint(guest(languages=("en", "ar", "fr")), url, hands=time.hands) as endpoint:
            items = endpoint.by_name([*NAMES, 'No one "of" this \\ name'])
            assert len(items) == len(NAMES)
            places = endpoint.by_geonames([266826, 172955])
            assert len(places) == 2
            assert endpoint.unanswered == {}
            (rows, _) = endpoint.rows(["Q168954"], said)["Q168954"]
            return items, places, sorted(sorted(map(str, row.values())) for row in rows)

    with virtuoso(tmp_path_factory.mktemp("virtuoso")) as url:
        assert found(url) == found(endpoint_url)
