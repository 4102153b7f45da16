"""What events say of their time."""

from __future__ import annotations

import pytest

from kg.model import Stamps
from kg.resolve.events import _bounded

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
