"""The two models as they run: onnxruntime, numpy and the tokenizer, nothing else."""

from collections.abc import Sequence
from functools import cached_property
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from wordpiece import WordPiece

LABELS = ("conflict", "compatible", "same")
_BATCH = 32
_LONGEST_TEXT = 128
_LONGEST_PAIR = 128

Vectors = NDArray[np.float32]
Encoded = tuple[list[int], list[int]]


class _Network:
    """One ONNX file and its tokenizer, opened when first used."""

    def __init__(self, model: Path, vocabulary: Path, threads: int = 2) -> None:
        self._model, self._vocabulary, self._threads = model, vocabulary, threads

    @cached_property
    def _tokenizer(self) -> WordPiece:
        return WordPiece.read(self._vocabulary)

    @cached_property
    def _session(self):  # noqa: ANN202  (the type lies in the package that is only imported here)
        import onnxruntime

        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = self._threads
        options.inter_op_num_threads = 1
        options.add_session_config_entry("session.intra_op.allow_spinning", "0")
        return onnxruntime.InferenceSession(self._model, options, providers=["CPUExecutionProvider"])

    def _run(self, encoded: Sequence[Encoded], width: int) -> Vectors:
        """One row for each input, in the order given; inputs of like length share a batch."""
        rows = np.zeros((len(encoded), width), dtype=np.float32)
        order = sorted(range(len(encoded)), key=lambda i: len(encoded[i][0]))
        for start in range(0, len(order), _BATCH):
            chunk = order[start : start + _BATCH]
            ids, types, mask = np.zeros((3, len(chunk), len(encoded[chunk[-1]][0])), dtype=np.int64)
            for row, i in enumerate(chunk):
                pieces, sides = encoded[i]
                ids[row, : len(pieces)], types[row, : len(pieces)], mask[row, : len(pieces)] = pieces, sides, 1
            rows[chunk] = self._session.run(None, {"ids": ids, "mask": mask, "types": types})[0]
        return rows


class Embedder(_Network):
    """Texts as points: the scalar product of two rows is the cosine of their meanings."""

    WIDTH = 384

    def encode(self, texts: Sequence[str]) -> Vectors:
        """One row of length 1 for each text."""
        pieces = [self._tokenizer.single(text, _LONGEST_TEXT) for text in texts]
        return self._run([(ids, [0] * len(ids)) for ids in pieces], self.WIDTH)


class PairJudge(_Network):
    """Can both sentences be true of one thing?"""

    def scores(self, pairs: Sequence[tuple[str, str]]) -> Vectors:
        """For each pair the shares of conflict, compatible and same, the mean of both orders."""
        both = [self._tokenizer.pair(a, b, _LONGEST_PAIR) for a, b in pairs]
        both += [self._tokenizer.pair(b, a, _LONGEST_PAIR) for a, b in pairs]
        rows = self._run(both, len(LABELS))
        return (rows[: len(pairs)] + rows[len(pairs) :]) / 2
