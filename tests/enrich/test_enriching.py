"""What Wikidata says comes into a graph of its own, alike from every source, and nothing of it into another."""

from __future__ import annotations

import pyoxigraph as ox
import pytest

from kg import vocab
from kg.enrich import GRAPH, Enriched, Wanted, answers, enrich
from kg.ids import BASE
from tests.enrich.made import QIDS, WANTED, FromDocuments, FromGraph

WDS = vocab.WDS


def enriched(*qids: str, wanted: Wanted = WANTED) -> Enriched:
    return enrich(qids or QIDS, FromDocuments(), wanted, BASE)


def said(found: Enriched) -> set[tuple[str, str, str]]:
    """The statements, with the usual prefixes."""
    spaces = sorted(((space, name) for name, space in vocab.prefixes(BASE).items()), key=lambda pair: -len(pair[0]))

    def short(term: object) -> str:
        if isinstance(term, ox.Literal):
            return term.value + (f"@{term.language}" if term.language else "")
        iri = str(term)[1:-1]
        return next((f"{name}:{iri.removeprefix(space)}" for space, name in spaces if iri.startswith(space)), iri)

    quads = ox.parse(found.chunk.lines, ox.RdfFormat.N_TRIPLES)
    return {(short(quad.subject), short(quad.predicate), short(quad.object)) for quad in quads}


def about(found: Enriched, subject: str) -> set[tuple[str, str]]:
    return {(prop, value) for node, prop, value in said(found) if node == subject}


def test_the_same_facts_come_from_documents_and_from_an_endpoint() -> None:
    one, other = enrich(QIDS, FromDocuments(), WANTED, BASE), enrich(QIDS, FromGraph(), WANTED, BASE)
    assert said(one) == said(other)
    assert one.chunk.lines == other.chunk.lines
    assert one.chunk.graph == BASE + GRAPH + "2026-02-03"


def test_direct_properties_names_and_the_revision() -> None:
    found = enriched("Q90000002")
    assert about(found, "wd:Q90000002") == {
        ("rdfs:label", "Marsa@en"),
        ("wdt:P31", "wd:Q90000102"),
        ("wdt:P131", "wd:Q90000011"),
        ("wdt:P625", "Point(39.26 35.51)"),
        ("wdt:P1566", "9000001"),
        ("ckg:locatedIn", "wd:Q90000011"),
    }
    assert about(found, "wdata:Q90000002") == {
        ("schema:about", "wd:Q90000002"),
        ("schema:version", "502"),
        ("schema:dateModified", "2026-01-02T03:04:06Z"),
        ("dct:date", "2026-02-03"),
    }
    assert about(found, "wd:Q90000011") == {("rdfs:label", "Marsa Governorate@en")}, "a value has its name"
    assert about(found, "wd:Q90000102") == {("rdfs:label", "town@mul")}, "a name for all languages"
    assert about(found, BASE + GRAPH + "2026-02-03") == {
        ("dct:created", "2026-02-03"),
        ("dct:source", "documents"),
        ("dct:license", "https://creativecommons.org/publicdomain/zero/1.0/"),
    }


def test_a_statement_stands_where_it_says_more_than_its_direct_property() -> None:
    found = enriched("Q90000003")
    assert ("wdt:P39", "wd:Q90000013") in about(found, "wd:Q90000003")
    assert ("wdt:P39", "wd:Q90000012") not in about(found, "wd:Q90000003"), "an office of before is no direct property"
    assert about(found, "wds:Q90000003-a") == {
        ("rdf:type", "wikibase:Statement"),
        ("wikibase:rank", "wikibase:NormalRank"),
        ("ps:P39", "wd:Q90000012"),
        ("pq:P580", "2015-03-02T00:00:00Z"),
        ("pq:P582", "2017-01-01T00:00:00Z"),
        ("sem:hasEarliestBeginTimeStamp", "2015-03-02"),
        ("sem:hasLatestBeginTimeStamp", "2015-03-02"),
        ("sem:hasEarliestEndTimeStamp", "2017-01-01"),
        ("sem:hasLatestEndTimeStamp", "2017-12-31"),
    }, "of 2017 as the year of the end no day is made"
    assert about(found, "wds:Q90000003-d") == set(), "nothing but what wdt:P102 says"
    assert ("ckg:memberOf", "wd:Q90000016") in about(found, "wd:Q90000003")


