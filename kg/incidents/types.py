"""Which types of event can tell the same happening? The lexicon `seeds/lexicon/incident_types.tsv`."""

from __future__ import annotations

from functools import lru_cache

from kg.data import lexicon

HARMS = frozenset({"Injury", "Killing"})
"""What an attack does to people."""


def are_alike(one: str, other: str) -> bool:
    """Whether two articles may tell one happening as these two types.

    >>> are_alike("AirStrike", "Killing"), are_alike("AirStrike", "Ceasefire")
    (True, False)
    """
    return one == other or other in _others().get(one, frozenset())


@lru_cache(maxsize=1)
def _others() -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for row in lexicon("incident_types", ("class", "others")):
        for other in row["others"].split("|"):
            found.setdefault(row["class"], set()).add(other)
            found.setdefault(other, set()).add(row["class"])
    return {name: frozenset(others) for name, others in found.items()}


@lru_cache(maxsize=512)
def family(name: str) -> str:
    """The first of all types that are alike by some steps: what is of different families never meets."""
    seen, waiting = {name}, [name]
    while waiting:
        new = _others().get(waiting.pop(), frozenset()) - seen
        seen |= new
        waiting.extend(new)
    return min(seen)
