"""Toponyms in sentences: what is a place, what only looks like one, and where the text says that it lies."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest

from kg.annotate import Annotator
from kg.extract.demonyms import demonyms
from kg.extract.toponyms import toponyms
from kg.model import Article, EntityFinding, Finding, RelationFinding, Settings

_MARK = re.compile(r"\[([^\]]+)\]\{(\w+)\}")
Reading = Callable[[str], list[Finding]]


@pytest.fixture(scope="module")
def read(annotator: Annotator) -> Reading:
    extractor = toponyms(Settings())

    def found(text: str) -> list[Finding]:
        article = Article(id="a", text=text, body=((0, len(text)),), origin="test")
        return [finding for _, docs in annotator.docs([article]) for doc in docs for finding in extractor(doc)]

    return found


PLACES = """
Rebels shelled [Homs]{Settlement} and [Idlib]{Settlement} on Friday.
Fighting broke out near [Khan Sheikhoun]{Settlement}, [Syria]{Country}.
Troops crossed the [Euphrates]{NaturalFeature} in [Syria]{Country} at dawn.
The convoy left [Deir al-Zor]{Settlement} for [al-Bab]{Settlement}.
Aid workers reached [Port Said]{Settlement} from [Cairo]{Settlement}.
Shells fell on [Krasnohorivka]{Settlement}, [Donetsk Oblast]{Region}.
Two people died in [Springfield]{Settlement}, [Ill.]{Region}, on Monday.
The barge sank in the [Neches River]{NaturalFeature}.
The school is in [Chibok]{Settlement}, [Borno]{Region} state.
She lives in the [Donetsk]{Region} region.
He was born in the City of [Paris]{Settlement}.
""".strip().splitlines()


@pytest.mark.parametrize("line", PLACES)
def test_toponyms_are_found_with_their_class_and_extent(read: Reading, line: str) -> None:
    text = _MARK.sub(r"\1", line)
    found = [one for one in read(text) if isinstance(one, EntityFinding)]
    assert [(one.mention.text, one.cls) for one in found] == _MARK.findall(line)
    assert all(text[one.mention.begin : one.mention.end] == one.mention.text for one in found)


NO_PLACES = """
Paris Hilton arrived late.
Islamic State fighters fled.
The Syrian army advanced.
Capt. Jeff Davis told reporters about it.
The temple was built around 575 B.C. by a king.
The North is poorer.
""".strip().splitlines()


@pytest.mark.parametrize("line", NO_PLACES)
def test_persons_actors_demonyms_and_eras_are_no_places(read: Reading, line: str) -> None:
    assert [one.mention.text for one in read(line) if isinstance(one, EntityFinding)] == []


def test_a_capital_that_speaks_is_a_government(read: Reading) -> None:
    found = [one for one in read("Moscow denied the report.") if isinstance(one, EntityFinding)]
    assert [(one.mention.text, one.cls) for one in found] == [("Moscow", "Government")]
    found = [one for one in read("The president demanded that Moscow stop the war.") if isinstance(one, EntityFinding)]
    assert [(one.mention.text, one.cls) for one in found] == [("Moscow", "Government")]
    found = [one for one in read("Protesters marched through Moscow.") if isinstance(one, EntityFinding)]
    assert [(one.mention.text, one.cls) for one in found] == [("Moscow", "Settlement")]


@pytest.mark.parametrize(
    ("text", "inner", "outer"),
    [
        ("They fled to Homs, Syria, last week.", "Homs", "Syria"),
        ("Clashes went on at Palmyra in central Syria.", "Palmyra", "Syria"),
        ("He lives in Springfield, Ill., with her.", "Springfield", "Ill."),
    ],
)
def test_the_text_says_where_it_lies(read: Reading, text: str, inner: str, outer: str) -> None:
    findings = read(text)
    name_at = {one.head: one.mention.text for one in findings if isinstance(one, EntityFinding)}
    relations = [one for one in findings if isinstance(one, RelationFinding)]
    assert [(name_at[one.subject], one.predicate, name_at[one.object]) for one in relations] == [
        (inner, "locatedIn", outer)
    ]


def test_a_list_of_places_is_no_containment(read: Reading) -> None:
    assert not [one for one in read("They flew over Homs, Iraq and Jordan.") if isinstance(one, RelationFinding)]


def test_the_adjective_before_it_tells_the_country(read: Reading) -> None:
    (raqqa,) = [one for one in read("The Syrian city of Raqqa was quiet.") if isinstance(one, EntityFinding)]
    assert (raqqa.name, raqqa.nation) == ("Raqqa", "SY")


def test_one_finding_for_each_head(read: Reading) -> None:
    findings = read("Raqqa, Aleppo, Port Said, the Nile and the Gaza Strip are far from New York City and Lake Chad.")
    heads = [one.head for one in findings if isinstance(one, EntityFinding)]
    assert len(heads) == len(set(heads)) >= 6


def test_demonyms_know_their_country() -> None:
    known = demonyms()
    assert (known["Syrian"], known["Ukrainians"], known["Kurdish"], known["Spaniard"]) == ("SY", "UA", "", "ES")
    assert "Syrians" not in demonyms("adjective")
