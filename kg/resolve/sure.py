"""What is sure enough? The facts without what was found with less confidence, and still honest."""

from __future__ import annotations

from collections.abc import Container
from dataclasses import replace

from kg.model import Claim, Event, Facts
from kg.resolve.asserted import asserted


def sure(facts: Facts, least: float) -> Facts:
    """The events, roles, figures, relations and claims whose confidence is at least `least`.

    Who denies, doubts or plans a thing is never left out by itself, or else the thing would become a fact: such a claim
    goes only with what it is about. A thing that nobody is left to claim goes, too. Entities and times stay: no
    confidence is told of them.
    """
    kept = [claim for claim in facts.claims if claim.confidence >= least or not claim.veracity.is_asserted]
    told = {claim.about for claim in kept}
    events = [_lessened(one, least) for one in facts.events if one.confidence >= least and one.key in told]
    relations = [one for one in facts.relations if one.confidence >= least and one.key in told]
    there = {None, *(one.key for one in events), *(one.key for one in relations)}
    parts = {role.key for one in events for role in one.roles}
    parts |= {figure.key for one in events for figure in one.figures}
    parts |= {claim.key for claim in kept if claim.about in there}
    claims = [_about(claim, parts) for claim in kept if claim.about in there]
    found, related = asserted(events, relations, claims)
    return replace(facts, events=tuple(found), relations=tuple(related), claims=tuple(claims))


def _lessened(event: Event, least: float) -> Event:
    return replace(
        event,
        roles=tuple(role for role in event.roles if role.confidence >= least),
        figures=tuple(figure for figure in event.figures if figure.confidence >= least),
    )


def _about(claim: Claim, parts: Container[str]) -> Claim:
    """The claim, of the parts that are left and beside the claims that are left."""
    return replace(
        claim,
        roles=tuple(key for key in claim.roles if key in parts),
        figures=tuple(key for key in claim.figures if key in parts),
        contradicts=tuple(key for key in claim.contradicts if key in parts),
    )
