"""The rule for the dead: case by case, and the same in Python as in the named question."""

from __future__ import annotations

import pyoxigraph as ox
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg import vocab
from kg.query import ask, find
from kg.tables.deaths import Deaths, Figure, deaths

BASE = "https://example.org/id/"


def exactly(number: int, status: str = "Unknown", *, total: bool = False) -> Figure:
    return Figure(status, number, number, "Exactly", total)


def at_least(number: int, status: str = "Unknown") -> Figure:
    return Figure(status, number, None, "AtLeast", False)


def numbers(claims: list[list[Figure]]) -> tuple[int, int, int] | None:
    found = deaths(claims)
    return None if found is None else (found.low, found.best, found.high)


@pytest.mark.parametrize(
    ("claims", "expected"),
    [
        ([[exactly(5)], [exactly(8)]], (5, 5, 8)),
        ([[at_least(3)], [exactly(8)]], (3, 8, 8)),
        ([[at_least(3)], [at_least(7)]], (3, 3, 7)),
        ([[exactly(5, "Civilian"), exactly(3, "Combatant")]], (8, 8, 8)),
        ([[at_least(3250), exactly(1130, "Civilian")]], (3250, 3250, 3250)),
        ([[exactly(2), exactly(5, "Civilian")]], (5, 5, 5)),
        ([[exactly(3), exactly(40, total=True)]], (3, 3, 3)),
        ([[exactly(40, total=True)]], (40, 40, 40)),
        ([[Figure("Unknown", 12, 15, "Exactly", False)]], (12, 12, 15)),
        ([[Figure("Unknown", None, 10, "AtMost", False)]], (0, 0, 10)),
        ([[Figure("Unknown", None, None, "Several", False)]], None),
        ([[]], None),
    ],
)
def test_low_best_and_high(claims: list[list[Figure]], expected: tuple[int, int, int] | None) -> None:
    assert numbers(claims) == expected


def test_the_parts_are_those_of_the_claim_that_best_rests_on() -> None:
    claims = [[exactly(9)], [exactly(5, "Civilian"), exactly(3, "Combatant")]]
    assert deaths(claims) == Deaths(8, 8, 9, (("Civilian", 5), ("Combatant", 3)))


# -- the named question follows the same rule ----------------------------------------------------------------------

bounds = st.one_of(st.none(), st.integers(0, 30))
figures = st.builds(
    lambda status, bound, wider, qualifier, total: Figure(
        status,
        bound,
        wider if bound is None or wider is None else bound + wider,
        qualifier,
        total,
    ),
    st.sampled_from(vocab.VICTIM_STATUSES),
    bounds,
    bounds,
    st.sampled_from(vocab.COUNT_QUALIFIERS),
    st.booleans(),
)


def graph(claims: list[list[Figure]]) -> ox.Store:
    event = "ckg:Event, ckg:Killing"
    lines = [f"<event/1> a {event} ."]
    for i, told in enumerate(claims):
        lines.append(
            f"<claim/{i}> ckg:claims <event/1> ; ckg:polarity ckg:Affirmed ; ckg:certainty ckg:Certain ;"
            " ckg:actuality ckg:Actual ."
        )
        for j, one in enumerate(told):
            lines.append(
                f"<claim/{i}> ckg:claimsFigure <figure/{i}-{j}> . <figure/{i}-{j}> ckg:ofEvent <event/1> ;"
                f" ckg:harm ckg:Killed ; ckg:victimStatus ckg:{one.status} ; ckg:countQualifier ckg:{one.qualifier} ;"
                f" ckg:isTotal {'true' if one.is_total else 'false'} ."
            )
            for name, number in (("minValue", one.minimum), ("maxValue", one.maximum)):
                lines += [f"<figure/{i}-{j}> schema:{name} {number} ."] if number is not None else []
    head = f"@base <{BASE}> . @prefix ckg: <{vocab.CKG}> . @prefix schema: <{vocab.SCHEMA}> .\n"
    store = ox.Store()
    store.load(head + "\n".join(lines), ox.RdfFormat.TURTLE)
    return store


@settings(deadline=None)
@given(st.lists(st.lists(figures, max_size=4), max_size=3))
def test_the_named_question_and_the_tables_agree(claims: list[list[Figure]]) -> None:
    answer = ask(graph(claims), find("deaths-low-best-high"), (), BASE)
    assert isinstance(answer, ox.QuerySolutions)
    rows = [tuple(int(row[name].value) for name in ("low", "best", "high")) for row in answer]
    assert rows == ([] if (expected := numbers(claims)) is None else [expected])
