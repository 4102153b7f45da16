"""How does kg read the passages? Its facts in the form of a marked-up passage, to be compared like a reader's."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from bench.corpus.passages import Filler, Line, Mark, Passage
from kg.annotate import Annotator
from kg.extract import Reader, Settings
from kg.extract.claims_acts import acts_of
from kg.model import Claim, ClaimFinding, Event, Facts, Mention
from kg.read import from_text
from kg.resolve import Resolver
from kg.resolve.saying import REACTION
from kg.version import LEARNED, Readers

_SLOTS = {"hasPlace": "place", "hasTime": "time"}


def read(passages: Iterable[Passage], readers: Readers = LEARNED) -> Iterator[Passage]:
    """Each passage as kg reads it, from its plain text and date alone."""
    annotator, reader, resolver = Annotator(readers=readers), Reader(Settings()), Resolver(Settings())
    given = list(passages)
    articles = [from_text(one.text, id=one.name, date=one.date) for one in given]
    for one, (article, docs) in zip(given, annotator.docs(articles), strict=True):
        reading = reader.read(article, docs)
        does = {f.cue: act_of(f) for f in reading.findings if isinstance(f, ClaimFinding)}
        yield _passage(one, resolver.facts(reading), does)


def act_of(finding: ClaimFinding) -> str:
    """What the cue does, as the passages tell it."""
    return acts_of(finding.veracity, states=not finding.rule.endswith(REACTION))[0]


def _passage(one: Passage, facts: Facts, does: Mapping[Mention, str]) -> Passage:
    names = {entity.key: str(i) for i, entity in enumerate(facts.entities, 1)}
    names |= {time.key: f"t{i}" for i, time in enumerate(facts.times, 1)}
    marks = [Mark(m.begin, m.end, names[e.key], (e.cls,)) for e in facts.entities for m in e.mentions]
    marks += [Mark(m.begin, m.end, names[time.key], ()) for time in facts.times for m in time.mentions]
    cues = sorted({mention for claim in facts.claims for mention in claim.cue_mentions})
    marks += [Mark(m.begin, m.end, f"c{i}", ()) for i, m in enumerate(cues, 1)]
    lines = [Line(f"c{i}", (), (), does[m]) for i, m in enumerate(cues, 1)]
    for event in facts.events:
        for figure in event.figures:
            low, high = figure.minimum, figure.maximum
            span = f"{low}" if low == high else f"{'' if low is None else low}-{'' if high is None else high}"
            marks += [
                Mark(m.begin, m.end, f"n{len(marks)}", (figure.harm, span, figure.qualifier, figure.status))
                for m in figure.mentions
            ]
        words = _veracity([claim for claim in facts.claims if claim.about == event.key])
        for trigger in event.mentions:
            name = f"e{len(marks)}"
            marks.append(Mark(trigger.begin, trigger.end, name, (event.cls,)))
            lines.append(Line(name, tuple(_slots(event, trigger, names)), words))
    return one._replace(marks=tuple(marks), lines=tuple(lines))


def _slots(event: Event, trigger: Mention, names: dict[str, str]) -> Iterator[tuple[str, Filler]]:
    """The roles that stand nearest to this one of the event's triggers."""
    for role in event.roles:
        begin = role.mentions[0].begin if role.mentions else event.mentions[0].begin
        if min(event.mentions, key=lambda m: abs(m.begin - begin)) == trigger:
            yield _SLOTS.get(role.type, role.type), Filler(names[role.value], role.inferred)


def _veracity(claims: list[Claim]) -> tuple[str, ...]:
    """What is not plain fact in an event's first claim; nothing where somebody puts it as fact and nobody denies it.

    As in the passages, what is denied, planned or supposed has no word of certainty beside.
    """
    if not claims or (
        any(claim.veracity.is_asserted for claim in claims)
        and not any(claim.veracity.polarity == "Negated" for claim in claims)
    ):
        return ()
    worst = next((c for c in claims if c.veracity.polarity == "Negated"), claims[0])
    words = tuple(word for word in worst.veracity if word not in {"Affirmed", "Certain", "Actual"})
    return tuple(word for word in words if word not in {"Probable", "Possible"}) or words
