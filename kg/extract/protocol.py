"""What an extractor is.

A factory gets the user's settings, reads its lexicon once, and gives back a function `Doc -> Iterator[Finding]`.
Entities and times are found first; the extractors after them ask `kg.extract.phrases.entity_at` and `time_at`.
A package adds its own by the entry-point group `kg.extractors`, each entry a factory.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Protocol

from spacy.tokens import Doc

from kg.model import Finding, Settings

__all__ = ["Extractor", "Factory", "Settings"]


class Extractor(Protocol):
    def __call__(self, doc: Doc, /) -> Iterator[Finding]: ...


class Factory(Protocol):
    def __call__(self, settings: Settings, /) -> Extractor: ...
