"""Persons, groups, organizations, described places, weapons and vehicles, and what each finding says of them."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from spacy.tokens import Doc
from spacy.vocab import Vocab

from kg.annotate import Annotator
from kg.extract.entity_class import organization_class
from kg.extract.entity_cues import named
from kg.extract.entity_lexicon import EntityLexicon, Noun, entity_lexicon, plural_form
from kg.extract.protocol import Settings
from tests.extract.sentence import found_in

# A sentence, and below it "phrase = Class" for phrases that must be found, and "phrase = -" for words that must not be.
CASES = """
Foreign Minister Marie Tshala Wagner smiled.
    Marie Tshala Wagner = Person, Wagner = -
The men of Wagner left.
    Wagner = ArmedGroup
Men stormed the hall in Yerevan and beat the mayor of the town, Ararat Petrosyan.
    Ararat Petrosyan = Person, Ararat = -, Yerevan = Settlement
The words stood on both sides of the building.
    sides = -, both sides = -
The army accused the group of planting landmines.
    group = Organization, group of planting landmines = -
No group called, and nobody knows how many soldiers died.
    group = -, soldiers = -
The word "soldiers" was painted on a wall.
    soldiers = -
The army fears that it may become a long war.
    army = StateForces, it = -
The U.S.-led coalition left.
    U.S. = Government, U.S.-led coalition = Coalition, U.S.-led = -
People demanded that the army rescue them.
    army = StateForces, them = -
The observers left for a United Nations mission.
    United Nations = IntergovernmentalOrganization, United Nations mission = IntergovernmentalOrganization
The army denied it.
    it = -
More than 90 farmers fled.
    More than 90 farmers = PersonGroup
Brig. Gen. Samir Haddad told reporters that two militants died.
    Samir Haddad = Person, reporters = PersonGroup, two militants = PersonGroup
The Syrian Democratic Forces (SDF) entered the town.
    Syrian Democratic Forces = ArmedGroup, SDF = ArmedGroup, town = Settlement
Fighters of the Islamic State attacked the city hospital.
    Islamic State = ArmedGroup, city hospital = Facility, Fighters = PersonGroup
The terror group laid mines around the stadium.
    terror group = ArmedGroup, mines = Weapon, stadium = Facility
The army shelled the village with mortars.
    army = StateForces, village = Settlement, mortars = Weapon
Rebel forces shot down a helicopter.
    Rebel forces = ArmedGroup, helicopter = Vehicle
U.S.-backed fighters advanced.
    U.S. = Government, U.S.-backed fighters = PersonGroup
The Kurdish-led forces withdrew.
    Kurdish = Population, Kurdish-led forces = ArmedGroup
Government troops and police left the barracks.
    Government troops = PersonGroup, police = StateForces, barracks = Facility
An aid group said that three farmers were kidnapped.
    aid group = CivilSocietyOrganization, three farmers = PersonGroup
The opposition party met the foreign ministry.
    opposition party = PoliticalParty, foreign ministry = Government
A spokeswoman for Reuters declined to comment.
    spokeswoman = Person, Reuters = MediaOrganization
The Hamza Brigade captured the bridge.
    Hamza Brigade = ArmedGroup, bridge = Facility
The Daily Courier reported the blast.
    Daily Courier = MediaOrganization
Two Americans and a Kurd were freed.
    Two Americans = PersonGroup, Kurd = Person
Sunnis and Christians fled.
    Sunnis = Population, Christians = Population
A car bomb explosion destroyed the power pylon.
    car bomb = Weapon, power pylon = Facility
He carried an AK-47 and they flew an F-16.
    AK-47 = Weapon, F-16 = Vehicle
A small group of militants hid in a tunnel.
    small group of militants = PersonGroup, militants = PersonGroup, tunnel = Facility
The warring parties signed nothing.
    warring parties = Organization
The wounded were taken to a clinic.
    wounded = PersonGroup, clinic = Facility
Members of the army killed six priests.
    Members of the army = PersonGroup, six priests = PersonGroup
The Koran was burned on Sunday.
    Koran = -, Sunday = -
They sought a political settlement.
    political settlement = -, settlement = -
The refugee crisis grew.
    refugee = -, crisis = -
The government took the mine by force.
    government = Government, force = -
The Treaty of Lausanne was signed.
    Treaty = -, Treaty of Lausanne = -
