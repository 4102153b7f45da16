"""From a text to an article: body, date and notes, and the laws of body spans."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.errors import BadInput
from kg.ids import digest
from kg.model import Article
from kg.read import from_text
from kg.read.articles import LONGEST_WORD, article

PROSE = "The army took the town of Marsa on Tuesday."


def body(found: Article) -> list[str]:
    return [found.text[begin:end] for begin, end in found.body]


def test_a_leading_date_is_metadata_and_no_sentence() -> None:
    found = from_text(f" date 2017-10-17 {PROSE}\n")
    assert (found.date, found.date_source) == ("2017-10-17", "given")
    assert body(found) == [PROSE]
    assert found.text == f" date 2017-10-17 {PROSE}\n"


def test_header_lines_fill_the_fields() -> None:
    found = from_text(f"title: Marsa falls\nsource: Example Times\ndate: 17 October 2017\nid: m-1\n\n{PROSE}")
    assert (found.title, found.publisher, found.date, found.id) == (
        "Marsa falls",
        "Example Times",
        "2017-10-17",
        "m-1",
    )
    assert body(found) == [PROSE]


def test_what_the_caller_says_goes_before_the_header() -> None:
    found = from_text(f"title: A\ndate: 2017-10-17\n\n{PROSE}", title="B", date="2016-01-01", id="x")
    assert (found.title, found.date, found.id) == ("B", "2016-01-01", "x")


def test_headline_and_prose_are_body_and_the_dateline_between_them_is_not() -> None:
    found = from_text(f"Army takes Marsa\n\nMARSA, Libya, Oct. 17, 2017 (AP) — {PROSE}")
    assert body(found) == ["Army takes Marsa", PROSE]
    assert (found.date, found.date_source) == ("2017-10-17", "dateline")


def test_a_given_date_goes_before_the_dateline_and_lends_it_the_year() -> None:
    found = from_text(f"MARSA, Dec. 31 (AP) — {PROSE}", date="2018-01-02")
    assert (found.date, found.date_source, found.dateline.day) == ("2018-01-02", "given", "2017-12-31")


def test_a_date_in_markup_lends_the_dateline_its_year_and_stays_the_source() -> None:
    found = article(f"MARSA, Dec. 31 (AP) — {PROSE}", "a.html", markup_date="2018-01-02")
    assert (found.date, found.date_source, found.dateline.day) == ("2018-01-02", "markup", "2017-12-31")


def test_without_a_year_anywhere_there_is_no_date() -> None:
    found = from_text(f"MARSA, Dec. 31 (AP) — {PROSE}")
    assert (found.date, found.date_source, found.dateline.day) == (None, "none", None)


@pytest.mark.parametrize(
    ("date", "note"),
    [
        ("yesterday", "date 'yesterday' is not a date and was ignored"),
        ("03/04/2017", "date '03/04/2017' is ambiguous: 3 Apr or 4 Mar and was ignored"),
    ],
)
def test_a_date_that_is_none_is_noted_and_the_article_read(date: str, note: str) -> None:
    found = from_text(PROSE, date=date)
    assert (found.date, found.date_source, found.notes) == (None, "none", (note,))


def test_a_bad_date_leaves_the_word_to_the_dateline() -> None:
    found = from_text(f"MARSA, Oct. 17, 2017 (AP) — {PROSE}", date="yesterday")
    assert (found.date, found.date_source) == ("2017-10-17", "dateline")


def test_without_an_id_the_text_names_the_article() -> None:
    assert from_text(PROSE).id == digest(PROSE)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", "it is empty"),
        (" \n\t ", "it holds nothing but white space"),
        ("\0" * 500, "it holds nothing but NUL bytes"),
        ("date: 2017-10-17\n", "it holds no prose"),
        ("12 34 --- ...", "it holds no prose"),
        ("x" * (LONGEST_WORD + 1), f"it holds no prose: {LONGEST_WORD + 1} characters without white space"),
        ("word \ud800 word", "character 5 is half of a surrogate pair (\\ud800), which no graph can hold"),
        ("\x01\x02\x03 word", "it is not text: 3 of its 8 characters are controls or undecodable"),
    ],
)
def test_what_is_no_prose_is_refused_with_the_reason(text: str, reason: str) -> None:
    with pytest.raises(BadInput) as caught:
        from_text(text, origin="a.txt")
    assert (caught.value.subject, caught.value.reason) == ("a.txt", reason)
    assert caught.value.remedy


def test_controls_in_good_text_are_kept() -> None:
    text = f"{PROSE}\0 \x0b{PROSE} \u202e<b>&\"'\u200f {PROSE}"
    assert from_text(text).text == text


def test_data_amid_prose_is_no_body_and_is_noted() -> None:
    blob = "QUJD" * 5000
    found = from_text(f"{PROSE}\n\n{blob}\n\n{PROSE}")
    assert body(found) == [PROSE, PROSE]
    assert found.notes == (f"20000 characters without white space, at {len(PROSE) + 2}, were not read",)


def test_a_long_article_is_read_whole() -> None:
    text = f"{PROSE} " * 25_000
    found = from_text(text)
    assert found.body == ((0, len(text) - 1),)
    assert found.notes == ()


PIECES = st.sampled_from(
    [
        "date 2017-10-17 ",
        "title: Marsa\n",
        "MARSA, Libya (AP) — ",
        "Oct. 17 (Reuters) - ",
        "---\n",
        "\r\n\r\n",
        "\n",
        PROSE,
        "x" * 10_001,
        "\u2028",
        "\0",
        "(",
        "— ",
        " ",
    ]
)


@given(st.lists(PIECES | st.text(max_size=20), max_size=12).map("".join))
def test_body_spans_lie_in_the_text_in_order_apart_and_without_white_space_round_them(text: str) -> None:
    try:
        found = from_text(text)
    except BadInput:
        return
    end = 0
    for b, e in found.body:
        assert end <= b < e <= len(text)
        assert text[b:e] == text[b:e].strip()
        end = e
    assert found.text == text
    assert found.body


@given(st.lists(PIECES | st.text(max_size=20), max_size=12).map("".join))
def test_mentions_of_a_dateline_stand_where_they_say_outside_the_body(text: str) -> None:
    try:
        found = from_text(text, date="2018-01-01")
    except BadInput:
        return
    line = found.dateline
    for mention in (*line.places, *filter(None, (line.agency, line.date))):
        assert text[mention.begin : mention.end] == mention.text
        assert all(mention.end <= begin or end <= mention.begin for begin, end in found.body)


@pytest.mark.parametrize(
    "text",
    [
        " " * 300_000 + PROSE,
        "\n" * 300_000 + PROSE,
        "Title: " + "a " * 200_000 + "\n" + PROSE,
        "date: 2017-10-17\n" * 20_000 + PROSE,
        "MARSA (" * 100_000,
        "MARSA, " * 100_000,
        "MARSA (AP) — " + "[a] " * 100_000 + PROSE,
        "ADEN: The army left. " + "AD EN " * 100_000,
        "a." * 300_000 + " " + PROSE,
    ],
    ids=lambda text: text.strip()[:12],
)
def test_no_text_costs_more_than_its_length(text: str) -> None:
    begin = time.perf_counter()
    from_text(text)
    assert time.perf_counter() - begin < 5  # seconds; what grows with the square takes minutes
