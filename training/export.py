"""Writes a network as ONNX, in full precision and in eight bits.

With weights that train.py saved it is the judge, without them the embedder as published:

    python export.py --model FOLDER --out FOLDER
    python export.py --model FOLDER --out FOLDER --weights judge.pt
"""

import argparse
import hashlib
from pathlib import Path

import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from torch import Tensor, nn

from minibert import Embedder, Encoder, Judge
from summarizer.engines.embedded.networks import CLASSES


class Shares(nn.Module):
    """A judge that answers in the logarithms of shares of 1 instead of logits."""

    def __init__(self, judge: Judge) -> None:
        super().__init__()
        self.judge = judge

    def forward(self, ids: Tensor, mask: Tensor, types: Tensor) -> Tensor:
        """One row a pair."""
        shares: Tensor = self.judge(ids, mask, types).log_softmax(-1)
        return shares


def network(model: Path, weights: Path | None) -> nn.Module:
    """The judge as trained, or, without weights, the embedder as published."""
    encoder = Encoder.pretrained(model)
    if weights is None:
        return Embedder(encoder)
    judge = Judge(encoder, len(CLASSES))
    judge.load_state_dict(torch.load(weights, map_location="cpu"))
    return Shares(judge)


def write(net: nn.Module, full: Path, small: Path) -> None:
    """Writes the network twice; the eight-bit file keeps scales by row for products and one for the embeddings."""
    ids = torch.ones(2, 9, dtype=torch.long)
    axes = {name: {0: "batch", 1: "length"} for name in ("ids", "mask", "types")}
    torch.onnx.export(
        net.eval(),
        (ids, torch.ones_like(ids), torch.zeros_like(ids)),
        str(full),
        input_names=list(axes),
        output_names=["out"],
        dynamic_axes={**axes, "out": {0: "batch"}},
        opset_version=17,
        dynamo=False,
    )
    quantize_dynamic(
        full,
        small,
        weight_type=QuantType.QInt8,
        per_channel=True,
        reduce_range=True,  # seven bits: with eight, processors without VNNI overflow, and the answers differ by machine
        op_types_to_quantize=["MatMul", "Gather"],
    )


def main() -> None:
    """Writes both files and prints their sizes and hashes."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--model", type=Path, required=True, help="folder of the published MiniLM")
    parser.add_argument("--weights", type=Path, help="what train.py saved: writes the judge; without it, the embedder")
    parser.add_argument("--out", type=Path, required=True, help="folder for NAME.onnx and NAME.int8.onnx")
    options = parser.parse_args()
    options.out.mkdir(parents=True, exist_ok=True)
    name = "judge" if options.weights else "embedder"
    full, small = (options.out / f"{name}{kind}.onnx" for kind in ("", ".int8"))
    write(network(options.model, options.weights), full, small)
    for path in (full, small):
        content = path.read_bytes()
        print(f"{path.name}  {len(content) / 1e6:.1f} MB  sha256 {hashlib.sha256(content).hexdigest()}")


if __name__ == "__main__":
    main()
