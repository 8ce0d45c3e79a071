"""MPNet-base in plain torch: Song et al. 2020, arXiv 2004.09297, as trained for sentences (all-mpnet-base-v2)."""

import json
import math
from pathlib import Path

import torch
from torch import Tensor, nn
from torch.nn import functional

from minibert import Layer, fill

FIRST_POSITION = 2  # as published: the places of the first pieces count from here
_EMBEDDINGS = {
    "words.weight": "embeddings.word_embeddings.weight",
    "positions.weight": "embeddings.position_embeddings.weight",
    "distances.weight": "encoder.relative_attention_bias.weight",
    "norm.weight": "embeddings.LayerNorm.weight",
    "norm.bias": "embeddings.LayerNorm.bias",
}
_LAYER = {
    "query": "attention.attn.q",
    "key": "attention.attn.k",
    "value": "attention.attn.v",
    "mixed": "attention.attn.o",
    "norm": "attention.LayerNorm",
    "wide": "intermediate.dense",
    "narrow": "output.dense",
    "last_norm": "output.LayerNorm",
}


def is_mpnet(folder: Path) -> bool:
    """Whether a folder holds an MPNet."""
    kind = json.loads((folder / "config.json").read_text(encoding="utf-8"))["model_type"]
    return bool(kind == "mpnet")


def buckets(length: int, count: int, farthest: int = 128) -> Tensor:
    """The bucket of each two places' distance: the near ones have their own, the far ones share by logarithm."""
    half = count // 2
    places = torch.arange(length)
    distance = places[:, None] - places[None, :]
    size = distance.abs()
    exact = half // 2
    scaled = (size.clamp(min=1) / exact).log() / math.log(farthest / exact) * (half - exact)
    far = (exact + scaled.to(torch.long)).clamp(max=half - 1)
    return torch.where(size < exact, size, far) + (distance < 0) * half


class Encoder(nn.Module):
    """Token ids to one vector a token; attention leans on the distance of two places."""

    def __init__(self, config: dict[str, int], dropout: float) -> None:
        super().__init__()
        self.width = width = config["hidden_size"]
        epsilon = config["layer_norm_eps"]
        self.dropout = dropout
        self.count = config["relative_attention_num_buckets"]
        self.words = nn.Embedding(config["vocab_size"], width)
        self.positions = nn.Embedding(config["max_position_embeddings"], width)
        self.distances = nn.Embedding(self.count, config["num_attention_heads"])
        self.norm = nn.LayerNorm(width, epsilon)
        self.layers = nn.ModuleList(
            Layer(width, config["intermediate_size"], config["num_attention_heads"], epsilon, dropout)
            for _ in range(config["num_hidden_layers"])
        )

    def forward(self, ids: Tensor, mask: Tensor, types: Tensor) -> Tensor:  # noqa: ARG002  (MPNet knows no sides)
        """The last layer's states; `mask` is 1 where there is text."""
        length = ids.shape[1]
        states: Tensor = self.words(ids) + self.positions.weight[FIRST_POSITION : FIRST_POSITION + length].unsqueeze(0)
        states = functional.dropout(self.norm(states), self.dropout, self.training)
        apart = self.distances(buckets(length, self.count).to(ids.device)).permute(2, 0, 1).unsqueeze(0)
        bias = apart + (1.0 - mask.to(states.dtype))[:, None, None, :] * -1e4
        for layer in self.layers:
            states = layer(states, bias)
        return states

    def freeze(self, layers: int) -> None:
        """Keeps the embeddings and the lowest layers as published, which also saves their part of the way back."""
        for part in (self.words, self.positions, self.distances, self.norm, *self.layers[:layers]):
            part.requires_grad_(requires_grad=layers == 0)

    @classmethod
    def pretrained(cls, folder: Path, dropout: float = 0.0) -> "Encoder":
        """Reads `config.json` and `model.safetensors` as published."""
        encoder = cls(json.loads((folder / "config.json").read_text(encoding="utf-8")), dropout)
        fill(encoder, folder, _EMBEDDINGS, _LAYER)
        return encoder
