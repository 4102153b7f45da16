"""Windows, pieces, tags and their decoding; and a whole encoder, with weights of chance."""

from __future__ import annotations

import json
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest
import spacy
from hypothesis import given
from hypothesis import strategies as st

from bench.train.export import to_onnx
from bench.train.sizes import HEADS
from kg.annotate.reader.encoder import ABOUT, MODEL, VOCABULARY, Encoder
from kg.annotate.reader.pieces import LONGEST, MARK, Vocabulary
from kg.annotate.reader.reader import EntityReader, ReadSpan
from kg.annotate.reader.tags import Span, best, probabilities, spans, tag_names, transitions
from kg.annotate.reader.windows import CONTEXT, CORE, windows
from kg.annotate.reader.words import words
from kg.errors import NoSuchModel

PIECES = [
    "[PAD]",
    "[UNK]",
    "[CLS]",
    "[SEP]",
    "the",
    "re",
    "##bel",
    "##s",
    "rebel",
    "enter",
    "##ed",
    "bira",
    ".",
    "-",
    "_",
]
TYPES = ("Person", "Location")
TAGS = tag_names(TYPES)


def weights(layers: int, width: int = 24, inner: int = 48) -> dict[str, np.ndarray]:
    """An encoder of chance, small, with the names of the trained one."""
    chance = np.random.default_rng(3)

    def some(*shape: int) -> np.ndarray:
        return chance.standard_normal(shape, dtype="float32") / 3

    made = {
        "pieces.weight": some(len(PIECES), width),
        "positions.weight": some(512, width),
        "kinds.weight": some(2, width),
        "shapes.weight": some(MARK + 1, width),
        "normed.weight": some(width) + 1,
        "normed.bias": some(width),
        "head.weight": some(len(TAGS), width),
        "head.bias": some(len(TAGS)),
    }
    sizes = {"inner": (inner, width), "outer": (width, inner)}
    for i in range(layers):
        for part in ("query", "key", "value", "mixed", "inner", "outer"):
            rows, columns = sizes.get(part, (width, width))
            made[f"layers.{i}.{part}.weight"] = some(rows, columns)
            made[f"layers.{i}.{part}.bias"] = some(rows)
        for part in ("attended", "normed"):
            made[f"layers.{i}.{part}.weight"] = some(width) + 1
            made[f"layers.{i}.{part}.bias"] = some(width)
    return made


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("weights")
    (path / MODEL).write_bytes(to_onnx(weights(2), 2))
    (path / VOCABULARY).write_text("\n".join(PIECES) + "\n", encoding="utf-8")
    (path / ABOUT).write_text(json.dumps({"types": TYPES, "temperature": 1.5}), encoding="utf-8")
    return path


@given(st.integers(0, 2000), st.integers(1, 130), st.integers(0, 40))
def test_each_word_is_answered_for_once(count: int, core: int, context: int) -> None:
    answered = [i for w in windows(count, core, context) for i in range(w.first, w.last)]
    assert answered == list(range(count))
    for w in windows(count, core, context):
        assert 0 <= w.begin <= w.first <= w.last <= w.end <= count
        assert w.end - w.begin <= core + 2 * context


def test_words_are_cut_into_the_longest_known_pieces(folder: Path) -> None:
    vocabulary = Vocabulary(folder / VOCABULARY)
    found = vocabulary.pieces(["The", "rebels", "Entered", "Bíra", "Moon", "_", "a_b"])
    names = [PIECES[i] for i in found.ids]
    assert names == (
        ["[CLS]", "the", "rebel", "##s", "enter", "##ed", "bira", "[UNK]", "_", "[UNK]", "_", "[UNK]", "[SEP]"]
    )
    assert found.first == [1, 2, 4, 6, 7, 8, 9]
    assert len(found.shapes) == len(found.ids)


def test_a_window_of_no_language_still_fits(folder: Path) -> None:
    found = Vocabulary(folder / VOCABULARY).pieces(["." * 90] * 10 + ["rebels" * 15] * (CORE + 2 * CONTEXT - 10))
    assert len(found.ids) <= LONGEST + 2
    assert len(set(found.first)) == CORE + 2 * CONTEXT


def test_the_best_sequence_is_legal_and_the_best_of_all() -> None:
    chance = np.random.default_rng(5)
    cost = transitions(TAGS)
    for _ in range(50):
        scores = chance.standard_normal((4, len(TAGS)), dtype="float32")

        def worth(path: tuple[int, ...], scores: np.ndarray = scores) -> float:
            steps = [cost[0, path[0]], *(cost[a, b] for a, b in pairwise(path))]
            return float(sum(steps) + sum(scores[i, tag] for i, tag in enumerate(path)))

        every = max(worth(path) for path in np.ndindex(*[len(TAGS)] * 4))
        assert worth(tuple(best(scores, cost))) == pytest.approx(every)


def test_spans_end_where_another_begins() -> None:
    path = [TAGS.index(tag) for tag in ("B-Person", "I-Person", "B-Person", "O", "B-Location")]
    chances = probabilities(np.eye(len(TAGS), dtype="float32")[path] * 9)
    found = spans(path, TAGS, chances)
    assert [(s.start, s.end, s.type) for s in found] == [(0, 2, "Person"), (2, 3, "Person"), (4, 5, "Location")]
    assert isinstance(found[0], Span)
    assert 0.99 < found[0].score <= 1


