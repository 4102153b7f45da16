"""Does a sentence tell in full what the lead only named? "A bombing in Kabul" and "a lorry blew up at a junction"."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Mapping

from kg.model import Entity, EventFinding

Elaborates = Callable[[EventFinding, EventFinding, Collection[str], Collection[str]], bool]
LEAD = 600  # characters between the two: the next sentence or two
_ANEW = re.compile(
    r"\b(?:also|another|second|third|separate(?:ly)?|similar|other|earlier|elsewhere|later|previous|then)\b[^.!?]*$",
    re.IGNORECASE,
)
_QUARTERS = frozenset({"area", "district", "neighborhood", "neighbourhood", "quarter", "suburb"})
_HOLDERS = frozenset({"Settlement", "Region", "Country"})


def elaboration(text: str, entities: Mapping[str, Entity]) -> Elaborates:
    """Whether a verb tells in full an event that was named before by a noun without article or with "a".

    Every place of the second must be one inside a place of the first: a building, or a quarter of a town.

    Caught: "The toll of a bombing in Mogadishu rose to 90. A lorry blew up on Saturday in the Hodan district."
    Left:   "A bombing in Mogadishu killed 90. Another lorry blew up in the Hodan district."
    """

    def elaborates(first: EventFinding, finding: EventFinding, before: Collection[str], now: Collection[str]) -> bool:
        if finding.nominal or not first.nominal or first.definite or not before or not now:
            return False
        begin = finding.trigger.begin
        if begin - first.trigger.end > LEAD or _ANEW.search(text, max(first.trigger.end, begin - 80), begin):
            return False
        return all(any(_is_inside(entities.get(one), entities.get(whole)) for whole in before) for one in now)

    return elaborates


def _is_inside(one: Entity | None, whole: Entity | None) -> bool:
    if one is None or whole is None or whole.cls not in _HOLDERS:
        return False
    if one.key == whole.key or one.cls == "Facility":
        return True
    return one.geonames is None and whole.cls == "Settlement" and one.label.split()[-1].lower() in _QUARTERS
