"""Writes a network as ONNX, in full precision and in few bits.

With weights that train.py saved it is the judge, or, on MPNet, the reranker; without them the embedder as published:

    python export.py --model FOLDER --out FOLDER
    python export.py --model FOLDER --out FOLDER --weights judge.pt
"""

import argparse
import hashlib
from pathlib import Path

import onnx
import torch
from onnx.external_data_helper import set_external_data
from onnxruntime.quantization import QuantType, quantize_dynamic
from onnxruntime.quantization.matmul_nbits_quantizer import MatMulNBitsQuantizer
from torch import Tensor, nn

import mpnet
from few_bits import BLOCK
from minibert import Embedder, Encoder, Judge
from summarizer.engines.embedded.networks import CLASSES

LARGEST_PART = 24_000_000  # bytes of one file of weights: code hosts take larger ones badly
SMALLEST_OUTSIDE = 1024  # bytes from which a tensor goes to the files of weights


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
    if weights is None:
        return Embedder(Encoder.pretrained(model))
    judge = Judge((mpnet.Encoder if mpnet.is_mpnet(model) else Encoder).pretrained(model), len(CLASSES))
    judge.load_state_dict(torch.load(weights, map_location="cpu"))
    return Shares(judge)


def write(net: nn.Module, full: Path) -> None:
    """Writes the network in full precision."""
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


def write_eight_bits(full: Path, small: Path) -> None:
    """Writes it again with scales by row for products and one for the embeddings."""
    quantize_dynamic(
        full,
        small,
        weight_type=QuantType.QInt8,
        per_channel=True,
        reduce_range=True,  # seven bits: with eight, processors without VNNI overflow, and the answers differ by machine
        op_types_to_quantize=["MatMul", "Gather"],
    )


def write_four_bits(full: Path, small: Path, block: int = BLOCK) -> list[Path]:
    """Writes it again with a scale for each `block` weights, the weights in files of their own; returns all files."""
    quantizer = MatMulNBitsQuantizer(
        onnx.load(full),
        block_size=block,
        is_symmetric=True,
        accuracy_level=4,  # products of bytes
        op_types_to_quantize=("MatMul", "Gather"),
        quant_axes=(("MatMul", 0), ("Gather", 1)),
    )
    quantizer.process()
    made = quantizer.model.model
    parts = [bytearray()]
    for tensor in made.graph.initializer:
        raw = tensor.raw_data
        if len(raw) < SMALLEST_OUTSIDE:
            continue
        if len(parts[-1]) + len(raw) > LARGEST_PART:
            parts.append(bytearray())
        set_external_data(tensor, f"{small.stem}.{len(parts)}.bin", offset=len(parts[-1]), length=len(raw))
        parts[-1] += raw
        tensor.ClearField("raw_data")
    files = [small.with_name(f"{small.stem}.{number}.bin") for number in range(1, len(parts) + 1)]
    for path, content in zip(files, parts, strict=True):
        path.write_bytes(content)
    small.write_bytes(made.SerializeToString())
    return [small, *files]


def main() -> None:
    """Writes the files and prints their sizes and hashes."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--model", type=Path, required=True, help="folder of the published MiniLM or MPNet")
    parser.add_argument("--weights", type=Path, help="what train.py saved: writes the judge; without it, the embedder")
    parser.add_argument("--out", type=Path, required=True, help="folder for the files")
    options = parser.parse_args()
    options.out.mkdir(parents=True, exist_ok=True)
    name = "embedder" if options.weights is None else "reranker" if mpnet.is_mpnet(options.model) else "judge"
    full = options.out / f"{name}.full.onnx"
    write(network(options.model, options.weights), full)
    if name == "reranker":
        made = write_four_bits(full, options.out / f"{name}.onnx")
    else:
        made = [options.out / f"{name}.int8.onnx"]
        write_eight_bits(full, made[0])
    for path in (full, *made):
        content = path.read_bytes()
        print(f"{path.name}  {len(content) / 1e6:.1f} MB  sha256 {hashlib.sha256(content).hexdigest()}")


if __name__ == "__main__":
    main()
