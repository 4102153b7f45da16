"""What do the words beside a stretch of text say of it: is it the name of a place, or a part of another name?"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from spacy.tokens import Doc, Token

from kg.data import lexicon
from kg.extract.toponym_candidates import NAME_TAGS, Stretch

CONTEXT = ("word", "side", "kind")
_RUN = 6  # capitalized words of a longer name that are looked at
_AND = frozenset({",", "and", "or", "&", "/"})


class Context(NamedTuple):
    """Words beside a name that speak for or against a place, each with its kind, and what governments do."""

    left: dict[str, str]
    right: dict[str, str]
    verb: dict[str, str]  # lemmas
    organizations: frozenset[str]  # nouns


def context(extra: Path | None) -> Context:
    sides: dict[str, dict[str, str]] = {"left": {}, "right": {}, "verb": {}}
    for row in lexicon("toponym_context", CONTEXT, extra):
        sides[row["side"]][row["word"]] = row["kind"]
    for row in lexicon("titles", ("title", "gender"), extra):
        for form in (row["title"].lower(), row["title"].lower() + "."):
            sides["left"].setdefault(form, "title")
    nouns = frozenset(row["noun"] for row in lexicon("organization_nouns", ("noun", "class", "use"), extra))
    return Context(sides["left"], sides["right"], sides["verb"], nouns)


def neighbours(doc: Doc, stretch: Stretch, known: Context, last: int) -> Iterator[str]:
    """The features of both sides; `last` is where the toponym before it ends, 0 without one."""
    yield from _left(doc, stretch.start, known, last)
    yield from _right(doc, stretch.end, known)


def _left(doc: Doc, start: int, known: Context, last: int) -> Iterator[str]:
    before = doc[start - 1] if start and not doc[start].is_sent_start else None
    if before is not None and before.lower_ == "the":
        yield "the"
        before = doc[start - 2] if start > 1 else None
    if before is None:
        yield "left=start"
        return
    if 0 < start - last <= 2 and last and all(doc[i].lower_ in _AND for i in range(last, start)):
        yield "left=place list"
    if before.lower_ == "of" and before.i and before.nbor(-1).text[0].isupper():
        noun = before.nbor(-1).lower_
        yield f"left={noun} of" if noun in known.organizations else "left=name of"
    yield f"left={_left_kind(before, known)}"


def _left_kind(before: Token, known: Context) -> str:
    if before.text == "State" and before.i > 1 and before.nbor(-1).lower_ == "of":  # "Secretary of State Kerry"
        return "title"
    if (kind := known.left.get(before.lower_)) is not None:
        return kind
    if before.text[0].isdigit():
        return "number"
    return "name" if before.tag_ in NAME_TAGS else "comma" if before.text == "," else "other"


def _right(doc: Doc, end: int, known: Context) -> Iterator[str]:
    after = doc[end] if end < len(doc) else None
    if after is None or after.is_sent_start:
        yield "right=end"
        return
    kind = _right_kind(after, known)
    if kind == "comma" and end + 1 < len(doc) and doc[end + 1].ent_type_ == "GPE":
        kind = "comma place"
    yield f"right={kind}"
    if kind in {"name", "public", "private"}:
        yield f"run={known.right.get(_run(doc, end), 'name')}"


def _right_kind(after: Token, known: Context) -> str:
    """The kind of the word; "post" and "Post" are different words."""
    if (kind := known.right.get(after.text)) is not None:
        return kind
    tag = after.tag_
    if tag in NAME_TAGS:
        return "name"
    return "noun" if tag in {"NN", "NNS"} else "verb" if tag.startswith("V") else "other"


def _run(doc: Doc, at: int) -> str:
    """The last of the capitalized words that follow."""
    end = at
    while (
        end < len(doc) and end < at + _RUN and doc[end].text[0].isupper() and not (end > at and doc[end].is_sent_start)
    ):
        end += 1
    return doc[max(at, end - 1)].text
