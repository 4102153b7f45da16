"""The articles in `seeds/articles` give the graphs that somebody has read and found right."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.golden import ARTICLES, GOLDEN, graph

FILES = sorted(ARTICLES.iterdir())


@pytest.mark.parametrize("article", FILES, ids=[file.stem for file in FILES])
def test_graph_is_as_it_was_read(article: Path, tmp_path: Path) -> None:
    expected = (GOLDEN / f"{article.stem}.ttl").read_text(encoding="utf-8")
    assert graph(article, tmp_path) == expected, "if it is better now: python -m tests.golden"


def test_every_golden_file_has_its_article() -> None:
    assert {file.stem for file in GOLDEN.glob("*.ttl")} == {file.stem for file in FILES}
