"""What the tables of ACLED's and UCDP's columns hold, and what they leave out or empty."""

from __future__ import annotations

import csv
from pathlib import Path

import pyoxigraph as ox
import pytest
from typer.testing import CliRunner

from kg.cli.app import app
from kg.store import Spool, load_file, open_graph
from kg.tables import TABLES, write_table
from kg.tables.table import lines
from tests.tables.made import ASSERTED, Made

SAMPLE = Path(__file__).resolve().parents[1] / "query" / "sample.trig"
GOLDEN = Path(__file__).parent / "golden"


def table(store: ox.Store, form: str) -> list[dict[str, str]]:
    return list(csv.DictReader(line.decode() for line in lines(store, form)))


def acled(made: Made) -> list[dict[str, str]]:
    return table(made.store(), "acled-csv")


def ucdp(made: Made) -> list[dict[str, str]]:
    return table(made.store(), "ucdp-csv")


def clash(days: tuple[str, str] | None = None) -> Made:
    return Made().article().event(1, "ArmedClash", "acled-armed-clash", "ucdp-state-based", days=days)


@pytest.mark.parametrize("form", TABLES)
def test_the_sample_graph_gives_the_golden_table(form: str) -> None:
    """`kg export tests/query/sample.trig --format FORM -o tests/tables/golden/FORM.csv` writes it anew."""
    with open_graph(SAMPLE) as kept:
        assert b"".join(lines(kept.oxigraph, form)) == (GOLDEN / f"{form}.csv").read_bytes()


def test_the_columns_are_in_the_schemes_order() -> None:
    first, last = (
        ("event_id_cnty", "event_date", "year", "time_precision"),
        ("notes", "fatalities", "tags", "timestamp"),
    )
    assert TABLES["acled-csv"].columns[:4] == first
    assert TABLES["acled-csv"].columns[-4:] == last
    assert len(TABLES["acled-csv"].columns) == 31
    assert TABLES["ucdp-csv"].columns[:4] == ("id", "relid", "year", "active_year")
    assert TABLES["ucdp-csv"].columns[-5:] == ("best", "high", "low", "gwnoa", "gwnob")
    assert len(TABLES["ucdp-csv"].columns) == 49


@pytest.mark.parametrize("form", TABLES)
def test_a_row_fills_no_column_that_there_is_not(form: str) -> None:
    from kg.tables.events import rows
    from kg.tables.graph import Graph

    with open_graph(SAMPLE) as kept:
        found = [TABLES[form].row(event) for event in rows(Graph(kept.oxigraph), TABLES[form].scheme)]
    assert found
    assert all(set(cells) <= set(TABLES[form].columns) for cells in found)


@pytest.mark.parametrize(
    "put", [("Affirmed", "Possible", "Actual"), ("Affirmed", "Certain", "Planned"), ("Negated", "Certain", "Actual")]
)
def test_what_nobody_asserts_is_no_row(put: tuple[str, str, str]) -> None:
    made = Made().article().say("<event/1> a ckg:ArmedClash ; ckg:code code:acled-armed-clash .").claim(1, put)
    assert acled(made) == []


def test_what_somebody_denies_is_no_row() -> None:
    assert len(acled(clash())) == 1
    assert acled(clash().claim(1, ("Negated", "Certain", "Actual"))) == []


def test_what_nobody_claims_is_no_row() -> None:
    assert acled(Made().article().say("<event/1> a ckg:ArmedClash ; ckg:code code:acled-armed-clash .")) == []


def test_an_event_without_a_code_of_the_scheme_is_no_row() -> None:
    assert ucdp(Made().article().event(1, "Protest", "acled-peaceful-protest")) == []


@pytest.mark.parametrize(
    ("days", "acled_date", "acled_code", "ucdp_code"),
    [
        (("2017-10-17", "2017-10-17"), "2017-10-17", "1", "1"),
        (("2017-10-16", "2017-10-18"), "2017-10-17", "2", "2"),
        (("2017-10-16", "2017-10-22"), "2017-10-19", "2", "3"),
        (("2017-10-01", "2017-10-31"), "2017-10-16", "3", "4"),
        (("2017-01-01", "2017-12-31"), "", "", "5"),
        (("2011-01-01", "2017-12-31"), "", "", ""),
        (("2017-10-18", "2017-10-17"), "", "", ""),
    ],
)
def test_dates_and_how_exact_they_are(days: tuple[str, str], acled_date: str, acled_code: str, ucdp_code: str) -> None:
    row = acled(clash(days=days))[0]
    assert (row["event_date"], row["time_precision"]) == (acled_date, acled_code)
    row = ucdp(clash(days=days))[0]
    assert row["date_prec"] == ucdp_code
    assert (row["date_start"], row["date_end"]) == (days if ucdp_code else ("", ""))


