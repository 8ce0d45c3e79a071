"""Figures for a ranking."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]


def average_precision(scores: Sequence[float], right: Sequence[bool], weights: Floats | None = None) -> float:
    """The precision at each right item from the top down, averaged; an item of weight 3 counts as three."""
    order = np.argsort(-np.asarray(scores), kind="stable")
    weight = (np.ones(len(order)) if weights is None else weights)[order]
    hits = np.asarray(right)[order] * weight
    return float((np.cumsum(hits) / np.cumsum(weight) * hits).sum() / hits.sum())


def at_base_rate(right: NDArray[np.bool_], spread: NDArray[np.bool_], rate: float) -> Floats:
    """Weights that give the items of `spread` such a mass that `rate` of everything is right."""
    fixed, true = (~spread).sum(), right.sum()
    weights = np.ones(len(right))
    weights[spread] = (true / rate - fixed) / spread.sum()
    return weights


def precision_recall(flagged: NDArray[np.bool_], right: NDArray[np.bool_]) -> tuple[float, float]:
    """How many of the flagged are right, and how many of the right are flagged."""
    hits = (flagged & right).sum()
    return float(hits / max(1, flagged.sum())), float(hits / max(1, right.sum()))
