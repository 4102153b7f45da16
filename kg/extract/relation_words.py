"""Which words relate two entities, and which kinds of entities may stand in a relation? Lexicon and signatures."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

from kg.data import lexicon
from kg.errors import BadLexicon
from kg.model import EntityFinding
from kg.vocab import superclasses

SUFFIX = "SUFFIX"
COLUMNS = ("word", "pos", "predicate", "source", "targets")
# Who may stand on either side; a country acts as its state does.
ACTS = ("Person", "PersonGroup", "Population", "Organization", "Country")
SIGNATURES: dict[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "memberOf": (("Person", "PersonGroup", "Country", "Organization"), ("Organization",)),
    "leads": (("Person", "Organization", "Country", "Population"), ("Organization", "PersonGroup")),
    "partOf": (("Organization", "PersonGroup", "Country"), ("Organization",)),
    "alliedWith": (ACTS, ACTS),
    "supports": (ACTS, ACTS),
    "opposes": (ACTS, ACTS),
    "communicatesWith": (ACTS, ACTS),
    "controls": (
        ("Person", "PersonGroup", "Population", "Organization", "Country"),
        ("Place", "Organization"),
    ),
    "basedIn": (("Person", "PersonGroup", "Organization"), ("Place",)),
    "locatedIn": (("Person", "PersonGroup", "Population", "Organization", "Place", "Weapon", "Vehicle"), ("Place",)),
}


class RelationWord(NamedTuple):
    """A word and what it says: `source` and `targets` are places in the clause round it."""

    word: str
    pos: str
    predicate: str
    source: str
    targets: tuple[str, ...]


def relation_words(extra: Path | None = None) -> dict[tuple[str, str], tuple[RelationWord, ...]]:
    """The lexicon by lemma and part of speech; raises `BadLexicon` for a predicate that is no relation."""
    found: dict[tuple[str, str], tuple[RelationWord, ...]] = {}
    for row in lexicon("relation_words", COLUMNS, extra):
        if row["predicate"] not in SIGNATURES:
            raise BadLexicon(
                f"relation_words.tsv: {row['word']}", f"no relation {row['predicate']}", ", ".join(SIGNATURES)
            )
        word = RelationWord(row["word"], row["pos"], row["predicate"], row["source"], tuple(row["targets"].split()))
        found[word.word, word.pos] = (*found.get((word.word, word.pos), ()), word)
    return found


def doing_verbs(extra: Path | None = None) -> frozenset[str]:
    """Verbs whose subject does what their object names: "join the fight", "launch a campaign"."""
    return frozenset(row["verb"] for row in lexicon("doing_verbs", ("verb",), extra))


def fits(predicate: str, source: EntityFinding | None, target: EntityFinding | None) -> bool:
    """Whether two entities are of the kinds that the relation holds between."""
    if source is None or target is None:
        return False
    subjects, objects = SIGNATURES[predicate]
    return not set(subjects).isdisjoint(superclasses(source.cls)) and not set(objects).isdisjoint(
        superclasses(target.cls)
    )
