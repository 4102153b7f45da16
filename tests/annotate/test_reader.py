"""Windows, pieces, tags and their decoding; and a whole encoder, with weights of chance."""

from __future__ import annotations

import hashlib
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
from kg.annotate.annotator import WEIGHTS
from kg.annotate.reader import LearnedReader
from kg.annotate.reader.encoder import ABOUT, MODEL, VOCABULARY, Encoder, described
from kg.annotate.reader.heads import DISTANCES, LABELLED, LAYOUT, PAIRED, WIDTH, labels
from kg.annotate.reader.pieces import LONGEST, MARK, Vocabulary
from kg.annotate.reader.tags import Span, best, probabilities, spans, tag_names, transitions
from kg.annotate.reader.unrounded import unrounded
from kg.annotate.reader.windows import CONTEXT, CORE, windows
from kg.annotate.reader.words import words
from kg.errors import NoSuchDevice, NoSuchModel
from kg.model import Seen

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
        "head.weight": some(WIDTH, width),
        "head.bias": some(WIDTH),
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


def kept(path: Path, model: bytes, far: dict[str, list[list[float]]] | None = None) -> Path:
    """A folder of weights as the package reads them."""
    (path / MODEL).write_bytes(model)
    (path / VOCABULARY).write_text("\n".join(PIECES) + "\n", encoding="utf-8")
    nothing = {head: [[0.0] * DISTANCES] * len(own) for head, (own, _) in PAIRED.items()}
    about = {"heads": described(), "temperatures": {"entities": 1.5}, "far": nothing | (far or {})}
    (path / ABOUT).write_text(json.dumps(about), encoding="utf-8")
    return path


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return kept(tmp_path_factory.mktemp("weights"), to_onnx(weights(2), 2))


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
    other.scores(words("Moon - the rebels " * 30))
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
    """An encoder without layers: "Bira" is a town and fills a place, "entered" tells of an offensive that is planned,
    "rebel" is a source of the cue "moon", to which "the" begins what is said.
    """
    width = len(PIECES)
    own = {
        "pieces.weight": np.eye(width, dtype="float32"),
        "positions.weight": np.zeros((512, width), dtype="float32"),
        "kinds.weight": np.zeros((2, width), dtype="float32"),
        "shapes.weight": np.zeros((MARK + 1, width), dtype="float32"),
        "normed.weight": np.ones(width, dtype="float32"),
        "normed.bias": np.zeros(width, dtype="float32"),
        "head.weight": np.zeros((WIDTH, width), dtype="float32"),
        "head.bias": np.zeros(WIDTH, dtype="float32"),
    }

    def teach(head: str, label: str, piece: str) -> None:
        own["head.weight"][LAYOUT[head].start + labels(head).index(label), PIECES.index(piece)] = 5

    def point(part: str, label: int, piece: str) -> None:
        head = part.partition(".")[0]
        own["head.weight"][LAYOUT[part].start + label * PAIRED[head][1], PIECES.index(piece)] = 5

    for head in ("names", "entities", "phrases", "source", "cue", "content", "fillers", "trigger"):
        own["head.bias"][LAYOUT[head].start] = 8  # nothing, if nothing else is known
    teach("names", "B-GPE", "bira")
    teach("entities", "B-Settlement", "bira")
    teach("trigger", "Offensive", "enter")
    teach("actuality", "Planned", "enter")
    teach("source", "B-Source", "rebel")
    teach("cue", "B-Cue", "-")
    teach("content", "B-Content", "the")
    place = PAIRED["role"][0].index("hasPlace")
    point("role.query", place, "enter")
    point("role.key", place, "bira")
    point("speaker.query", 0, "-")
    point("speaker.key", 0, "rebel")
    point("said.query", 0, "the")
    point("said.key", 0, "-")
    return kept(tmp_path_factory.mktemp("by_hand"), to_onnx(own, 0))


def seen_in(folder: Path, text: str) -> tuple[spacy.tokens.Doc, Seen]:
    doc = LearnedReader(folder)(spacy.blank("en")(text))
    return doc, doc.user_data["seen"]


def test_the_last_word_of_a_very_long_article_is_read(by_hand: Path) -> None:
    doc, seen = seen_in(by_hand, "The rebels left. " * 50_000 + "They entered Bira")
    assert len(doc) > 200_000
    assert [(span.start, span.type) for span in seen.entities] == [(len(doc) - 1, "Settlement")]
    assert [(one.token, one.cls) for one in seen.triggers] == [(len(doc) - 2, "Offensive")]
    assert len(seen.outside) == len(doc)


def test_spans_are_in_the_tokens_of_the_document(by_hand: Path) -> None:
    doc, seen = seen_in(by_hand, "The  U.S.-held Bira. Bira's rebels")
    assert [(doc[span.start : span.end].text, span.type) for span in seen.entities] == [("Bira", "Settlement")] * 2
    assert [(ent.text, ent.label_) for ent in doc.ents] == [("Bira", "GPE")] * 2
    assert all(span.score > 0.5 for span in seen.entities)
    assert [token.text for token in doc if seen.outside[token.i] < 0.5] == ["Bira", "Bira"]
    assert max(seen.entity_classes(seen.entities[0].start).items(), key=lambda one: one[1])[0] == "Settlement"


