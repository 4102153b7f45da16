"""A node is explained by its words, the rules that fired, its claims and its statements."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from kg.errors import NoSuchNode
from kg.explain import Explanation, Mark, explain
from kg.ids import BASE
from kg.store import Store, open_graph
from tests.query.test_named import SAMPLE

BOMBING = "bombing-b34ed92da008c0bc"


@pytest.fixture(scope="module")
def sample() -> Iterator[Store]:
    with open_graph(SAMPLE) as store:
        yield store


def explained(store: Store, wanted: str) -> Explanation:
    return explain(store.oxigraph, wanted, BASE)


def marked(what: Explanation) -> list[list[tuple[str, str]]]:
    """The marked words of each passage, with what they are."""
    return [[(p.text[m.begin : m.end], m.tag) for m in p.marks] for p in what.passages]


def test_an_event_is_explained(sample: Store) -> None:
    what = explained(sample, f"{BASE}event/{BOMBING}")
    assert what.cls == "Bombing"
    (passage,) = what.passages
    assert passage.article == "gazette-7"
    assert passage.publisher == "South Gazette"
    assert passage.text.startswith("On Wednesday the Red Banner bombed")
    assert passage.text.endswith("police said.")
    assert marked(what)[0] == [
        ("Wednesday", "hasTime"),
        ("Red Banner", "initiator"),
        ("bombed", "Bombing"),
        ("market", "target"),
        ("Port Lida", "hasPlace"),
        ("between 12 and 15", "Killed"),
        ("civilians", "victim"),
        ("police", "source"),
        ("said", "cue"),
    ]
    assert ("target", "market", "events.Bombing", "0.9", False) in what.rules
    (said,) = what.claims
    assert said[:4] == ("police", "Affirmed", "Certain", "Actual")
    assert f"event:{BOMBING}\n    a ckg:Bombing ;\n" in what.turtle
    assert "ckg:Violence" not in what.turtle
    assert "sem:hasActor" not in what.turtle
    assert "a ckg:CasualtyFigure ;" in what.turtle


@pytest.mark.parametrize("wanted", [f"<{BASE}event/{BOMBING}>", f"event:{BOMBING}", f"event/{BOMBING}", BOMBING])
def test_a_node_may_be_named_in_short(sample: Store, wanted: str) -> None:
    assert explained(sample, wanted) == explained(sample, f"{BASE}event/{BOMBING}")


def test_a_claim_is_explained_with_what_it_contradicts(sample: Store) -> None:
    turtle = explained(sample, "territorytransfer-2b4e0f7be2b7cf1c").turtle
    claim = turtle.split("\n", 1)[0]
    what = explained(sample, claim)
    assert what.cls == "Claim"
    (said,) = what.claims
    assert said.speaker == "spokesman"
    assert said.polarity == "Negated"
    assert said.contradicts == ("Adan Hale", "South Gazette")
    assert ("denied", "cue") in marked(what)[0]
    assert "ckg:TerritoryTransfer" in what.turtle


def test_an_entity_and_a_relation_are_explained(sample: Store) -> None:
    what = explained(sample, "adan-hale-8df80cf130dc9ec5")
    assert what.label == "Adan Hale"
    assert [len(passage.marks) for passage in what.passages] == [3, 2]
    assert ("Col. Adan Hale", "Person source") in marked(what)[0]
    relation = next(line for line in what.turtle.splitlines() if line.startswith("relation:"))
    what = explained(sample, relation)
    assert marked(what) == [[("Col. Adan Hale, a commander of the River Forces", "memberOf")]]
    assert what.claims[0].speaker == "Northern Wire"


def test_a_rank_ends_no_sentence(sample: Store) -> None:
    what = explained(sample, "territorytransfer-fb304ebbc2bb7514")
    (passage,) = what.passages
    assert passage.text.startswith("The town of Marsa was liberated")
    assert passage.text.endswith("said Col. Adan Hale, a commander of the River Forces.")
    assert all(isinstance(mark, Mark) for mark in what.passages[0].marks)


@pytest.mark.parametrize("wanted", ["nothing", "event:nothing", "https://example.org/x", "", "a b", '"} DROP'])
def test_a_node_that_is_not_there_is_told(sample: Store, wanted: str) -> None:
    with pytest.raises(NoSuchNode, match="the graph has no such node; take an IRI from the answer to a query"):
        explained(sample, wanted)
