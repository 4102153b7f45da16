"""Parts of speech, morphology and lemmas from a table: what the model's own rules say, asked once for each form.

spaCy's attribute ruler and lemmatizer decide by a word's form, tag and dependency alone, save a few patterns of two
words ("let's"), yet work each word out anew, a sixth of the whole pipeline's time. Here their answers are remembered.
"""

from __future__ import annotations

import numpy as np
from spacy.attrs import DEP, LEMMA, MORPH, ORTH, POS, TAG
from spacy.language import Language
from spacy.pipeline import AttributeRuler, Lemmatizer
from spacy.tokens import Doc

REPLACED = ("attribute_ruler", "lemmatizer")
LIMIT = 500_000  # remembered forms; the table starts anew beyond, so that memory stays bounded
_ASKED = [ORTH, TAG, DEP]
_TOLD = [TAG, POS, MORPH, LEMMA]
Form = tuple[int, int, int]
Answer = tuple[int, int, int, int]


class Words:
    """Does the work of the model's attribute ruler and lemmatizer, which need not run then."""

    def __init__(self, nlp: Language) -> None:
        self._vocab = nlp.vocab
        self._steps = [nlp.get_pipe(name) for name in REPLACED]
        _index(self._steps[1])
        self._pairs = _of_several_words(nlp)
        self._known: dict[Form, Answer] = {}

    def __call__(self, doc: Doc) -> Doc:
        """The document, each word with what the model's rules say of it."""
        known = self._known
        forms: list[Form] = list(map(tuple, doc.to_array(_ASKED).tolist()))
        told = [known.get(form) or self._learn(form) for form in forms]
        if told:
            doc.from_array(_TOLD, np.array(told, dtype="uint64"))  # type: ignore[arg-type]  # any array of integers will do
        return self._pairs(doc)

    def _learn(self, form: Form) -> Answer:
        if len(self._known) >= LIMIT:
            self._known.clear()
        doc = Doc(self._vocab, words=[self._vocab.strings[form[0]]], spaces=[False])
        doc.from_array([TAG, DEP], np.array([form[1:]], dtype="uint64"))  # type: ignore[arg-type]
        for step in self._steps:
            doc = step(doc)
        answer: Answer = tuple(doc.to_array(_TOLD).tolist()[0])
        self._known[form] = answer
        return answer


def _index(lemmatizer: object) -> None:
    """Sets in the place of the lemmatizer's lists of forms, in which it looks up each new word several times."""
    if isinstance(lemmatizer, Lemmatizer) and lemmatizer.lookups.has_table("lemma_index"):
        table = lemmatizer.lookups.get_table("lemma_index")
        for part in table:
            table[part] = frozenset(table[part])


def _of_several_words(nlp: Language) -> AttributeRuler:
    """The ruler's patterns of more than one word, which need their neighbours."""
    ruler = nlp.get_pipe("attribute_ruler")
    pairs = AttributeRuler(nlp.vocab)
    pairs.add_patterns([p for p in ruler.patterns if any(len(words) > 1 for words in p["patterns"])])  # type: ignore[attr-defined]
    return pairs
