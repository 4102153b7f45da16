"""How does a reader do on texts that it was not taught? Counts and scores of each head, on documents with answers."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from bench.train.document import Answer, Document, Marked, records
from bench.train.scoring import Counted
from bench.train.sources import plover
from kg.annotate.reader.encoder import Encoder, Scores
from kg.annotate.reader.heads import LABELLED, LAYOUT, TAGGED, labels
from kg.annotate.reader.pairs import Pairs
from kg.annotate.reader.tags import best, probabilities, spans, transitions

NOTHING = frozenset({0})
SURE = 0.5  # from this probability on a trigger counts as found


class Seen(NamedTuple):
    """What was found with which score, and whether it is right: for calibration."""

    score: float
    right: bool


class Answers(NamedTuple):
    """The scores of a labelling, row by row, and the label that is right: for a temperature."""

    scores: Scores
    right: npt.NDArray[np.int64]


def gold_spans(answers: Sequence[Answer], head: str) -> list[Marked]:
    """The spans of the tags that are right; a tag that may be several counts as the first."""
    tags = labels(head)
    path = [0 if answer is None else min(answer) for answer in answers]
    found = spans(path, tags, np.ones((len(path), len(tags)), dtype=np.float32))
    return [Marked(span.start, span.end, span.type) for span in found]


def found_spans(scores: Scores, head: str, heat: float = 1.0) -> Iterator[tuple[Marked, float]]:
    """The spans that a reader finds, with their scores."""
    own = scores[:, LAYOUT[head]]
    for span in spans(best(own, transitions(labels(head))), labels(head), probabilities(own, heat)):
        yield Marked(span.start, span.end, span.type), span.score


def tag_answers(encoder: Encoder, some: Iterable[Document], head: str) -> Answers:
    """The words of which one label of the head is right."""
    scores, right = [], []
    for one in some:
        rows = encoder.scores(one.words)[:, LAYOUT[head]]
        for i, answer in enumerate(one.answers[head]):
            if answer is not None and len(answer) == 1:
                scores.append(rows[i])
                right.append(min(answer))
    width = LAYOUT[head].stop - LAYOUT[head].start
    return Answers(np.array(scores, dtype=np.float32).reshape(-1, width), np.array(right, dtype=np.int64))


def entities(encoder: Encoder, some: Iterable[Document]) -> dict[str, Counted]:
    """Spans of the contract's classes: the same words, the same class too; then right classes among the same words."""
    made = Counter[str]()
    for one in some:
        real = {(m.start, m.end): m.type for m in gold_spans(one.answers["entities"], "entities")}
        found = {(m.start, m.end): m.type for m, _ in found_spans(encoder.scores(one.words), "entities")}
        made["found"] += len(found)
        made["there"] += len(real)
        for span in found.keys() & real.keys():
            made["same"] += 1
            made["class"] += found[span] == real[span]
            made[f"same {real[span]}"] += 1
            made[f"class {real[span]}"] += found[span] == real[span]
    rows = {
        "spans": Counted(made["same"], made["found"], made["there"]),
        "with class": Counted(made["class"], made["found"], made["there"]),
        "class of shared": Counted(made["class"], made["same"], made["same"]),
    }
    for cls in TAGGED["entities"]:
        if same := made[f"same {cls}"]:
            rows[f"class {cls}"] = Counted(made[f"class {cls}"], same, same)
    return rows


