"""How grave a finding is, by rule: its type, the size of the difference, and what is not known."""

from collections.abc import Sequence

from summarizer.models import FindingType, GateAnswer, Pair, Severity
from summarizer.text.quantities import comparable, ratio

LADDER: tuple[Severity, ...] = ("low", "medium", "high")
GRAVE: frozenset[FindingType] = frozenset({"stance", "polarity", "status", "identity", "quote"})
TWICE = 2.0  # a figure that is off by this factor changes the story
SURE = 0.6  # confidence below which a finding goes one step down


def rate(pair: Pair, kind: FindingType, confidence: float, answers: Sequence[GateAnswer]) -> Severity:
    """Rate a finding: start by type and size, go down for each doubt, never below low."""
    step = 2 if kind in GRAVE or (kind == "number" and _is_large(pair)) else 1
    if any(answer.outcome == "lower" for answer in answers):
        step -= 1
    if confidence < SURE:
        step -= 1
    return LADDER[max(step, 0)]


def _is_large(pair: Pair) -> bool:
    factors = [
        ratio(left, right)
        for left in pair.a.claim.quantities
        for right in pair.b.claim.quantities
        if comparable(left, right)
    ]
    return any(factor is not None and factor >= TWICE for factor in factors)
