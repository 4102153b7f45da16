"""Are time expressions found, whole, with their type and expression?"""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from kg.annotate import Annotator
from kg.errors import BadLexicon
from kg.extract.protocol import Settings
from kg.extract.times import grammar, times
from kg.extract.times.cascade import expressions
from kg.extract.times.tokens import pattern, runs
from kg.model import Article, TimeFinding

Expected = list[tuple[str, str, str, str]]  # words, type, expression, modifier

NEWS: list[tuple[str, Expected]] = [
    ("Troops left on Oct. 17, 2017.", [("Oct. 17, 2017", "DATE", "2017-10-17", "")]),
    ("He was born on 7th of March 1971.", [("7th of March 1971", "DATE", "1971-03-07", "")]),
    ("They met on Sunday, Oct. 15.", [("Sunday, Oct. 15", "DATE", "XXXX-10-15", "")]),
    ("The town fell in early 2014.", [("early 2014", "DATE", "2014", "START")]),
    ("The town fell in mid-1944.", [("mid-1944", "DATE", "1944", "MID")]),
    ("Rebels fled late last week.", [("late last week", "DATE", "now -1W", "END")]),
    ("No jet flew from noon Sunday.", [("noon Sunday", "TIME", "XXXX-WXX-7 T12:00", "")]),
    ("Rockets hit the port at 3:30 p.m. on Monday.", [("3:30 p.m. on Monday", "TIME", "XXXX-WXX-1 pm 03:30", "")]),
    ("The column moved at 0730 hours.", [("0730 hours", "TIME", "clock 07:30", "")]),
    ("The log says 171200ZOCT17.", [("171200ZOCT17", "TIME", "2017-10-17T12:00", "")]),
    ("Forces took the hospital earlier in the day.", [("earlier in the day", "DATE", "now =D", "")]),
    ("It was quiet for 24 hours.", [("24 hours", "DURATION", "PT24H", "")]),
    ("It went on for almost twenty-five years.", [("almost twenty-five years", "DURATION", "P25Y", "LESS_THAN")]),
    ("The six-year-old war drags on.", [("six-year-old", "DURATION", "P6Y", "")]),
    ("It dragged on for weeks.", [("weeks", "DURATION", "PXW", "")]),
    ("Guards pray every day.", [("every day", "SET", "P1D", "")]),
    ("Ten deaths a week were counted.", [("a week", "SET", "P1W", "")]),
    ("Ten people died within a week.", [("a week", "DURATION", "P1W", "")]),
    ("It is now quiet.", [("now", "DATE", "PRESENT_REF", "")]),
    ("Two years ago it fell.", [("Two years ago", "DATE", "now -2Y", "")]),
    ("They returned the following day.", [("the following day", "DATE", "ref +1D", "")]),
    ("He died two days before the vote.", [("two days before", "DURATION", "P2D", "")]),
    ("He had died two days before.", [("two days before", "DATE", "ref -2D", "")]),
    ("The day before the vote he died.", [("The day before", "DATE", "event", "")]),
    ("Talks are planned for Friday.", [("Friday", "DATE", "XXXX-WXX-5", "")]),
    ("They fled in August of that year.", [("August of that year", "DATE", "ref =Y XXXX-08", "")]),
    ("It was in nineteen seventy-nine.", [("nineteen seventy-nine", "DATE", "1979", "")]),
    ("Three hundred and ten days passed.", [("Three hundred and ten days", "DURATION", "P310D", "")]),
    ("In the 1990s they ruled.", [("the 1990s", "DATE", "199", "")]),
    ("It was built in the 4th century BC.", [("the 4th century BC", "DATE", "century -4", "")]),
    (
        "The siege lasted from 3 to 5 March.",
        [("3", "DATE", "XXXX-03-03", "ON_OR_AFTER"), ("5 March", "DATE", "XXXX-03-05", "ON_OR_BEFORE")],
    ),
    (
        "Between March and June 2016, many died.",
        [("March", "DATE", "2016-03", "ON_OR_AFTER"), ("June 2016", "DATE", "2016-06", "ON_OR_BEFORE")],
    ),
    ("Shots were heard overnight on Sunday.", [("overnight on Sunday", "TIME", "XXXX-WXX-7 TNI", "")]),
    ("They have fought since June.", [("June", "DATE", "XXXX-06", "ON_OR_AFTER")]),
]
LEFT = [
    "Protesters may march to the square.",
    "The fall of Mosul was a blow.",
    "Resolution 1701 was cited.",
    "It cost $1990 and 1950 men came.",
    "Bloody Sunday was a film, and she reads the Sunday Times.",
    "A quarter of the houses burned.",
    "The HB 1523 lawsuit and two thousand men came as soon as Ephesians 5:11 was read.",
    "An AK-1974 lay by the A330s.",
]


