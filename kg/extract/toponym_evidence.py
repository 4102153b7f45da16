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

from spacy.tokens import Doc, Token

from kg.data import lexicon
from kg.extract.toponym_candidates import NAME_TAGS, PLACE_LABELS, Stretch
from kg.gazetteer import Candidate, best_known

WEIGHTS = ("feature", "weight")
CONTEXT = ("word", "side", "kind")


_LABELS = PLACE_LABELS | {"ORG", "PERSON", "NORP", "none"}


class Context(NamedTuple):
    """Words beside a name that speak for or against a place, each with its kind."""

    left: dict[str, str]
    right: dict[str, str]
    verb: dict[str, str]  # lemmas of what governments do


class Usage(NamedTuple):
    """How the words of a passage are labelled by the model: as places, and within names of persons."""

    places: Counter[str]
    persons: Counter[str]


def context(extra: Path | None) -> Context:
    sides: dict[str, dict[str, str]] = {"left": {}, "right": {}, "verb": {}}
    for row in lexicon("toponym_context", CONTEXT, extra):
        sides[row["side"]][row["word"]] = row["kind"]
    for row in lexicon("titles", ("title", "gender"), extra):
        for form in (row["title"].lower(), row["title"].lower() + "."):
            sides["left"].setdefault(form, "title")
    return Context(sides["left"], sides["right"], sides["verb"])


def weights(extra: Path | None) -> dict[str, float]:
    return {row["feature"]: float(row["weight"]) for row in lexicon("toponym_weights", WEIGHTS, extra)}


def usage(doc: Doc) -> Usage:
    places: Counter[str] = Counter()
    persons: Counter[str] = Counter()
    for ent in doc.ents:
        if ent.label_ in PLACE_LABELS:
            places[ent.text.removeprefix("the ").removesuffix("'s")] += 1
        elif ent.label_ == "PERSON" and len(ent) > 1:
            persons[ent[-1].text] += 1
            persons[ent[0].text] += 1
    return Usage(places, persons)


def probability(features: Iterator[str], weight: dict[str, float]) -> float:
    odds = sum(weight.get(feature, 0.0) for feature in features)
    return 1 / (1 + exp(-max(-30.0, min(30.0, odds))))


def features(doc: Doc, stretch: Stretch, use: Usage, known: Context, nouns: frozenset[str]) -> Iterator[str]:
    """The questions that are answered with yes."""
    yield "bias"
    yield from _of_name(doc, stretch, use, nouns)
    label = _label(doc, stretch)
    yield f"label={label}"
    yield f"{stretch.kind} {label}"
    for feature in _of_neighbours(doc, stretch, known):
        yield feature
        yield f"{label} {feature}"


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
        yield "capitals" if len(name) > 4 else f"acronym level={level}"
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


def _of_neighbours(doc: Doc, stretch: Stretch, known: Context) -> Iterator[str]:
    start, end = stretch.start, stretch.end
    sent_start = bool(doc[start].is_sent_start)
    before = doc[start - 1] if start else None
    if before is not None and before.lower_ == "the" and not sent_start:
        yield "the"
        before = doc[start - 2] if start > 1 else None
    if before is None or sent_start:
        yield "left=start"
    else:
        kind = "title" if _is_secretary(before) else known.left.get(before.lower_)
        if kind is None:
            kind = "name" if before.tag_ in NAME_TAGS else "comma" if before.text == "," else "other"
            if before.text[0].isdigit():
                kind = "number"
        yield f"left={kind}"
    after = doc[end] if end < len(doc) else None
    if after is None or after.is_sent_start:
        yield "right=end"
        return
    kind = (
        known.right.get(after.lower_)
        if after.text[0].islower() or not after.text[0].isalpha()
        else known.right.get(after.text)
    )
    if kind is None:
        tag = after.tag_
        kind = (
            "name"
            if tag in NAME_TAGS
            else "noun"
            if tag in {"NN", "NNS"}
            else "verb"
            if tag.startswith("V")
            else "other"
        )
    if kind == "comma" and end + 1 < len(doc) and doc[end + 1].ent_type_ == "GPE":
        kind = "comma place"
    yield f"right={kind}"
    if kind in {"name", "public", "private"} and (last := _run(doc, end)):
        yield f"run={known.right.get(last, 'name')}"


def _is_secretary(before: Token) -> bool:
    """Whether it is the "State" of "Secretary of State Kerry"."""
    return before.text == "State" and before.i > 1 and before.nbor(-1).lower_ == "of"


def _run(doc: Doc, at: int) -> str:
    """The last of the capitalized words that follow."""
    end = at
    while end < len(doc) and end < at + 6 and doc[end].text[0].isupper() and not (end > at and doc[end].is_sent_start):
        end += 1
    return doc[end - 1].text if end > at else ""
