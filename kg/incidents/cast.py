"""Who takes part, in sets that can be compared and united: the same for a report and for an incident."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final, NamedTuple

from kg.incidents.report import Party
from kg.incidents.sides import are_exclusive

_AGENTS: Final = frozenset({"initiator", "gainer", "participant"})
_PATIENTS: Final = frozenset({"target", "victim", "loser"})
_PLAIN: Final = frozenset("people person persons area areas position positions one others forces troops group".split())
_NONE: Final[frozenset[str]] = frozenset()


class Cast(NamedTuple):
    """`agents` and `patients` are keys of who acted and who was acted on; `persons` those of named people who were.

    `kinds` are last words of the descriptions of what was hit, and `fighters` the agents of whom the side is known.
    """

    agents: frozenset[str] = _NONE
    patients: frozenset[str] = _NONE
    persons: frozenset[str] = _NONE
    kinds: frozenset[str] = _NONE
    fighters: frozenset[Party] = frozenset()

    def with_(self, other: Cast) -> Cast:
        """Both together."""
        return Cast(
            self.agents | other.agents,
            self.patients | other.patients,
            self.persons | other.persons,
            self.kinds | other.kinds,
            self.fighters | other.fighters,
        )


def cast(parties: Iterable[Party]) -> Cast:
    """Those who take part in one report."""
    some = list(parties)
    agents = [party for party in some if party.role in _AGENTS]
    patients = [party for party in some if party.role in _PATIENTS]
    return Cast(
        _keys(agents),
        _keys(patients),
        _keys(party for party in patients if party.is_person),
        frozenset(p.kind for p in some if p.kind and p.role in {"target", "hasPlace"}) - _PLAIN,
        frozenset(p._replace(role="") for p in agents if p.side),
    )


def are_against(one: Cast, other: Cast) -> bool:
    """Whether those who acted are of sides that exclude each other, and nobody is on both lists."""
    if not one.fighters or not other.fighters or one.agents & other.agents:
        return False
    return any(are_exclusive(a, b) for a in one.fighters for b in other.fighters)


def _keys(parties: Iterable[Party]) -> frozenset[str]:
    return frozenset(key for party in parties for key in party.keys)
