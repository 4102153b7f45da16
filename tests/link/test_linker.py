"""Every reason for and against a link; the same decisions whatever the order and the memory."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.ids import BASE
from kg.link import BuiltIn, Candidates, Decision, Linker, Rule, Ruling
from kg.link import linker as module
from kg.link.run import pieces
from kg.link.scene import Scene
from kg.link.statements import graph_name
from tests.link.made import LEBANON, LIBYA, NORWAY, SYRIA, TRIPOLIS, Fixed, entity, item, scene

COUNTRIES = (
    item("Q1016", "Libya", "Country", countries=(LIBYA,), geonames=2215636, sitelinks=300),
    item("Q822", "Lebanon", "Country", countries=(LEBANON,), geonames=272103, sitelinks=300),
)
TRIPOLI = entity("Tripoli")
IN_LEBANON = entity("Lebanon", "Country", geonames="272103")
IN_LIBYA = entity("Libya", "Country", geonames="2215636")


def linked(
    *articles: Scene, sources: Sequence[Fixed] = (Fixed((*TRIPOLIS, *COUNTRIES)),), rulings: Sequence[Ruling] = ()
) -> dict[str, Decision]:
    with Linker(Candidates(sources), rulings={ruling.key: ruling for ruling in rulings}) as linker:
        for article in articles:
            linker.see_scene(article)
        return {decision.label: decision for decision in linker.decisions()}


def test_the_country_that_the_article_speaks_of_decides() -> None:
    assert linked(scene("a", TRIPOLI, IN_LEBANON))["Tripoli"].qid == "Q168954"
    assert linked(scene("a", TRIPOLI, IN_LIBYA))["Tripoli"].qid == "Q3579"


def test_the_geonames_id_is_nearly_decisive() -> None:
    town = entity("Tripoli", geonames="2210247")
    assert linked(scene("a", town, IN_LEBANON))["Tripoli"].qid == "Q3579"


def test_a_province_is_not_the_city_of_its_name() -> None:
    city = item("Q3640", "Ankara", countries=("Q43",), geonames=323786, sitelinks=200)
    province = entity("Ankara", "Region", geonames="323784")
    decision = linked(scene("a", province), sources=[Fixed([city])])["Ankara"]
    assert (decision.qid, decision.reason) == (None, "below threshold")


def test_coordinates_tell_places_of_one_name_apart() -> None:
    assert linked(scene("a", entity("Tripoli", point=(34.44, 35.85))))["Tripoli"].qid == "Q168954"


def test_a_settlement_is_never_a_film() -> None:
    decision = linked(scene("a", TRIPOLI), sources=[Fixed([TRIPOLIS[4]])])["Tripoli"]
    assert (decision.qid, decision.reason) == (None, "wrong class")
    assert decision.candidates[0].verdict == "wrong class"


def test_two_of_one_name_are_ambiguous() -> None:
    twins = [item("Q11", "Omar Haddad", "Person"), item("Q12", "Omar Haddad", "Person")]
    decision = linked(scene("a", entity("Omar Haddad", "Person")), sources=[Fixed(twins)])["Omar Haddad"]
    assert (decision.qid, decision.reason) == (None, "ambiguous")
    assert [one.item.qid for one in decision.candidates] == ["Q11", "Q12"]


def test_what_is_not_alike_enough_is_below_the_threshold() -> None:
    far = item("Q13", "Harbor Watch of Marsa", "ArmedGroup", aliases=("Marsa Watch",), countries=(NORWAY,), sitelinks=1)
    group = entity("Front", "ArmedGroup", ["Marsa Watch"])
    decision = linked(scene("a", group, IN_LIBYA), sources=[Fixed([far, *COUNTRIES])])["Front"]
    assert (decision.qid, decision.reason) == (None, "accepted") or decision.reason == "below threshold"
    strict = Linker(Candidates([Fixed([far])]), Rule(0.99, 0.0))
    strict.see_scene(scene("a", group))
    assert [one.reason for one in strict.decisions()] == ["below threshold"]


def test_nobody_is_born_after_the_article() -> None:
    child = item("Q14", "Omar Haddad", "Person", begin="2019-02-01")
    decision = linked(scene("a", entity("Omar Haddad", "Person")), sources=[Fixed([child])])["Omar Haddad"]
    assert (decision.qid, decision.reason) == (None, "implausible in time")


def test_an_organization_that_had_ended_does_not_act() -> None:
    old = item("Q15", "Islamic State of Iraq", "ArmedGroup", begin="2006", end="2013")
    new = item("Q16", "Islamic State", "ArmedGroup", aliases=("Islamic State of Iraq",), begin="2013")
    group = entity("Islamic State of Iraq", "ArmedGroup")
    assert linked(scene("a", group), sources=[Fixed([old, new])])["Islamic State of Iraq"].qid == "Q16"
    before = scene("a", group, date="2009-01-01")
    assert linked(before, sources=[Fixed([old, new])])["Islamic State of Iraq"].qid == "Q15"


def test_what_has_no_name_is_never_linked() -> None:
    source = Fixed([item("Q17", "a senior commander", "Person"), item("Q18", "Police", "StateForces")])
    people = [entity("a senior commander", "Person", named=False), entity("police", "StateForces", named=False)]
    decisions = linked(scene("a", *people), sources=[source])
    assert {decision.reason for decision in decisions.values()} == {"unnamed"}
    assert all(not decision.candidates and decision.nil is None for decision in decisions.values())
    assert source.asked == []


def test_a_capitalised_description_counts_as_a_name_where_our_lexicon_has_it() -> None:
    people = [entity("the Congress", "Government", named=False), entity("the Cabinet", "Government", named=False)]
    source = Fixed([item("Q19", "Cabinet", "Government"), item("Q11268", "United States Congress", "Government")])
    with Linker(Candidates([BuiltIn(), source])) as linker:
        linker.see_scene(scene("a", *people))
        found = {decision.label: decision.qid for decision in linker.decisions()}
    assert found == {"the Congress": "Q11268", "the Cabinet": None}


def test_an_unknown_militia_has_one_identity_across_articles() -> None:
    one = entity("Marsa Shield", "ArmedGroup", key="entity/marsa-shield-0000000000000001")
    two = entity("Marsa Shield", "ArmedGroup", key="entity/marsa-shield-0000000000000002")
    three = entity("Marsa Shield", "ArmedGroup", key="entity/marsa-shield-0000000000000003")
    four = entity("Marsa Shield", "MediaOrganization", key="entity/marsa-shield-0000000000000004")
    with Linker(Candidates([Fixed(COUNTRIES)])) as linker:
        linker.see_scene(scene("a", one, IN_LIBYA))
        linker.see_scene(scene("b", two, IN_LIBYA))
        linker.see_scene(scene("c", three, IN_LEBANON))
        linker.see_scene(scene("d", four, IN_LIBYA))
        nils = {decision.key: decision.nil for decision in linker.decisions() if decision.reason == "no candidates"}
    assert nils[one.key] == nils[two.key] is not None
    assert len(set(nils.values())) == 3


def test_what_people_decided_comes_last() -> None:
    town = scene("a", TRIPOLI, IN_LIBYA)
    chosen = linked(town, rulings=[Ruling(TRIPOLI.key, "Q168954")])["Tripoli"]
    assert (chosen.qid, chosen.reason) == ("Q168954", "accepted by hand")
    other = linked(town, rulings=[Ruling(TRIPOLI.key, None, frozenset({"Q3579"}))])["Tripoli"]
    assert other.qid != "Q3579"
    assert "Q3579" not in {one.item.qid for one in other.candidates}
    every = frozenset(one.qid for one in TRIPOLIS)
    assert linked(town, rulings=[Ruling(TRIPOLI.key, None, every)])["Tripoli"].reason == "rejected by hand"
    unnamed = entity("the old port", "Facility", named=False)
    given = linked(scene("a", unnamed), rulings=[Ruling(unnamed.key, "Q5")])["the old port"]
    assert (given.qid, given.reason) == ("Q5", "accepted by hand")


def test_sources_that_know_one_item_know_it_together() -> None:
    first = Fixed([item("Q3579", "Tripoli", sitelinks=160)], "kb")
    second = Fixed([item("Q3579", "Tripoli", countries=(LIBYA,), description="capital of Libya")], "endpoint")
    candidates = Candidates([first], [second])
    candidates.fetch(["Tripoli"], [])
    (found,) = candidates.find(["Tripoli"], None)
    assert found.source == "kb+endpoint"
    assert (found.item.sitelinks, found.item.countries) == (160, (LIBYA,))


def test_the_search_is_asked_only_for_names_that_nothing_else_knows() -> None:
    endpoint, search = Fixed(TRIPOLIS, "endpoint"), Fixed([item("Q20", "Marsa Shield")], "api")
    candidates = Candidates([Fixed(COUNTRIES)], [endpoint], [search])
    candidates.fetch(["Tripoli", "Marsa Shield", "Libya"], [])
    candidates.fetch(["Tripoli", "Marsa Shield", "Libya"], [])
    assert search.asked == ["Marsa Shield"]
    assert sorted(endpoint.asked) == ["Libya", "Marsa Shield", "Tripoli"]
    assert candidates.find(["Marsa Shield"], None)[0].source == "api"


ARTICLES = [
    scene("a", TRIPOLI, IN_LEBANON, date="2011-01-01"),
    scene("b", entity("Tripoli", others=["Trablous"]), IN_LIBYA, text="Tripoli in Libya fell."),
    scene("c", TRIPOLI, IN_LIBYA, entity("Marsa Shield", "ArmedGroup"), date=None),
    scene("d", entity("Marsa Shield", "ArmedGroup"), entity("three farmers", "PersonGroup", named=False)),
    scene("e", IN_LEBANON, entity("Omar Haddad", "Person", ["Haddad"])),
]


def written(articles: Sequence[Scene]) -> bytes:
    with Linker(Candidates([Fixed((*TRIPOLIS, *COUNTRIES))])) as linker:
        for article in articles:
            linker.see_scene(article)
        found = pieces(linker.decisions(), graph_name(BASE, "2020-01-01"), BASE, "2020-01-01")
        return b"".join(piece.lines for piece in found)


@given(st.permutations(ARTICLES), st.sampled_from([0, 2, 1000]))
@settings(max_examples=30, deadline=None)
def test_neither_the_order_nor_the_memory_changes_a_byte(articles: list[Scene], held: int) -> None:
    patch = pytest.MonkeyPatch()
    with patch.context() as context:
        context.setattr(module, "_HELD", held)
        assert written(articles) == WHOLE


WHOLE = written(ARTICLES)


def test_only_what_has_candidates_is_decided_at_no_cost() -> None:
    with Linker(Candidates([Fixed((*TRIPOLIS, *COUNTRIES))]), only_candidates=True) as linker:
        for article in ARTICLES:
            linker.see_scene(article)
        assert {decision.label for decision in linker.decisions()} == {"Tripoli", "Libya", "Lebanon"}


def test_syria_is_the_country_everywhere() -> None:
    country = entity("Syria", "Country", geonames="163843")
    state = entity("Syria", "Government")
    with Linker(Candidates([BuiltIn()])) as linker:
        linker.see_scene(scene("a", country, state))
        assert {decision.qid for decision in linker.decisions()} == {SYRIA}
