"""Datelines, their kin, and what only looks like one."""

from __future__ import annotations

import pytest

from kg.read.datelines import find

ANCHOR = "2017-10-20"
# text | places | agency | date | day
FOUND = """
RAQQA, Syria (Reuters) - The army left. | RAQQA; Syria | Reuters | |
RAQQA, Syria (Reuters), Oct. 17 - The army left. | RAQQA; Syria | Reuters | Oct. 17 | 2017-10-17
BEIRUT — The army left. | BEIRUT | | |
AS SAMAWAH, Iraq — The army left. | AS SAMAWAH; Iraq | | |
BEIRUT—The army left. | BEIRUT | | |
TEL AVIV-- The army left. | TEL AVIV | | |
NEWARK, N.J. _ The army left. | NEWARK; N.J. | | |
BAGHDAD, Oct. 17 (AP) -- The army left. | BAGHDAD | AP | Oct. 17 | 2017-10-17
BAGHDAD Oct 17 (Reuters) - The army left. | BAGHDAD | Reuters | Oct 17 | 2017-10-17
ABUJA, Dec. 31 (AP) - The army left. | ABUJA | AP | Dec. 31 | 2016-12-31
Oct. 17 (Reuters) - The army left. | | Reuters | Oct. 17 | 2017-10-17
(AFP) - The army left. | | AFP | |
AP — The army left. | | AP | |
CAIRO (AP) The army left. | CAIRO | AP | |
Kyiv, Ukraine, March 3 - The army left. | Kyiv; Ukraine | | March 3 | 2017-03-03
San Salvador, 3 Jan 90 (AFP) -- [Text] The army left. | San Salvador | AFP | 3 Jan 90 | 1990-01-03
Tehran, March 15, IRNA - The army left. | Tehran | IRNA | March 15 | 2017-03-15
GAZA CITY, Gaza, Oct. 17, 2017 (Xinhua) -- The army left. | GAZA CITY; Gaza | Xinhua | Oct. 17, 2017 | 2017-10-17
DEIR al-ZOR, Syria (AP, Oct. 17) - The army left. | DEIR al-ZOR; Syria | AP | Oct. 17 | 2017-10-17
BAGHDAD/ERBIL, Iraq (Reuters) - The army left. | BAGHDAD; ERBIL; Iraq | Reuters | |
ISTANBUL and BEIRUT — The army left. | ISTANBUL; BEIRUT | | |
MOSCOW, January 5. /TASS/. The army left. | MOSCOW | TASS | January 5 | 2017-01-05
KYIV. Jan 5 (Interfax-Ukraine) - The army left. | KYIV | Interfax-Ukraine | Jan 5 | 2017-01-05
KABUL (Pajhwok): The army left. | KABUL | Pajhwok | |
ISLAMABAD: The army left. | ISLAMABAD | | |
Marsa, Libya — The army left. | Marsa; Libya | | |
TEL AVIV, 17 October 2017 — "The army left." | TEL AVIV | | 17 October 2017 | 2017-10-17
"""
CASES = [tuple(part.strip() for part in line.split(" |")) for line in FOUND.strip().splitlines()]


@pytest.mark.parametrize(("text", "places", "agency", "date", "day"), CASES)
def test_a_dateline_is_taken_apart(text: str, places: str, agency: str, date: str, day: str) -> None:
    found = find(text, 0, ANCHOR)
    assert found is not None
    line = found.dateline
    assert "; ".join(place.text for place in line.places) == places
    assert (line.place.text if line.place else "") == places.split("; ")[0]
    assert (line.agency.text if line.agency else "") == agency
    assert (line.date.text if line.date else "") == date
    assert (line.day or "") == day
    assert text[found.end :].strip('"') == "The army left."
    for mention in (*line.places, *filter(None, (line.agency, line.date))):
        assert text[mention.begin : mention.end] == mention.text


@pytest.mark.parametrize(
    "text",
    [
        "The army left Raqqa.",
        "ISIS — which lost the city — left.",
        "NATO - the alliance - said so.",
        "BREAKING — The army left.",
        "LOOK: The army left.",
        "Raqqa – the group’s de facto capital – fell.",
        "Aleppo - The End",
        "AGENCY (XYZ) said so.",
        "The Front (AP) - which left.",
        "In Kyiv, Ukraine, March 3 — Sunday — was quiet.",
        "A MOSCOW-based group left.",
        "SILVA: We left.\nQ: When?\nSILVA: On Monday.",
        "17 October 2017",
        "KEN Saro left.",
        "",
    ],
)
def test_what_only_looks_like_a_dateline_stays(text: str) -> None:
    assert find(text, 0, ANCHOR) is None


@pytest.mark.parametrize("place", ["Washington -", "The Hague —", "Marsa --"])
def test_a_name_in_small_letters_needs_a_line_of_prose_after_it(place: str) -> None:
    prose = "The army left the town on Tuesday after a week of fighting in the hills."
    found = find(f"{place} {prose}", 0, None)
    assert found is not None
    assert found.end == len(place) + 1
    assert find(f"{place} The End", 0, None) is None


def test_a_dateline_follows_headline_and_byline() -> None:
    text = "Army takes Marsa\n\nBy A. Writer\n\nMARSA, Libya (AP) — The army left.\n"
    found = find(text, 0, None)
    assert found is not None
    assert text[found.begin : found.end] == "MARSA, Libya (AP) — "


def test_a_dateline_follows_a_headline_in_the_same_line() -> None:
    text = "Army takes town. MARSA — The army left."
    found = find(text, 0, None)
    assert found is not None
    assert text[found.end :] == "The army left."


def test_no_dateline_is_sought_after_prose() -> None:
    prose = "The army took the town on Tuesday after a week of fighting. " * 6
    assert find(f"{prose}\nMARSA (AP) — The army left.", 0, None) is None


def test_a_date_without_a_year_stays_open_without_an_anchor() -> None:
    found = find("BAGHDAD, Oct. 17 (AP) -- The army left.", 0, None)
    assert found is not None
    assert found.dateline.date is not None
    assert found.dateline.day is None
