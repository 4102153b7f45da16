"""What a dateline tells the graph."""

from __future__ import annotations

from kg.model import EntityFinding, RelationFinding, TimeFinding
from kg.read import from_text
from kg.resolve.dateline import dateline

ACTORS = {"Reuters": "reuters"}


def test_places_agency_and_day() -> None:
    article = from_text("RAQQA, Syria, Oct. 17 (Reuters) - Rebels fled the town.", date="2017-10-18")
    found = dateline(article, ACTORS)
    names = [(f.name, f.cls, f.entry) for f in found if isinstance(f, EntityFinding)]
    assert names == [("Raqqa", "Settlement", ""), ("Syria", "Place", ""), ("Reuters", "MediaOrganization", "reuters")]
    assert [f.predicate for f in found if isinstance(f, RelationFinding)] == ["locatedIn"]
    assert [f.expression for f in found if isinstance(f, TimeFinding)] == ["2017-10-17"]
    assert all(article.text[f.mention.begin : f.mention.end] == f.mention.text for f in found if hasattr(f, "mention"))


def test_a_day_whose_year_nobody_knows_says_nothing() -> None:
    article = from_text("RAQQA, Oct. 17 (Reuters) - Rebels fled the town.")
    assert not [f for f in dateline(article, ACTORS) if isinstance(f, TimeFinding)]


def test_an_article_without_dateline() -> None:
    assert dateline(from_text("Rebels fled the town."), ACTORS) == []
