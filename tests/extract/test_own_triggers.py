"""A user's own lines of triggers: with own classes, and with names that are none."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.errors import BadLexicon
from kg.extract.entity_lexicon import entity_lexicon
from kg.extract.event_lexicon import event_lexicon
from kg.model import OwnClass, Settings

CYBER = OwnClass("CyberAttack", "https://example.org/my#CyberAttack", ())


def own(folder: Path, line: str) -> Path:
    heading = "lemma\tpos\tneeds\tcls\tframe\tframing"
    (folder / "triggers.tsv").write_text(f"# mine\n{heading}\n{line}\n", encoding="utf-8")
    return folder


def test_a_line_may_name_a_class_of_the_users_own(tmp_path: Path) -> None:
    lexicon = event_lexicon(Settings(own(tmp_path, "hack\tverb\tobj:any\tCyberAttack\tattack\t"), classes=(CYBER,)))
    assert "CyberAttack" in {trigger.cls for trigger in lexicon.triggers["verb", "hack"]}


def test_a_name_that_is_no_class_is_told_with_file_line_and_remedy(tmp_path: Path) -> None:
    settings = Settings(own(tmp_path, "hack\tverb\tobj:any\tCyberAtack\tattack\t"), classes=(CYBER,))
    with pytest.raises(BadLexicon) as told:
        event_lexicon(settings)
    assert told.value.subject == f"{tmp_path / 'triggers.tsv'}:3"
    assert "CyberAtack" in told.value.reason
    assert "did you mean CyberAttack?" in told.value.remedy
    assert "--ontology" in told.value.remedy


@pytest.mark.parametrize("group", ["Event", "Violence", "Settlement", ""])
def test_an_event_may_only_have_a_class_of_events_below_the_groups(tmp_path: Path, group: str) -> None:
    with pytest.raises(BadLexicon):
        event_lexicon(Settings(own(tmp_path, f"hack\tverb\tobj:any\t{group}\tattack\t")))


def test_a_frame_or_part_of_speech_that_there_is_not_is_told_with_the_line(tmp_path: Path) -> None:
    for line in ("hack\tverb\t\tArmedAttack\tno-such-frame\t", "hack\tverbs\t\tArmedAttack\tattack\t"):
        with pytest.raises(BadLexicon) as told:
            event_lexicon(Settings(own(tmp_path, line)))
        assert told.value.subject.endswith("triggers.tsv:3")


@pytest.mark.parametrize(
    ("name", "heading", "line"),
    [
        ("actors", "key\tlabel\tclass\tcountry\taliases", "blue\tBlue Hills\tArmdGroup\t\t"),
        ("person_nouns", "noun\tclass\tgender", "hacker\tPersn\t"),
        ("weapon_nouns", "noun\tclass", "ransomware\tWeapons"),
    ],
)
def test_an_entitys_class_is_checked_as_well(tmp_path: Path, name: str, heading: str, line: str) -> None:
    (tmp_path / f"{name}.tsv").write_text(f"{heading}\n{line}\n", encoding="utf-8")
    with pytest.raises(BadLexicon, match="did you mean") as told:
        entity_lexicon(tmp_path)
    assert told.value.subject == f"{tmp_path / name}.tsv:2"


def test_a_kind_that_nothing_asks_for_is_told_with_the_line(tmp_path: Path) -> None:
    (tmp_path / "kinds.tsv").write_text("noun\tkind\nbazooka\twepon\n", encoding="utf-8")
    with pytest.raises(BadLexicon, match="did you mean weapon") as told:
        event_lexicon(Settings(tmp_path))
    assert told.value.subject == f"{tmp_path / 'kinds.tsv'}:2"


def test_a_kind_of_ones_own_is_one_that_a_trigger_asks_for(tmp_path: Path) -> None:
    (tmp_path / "kinds.tsv").write_text("noun\tkind\nserver\tmachine\n", encoding="utf-8")
    settings = Settings(own(tmp_path, "hack\tverb\tobj:machine\tArmedAttack\tattack\t"))
    assert event_lexicon(settings).kinds["server"] >= {"machine"}
