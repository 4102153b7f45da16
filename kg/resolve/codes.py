"""What would ACLED, UCDP, PLOVER and CAMEO call this event?

The cross-walk is data: `seeds/lexicon/codes.tsv` gives a class of events its codes, under conditions on who takes part:

    state-gains, non-state-gains     who has control after a transfer of territory; both together are the state's gain
    armed-target, unarmed-target     whether those who are acted on or harmed are an armed side
    state-based, non-state, one-sided    UCDP's three; both sides must be known, the number of dead is left to a query
    harm                             people are harmed
    any                              where no other condition of the class holds in that scheme

Caught: "Rebels seized the town": acled-non-state-actor-overtakes-territory, plover-assault, cameo-19.
Left:   "Nine people were killed": no UCDP type, for nobody knows by whom.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Final

from kg.data import lexicon
from kg.errors import BadLexicon

ANY: Final = "any"
CONDITIONS: Final = frozenset(
    {
        *("state-gains", "non-state-gains", "armed-target", "unarmed-target"),
        *("state-based", "non-state", "one-sided", "harm", ANY),
    }
)
_STATE: Final = frozenset({"StateForces", "Government", "Coalition"})
_TAKERS: Final = frozenset({"ArmedGroup", "PersonGroup", "PoliticalParty"})
_CIVIL: Final = frozenset({"Population", "CivilSocietyOrganization", "MediaOrganization"})
_PEOPLE: Final = frozenset({"Person", "PersonGroup"})
Roles = tuple[tuple[str, str, bool], ...]
Table = Mapping[str, Mapping[str, Mapping[str, str]]]  # class -> scheme -> condition -> code


def codes(
    cls: str,
    roles: Sequence[tuple[str, str, bool]],
    statuses: Collection[str] = (),
    extra: Path | None = None,
) -> tuple[str, ...]:
    """The event's codes, as local names in `ontology/codes.ttl`, sorted.

    `roles` gives for each role its type, the class of its filler, and whether that is known to act for a state;
    `statuses` are the victim statuses of the event's figures. `extra` is a user's own folder of lexicons.
    """
    return _codes(cls, tuple(sorted(roles)), frozenset(statuses), extra)


@lru_cache(maxsize=4096)
def _codes(cls: str, roles: Roles, statuses: frozenset[str], extra: Path | None) -> tuple[str, ...]:
    schemes = _table(extra).get(cls, {})
    holding = _gains(roles) | _acted_on(roles, statuses) | _ucdp(roles, statuses)
    found = [_code(by_condition, holding) for by_condition in schemes.values()]
    return tuple(sorted(code for code in found if code))


def _code(by_condition: Mapping[str, str], holding: frozenset[str]) -> str:
    special = sorted(holding & by_condition.keys())
    return by_condition[special[0]] if special else by_condition.get(ANY, "")


@lru_cache(maxsize=4)
def _table(extra: Path | None) -> Table:
    table: dict[str, dict[str, dict[str, str]]] = {}
    for row in lexicon("codes", ("class", "condition", "code"), extra):
        if row["condition"] not in CONDITIONS:
            raise BadLexicon("codes.tsv", f'"{row["condition"]}" is no condition', "see kg/resolve/codes.py")
        scheme = row["code"].partition("-")[0]
        table.setdefault(row["class"], {}).setdefault(scheme, {})[row["condition"]] = row["code"]
    return table


# -- conditions ----------------------------------------------------------------------------------------------------


def _gains(roles: Roles) -> frozenset[str]:
    gainers = [(cls, is_state) for role, cls, is_state in roles if role in ("gainer", "initiator")]
    if any(is_state or cls in _STATE or cls == "Country" for cls, is_state in gainers):
        return frozenset({"state-gains"})
    return frozenset({"non-state-gains"}) if any(cls in _TAKERS for cls, _ in gainers) else frozenset()


def _acted_on(roles: Roles, statuses: frozenset[str]) -> frozenset[str]:
    """Fighters among those who are harmed make it a clash; people of whom nothing is known are taken for unarmed."""
    attacked = [(cls, is_state) for role, cls, is_state in roles if role in ("target", "victim")]
    sides = {_side(cls, is_state, statuses) for cls, is_state in attacked}
    found = {"harm"} if any(role == "victim" for role, _, _ in roles) else set()
    if sides & {"state", "group"} or "Combatant" in statuses:
        found.add("armed-target")
    elif "civil" in sides or any(cls in _PEOPLE for cls, _ in attacked):
        found.add("unarmed-target")
    return frozenset(found)


def _ucdp(roles: Roles, statuses: frozenset[str]) -> frozenset[str]:
    attackers = [_fighter(cls, is_state) for role, cls, is_state in roles if role == "initiator"]
    attacked = [_side(cls, is_state, statuses) for role, cls, is_state in roles if role in ("target", "victim")]
    fighters = [_fighter(cls, is_state) for role, cls, is_state in roles if role == "participant"]
    if attackers and attacked:
        if set(attackers) <= {"state", "group"} and set(attacked) == {"civil"}:
            return frozenset({"one-sided"})
        fighters = attackers + attacked
    if len(fighters) < 2 or not set(fighters) <= {"state", "group"}:
        return frozenset()
    return frozenset({"state-based" if "state" in fighters else "non-state"})


def _fighter(cls: str, is_state: bool) -> str:
    """The side of one who acts: a country that acts is its state, one that is acted on may be just the place."""
    return "state" if cls == "Country" else _side(cls, is_state, frozenset())


def _side(cls: str, is_state: bool, statuses: frozenset[str]) -> str:
    """One of "state", "group" (armed, not a state's) and "civil", or "" where it is not known."""
    if is_state or cls in _STATE:
        return "state"
    if cls == "ArmedGroup":
        return "group"
    if cls in _CIVIL or (cls in _PEOPLE and statuses == {"Civilian"}):
        return "civil"
    return ""
