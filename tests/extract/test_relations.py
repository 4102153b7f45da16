"""Relations between entities, with the veracity of the clause that states them."""

from __future__ import annotations

import pytest

from kg.annotate import Annotator
from kg.errors import BadLexicon
from kg.extract.relation_words import SIGNATURES, relation_words
from kg.vocab import superclasses
from tests.extract.sentence import found_in

CASES = """
A spokesman for the SDF smiled. | spokesman memberOf SDF
SDF commander Talal Haddad smiled. | Talal Haddad leads SDF
Two ISIS militants hid. | Two ISIS militants memberOf ISIS
U.S.-backed fighters advanced. | U.S. supports U.S.-backed fighters
The U.S.-led coalition withdrew. | U.S. leads U.S.-led coalition
The Britain-based Syrian Observatory for Human Rights left. | Syrian Observatory for Human Rights basedIn Britain
Hezbollah fought the Free Syrian Army. | Hezbollah opposes Free Syrian Army
The fight between Hezbollah and Hamas went on. | Hezbollah opposes Hamas
NATO supports the army. | NATO supports army
The minister met the ambassador. | minister communicatesWith ambassador
The rebels control the airport. | rebels controls airport
Militants in Raqqa surrendered. | Militants locatedIn Raqqa
The commander of the brigade fled. | commander leads brigade
The army fought alongside Hezbollah. | army alliedWith Hezbollah
Two engineers from the Red Cross left. | Two engineers memberOf Red Cross
France is fighting as part of NATO. | France partOf NATO
Brig. Gen. Ali Haddad, commander, Northern Command, smiled. | commander leads Northern Command
Hezbollah killed civilians. | Hezbollah opposes civilians
Hamas is allied with Hezbollah. | Hamas alliedWith Hezbollah
"""


@pytest.mark.parametrize(("text", "relation"), [line.split(" | ") for line in CASES.strip().splitlines()])
def test_stated_and_asserted(annotator: Annotator, text: str, relation: str) -> None:
    found = found_in(annotator, text).relations
    asserted = {" ".join(words) for words, finding in found.items() if finding.veracity.is_asserted}
    assert relation in asserted


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("NATO did not support the army.", ("NATO", "supports", "army")),
        ("NATO may support the army.", ("NATO", "supports", "army")),
        ("NATO plans to support the army.", ("NATO", "supports", "army")),
    ],
)
def test_denied_doubted_and_planned_is_no_fact(annotator: Annotator, text: str, words: tuple[str, str, str]) -> None:
    assert not found_in(annotator, text).relations[words].veracity.is_asserted


@pytest.mark.parametrize(
    "text",
    [
        "Its allies were silent.",  # allied with whom, nobody says
        "The army fought time and fatigue.",
        "They told Reuters soldiers had left.",
        "The rebels controlled the airport.",  # they need not any more
        "The army lost ground in Idlib.",
    ],
)
def test_nothing_is_stated(annotator: Annotator, text: str) -> None:
    predicates = {words[1] for words in found_in(annotator, text).relations}
    assert predicates & {"alliedWith", "opposes", "memberOf", "controls"} == set()


@pytest.mark.parametrize(
    "text",
    [
        "Thousands of Yemenis protested outside the office.",
        "The army bombed a gathering in Homs.",
    ],
)
def test_who_acts_is_not_therefore_there(annotator: Annotator, text: str) -> None:
    assert not [words for words in found_in(annotator, text).relations if words[1] == "locatedIn"]


def test_a_chief_inside_an_organization_does_not_lead_it(annotator: Annotator) -> None:
    found = found_in(annotator, "UN rights chief Volker Haas smiled.").relations
    assert {words[1] for words in found} == {"memberOf"}


def test_the_lexicon_knows_the_relations_alone(tmp_path) -> None:  # type: ignore[no-untyped-def]
    assert {word.predicate for words in relation_words().values() for word in words} <= set(SIGNATURES)
    (tmp_path / "relation_words.tsv").write_text(
        "word\tpos\tpredicate\tsource\ttargets\nlove\tVERB\tadores\tsubj\tobj\n"
    )
    with pytest.raises(BadLexicon):
        relation_words(tmp_path)


def test_signatures_name_classes_of_the_ontology() -> None:
    named = {cls for sides in SIGNATURES.values() for side in sides for cls in side}
    assert all(len(superclasses(cls)) > 1 for cls in named)


def test_what_an_aside_states_has_its_own_rule(annotator: Annotator) -> None:
    found = found_in(annotator, "They blamed the alliance led by Hezbollah.").relations
    assert found["Hezbollah", "leads", "alliance"].rule == "relation-modifier"


@pytest.mark.parametrize("text", ["Gunmen killed ten people.", "Militants kidnapped three schoolgirls."])
def test_who_only_suffers_is_not_fought_against(annotator: Annotator, text: str) -> None:
    assert not [words for words in found_in(annotator, text).relations if words[1] == "opposes"]
