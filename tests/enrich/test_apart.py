"""What Wikidata says changes no answer to a question about what the articles say."""

from __future__ import annotations

import pytest

from kg.query import named
from kg.store import load_file, open_graph
from tests.query.test_named import CASES, SAMPLE, answered

BOTH = ("actors-with-countries", "casualties-beside-wikidata", "office-holders", "places-on-wikidatas-map")


@pytest.mark.parametrize(("golden", "name", "params"), [case for case in CASES if case[1] not in BOTH])
def test_an_answer_stays_the_same(
    golden: str, name: str, params: tuple[str, ...], tmp_path_factory: pytest.TempPathFactory
) -> None:
    text = SAMPLE.read_text(encoding="utf-8")
    plain = tmp_path_factory.mktemp("plain") / "plain.trig"
    plain.write_text(text[: text.index("\n<graph/wikidata/")], encoding="utf-8")
    with open_graph(SAMPLE) as enriched, open_graph(plain) as before:
        assert answered(enriched, name, params) == answered(before, name, params)


def test_the_questions_about_both_worlds_say_so() -> None:
    assert set(BOTH) <= {query.name for query in named() if "kg enrich" in query.description}
    with load_file(SAMPLE) as kept:
        assert any("/graph/wikidata/" in graph for graph in kept.graphs())
