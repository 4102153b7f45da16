"""The lexicons that reading rests on."""

from __future__ import annotations

import pytest

from kg.data import lexicon
from kg.read.articles import Metadata


@pytest.mark.parametrize(
    ("name", "column"), [("agencies", "name"), ("dateline_cities", "name"), ("dateline_refusals", "word")]
)
def test_a_list_of_words_is_sorted_and_unique(name: str, column: str) -> None:
    words = [row[column] for row in lexicon(name, (column,))]
    assert words == sorted(set(words))
    assert all(word == word.strip() != "" for word in words)


def test_header_keys_are_sorted_and_fill_fields_of_an_article() -> None:
    rows = list(lexicon("header_keys", ("key", "field")))
    keys = [row["key"] for row in rows]
    assert keys == sorted({key.lower() for key in keys})
    assert {row["field"] for row in rows} <= {*Metadata._fields, ""}
