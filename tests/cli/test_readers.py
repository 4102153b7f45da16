"""`kg build` with and without the learned readers, and what depends on who reads."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from spacy.tokens import Doc
from typer.testing import CliRunner

from kg.annotate import annotator
from kg.cli import app
from kg.pipeline import Build, loaded
from kg.version import LEARNED, RULES, Readers

RUNNER = CliRunner()
TEXT = "Rebels seized the town of Jenin on Monday, the army said. It denied that it had shelled the camp."


@pytest.fixture
def article(tmp_path: Path) -> Path:
    path = tmp_path / "one.jsonl"
    path.write_text(json.dumps({"id": "one", "date": "2024-05-08", "text": TEXT}), encoding="utf-8")
    return path


@pytest.fixture
def no_weights(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(annotator, "WEIGHTS", tmp_path / "nowhere")
    loaded.cache_clear()


def built(article: Path, *options: str) -> str:
    out = article.with_suffix(".ttl")
    result = RUNNER.invoke(app, ["build", str(article), "-o", str(out), "-q", *options])
    assert result.exit_code == 0, result.output
    return out.read_text(encoding="utf-8")


@pytest.mark.usefixtures("no_weights")
def test_rules_read_without_the_weights(article: Path) -> None:
    assert "ckg:TerritoryTransfer" in built(article, "--readers", "rules")


@pytest.mark.usefixtures("no_weights")
def test_missing_weights_are_told_with_the_remedy(article: Path) -> None:
    result = RUNNER.invoke(app, ["build", str(article), "-o", str(article.with_suffix(".ttl"))])
    assert result.exit_code != 0
    assert "--readers rules" in str(result.exception)


def test_a_processor_for_readers_that_do_not_read_is_a_wrong_call(article: Path) -> None:
    options = ["--readers", "rules", "--device", "cuda"]
    result = RUNNER.invoke(app, ["build", str(article), "-o", str(article.with_suffix(".ttl")), *options])
    assert result.exit_code == 2


def test_what_is_less_sure_is_left_out_and_no_denial_with_it(article: Path) -> None:
    every, sure = built(article), built(article, "--min-confidence", "0.5")
    none = built(article, "--min-confidence", "1")
    assert "ckg:TerritoryTransfer" in every
    assert "ckg:TerritoryTransfer" in sure
    assert "a ckg:TerritoryTransfer" not in none
    for text in (every, sure, none):
        assert ("a ckg:Shelling" not in text) or ("ckg:polarity ckg:Negated" in text)


def test_who_reads_is_told_apart() -> None:
    told = {
        Build(readers=readers, min_confidence=least).read_by
        for readers in (LEARNED, RULES, Readers("learned", "cuda"))
        for least in (0.0, 0.5, 0.500000001)
    }
    assert len(told) == 9


def test_what_was_noted_of_a_document_goes_with_it(article: Path) -> None:
    """Else memory would grow with the number of articles: the notes refer to the document, which refers to them."""
    from kg.model import Article
    from kg.read import read

    pipeline = loaded(Build())
    (one,) = (found for found in read([str(article)]) if isinstance(found, Article))
    kept: list[Doc] = []
    docs_of = pipeline._annotator.docs

    def watched(articles: list[Article]) -> object:
        for given, docs in docs_of(articles):
            kept.extend(docs)
            yield given, docs

    pipeline._annotator.docs = watched  # type: ignore[method-assign, assignment]
    try:
        list(pipeline.read([one]))
    finally:
        del pipeline._annotator.docs
    assert kept
    assert all(not doc.user_data for doc in kept)
