"""Which phrases denote the same entity: one line a case, the groups of phrases that must come out."""

from __future__ import annotations

import pytest

from kg.model import AliasFinding
from kg.resolve.identity import clusters
from tests.resolve.phrases import phrases

CASES = [
    ("[Musafa Bali]{Person} spoke. [Bali]{Person} left.", [["Musafa Bali", "Bali"]]),
    ("[Musafa Bali]{Person} spoke. [Ahmad Bali]{Person} left.", [["Musafa Bali"], ["Ahmad Bali"]]),
    (
        "[Bernardo Jaramillo Ossa]{Person} spoke. [Jaramillo]{Person} left. [Bernardo Jaramillo]{Person} was shot.",
        [["Bernardo Jaramillo Ossa", "Jaramillo", "Bernardo Jaramillo"]],
    ),
    (
        "[John Washington Carr]{Person} left [Washington]{Settlement}. [Trump]{Person} met [Ivan Trump Jr.]{Person}.",
        [["John Washington Carr"], ["Washington"], ["Trump"], ["Ivan Trump Jr."]],
    ),
    (
        "[John Walker]{Person} met [George Walker Bush]{Person}. [Walker]{Person} left.",
        [["John Walker", "Walker"], ["George Walker Bush"]],
    ),
    (
        "[Syrian Democratic Forces]{ArmedGroup} advanced. [SDF]{ArmedGroup} fighters rested.",
        [["Syrian Democratic Forces", "SDF"]],
    ),
    ("[ISIS]{ArmedGroup entry=is} fled. [Daesh]{ArmedGroup entry=is} returned.", [["ISIS", "Daesh"]]),
    ("[Syria]{Country} is poor. [Syria]{Government} protested.", [["Syria"], ["Syria"]]),
    (
        "[ISIS]{ArmedGroup} lost. [The terror group]{Organization nominal definite} fled.",
        [["ISIS", "terror group"]],
    ),
    (
        "[Hamas]{ArmedGroup} won. [The Islamist group]{ArmedGroup nominal definite} left.",
        [["Hamas", "Islamist group"]],
    ),
    (
        "[The army]{StateForces nominal definite} lost. [The military]{StateForces nominal definite} denied it.",
        [["army", "military"]],
    ),
    (
        "[The Israeli army]{StateForces nominal definite}. [The Syrian military]{StateForces nominal definite}.",
        [["Israeli army"], ["Syrian military"]],
    ),
    (
        "[Eight more girls]{PersonGroup nominal plural}. [The girls]{PersonGroup nominal plural definite}.",
        [["Eight more girls"], ["girls"]],
    ),
    (
        "[Raqqa]{Settlement} and [Mosul]{Settlement} and [Raqqa]{Settlement}. [The city]{Settlement nominal definite}.",
        [["Raqqa", "Raqqa", "city"], ["Mosul"]],
    ),
    (
        "[A commander]{Person nominal} spoke. [The commander]{Person nominal definite} left.",
        [["commander", "commander"]],
    ),
    ("[A commander]{Person nominal}. [Another commander]{Person nominal}.", [["commander"], ["Another commander"]]),
    (
        "[Kurdish forces]{ArmedGroup nominal plural}. [The Turkish forces]{StateForces nominal plural definite}.",
        [["Kurdish forces"], ["Turkish forces"]],
    ),
    (
        "[22 militants]{PersonGroup nominal plural}. [The 30 militants]{PersonGroup nominal plural definite}.",
        [["22 militants"], ["30 militants"]],
    ),
    (
        "[Shusha]{Settlement} fell. [The Agdam district]{Region nominal definite} did not.",
        [["Shusha"], ["Agdam district"]],
    ),
    (
        "[Hamas]{ArmedGroup} left. [The town]{Settlement nominal definite} was quiet when [it]{Organization pronoun}.",
        [["Hamas"], ["town"], ["it"]],
    ),
    (
        "[A mosque]{Facility nominal}. [The city's old mosque]{Facility nominal definite}.",
        [["mosque"], ["city's old mosque"]],
    ),
    (
        "[A stadium]{Facility nominal}. [The city's municipal stadium]{Facility nominal definite}.",
        [["stadium", "city's municipal stadium"]],
    ),
    (
        "[A hospital]{Facility nominal}. [The hospital building]{Facility nominal definite}.",
        [["hospital", "hospital building"]],
    ),
    (
        "[A stadium]{Facility nominal}. [The eastern stadium]{Facility nominal definite}.",
        [["stadium"], ["eastern stadium"]],
    ),
    (
        "[Its so-called caliphate]{Region nominal definite}. [Their self-styled caliphate]{Region nominal definite}.",
        [["Its so-called caliphate", "Their self-styled caliphate"]],
    ),
    ("[Raqqa]{Settlement} fell. [Raqqa city]{Settlement} burned.", [["Raqqa", "Raqqa city"]]),
    ("[Kansas]{Region} and [Kansas City]{Settlement}.", [["Kansas"], ["Kansas City"]]),
    ("[Ann Lee]{Person female} spoke. [She]{Person pronoun female} left.", [["Ann Lee", "She"]]),
    ("[Ann Lee]{Person female} spoke. [He]{Person pronoun male} left.", [["Ann Lee"], ["He"]]),
    (
        "[Hamas]{ArmedGroup} and [Fatah]{ArmedGroup} met. [It]{Organization pronoun} left.",
        [["Hamas"], ["Fatah"], ["It"]],
    ),
]


@pytest.mark.parametrize(("marked", "expected"), CASES, ids=[case[0][:50] for case in CASES])
def test_phrases_are_grouped(marked: str, expected: list[list[str]]) -> None:
    _, found, sentences = phrases(marked)
    groups = [[member.mention.text for member in group.members] for group in clusters(found, (), sentences)]
    assert groups == expected


def test_what_the_text_declares_is_one() -> None:
    _, found, sentences = phrases("[Musafa Bali]{Person}, [a spokesman]{Person nominal}, left.")
    declared = [AliasFinding(found[0].head, found[1].head, "apposition")]
    assert len(clusters(found, declared, sentences)) == 1


def test_the_town_of_a_name_is_that_town_and_not_the_last_one() -> None:
    _, found, sentences = phrases(
        "[Mosul]{Settlement}. [The town]{Settlement nominal definite} of [Jenin]{Settlement}."
    )
    declared = [AliasFinding(found[1].head, found[2].head, "of")]
    groups = [[member.mention.text for member in group.members] for group in clusters(found, declared, sentences)]
    assert groups == [["Mosul"], ["Jenin", "town"]]


def test_a_declaration_never_joins_a_person_and_an_organization() -> None:
    _, found, sentences = phrases("[Musafa Bali]{Person}, [the army]{StateForces nominal}, left.")
    declared = [AliasFinding(found[0].head, found[1].head, "apposition")]
    assert len(clusters(found, declared, sentences)) == 2


def test_the_narrower_class_wins() -> None:
    _, found, sentences = phrases("[Hamas]{Organization} fired. [Hamas]{ArmedGroup} stopped.")
    assert [group.cls for group in clusters(found, (), sentences)] == ["ArmedGroup"]


def test_the_order_in_which_extractors_found_them_does_not_matter() -> None:
    _, found, sentences = phrases("[Musafa Bali]{Person} spoke. [Bali]{Person} left. [He]{Person pronoun male} slept.")
    assert clusters(found, (), sentences) == clusters(found[::-1], (), sentences)
