"""The learned readers as a component of the pipeline: one pass of the encoder, and what is seen in a document."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import NamedTuple

import numpy as np
import numpy.typing as npt
from spacy.tokens import Doc
from spacy.tokens import Span as Tokens

from kg.annotate.reader.attributions import attributions
from kg.annotate.reader.encoder import Device, Encoder, Scores
from kg.annotate.reader.heads import LABELLED, LAYOUT, NOTHING, TAGGED, labels
from kg.annotate.reader.pairs import Pairs
from kg.annotate.reader.tags import Span, best, probabilities, spans, transitions
from kg.annotate.reader.words import Word, words
from kg.model import Seen, SeenAttribution, SeenSpan, SeenTrigger

POSSIBLE = 0.5  # a trigger is told where an event is at least as probable
NEGLIGIBLE = 0.02  # a class or role that is less probable is not told
REACH = 120  # words on each side of a trigger among which the fillers of its roles are looked for
Chances = npt.NDArray[np.float32]
_COSTS = {head: transitions(labels(head)) for head in TAGGED}


class Look(NamedTuple):
    """The words of a text, and the encoder's row of scores for each."""

    words: Sequence[Word]
    scores: Scores


class LearnedReader:
    """Tells what the encoder sees in a document.

    `doc.user_data["seen"]` is a `kg.model.Seen`. With `names`, `doc.ents` become spaCy's own names, as the encoder has
    learned them. The encoder needs the text alone, so that `look` may do its work in a thread beside the parser.
    """

    def __init__(self, weights: Path, device: Device = "cpu", *, names: bool = True) -> None:
        self._encoder = Encoder(weights, device)
        self._names = names

    def look(self, text: str) -> Look:
        """Let the encoder score the words of the text, which takes nearly all of the readers' time."""
        found = words(text)
        return Look(found, self._encoder.scores(found))

    def __call__(self, doc: Doc, look: Look | None = None) -> Doc:
        """The parsed document, with what is seen in it; `look` is that of its text, where it was taken before."""
        found, scores = look or self.look(doc.text)
        if not found:
            doc.user_data["seen"] = _NOTHING
            return doc
        view = _View(doc, found, scores, self._encoder)
        if self._names:
            doc.set_ents([Tokens(doc, one.start, one.end, one.type) for one in view.spans("names")])
        doc.user_data["seen"] = view.seen()
        return doc


