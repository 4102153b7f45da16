"""All extractors over all passages of an article: `(Article, Docs) -> Reading`."""

from __future__ import annotations

from collections.abc import Iterable
from importlib.metadata import entry_points

from spacy.tokens import Doc

from kg.extract.built_in import BUILT_IN
from kg.extract.phrases import offset
from kg.extract.protocol import Extractor, Settings
from kg.model import Article, EntityFinding, Finding, Reading, TimeFinding


class Reader:
    """The extractors, made once from the settings: the built-in ones, then those of installed packages by name."""

    def __init__(self, settings: Settings) -> None:
        added = sorted(entry_points(group="kg.extractors"), key=lambda entry: entry.name)
        factories = (*BUILT_IN, *(entry.load() for entry in added))
        self._extractors: tuple[Extractor, ...] = tuple(factory(settings) for factory in factories)

    def read(self, article: Article, docs: Iterable[Doc]) -> Reading:
        """Everything found in the article, in the order of its passages and of the extractors."""
        findings: list[Finding] = []
        sentences: list[tuple[int, int]] = []
        for doc in docs:
            base: int = doc.user_data["begin"]
            sentences.extend((base + sent.start_char, base + sent.end_char) for sent in doc.sents)
            findings.extend(self._findings(doc))
        return Reading(article, tuple(sentences), tuple(findings))

    def _findings(self, doc: Doc) -> list[Finding]:
        entities: dict[int, EntityFinding] = doc.user_data.setdefault("entities", {})
        times: dict[int, TimeFinding] = doc.user_data.setdefault("times", {})
        at = {offset(token): token.i for token in doc}
        found: list[Finding] = []
        for extractor in self._extractors:
            for finding in extractor(doc):
                found.append(finding)
                if isinstance(finding, EntityFinding):
                    entities[at[finding.head]] = finding
                elif isinstance(finding, TimeFinding):
                    begin = finding.mention.begin - doc.user_data["begin"]
                    end = finding.mention.end - doc.user_data["begin"]
                    if span := doc.char_span(begin, end, alignment_mode="expand"):
                        times.update(dict.fromkeys(range(span.start, span.end), finding))
        # A later extractor may know better what a phrase is; the finding that it replaced or dropped goes.
        return [f for f in found if not isinstance(f, EntityFinding) or entities.get(at[f.head]) is f]
