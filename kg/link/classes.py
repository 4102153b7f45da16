"""Can an entity of this class be an item of these kinds? A settlement is never a film."""

from __future__ import annotations

from functools import lru_cache
from typing import Final

from kg import vocab

SAME, WIDER, NEAR, FAR = 1.0, 0.8, 0.6, 0.4
"""The score of equal classes, of one above the other, of two that a reader often takes for each other, of cousins."""

# Pairs of leaves that news itself does not tell apart: the city-state, the party with a militia, the state that acts.
_NEAR: Final = frozenset(
    frozenset(pair.split())
    for pair in (
        "Country Region",
        "Country Settlement",
        "Country Government",
        "Region Settlement",
        "Region NaturalFeature",
        "ArmedGroup PoliticalParty",
        "ArmedGroup StateForces",
        "ArmedGroup Coalition",
        "ArmedGroup CivilSocietyOrganization",
        "Coalition IntergovernmentalOrganization",
        "Coalition PoliticalParty",
        "Government StateForces",
        "Government IntergovernmentalOrganization",
        "CivilSocietyOrganization MediaOrganization",
        "CivilSocietyOrganization PoliticalParty",
        "CivilSocietyOrganization IntergovernmentalOrganization",
        "Facility CivilSocietyOrganization",
        "Facility Settlement",
        "Facility Government",
        "PersonGroup Population",
        "Weapon Vehicle",
    )
)
_ORGANIZATIONS: Final = frozenset(name for name in vocab.PARENT if "Organization" in vocab.superclasses(name))


@lru_cache(maxsize=1 << 14)
def fit(cls: str, kinds: tuple[str, ...]) -> float:
    """How well a class fits an item's kinds, from 0 (never) to 1.

    >>> fit("Settlement", ("Settlement",)), fit("Settlement", ()), fit("Actor", ("Person",))
    (1.0, 0.0, 0.8)
    """
    return max((_fit(cls, kind) for kind in kinds), default=0.0)


def _fit(cls: str, kind: str) -> float:
    if cls == kind:
        return SAME
    if cls in vocab.superclasses(kind) or kind in vocab.superclasses(cls):
        return WIDER
    if frozenset({cls, kind}) in _NEAR:
        return NEAR
    return FAR if {cls, kind} <= _ORGANIZATIONS else 0.0
