"""How is an encoder taught? AdamW with a linear warm-up and decline, the head faster than the rest."""

from __future__ import annotations

import math
import random
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import torch
from torch import nn

from bench.train.encoder import Encoder
from bench.train.examples import IGNORED, Example, batch


@dataclass(frozen=True)
class Recipe:
    """What was found to work on sources that were not trained on; `shared/recipe.md` has what did not."""

    epochs: int
    rate: float = 2e-4
    head_faster: float = 5.0
    decay: float = 0.01
    warm: float = 0.1  # share of the steps
    clip: float = 1.0
    size: int = 8
    seed: int = 1


def fit(
    model: Encoder, some: Sequence[Example], recipe: Recipe, device: torch.device, told: Callable[[int, float], None]
) -> None:
    """Teach the model; `told` hears of each epoch's mean loss."""
    torch.manual_seed(recipe.seed)
    chosen = random.Random(recipe.seed)  # noqa: S311  # an order, no secret
    head = [p for name, p in model.named_parameters() if name.startswith(("head", "shapes"))]
    rest = [p for name, p in model.named_parameters() if not name.startswith(("head", "shapes"))]
    groups = [{"params": rest, "lr": recipe.rate}, {"params": head, "lr": recipe.rate * recipe.head_faster}]
    optimizer = torch.optim.AdamW(groups, weight_decay=recipe.decay)
    steps = recipe.epochs * math.ceil(len(some) / recipe.size)
    pace = torch.optim.lr_scheduler.LambdaLR(optimizer, lambda step: _pace(step, steps, recipe.warm))
    model.to(device).train()
    for epoch in range(recipe.epochs):
        losses = []
        for group in _groups(some, recipe.size, chosen):
            made = batch(group, device)
            scores = model(made.pieces, made.shapes, made.mask, made.first)
            loss = nn.functional.cross_entropy(scores.flatten(0, 1), made.tags.flatten(), ignore_index=IGNORED)
            loss.backward()
            nn.utils.clip_grad_norm_(model.parameters(), recipe.clip)
            optimizer.step()
            optimizer.zero_grad()
            pace.step()
            losses.append(loss.item())
        told(epoch, sum(losses) / len(losses))
    model.eval()


def _pace(step: int, steps: int, warm: float) -> float:
    rise = max(1.0, warm * steps)
    return min(step / rise, (steps - step) / max(1.0, steps - rise))


def _groups(some: Sequence[Example], size: int, chosen: random.Random) -> Iterator[list[Example]]:
    """The examples in batches, in an order of chance; those of like length stand together within a few batches."""
    order = list(some)
    chosen.shuffle(order)
    near = size * 4
    batches = []
    for i in range(0, len(order), near):
        pool = sorted(order[i : i + near], key=lambda one: len(one.pieces.ids))
        batches += [pool[k : k + size] for k in range(0, len(pool), size)]
    chosen.shuffle(batches)
    yield from batches


def scores(model: Encoder, some: Sequence[Example], words: Sequence[int], device: torch.device) -> list[np.ndarray]:
    """The scores of all words of each document (`words` many), put together from its windows."""
    found = [np.zeros((count, model.head.out_features), dtype=np.float32) for count in words]
    with torch.inference_mode():
        for one in some:
            made = batch([one], device)
            got = model(made.pieces, made.shapes, made.mask, made.first)[0].float().cpu().numpy()
            w = one.window
            found[one.document][w.first : w.last] = got[w.first - w.begin : w.last - w.begin]
    return found
