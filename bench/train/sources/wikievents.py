"""`wikievents`: triggers and arguments, whose types and roles stand for several of ours."""

from __future__ import annotations

import json
from collections.abc import Iterator

from bench.train.document import SHARED, Answer, Document, Pairing, Places, read, records
from kg.annotate.reader.heads import LABELLED, PAIRED

TABLE = SHARED.parent / "score" / "tables" / "kairos.json"
ROLES = PAIRED["role"][0]
NONE = frozenset({0})


def documents() -> Iterator[Document]:
    """All articles; words of events whose type is none of ours are not learned."""
    table = json.loads(TABLE.read_text(encoding="utf-8"))
    index = {label: i for i, label in enumerate(LABELLED["trigger"])}
    for article, gold in records("wikievents"):
        text, found, places = read(article["id"], article["text"])
        triggers: list[Answer] = [NONE] * len(found)
        roles = []
        for event in gold["events"]:
            span = places.span(*event["trigger"])
            if span is None:
                continue
            classes = table["types"].get(event["type"])
            for i in range(*span):
                triggers[i] = None
            if classes is not None:
                # "pleaded guilty", "court trial": of what is done in court the last word tells
                word = span[1] - 1 if classes == ["Trial"] else span[0]
                triggers[word] = frozenset(index[c] for c in classes)
                roles.append(Pairing(word, _arguments(event, table, places)))
        yield Document(article["id"], "wikievents", text, found, {"trigger": triggers}, roles=roles)


def _arguments(event: dict, table: dict, places: Places) -> dict[int, Answer]:
    """The roles that each word may have; a word of two arguments may have those of both."""
    found: dict[int, Answer] = {}
    for argument in event["arguments"]:
        ours = table["roles"].get(argument["role"])
        span = places.span(*argument["span"])
        for i in range(*span) if span else ():
            before = found.get(i, frozenset())
            found[i] = None if ours is None or before is None else before | {ROLES.index(role) + 1 for role in ours}
    return found
