"""Writes the weights as the package reads them, and says what they are."""

from __future__ import annotations

import hashlib
import json
import shutil
from collections.abc import Mapping
from pathlib import Path

from bench.train.course import published
from bench.train.encoder import Encoder
from bench.train.export import to_onnx
from kg.annotate.reader.encoder import ABOUT, MODEL, VOCABULARY, described


def keep(model: Encoder, temperatures: Mapping[str, float], folder: Path) -> None:
    """The model, its vocabulary, and the description of its heads."""
    folder.mkdir(parents=True, exist_ok=True)
    weights = {name: value.detach().cpu().numpy() for name, value in model.state_dict().items()}
    made = to_onnx(weights, len(model.layers))
    (folder / MODEL).write_bytes(made)
    shutil.copyfile(published() / "vocab.txt", folder / VOCABULARY)
    about = {
        "heads": described(),
        "temperatures": dict(temperatures),
        "far": {head: weights[f"far.{head}"].round(4).tolist() for head in model.far},
        "model": hashlib.sha256(made).hexdigest(),
    }
    (folder / ABOUT).write_text(json.dumps(about) + "\n", encoding="utf-8")
