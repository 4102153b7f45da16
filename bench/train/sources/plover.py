"""`zsp` and `plover`: sentences of which only the kind of act is known, and neither its word nor its roles.

Which word tells of the act is for the reader to find: among verbs, nouns and adjectives that may tell of one. A class
counts for the first of its roots; what is conceded may be an agreement or a favour as well as a withdrawal, since the
ontology has no class for every concession.
"""

from __future__ import annotations

import json
from collections.abc import Iterator

from spacy.tokens import Doc

from bench.train.document import SHARED, Answer, Document, Places, Whole, records
from kg.annotate import Annotator
from kg.annotate.reader.heads import LABELLED
from kg.annotate.reader.words import words
from kg.model import Article
from kg.read import read
from kg.version import RULES

TABLE = SHARED.parent / "score" / "tables" / "plover.json"
TELLING = frozenset({"VERB", "NOUN", "ADJ"})
EMPTY = frozenset("be have do say tell announce report add state will take make get go year month week day".split())
CONCEDED = frozenset({"Agreement", "Support", "TerritoryTransfer"})
NONE: Answer = frozenset({0})


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
