"""The language model, loaded once, and articles sent through it."""

from __future__ import annotations

import re
import warnings
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path

import numpy as np
import spacy
from spacy.attrs import ORTH
from spacy.language import Language
from spacy.tokens import Doc

from kg.annotate.passages import Passage, passages
from kg.annotate.products import use_products
from kg.annotate.reader import LearnedReader, Look
from kg.annotate.words import REPLACED, Words
from kg.errors import NoSuchModel
from kg.model import Article
from kg.version import DEFAULT_MODEL, LEARNED, Readers

WEIGHTS = Path(__file__).resolve().parent / "reader" / "weights"
BATCH = 30_000  # characters that go through the model together, a few thousand words; twice as many take 170 MB more
_NEEDED = {"parser": "token.dep", "tagger": "token.tag", "lemmatizer": "token.lemma", "entity recognizer": "doc.ents"}
"""The parts of a pipeline by what they write into a document."""

_SPACYS_OWN = re.compile(r"[a-z]{2,3}_(?:core|dep|ent)_[a-z]+_(?:sm|md|lg|trf)")  # spaCy gives these out itself
_NO_TENSOR = np.zeros((0, 0), dtype="float32")
# No sentence ends after these, though a full stop follows.
ABBREVIATIONS = frozenset(
    "adm brig capt cmdr cmdt col cpl dr gen gov insp lt maj mr mrs ms pfc pres prof pvt rep rev sen sgt spc st supt vs "
    "jan feb mar apr jun jul aug sep sept oct nov dec".split()
)

INNER = frozenset({"-", ",", ";", ")", "%"})  # marks that no sentence begins with


class Annotator:
    """A spaCy pipeline and the learned readers, which read articles; loading them takes about a second.

    Each `Doc` knows its place: `doc.user_data["article"]` is the `Article` and `doc.user_data["begin"]` the offset of
    its first character in the article's text. Its characters are those of the article in the model's own alphabet
    (straight quotes, plain spaces), one for one. `doc.user_data["seen"]` is what the learned readers see, a
    `kg.model.Seen`; by rules alone it is not there, and spaCy's tagger finds the names.
    """

    def __init__(self, model: str = DEFAULT_MODEL, readers: Readers = LEARNED) -> None:
        self.model = model
        is_learned = readers.kind == "learned"
        is_ours = is_learned and model == DEFAULT_MODEL
        self._nlp = _checked(_load(model, without=("ner",) if is_ours else ()), model, names=not is_learned)
        self._see = LearnedReader(WEIGHTS, readers.device, names=not _tells_names(self._nlp)) if is_learned else None
        use_products(self._nlp)
        for short in ABBREVIATIONS:
            for form in (f"{short}.", f"{short.capitalize()}."):
                self._nlp.tokenizer.add_special_case(form, [{ORTH: form}])  # type: ignore[union-attr]
        self._words: Words | None = None
        if set(REPLACED) <= set(self._nlp.pipe_names):
            self._words = Words(self._nlp)
            self._nlp.select_pipes(disable=REPLACED)

    def docs(self, articles: Iterable[Article]) -> Iterator[tuple[Article, tuple[Doc, ...]]]:
        """Each article with its passages, in order; an article without prose has none."""
        # the encoder needs the text alone, and none of Python's lock: it looks at a batch while the parser reads it
        looking = ThreadPoolExecutor(1, thread_name_prefix="encoder")
        try:
            yield from self._docs(articles, looking)
        finally:
            looking.shutdown(cancel_futures=True)

    def _docs(
        self, articles: Iterable[Article], looking: ThreadPoolExecutor
    ) -> Iterator[tuple[Article, tuple[Doc, ...]]]:
        pending: deque[tuple[Article, int]] = deque()
        looks: deque[Future[Look]] = deque()

        def made() -> Iterator[Doc]:
            for article in articles:
                docs = [self._make(article, passage) for passage in passages(article)]
                pending.append((article, len(docs)))
                for doc in docs:
                    if self._see:
                        looks.append(looking.submit(self._see.look, doc.text))
                    yield doc

        read: list[Doc] = []
        for tagged in self._parsed(made()):
            doc = self._words(tagged) if self._words else tagged
            doc.tensor = _NO_TENSOR  # the model's own notes, which nobody reads any more
            if self._see:
                doc = self._see(doc, looks.popleft().result())
            while pending and pending[0][1] == 0:
                yield pending.popleft()[0], ()
            read.append(doc)
            if len(read) == pending[0][1]:
                yield pending.popleft()[0], tuple(read)
                read = []
        for article, _ in pending:
            yield article, ()

    def _parsed(self, docs: Iterable[Doc]) -> Iterator[Doc]:
        """The documents, parsed, in batches of about the same number of characters."""
        batch: list[Doc] = []
        size = 0
        for doc in docs:
            batch.append(doc)
            size += len(doc.text)
            if size >= BATCH:
                yield from self._nlp.pipe(batch, batch_size=len(batch))
                batch, size = [], 0
        yield from self._nlp.pipe(batch, batch_size=len(batch) or 1)

    def _make(self, article: Article, passage: Passage) -> Doc:
        doc = self._nlp.make_doc(passage.text)
        doc.user_data["article"] = article
        doc.user_data["begin"] = passage.begin
        waiting = False
        last = None
        for token in doc:
            waiting = waiting or token.idx in passage.starts
            if token.is_space:
                continue
            if waiting:
                token.is_sent_start = True
                waiting = False
            elif last is not None and _goes_on(last.lower_, token.text):
                token.is_sent_start = False
            last = token
        return doc


def _goes_on(last: str, word: str) -> bool:
    """Whether no sentence can begin at this word, because of the word before it."""
    if last.endswith(".") and last[:-1] in ABBREVIATIONS:
        return True
    return word in INNER or (last in {"u.s.", "u.n.", "u.k."} and word[:1].islower())


def _load(model: str, without: tuple[str, ...]) -> Language:
    try:
        with warnings.catch_warnings():
            # The model's own range of spaCy versions is narrower than what it runs on; its scores were checked.
            warnings.filterwarnings("ignore", message=r"\[W095\]")
            return spacy.load(model, exclude=without)
    except OSError as error:
        raise NoSuchModel(model, "this spaCy model is not installed", _remedy(model)) from error


def _checked(nlp: Language, model: str, *, names: bool) -> Language:
    """The pipeline, if it gives what is read from it. Raises `NoSuchModel` for one that lacks a part."""
    annotated = {name for pipe in nlp.pipe_names for name in nlp.get_pipe_meta(pipe).assigns}
    missing = [part for part, name in _NEEDED.items() if name not in annotated and (names or name != "doc.ents")]
    if missing:
        reason = f"this spaCy model has no {' and no '.join(missing)}"
        raise NoSuchModel(model, reason, f"use one that has, such as {DEFAULT_MODEL}")
    return nlp


def _tells_names(nlp: Language) -> bool:
    """Whether the pipeline finds names of its own, which a user's model is kept for."""
    return any("doc.ents" in nlp.get_pipe_meta(pipe).assigns for pipe in nlp.pipe_names)


def _remedy(model: str) -> str:
    if not model.isidentifier():
        return "check its name: a model is an installed package, or a folder"
    if _SPACYS_OWN.fullmatch(model):
        return f"install it with: python -m spacy download {model}"
    return f"install it with: pip install {model.replace('_', '-')}"
