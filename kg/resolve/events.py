"""Happenings become events: their roles, figures, stamps, codes and labels, and who claims them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from kg import ids
from kg.extract.veracity import combine
from kg.model import Event, EventFinding, Figure, FigureFinding, Role, Stamps, Veracity
from kg.resolve.claims import Claims
from kg.resolve.codes import codes
from kg.resolve.elaboration import elaboration
from kg.resolve.happenings import Filled, Happening, happenings
from kg.resolve.known import Known, sentence

# A temporal preposition and a definite article right before the trigger, at most two words between.
_WHEN = re.compile(
    r"\b(?:after|amid|before|during|following|since|until)\s+(?:that|the|these|this|those)\s+(?:[\w-]+\s+){0,2}$",
    re.IGNORECASE,
)
_PART = re.compile(
    r"\b(?:few|half|many|most|none|one|part|several|some|two|three) of (?:the|these|those)\s+(?:[\w-]+\s+){0,2}$",
    re.IGNORECASE,
)


def events(known: Known, claims: Claims) -> list[Event]:
    """The events of the article; who says them is added to `claims`."""
    findings = known.reading.findings
    found = happenings(
        [introduced(f, known.reading.article.text) for f in findings if isinstance(f, EventFinding)],
        [f for f in findings if isinstance(f, FigureFinding)],
        known.entity_at,
        known.time_at,
        {key: time.stamps for key, time in known.times.items()},
        elaboration(known.reading.article.text, known.entities),
    )
    return [_event(known, one, claims) for one in found]


def _event(known: Known, happening: Happening, claims: Claims) -> Event:
    first = happening.findings[0]
    key = ids.mint("event", known.article, happening.cls, str(first.trigger.begin), hint=happening.cls)
    roles = _roles(key, happening)
    figures = _figures(key, happening)
    for finding, filled, numbers in zip(happening.findings, happening.filled, happening.figures, strict=True):
        ask = known.sayings.presupposed if is_presupposed(finding, known.reading.article.text) else known.sayings.of
        for said in ask(finding.trigger.begin, finding.veracity):
            for put, roles_put in _by_veracity(filled):
                claims.add(
                    said.by,
                    key,
                    combine(put, said.veracity),
                    finding.confidence,
                    roles=[_role_key(key, one) for one in roles_put],
                    figures=[_figure_key(key, number) for number in numbers] if put == Veracity() else (),
                    sentence=sentence(known, finding.trigger),
                    is_told=not (finding.nominal and finding.definite),
                )
    when = [_bounded(known.times[r.value].stamps, r.rule) for r in roles if r.type == "hasTime"]
    stamps = next((found for found in when if found != Stamps()), Stamps())
    sure = {_role_key(key, one) for part in happening.filled for one in part if one.role.veracity == Veracity()}
    # who is only accused decides nothing about the kind of violence
    kinds = [(r.type, known.entities[r.value].cls, False) for r in roles if r.value in known.entities and r.key in sure]
    framing = tuple(sorted({f.trigger.text.lower() for f in happening.findings if f.framing}))
    return Event(
        key,
        happening.cls,
        _label(known, first, roles),
        tuple(sorted({f.trigger for f in happening.findings})),
        tuple(roles),
        tuple(figures),
        stamps,
        framing,
        codes(happening.cls, kinds, {f.status for f in figures}, known.lexicon),
        first.rule,
        max(f.confidence for f in happening.findings),
    )


def _by_veracity(filled: Sequence[Filled]) -> Iterator[tuple[Veracity, list[Filled]]]:
    """The roles that are put as the event is, then those that are put with less, each kind a claim of its own."""
    yield Veracity(), [one for one in filled if one.role.veracity == Veracity()]
    for put in sorted({one.role.veracity for one in filled} - {Veracity()}):
        yield put, [one for one in filled if one.role.veracity == put]


def introduced(finding: EventFinding, text: str) -> EventFinding:
    """The finding, as something new where it is only a part of what was told: "some of the deaths"."""
    begin = finding.trigger.begin
    if finding.definite and _PART.search(text, max(0, begin - 60), begin):
        return replace(finding, definite=False)
    return finding


def is_presupposed(finding: EventFinding, text: str) -> bool:
    """Whether an event only tells when something was: who denies a warning "before the attack" denies no attack."""
    begin = finding.trigger.begin
    return finding.nominal and finding.definite and _WHEN.search(text, max(0, begin - 60), begin) is not None


def _bounded(stamps: Stamps, rule: str) -> Stamps:
    """The stamps of an event of which the text says only when it began ("began in June"), or when it ended."""
    first, last = stamps.earliest_begin, stamps.latest_end
    if rule == "begin":
        return Stamps(first, stamps.latest_begin or last, None, None)
    if rule == "end":
        return Stamps(None, None, stamps.earliest_end or first, last)
    return stamps


def _role_key(event: str, one: Filled) -> str:
    return ids.mint("role", event, one.role.type, one.value, hint=one.role.type)


def _figure_key(event: str, figure: FigureFinding) -> str:
    return ids.mint("figure", event, figure.harm, str(figure.mention.begin), hint=figure.harm)


def _roles(event: str, happening: Happening) -> list[Role]:
    made: dict[str, Role] = {}
    for one in (one for part in happening.filled for one in part):
        key, role = _role_key(event, one), one.role
        before = made.get(key)
        mentions = {role.filler, *(before.mentions if before else ())}
        made[key] = Role(
            key, role.type, one.value, tuple(sorted(mentions)), role.rule if before is None else before.rule,
            max(role.confidence, before.confidence if before else 0.0),
            role.inferred and (before is None or before.inferred), False,
        )  # fmt: skip
    return list(made.values())


def _figures(event: str, happening: Happening) -> list[Figure]:
    return [
        Figure(
            _figure_key(event, f),
            f.harm,
            f.status,
            f.minimum,
            f.maximum,
            f.qualifier,
            (f.mention,),
            f.rule,
            f.confidence,
            f.is_total,
        )
        for part in happening.figures
        for f in part
    ]


def _label(known: Known, finding: EventFinding, roles: Sequence[Role]) -> str:
    """What a reader of a table sees first: the class in words, the trigger, where and when."""
    words = "".join(f" {c.lower()}" if c.isupper() else c for c in finding.cls).strip().capitalize()
    parts = [f'{words} "{" ".join(finding.trigger.text.split())}"']
    parts += [known.entities[r.value].label for r in roles if r.type == "hasPlace"][:1]
    times = [known.times[r.value] for r in roles if r.type == "hasTime"]
    parts += [time.value for time in times if time.stamps != Stamps()][:1]
    return ", ".join(parts)
