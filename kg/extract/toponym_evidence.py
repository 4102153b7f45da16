"""How likely is it that a stretch of text names a place here? A sum of weighted evidence.

Each feature is a yes-or-no question about the name, its label by the model, its neighbours and the rest of the passage;
its weight in `seeds/lexicon/toponym_weights.tsv` is the log-odds that it adds.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from math import exp, log10
from pathlib import Path
from typing import NamedTuple

from spacy.tokens import Doc

from kg.data import lexicon
from kg.extract.toponym_candidates import NAME_TAGS, PLACE_LABELS, Stretch
from kg.extract.toponym_neighbours import Context, neighbours
from kg.gazetteer import Candidate, best_known

WEIGHTS = ("feature", "weight")
LONGEST_ACRONYM = 4  # letters


_LABELS = PLACE_LABELS | {"ORG", "PERSON", "NORP", "none"}


class Usage(NamedTuple):
    """How the words of a passage are labelled by the model: as places, and within names of persons."""

    places: Counter[str]
    persons: Counter[str]


def weights(extra: Path | None) -> dict[str, float]:
    return {row["feature"]: float(row["weight"]) for row in lexicon("toponym_weights", WEIGHTS, extra)}


def usage(doc: Doc) -> Usage:
    places: Counter[str] = Counter()
    persons: Counter[str] = Counter()
    for ent in doc.ents:
        if ent.label_ in PLACE_LABELS:
            places[ent.text.removeprefix("the ").removesuffix("'s")] += 1
        elif ent.label_ == "PERSON" and " " in ent.text:  # "Nagorno-Karabakh" has no surname
            persons[ent[-1].text] += 1
            persons[ent[0].text] += 1
    return Usage(places, persons)


def probability(features: Iterator[str], weight: dict[str, float]) -> float:
    odds = sum(weight.get(feature, 0.0) for feature in features)
    return 1 / (1 + exp(-max(-30.0, min(30.0, odds))))


def features(doc: Doc, stretch: Stretch, use: Usage, known: Context, nouns: frozenset[str], last: int) -> Iterator[str]:
    """The questions that are answered with yes; `last` is where the toponym before it ends."""
    yield "bias"
    yield from _of_name(doc, stretch, use, nouns)
    label = _label(doc, stretch)
    yield f"label={label}"
    yield f"{stretch.kind} {label}"
    capitals = stretch.name.isupper() and len(stretch.name) > LONGEST_ACRONYM
    for feature in neighbours(doc, stretch, known, last):
        yield feature
        yield f"{label} {feature}"
        if capitals:
            yield f"capitals {feature}"


def _of_name(doc: Doc, stretch: Stretch, use: Usage, nouns: frozenset[str]) -> Iterator[str]:
    yield f"kind={stretch.kind}"
    if stretch.kind in {"word", "building", "number"}:
        yield f"class={stretch.cls}"
    if stretch.kind in {"word", "building"}:
        yield f"word={doc[stretch.end - 1].lower_}"
    size = "one" if stretch.end - stretch.start == 1 else "several"
    yield f"words={size}"
    name = stretch.name
    level = best_known(stretch.found).place.level if stretch.found else -1
    if stretch.found:
        yield from _of_place(best_known(stretch.found), size)
        if stretch.start and doc[stretch.start - 1].lower_ == "the":
            yield f"the {size} level{level}"
    else:
        yield f"{stretch.kind} unlisted"
    if use.places[name]:
        yield "labelled place in passage"
    if size == "one" and use.persons[name]:
        yield "part of person in passage"
    if name.isupper():
        yield "capitals" if len(name) > LONGEST_ACRONYM else f"acronym level={level}"
    if size == "one" and name.lower() in nouns:
        yield "noun"
    if doc[stretch.start].tag_ not in NAME_TAGS:
        yield "not a name's tag"


def _of_place(best: Candidate, size: str) -> Iterator[str]:
    people, level = best.place.population, best.place.level
    if level == 3:
        yield f"{size} city"
        yield f"{size} people={int(log10(people)) if people else 0}"
    else:
        yield f"{size} level{level}"
    if not best.is_official:
        yield f"{size} alternate"


def _label(doc: Doc, stretch: Stretch) -> str:
    """The model's label, with brackets where its span begins and ends with the stretch: "ORG[-"."""
    label = doc[stretch.end - 1].ent_type_ or "none"
    if label not in _LABELS:
        return "other"
    start = doc[stretch.start]
    begins = start.ent_iob_ == "B" or start.lower_ == "the" or not start.ent_type_
    ends = stretch.end == len(doc) or doc[stretch.end].ent_iob_ != "I" or doc[stretch.end].text in {"'s", "'"}
    return f"{label}{'[' if begins else '-'}{']' if ends else '-'}"