class _View:
    """The scores of a document's words, by its tokens."""

    def __init__(self, doc: Doc, found: Sequence[Word], scores: Scores, encoder: Encoder) -> None:
        self._doc = doc
        self._words = found
        self._scores = scores
        self._encoder = encoder
        self._begins = [token.idx for token in doc]
        starts = [word.begin for word in found]
        # the word that each token begins in; white space belongs to the word before it
        self._word_of = [max(0, bisect_right(starts, begin) - 1) for begin in self._begins]
        self._chances: dict[str, Chances] = {}

    def seen(self) -> Seen:
        role = Pairs("role", self._scores, self._encoder.far["role"])
        outside = self._by_token(self.chances("entities")[:, 0])
        events = self._by_token(1 - self.chances("trigger")[:, 0])
        return Seen(
            tuple(self.spans("entities")),
            tuple(self._triggers(events)),
            tuple(self._attributions()),
            tuple(outside),
            tuple(events),
            tuple(self._by_token(1 - self.chances("cue")[:, 0])),
            tuple(self._by_token(1 - self.chances("content")[:, 0])),
            self._entity_classes,
            self._event_classes,
            self._veracity,
            partial(self._roles, role),
            self._acts,
        )

    def chances(self, head: str) -> Chances:
        """Each word's probabilities of the head's labels."""
        if head not in self._chances:
            heat = self._encoder.temperatures.get(head, 1.0)
            self._chances[head] = probabilities(self._scores[:, LAYOUT[head]], heat)
        return self._chances[head]

    def _found(self, head: str) -> list[Span]:
        tags = labels(head)
        return spans(best(self._scores[:, LAYOUT[head]], _COSTS[head]), tags, self.chances(head))

    def spans(self, head: str) -> Iterator[SeenSpan]:
        """The spans of a tagged head in tokens, none overlapping another."""
        last = 0
        for span in self._found(head):
            start, end = self._in_sentence(*self._tokens(span))
            start = max(start, last)
            if start < end:
                yield SeenSpan(start, end, span.type, span.score)
                last = end

    def _in_sentence(self, start: int, end: int) -> tuple[int, int]:
        """The span without what lies in another sentence than its last word: the encoder sees no ends of lines."""
        begins = [i for i in range(start + 1, end) if self._doc[i].is_sent_start]
        return (begins[-1], end) if begins else (start, end)

    def _tokens(self, span: Span) -> tuple[int, int]:
        begin, end = self._words[span.start].begin, self._words[span.end - 1].end
        return bisect_right(self._begins, begin) - 1, bisect_left(self._begins, end)

    def _by_token(self, values: Chances) -> list[float]:
        return [float(value) for value in values[self._word_of]]

    def _triggers(self, events: Sequence[float]) -> Iterator[SeenTrigger]:
        kinds = LABELLED["trigger"]
        chances = self.chances("trigger")
        for token, chance in enumerate(events):
            word = self._word_of[token]
            # a token inside a word, as "n't", tells of nothing by itself
            if chance < POSSIBLE or self._words[word].begin < self._begins[token] or self._doc[token].is_space:
                continue
            cls = 1 + int(chances[word, 1:].argmax())
            yield SeenTrigger(token, kinds[cls], float(chances[word, cls]), chance)

    def _veracity(self, token: int) -> Mapping[str, float]:
        word = self._word_of[token]
        return {
            label: float(chance)
            for head in ("polarity", "certainty", "actuality")
            for label, chance in zip(LABELLED[head], self.chances(head)[word], strict=True)
            if chance >= NEGLIGIBLE
        }

    def _event_classes(self, token: int) -> Mapping[str, float]:
        row = self.chances("trigger")[self._word_of[token]]
        return {
            cls: float(chance)
            for cls, chance in zip(LABELLED["trigger"], row, strict=True)
            if chance >= NEGLIGIBLE and cls != NOTHING
        }

    def _entity_classes(self, token: int) -> Mapping[str, float]:
        row = self.chances("entities")[self._word_of[token]]
        begin, inside = row[1::2], row[2::2]
        both = zip(TAGGED["entities"], (begin + inside).tolist(), strict=True)
        return {cls: chance for cls, chance in both if chance >= NEGLIGIBLE}

    def _acts(self, token: int) -> Mapping[str, float]:
        row = self.chances("act")[self._word_of[token]].tolist()
        return {act: chance for act, chance in zip(LABELLED["act"], row, strict=True) if chance >= NEGLIGIBLE}

    def _roles(self, pairs: Pairs, token: int) -> Mapping[int, Mapping[str, float]]:
        word = self._word_of[token]
        start, end = max(0, word - REACH), min(len(self._words), word + REACH)
        scores = pairs.scores(word, start, end)
        heat = self._encoder.temperatures.get("role", 1.0)
        chances = probabilities(np.concatenate([np.zeros((len(scores), 1), np.float32), scores], 1), heat)[:, 1:]
        found: dict[int, dict[str, float]] = {}
        for i in np.flatnonzero(chances.max(1) >= NEGLIGIBLE).tolist():
            at = bisect_right(self._begins, self._words[start + i].begin) - 1
            own = found.setdefault(at, {})
            for label, chance in zip(pairs.labels, chances[i].tolist(), strict=True):
                if chance >= NEGLIGIBLE:
                    own[label] = max(chance, own.get(label, 0.0))
        return found

    def _attributions(self) -> Iterator[SeenAttribution]:
        cues, sources, contents = (self._found(head) for head in ("cue", "source", "content"))
        pairs = {head: Pairs(head, self._scores, self._encoder.far[head]) for head in ("speaker", "said")}
        for one in attributions(cues, sources, contents, pairs):
            source = None if one.source is None else self._tokens(one.source)
            yield SeenAttribution(self._tokens(one.cue), source, tuple(map(self._tokens, one.contents)), one.score)


_NOTHING = Seen((), (), (), (), (), (), (), *[lambda _: {}] * 5)
