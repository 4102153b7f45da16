"""Queries, code and lexicons speak of terms that the ontology has."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from kg import vocab
from kg.data import folder

TERMS = vocab.CLASSES | vocab.PROPERTIES | vocab.INDIVIDUALS
ROOT = folder("ontology").parent
SPEAKING = sorted([*folder("queries").glob("*.rq"), *(ROOT / "kg").rglob("*.py"), *folder("ontology").glob("*.ttl")])
LEXICONS = sorted((folder("seeds") / "lexicon").glob("*.tsv"))
CLASS_COLUMNS = {"class", "classes", "cls"}


def test_terms_that_are_used_are_defined() -> None:
    used = {
        (path.name, name)
        for path in SPEAKING
        for either in re.findall(r'\bckg:(\w+)|\bCKG(?: \+ "|\})(\w+)', path.read_text(encoding="utf-8"))
        for name in either
        if name
    }
    assert len(used) > 100
    assert {(path, name) for path, name in used if name not in TERMS} == set()


@pytest.mark.parametrize("path", LEXICONS, ids=lambda path: path.stem)
def test_classes_in_lexicons_are_of_the_ontology(path: Path) -> None:
    lines = [line for line in path.read_text(encoding="utf-8").splitlines() if line and not line.startswith("#")]
    heading = lines[0].split("\t")
    for column in CLASS_COLUMNS.intersection(heading):
        classes = {name for line in lines[1:] for name in line.split("\t")[heading.index(column)].split("|")}
        assert classes - {""} <= vocab.CLASSES