def test_an_end_of_which_nobody_knows_the_day_is_past() -> None:
    found = about(enriched("Q90000003"), "wds:Q90000003-c")
    assert ("sem:hasLatestEndTimeStamp", "2026-02-03") in found
    assert not any(prop == "pq:P582" for prop, _ in found)


def test_what_has_ended_is_no_relation_of_ours() -> None:
    found = about(enriched("Q90000001"), "wd:Q90000001")
    assert ("wdt:P749", "wd:Q90000014") in found
    assert {value for prop, value in found if prop == "ckg:partOf"} == {"wd:Q90000015"}


def test_the_days_of_an_item_are_as_exact_as_they_are_known() -> None:
    assert {pair for pair in about(enriched("Q90000001"), "wd:Q90000001") if pair[0].startswith("sem:")} == {
        ("sem:hasEarliestBeginTimeStamp", "2011-01-01"),
        ("sem:hasLatestBeginTimeStamp", "2011-12-31"),
    }
    assert {value for prop, value in about(enriched("Q90000004"), "wd:Q90000004") if prop.startswith("sem:")} == {
        "2017-10-17"
    }


def test_figures_keep_the_part_that_they_count() -> None:
    found = enriched("Q90000004")
    assert {value for prop, value in about(found, "wd:Q90000004") if prop == "wdt:P1120"} == {"40.0", "12.0"}
    assert ("pq:P518", "wd:Q90000018") in about(found, "wds:Q90000004-e")


def test_what_is_not_there_and_what_has_moved_are_told() -> None:
    for source in (FromDocuments(), FromGraph()):
        found = enrich(("Q90000005", "Q90000006"), source, WANTED, BASE)
        assert found.unknown == ("Q90000005",)
        assert found.replaced == (("Q90000006", "Q90000002"),)
        assert about(found, "wd:Q90000006") == {("dct:isReplacedBy", "wd:Q90000002")}
        assert ("wdt:P1566", "9000001") in about(found, "wd:Q90000002")
        assert found.items == 1


def test_what_could_not_be_had_is_not_unknown() -> None:
    source = FromDocuments()
    source.unanswered["Q90000005"] = "it hangs"
    found = enrich(("Q90000002", "Q90000005", "Q90000008"), source, WANTED, BASE)
    assert (found.unknown, found.unanswered) == (("Q90000008",), (("Q90000005", "it hangs"),))


def test_other_properties_and_languages_are_chosen() -> None:
    found = enriched("Q90000001", wanted=Wanted(("P9999",), ("de",)))
    assert about(found, "wd:Q90000001") == {("rdfs:label", "Rotes Banner@de"), ("wdt:P9999", "not asked for")}


def test_what_is_to_be_followed_is_asked_for_too() -> None:
    source = FromDocuments()
    found = enrich(("Q90000003",), source, WANTED._replace(follow=("P39",)), BASE)
    assert source.asked == [("Q90000003",), ("Q90000012", "Q90000013", "Q90000017")]
    assert found.items == 4
    assert ("schema:version", "600") in about(found, "wdata:Q90000012")


def test_batches_have_fifty_items_and_progress_is_told() -> None:
    source, told = FromDocuments(), list[tuple[int, int]]()
    enrich([f"Q{number}" for number in range(1, 121)], source, WANTED, BASE, lambda *done: told.append(done))
    assert [len(batch) for batch in source.asked] == [50, 50, 20]
    assert told == [(50, 120), (100, 120), (120, 120)]


def test_what_is_asked_for_is_bound_and_never_pasted() -> None:
    evil = Wanted(("P31> ?x ?y } } DROP ALL #",), ("en",))
    with pytest.raises(ValueError, match="IRI"):
        answers.question(["Q1"], evil)
    assert 'IN ("\\"", "mul")' in answers.names_question(["Q1"], ['"'])


def test_nothing_linked_is_an_empty_graph() -> None:
    assert enrich((), FromDocuments(), WANTED, BASE).chunk.lines == b""


def test_all_of_it_is_said_of_wikidatas_nodes() -> None:
    subjects = {subject.partition(":")[0] for subject, _, _ in said(enriched())}
    assert subjects <= {"wd", "wds", "wdata", "https"}
    assert {subject for subject, _, _ in said(enriched()) if subject.startswith("https")} == {
        BASE + GRAPH + "2026-02-03"
    }


@pytest.mark.parametrize("source", [FromDocuments, FromGraph])
def test_the_same_answers_give_the_same_bytes(source: type[FromDocuments | FromGraph]) -> None:
    assert enrich(QIDS, source(), WANTED, BASE) == enrich(QIDS[::-1], source(), WANTED, BASE)
