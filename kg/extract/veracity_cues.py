"""The words that deny, weaken or put off what they govern, from the lexicon `veracity.tsv`.

A line gives a word, its kind, the frame that its complement fills, what it makes of the complement, and what
becomes of that under "not":

- kind: verb, noun, adjective, adverb, auxiliary, preposition, mark or determiner;
- frame: "inf" (to attack), "ing" (attacking), "that" (a finite clause), "whether", "obj", "subj", "attr", "compound", a
  preposition ("threat of"), or "mod" for a word that stands with the event's word itself ("planned attack"); a "light"
  verb says nothing beside its object ("carry out"), and the object of others is "given" ("will investigate an attack");
  "bare" is an object without any determiner ("escaped arrest", but not "escaped an attack"), "aim" a noun that calls
  for something or tries it ("rejected the call for", "the failed attempt to"), "perfect" an auxiliary before "have";
- when_negated: "carries" (not planning: negated), "weakens" (not certain that: possible), "stops" (not afraid that: no
  change), "actual" (could not: negated, no longer hypothetical).
"""

from __future__ import annotations

from functools import lru_cache
from typing import Literal, NamedTuple

from kg.data import lexicon
from kg.errors import BadLexicon
from kg.model import Actuality, Certainty, Polarity, Veracity

COLUMNS = ("lemma", "kind", "frame", "polarity", "certainty", "actuality", "when_negated")
CERTAINTIES: tuple[Certainty, ...] = ("Certain", "Probable", "Possible")
ACTUALITIES: tuple[Actuality, ...] = ("Actual", "Planned", "Hypothetical")
Negation = Literal["carries", "weakens", "stops", "actual"]


class Cue(NamedTuple):
    """What a word does to its complement; `when_negated` tells what "not" before the word does to it."""

    put: Veracity
    when_negated: Negation


class Cues(NamedTuple):
    """The lexicon, by word and frame, for each kind of word."""

    governors: dict[tuple[str, str, str], Cue]
    modifiers: dict[str, Cue]
    auxiliaries: dict[str, Cue]
    marks: dict[str, Cue]
    determiners: dict[str, Cue]
    quantifiers: frozenset[str]
    perfects: dict[str, Veracity]  # what an auxiliary makes of "have" behind it
    unreal: frozenset[str]  # auxiliaries whose perfect tells what did not happen: "would have"


def combine(outer: Veracity, inner: Veracity) -> Veracity:
    """What holds of something put as `inner` inside something put as `outer`: a denied negation is affirmed.

    >>> combine(Veracity("Negated"), Veracity("Negated", "Possible")).polarity
    'Affirmed'
    """
    return Veracity(
        "Affirmed" if outer.polarity == inner.polarity else "Negated",
        max(outer.certainty, inner.certainty, key=CERTAINTIES.index),
        max(outer.actuality, inner.actuality, key=ACTUALITIES.index),
    )


@lru_cache(maxsize=1)
def cues_of_veracity() -> Cues:
    cues = Cues({}, {}, {}, {}, {}, frozenset(), {}, frozenset())
    few = set()
    for row in lexicon("veracity", COLUMNS):
        lemma, kind, frame = row["lemma"], row["kind"], row["frame"]
        cue = Cue(put_of(row), _negation(row))
        if kind in {"verb", "noun", "adjective", "preposition"} and frame != "mod":
            cues.governors[kind, lemma, frame] = cue
        elif kind in {"adverb", "adjective"}:
            cues.modifiers[lemma] = cue
        elif kind == "preposition":
            cues.governors[kind, lemma, "mod"] = cue
        elif kind == "auxiliary" and frame == "perfect":
            cues.perfects[lemma] = cue.put
        elif kind == "auxiliary":
            cues.auxiliaries[lemma] = cue
        elif kind == "mark":
            cues.marks[lemma] = cue
        elif frame == "subj":
            few.add(lemma)
        else:
            cues.determiners[lemma] = cue
    unreal = frozenset(word for word, put in cues.perfects.items() if put.polarity == "Negated")
    return cues._replace(quantifiers=frozenset(few), unreal=unreal)


def put_of(row: dict[str, str]) -> Veracity:
    polarity: Polarity = "Negated" if row["polarity"] == "Negated" else "Affirmed"
    certainty = next((c for c in CERTAINTIES if c == row["certainty"]), None)
    actuality = next((a for a in ACTUALITIES if a == row["actuality"]), None)
    if certainty is None or actuality is None:
        raise BadLexicon(
            "veracity.tsv", f"{row['lemma']}: no such certainty or actuality", "see the file's other lines"
        )
    return Veracity(polarity, certainty, actuality)


def _negation(row: dict[str, str]) -> Negation:
    match row["when_negated"]:
        case "carries" | "weakens" | "stops" | "actual" as known:
            return known
        case other:
            raise BadLexicon(
                "veracity.tsv", f"{row['lemma']}: {other!r} under negation", "carries, weakens, stops or actual"
            )