def test_a_higher_temperature_is_less_sure() -> None:
    scores = np.array([[3.0, 0.0]], dtype="float32")
    assert probabilities(scores, 2.0)[0, 0] < probabilities(scores, 1.0)[0, 0]


def test_scores_are_the_same_beside_any_other_text(folder: Path) -> None:
    text = "The rebels entered Bira. " * 60
    one, other = Encoder(folder), Encoder(folder)
    other.read(words("Moon - the rebels " * 30))
    assert np.array_equal(one.scores(words(text)), other.scores(words(text)))


def test_the_graph_computes_what_the_layers_say(folder: Path) -> None:
    """The 8-bit graph is near the same sums in NumPy."""
    own = weights(2)
    found = words("The rebels entered Bira.")
    pieces = Vocabulary(folder / VOCABULARY).pieces([word.text for word in found])
    states = _normed(
        own["pieces.weight"][pieces.ids] + own["shapes.weight"][pieces.shapes]
        + own["positions.weight"][: len(pieces.ids)] + own["kinds.weight"][0],
        own["normed.weight"], own["normed.bias"],
    )  # fmt: skip
    for i in range(2):
        states = _layer(states, {k.removeprefix(f"layers.{i}."): v for k, v in own.items() if f"layers.{i}." in k})
    whole = states[pieces.first] @ own["head.weight"].T + own["head.bias"]
    assert np.abs(Encoder(folder).scores(found) - whole).max() < 0.1 * np.abs(whole).max()


def _normed(x: np.ndarray, scale: np.ndarray, shift: np.ndarray) -> np.ndarray:
    return np.asarray((x - x.mean(-1, keepdims=True)) / np.sqrt(x.var(-1, keepdims=True) + 1e-12) * scale + shift)


def _layer(x: np.ndarray, own: dict[str, np.ndarray]) -> np.ndarray:
    from math import erf

    def dense(states: np.ndarray, part: str) -> np.ndarray:
        return np.asarray(states @ own[f"{part}.weight"].T + own[f"{part}.bias"])

    q, k, v = (np.stack(np.split(dense(x, part), HEADS, axis=1)) for part in ("query", "key", "value"))
    asked = q @ k.transpose(0, 2, 1) / np.sqrt(q.shape[-1])
    power = np.exp(asked - asked.max(-1, keepdims=True))
    seen = np.concatenate(list(power / power.sum(-1, keepdims=True) @ v), axis=1)
    x = _normed(x + dense(seen, "mixed"), own["attended.weight"], own["attended.bias"])
    inner = dense(x, "inner")
    inner = inner * (1 + np.vectorize(erf)(inner / np.sqrt(2))) / 2
    return _normed(x + dense(inner, "outer"), own["normed.weight"], own["normed.bias"])


@pytest.fixture(scope="module")
def by_hand(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An encoder without layers, which takes "Bira" for a place and all else for nothing."""
    width = len(PIECES)
    own = {
        "pieces.weight": np.eye(width, dtype="float32"),
        "positions.weight": np.zeros((512, width), dtype="float32"),
        "kinds.weight": np.zeros((2, width), dtype="float32"),
        "shapes.weight": np.zeros((MARK + 1, width), dtype="float32"),
        "normed.weight": np.ones(width, dtype="float32"),
        "normed.bias": np.zeros(width, dtype="float32"),
        "head.weight": np.zeros((len(TAGS), width), dtype="float32"),
        "head.bias": np.array([1.0, *[0.0] * (len(TAGS) - 1)], dtype="float32"),
    }
    own["head.weight"][TAGS.index("B-Location"), PIECES.index("bira")] = 5
    path = tmp_path_factory.mktemp("by_hand")
    (path / MODEL).write_bytes(to_onnx(own, 0))
    (path / VOCABULARY).write_text("\n".join(PIECES) + "\n", encoding="utf-8")
    (path / ABOUT).write_text(json.dumps({"types": TYPES, "temperature": 1.0}), encoding="utf-8")
    return path


def test_the_last_word_of_a_very_long_article_is_read(by_hand: Path) -> None:
    found = words("The rebels entered. " * 50_000 + "Bira")
    assert len(found) > 200_000
    read = Encoder(by_hand).read(found)
    assert [(span.start, span.end, span.type) for span in read.spans] == [(len(found) - 1, len(found), "Location")]
    assert len(read.outside) == len(found)


def test_spans_are_in_the_tokens_of_the_document(by_hand: Path) -> None:
    doc = EntityReader(by_hand)(spacy.blank("en")("The  U.S.-held Bira. Bira's rebels"))
    read: tuple[ReadSpan, ...] = doc.user_data["read"]
    assert [(doc[span.start : span.end].text, span.type) for span in read] == [("Bira", "Location")] * 2
    assert all(span.score > 0.9 for span in read)
    outside = doc.user_data["outside"]
    assert len(outside) == len(doc)
    assert [token.text for token in doc if outside[token.i] < 0.1] == ["Bira", "Bira"]


def test_a_document_without_words_has_no_spans(by_hand: Path) -> None:
    doc = EntityReader(by_hand)(spacy.blank("en")("  \n "))
    assert doc.user_data["read"] == ()
    assert doc.user_data["outside"] == [1.0] * len(doc)


def test_missing_weights_say_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(NoSuchModel, match=r"model\.onnx is missing; .*bench\.train --out"):
        Encoder(tmp_path)
