"""How sure is it that a cue gives somebody's word, by the rules and by what the learned reader sees of it?

Both look at different things, and so do the reader's own heads: a word may look like a cue, have nothing near it that
looks like something said, and stand in somebody else's words. Each piece of evidence has a weight in
`speech_seen.tsv`; `python -m bench.train.cues` fits them to annotated news that the reader was not taught.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from functools import lru_cache

from kg.data import lexicon
from kg.extract.claims_draft import Draft
from kg.model import Seen, SeenAttribution

COLUMNS = ("evidence", "log_odds")
BIAS = "bias"
CERTAIN = 0.99  # nobody is surer than that
LEAST = 0.05  # how sure is told what stands however improbable


def linked(draft: Draft, seen: Seen) -> SeenAttribution | None:
    """The attribution with a cue that shares words with the draft's."""
    start, end = draft.cue
    return next((one for one in seen.attributions if one.cue[0] < end and start < one.cue[1]), None)


def evidence(draft: Draft, seen: Seen) -> Mapping[str, float]:
    """What speaks for the cue, and against it: log-odds of probabilities, and what is so, 1, or not, 0."""
    one = linked(draft, seen)
    said = [seen.contents[i] for stretch in draft.contents for i in range(*stretch)]
    is_added = draft.kind == "seen"
    return {
        BIAS: 1.0,
        "added": float(is_added),
        "content": _logit(sum(said) / max(len(said), 1)),
        "cue": _logit(max(seen.cues[draft.cue.start : draft.cue.end], default=0.0)),
        "linked": float(one is not None),
        "linked content": float(one is not None and bool(one.contents)),
        "rules": 0.0 if is_added else _logit(draft.confidence),
        "within": _logit(seen.contents[draft.head.i]),
    }


def chance(draft: Draft, seen: Seen) -> float:
    """The probability that it is a cue, `LEAST` to `CERTAIN`."""
    weights = _weights()
    total = sum(weights[name] * value for name, value in evidence(draft, seen).items())
    return min(max(1 / (1 + math.exp(-total)), LEAST), CERTAIN)


def _logit(p: float) -> float:
    p = min(max(p, 1 - CERTAIN), CERTAIN)
    return math.log(p / (1 - p))


@lru_cache(maxsize=1)
def _weights() -> dict[str, float]:
    return {row["evidence"]: float(row["log_odds"]) for row in lexicon("speech_seen", COLUMNS)}
