"""When the second sentence tells in full what the first one named."""

from __future__ import annotations

import pytest

from kg.model import Entity, EventFinding, Mention
from kg.resolve.elaboration import elaboration

TEXT = "The toll of a bombing in Mogadishu rose. A lorry blew up in the Hodan district. Another car blew up at a hotel."


def place(key: str, cls: str, geonames: str | None = None) -> Entity:
    return Entity(key, cls, key, (), (), True, None, geonames)


PLACES = {
    one.key: one
    for one in (
        place("Mogadishu", "Settlement", "53654"),
        place("Hodan district", "Region"),
        place("hotel", "Facility"),
        place("Bay", "Region", "64538"),
        place("Kismayo", "Settlement", "55671"),
    )
}


def event(word: str, *, nominal: bool, nth: int = 0) -> EventFinding:
    begin = TEXT.index(word)
    for _ in range(nth):
        begin = TEXT.index(word, begin + 1)
    return EventFinding(Mention(begin, begin + len(word), word), "Bombing", (), "test", 0.9, nominal=nominal)


@pytest.mark.parametrize(
    ("nth", "there", "expected"),
    [
        (0, ["Hodan district"], True),
        (0, ["Hodan district", "hotel"], True),
        (0, ["Bay"], False),
        (0, ["Kismayo"], False),
        (0, [], False),
        (1, ["hotel"], False),
    ],
)
def test_only_what_lies_inside_and_is_no_other_event(nth: int, there: list[str], expected: bool) -> None:
    first, second = event("bombing", nominal=True), event("blew", nominal=False, nth=nth)
    assert elaboration(TEXT, PLACES)(first, second, ["Mogadishu"], there) is expected


def test_a_noun_tells_nothing_in_full() -> None:
    first = event("bombing", nominal=True)
    assert not elaboration(TEXT, PLACES)(first, first, ["Mogadishu"], ["hotel"])
