"""How sure is it that a cue gives somebody's word, seen where it stands? The lexicon's weight, moved by its context.

The weight of the word and frame is a log-odd; each feature of the context adds its own from `speech_context.tsv`. The
numbers were fitted to news that is annotated with attributions.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from functools import lru_cache

from spacy.tokens import Token

from kg.data import lexicon

COLUMNS = ("feature", "log_odds")
FINITE = frozenset({"VBD", "VBZ", "VBP"})
DEPENDENCIES = frozenset({"ROOT", "conj", "advcl", "ccomp", "relcl", "xcomp", "acl", "pcomp", "parataxis"})
PREPOSITIONAL = "prep"
FRAMES = frozenset({"that", "quote", "inf", "obj", "passive", "small", "ing", "clause"})
SHORT, LONG = 4, 12  # tokens of content


def confidence(weight: float, features: Iterator[str]) -> float:
    """The probability, 0 to 1."""
    odds = _odds()
    total = odds.get("bias", 0.0) + odds.get("weight", 1.0) * _logit(weight) + sum(odds.get(f, 0.0) for f in features)
    return 1 / (1 + math.exp(-total))


def features_of(
    verb: Token, frame: str, states: bool, source: Token | None, size: int, is_nested: bool
) -> Iterator[str]:
    """What the table knows about a verb, its source and the length of its content."""
    yield f"form={_form(verb)}"
    yield f"dep={verb.dep_ if verb.dep_ in DEPENDENCIES else 'other'}"
    yield f"source={_source(source)}"
    yield f"frame={frame if frame in FRAMES else PREPOSITIONAL}"
    yield f"relation={'states' if states else 'concerns'}"
    yield f"size={'short' if size < SHORT else 'long' if size > LONG else 'middle'}"
    if is_nested:
        yield "nested"


def _logit(p: float) -> float:
    p = min(max(p, 0.02), 0.98)
    return math.log(p / (1 - p))


def _form(verb: Token) -> str:
    if any(c.tag_ == "TO" for c in verb.lefts):
        return "to"
    if any(c.tag_ == "MD" for c in verb.lefts):
        return "modal"
    if verb.tag_ in FINITE or (verb.tag_ == "VBN" and any(c.dep_ == "aux" for c in verb.lefts)):
        return "finite"
    return {"VBG": "ing", "VBN": "participle"}.get(verb.tag_, "bare")


def _source(source: Token | None) -> str:
    if source is None:
        return "none"
    if source.pos_ == "PRON":
        return "relative" if source.tag_ in {"WP", "WDT"} else "pronoun"
    return source.ent_type_ if source.ent_type_ in {"PERSON", "ORG", "GPE", "NORP"} else "noun"


@lru_cache(maxsize=1)
def _odds() -> dict[str, float]:
    return {row["feature"]: float(row["log_odds"]) for row in lexicon("speech_context", COLUMNS)}
