"""Facts from servers: what a document says that cannot be read is told, and the others are read."""

from __future__ import annotations

from pathlib import Path

from kg.enrich import Wanted
from kg.enrich.online import ApiFacts
from kg.online import Api, Guest
from tests.online.serving import serving
from tests.online.wiki import said

STRANGE = {"mainsnak": {"snaktype": "value", "datavalue": {"type": "quantity", "value": {"amount": "many"}}}}


def test_a_document_that_cannot_be_read_is_unanswered_and_the_others_are_read(tmp_path: Path) -> None:
    documents = {
        "Q1": {"id": "Q1", "labels": {"en": {"language": "en", "value": "Raid on Marsa"}}, "claims": {}},
        "Q2": {"id": "Q2", "labels": {}, "claims": {"P1120": [STRANGE]}},
    }
    guest = Guest("you@example.org", interval=0, cache=tmp_path / "answers.sqlite")
    with serving(lambda _: said({"entities": documents})) as server, Api(guest, server.url) as api:
        source = ApiFacts(api)
        found = source.facts(["Q1", "Q2"], Wanted(("P1120",), ("en",)))
        assert [item.qid for item in found.items] == ["Q1"]
        assert "another form" in source.unanswered["Q2"]
