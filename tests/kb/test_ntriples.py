"""Truthy N-Triples: the same items come out as of the JSON dump."""

from __future__ import annotations

from kg.kb import dump as dumps
from kg.kb.found import Found, Wanted
from kg.kb.ntriples import edges_of_triples, items_of_triples, last_block
from kg.kb.record import Record, from_bytes

WANTED = Wanted(("en", "mul"), {5: "P", 515: "S", 728: "W"}, {9: "W"})
ENTITY = "<http://www.wikidata.org/entity/{}>"
DATA = "<https://www.wikidata.org/wiki/Special:EntityData/{}>"
LABEL = "<http://www.w3.org/2000/01/rdf-schema#label>"
ALIAS = "<http://www.w3.org/2004/02/skos/core#altLabel>"
NUMBER = "^^<http://www.w3.org/2001/XMLSchema#integer>"
TIME = "^^<http://www.w3.org/2001/XMLSchema#dateTime>"
WKT = "^^<http://www.opengis.net/ont/geosparql#wktLiteral>"


def direct(prop: str) -> str:
    return f"<http://www.wikidata.org/prop/direct/{prop}>"


def item(qid: str, *facts: tuple[str, str]) -> str:
    """The triples of an item as Wikidata writes them: of its page, then its own."""
    lines = [
        f"{DATA.format(qid)} <http://schema.org/about> {ENTITY.format(qid)} .",
        f'{DATA.format(qid)} <http://schema.org/version> "7"{NUMBER} .',
        f"{ENTITY.format(qid)} <http://www.w3.org/1999/02/22-rdf-syntax-ns#type> <http://wikiba.se/ontology#Item> .",
        *(f"{ENTITY.format(qid)} {use} {what} ." for use, what in facts),
    ]
    return "\n".join(lines) + "\n"


def found(text: str) -> Found:
    return items_of_triples(text.encode(), "d.nt", 1, WANTED)


def record(*facts: tuple[str, str], more: str = "") -> Record:
    ((_, data),) = found(item("Q1", (direct("P31"), ENTITY.format("Q5")), *facts) + more).items
    return from_bytes(data)


def test_all_that_is_kept_is_read() -> None:
    made = record(
        (LABEL, '"Marsa"@en'),
        (LABEL, '"Марса"@uk'),
        (ALIAS, '"Iron Harbour"@en'),
        (ALIAS, '"Marsa"@mul'),
        ("<http://schema.org/description>", '"port"@en'),
        (direct("P17"), ENTITY.format("Q88")),
        (direct("P625"), f'"Point(39.25 35.5)"{WKT}'),
        (direct("P571"), f'"1999-01-01T00:00:00Z"{TIME}'),
        (direct("P576"), f'"2005-06-07T00:00:00Z"{TIME}'),
        (direct("P1566"), '"170001"'),
        (direct("P99999"), '"not used"'),
    )
    assert made == Record(
        "Marsa", ["Iron Harbour"], "port", [5], "P", [88], [35.5, 39.25], "1999", "2005-06-07", 0, 170001, 7
    )


def test_escapes_are_undone() -> None:
    made = record((LABEL, r'"Raqqa \"the \\ city\" \u0627\U00010348\t."@en'))
    assert made.label == 'Raqqa "the \\ city" ا𐍈\t.'


def test_sitelinks_are_counted_or_told() -> None:
    page = "<https://{}/wiki/A> <http://schema.org/about> <http://www.wikidata.org/entity/Q1> .\n"
    pages = "".join(page.format(site) for site in ("en.wikipedia.org", "be-tarask.wikipedia.org", "en.wikiquote.org"))
    told = f'{DATA.format("Q1")} <http://wikiba.se/ontology#sitelinks> "9"{NUMBER} .\n'
    assert record((LABEL, '"A"@en'), more=pages).sitelinks == 2
    assert record((LABEL, '"A"@en'), more=told).sitelinks == 9
    assert record((LABEL, '"A"@en'), more=pages + told).sitelinks == 2
    assert record((LABEL, '"A"@en')).sitelinks == 0


def test_sitelinks_that_stand_apart_are_told() -> None:
    text = f'{DATA.format("Q5")} <http://wikiba.se/ontology#sitelinks> "9"{NUMBER} .\n'
    assert found(text).apart == 1


def test_points_elsewhere_and_unknown_values_are_left() -> None:
    made = record(
        (LABEL, '"A"@en'),
        (direct("P625"), f'"<http://www.wikidata.org/entity/Q405> Point(1 2)"{WKT}'),
        (direct("P17"), "_:b0"),
        (direct("P17"), "<http://www.wikidata.org/.well-known/genid/0a>"),
        (direct("P571"), "<http://www.wikidata.org/.well-known/genid/0b>"),
        (direct("P1566"), '"x"'),
    )
    assert (made.coordinates, made.countries, made.begin, made.geonames) == (None, [], None, None)


def test_what_is_wanted_and_what_is_not() -> None:
    text = (
        item("Q1", (direct("P31"), ENTITY.format("Q7")), (LABEL, '"A"@en'))
        + item("Q2", (direct("P31"), ENTITY.format("Q515")), (LABEL, '"B"@fr'))
        + item("Q9", (direct("P279"), ENTITY.format("Q728")), (LABEL, '"C"@en'))
        + f"{ENTITY.format('Q3')} <http://www.w3.org/2002/07/owl#sameAs> {ENTITY.format('Q9')} .\n"
    )
    result = found(text)
    assert [qid for qid, _ in result.items] == [9]
    assert (result.entities, result.nameless, result.redirects) == (4, 1, [(3, 9)])
    assert edges_of_triples(text.encode(), "d.nt", 1).edges == [(9, 728)]


def test_lines_that_are_no_triples_are_named() -> None:
    text = item("Q1", (direct("P31"), ENTITY.format("Q5")), (LABEL, '"A"@en')) + (
        f'# a comment\n\nnonsense\n{ENTITY.format("Q1")} {ALIAS} "cut o\n_:x {LABEL} "blank"@en .\n'
    )
    result = found(text)
    assert [place for place, _ in result.problems] == ["d.nt:8", "d.nt:9"]
    assert [qid for qid, _ in result.items] == [1]


def test_no_items_triples_are_cut_apart() -> None:
    blocks = [item(f"Q{n}", (LABEL, f'"name {n}"@en'), (ALIAS, f'"other {n}"@en')) for n in (5, 12, 121, 12100)]
    data = "".join(blocks).encode()
    edges = [len("".join(blocks[:n]).encode()) for n in range(5)]
    for end in range(len(data) + 1):
        cut = last_block(data[:end])
        assert cut in edges
        assert cut <= end
    assert last_block(data) == edges[3]
    assert last_block(blocks[0].encode()) == 0


def test_a_dump_of_triples_is_known_by_its_first_bytes() -> None:
    assert dumps.form_of("d", item("Q1").encode()) == "triples"
    assert dumps.form_of("d", b"# made by hand\n") == "triples"
