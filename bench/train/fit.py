"""How is an encoder taught? AdamW with a linear warm-up and decline, the heads faster than the rest."""

from __future__ import annotations

import random
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import torch
from torch import nn

from bench.train.encoder import Encoder
from bench.train.examples import Example, Sets, batch
from bench.train.losses import loss


@dataclass(frozen=True)
class Recipe:
    """What was found to work on sources that were not trained on."""

    epochs: int
    rate: float = 2e-4
    head_faster: float = 5.0
    decay: float = 0.01
    warm: float = 0.1  # share of the steps
    clip: float = 1.0
    pieces: int = 1900  # of a batch, about eight whole windows
    seed: int = 1


POOL = 64  # windows that are sorted by their length before they are put in batches
MOST = 24  # windows of a batch, however short


def fit(
    model: Encoder,
    some: Sequence[Example],
    sets: Mapping[str, Sets],
    recipe: Recipe,
    device: torch.device,
    told: Callable[[int, float], None],
) -> None:
    """Teach the model; `told` hears of each epoch's mean loss."""
    torch.manual_seed(recipe.seed)
    chosen = random.Random(recipe.seed)  # noqa: S311  # an order, no secret
    allowed = {head: own.allowed().to(device) for head, own in sets.items()}
    fast = ("head", "shapes", "far")
    head = [p for name, p in model.named_parameters() if name.startswith(fast)]
    rest = [p for name, p in model.named_parameters() if not name.startswith(fast)]
    groups = [{"params": rest, "lr": recipe.rate}, {"params": head, "lr": recipe.rate * recipe.head_faster}]
    optimizer = torch.optim.AdamW(groups, weight_decay=recipe.decay, fused=True)
    rounds = [_groups(some, recipe.pieces, chosen) for _ in range(recipe.epochs)]
    steps = sum(map(len, rounds))
    pace = torch.optim.lr_scheduler.LambdaLR(optimizer, lambda step: _pace(step, steps, recipe.warm))
    model.to(device).train()
    for epoch, batches in enumerate(rounds):
        losses = []
        for some_few in batches:
            made = batch(some_few, device)
            with torch.autocast(device.type, dtype=torch.bfloat16, enabled=device.type == "cuda"):
                scores = model(made.pieces, made.shapes, made.mask, made.first)
            wrong = loss(model, scores.float(), made, allowed)
            wrong.backward()
            nn.utils.clip_grad_norm_(model.parameters(), recipe.clip)
            optimizer.step()
            optimizer.zero_grad()
            pace.step()
            losses.append(wrong.item())
        told(epoch, sum(losses) / len(losses))
    model.eval()


def _pace(step: int, steps: int, warm: float) -> float:
    rise = max(1.0, warm * steps)
    return min(step / rise, (steps - step) / max(1.0, steps - rise))


def _groups(some: Sequence[Example], pieces: int, chosen: random.Random) -> list[list[Example]]:
    """The examples in batches of at most so many pieces, filled up to the longest, in an order of chance.

    Those of like length stand together within a few batches.
    """
    order = list(some)
    chosen.shuffle(order)
    batches: list[list[Example]] = []
    for i in range(0, len(order), POOL):
        for one in sorted(order[i : i + POOL], key=lambda one: len(one.pieces.ids)):
            longest = len(one.pieces.ids)  # the last is the longest so far
            if batches and batches[-1] and (len(batches[-1]) + 1) * longest <= pieces and len(batches[-1]) < MOST:
                batches[-1].append(one)
            else:
                batches.append([one])
        batches.append([])  # a pool begins a batch of its own
    batches = [one for one in batches if one]
    chosen.shuffle(batches)
    return batches
