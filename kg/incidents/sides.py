"""Can two parties not both have done it? Sides that exclude each other, as far as class, nation and the graph tell.

Caught: "Ukrainian forces" and "Russian troops"; "Boko Haram" and "the Nigerian army".
Left:   "gunmen" and "rebels"; "Hezbollah" and "its ally, the Syrian army"; "the coalition" and "American jets"
"""

from __future__ import annotations

from kg.incidents.report import Party


def are_exclusive(one: Party, other: Party) -> bool:
    """Whether the two are of different named sides, neither of which the graph puts on the other's."""
    if not one.side or not other.side or one.keys & other.keys:
        return False
    if one.allies & other.keys or other.allies & one.keys:
        return False
    return one.side != other.side or (one.side == "armed" and not _may_be_short(one.label, other.label))


def _may_be_short(one: str, other: str) -> bool:
    """Whether one name may be the other's acronym or a part of it: "SDF", "Syrian Democratic Forces".

    >>> _may_be_short("SDF", "Syrian Democratic Forces"), _may_be_short("Hamas", "Fatah")
    (True, False)
    """
    short, long = sorted((one, other), key=len)
    initials = "".join(word[0] for word in long.split() if word[0].isupper())
    return short.replace(".", "").upper() == initials or bool({*short.lower().split()} & {*long.lower().split()})