def test_a_year_is_given_only_where_it_is_known() -> None:
    assert acled(clash(days=("2017-01-01", "2017-12-31")))[0]["year"] == "2017"
    assert acled(clash(days=("2016-12-31", "2017-01-01")))[0]["year"] == ""


@pytest.mark.parametrize(
    ("cls", "acled_code", "ucdp_code"),
    [("Settlement", "1", "1"), ("NaturalFeature", "2", "5"), ("Region", "3", "5"), ("Country", "", "6")],
)
def test_places_and_how_exact_they_are(cls: str, acled_code: str, ucdp_code: str) -> None:
    made = clash().entity("marsa", cls, "Marsa", point=(34.5, -1.25)).role(1, "hasPlace", "marsa")
    row, other = acled(made)[0], ucdp(made)[0]
    assert (row["location"], row["geo_precision"]) == ("Marsa", acled_code)
    assert (row["latitude"], row["longitude"]) == (("34.5", "-1.25") if acled_code else ("", ""))
    assert (other["where_prec"], other["geom_wkt"]) == (ucdp_code, "POINT (-1.25 34.5)")


def test_a_place_without_a_point_stands_where_the_larger_place_stands() -> None:
    made = clash().entity("hall", "Facility", "Hall").entity("lida", "Settlement", "Lida", point=(10.0, 20.0))
    made.entity("coast", "Region", "Coast", point=(11.0, 21.0)).entity("avala", "Country", "Avala")
    made.say("<entity/hall> ckg:locatedIn <entity/lida> . <entity/lida> ckg:locatedIn <entity/coast> .")
    made.say("<entity/coast> ckg:locatedIn <entity/avala> .").role(1, "hasPlace", "hall")
    row = ucdp(made)[0]
    assert (row["where_description"], row["where_coordinates"], row["where_prec"]) == ("Hall", "Lida", "1")
    assert (row["country"], acled(made)[0]["country"]) == ("Avala", "Avala")


def test_places_within_one_another_in_a_circle_come_to_an_end() -> None:
    made = clash().entity("a", "Region", "A").entity("b", "Region", "B").role(1, "hasPlace", "a")
    made.say("<entity/a> ckg:locatedIn <entity/b> . <entity/b> ckg:locatedIn <entity/a> .")
    assert acled(made)[0]["location"] == "A"


def test_division_and_country_come_from_geonames_where_the_graph_has_its_identifier() -> None:
    made = clash().entity("raqqa", "Settlement", "Ar Raqqah", point=(35.95, 39.01)).role(1, "hasPlace", "raqqa")
    made.say("<entity/raqqa> skos:exactMatch <https://sws.geonames.org/172955/> .")
    row = acled(made)[0]
    assert (row["country"], row["iso"], row["admin1"]) == ("Syria", "760", "Ar Raqqah")


def test_the_most_exact_place_is_taken_and_the_larger_one_is_its_country() -> None:
    made = clash().entity("avala", "Country", "Avala").entity("lida", "Settlement", "Lida", point=(1.0, 2.0))
    row = acled(made.role(1, "hasPlace", "avala", 0, 5).role(1, "hasPlace", "lida", 9, 13))[0]
    assert (row["location"], row["country"]) == ("Lida", "Avala")


def test_actors_come_in_the_order_of_the_text() -> None:
    made = (
        clash().entity("z", "ArmedGroup", "Zeta").entity("a", "ArmedGroup", "Alpha").entity("b", "StateForces", "Beta")
    )
    made.role(1, "initiator", "z", 0, 4).role(1, "initiator", "a", 10, 15).role(1, "target", "b", 20, 24)
    row = acled(made)[0]
    assert (row["actor1"], row["assoc_actor_1"], row["actor2"]) == ("Zeta", "Alpha", "Beta")


def test_a_states_forces_are_side_a_of_a_state_based_conflict() -> None:
    made = clash().entity("z", "ArmedGroup", "Zeta").entity("b", "StateForces", "Beta")
    row = ucdp(made.role(1, "initiator", "z", 0, 4).role(1, "target", "b", 20, 24))[0]
    assert (row["side_a"], row["side_b"], row["dyad_name"]) == ("Beta", "Zeta", "Beta - Zeta")


