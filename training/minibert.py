"""MiniLM, a small BERT, in plain torch: the encoder, and the two networks that stand on it."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import torch
from safetensors.torch import load_file
from torch import Tensor, nn
from torch.nn import functional

_EMBEDDINGS = {
    "words.weight": "embeddings.word_embeddings.weight",
    "positions.weight": "embeddings.position_embeddings.weight",
    "types.weight": "embeddings.token_type_embeddings.weight",
    "norm.weight": "embeddings.LayerNorm.weight",
    "norm.bias": "embeddings.LayerNorm.bias",
}
_LAYER = {
    "query": "attention.self.query",
    "key": "attention.self.key",
    "value": "attention.self.value",
    "mixed": "attention.output.dense",
    "norm": "attention.output.LayerNorm",
    "wide": "intermediate.dense",
    "narrow": "output.dense",
    "last_norm": "output.LayerNorm",
}


class Layer(nn.Module):
    """One layer of the encoder: attention, then a feed-forward step, each added to its input and normalised."""

    def __init__(self, width: int, inner: int, heads: int, epsilon: float, dropout: float) -> None:
        super().__init__()
        self.heads, self.dropout = heads, dropout
        self.query, self.key, self.value, self.mixed = (nn.Linear(width, width) for _ in range(4))
        self.wide, self.narrow = nn.Linear(width, inner), nn.Linear(inner, width)
        self.norm, self.last_norm = nn.LayerNorm(width, epsilon), nn.LayerNorm(width, epsilon)

    def forward(self, states: Tensor, bias: Tensor) -> Tensor:
        """The states after this layer; `bias` is added to attention scores, very negative where there is no text."""
        batch, length, width = states.shape

        def by_head(projected: Tensor) -> Tensor:
            return projected.view(batch, length, self.heads, width // self.heads).transpose(1, 2)

        query, key, value = by_head(self.query(states)), by_head(self.key(states)), by_head(self.value(states))
        weights = (query @ key.transpose(-1, -2) * (width // self.heads) ** -0.5 + bias).softmax(-1)
        attended = functional.dropout(weights, self.dropout, self.training) @ value
        mixed = self.mixed(attended.transpose(1, 2).reshape(batch, length, width))
        states = self.norm(states + functional.dropout(mixed, self.dropout, self.training))
        narrowed = self.narrow(functional.gelu(self.wide(states)))
        after: Tensor = self.last_norm(states + functional.dropout(narrowed, self.dropout, self.training))
        return after


class Encoder(nn.Module):
    """Token ids to one vector a token."""

    def __init__(self, config: dict[str, int], dropout: float) -> None:
        super().__init__()
        self.width = width = config["hidden_size"]
        epsilon = config["layer_norm_eps"]
        self.dropout = dropout
        self.words = nn.Embedding(config["vocab_size"], width)
        self.positions = nn.Embedding(config["max_position_embeddings"], width)
        self.types = nn.Embedding(config["type_vocab_size"], width)
        self.norm = nn.LayerNorm(width, epsilon)
        self.layers = nn.ModuleList(
            Layer(width, config["intermediate_size"], config["num_attention_heads"], epsilon, dropout)
            for _ in range(config["num_hidden_layers"])
        )

    def forward(self, ids: Tensor, mask: Tensor, types: Tensor) -> Tensor:
        """The last layer's states; `mask` is 1 where there is text."""
        states: Tensor = self.words(ids) + self.positions.weight[: ids.shape[1]].unsqueeze(0) + self.types(types)
        states = functional.dropout(self.norm(states), self.dropout, self.training)
        bias = (1.0 - mask.to(states.dtype))[:, None, None, :] * -1e4
        for layer in self.layers:
            states = layer(states, bias)
        return states

    def freeze(self, layers: int) -> None:
        """Keeps the embeddings and the lowest layers as published, which also saves their part of the way back."""
        for part in (self.words, self.positions, self.types, self.norm, *self.layers[:layers]):
            part.requires_grad_(requires_grad=layers == 0)

    @classmethod
    def pretrained(cls, folder: Path, dropout: float = 0.0) -> "Encoder":
        """Reads `config.json` and `model.safetensors` of a published BERT."""
        encoder = cls(json.loads((folder / "config.json").read_text(encoding="utf-8")), dropout)
        fill(encoder, folder, _EMBEDDINGS, _LAYER)
        return encoder


def fill(encoder: Any, folder: Path, embeddings: Mapping[str, str], layer: Mapping[str, str]) -> None:
    """Reads the published weights into an encoder; both tables lead from its own names to the published ones."""
    published = load_file(folder / "model.safetensors")
    names = dict(embeddings)
    for number in range(len(encoder.layers)):
        for own, theirs in layer.items():
            for part in ("weight", "bias"):
                names[f"layers.{number}.{own}.{part}"] = f"encoder.layer.{number}.{theirs}.{part}"
    encoder.load_state_dict({own: published[theirs].float() for own, theirs in names.items()})


class Embedder(nn.Module):
    """A text's vector of length 1: the mean of its tokens' states."""

    def __init__(self, encoder: Encoder) -> None:
        super().__init__()
        self.encoder = encoder

    def forward(self, ids: Tensor, mask: Tensor, types: Tensor) -> Tensor:
        """One row a text; the scalar product of two rows is their cosine."""
        states = self.encoder(ids, mask, types)
        weights = mask.to(states.dtype).unsqueeze(-1)
        mean: Tensor = (states * weights).sum(1) / weights.sum(1).clamp(min=1e-6)
        return mean / mean.norm(dim=1, keepdim=True).clamp(min=1e-9)


class Judge(nn.Module):
    """A pair's class, read off the first token's state."""

    def __init__(self, encoder: Encoder, classes: int) -> None:
        super().__init__()
        self.encoder = encoder
        self.pooled = nn.Linear(encoder.width, encoder.width)
        self.classes = nn.Linear(encoder.width, classes)

    def forward(self, ids: Tensor, mask: Tensor, types: Tensor) -> Tensor:
        """One row of logits a pair."""
        first = torch.tanh(self.pooled(self.encoder(ids, mask, types)[:, 0]))
        logits: Tensor = self.classes(functional.dropout(first, self.encoder.dropout, self.training))
        return logits
