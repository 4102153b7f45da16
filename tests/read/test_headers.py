"""What a text says of itself before its prose."""

from __future__ import annotations

import pytest

from kg.read.headers import header

PROSE = "The army took the town on Tuesday.\n\nAid came."


@pytest.mark.parametrize(
    ("head", "fields"),
    [
        (" date 2017-10-17 ", {"date": "2017-10-17"}),
        ("date: 2017-10-17 ", {"date": "2017-10-17"}),
        ("Date 2017-10-17T10:00:00Z\n\n", {"date": "2017-10-17"}),
        ("date 2017-10-17\nsource: Example Times\n\n", {"date": "2017-10-17", "publisher": "Example Times"}),
        ("Date: 17 October 2017\n", {"date": "17 October 2017"}),
        ("DATE: yesterday\n\n", {"date": "yesterday"}),
        (
            "Headline: Army: We took it\nSource: AP\nURL: https://example.org/a?b=c:d\r\n\r\n",
            {"title": "Army: We took it", "publisher": "AP", "url": "https://example.org/a?b=c:d"},
        ),
        ("Title: A long one\n  that goes on\nDate: 2017-10-17\n\n", {"title": "A long one", "date": "2017-10-17"}),
        ("From: desk@example.org\n", {}),
        ("Subject: Marsa\nMessage-ID: <1>\nDate: 2017-10-17\n\n", {"title": "Marsa", "date": "2017-10-17"}),
        ("---\ntitle: 'Marsa'\ntags: [war]\ndate: 2017-10-17\n---\n", {"title": "Marsa", "date": "2017-10-17"}),
        ("id: a-1\nlanguage: en\nauthor: A. Writer\n\n", {"id": "a-1", "language": "en"}),
        ("\n\n  \ntitle: Marsa\n\n", {"title": "Marsa"}),
    ],
)
def test_metadata_before_the_prose_is_read(head: str, fields: dict[str, str]) -> None:
    found = header(head + PROSE)
    assert dict(found.fields) == fields
    rest = (head + PROSE)[found.span[1] :].lstrip()
    assert rest == (PROSE if fields else head + PROSE)


@pytest.mark.parametrize(
    "text",
    [
        PROSE,
        "Note: the army took the town.",
        "Source: a commander of the army said that the town had fallen.",
        "The date: 2017-10-17 was set for the talks.",
        "Dates 2017-10-17 and on.",
        "By Tuesday: nothing.",
        "---\nno end: of it\n" + PROSE,
        "",
    ],
)
def test_prose_with_a_colon_is_no_header(text: str) -> None:
    assert header(text) == ((), (0, 0))


def test_a_header_may_follow_the_headline_which_stays_in_the_text() -> None:
    head = "Army takes Marsa\n\n"
    found = header(f"{head}Date: 2017-10-17\nSource: AP\n\n{PROSE}")
    assert dict(found.fields) == {"date": "2017-10-17", "publisher": "AP"}
    assert found.span[0] == len(head)


def test_indented_prose_after_a_header_stays_prose() -> None:
    text = "date: 2017-10-17\nsource: AP\n   The army took the town.\n\nAid came."
    assert text[header(text).span[1] :].lstrip().startswith("The army")


def test_the_first_of_two_values_is_kept_by_the_order_of_the_fields() -> None:
    assert header("title: One\ntitle: Two\n\nText.").fields == (("title", "One"), ("title", "Two"))
