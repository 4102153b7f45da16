"""How wrong are the scores of a batch? For each head the surprise at the answers, where several may be right."""

from __future__ import annotations

from collections.abc import Mapping

import torch
from torch import Tensor

from bench.train.encoder import Encoder
from bench.train.examples import IGNORED, Batch, distances
from kg.annotate.reader.heads import LAYOUT, PAIRED

NEVER = -1e4
WEIGHTS = {"trigger": 2.0, "polarity": 0.3, "certainty": 0.3, "actuality": 0.3, "said": 0.3, "speaker": 0.3, "act": 0.5}
FEW, TOO_MANY = 1.5, 0.3  # triggers in a sentence of which only the kind of act is known; what each further one costs
PER_TRIGGER = 8.0  # a trigger's words count together as this many


def loss(model: Encoder, scores: Tensor, given: Batch, allowed: Mapping[str, Tensor]) -> Tensor:
    """The sum over the heads; `scores` is (windows, words, `heads.WIDTH`), `allowed` tells which labels sets hold."""
    found = [
        WEIGHTS.get(head, 1.0) * _surprise(scores[..., LAYOUT[head]].flatten(0, 1), rows.flatten(), allowed[head])
        for head, rows in given.heads.items()
    ]
    if len(given.roles[0]):
        found.append(_roles(model, scores, given, allowed["role"]))
    for head, (window, word, right) in given.pointers.items():
        if len(window):
            found.append(WEIGHTS[head] * _pointing(model, head, scores, given.words, (window, word, right)))
    if len(given.wholes[0]):
        found.append(_wholes(scores, given, allowed["trigger"]))
    return torch.stack(found).sum()


def _surprise(scores: Tensor, rows: Tensor, allowed: Tensor) -> Tensor:
    """Minus the logarithm of what the right labels have together, on average over the rows that are known."""
    known = rows != IGNORED
    if not known.any():
        return scores.sum() * 0
    scores, right = scores[known], allowed[rows[known]]
    return (scores.logsumexp(-1) - scores.masked_fill(~right, NEVER).logsumexp(-1)).mean()


def pair_scores(model: Encoder, head: str, scores: Tensor, window: Tensor, word: Tensor) -> Tensor:
    """For words of windows, (words, other words, labels): how well the others go with them."""
    own, width = PAIRED[head]
    query = scores[window, word][:, LAYOUT[f"{head}.query"]].unflatten(-1, (len(own), width))
    key = scores[window][:, :, LAYOUT[f"{head}.key"]].unflatten(-1, (len(own), width))
    far = model.far[head][:, distances(scores.device)[word, : scores.shape[1]]]
    return torch.einsum("tld,twld->twl", query, key) / width**0.5 + far.permute(1, 2, 0)


def _roles(model: Encoder, scores: Tensor, given: Batch, allowed: Tensor) -> Tensor:
    window, word, rows = given.roles
    made = pair_scores(model, "role", scores, window, word)
    made = torch.cat([torch.zeros_like(made[..., :1]), made], -1)
    share = (rows != IGNORED).sum() / (PER_TRIGGER * len(rows))
    return _surprise(made.flatten(0, 1), rows.flatten(), allowed) * share


def _pointing(
    model: Encoder, head: str, scores: Tensor, words: Tensor, points: tuple[Tensor, Tensor, Tensor]
) -> Tensor:
    window, word, right = points
    made = pair_scores(model, head, scores, window, word)[..., 0]
    outside = torch.arange(made.shape[1], device=made.device)[None, :] >= words[window][:, None]
    nobody = scores[window, word][:, LAYOUT[f"{head}.none"]]
    made = torch.cat([made.masked_fill(outside, NEVER), nobody], -1)
    return (made.logsumexp(-1) - made.masked_fill(~right, NEVER).logsumexp(-1)).mean()


def _wholes(scores: Tensor, given: Batch, allowed: Tensor) -> Tensor:
    """The kind of act of a sentence is that of the word that tells of one most clearly, softly chosen.

    More words than `FEW` that tell of something are taken for the guesses that they are.
    """
    window, inside, rows = given.wholes
    triggers = scores[window][..., LAYOUT["trigger"]]
    clear = triggers - triggers[..., :1]  # how much more than of nothing
    best = clear.masked_fill(~inside[..., None], NEVER).logsumexp(1)
    right = allowed[rows]
    surprise = (best.logsumexp(-1) - best.masked_fill(~right, NEVER).logsumexp(-1)).mean()
    telling = ((1 - triggers.softmax(-1)[..., 0]) * inside).sum(1)
    return surprise + TOO_MANY * (telling - FEW).relu().mean()
