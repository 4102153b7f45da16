"""Events: words that tell of an act of conflict or politics, with their roles.

Caught: "Government forces shelled the suburb on Monday."            Shelling
        "The rebels' capture of the airport surprised nobody."       TerritoryTransfer, framing "capture"
        "The town came under fire from the hills."                   ArmedAttack
Left:   "She had a heart attack."  "The striker fired a shot over the bar."  "They battle inflation."

Measured with these rules alone: PLOVER root of a sentence, macro-F1 0.69 on `zsp` (0.71 on the half whose errors were
read, 0.68 on the other) and 0.65 on `plover`; triggers of `wikievents` F1 0.61, with their class 0.54; presence of an
incident in `muc4-dev-cased` F1 0.79, at recall 1: what counts as wrong there is mostly real violence that is no
incident by the keys' definition (deaths in combat, old or unspecific attacks, plans); leaving out all that nobody puts
as fact would not bring more than 0.79 either.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from spacy.tokens import Doc, Token

from kg.extract.event_blame import BLAMED
from kg.extract.event_clauses import Clauses, is_verbal
from kg.extract.event_gaps import gaps, without
from kg.extract.event_lexicon import EventLexicon, Trigger, event_lexicon
from kg.extract.event_scene import scene
from kg.extract.event_seen import added, confidence, is_seen, put, told_at, weighed, with_roles
from kg.extract.event_triggers import triggers, unknown_verbs
from kg.extract.phrases import entity_at, mention, seen_in
from kg.extract.protocol import Extractor, Settings
from kg.extract.roles import condemned, in_complement, roles
from kg.extract.veracity import veracity
from kg.model import EventFinding, GapFinding, RoleFinding, Veracity

# How often they were right, by bench.calibration on 1,150, 335 and 44 cases of wikievents, plover and zsp.
VERBAL, NOMINAL, WITHOUT_ROLES = 0.73, 0.63, 0.48
NAMED = frozenset(
    {"Person", "ArmedGroup", "StateForces", "Coalition", "Government", "Country", "PoliticalParty", "Population"}
    | {"IntergovernmentalOrganization", "Organization"}
)
# Classes whose target may stand only in what is demanded, promised, threatened.
BY_COMPLEMENT = frozenset(
    "Agreement Rejection Sanction Aid Support Threat Accusation Demand Trial Negotiation Ceasefire Deployment "
    "Withdrawal Release Surrender Protest Displacement Detention".split()
)
BETWEEN = frozenset({"Agreement", "Ceasefire", "Negotiation"})
PARTIES = NAMED - {"Person", "Country", "Population"}  # with whom one agrees; the rest is what it is about
DONE_TO = frozenset({"target", "victim", "gainer", "hasPlace"})
IN_FOCUS = frozenset({"ROOT", "nsubj", "nsubjpass", "dobj", "attr"})
DEFINITE = frozenset({"the", "this", "that", "these", "those"})


def events(settings: Settings) -> Extractor:
    """The extractor of events and of verbs between two actors that no rule knows.

    It leaves its triggers in `doc.user_data`, where the extractor of casualties finds them.
    """
    lexicon = event_lexicon(settings)

    def find(doc: Doc) -> Iterator[EventFinding | GapFinding]:
        clauses = doc.user_data["clauses"] = Clauses(doc, lexicon)
        known: dict[int, tuple[Trigger, EventFinding]] = {}
        doc.user_data["triggers"] = known
        for token, pos, trigger in _triggers(doc, clauses, lexicon):
            event = _event(token, trigger, clauses, lexicon)
            if pos != "noun" or _is_told(event, token) or is_seen(token, trigger.cls):
                gapped = dict(gaps(token, event, clauses)) if pos == "verb" else {}
                event = without(event, list(gapped)) if gapped else event
                known[token.i] = (trigger, event)
                known.update({gap.i: (trigger, again) for gap, again in gapped.items()})
                yield event
                yield from gapped.values()
        yield from (_gap(verb) for verb in unknown_verbs(doc, lexicon) if _is_between_actors(verb))

    return find


def _triggers(doc: Doc, clauses: Clauses, lexicon: EventLexicon) -> Iterator[tuple[Token, str, Trigger]]:
    """The triggers by the rules, as the learned reader sees them, and those that it alone sees."""
    found = [(token, pos, weighed(token, one, lexicon)) for token, pos, one in triggers(doc, clauses, lexicon)]
    by_rules = [(token, pos, one) for token, pos, one in found if one is not None]
    more = added(doc, {token.i: one.cls for token, _, one in by_rules}, clauses, lexicon)
    yield from sorted([*by_rules, *more], key=lambda one: one[0].i)


def _event(token: Token, trigger: Trigger, clauses: Clauses, lexicon: EventLexicon) -> EventFinding:
    found = roles(token, lexicon.frames[trigger.frame], clauses, lexicon.kinds)
    doers = condemned(token, clauses, lexicon.kinds) if trigger.cls == "Accusation" else None
    if doers is not None:
        found = [role for role in found if role.type != "target"] + doers
    done_to = any(role.type in DONE_TO for role in found)
    found.extend(list(scene(token, trigger.cls, clauses, found)))
    wanting = trigger.cls in BY_COMPLEMENT and not done_to and doers is None
    admitted = PARTIES if trigger.cls in BETWEEN else None
    if wanting and (inferred := in_complement(token, found, clauses.slots(token), admitted)):
        found.append(inferred)
    found = with_roles(token, trigger, found)
    refusal = _refusal(token, trigger, clauses)
    start, end = refusal or (token.i, token.i + 1)
    return EventFinding(
        trigger=mention(token.doc, start, end),
        cls=trigger.cls,
        roles=tuple(_unique(found)),
        rule=f"{'seen:' if trigger.is_seen else ''}{trigger.frame}:{trigger.lemma}",
        confidence=confidence(token, trigger, WITHOUT_ROLES if not found else VERBAL if is_verbal(token) else NOMINAL),
        veracity=Veracity() if refusal else put(token, veracity(token)),  # who "will not" refuses now
        nominal=not is_verbal(token),
        definite=any(child.lower_ in DEFINITE for child in token.lefts),
        framing=trigger.framing,
    )


def _refusal(token: Token, trigger: Trigger, clauses: Clauses) -> tuple[int, int] | None:
    """The "will not" that makes a verb of consent a refusal, as token offsets; None where the verb is the event itself.

    It is the trigger then and its "not" is used up, while the verb ("will not accept") has not happened.
    """
    denied = clauses.slots(token).get("neg")
    is_asked = any(c.slot == "neg" for one in trigger.needs for c in one.conditions)
    seen = seen_in(token.doc)
    is_its_not = trigger.is_seen and seen is not None and told_at(token, trigger, seen) != token.i
    if not denied or not (is_asked or is_its_not):
        return None
    no = denied[0].token
    start = no.i - 1 if no.i and no.nbor(-1).dep_ in {"aux", "auxpass"} else no.i
    return start, no.i + 1


def _is_told(event: EventFinding, noun: Token) -> bool:
    """Whether a noun tells of an occasion: it has a determiner, or somebody or something has a part in it.

    "Charged with murder" names a crime and no murder.
    """
    return any(role.rule not in BLAMED for role in event.roles) or not _is_bare(noun)


def _is_bare(noun: Token) -> bool:
    """Whether it names a kind of thing and no occasion: "murders and torture are common"."""
    return not any(c.dep_ in {"det", "nummod", "poss"} for c in noun.lefts) and noun.dep_ not in IN_FOCUS


def _unique(found: Iterable[RoleFinding]) -> Iterator[RoleFinding]:
    seen: set[tuple[str, int]] = set()
    for role in sorted(found, key=lambda r: (r.inferred, r.head)):
        if (role.type, role.head) not in seen:
            seen.add((role.type, role.head))
            yield role


def _is_between_actors(verb: Token) -> bool:
    return any(c.dep_ == "nsubj" and _is_actor(c) for c in verb.lefts) and any(
        c.dep_ == "dobj" and _is_actor(c) for c in verb.rights
    )


def _is_actor(token: Token) -> bool:
    entity = entity_at(token)
    return entity is not None and entity.form == "name" and entity.cls in NAMED


def _gap(verb: Token) -> GapFinding:
    return GapFinding(mention(verb.doc, verb.i, verb.i + 1), "verb", verb.lemma_)
