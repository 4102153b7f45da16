"""The trained encoder and what it needs to know, from a folder of weights; run by onnxruntime, without torch."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Final, Literal

import numpy as np
import numpy.typing as npt
import onnxruntime

from kg.annotate.reader.heads import LABELLED, PAIRED, TAGGED, WIDTH
from kg.annotate.reader.pieces import Vocabulary
from kg.annotate.reader.unrounded import unrounded
from kg.annotate.reader.windows import windows
from kg.annotate.reader.words import Word
from kg.errors import NoSuchDevice, NoSuchModel

MODEL, VOCABULARY, ABOUT = "model.onnx", "vocabulary.txt", "reader.json"
Scores = npt.NDArray[np.float32]
Device = Literal["cpu", "cuda"]
_PROVIDERS: Final = {"cpu": "CPUExecutionProvider", "cuda": "CUDAExecutionProvider"}


class Encoder:
    """Scores words; loading it takes a tenth of a second.

    Each window is a run by itself, on a processor in one thread: the scale of its activations, and so every bit of its
    scores, is independent of what else is read.
    """

    def __init__(self, folder: Path, device: Device = "cpu") -> None:
        for name in (MODEL, VOCABULARY, ABOUT):
            if not (folder / name).is_file():
                reason = f"the weights of the learned readers are not installed: {folder / name} is missing"
                raise NoSuchModel("readers", reason, "read with --readers rules, or install the package again")
        about = json.loads((folder / ABOUT).read_text(encoding="utf-8"))
        if about["heads"] != described():
            reason = f"the weights in {folder} were made for another version of this package"
            raise NoSuchModel("readers", reason, "train them anew with: python -m bench.train")
        self.temperatures: Mapping[str, float] = about["temperatures"]
        self.far = {head: np.array(rows, dtype=np.float32) for head, rows in about["far"].items()}
        self._vocabulary = Vocabulary(folder / VOCABULARY)
        self._run = _session(folder / MODEL, device).run

    def scores(self, words: Sequence[Word]) -> Scores:
        """Each word's row of scores (see `kg.annotate.reader.heads`), put together from the windows of the text."""
        found = np.zeros((len(words), WIDTH), dtype=np.float32)
        for window in windows(len(words)):
            texts = [word.text for word in words[window.begin : window.end]]
            pieces = self._vocabulary.pieces(texts)
            given = {
                "pieces": np.array(pieces.ids, dtype=np.int64),
                "shapes": np.array(pieces.shapes, dtype=np.int64),
                "first": np.array(pieces.first[window.first - window.begin : window.last - window.begin], np.int64),
            }
            found[window.first : window.last] = self._run(None, given)[0]
        return found


def described() -> dict[str, object]:
    """What the heads are, as the weights' description has it: weights of another make are refused by it."""
    heads: dict[str, object] = {head: list(own) for head, own in (*TAGGED.items(), *LABELLED.items())}
    return heads | {head: [list(own), width] for head, (own, width) in PAIRED.items()}


def _session(model: Path, device: Device) -> onnxruntime.InferenceSession:
    """The model, ready to run; on a GPU with its weights in 32 bits, since onnxruntime has no 8-bit products there."""
    provider = _PROVIDERS[device]
    if provider not in onnxruntime.get_available_providers():
        remedy = "install onnxruntime-gpu in the place of onnxruntime, or read with --device cpu"
        raise NoSuchDevice(device, "this onnxruntime cannot use it", remedy)
    given: str | bytes = unrounded(model) if device == "cuda" else str(model)
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    options.enable_cpu_mem_arena = False  # which would keep what the longest window took
    options.enable_mem_pattern = False  # nor a plan for every length
    # nor fuse what is better left apart: the graph is written as it should run
    options.graph_optimization_level = onnxruntime.GraphOptimizationLevel.ORT_ENABLE_BASIC
    session = onnxruntime.InferenceSession(given, options, providers=[provider])
    if provider not in session.get_providers():
        raise NoSuchDevice(device, "onnxruntime could not start it", "see that its driver and libraries are there")
    return session
