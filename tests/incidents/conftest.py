"""Reads small articles with the language model, each only once."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from kg.annotate import Annotator
from kg.extract import Reader
from kg.model import Article, Facts, Settings
from kg.resolve import Resolver
from kg.store import Store
from tests.incidents.read import stored

Read = Callable[..., Store]


@pytest.fixture(scope="session")
def read(annotator: Annotator) -> Read:
    """Makes the graph of some articles."""
    reader, resolver = Reader(Settings()), Resolver(Settings())
    known: dict[Article, Facts] = {}

    def facts(article: Article) -> Facts:
        if article not in known:
            known.update((a, resolver.facts(reader.read(a, docs))) for a, docs in annotator.docs([article]))
        return known[article]

    return lambda *articles: stored(map(facts, articles))
