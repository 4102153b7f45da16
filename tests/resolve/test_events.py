"""What events say of their time."""

from __future__ import annotations

import pytest

from kg.model import EventFinding, Mention, Stamps
from kg.resolve.events import _bounded, introduced, is_presupposed

JUNE = Stamps("2017-06-01", None, None, "2017-06-30")
DAY = Stamps("2017-06-05", "2017-06-05", "2017-06-05", "2017-06-05")


@pytest.mark.parametrize(
    ("stamps", "rule", "expected"),
    [
        (JUNE, "begin", Stamps("2017-06-01", "2017-06-30", None, None)),
        (DAY, "begin", Stamps("2017-06-05", "2017-06-05", None, None)),
        (JUNE, "end", Stamps(None, None, "2017-06-01", "2017-06-30")),
        (JUNE, "clause", JUNE),
        (Stamps(), "begin", Stamps()),
    ],
)
def test_what_began_in_june_may_go_on(stamps: Stamps, rule: str, expected: Stamps) -> None:
    assert _bounded(stamps, rule) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("They were warned before the raid.", True),
        ("They were warned hours after the first deadly raid.", True),
        ("They carried out the raid.", False),
        ("They left after a raid.", False),
    ],
)
def test_what_only_tells_when_is_taken_for_granted(text: str, expected: bool) -> None:
    begin = text.index("raid")
    trigger = Mention(begin, begin + 4, "raid")
    raid = EventFinding(trigger, "ArmedAttack", (), "test", 0.9, nominal=True, definite="the" in text)
    assert is_presupposed(raid, text) is expected


@pytest.mark.parametrize(("text", "expected"), [("Some of the raids failed.", False), ("The raids failed.", True)])
def test_a_part_of_what_was_told_is_something_new(text: str, expected: bool) -> None:
    begin = text.index("raids")
    raids = EventFinding(
        Mention(begin, begin + 5, "raids"), "ArmedAttack", (), "test", 0.9, nominal=True, definite=True
    )
    assert introduced(raids, text).definite is expected
