"""Claims as nodes: who says which event, role, figure or relation, and which claims contradict one another."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta

from kg import ids
from kg.model import Claim, ClaimFinding, Event, Mention, Stamps, Veracity
from kg.resolve.happenings import are_apart
from kg.vocab import superclasses

OWN_VOICE = "reporter"
ATTACK = "ArmedAttack"
_ATTACKS = dict.fromkeys(("AirStrike", "Bombing", "Offensive", "Shelling", "SuicideAttack"), ATTACK)
_OVER = re.compile(r"\bno (?:more|longer|further)(?:\s+\w+){0,2}\s+\Z", re.IGNORECASE)
_BEFORE = 40  # characters before a trigger in which it is told to be over
_ACTORS = frozenset({"initiator", "target", "victim", "participant", "gainer", "loser"})


@dataclass(slots=True)
class Draft:
    """A claim while its parts are gathered. Lives only inside this room."""

    source: str | None
    about: str | None
    veracity: Veracity
    finding: ClaimFinding | None
    confidence: float
    roles: list[str] = field(default_factory=list)
    figures: list[str] = field(default_factory=list)
    contents: list[Mention] = field(default_factory=list)
    addressees: list[str] = field(default_factory=list)
    is_told: bool = False  # and not merely taken for granted, as "the clashes" are


class Claims:
    """The claims of one article; the same speaker, cue, thing and veracity are one claim."""

    def __init__(self, article: str, entity_at: Mapping[int, str]) -> None:
        self._article = article
        self._entity_at = entity_at
        self._drafts: dict[tuple[object, ...], Draft] = {}

    def add(
        self,
        finding: ClaimFinding | None,
        about: str | None,
        veracity: Veracity,
        confidence: float,
        *,
        roles: Iterable[str] = (),
        figures: Iterable[str] = (),
        sentence: Mention | None = None,
        is_told: bool = True,
        voice: str | None = None,
    ) -> None:
        """Note that the speaker of `finding` (None: the reporter, in `sentence`) says what it is about.

        `is_told` is false for what the words take for granted ("the clashes"), which contradicts nobody. `voice` is the
        key of somebody who says it outside the text, in the reporter's place.
        """
        # by its begin, as in the name of the claim: two findings with one cue word are one claim
        key = (finding.cue.begin if finding else None, about, veracity)
        draft = self._drafts.get(key)
        if draft is None:
            source = self._entity_at.get(finding.source_head) if finding else voice
            draft = self._drafts[key] = Draft(source, about, veracity, finding, confidence)
            if finding:
                draft.contents.extend(finding.contents)
                if (addressee := self._entity_at.get(finding.addressee_head)) is not None:
                    draft.addressees.append(addressee)
        if sentence and not finding:
            draft.contents.append(sentence)
        draft.is_told = draft.is_told or is_told
        draft.roles.extend(roles)
        draft.figures.extend(figures)

    def cues(self, about: Container[str]) -> set[Mention]:
        """The cue words by which something is claimed of the things named."""
        return {draft.finding.cue for draft in self._drafts.values() if draft.finding and draft.about in about}

    def told(self) -> set[str]:
        """The keys of the claims that tell something, and do not merely take it for granted."""
        return {self._key(draft) for draft in self._drafts.values() if draft.is_told}

    def made(self) -> list[Claim]:
        return [self._claim(draft) for draft in self._drafts.values()]

    def _key(self, draft: Draft) -> str:
        cue = str(draft.finding.cue.begin) if draft.finding else OWN_VOICE
        return ids.mint("claim", self._article, cue, draft.about or "", *draft.veracity)

    def _claim(self, draft: Draft) -> Claim:
        finding = draft.finding
        confidence = draft.confidence * (finding.confidence if finding else 1.0)
        return Claim(
            self._key(draft),
            draft.source,
            draft.about,
            tuple(sorted(set(draft.roles))),
            tuple(sorted(set(draft.figures))),
            draft.veracity,
            bool(finding and finding.direct),
            (finding.source,) if finding and finding.source else (),
            (finding.cue,) if finding else (),
            tuple(sorted(set(draft.contents))),
            (),
            tuple(draft.addressees),
            finding.rule if finding else OWN_VOICE,
            confidence,
            not draft.is_told,
        )


def linked(
    claims: Sequence[Claim],
    events: Mapping[str, Event],
    classes: Mapping[str, str],
    told: Container[str],
    day: str | None,
    over: Container[str] = (),
) -> list[Claim]:
    """The claims with their contradictions: one speaker affirms what another denies, of one event or of two that can be
    the same.

    `classes` gives the class of each entity's key, `told` the claims that do not merely take something for granted. An
    event without a time is taken to be news on the `day` on which the article was published. Who says that something is
    `over` (events by their keys: "no more clashes") denies nothing that was before.
    """
    by_class: dict[str, list[Claim]] = defaultdict(list)
    for claim in claims:
        if claim.key in told and claim.about and claim.about in events and claim.veracity.actuality == "Actual":
            by_class[_ATTACKS.get(events[claim.about].cls, events[claim.about].cls)].append(claim)
    against: dict[str, set[str]] = defaultdict(set)
    for group in by_class.values():
        denied = [claim for claim in group if claim.veracity.polarity == "Negated"]
        affirmed = [claim for claim in group if claim.veracity.polarity == "Affirmed"]
        for no in denied:
            for yes in affirmed:
                if (no.about == yes.about or no.about not in over) and _contradict(no, yes, events, classes, day):
                    against[no.key].add(yes.key)
                    against[yes.key].add(no.key)
    return [replace(c, contradicts=tuple(sorted(against[c.key]))) if c.key in against else c for c in claims]


def is_over(event: Event, text: str) -> bool:
    """Whether it is told to have ended, and not that it never was: "there were no more heavy clashes"."""
    return any(_OVER.search(text, max(0, m.begin - _BEFORE), m.begin) for m in event.mentions)


def _contradict(
    no: Claim, yes: Claim, events: Mapping[str, Event], classes: Mapping[str, str], day: str | None
) -> bool:
    if no.about is None or yes.about is None:
        return False
    if no.about == yes.about:
        return True
    kinds = {events[no.about].cls, events[yes.about].cls}
    if len(kinds) > 1 and ATTACK not in kinds:
        return False  # an air strike is no shelling, and either may be called an attack
    if no.source == yes.source:
        return False  # somebody who says both says it of two events
    return _can_be_one(events[no.about], events[yes.about], classes, day)


def _can_be_one(one: Event, other: Event, classes: Mapping[str, str], day: str | None) -> bool:
    """Nothing that both say differs, and they share an actor or a place (a building counts as in any town)."""
    mine, theirs = _fillers(one), _fillers(other)
    if any(mine[name] and theirs[name] and not mine[name] & theirs[name] for name in _ACTORS):
        return False
    news = Stamps(_week_before(day), None, None, day)
    if one.stamps != other.stamps and are_apart(*([e.stamps if e.stamps != Stamps() else news] for e in (one, other))):
        return False
    here, there = mine["hasPlace"], theirs["hasPlace"]
    if here and there and not here & there and not _is_inside(here | there, classes):
        return False
    actors = {key for name in _ACTORS for key in mine[name]} & {key for name in _ACTORS for key in theirs[name]}
    return bool(actors or (here and there))


def _week_before(day: str | None) -> str | None:
    """What is news on a day may have happened in the week before; a month or a year is left as it is."""
    if day is None or len(day) != len("2017-10-17"):
        return day
    return (date.fromisoformat(day) - timedelta(days=7)).isoformat()


def _is_inside(places: Iterable[str], classes: Mapping[str, str]) -> bool:
    kinds = {superclasses(classes.get(place, ""))[0] for place in places}
    return "Facility" in kinds and bool(kinds - {"Facility"})


def _fillers(event: Event) -> dict[str, set[str]]:
    found: dict[str, set[str]] = defaultdict(set)
    for role in event.roles:
        found[role.type].add(role.value)
    return found
