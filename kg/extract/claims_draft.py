"""A claim while it is being found: in tokens, with what its word of speech is worth."""

from __future__ import annotations

from dataclasses import dataclass

from spacy.tokens import Token

from kg.extract.claims_lexicon import Speech
from kg.extract.claims_quotations import Stretch


@dataclass(frozen=True, slots=True)
class Draft:
    """A claim in tokens; `kind` is the part of speech of its cue, or "seen" where only the learned reader sees one."""

    head: Token
    cue: Stretch
    source: Token | None
    contents: tuple[Stretch, ...]
    direct: bool
    frame: str
    speech: Speech
    kind: str
    confidence: float
    told: Token | None = None
