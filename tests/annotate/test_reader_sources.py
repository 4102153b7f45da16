"""Our own marked passages: sound markup, known classes, and a part for testing that is never learned from."""

from __future__ import annotations

import re

import pytest

from bench.train.corpus import OWN
from bench.train.own import CLASSES, Passage, documents, passages
from kg.vocab import ENTITY_CLASSES

PASSAGES = tuple(passages())


@pytest.mark.parametrize("passage", PASSAGES, ids=lambda p: p.name)
def test_marks_are_whole_words_of_the_text(passage: Passage) -> None:
    assert passage.about
    assert not re.search(r"[\[\]]", passage.text)
    assert passage.phrases
    for phrase in passage.phrases:
        text = passage.text[phrase.begin : phrase.end]
        assert text == text.strip()
        before, after = passage.text[: phrase.begin][-1:], passage.text[phrase.end :][:1]
        assert not before.isalnum()
        assert not after.isalnum()
        assert text.split()[0] not in {"a", "an", "the", "A", "An", "The"}, text


def test_every_class_is_one_of_the_ontology() -> None:
    assert set(CLASSES.values()) - {"Nationality", "Temporal"} <= set(ENTITY_CLASSES)
    used = set(re.findall(r"\]([A-Z]+)", OWN.read_text(encoding="utf-8")))
    assert used == set(CLASSES)


def test_names_are_unique_and_the_parts_have_none_in_common() -> None:
    learned, kept = ({one.id for one in documents(test=part)} for part in (False, True))
    assert len(PASSAGES) == len(learned) + len(kept) == len(learned | kept)
    assert len(kept) == len(PASSAGES) // 4
