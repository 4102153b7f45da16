"""What is learned of a window, and how wrong scores are; torch is an extra, without which nothing is trained."""

from __future__ import annotations

from pathlib import Path

import pytest

from bench.train.document import Document, Pairing, Pointing, Whole
from kg.annotate.reader.heads import LABELLED, LAYOUT, PAIRED
from kg.annotate.reader.heads import WIDTH as SCORES
from kg.annotate.reader.pieces import Vocabulary
from kg.annotate.reader.windows import CONTEXT, CORE
from kg.annotate.reader.words import words

torch = pytest.importorskip("torch", reason="needs the extra train")
PIECES = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "a", "b", "."]
ROLE = 1 + PAIRED["role"][0].index("victim")


@pytest.fixture(scope="module")
def vocabulary(tmp_path_factory: pytest.TempPathFactory) -> Vocabulary:
    path: Path = tmp_path_factory.mktemp("pieces") / "vocabulary.txt"
    path.write_text("\n".join(PIECES) + "\n", encoding="utf-8")
    return Vocabulary(path)


def document(text: str, **known: object) -> Document:
    return Document("d", "test", text, tuple(words(text)), **known)  # type: ignore[arg-type]


def test_a_window_learns_of_its_core_and_of_what_it_can_see(vocabulary: Vocabulary) -> None:
    from bench.train.examples import IGNORED, Examples

    count = 2 * CORE + 2 * CONTEXT
    triggers = [frozenset({0})] * count
    pointings = [Pointing(CORE - 1, frozenset({CORE + 5})), Pointing(0, frozenset({count - 1}))]
    text = " ".join(["a"] * count)
    first, *_ = Examples(vocabulary).of([document(text, answers={"trigger": triggers}, speaker=pointings)])
    rows = first.rows["trigger"]
    assert len(rows) == CORE + CONTEXT
    assert set(rows[:CORE]) == {0}
    assert set(rows[CORE:]) == {IGNORED}
    # whom the window does not see cannot be learned from it
    assert [(p.word, p.answers) for p in first.pointers["speaker"]] == [(CORE - 1, (CORE + 5,))]


def test_right_scores_are_no_loss_and_wrong_ones_are(vocabulary: Vocabulary) -> None:
    from bench.train.encoder import Encoder
    from bench.train.examples import Examples, batch
    from bench.train.losses import loss

    made = Examples(vocabulary)
    killing = LABELLED["trigger"].index("Killing")
    answers = {"trigger": [frozenset({0}), frozenset({killing, killing + 1}), None]}
    known = document("a b .", answers=answers, roles=[Pairing(1, {0: frozenset({ROLE}), 2: None})])
    given = batch(made.of([known]), torch.device("cpu"))
    allowed = {head: own.allowed() for head, own in made.sets.items()}
    model = Encoder(layers=0)
    scores = torch.zeros(1, 3, SCORES)
    scores[0, 0, LAYOUT["trigger"].start] = 20
    scores[0, 1, LAYOUT["trigger"].start + killing + 1] = 20
    right = float(loss(model, scores, given, allowed).detach())
    width = PAIRED["role"][1]
    for part, word in (("role.query", 1), ("role.key", 0)):
        scores[0, word, LAYOUT[part].start + (ROLE - 1) * width] = 20
    better = float(loss(model, scores, given, allowed).detach())
    scores[0, 1, LAYOUT["trigger"].start] = 60
    worse = float(loss(model, scores, given, allowed).detach())
    assert better < right < worse


def test_a_sentence_of_known_kind_is_carried_by_one_word_and_not_by_many(vocabulary: Vocabulary) -> None:
    from bench.train.encoder import Encoder
    from bench.train.examples import Examples, batch
    from bench.train.losses import loss

    made = Examples(vocabulary)
    kind = LABELLED["trigger"].index("Protest")
    given = batch(made.of([document("a b a b .", wholes=[Whole(0, 5, frozenset({kind}))])]), torch.device("cpu"))
    allowed = {head: own.allowed() for head, own in made.sets.items()}
    one, many = torch.zeros(1, 5, SCORES), torch.zeros(1, 5, SCORES)
    for scores, telling in ((one, {1}), (many, {0, 1, 2, 3})):
        for word in range(5):
            scores[0, word, LAYOUT["trigger"].start + (kind if word in telling else 0)] = 20
    model = Encoder(layers=0)
    assert float(loss(model, one, given, allowed).detach()) < 0.01 < float(loss(model, many, given, allowed).detach())
