"""Figures for a ranking."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]


def average_precision(scores: Sequence[float] | Floats, right: Sequence[bool] | NDArray[np.bool_]) -> float:
    """The precision at each right item from the top down, averaged."""
    hits = np.asarray(right, dtype=float)[np.argsort(-np.asarray(scores), kind="stable")]
    return float((np.cumsum(hits) / np.arange(1, len(hits) + 1) * hits).sum() / hits.sum())


def precision_recall(flagged: NDArray[np.bool_], right: NDArray[np.bool_]) -> tuple[float, float]:
    """How many of the flagged are right, and how many of the right are flagged."""
    hits = (flagged & right).sum()
    return float(hits / max(1, flagged.sum())), float(hits / max(1, right.sum()))
