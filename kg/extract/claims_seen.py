"""Who says what, as the learned reader sees it: attributions beside those of the rules, or in their stead.

A cue that both see is the rules' where the words of speech are known, with what the reader sees where the rules see
nobody or nothing. A cue of the rules goes where the reader sees none; one that only the reader sees is added.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from spacy.tokens import Doc, Token

from kg.extract.claims_quotations import Stretch
from kg.model import Seen, SeenAttribution

# Chosen on every second article of `polnear-dev`: the probabilities of a cue that the rules think likely, that they
# think unlikely, and that only the reader sees.
LIKELY, UNLIKELY, ADDED = 0.15, 0.5, 0.6


def seen_of(doc: Doc) -> Seen | None:
    """What the learned readers see, if they read."""
    found: Seen | None = doc.user_data.get("seen")
    return found


def chance(cue: Stretch, seen: Seen) -> float:
    """How probable it is that some of these words are a cue."""
    return max(seen.cues[cue.start : cue.end], default=0.0)


def is_cue(cue: Stretch, seen: Seen, *, is_likely: bool) -> bool:
    """Whether a cue of the rules, which they think likely or not, is one by what the reader sees."""
    return chance(cue, seen) >= (LIKELY if is_likely else UNLIKELY)


def seen_at(cue: Stretch, seen: Seen) -> SeenAttribution | None:
    """The attribution whose cue shares words with this one."""
    return next((one for one in seen.attributions if one.cue[0] < cue.end and cue.start < one.cue[1]), None)


def unmatched(doc: Doc, cues: Sequence[Stretch]) -> Iterator[SeenAttribution]:
    """The attributions that no cue of the rules shares words with."""
    seen = seen_of(doc)
    for one in seen.attributions if seen else ():
        start, end = one.cue
        if one.score >= ADDED and not any(c.start < end and start < c.end for c in cues):
            yield one


def stretches(one: SeenAttribution) -> tuple[Stretch, ...]:
    """The contents as stretches of tokens."""
    return tuple(Stretch(*span) for span in one.contents)


def source_head(doc: Doc, one: SeenAttribution) -> Token | None:
    """The head word of the phrase of who speaks."""
    if one.source is None:
        return None
    root: Token = doc[one.source[0] : one.source[1]].root
    return root