"""


def _cases() -> Iterator[tuple[str, str, str]]:
    lines = iter(CASES.strip().splitlines())
    for text, expected in zip(lines, lines, strict=True):
        for pair in expected.strip().split(", "):
            phrase, cls = pair.split(" = ")
            yield text, phrase, cls


@pytest.mark.parametrize(("text", "phrase", "cls"), list(_cases()))
def test_class_and_extent(annotator: Annotator, text: str, phrase: str, cls: str) -> None:
    entities = found_in(annotator, text).entities
    assert entities[phrase].cls == cls if cls != "-" else phrase not in entities


def test_a_title_stands_beside_the_name(annotator: Annotator) -> None:
    entities = found_in(annotator, "Foreign Minister Leyla Demir met President Omar Said in May.").entities
    leyla, omar = entities["Leyla Demir"], entities["Omar Said"]
    assert (leyla.title, leyla.name, leyla.form) == ("Foreign Minister", "Leyla Demir", "name")
    assert omar.title == "President"
    assert entities.keys() & {"Foreign Minister", "President", "May"} == set()


def test_mr_and_a_spokeswoman_have_a_gender(annotator: Annotator) -> None:
    entities = found_in(annotator, "Mr. Haddad and Mrs. Farah thanked a policewoman.").entities
    assert [entities[name].gender for name in ("Haddad", "Farah", "policewoman")] == ["male", "female", "female"]


def test_a_surname_is_known_after_the_full_name(annotator: Annotator) -> None:
    entities = found_in(annotator, "Nadia Bali spoke to us. Bali denied the report.").entities
    assert entities["Bali"].cls == "Person"


def test_nation_number_and_definiteness(annotator: Annotator) -> None:
    entities = found_in(annotator, "Syrian troops surrounded a hamlet near the border.").entities
    troops, hamlet, border = entities["Syrian troops"], entities["hamlet"], entities["border"]
    assert (troops.nation, troops.plural, troops.definite) == ("SY", True, False)
    assert (hamlet.plural, hamlet.definite, border.definite) == (False, False, True)


def test_a_known_actor_carries_its_entry(annotator: Annotator) -> None:
    entities = found_in(annotator, "ISIL lost ground, and Daesh said nothing.").entities
    assert entities["ISIL"].entry == entities["Daesh"].entry == "islamic-state"


def test_long_names_are_known_in_any_case(annotator: Annotator) -> None:
    entities = found_in(annotator, "A column of the Farabundo Marti national liberation front passed.").entities
    assert entities["Farabundo Marti national liberation front"].cls == "ArmedGroup"


def test_letters_in_brackets_get_the_class_of_the_name(annotator: Annotator) -> None:
    entities = found_in(annotator, "The Sahel Relief Union (SRU) left. SRU vehicles burned.").entities
    assert entities["SRU"].cls == "CivilSocietyOrganization"


@pytest.mark.parametrize(
    ("text", "cls"),
    [
        ("France condemned the attack.", "Government"),
        ("The plan was announced by France.", "Government"),
        ("They thanked France for its help.", "Government"),
        ("He was born in France.", "Country"),
        ("France is a country in Europe.", "Country"),
    ],
)
def test_a_country_that_acts_is_its_government(annotator: Annotator, text: str, cls: str) -> None:
    assert found_in(annotator, text).entities["France"].cls == cls


def test_pronouns_are_found_with_number_and_gender(annotator: Annotator) -> None:
    entities = found_in(annotator, "She said they would protect his house.").entities
    assert [(entities[w].form, entities[w].plural, entities[w].gender) for w in ("She", "they", "his")] == [
        ("pronoun", False, "female"),
        ("pronoun", True, ""),
        ("pronoun", False, "male"),
    ]


def test_one_finding_a_head(annotator: Annotator) -> None:
    found = found_in(annotator, "Syrian army Gen. Ali Omar, two of his men and the SDF met in Aleppo University.")
    heads = [finding.head for finding in found.entities.values()]
    assert len(heads) == len(set(heads))


@pytest.fixture(scope="module")
def lexicon() -> EntityLexicon:
    return entity_lexicon(Settings().lexicon)


@pytest.mark.parametrize(
    ("modifiers", "is_name", "cls"),
    [
        (["rebel"], False, "ArmedGroup"),
        (["Turkish-backed"], False, "ArmedGroup"),
        (["Syrian"], False, "StateForces"),
        (["coalition"], False, "Coalition"),
        (["Hamza"], True, "ArmedGroup"),
        ([], False, "StateForces"),
    ],
)
def test_forces_of_no_state_are_an_armed_group(
    lexicon: EntityLexicon, modifiers: list[str], is_name: bool, cls: str
) -> None:
    noun = Noun("army", "StateForces", False, "", "both")
    assert organization_class(noun, modifiers, lexicon, is_name=is_name) == cls


@pytest.mark.parametrize(
    ("noun", "plural"),
    [("policeman", "policemen"), ("ally", "allies"), ("bus", "buses"), ("prisoner of war", "prisoners of war")],
)
def test_plural_form(noun: str, plural: str) -> None:
    assert plural_form(noun) == plural


@pytest.mark.parametrize(("text", "is_name"), [("U.S.-led", False), ("Taliban-backed", False), ("Al-Shabaab", True)])
def test_a_word_for_who_is_behind_is_no_name(text: str, is_name: bool) -> None:
    doc = Doc(Vocab(), words=["the", text, "forces"], pos=["DET", "PROPN", "NOUN"])
    found = named(doc, 1, 2, "ORG", entity_lexicon(), ())
    assert (found is not None) is is_name
