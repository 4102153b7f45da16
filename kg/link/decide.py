"""Which candidate is it, if any? Gates first, then the best score above a threshold and clear of the next."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, NamedTuple

from kg import ids
from kg.link.entities import Candidate, Decision, Reason, Ruling, Subject
from kg.link.names import plain

RULE: Final = "weighted-features-1"
"""The version of the method; raised whenever the same sources would be decided otherwise."""

WRONG_CLASS: Final = "wrong class"
IMPLAUSIBLE: Final = "implausible in time"
KEPT: Final = 5  # candidates that a decision keeps, with the best first


class Rule(NamedTuple):
    """From which score on a candidate is accepted, and how far the next must stay behind it."""

    threshold: float = 0.62
    margin: float = 0.025


def decide(
    subject: Subject, candidates: Sequence[Candidate], rule: Rule, country: str, ruling: Ruling | None = None
) -> Decision:
    """The decision about a named entity; what people have ruled out is no candidate, and what they chose is it."""
    if ruling is not None and ruling.accepted is not None:
        chosen = [one for one in candidates if one.item.qid == ruling.accepted]
        return Decision(
            subject.key, subject.cls, subject.label, "accepted by hand", ruling.accepted, tuple(chosen), country=country
        )
    out = ruling.rejected if ruling else frozenset()
    ranked = sorted((one for one in candidates if one.item.qid not in out), key=_rank)
    reason = _reason(ranked, rule)
    if reason == "no candidates" and out:
        reason = "rejected by hand"
    qid = ranked[0].item.qid if reason == "accepted" else None
    nil = None if qid else nil_key(subject, country)
    return Decision(subject.key, subject.cls, subject.label, reason, qid, tuple(ranked[:KEPT]), nil, country)


def nil_key(subject: Subject, country: str) -> str:
    """One key for all entities of the same name, class and country that no item is known of."""
    return ids.mint("nil", plain(subject.label), subject.cls, country, hint=subject.label)


def _rank(one: Candidate) -> tuple[bool, float, int]:
    return bool(one.verdict), -one.score, int(one.item.qid[1:])


def _reason(ranked: Sequence[Candidate], rule: Rule) -> Reason:
    able = [one for one in ranked if not one.verdict]
    if not ranked:
        return "no candidates"
    if not able:
        return IMPLAUSIBLE if any(one.verdict == IMPLAUSIBLE for one in ranked) else WRONG_CLASS
    if able[0].score < rule.threshold:
        return "below threshold"
    if len(able) > 1 and able[0].score - able[1].score < rule.margin:
        return "ambiguous"
    return "accepted"
