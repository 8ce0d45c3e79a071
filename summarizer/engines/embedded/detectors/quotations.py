"""Quotations: the same words given to another speaker."""

from summarizer.engines.embedded.detectors.detection import Detection, View
from summarizer.engines.embedded.overlap import Weights, jaccard
from summarizer.engines.embedded.people import person_key
from summarizer.text.excerpts import excerpt

LEAST_LIKENESS = 0.6  # weighted Jaccard: below it two speakers say similar things, above it the same words
FEWEST_TERMS = 3


def detect(a: View, b: View, weights: Weights) -> Detection | None:
    """Find nearly the same words with two named speakers that can't be one."""
    left, right = a.claim.attribution, b.claim.attribution
    if left.name is None or right.name is None or person_key(left.name) == person_key(right.name):
        return None
    if len(a.proposition.terms & b.proposition.terms) < FEWEST_TERMS:
        return None
    alike = jaccard(a.proposition, b.proposition, weights)
    if alike < LEAST_LIKENESS:
        return None
    explanation = f"Nearly the same words are given to {excerpt(left.name)} on one side and to {excerpt(right.name)} on the other."
    return Detection("quote", min(0.9, 0.3 + 0.6 * alike), explanation)
