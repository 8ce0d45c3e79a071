"""Opposed stances: one holder for and against one topic."""

from summarizer.engines.embedded.detectors.detection import Detection, View, worded
from summarizer.engines.embedded.frames import Frame
from summarizer.engines.embedded.overlap import Weights
from summarizer.text.excerpts import excerpt

LEAST_TOPIC = 0.34  # share of the lighter topic's weight that both must have; chosen on half of the labelled cases


def detect(a: View, b: View, weights: Weights) -> Detection | None:
    """Find the strongest clash between the stance frames of both sides."""
    best: tuple[float, Frame, Frame] | None = None
    for left in a.proposition.frames:
        for right in b.proposition.frames:
            strength = clash(left, right, weights)
            if strength > 0 and (best is None or strength > best[0]):
                best = (strength, left, right)
    if best is None:
        return None
    strength, left, right = best
    return Detection("stance", min(0.95, strength), _explain(a, b, left, right))


def clash(left: Frame, right: Frame, weights: Weights) -> float:
    """Score a clash of two frames between 0 and 1: shared holder, opposite signs, and how much of the topic is shared."""
    if left.sign == right.sign or not left.holders & right.holders:
        return 0.0
    if left.counterparts and right.counterparts and not left.counterparts & right.counterparts:
        return 0.0  # "with Levan" against "with Osthaven": another matter
    shared = left.topic & right.topic
    lighter = min(weights.sum(left.topic), weights.sum(right.topic))
    share = weights.sum(shared) / lighter if lighter else 0.0
    if share < LEAST_TOPIC:
        return 0.0
    bonus = 0.1 if left.counterparts & right.counterparts else 0.0
    return 0.5 + 0.35 * share + bonus


def _explain(a: View, b: View, left: Frame, right: Frame) -> str:
    for_side, against_side = (a, b) if left.sign > 0 else (b, a)
    for_frame, against_frame = (left, right) if left.sign > 0 else (right, left)
    holder = " and ".join(dict.fromkeys(_named(for_side, key) for key in sorted(left.holders & right.holders)))
    topic = worded(for_side, left.topic & right.topic).replace(",", "")
    return (
        f"{holder} on {topic}: in favour by {excerpt(for_side.speaker)} ({excerpt(for_frame.predicate)}),"
        f" against by {excerpt(against_side.speaker)} ({excerpt(against_frame.predicate)})."
    )


def _named(view: View, key: str) -> str:
    """Write a holder as the claim names it, else its key with capitals."""
    names = {name.key: name.text for name in view.proposition.names}
    words = names.get(key) or worded(view, [key]) or key
    return " ".join(word[:1].upper() + word[1:] for word in words.split())
