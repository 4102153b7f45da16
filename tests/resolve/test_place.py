"""Names to places: context, containment, origin, refusal."""

from __future__ import annotations

import re

import pytest

from kg.gazetteer import Gazetteer
from kg.model import Article, Dateline, EntityFinding, Finding, Mention, RelationFinding
from kg.resolve.place import PlaceResolver
from kg.resolve.place_origin import Home, country, host, known_home, place_names

_MARK = re.compile(r"\[([^\]]+)\]\{(\w+)(?: in=(\w+))?(?: nation=(\w+))?\}")


@pytest.fixture(scope="module")
def resolver() -> PlaceResolver:
    return PlaceResolver(Gazetteer())


def marked(text: str, publisher: str | None = None, dateline: str | None = None) -> tuple[Article, list[Finding]]:
    """An article and its toponyms from "[Homs]{Settlement in=Syria}"; `in` refers to a later name."""
    found: list[Finding] = []
    heads: dict[str, int] = {}
    holders: list[tuple[int, str, Mention]] = []
    plain, last = "", 0
    for m in _MARK.finditer(text):
        plain += text[last : m.start()]
        at = len(plain)
        plain += m[1]
        mention = Mention(at, at + len(m[1]), m[1])
        found.append(EntityFinding(mention, at, m[2], "name", m[1], False, "toponym-gazetteer", 0.9, nation=m[4] or ""))
        heads[m[1]] = at
        if m[3]:
            holders.append((at, m[3], mention))
        last = m.end()
    for head, name, mention in holders:
        found.append(RelationFinding(head, "locatedIn", heads[name], mention, "toponym-comma", 0.9))
    place = Mention(0, len(dateline), dateline) if dateline else None
    plain += text[last:]
    return (
        Article("a", plain, ((0, len(plain)),), "test", publisher=publisher, dateline=Dateline(place=place)),
        found,
    )


@pytest.mark.parametrize(
    ("text", "ids"),
    [
        ("[Raqqa]{Settlement}, [Homs]{Settlement} and [Mosul]{Settlement}", ["172955", "169577", "99072"]),
        ("[Hodeidah]{Settlement} in [Yemen]{Country}", ["79415", "69543"]),
        ("[Khan Sheikhoon]{Settlement} in [Syria]{Country}", ["168325", "163843"]),
        ("[Tripoli]{Settlement} and [Beirut]{Settlement}, [Lebanon]{Country}", ["266826", "276781", "272103"]),
        ("[Tripoli]{Settlement} and [Misrata]{Settlement}, [Libya]{Country}", ["2210247", "2214846", "2215636"]),
        ("[Paris]{Settlement in=Texas}, [Texas]{Region}", ["4717560", "4736286"]),
        ("[Palmyra]{Settlement nation=SY}", ["163808"]),
        ("[Donetsk Oblast]{Region}", ["709716"]),
    ],
)
def test_a_name_means_the_place_that_fits(resolver: PlaceResolver, text: str, ids: list[str]) -> None:
    article, findings = marked(text)
    places = resolver.resolve(article, findings)
    assert [places[f.head].geonames for f in findings if isinstance(f, EntityFinding)] == ids


def test_the_same_name_may_lie_in_two_places(resolver: PlaceResolver) -> None:
    article, findings = marked(
        "[Springfield]{Settlement in=Illinois}, [Illinois]{Region}; [Springfield]{Settlement}; "
        "[Springfield]{Settlement in=Massachusetts}, [Massachusetts]{Region}; [Springfield]{Settlement}"
    )
    places = resolver.resolve(article, findings)
    found = [places[f.head].geonames for f in findings if isinstance(f, EntityFinding) and f.name == "Springfield"]
    assert found == ["4250542", "4250542", "4951788", "4951788"]


def test_what_nothing_is_known_of_is_refused(resolver: PlaceResolver) -> None:
    article, findings = marked("[Qwertyville]{Settlement} and [Zzyzzx Road]{Facility}")
    assert resolver.resolve(article, findings) == {}


def test_a_transliteration_needs_its_country_in_the_text(resolver: PlaceResolver) -> None:
    article, findings = marked("[Khan Sheikhoon]{Settlement}")
    assert resolver.resolve(article, findings) == {}


@pytest.mark.parametrize(
    ("publisher", "id_"),
    [("theparisnews.com", "4717560"), ("parisbeacon.com", "4246659"), ("lemonde.fr", "2988507"), (None, "2988507")],
)
def test_a_local_paper_means_its_own_town(resolver: PlaceResolver, publisher: str | None, id_: str) -> None:
    article, findings = marked("[Paris]{Settlement}", publisher)
    assert [place.geonames for place in resolver.resolve(article, findings).values()] == [id_]


def test_the_dateline_lends_its_country(resolver: PlaceResolver) -> None:
    article, findings = marked("[Tripoli]{Settlement}", dateline="BEIRUT, Lebanon")
    assert [place.country for place in resolver.resolve(article, findings).values()] == ["LB"]


def test_the_order_of_findings_does_not_matter(resolver: PlaceResolver) -> None:
    article, findings = marked("[Homs]{Settlement}, [Athens]{Settlement}, [Georgia]{Region}, [Atlanta]{Settlement}")
    assert resolver.resolve(article, findings) == resolver.resolve(article, findings[::-1])


def test_no_toponym_no_place(resolver: PlaceResolver) -> None:
    article, _ = marked("nothing")
    assert resolver.resolve(article, []) == {}


def test_a_domain_tells_country_and_place() -> None:
    known = {"example.com": Home("Homs", "", "SY")}
    assert known_home("news.example.com", known) == Home("Homs", "", "SY")
    assert known_home("example.org", known) is None
    assert (country("news.example.co.uk"), country("example.com"), country("example.tv")) == ("GB", "", "")
    assert list(place_names("onlineathens.com")) == ["athens"]
    assert host(Article("a", "", (), "test", url="https://www.example.com/a/b?c")) == "example.com"
    assert host(Article("a", "", (), "test", publisher="Example Times")) == ""
