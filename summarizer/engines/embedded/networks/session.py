"""One ONNX file and its tokenizer, opened when first used."""

import os
from collections.abc import Sequence
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from summarizer.engines.embedded.networks.wordpiece import BERT, WordPiece

DATA = Path(__file__).parent / "data"
VOCABULARY = DATA / "vocab.txt"
QUIET = "ORT_DISABLE_TELEMETRY"

Rows = NDArray[np.float32]
Encoded = tuple[list[int], list[int]]


class Network:
    """A network in eight bits on onnxruntime; opening takes some 0.1 s and 50 MB, so nothing is opened before it is asked.

    Args:
        model: the ONNX file.
        vocabulary: the tokenizer's pieces, one a line.
        threads: cores to use; 0 uses all.
    """

    MARKS = BERT
    INPUTS: tuple[str, ...] = ("ids", "mask", "types")
    BATCH = 16  # inputs a run: larger ones were no faster on two cores, and hold more memory

    def __init__(self, model: Path, vocabulary: Path = VOCABULARY, threads: int = 0) -> None:
        self._model, self._vocabulary, self._threads = model, vocabulary, threads

    @cached_property
    def tokenizer(self) -> WordPiece:
        """The tokenizer, read once."""
        return WordPiece.read(self._vocabulary, self.MARKS)

    @cached_property
    def _session(self) -> Any:
        # onnxruntime 1.32 reports to its maker, from Linux too. Only the variable keeps it from making a device id, and
        # it is read when the package is loaded; the call is for a process that has loaded it already.
        os.environ.setdefault(QUIET, "1")
        import onnxruntime

        onnxruntime.disable_telemetry_events()
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = self._threads
        options.inter_op_num_threads = 1
        options.log_severity_level = 3
        # A thread that spins while it waits takes the core from whoever else runs on a small machine.
        options.add_session_config_entry("session.intra_op.allow_spinning", "0")
        return onnxruntime.InferenceSession(str(self._model), options, providers=["CPUExecutionProvider"])

    def run(self, encoded: Sequence[Encoded], width: int) -> Rows:
        """Run inputs; one row of `width` numbers each, in the order given.

        Inputs of like length share a batch. Eight-bit products scale by the largest number of a batch, so a row leans
        a little on its neighbours: sorting by length and content makes the batches, and so the rows, the same for the
        same inputs in any order.
        """
        rows = np.zeros((len(encoded), width), dtype=np.float32)
        order = sorted(range(len(encoded)), key=lambda i: (len(encoded[i][0]), encoded[i]))
        for start in range(0, len(order), self.BATCH):
            chunk = order[start : start + self.BATCH]
            ids, types, mask = np.zeros((3, len(chunk), len(encoded[chunk[-1]][0])), dtype=np.int64)
            for row, i in enumerate(chunk):
                pieces, sides = encoded[i]
                ids[row, : len(pieces)], types[row, : len(pieces)], mask[row, : len(pieces)] = pieces, sides, 1
            inputs = {"ids": ids, "mask": mask, "types": types}
            rows[chunk] = self._session.run(None, {name: inputs[name] for name in self.INPUTS})[0]
        return rows
