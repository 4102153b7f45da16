"""The encoder in torch: BERT's layers as in all-MiniLM-L6-v2, an embedding of shapes, and the heads in one layer."""

from __future__ import annotations

from pathlib import Path

import torch
from torch import Tensor, nn
from torch.nn import functional

from bench.train.sizes import EPSILON, HEADS, INNER, KINDS, LAYERS, POSITIONS, VOCABULARY, WIDTH
from kg.annotate.reader.heads import DISTANCES, PAIRED
from kg.annotate.reader.heads import WIDTH as SCORES
from kg.annotate.reader.words import SHAPES

DROPOUT = 0.1


class Layer(nn.Module):
    """Attention and two dense layers, each with a residual and a norm after it."""

    def __init__(self) -> None:
        super().__init__()
        self.query = nn.Linear(WIDTH, WIDTH)
        self.key = nn.Linear(WIDTH, WIDTH)
        self.value = nn.Linear(WIDTH, WIDTH)
        self.mixed = nn.Linear(WIDTH, WIDTH)
        self.attended = nn.LayerNorm(WIDTH, eps=EPSILON)
        self.inner = nn.Linear(WIDTH, INNER)
        self.outer = nn.Linear(INNER, WIDTH)
        self.normed = nn.LayerNorm(WIDTH, eps=EPSILON)
        self.dropout = nn.Dropout(DROPOUT)

    def forward(self, states: Tensor, mask: Tensor) -> Tensor:
        count, length, _ = states.shape

        def split(made: Tensor) -> Tensor:
            return made.view(count, length, HEADS, WIDTH // HEADS).transpose(1, 2)

        # without dropout, for which torch has no fast attention on a CPU
        mixed = functional.scaled_dot_product_attention(
            split(self.query(states)), split(self.key(states)), split(self.value(states)), attn_mask=mask
        )
        mixed = mixed.transpose(1, 2).reshape(count, length, WIDTH)
        states = self.attended(states + self.dropout(self.mixed(mixed)))
        inner = self.outer(functional.gelu(self.inner(states)))
        return self.normed(states + self.dropout(inner))


class Encoder(nn.Module):
    """Scores of each word: `pieces` and `shapes` are (windows, pieces), `first` each word's first piece."""

    def __init__(self, layers: int = LAYERS) -> None:
        super().__init__()
        self.pieces = nn.Embedding(VOCABULARY, WIDTH)
        self.positions = nn.Embedding(POSITIONS, WIDTH)
        self.kinds = nn.Embedding(KINDS, WIDTH)
        self.shapes = nn.Embedding(len(SHAPES) + 1, WIDTH)  # the last is for [CLS] and [SEP]
        nn.init.zeros_(self.shapes.weight)
        self.normed = nn.LayerNorm(WIDTH, eps=EPSILON)
        self.dropout = nn.Dropout(DROPOUT)
        self.layers = nn.ModuleList(Layer() for _ in range(layers))
        self.head = nn.Linear(WIDTH, SCORES)
        # what their distance adds to the score of a pair of words
        self.far = nn.ParameterDict(
            {head: nn.Parameter(torch.zeros(len(own), DISTANCES)) for head, (own, _) in PAIRED.items()}
        )

    def forward(self, pieces: Tensor, shapes: Tensor, mask: Tensor, first: Tensor) -> Tensor:
        length = pieces.shape[1]
        states = self.pieces(pieces) + self.shapes(shapes) + self.positions.weight[:length] + self.kinds.weight[0]
        states = self.dropout(self.normed(states))
        seen = mask[:, None, None, :]
        for layer in self.layers:
            states = layer(states, seen)
        chosen = states.gather(1, first.unsqueeze(-1).expand(-1, -1, WIDTH))
        return self.head(self.dropout(chosen))


def pretrained(folder: Path, layers: int = LAYERS) -> Encoder:
    """The encoder with the published weights of `folder` (`model.safetensors`); the heads are new."""
    from safetensors.torch import load_file

    given = load_file(folder / "model.safetensors")
    model = Encoder(layers)
    own = model.state_dict()
    for ours, theirs in _names(layers).items():
        own[ours].copy_(given[theirs])
    return model


def _names(layers: int) -> dict[str, str]:
    """Our names of the weights with those of the published file."""
    names = {
        "pieces.weight": "embeddings.word_embeddings.weight",
        "positions.weight": "embeddings.position_embeddings.weight",
        "kinds.weight": "embeddings.token_type_embeddings.weight",
        "normed.weight": "embeddings.LayerNorm.weight",
        "normed.bias": "embeddings.LayerNorm.bias",
    }
    parts = {
        "query": "attention.self.query",
        "key": "attention.self.key",
        "value": "attention.self.value",
        "mixed": "attention.output.dense",
        "attended": "attention.output.LayerNorm",
        "inner": "intermediate.dense",
        "outer": "output.dense",
        "normed": "output.LayerNorm",
    }
    for i in range(layers):
        for ours, theirs in parts.items():
            for kind in ("weight", "bias"):
                names[f"layers.{i}.{ours}.{kind}"] = f"encoder.layer.{i}.{theirs}.{kind}"
    return names
