"""The cross-walk to other schemes: each line an event with those who take part, and its codes."""

from __future__ import annotations

from pathlib import Path

import pytest
from pyoxigraph import parse

from kg import vocab
from kg.data import folder, lexicon
from kg.errors import BadLexicon
from kg.resolve.codes import CONDITIONS, codes

REBELS, ARMY, PEOPLE, KURDS = (
    ("ArmedGroup", False),
    ("StateForces", False),
    ("PersonGroup", False),
    ("Population", False),
)
ROWS = list(lexicon("codes", ("class", "condition", "code")))


@pytest.mark.parametrize(
    ("cls", "roles", "statuses", "expected"),
    [
        ("TerritoryTransfer", {"gainer": ARMY, "loser": REBELS}, "", "acled-government-regains-territory"),
        ("TerritoryTransfer", {"gainer": ("Coalition", False)}, "", "acled-government-regains-territory"),
        ("TerritoryTransfer", {"gainer": REBELS}, "", "acled-non-state-actor-overtakes-territory"),
        ("TerritoryTransfer", {"gainer": ("PersonGroup", True)}, "", "acled-government-regains-territory"),
        ("TerritoryTransfer", {"loser": REBELS}, "", "no acled"),
        ("AirStrike", {"initiator": ARMY, "target": REBELS}, "", "ucdp-state-based"),
        ("AirStrike", {"initiator": ARMY, "victim": PEOPLE}, "", "no ucdp"),
        ("AirStrike", {"initiator": ARMY, "victim": PEOPLE}, "Civilian", "ucdp-one-sided"),
        ("AirStrike", {"initiator": ARMY, "victim": PEOPLE}, "Combatant", "no ucdp"),
        ("AirStrike", {"initiator": ("Country", False), "target": ARMY}, "", "ucdp-state-based"),
        ("Killing", {"initiator": REBELS, "victim": KURDS}, "", "ucdp-one-sided"),
        ("Killing", {"victim": PEOPLE}, "", "acled-attack"),
        ("Killing", {"victim": PEOPLE}, "Combatant", "acled-armed-clash"),
        ("Killing", {"victim": PEOPLE}, "", "no ucdp"),
        ("Killing", {"victim": ARMY}, "", "cameo-19"),
        ("ArmedAttack", {"initiator": REBELS, "target": ("Country", False)}, "", "no acled"),
        ("Abduction", {"initiator": REBELS, "victim": KURDS}, "", "no ucdp"),
        ("Protest", {"participant": PEOPLE}, "", "acled-peaceful-protest"),
        ("Protest", {"participant": PEOPLE, "victim": PEOPLE}, "", "acled-excessive-force-against-protesters"),
        ("Sanction", {"initiator": ("Government", False)}, "", "no acled"),
        ("Sanction", {"initiator": ("Government", False)}, "", "plover-sanction"),
        ("CyberAttack", {"initiator": ARMY}, "", "no plover"),
    ],
)
def test_codes(cls: str, roles: dict[str, tuple[str, bool]], statuses: str, expected: str) -> None:
    found = codes(cls, [(role, *filler) for role, filler in roles.items()], [statuses] if statuses else ())
    if expected.startswith("no "):
        assert not [code for code in found if code.startswith(expected[3:])]
    else:
        assert expected in found


def test_two_of_a_kind_are_two_sides() -> None:
    assert "ucdp-non-state" in codes("ArmedClash", [("participant", "ArmedGroup", False)] * 2)
    assert "ucdp-non-state" not in codes("ArmedClash", [("participant", "ArmedGroup", False)])


def test_order_of_roles_never_matters() -> None:
    roles = [("initiator", "StateForces", False), ("victim", "PersonGroup", False), ("target", "ArmedGroup", False)]
    assert codes("Shelling", roles) == codes("Shelling", roles[::-1])


def test_every_leaf_has_a_plover_and_a_cameo_root() -> None:
    for cls in vocab.EVENT_CLASSES:
        schemes = {code.partition("-")[0] for code in codes(cls, ())}
        assert {"plover", "cameo"} <= schemes, cls


def test_rows_are_sorted_unique_and_of_known_terms() -> None:
    known = {
        quad.subject.value.removeprefix(vocab.CODE)
        for quad in parse(path=folder("ontology") / "codes.ttl")
        if str(quad.object) == f"<{vocab.SKOS}Concept>"
    }
    lines = [tuple(row.values()) for row in ROWS]
    assert lines == sorted(set(lines))
    assert {row["class"] for row in ROWS} == vocab.EVENT_CLASSES
    assert {row["condition"] for row in ROWS} <= CONDITIONS
    assert {row["code"] for row in ROWS} <= known


def test_a_users_own_class_has_codes(tmp_path: Path) -> None:
    (tmp_path / "codes.tsv").write_text("class\tcondition\tcode\nCyberAttack\tany\tplover-assault\n", encoding="utf-8")
    assert codes("CyberAttack", (), extra=tmp_path) == ("plover-assault",)


def test_an_unknown_condition_is_refused(tmp_path: Path) -> None:
    (tmp_path / "codes.tsv").write_text("class\tcondition\tcode\nRiot\tsometimes\tplover-assault\n", encoding="utf-8")
    with pytest.raises(BadLexicon, match="sometimes"):
        codes("Riot", (), extra=tmp_path)