def triggers(encoder: Encoder, some: Iterable[Document]) -> tuple[dict[str, Counted], list[Seen]]:
    """Triggers, by word: found, and of the right type; each with its type's probability."""
    made, seen = Counter[str](), []
    heat = encoder.temperatures.get("trigger", 1.0)
    for one in some:
        chances = probabilities(encoder.scores(one.words)[:, LAYOUT["trigger"]], heat)
        for i, answer in enumerate(one.answers["trigger"]):
            if answer is None:
                continue
            cls = 1 + int(chances[i, 1:].argmax())
            is_found, is_there = 1 - chances[i, 0] >= SURE, answer != NOTHING
            made["found"] += bool(is_found)
            made["there"] += is_there
            made["both"] += bool(is_found) and is_there
            made["type"] += bool(is_found) and cls in answer
            if is_found:
                seen.append(Seen(float(chances[i, cls]), cls in answer))
    rows = {
        "triggers": Counted(made["both"], made["found"], made["there"]),
        "with type": Counted(made["type"], made["found"], made["there"]),
    }
    return rows, seen


def roles(encoder: Encoder, some: Iterable[Document]) -> tuple[Counted, list[Seen]]:
    """Roles of gold triggers among gold entities: the likeliest role of each phrase, or none."""
    made, seen = Counter[str](), []
    heat = encoder.temperatures.get("role", 1.0)
    for one in some:
        scores = encoder.scores(one.words)
        pairs = Pairs("role", scores, encoder.far["role"])
        phrases = gold_spans(one.answers["entities"], "entities")
        for pairing in one.roles:
            rows = pairs.scores(pairing.word, 0, len(scores))
            chances = probabilities(np.concatenate([np.zeros((len(rows), 1), np.float32), rows], 1), heat)
            for start, end, _ in phrases:
                answer = pairing.answers.get(end - 1, NOTHING)
                if answer is None:
                    continue
                own = chances[start:end].mean(0)
                role = int(own.argmax())
                made["found"] += role != 0
                made["there"] += answer != NOTHING
                made["both"] += role != 0 and role in answer
                if role:
                    seen.append(Seen(float(own[role]), role in answer))
    return Counted(made["both"], made["found"], made["there"]), seen


def acts(encoder: Encoder, some: Iterable[Document]) -> Counted:
    """What given cues do, told by their first words."""
    right, there = 0, 0
    for one in some:
        scores = encoder.scores(one.words)[:, LAYOUT["act"]]
        for pointing in one.speaker:
            there += 1
            right += one.answers["act"][pointing.word] == frozenset({int(scores[pointing.word].argmax())})
    return Counted(right, there, there)


def roots(encoder: Encoder, corpus: str, some: Iterable[Document]) -> tuple[float, float]:
    """Accuracy and macro-F1 of the kind of act of whole sentences, as the project's scorer counts them."""
    table = json.loads(plover.TABLE.read_text(encoding="utf-8"))
    real = {article["id"]: table["labels"].get(gold["root"], gold["root"]) for article, gold in records(corpus)}
    right, said, there = Counter[str](), Counter[str](), Counter[str]()
    for one in some:
        scores = encoder.scores(one.words)[:, LAYOUT["trigger"]]
        clear = np.exp(scores[:, 1:] - scores[:, :1]).sum(0)
        options = table["classes"][LABELLED["trigger"][1 + int(clear.argmax())]]
        root = real[one.id]
        answer = root if root in options else options[0]
        right[root] += answer == root
        said[answer] += 1
        there[root] += 1
    fs = [2 * right[root] / (said[root] + there[root]) for root in there]
    return sum(right.values()) / sum(there.values()), float(np.mean(fs))


def role_answers(encoder: Encoder, some: Iterable[Document]) -> Answers:
    """The words of which one role, or none, is right for a gold trigger."""
    scores, right = [], []
    for one in some:
        rows = encoder.scores(one.words)
        pairs = Pairs("role", rows, encoder.far["role"])
        for pairing in one.roles:
            own = pairs.scores(pairing.word, 0, len(rows))
            for i in range(len(rows)):
                answer = pairing.answers.get(i, NOTHING)
                if answer is not None and len(answer) == 1:
                    scores.append(np.concatenate([np.zeros(1, np.float32), own[i]]))
                    right.append(min(answer))
    return Answers(np.array(scores, dtype=np.float32), np.array(right, dtype=np.int64))
