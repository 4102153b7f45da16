"""A claim while it is being found: in tokens, with what its word of speech is worth."""

from __future__ import annotations

from dataclasses import dataclass, replace

from spacy.tokens import Token

from kg.extract.claims_lexicon import Speech
from kg.extract.claims_quotations import Stretch
from kg.model import Veracity


@dataclass(frozen=True, slots=True)
class Draft:
    """A claim in tokens; `kind` is the part of speech of its cue, or "seen" where only the learned reader sees one.

    `speech` is what the lexicon says of its word, `put` what this cue makes of the content where it stands.
    """

    head: Token
    cue: Stretch
    source: Token | None
    contents: tuple[Stretch, ...]
    direct: bool
    frame: str
    speech: Speech
    put: Veracity
    kind: str
    confidence: float
    told: Token | None = None

    def covers(self, token: Token) -> bool:
        """Whether the token stands in what is said."""
        return any(stretch.covers(token.i) for stretch in self.contents)

    def doing(self, put: Veracity) -> Draft:
        """The same cue, which puts the content forward so."""
        return replace(self, speech=self.speech._replace(states=True), put=put)
