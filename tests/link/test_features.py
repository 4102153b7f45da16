"""Each feature says what speaks for a candidate, what against it, and when nothing is known."""

from __future__ import annotations

import pytest

from kg.link.classes import fit
from kg.link.entities import Scores, Subject
from kg.link.features import WEIGHTS, described, distance, name_fit, place_fit, popularity, time_fit, total
from kg.link.scene import words
from kg.wikidata import Coordinates
from tests.link.made import item


@pytest.mark.parametrize(
    ("cls", "kinds"),
    [
        ("Settlement", ("Work",)),
        ("Settlement", ()),
        ("Settlement", ("Person",)),
        ("Person", ("Organization",)),
        ("Weapon", ("ArmedGroup",)),
        ("Country", ("MediaOrganization",)),
    ],
)
def test_the_class_shuts_out(cls: str, kinds: tuple[str, ...]) -> None:
    assert fit(cls, kinds) == 0


@pytest.mark.parametrize(
    ("cls", "kinds"),
    [
        ("Settlement", ("Settlement",)),
        ("Organization", ("ArmedGroup",)),
        ("ArmedGroup", ("Organization",)),
        ("Place", ("Facility",)),
        ("ArmedGroup", ("PoliticalParty",)),
        ("Government", ("Country",)),
        ("Country", ("Region", "Film")),
    ],
)
def test_the_class_lets_through(cls: str, kinds: tuple[str, ...]) -> None:
    assert fit(cls, kinds) > 0


def test_the_equal_class_fits_best() -> None:
    assert (
        fit("ArmedGroup", ("ArmedGroup",)) > fit("ArmedGroup", ("Organization",)) > fit("ArmedGroup", ("Government",))
    )


def test_the_weights_add_up_to_one() -> None:
    assert sum(WEIGHTS.values()) == pytest.approx(1)
    assert set(WEIGHTS) == set(Scores._fields)
    assert total(Scores(1, 1, 1, 1, 1, 1, 1, 1)) == pytest.approx(1)
    assert total(Scores(0, 0, 0, 0, 0, 0, 0, 0)) == 0


def test_more_sitelinks_are_more_popular() -> None:
    known = [popularity(item("Q1", "X", sitelinks=number), "kb") for number in (0, 5, 50, 500)]
    assert known[1] < known[2] < known[3] == 1.0
    assert popularity(item("Q1", "X"), "built-in+kb") > popularity(item("Q1", "X"), "kb")


def subject(**known: object) -> Subject:
    return Subject("entity/x", "Settlement", ("Tripoli",), True, **known)  # type: ignore[arg-type]


def test_the_same_geonames_id_is_the_same_place() -> None:
    assert place_fit(subject(geonames=7), item("Q1", "Tripoli", geonames=7)) == 1
    assert place_fit(subject(geonames=7), item("Q1", "Tripoli", geonames=8)) == 0
    assert place_fit(subject(), item("Q1", "Tripoli", geonames=8)) is None


def test_a_place_nearby_may_be_it_and_one_far_away_is_not() -> None:
    here = subject(point=Coordinates(34.43, 35.84))
    assert place_fit(here, item("Q1", "T", coordinates=Coordinates(34.44, 35.85))) == 1
    assert place_fit(here, item("Q1", "T", coordinates=Coordinates(32.89, 13.18))) == 0
    between = place_fit(here, item("Q1", "T", coordinates=Coordinates(35.9, 36.5)))
    assert between is not None
    assert 0 < between < 1


def test_distance_is_along_a_great_circle() -> None:
    assert distance(Coordinates(0, 0), Coordinates(0, 180)) == pytest.approx(20015, abs=1)
    assert distance(Coordinates(59.9, 10.7), Coordinates(59.9, 10.7)) == 0


@pytest.mark.parametrize(
    ("kind", "begin", "end", "expected"),
    [
        ("Person", "2018-01-01", None, 0.0),  # born after the article
        ("Person", "1957-05-01", None, 1.0),
        ("Person", "1937", "2006-12-30", 0.5),  # the dead are spoken of
        ("ArmedGroup", "2006", "2013-04-08", 0.0),  # had ended
        ("ArmedGroup", "2006", "2016", 1.0),  # its end is in the news
        ("Country", "1922", "1991", 0.5),
        ("ArmedGroup", "-0500", None, 1.0),
        ("ArmedGroup", None, None, None),
    ],
)
def test_what_was_not_there_yet_or_no_longer_is_implausible(
    kind: str, begin: str | None, end: str | None, expected: float | None
) -> None:
    assert time_fit(item("Q1", "X", kind, begin=begin, end=end), "2017-10-17", "2017-10-18") == expected


def test_without_a_date_nothing_is_implausible() -> None:
    assert time_fit(item("Q1", "X", "Person", begin="2018"), "", "") is None


def test_words_of_the_description_are_looked_for_in_the_text() -> None:
    text = words("The Syrian militia said its fighters held the town.")
    assert described(item("Q1", "X", description="Syrian militia"), text) == 1
    assert described(item("Q1", "X", description="Norwegian painter"), text) == 0
    assert described(item("Q1", "X"), text) is None


def test_a_family_name_alone_is_no_proof_that_a_person_is_another_one() -> None:
    other = item("Q1", "Bill Gates", "Person", aliases=("Gates",))
    assert name_fit("Person", ("Robert Gates", "Gates"), other) < name_fit("Person", ("Gates",), other)
