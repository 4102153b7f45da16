"""How many were harmed: marked sentences, exactly their figures; and numbers in every form."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from kg.annotate import Annotator
from kg.errors import BadLexicon
from kg.extract import Reader, Settings
from kg.extract.counts import count_words, read_count
from kg.model import Article, EventFinding, FigureFinding
from tests.extract.marked import Case, cases

HERE = Path(__file__).parent / "casualties"
FLOOR = 0.90  # exact figures of the sentences that were set aside
TOLD_FLOOR = 0.95
Label = tuple[int, int, tuple[str, ...]]
Read = Callable[[str], tuple[set[Label], set[Label]]]


@pytest.fixture(scope="module")
def read(annotator: Annotator) -> Callable[[Case], set[Label]]:
    reader = Reader(Settings())

    def figures(case: Case) -> set[Label]:
        article = Article(id="a", text=case.text, body=((0, len(case.text)),), origin="test")
        found = [f for one, docs in annotator.docs([article]) for f in reader.read(one, docs).findings]
        triggers = {f.trigger for f in found if isinstance(f, EventFinding)}
        figures = [f for f in found if isinstance(f, FigureFinding)]
        assert all(f.trigger in triggers for f in figures)
        return {(f.mention.begin, f.mention.end, label(f)) for f in figures}

    return figures


def label(figure: FigureFinding) -> tuple[str, ...]:
    """As the marks have it: harm, "12", "12-", "-12" or "12-15", qualifier, status, "total"."""
    low = "" if figure.minimum is None else str(figure.minimum)
    high = "" if figure.maximum is None else str(figure.maximum)
    number = low if low == high else f"{low}-{high}"
    return (figure.harm, number, figure.qualifier, figure.status, *(["total"] if figure.is_total else []))


def f1(name: str, read: Callable[[Case], set[Label]]) -> float:
    right = made = wanted = 0
    for case in cases(HERE / name):
        found, told = read(case), {(m.begin, m.end, m.label) for m in case.marks}
        right, made, wanted = right + len(found & told), made + len(found), wanted + len(told)
    return 2 * right / (made + wanted)


def test_sentences_that_were_set_aside(read: Callable[[Case], set[Label]]) -> None:
    assert f1("heldout.txt", read) >= FLOOR


def test_sentences_that_the_rules_were_made_on(read: Callable[[Case], set[Label]]) -> None:
    assert f1("told.txt", read) >= TOLD_FLOOR


@pytest.mark.parametrize(
    ("words", "minimum", "maximum", "qualifier", "length"),
    [
        ("12 people", 12, 12, "Exactly", 1),
        ("twenty-three people", 23, 23, "Exactly", 1),
        ("twenty - three people", 23, 23, "Exactly", 3),
        ("1,340 soldiers", 1340, 1340, "Exactly", 1),
        ("1.2 million people", 1_200_000, 1_200_000, "Exactly", 2),
        ("two hundred and five men", 205, 205, "Exactly", 4),
        ("at least 12 people", 12, None, "AtLeast", 3),
        ("more than two dozen rebels", 25, None, "AtLeast", 4),
        ("no fewer than 30 herders", 30, None, "AtLeast", 4),
        ("fewer than ten people", None, 9, "AtMost", 3),
        ("up to 50 fighters", None, 50, "AtMost", 3),
        ("as many as 80 people", None, 80, "AtMost", 4),
        ("about a hundred men", 100, 100, "About", 3),
        ("a dozen people", 12, 12, "About", 2),
        ("half a dozen guards", 6, 6, "About", 3),
        ("between 10 and 15 people", 10, 15, "About", 4),
        ("two to three hundred people", 200, 300, "About", 4),
        ("20-30 people", 20, 30, "About", 1),
        ("dozens of people", 24, None, "Several", 1),
        ("tens of thousands of people", 20_000, None, "Several", 3),
        ("several hundred people", 200, None, "Several", 2),
    ],
)
def test_numbers(words: str, minimum: int | None, maximum: int | None, qualifier: str, length: int) -> None:
    count = read_count(words.split(), count_words(Settings()))
    assert count is not None
    assert (count.minimum, count.maximum, count.qualifier, count.length) == (minimum, maximum, qualifier, length)


@pytest.mark.parametrize("words", ["a policeman", "some people", "the people", "between them", "1.5 men", ""])
def test_no_number(words: str) -> None:
    assert read_count(words.split(), count_words(Settings())) is None


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("a gross\tnumber\tmany\t", "its value is 'many'"),
        ("a gross\tnumbers\t144\t", "'numbers' is no sort of word"),
        ("well over\tqualifier\t1\tMore", "'More' is no qualifier"),
    ],
)
def test_a_line_of_ones_own_that_cannot_be_is_told(tmp_path: Path, line: str, reason: str) -> None:
    (tmp_path / "counts.tsv").write_text(f"words\tsort\tvalue\tqualifier\n{line}\n", encoding="utf-8")
    with pytest.raises(BadLexicon, match=reason) as told:
        count_words(Settings(lexicon=tmp_path))
    assert told.value.subject.endswith("counts.tsv:2")
