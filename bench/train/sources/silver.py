"""Passages of news marked up by the package's own rules: what an encoder learns before it sees gold.

The student does better than its teacher on text that neither has seen: it weighs the words around a phrase, where a
rule asks for a word of the lexicon.
"""

from __future__ import annotations

import random
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from pathlib import Path

from spacy.tokens import Doc

from bench.train.corpus import ARTICLES, SHARED, Document, Marked, flat
from kg.annotate import Annotator
from kg.annotate.reader.words import Word, words
from kg.extract import Reader
from kg.model import Article, EntityFinding, Settings, TimeFinding
from kg.read import read

# Corpora of news, none of them with gold that the reader is tested on, and how many words of each.
CORPORA = (
    ("muc4-train-cased", 35_000),
    ("wikievents", 20_000),
    ("polnear-train", 15_000),
    ("timebank", 10_000),
    ("plover", 8_000),
    ("wikiwars", 12_000),
    ("news-fair-v2", 10_000),
)
KINDS = {
    "Person": "Person",
    "Population": "Nationality",
    "Weapon": "Weapon",
    "Vehicle": "Vehicle",
    **dict.fromkeys(("Place", "Country", "Region", "Settlement", "Facility", "NaturalFeature"), "Location"),
}
LONGEST_TITLE = 6  # characters between a title and the name after it, as in 'Gen. "Tex" Coe'


def silver(seed: int, folder: Path = SHARED) -> Iterator[Document]:
    """Passages of each corpus in an order of chance, until there are words enough."""
    chosen = random.Random(seed)  # noqa: S311  # an order, no secret
    annotator, reader = Annotator(), Reader(Settings())
    for corpus, most in CORPORA:
        articles = [one for one in read([str(folder / corpus / "articles.jsonl")]) if isinstance(one, Article)]
        chosen.shuffle(articles)
        got = 0
        for article, docs in annotator.docs(articles):
            for doc in docs:
                if got < most:
                    made = _document(f"{corpus}/{article.id}", doc, reader.read(article, [doc]).findings)
                    got += len(made.words)
                    yield made
            if got >= most:
                break


def _document(name: str, doc: Doc, findings: Sequence[object]) -> Document:
    base: int = doc.user_data["begin"]
    found = tuple(words(doc.text))
    begins = [word.begin for word in found]
    marked = set()
    for one in findings:
        if isinstance(one, (EntityFinding, TimeFinding)):
            span = _span(doc.text, one, base, found, begins)
            if span.start < span.end:
                marked.add(span)
    return Document(name, "silver", doc.text, found, tuple(flat(marked)))


def _span(
    text: str, one: EntityFinding | TimeFinding, base: int, found: Sequence[Word], begins: Sequence[int]
) -> Marked:
    """The finding in words, with the title before a name and without an article, as in the gold."""
    begin, end = one.mention.begin - base, one.mention.end - base
    if isinstance(one, EntityFinding) and one.title and one.form == "name":
        title = text.rfind(one.title, max(0, begin - len(one.title) - LONGEST_TITLE), begin)
        begin = title if title >= 0 else begin
    start = max(0, bisect_right(begins, begin) - 1)
    last = start
    while last < len(found) and found[last].begin < end:
        last += 1
    if last - start > 1 and found[start].text.lower() in ARTICLES:
        start += 1
    return Marked(start, last, _kind(one))


def _kind(one: EntityFinding | TimeFinding) -> str:
    if isinstance(one, TimeFinding):
        return "Temporal"
    kind = KINDS.get(one.cls, "Organisation")
    return "Organisation" if kind == "Nationality" and one.form == "nominal" else kind
