"""How articles are cut: nothing is lost, no piece is too long, and sentences begin where paragraphs do."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from kg.annotate.passages import LONGEST, passages
from kg.model import Article

PIECE = st.text(alphabet=st.sampled_from("ab .!?\n\t“’—\u200f\x00é漢"), max_size=300)


def article(text: str, body: tuple[tuple[int, int], ...] | None = None) -> Article:
    return Article("a", text, body or ((0, len(text)),), "test")


@given(PIECE)
def test_every_character_of_the_body_is_in_a_passage(text: str) -> None:
    found = list(passages(article(text)))
    covered = sum(len(passage.text) for passage in found)
    assert covered == (0 if text.isspace() or not text else len(text))


def test_characters_are_replaced_one_for_one() -> None:
    text = "“Troops’ ­losses”\u200f\n\tgrew\u00a0fast — he said…"
    (passage,) = passages(article(text))
    assert len(passage.text) == len(text)
    assert passage.text.startswith("\"Troops' ")


def test_a_long_article_is_cut_at_paragraphs() -> None:
    paragraph = "Soldiers crossed the river. " * 40
    text = "\n\n".join([paragraph] * 60)
    found = list(passages(article(text)))
    assert len(found) > 1
    assert all(len(passage.text) <= LONGEST for passage in found)
    assert all(text[passage.begin - 2 : passage.begin] == "\n\n" for passage in found[1:])


def test_a_text_without_paragraphs_is_cut_at_sentences_else_at_spaces() -> None:
    sentences = list(passages(article("It rained. " * 4000)))
    assert all(passage.text.startswith("It") for passage in sentences)
    words = list(passages(article("word " * 9000)))
    assert all(passage.text.startswith("word") for passage in words)


def test_what_is_not_body_is_not_read() -> None:
    text = "Date: 2017-10-17\nTroops left."
    assert [passage.text for passage in passages(article(text, ((17, len(text)),)))] == ["Troops left."]


def test_sentences_begin_after_headlines_and_paragraphs_and_not_in_wrapped_lines() -> None:
    text = "Troops leave town\nThe army said that it had\nwithdrawn.\n\nNobody was hurt.\nHe said so."
    (passage,) = passages(article(text))
    starts = sorted(passage.starts)
    assert [text[start:].split()[0] for start in starts] == ["The", "Nobody", "He"]
