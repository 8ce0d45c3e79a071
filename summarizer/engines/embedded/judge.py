"""The first judge of pairs: detectors look, the surest speaks."""

from collections.abc import Sequence

from summarizer.engines.embedded.detectors import DETECTORS, Detection, View
from summarizer.engines.embedded.overlap import Weights, jaccard, similarity
from summarizer.models import Verdict
from summarizer.text.quantities import comparable, compatible
from summarizer.text.times import known_different

SAME = 0.6  # weighted Jaccard from which two claims without a difference say the same
RELATED = 0.3  # overlap from which they speak of one thing at all
LEAST_CONFIDENCE = 0.55  # below it a detection is not shown; chosen on half of the labelled cases


def judge_pair(a: View, b: View, weights: Weights) -> Verdict:
    """Judge one pair of claims."""
    detections = [found for found in (detect(a, b, weights) for detect in DETECTORS.values()) if found is not None]
    best = max(detections, key=lambda found: (found.confidence, found.type), default=None)
    if best is not None and best.confidence >= LEAST_CONFIDENCE:
        return Verdict(label="conflict", type=best.type, confidence=combine(detections), explanation=best.explanation)
    alike = jaccard(a.proposition, b.proposition, weights)
    if alike >= SAME and not detections and not differs(a, b):
        return Verdict(label="same", confidence=alike)
    related = similarity(a.proposition, b.proposition, weights) >= RELATED
    return Verdict(label="compatible" if related else "unrelated", confidence=1.0 - alike)


def differs(a: View, b: View) -> bool:
    """Tell whether a difference of any size keeps two claims from saying the same: a negation, a figure, a time."""
    shared = a.proposition.terms & b.proposition.terms
    if shared & (a.proposition.negated ^ b.proposition.negated) or a.claim.polarity != b.claim.polarity:
        return True
    figures = any(
        comparable(left, right) and not compatible(left, right)
        for left in a.claim.quantities
        for right in b.claim.quantities
    )
    return figures or any(known_different(one.value, other.value) for one in a.times for other in b.times)


def combine(detections: Sequence[Detection]) -> float:
    """Join the detectors' confidences: a second one that agrees adds a third of what is missing."""
    ordered = sorted((found.confidence for found in detections), reverse=True)
    confidence = ordered[0]
    for further in ordered[1:]:
        confidence += (1.0 - confidence) * further / 3
    return round(min(confidence, 0.99), 4)
