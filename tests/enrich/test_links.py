"""Only accepted links are enriched, and what was brought in before is known again."""

from __future__ import annotations

from kg import vocab
from kg.enrich import GRAPH, linked, without_facts
from kg.ids import BASE
from kg.store import Chunk
from kg.store.chunk import sorted_lines

PREFIXES = vocab.prefixes(BASE)


def chunk(*triples: str, graph: str = "") -> Chunk:
    """A chunk of triples of prefixed names."""

    def iri(name: str) -> str:
        prefix, _, local = name.partition(":")
        return f"<{PREFIXES[prefix]}{local}>"

    lines = "".join(f"{' '.join(map(iri, triple.split()))} .\n" for triple in triples)
    return Chunk(graph, sorted_lines(lines.encode()))


def test_items_are_those_of_matches_by_number() -> None:
    one = chunk("entity:a skos:exactMatch wd:Q20", "entity:b skos:exactMatch wd:Q3", "entity:c rdfs:seeAlso wd:Q4")
    other = chunk("event:a skos:exactMatch wd:Q20", "entity:a skos:closeMatch wd:Q5", "entity:d skos:exactMatch wd:P31")
    assert linked([one, other]) == ["Q3", "Q20"]


def test_what_people_rejected_is_no_link_whatever_an_article_says() -> None:
    article = chunk(
        "entity:a skos:exactMatch wd:Q1", "entity:b skos:exactMatch wd:Q1", "entity:b skos:exactMatch wd:Q2"
    )
    links = chunk("link:b ckg:linkOf entity:b", "link:b ckg:rejectedItem wd:Q2", "link:b ckg:rejectedItem wd:Q1")
    assert linked([links, article]) == ["Q1"], "another entity still is Q1"
    assert linked([article]) == ["Q1", "Q2"]


def test_a_candidate_is_no_link() -> None:
    assert linked([chunk("candidate:a ckg:item wd:Q1", "link:a ckg:chosenItem wd:Q1")]) == []


def test_the_facts_of_before_are_known_by_their_subjects() -> None:
    text = chunk("entity:a skos:exactMatch wd:Q1", "entity:a ckg:partOf entity:b")
    facts = chunk("wd:Q1 wdt:P17 wd:Q2", "wds:Q1-a ps:P17 wd:Q2", "wdata:Q1 schema:about wd:Q1")
    graph = Chunk("", f'<{BASE}{GRAPH}2026-02-03> <{vocab.DCT}created> "2026-02-03" .\n'.encode())
    merged = Chunk("", sorted_lines(text.lines + facts.lines + graph.lines))
    assert without_facts(merged, BASE) == text
