"""What the extractors of entities, aliases and relations find in one sentence, by the words of the phrases."""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

from kg.annotate import Annotator
from kg.extract.aliases import aliases
from kg.extract.entities import entities
from kg.extract.protocol import Extractor, Settings
from kg.extract.reading import Reader
from kg.extract.relations import relations
from kg.extract.toponyms import toponyms
from kg.model import AliasFinding, Article, EntityFinding, RelationFinding


class Found(NamedTuple):
    """Entities by the words of their phrases; aliases and relations as those words."""

    entities: dict[str, EntityFinding]
    aliases: set[tuple[str, str]]
    relations: dict[tuple[str, str, str], RelationFinding]


@cache
def _extractors() -> tuple[Extractor, ...]:
    settings = Settings()
    return toponyms(settings), entities(settings), aliases(settings), relations(settings)


def found_in(annotator: Annotator, text: str) -> Found:
    article = Article(id="t", text=text, body=((0, len(text)),), origin="t")
    reader = Reader.__new__(Reader)
    reader._extractors = _extractors()
    ((_, docs),) = annotator.docs([article])
    findings = reader.read(article, docs).findings
    at = {f.head: f for f in findings if isinstance(f, EntityFinding)}
    words = {head: f.mention.text for head, f in at.items()}
    return Found(
        {f.mention.text: f for f in at.values()},
        {(words[f.head], words[f.other]) for f in findings if isinstance(f, AliasFinding)},
        {
            (words[f.subject], f.predicate, words[f.object]): f
            for f in findings
            if isinstance(f, RelationFinding) and f.subject in words and f.object in words
        },
    )
