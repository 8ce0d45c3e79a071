"""Opposed polarity: what one side affirms, the other denies in the same words."""

from summarizer.engines.embedded.detectors.detection import Detection, View, worded
from summarizer.engines.embedded.frames import agree
from summarizer.engines.embedded.overlap import Weights, similarity
from summarizer.engines.embedded.propositions import Proposition
from summarizer.text.excerpts import excerpt

LEAST_WEIGHT = 0.25  # share of what both have that is flipped
FEWEST_COMMON = 2  # words, names or subjects
LEAST_SIMILARITY = 0.5  # below it the negation is over something else; chosen on half of the labelled cases


def detect(a: View, b: View, weights: Weights) -> Detection | None:
    """Find a term that both sides have and only one of them negates."""
    left, right = a.proposition, b.proposition
    shared = left.terms & right.terms
    flipped = shared & (left.negated ^ right.negated)
    if not flipped or left.negated & right.negated & shared:
        return None  # "no fuel leaked" and "no fuel or oil leaked" deny together
    alike = similarity(left, right, weights)
    # What is flipped must weigh something among what is shared, or the negation is a side remark.
    weight = weights.sum(flipped) / weights.sum(shared)
    named = left.subject & right.subject if _is_named(left) and _is_named(right) else frozenset()
    common = len(shared | (left.keys & right.keys) | named)
    if alike < LEAST_SIMILARITY or weight < LEAST_WEIGHT or common < FEWEST_COMMON:
        return None
    if agree(left.frames, right.frames) or _is_against(left, right, flipped) or _is_against(right, left, flipped):
        return None
    about_one = bool(left.subject & right.subject) or not (left.subject and right.subject)
    denying, affirming = (a, b) if left.negated & flipped else (b, a)
    words = worded(denying, flipped)
    explanation = f"On {words}: {excerpt(denying.speaker)} denies what {excerpt(affirming.speaker)} affirms."
    confidence = 0.35 + 0.5 * alike * min(1.0, weight + 0.4)
    return Detection("polarity", min(0.9, confidence if about_one else 0.75 * confidence), explanation)


def _is_against(denying: Proposition, other: Proposition, flipped: frozenset[str]) -> bool:
    """Whether the side without the negation is against the same ("will not meet" and "ruled out a meeting")."""
    topics = frozenset[str]().union(*(frame.topic for frame in other.frames if frame.sign < 0))
    return bool(denying.negated & flipped & topics)


def _is_named(proposition: Proposition) -> bool:
    """Whether a name, and no mere "it", tells what a proposition is about."""
    return (proposition.subject_text or "")[:1].isupper()