def test_a_trigger_has_its_class_veracity_and_places(by_hand: Path) -> None:
    _, seen = seen_in(by_hand, "Rebels entered Bira")
    (trigger,) = seen.triggers
    assert (trigger.token, trigger.cls) == (1, "Offensive")
    veracity = seen.veracity(1)
    assert veracity["Planned"] > 0.9
    assert veracity["Affirmed"] == pytest.approx(veracity["Negated"])
    assert trigger.score <= trigger.any == seen.events[1]
    assert seen.event_classes(1)["Offensive"] == pytest.approx(trigger.score)
    roles = seen.roles(1)
    assert max(roles[2].items(), key=lambda one: one[1])[0] == "hasPlace"
    assert roles[2]["hasPlace"] > 0.9
    assert roles.get(0, {}).get("hasPlace", 0) < 0.2


def test_an_attribution_is_a_cue_its_source_and_what_is_said(by_hand: Path) -> None:
    _, seen = seen_in(by_hand, "rebels - the road")
    (one,) = seen.attributions
    assert (one.cue, one.source, one.contents) == ((1, 2), (0, 1), ((2, 3),))
    assert one.score == pytest.approx(seen.cues[1], abs=0.001)


def test_a_cue_that_points_to_no_one_has_no_source(by_hand: Path) -> None:
    _, seen = seen_in(by_hand, "Bira - the road")
    assert [one.source for one in seen.attributions] == [None]


def test_a_document_without_words_has_nothing(by_hand: Path) -> None:
    doc, seen = seen_in(by_hand, "  \n ")
    assert not any((seen.entities, seen.triggers, seen.attributions))
    assert not doc.ents


def test_a_span_does_not_reach_over_the_end_of_a_sentence(by_hand: Path) -> None:
    doc = spacy.blank("en")("Bira Bira")
    doc[1].is_sent_start = True
    LearnedReader(by_hand)(doc)
    assert [ent.text for ent in doc.ents] == ["Bira", "Bira"]


def test_names_of_a_users_own_model_stay(by_hand: Path) -> None:
    doc = spacy.blank("en")("The rebels entered Bira")
    doc.set_ents([spacy.tokens.Span(doc, 1, 2, "ORG")])
    LearnedReader(by_hand, names=False)(doc)
    assert [(ent.text, ent.label_) for ent in doc.ents] == [("rebels", "ORG")]
    assert doc.user_data["seen"].entities


def test_unrounded_weights_say_the_same(folder: Path) -> None:
    """What a GPU runs: the same weights in 32 bits, here on a plain processor."""
    import onnxruntime

    whole = unrounded(folder / MODEL)
    session = onnxruntime.InferenceSession(whole, providers=["CPUExecutionProvider"])
    given = {"pieces": [2, 4, 8, 7, 9, 3], "shapes": [MARK, 5, 2, 2, 2, MARK], "first": [1, 2, 4]}
    arrays = {name: np.array(value, dtype=np.int64) for name, value in given.items()}
    rounded = onnxruntime.InferenceSession(str(folder / MODEL), providers=["CPUExecutionProvider"])
    found, expected = (one.run(None, arrays)[0] for one in (session, rounded))
    assert b"DynamicQuantizeMatMul" not in whole
    assert np.abs(found - expected).max() < 0.1 * np.abs(expected).max()


def test_the_shipped_weights_are_those_that_are_described() -> None:
    about = json.loads((WEIGHTS / ABOUT).read_text(encoding="utf-8"))
    assert about["model"] == hashlib.sha256((WEIGHTS / MODEL).read_bytes()).hexdigest()
    assert about["heads"] == json.loads(json.dumps(described()))
    assert {"entities", "trigger", "role", "cue"} <= set(about["temperatures"])


def test_heads_do_not_share_scores() -> None:
    every = [i for part in LAYOUT.values() for i in range(part.start, part.stop)]
    assert every == list(range(WIDTH))
    assert set(LABELLED) < set(LAYOUT)


def test_missing_weights_say_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(NoSuchModel, match=r"model\.onnx is missing; .*--readers rules"):
        Encoder(tmp_path)


def test_weights_of_other_heads_are_refused(folder: Path, tmp_path: Path) -> None:
    kept(tmp_path, (folder / MODEL).read_bytes())
    about = json.loads((tmp_path / ABOUT).read_text(encoding="utf-8"))
    about["heads"]["trigger"].append("Earthquake")
    (tmp_path / ABOUT).write_text(json.dumps(about), encoding="utf-8")
    with pytest.raises(NoSuchModel, match="another version"):
        Encoder(tmp_path)


def test_a_processor_that_is_not_there_says_what_to_do(folder: Path) -> None:
    import onnxruntime

    if "CUDAExecutionProvider" in onnxruntime.get_available_providers():
        pytest.skip("this onnxruntime can use a GPU")
    with pytest.raises(NoSuchDevice, match="onnxruntime-gpu"):
        Encoder(folder, "cuda")
