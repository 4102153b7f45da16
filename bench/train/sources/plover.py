"""`zsp` and `plover`: sentences of which only the kind of act is known, and neither its word nor its roles.

Which word tells of the act is for the reader to find: among verbs, nouns and adjectives that may tell of one. A class
counts for the first of its roots; what is conceded may be an agreement or a favour as well as a withdrawal, since the
ontology has no class for every concession. Sentences are learned several to a text, lest it be learned of short texts
that only one thing happens there.
"""

from __future__ import annotations

import json
import random
from collections.abc import Iterable, Iterator, Sequence

from spacy.tokens import Doc

from bench.train.document import SHARED, Answer, Document, Places, Whole, records
from kg.annotate import Annotator
from kg.annotate.reader.heads import LABELLED
from kg.annotate.reader.words import Word, words
from kg.model import Article
from kg.read import read
from kg.version import RULES

TABLE = SHARED.parent / "score" / "tables" / "plover.json"
TELLING = frozenset({"VERB", "NOUN", "ADJ"})
EMPTY = frozenset("be have do say tell announce report add state will take make get go year month week day".split())
CONCEDED = frozenset({"Agreement", "Support", "TerritoryTransfer"})
NONE: Answer = frozenset({0})
MOST = 4  # sentences of a text


def documents(corpus: str) -> Iterator[Document]:
    """All sentences of the corpus, each with the classes of events that its root may be."""
    table = json.loads(TABLE.read_text(encoding="utf-8"))
    roots = {article["id"]: table["labels"].get(gold["root"], gold["root"]) for article, gold in records(corpus)}
    articles = [one for one in read([str(SHARED / corpus / "articles.jsonl")]) if isinstance(one, Article)]
    for article, docs in Annotator(readers=RULES).docs(sorted(articles, key=lambda one: one.id)):
        if len(docs) == 1:
            classes = {cls for cls, some in table["classes"].items() if some[0] == roots[article.id]}
            classes |= CONCEDED if roots[article.id] == "YIELD" else frozenset()
            # no class has this root first
            classes = classes or {cls for cls, some in table["classes"].items() if roots[article.id] in some}
            yield _document(corpus, article.id, docs[0], classes)


def packed(some: Iterable[Document], seed: int) -> Iterator[Document]:
    """The sentences in an order of chance, one to `MOST` of them to a text, each with its own answers."""
    left = list(some)
    chosen = random.Random(seed)  # noqa: S311  # an order, no secret
    chosen.shuffle(left)
    while left:
        count = chosen.randint(1, MOST)
        yield _joined(left[:count])
        left = left[count:]


def _joined(some: Sequence[Document]) -> Document:
    text = ""
    found: list[Word] = []
    wholes: list[Whole] = []
    answers: list[Answer] = []
    for one in some:
        base = len(text)
        wholes += [Whole(len(found) + w.start, len(found) + w.end, w.classes) for w in one.wholes]
        found += [word._replace(begin=base + word.begin, end=base + word.end) for word in one.words]
        answers += one.answers["trigger"]
        text += one.text + " "
    return Document(some[0].id, some[0].source, text, tuple(found), {"trigger": answers}, wholes=wholes)


def _document(corpus: str, name: str, doc: Doc, classes: set[str]) -> Document:
    found = tuple(words(doc.text))
    places = Places(found)
    answers: list[Answer] = [NONE] * len(found)
    for token in doc:
        span = places.span(token.idx, token.idx + len(token))
        if span and token.pos_ in TELLING and token.lemma_.lower() not in EMPTY:
            answers[span[0]] = None
    right = frozenset(i for i, cls in enumerate(LABELLED["trigger"]) if cls in classes)
    return Document(name, corpus, doc.text, found, {"trigger": answers}, wholes=[Whole(0, len(found), right)])