def found(annotator: Annotator, sentences: Sequence[str], date: str | None = "2017-10-17") -> list[list[TimeFinding]]:
    extract = times(Settings())
    articles = [Article(str(i), text, ((0, len(text)),), "test", date) for i, text in enumerate(sentences)]
    return [
        [f for doc in docs for f in extract(doc) if isinstance(f, TimeFinding)] for _, docs in annotator.docs(articles)
    ]


def test_expressions_are_found_whole(annotator: Annotator) -> None:
    for (text, expected), findings in zip(NEWS, found(annotator, [text for text, _ in NEWS]), strict=True):
        assert [(f.mention.text, f.type, f.expression, f.mod) for f in findings] == expected, text


def test_what_is_no_time_is_left(annotator: Annotator) -> None:
    for text, findings in zip(LEFT, found(annotator, LEFT), strict=True):
        assert not findings, text


def test_offsets_are_those_of_the_article(annotator: Annotator) -> None:
    text = "“Now” — that’s\u00a0what he said on\u00a0Oct.\u00a017."
    ((now, day),) = found(annotator, [text])
    assert [text[f.mention.begin : f.mention.end] for f in (now, day)] == ["Now", "Oct.\u00a017"]
    assert now.mention.text == "Now"


@pytest.mark.parametrize(
    ("text", "tense"),
    [
        ("He left on Monday.", "past"),
        ("He will leave on Monday.", "future"),
        ("He plans to leave on Monday.", "future"),
    ],
)
def test_the_governing_verb_gives_the_tense(annotator: Annotator, text: str, tense: str) -> None:
    ((finding,),) = found(annotator, [text])
    assert finding.tense == tense


def test_a_history_is_read_by_other_rules(annotator: Annotator) -> None:
    text = "The former king fled. Today his palace is a school."
    assert [f.expression for f in found(annotator, [text], date=None)[0]] == ["PAST_REF", "PRESENT_REF"]
    assert [f.expression for f in found(annotator, [text])[0]] == ["now"]


def test_a_user_adds_a_word(tmp_path_factory: pytest.TempPathFactory) -> None:
    folder = tmp_path_factory.mktemp("lexicon")
    (folder / "time_words.tsv").write_text("form\tcategory\tvalue\ttag\nTamuz\tMonth\t07\t\n", encoding="utf-8")
    rules = grammar.load(folder)
    (run,) = runs("Tamuz 5, 2016", rules, pattern(rules), lambda _: "NNP")
    assert [token.values for token in expressions(run, rules, "news")] == [{"Date": "2016-07-05"}]


@pytest.mark.parametrize("rule", ["1\tx\tNoSuch\tDate\tDATE\t{x}\t\t", "1\tx\tthe of?\tDate\tDATE\tnow\t\t"])
def test_a_rule_that_cannot_work_is_refused(tmp_path_factory: pytest.TempPathFactory, rule: str) -> None:
    folder = tmp_path_factory.mktemp("lexicon")
    head = "level\tname\tpattern\tcategory\ttype\texpression\tmod\tscope\n"
    (folder / "time_rules.tsv").write_text(head + rule + "\n", encoding="utf-8")
    with pytest.raises(BadLexicon, match="rule x"):
        grammar.load(folder)
