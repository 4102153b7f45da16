"""Which of Wikidata's properties are brought into the graph?"""

from __future__ import annotations

import re
from typing import Final

FOR_ALL: Final = {
    "P31": "instance of",
    "P17": "country",
    "P131": "located in the administrative territorial entity",
    "P625": "coordinate location",
    "P1566": "GeoNames ID",
    "P571": "inception",
    "P576": "dissolved, abolished or demolished date",
    "P580": "start time",
    "P582": "end time",
    "P361": "part of",
    "P749": "parent organization",
    "P463": "member of",
    "P241": "military branch",
    "P607": "conflict",
    "P39": "position held",
    "P102": "member of political party",
}
FOR_EVENTS: Final = {
    "P710": "participant",
    "P276": "location",
    "P585": "point in time",
    "P1120": "number of deaths",
    "P1339": "number of injured",
}
"""What only battles, wars and other happenings have, so that asking it of every item brings nothing else in."""

DEFAULT: Final = (*FOR_ALL, *FOR_EVENTS)
QUALIFIERS: Final = ("P580", "P582", "P585", "P518")
"""Start, end, point in time, and the part that a statement is about."""

BEGINS: Final = frozenset({"P571", "P580", "P585"})
ENDS: Final = frozenset({"P576", "P582", "P585"})
SAME_AS_OURS: Final = {
    "P131": "locatedIn",
    "P276": "locatedIn",
    "P361": "partOf",
    "P749": "partOf",
    "P463": "memberOf",
    "P102": "memberOf",
}
"""The contract's relations that say the same. P17 is no place: a party has a country, and does not lie in it."""

_PROPERTY: Final = re.compile(r"P[1-9]\d{0,9}")


def listed(text: str) -> tuple[str, ...]:
    """The properties of a list such as "P31,P17", each once. Raises `ValueError` with the one that is none.

    >>> listed("P31, P17,P31")
    ('P31', 'P17')
    """
    names = tuple(dict.fromkeys(part.strip().upper() for part in text.split(",") if part.strip()))
    for name in names:
        if not _PROPERTY.fullmatch(name):
            raise ValueError(name)
    return names
