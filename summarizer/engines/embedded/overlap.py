"""How much two propositions speak of the same: shared terms and names, weighted by how rare they are."""

import math
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from summarizer.engines.embedded.propositions import Proposition


@dataclass(frozen=True, slots=True)
class Weights:
    """Inverse document frequencies over the propositions at hand (Spärck Jones 1972), names among the terms."""

    counts: Counter[str]
    total: int

    def of(self, term: str) -> float:
        """Weigh a term: the rarer the heavier."""
        return math.log(1 + self.total / (1 + self.counts[term]))

    def sum(self, terms: Iterable[str]) -> float:
        """Weigh a set of terms."""
        return math.fsum(self.of(term) for term in sorted(terms))


def make_weights(propositions: Iterable[Proposition]) -> Weights:
    """Count in how many propositions each term and name stands."""
    counts: Counter[str] = Counter()
    total = 0
    for proposition in propositions:
        counts.update(proposition.terms | proposition.keys)
        total += 1
    return Weights(counts, total)


def similarity(a: Proposition, b: Proposition, weights: Weights) -> float:
    """Share of the lighter side's weight that both have, between 0 and 1 (weighted overlap coefficient)."""
    left, right = a.terms | a.keys, b.terms | b.keys
    lighter = min(weights.sum(left), weights.sum(right))
    return weights.sum(left & right) / lighter if lighter > 0 else 0.0


def jaccard(a: Proposition, b: Proposition, weights: Weights) -> float:
    """Weight of what both have over the weight of what either has, between 0 and 1."""
    left, right = a.terms | a.keys, b.terms | b.keys
    union = weights.sum(left | right)
    return weights.sum(left & right) / union if union > 0 else 0.0
