"""The trained encoder and what it needs to know, from a folder of weights; run by onnxruntime, without torch."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

import numpy as np
import onnxruntime

from kg.annotate.reader.pieces import Vocabulary
from kg.annotate.reader.tags import Scores, Span, best, probabilities, spans, tag_names, transitions
from kg.annotate.reader.windows import windows
from kg.annotate.reader.words import Word
from kg.errors import NoSuchModel

MODEL, VOCABULARY, ABOUT = "model.onnx", "vocabulary.txt", "reader.json"


@dataclass(frozen=True, slots=True)
class About:
    """What was learned: the types of spans, and the temperature that makes scores probabilities."""

    types: tuple[str, ...]
    temperature: float


class Read(NamedTuple):
    """The spans found, in order, none overlapping another, and each word's probability of being in none."""

    spans: list[Span]
    outside: list[float]


class Encoder:
    """Finds spans among words; loading it takes a tenth of a second.

    Each window is a run by itself, in one thread: the scale of its activations, and so every bit of its scores, is
    independent of what else is read.
    """

    def __init__(self, folder: Path) -> None:
        for name in (MODEL, VOCABULARY, ABOUT):
            if not (folder / name).is_file():
                reason = f"the weights of this reader are not installed: {folder / name} is missing"
                raise NoSuchModel("reader", reason, "train it with: python -m bench.train --out DIR")
        about = json.loads((folder / ABOUT).read_text(encoding="utf-8"))
        self.about = About(tuple(about["types"]), float(about["temperature"]))
        self._tags = tag_names(self.about.types)
        self._cost = transitions(self._tags)
        self._vocabulary = Vocabulary(folder / VOCABULARY)
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = options.inter_op_num_threads = 1
        options.enable_cpu_mem_arena = False  # which would keep what the longest window took
        options.enable_mem_pattern = False  # nor a plan for every length
        model = str(folder / MODEL)
        self._run = onnxruntime.InferenceSession(model, options, providers=["CPUExecutionProvider"]).run

    def read(self, words: Sequence[Word]) -> Read:
        """What is among the words of a text, however long."""
        if not words:
            return Read([], [])
        scores = self.scores(words)
        chances = probabilities(scores, self.about.temperature)
        return Read(spans(best(scores, self._cost), self._tags, chances), chances[:, 0].tolist())

    def scores(self, words: Sequence[Word]) -> Scores:
        """Each word's scores of the tags, put together from the windows."""
        found = np.zeros((len(words), len(self._tags)), dtype=np.float32)
        for window in windows(len(words)):
            texts = [word.text for word in words[window.begin : window.end]]
            pieces = self._vocabulary.pieces(texts)
            given = {
                "pieces": np.array(pieces.ids),
                "shapes": np.array(pieces.shapes),
                "first": np.array(pieces.first[window.first - window.begin : window.last - window.begin]),
            }
            found[window.first : window.last] = self._run(None, given)[0]
        return found
