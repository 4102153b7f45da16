"""Our corpus is in order, and a passage that is not is told."""

from __future__ import annotations

import pytest

from bench.corpus.agreement import Tally, agreement
from bench.corpus.check import faults
from bench.corpus.passages import SECOND, BadPassage, corpus, passage
from bench.corpus.types import Told, by_type, table
from kg import vocab

HEAD = "## sahel-001 · 2012-04-03 · wire copy · train\n"
GOOD = (
    HEAD + "[Rebels]{1 ArmedGroup} [seized]{e1 TerritoryTransfer} [Kidal]{2 Settlement}, [he]{3 Person} [said]{c1}.\n"
    "[[Four soldiers]{4 PersonGroup}]{n1 Killed 4 Exactly Combatant} [died]{e2 Killing} [Friday]{t1}.\n"
    "= e1 gainer=1 place=2 by=c1 Probable\n= e2 victim=4 place=2? time=t1 figure=n1\n= c1 source=3"
)


def test_the_corpus_is_in_order() -> None:
    passages = list(corpus())
    assert list(faults(passages)) == []
    assert len(passages) >= 600
    assert {mark.words[0] for one in passages for mark in one.marks if mark.name[0] == "e"} == vocab.EVENT_CLASSES


def test_a_tenth_was_read_twice() -> None:
    first, second = {one.name: one for one in corpus()}, list(corpus(SECOND))
    assert list(faults(second)) == []
    assert {one.name for one in second} <= set(first)
    assert all(one.text == first[one.name].text for one in second)
    rows = agreement([(first[one.name], one) for one in second])
    assert rows["triggers with type"].f1 > 0.75
    assert rows["what shared cues do"].f1 > 0.9


def test_readers_that_differ_are_counted() -> None:
    other = GOOD.replace("TerritoryTransfer", "Offensive").replace("place=2?", "place=1")
    rows = agreement([(passage(GOOD), passage(other))])
    assert rows["cues"] == Tally(1, 1, 1)
    assert rows["triggers"] == Tally(2, 2, 2)
    assert rows["triggers with type"] == Tally(1, 2, 2)
    assert rows["roles of shared triggers"] == Tally(4, 5, 5)


def test_a_passage_is_read() -> None:
    one = passage(GOOD)
    assert one.text == "Rebels seized Kidal, he said. Four soldiers died Friday."
    assert [(one.text[m.begin : m.end], m.name) for m in one.marks][-3:] == [
        ("Four soldiers", "n1"),
        ("died", "e2"),
        ("Friday", "t1"),
    ]
    assert one.lines[0].veracity == ("Probable",)
    assert [filler.inferred for _, filler in one.lines[1].slots] == [False, True, False, False]
    assert list(faults([one])) == []


@pytest.mark.parametrize(
    ("wrong", "right", "fault"),
    [
        ("ArmedGroup", "Militia", "no class of the contract"),
        ("{2 Settlement}", "{2}", "no class, or two"),
        ("TerritoryTransfer", "Conquest", "no type of the contract"),
        ("gainer=1", "winner=1", "is no slot"),
        ("gainer=1", "gainer=9", "is not marked"),
        ("4 Exactly", "four Exactly", "no figure"),
        ("= c1 source=3", "", "c1 has no line"),
        ("{t1}", "{x1}", "no such mark"),
        ("train", "training", "is no part"),
        ("[died]", "[ died]", "begins or ends with a space"),
    ],
)
def test_what_is_not_in_order_is_told(wrong: str, right: str, fault: str) -> None:
    assert any(fault in told for told in faults([passage(GOOD.replace(wrong, right))]))


def test_a_name_is_given_once() -> None:
    assert any("2 passages" in told for told in faults([passage(GOOD), passage(GOOD)]))


@pytest.mark.parametrize("wrong", ["a]{1 Person} fell.", "[a fell.", "[a]{} fell.", "[a] fell."])
def test_a_mark_that_is_not_closed_is_refused(wrong: str) -> None:
    with pytest.raises(BadPassage):
        passage(HEAD + wrong)


def test_what_a_cue_does_is_read() -> None:
    plain, denied = passage(GOOD), passage(GOOD + " Denies")
    assert [line.act for line in plain.lines] == ["", "", "Says"]
    assert denied.lines[-1].act == "Denies"
    with pytest.raises(BadPassage, match="Denies"):
        passage(GOOD.replace("Probable", "Denies"))


def test_a_line_with_other_words_is_refused() -> None:
    with pytest.raises(BadPassage, match="Perhaps"):
        passage(GOOD.replace("Probable", "Perhaps"))


def test_types_are_counted_once_and_by_overlap() -> None:
    gold = [[Told(0, 4, "Killing"), Told(10, 14, "Riot")], [Told(0, 4, "Riot")]]
    found = [[Told(1, 3, "Killing"), Told(0, 4, "Killing"), Told(10, 14, "Protest")], []]
    tallies = by_type(gold, found)
    assert tallies == {"Killing": Tally(1, 1, 2), "Riot": Tally(0, 2, 0), "Protest": Tally(0, 0, 1)}
    assert table({"rules": tallies}).splitlines()[2:] == ["| Riot | 2 | 0.00 |", "| Killing | 1 | 0.67 |"]