def test_deaths_go_to_the_side_whose_words_count_them_and_make_up_best() -> None:
    made = clash().entity("z", "ArmedGroup", "Zeta").entity("s", "StateForces", "soldiers")
    made.role(1, "initiator", "z", 0, 4).role(1, "victim", "s", 20, 32)
    made.killed(1, "Combatant", 3, 16, 32).killed(1, "Civilian", 5, 40, 54)
    row = ucdp(made)[0]
    assert [row[f"deaths_{name}"] for name in ("a", "b", "civilians", "unknown")] == ["3", "0", "5", "0"]
    assert (row["low"], row["best"], row["high"]) == ("8", "8", "8")
    assert acled(made)[0]["fatalities"] == "8"


def test_combatants_of_no_known_side_are_unknown() -> None:
    row = ucdp(clash().killed(1, "Combatant", 3, 16, 32))[0]
    assert [row[f"deaths_{name}"] for name in ("a", "b", "unknown")] == ["0", "0", "3"]


def test_without_a_figure_nothing_is_said_of_the_dead() -> None:
    assert acled(clash())[0]["fatalities"] == ""
    assert {ucdp(clash())[0][name] for name in ("best", "low", "high", "deaths_a", "deaths_unknown")} == {""}


def test_a_source_without_a_publisher_is_known_by_the_articles_identifier() -> None:
    made = Made().say('<article/1> a schema:NewsArticle ; dct:identifier "a1" .')
    assert acled(made.event(1, "ArmedClash", "acled-armed-clash"))[0]["source"] == "a1"


@pytest.mark.parametrize("label", ["=HYPERLINK(1)", "+1", "-1", "@SUM(1)", "＝1"])
def test_no_text_of_an_article_is_a_formula(label: str) -> None:
    made = clash().entity("z", "ArmedGroup", label).role(1, "initiator", "z")
    assert acled(made)[0]["actor1"] == f"'{label}"


def test_commas_quotes_and_line_breaks_stay_within_their_cell() -> None:
    made = clash().entity("z", "ArmedGroup", r"The \"Z\",\nof Lida").role(1, "initiator", "z")
    rows = acled(made)
    assert rows[0]["actor1"] == 'The "Z", of Lida'
    assert len(rows) == 1


def test_the_order_of_the_statements_does_not_matter() -> None:
    made = (
        clash()
        .event(2, "Protest", "acled-peaceful-protest")
        .article(2)
        .event(0, "Riot", "acled-mob-violence", article=2)
    )
    turned = Made(made.lines[::-1])
    assert b"".join(lines(made.store(), "acled-csv")) == b"".join(lines(turned.store(), "acled-csv"))
    assert [row["event_id_cnty"][-1] for row in acled(made)] == ["1", "2", "0"]


@pytest.mark.parametrize("form", TABLES)
def test_triples_and_quads_give_the_same_table(form: str, tmp_path: Path) -> None:
    with Spool(tmp_path / "g.ttl", "https://w3id.org/conflict-kg/id/") as spool, load_file(SAMPLE) as kept:
        for chunk in kept.chunks():
            spool.add(chunk)
        spool.write()
    for name, graph in (("quads", SAMPLE), ("triples", tmp_path / "g.ttl")):
        with open_graph(graph) as kept:
            assert write_table(kept.oxigraph, tmp_path / name, form) > 0
    assert (tmp_path / "quads").read_bytes() == (tmp_path / "triples").read_bytes()


def test_the_command_writes_the_table(tmp_path: Path) -> None:
    out = tmp_path / "events.csv"
    result = CliRunner().invoke(app, ["export", str(SAMPLE), "--format", "acled-csv", "-o", str(out)])
    assert result.exit_code == 0, result.output
    assert out.read_bytes() == (GOLDEN / "acled-csv.csv").read_bytes()


def test_a_table_of_no_named_scheme_is_a_wrong_call(tmp_path: Path) -> None:
    result = CliRunner().invoke(app, ["export", str(SAMPLE), "-o", str(tmp_path / "events.csv")])
    assert result.exit_code == 2
    assert not (tmp_path / "events.csv").exists()


def test_the_claim_that_is_asserted_gives_the_words_and_the_speaker() -> None:
    made = clash().entity("p", "StateForces", "Police").claim(1, ASSERTED, by="p", name="police")
    row = ucdp(made)[0]
    assert row["source_original"] == "Police"
    assert acled(made)[0]["notes"] == "What was said."
