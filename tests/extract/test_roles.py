"""Who plays which part: the roles marked in sentences, exactly those and no others."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from kg.annotate import Annotator
from kg.extract import Reader, Settings
from kg.model import Article, EventFinding, RoleFinding
from tests.extract.marked import Case, cases

TOLD = tuple(cases(Path(__file__).parent / "events" / "told.txt"))
Read = Callable[[str], list[EventFinding]]


@pytest.fixture(scope="module")
def read(annotator: Annotator) -> Read:
    reader = Reader(Settings())

    def events(text: str) -> list[EventFinding]:
        article = Article(id="a", text=text, body=((0, len(text)),), origin="test")
        found = (f for one, docs in annotator.docs([article]) for f in reader.read(one, docs).findings)
        return [f for f in found if isinstance(f, EventFinding)]

    return events


def told(case: Case) -> set[tuple[str, str]]:
    """Filler and label of each marked role."""
    return {
        (case.text[mark.begin : mark.end], label)
        for mark in case.marks
        for label in mark.label
        if not label[0].isupper()
    }


def label(role: RoleFinding, event: EventFinding, several: bool) -> str:
    return role.type + (f"@{event.trigger.text}" if several else "") + ("?" if role.inferred else "")


@pytest.mark.parametrize("case", TOLD, ids=lambda case: case.text)
def test_roles(case: Case, read: Read) -> None:
    events = read(case.text)
    found = {(r.filler.text, label(r, e, len(events) > 1)) for e in events for r in e.roles}
    assert found == told(case)


def test_roles_stand_where_they_say(read: Read) -> None:
    text = "Gunmen attacked a convoy near Homs on Monday, killing three soldiers."
    for event in read(text):
        for role in event.roles:
            assert text[role.filler.begin : role.filler.end] == role.filler.text
            assert role.filler.begin <= role.head < role.filler.end


def test_a_noun_that_nobody_named_is_described(read: Read) -> None:
    (event,) = read("The shelling destroyed the granary.")[-1:]
    assert [(r.type, r.filler.text) for r in event.roles if r.type == "target"] == [("target", "granary")]


def test_a_weapon_does_not_attack(read: Read) -> None:
    (event,) = read("A rocket hit the school.")
    assert {r.type for r in event.roles} == {"instrument", "target"}


def test_what_is_included_is_lost_too(read: Read) -> None:
    (event,) = read("The rebels have lost towns in Syria, including Palmyra.")
    assert ("hasPlace", "Palmyra") in {(role.type, role.filler.text) for role in event.roles}
    assert "Palmyra" not in {role.filler.text for role in event.roles if role.type == "loser"}


@pytest.mark.parametrize("text", ["Boko Haram fighters killed a farmer.", "Members of Boko Haram killed a farmer."])
def test_whom_people_belong_to_acts_with_them(text: str, read: Read) -> None:
    (event,) = read(text)
    (body,) = (role for role in event.roles if role.rule == "member")
    assert (body.type, body.filler.text, body.inferred) == ("initiator", "Boko Haram", True)


@pytest.mark.parametrize(
    "text",
    [
        "The leader of Boko Haram killed a man.",
        "Critics of Boko Haram killed a man.",
        "Former Boko Haram fighters killed a man.",
        "Anti-Taliban fighters killed a man.",
        "Taliban defectors killed a man.",
    ],
)
def test_who_only_has_to_do_with_a_group_does_not_act_for_it(text: str, read: Read) -> None:
    assert "member" not in {role.rule for event in read(text) for role in event.roles}


def test_who_is_charged_with_a_murder_may_not_have_committed_it(read: Read) -> None:
    murder = next(e for e in read("Three officers were charged with the murder of a priest.") if e.cls == "Killing")
    assert {(r.type, r.veracity.certainty) for r in murder.roles} == {("initiator", "Probable"), ("victim", "Certain")}
