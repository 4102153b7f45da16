"""Two agencies on one strike, a denial, another strike the next day: what is one incident, what contradicts what."""

from __future__ import annotations

import random

import pytest

from tests.incidents.conftest import Read
from tests.incidents.read import article, found, groups, ties

NORTH = article(
    "north",
    "2016-05-11",
    "Air strikes hit a crowded market in the Syrian town of Maarrat al-Numan on Tuesday, killing at least 30 people, a "
    "hospital director said.",
)
SOUTH = article(
    "south",
    "2016-05-11",
    "Twelve people were killed when jets bombed the market in Maarrat al-Numan on Tuesday, the Syrian government said.",
)
DENIAL = article(
    "denial", "2016-05-11", "The Syrian army denied that it had bombed the market in Maarrat al-Numan on Tuesday."
)
NEXT_DAY = article(
    "next-day", "2016-05-12", "An air strike killed five people in the town of Maarrat al-Numan on Wednesday."
)
ELSEWHERE = article("elsewhere", "2016-05-11", "An air strike hit a market in Idlib on Tuesday, residents said.")
UPDATE = article(
    "update",
    "2016-05-13",
    "The air strike on the market in Maarrat al-Numan on Tuesday killed 41 people, the Syrian government said.",
)
EVERY = (NORTH, SOUTH, DENIAL, NEXT_DAY, ELSEWHERE, UPDATE)


def test_one_strike_in_two_articles_is_one_incident(read: Read) -> None:
    store = read(NORTH, SOUTH)
    result = found(store)
    assert groups(store, result) == [["north", "south"]]
    assert result.incidents == 1


def test_a_strike_of_the_next_day_or_in_another_town_stays_apart(read: Read) -> None:
    store = read(NORTH, NEXT_DAY, ELSEWHERE)
    assert found(store).incidents == 0


def test_tolls_of_one_day_that_cannot_both_be_right_contradict(read: Read) -> None:
    store = read(NORTH, SOUTH)
    assert ties(store, found(store), "contradicts") == {("north", "south"), ("south", "north")}
    assert ties(store, found(store), "supersedes") == set()


def test_a_denial_contradicts_the_other_articles(read: Read) -> None:
    store = read(NORTH, DENIAL)
    result = found(store)
    assert groups(store, result) == [["denial", "north"]]
    assert ties(store, result, "contradicts") == {("denial", "north"), ("north", "denial")}


def test_a_later_higher_toll_supersedes_and_does_not_contradict(read: Read) -> None:
    store = read(SOUTH, UPDATE)
    result = found(store)
    assert ties(store, result, "supersedes") == {("update", "south")}
    assert ties(store, result, "contradicts") == set()


def test_a_number_that_the_other_allows_is_no_contradiction(read: Read) -> None:
    """At least 30 and 41, both of one day."""
    same_day = article("same-day", "2016-05-11", UPDATE.text)
    store = read(NORTH, same_day)
    result = found(store)
    assert groups(store, result) == [["north", "same-day"]]
    assert ties(store, result, "contradicts") == ties(store, result, "supersedes") == set()


def test_two_sides_that_both_took_the_town_contradict_each_other(read: Read) -> None:
    one = article("one", "2014-05-08", "Ukrainian forces captured the city of Sloviansk on Wednesday, Kyiv said.")
    other = article(
        "other", "2014-05-08", "Russian troops captured the city of Sloviansk on Wednesday, residents said."
    )
    store = read(one, other)
    assert ties(store, found(store), "contradicts") == {("one", "other"), ("other", "one")}


def test_what_is_planned_reports_nothing(read: Read) -> None:
    plan = article("plan", "2016-05-09", "The army plans to bomb the market in Maarrat al-Numan on 10 May 2016.")
    store = read(NORTH, plan)
    assert found(store).incidents == 0


def test_one_man_killed_is_one_incident_without_a_place(read: Read) -> None:
    one = article("one", "1989-08-29", "Senator Carlos Ibarra was assassinated on 18 August 1989, police said.")
    other = article("other", "1989-09-03", "Carlos Ibarra was killed on 18 August 1989 by two gunmen.")
    third = article("third", "1989-08-20", "Maria Ibarra Lopez was killed on 18 August 1989 by two gunmen.")
    store = read(one, other, third)
    assert groups(store, found(store)) == [["one", "other"]]


def test_reports_of_one_article_are_no_incident(read: Read) -> None:
    twice = article("twice", "2016-05-11", f"{NORTH.text} {SOUTH.text}")
    assert found(read(twice)).incidents == 0


@pytest.mark.parametrize("seed", range(3))
def test_the_order_of_the_articles_changes_no_byte(read: Read, seed: int) -> None:
    mixed = list(EVERY)
    random.Random(seed).shuffle(mixed)  # noqa: S311 - an order, not a secret
    assert found(read(*mixed)).chunk == found(read(*EVERY)).chunk


def test_the_articles_own_graphs_are_left_alone(read: Read) -> None:
    store = read(*EVERY)
    before = set(store.oxigraph)
    lines = found(store).chunk.lines.decode().splitlines()
    assert set(store.oxigraph) == before
    assert {line.split(" ")[1].rpartition("#")[2].rpartition("/")[2].rstrip(">") for line in lines} == {
        *("type", "label", "confidence", "rule", "hasReport", "contradicts", "supersedes"),
        *("hasEarliestBeginTimeStamp", "hasLatestEndTimeStamp"),
    }


def test_what_could_not_be_compared_is_counted(read: Read) -> None:
    undated = article("undated", None, "Rebels attacked a convoy near Homs.")
    assert found(read(undated, NORTH)).tally.undated == 1
