"""Who says what of which event or relation: attributions laid over triggers, innermost first."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from types import MappingProxyType
from typing import NamedTuple

from kg.extract.veracity import combine
from kg.model import ClaimFinding, Mention, Veracity

RELAYED = Veracity("Affirmed", "Probable", "Actual")
UNSAID = Veracity("Affirmed", "Possible", "Hypothetical")
_TOLD_BY_VERBS = ("claims.verb", "claims.seen")  # what only the reader takes for a cue is a verb, mostly
REACTION = ".concerns"  # ends the rule of a claim that reacts ("condemned the raid") and vouches for nothing


class Said(NamedTuple):
    """One person's word for what stands at some place: the attribution (None: the reporter's own voice)."""

    by: ClaimFinding | None
    veracity: Veracity


class Sayings:
    """The attributions of an article, to be asked what covers a place; each place is asked for in no time."""

    def __init__(
        self,
        claims: Sequence[ClaimFinding],
        places: Sequence[int],
        answered: Mapping[Mention, tuple[Mention, ...]] = MappingProxyType({}),
    ) -> None:
        """`answered` gives, by its cue, what else than its own content a claim speaks of."""
        ordered = sorted(set(places))
        self._over: dict[int, list[tuple[int, ClaimFinding]]] = {}
        for claim in claims:
            if claim.rule.endswith(REACTION):
                continue
            contents = (*claim.contents, *answered.get(claim.cue, ()))
            for content in contents:
                size = content.end - content.begin
                for i in range(bisect_left(ordered, content.begin), bisect_left(ordered, content.end)):
                    if not claim.cue.begin <= ordered[i] < claim.cue.end:
                        self._over.setdefault(ordered[i], []).append((size, claim))

    def presupposed(self, place: int, stated: Veracity) -> list[Said]:
        """Whose word a thing taken for granted is: the innermost speaker's who states something, else the reporter's.

        Who denies that "ISIS militants left" does not deny that they are of ISIS.
        """
        over = min(self._over.get(place, ()), key=lambda found: (found[0], found[1].cue), default=None)
        return [Said(over[1] if over and over[1].veracity.is_asserted else None, stated)]

    def of(self, place: int, stated: Veracity) -> list[Said]:
        """Everybody's word for what is `stated` at the place: the innermost speaker, and each who passes that on.

        Who passes on a statement vouches for less than who makes it; who denies it denies it.
        """
        over = sorted(self._over.get(place, ()), key=lambda found: (found[0], found[1].cue))
        if not over:
            return [Said(None, stated)]
        said: list[Said] = []
        inner: list[tuple[ClaimFinding, Veracity]] = []
        for _, claim in over:
            base = stated
            for other, veracity in inner:
                if any(content.begin <= other.cue.begin < content.end for content in claim.contents):
                    base = combine(RELAYED, veracity)
            veracity = combine(claim.veracity, base)
            inner.append((claim, veracity))
            said.append(Said(claim, _unless_unsaid(claim, veracity, [outer for _, outer in over])))
        return said


def _unless_unsaid(claim: ClaimFinding, veracity: Veracity, over: Iterable[ClaimFinding]) -> Veracity:
    """What a claim is worth that is itself only wished for, doubted or denied: "want the army to admit that".

    What a noun tells of ("denied reports that") has been said, whoever denies its content.
    """
    for outer in over:
        is_open = claim.rule.startswith(_TOLD_BY_VERBS) and not outer.veracity.is_asserted
        if is_open and any(content.begin <= claim.cue.begin < content.end for content in outer.contents):
            is_denied = outer.veracity.polarity == "Negated"
            veracity = combine(UNSAID if is_denied else outer.veracity, veracity)
    return veracity
