"""What is denied by "denied it", "rejected such accusations"? The statement that somebody else made right before."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Mapping, Sequence

from kg.model import ClaimFinding, Mention
from kg.resolve.saying import REACTION

NEAR = 400  # characters between a statement and the denial that answers it: two or three sentences
_TAKEN_UP = re.compile(
    r"(?:it|this|that|(?:(?:all|any|both|such|the|these|this|those) )*(?:\w+ )?"
    r"(?:accusation|allegation|assertion|charge|claim|report)s?)",
    re.IGNORECASE,
)
_ASIDE = re.compile(r"[,;(]")


def answers(claims: Sequence[ClaimFinding], entity_at: Mapping[int, str]) -> dict[Mention, tuple[Mention, ...]]:
    """By the cue of each denial that only takes up what was said: the core of the statement that it denies.

    Caught: "Medics accused the army of shelling the camp. The army has denied such accusations."
    Left:   "The army denied the rebels a victory.", a denial of one's own words, what the statement adds behind a comma
    """
    ordered = sorted((c for c in claims if not c.rule.endswith(REACTION)), key=lambda c: c.cue)
    begins = [c.cue.begin for c in ordered]
    found: dict[Mention, tuple[Mention, ...]] = {}
    for denial in claims:
        if denial.veracity.polarity != "Negated" or not any(_TAKEN_UP.fullmatch(c.text) for c in denial.contents):
            continue
        speaker = entity_at.get(denial.source_head)
        for before in reversed(ordered[: bisect_left(begins, denial.cue.begin)]):
            if denial.cue.begin - before.cue.end > NEAR:
                break
            if before.veracity.is_asserted and entity_at.get(before.source_head) != speaker:
                found[denial.cue] = tuple(_core(content) for content in before.contents)
                break
    return found


def _core(content: Mention) -> Mention:
    """A statement up to its first comma: what comes behind is told by the way."""
    aside = _ASIDE.search(content.text)
    end = aside.start() if aside and aside.start() else len(content.text)
    return Mention(content.begin, content.begin + end, content.text[:end])
