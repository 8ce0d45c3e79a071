"""Training with weights rounded as they will be shipped: Jacob et al. 2018, arXiv 1712.05877 (quantization-aware training).

The products see the rounded weights, what is learnt goes to the exact ones behind them (the straight-through estimate of
Bengio et al. 2013, arXiv 1308.3432).
"""

import torch
from torch import Tensor, nn
from torch.nn.utils import parametrize

BLOCK = 32  # weights that share a scale in four bits
LOWEST, HIGHEST = -8, 7  # what four bits can say


def rounded(weight: Tensor, block: int = BLOCK) -> Tensor:
    """The weights as onnxruntime's four-bit products take them: of each block the largest by size stands for -8."""
    blocks = weight.reshape(-1, block)
    low, high = blocks.amin(1, keepdim=True), blocks.amax(1, keepdim=True)
    scale = torch.where(high > -low, high, low) / LOWEST
    steps = (blocks / torch.where(scale == 0, 1.0, scale)).round().clamp(LOWEST, HIGHEST)
    return (steps * scale).reshape(weight.shape)


class Rounded(nn.Module):
    """A weight that is rounded where it is used."""

    def forward(self, weight: Tensor) -> Tensor:
        """The rounded weight, with the exact one's gradient."""
        with torch.no_grad():
            change = rounded(weight) - weight
        return weight + change


def round_products(layers: nn.Module) -> None:
    """Lets every product of the layers see rounded weights from now on; frozen ones are rounded once and for all."""
    for part in layers.modules():
        if isinstance(part, nn.Linear):
            if part.weight.requires_grad:
                parametrize.register_parametrization(part, "weight", Rounded())
            else:
                part.weight.data = rounded(part.weight.data)


def exact_weights(network: nn.Module) -> dict[str, Tensor]:
    """A network's state with the weights behind the rounded ones, under their usual names."""
    return {
        name.replace("parametrizations.weight.original", "weight"): value
        for name, value in network.state_dict().items()
    }
