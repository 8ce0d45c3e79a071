"""Dates that can't both hold: one event, two times."""

from summarizer.engines.embedded.detectors.detection import Detection, View
from summarizer.engines.embedded.overlap import Weights, similarity
from summarizer.text.excerpts import excerpt
from summarizer.text.times import Time, granularity, known_different, may_coincide

LEAST_SIMILARITY = 0.5


def detect(a: View, b: View, weights: Weights) -> Detection | None:
    """Find two times of like granularity that differ, in claims about one event."""
    left_times, right_times = a.times, b.times
    pairs = [
        (left, right)
        for left in left_times
        for right in right_times
        if known_different(left.value, right.value) and granularity(left.value) == granularity(right.value)
    ]
    pairs = [
        (left, right)
        for left, right in pairs
        if not any(may_coincide(left.value, other.value) for other in right_times)
        and not any(may_coincide(right.value, other.value) for other in left_times)
    ]
    if not pairs:
        return None
    alike = similarity(a.proposition, b.proposition, weights)
    if alike < LEAST_SIMILARITY or not a.proposition.terms & b.proposition.terms:
        return None
    left, right = pairs[0]
    explanation = f"The times differ: {_told(left)} against {_told(right)}."
    return Detection("date", min(0.9, 0.25 + 0.6 * alike), explanation)


def _told(time: Time) -> str:
    """Tell a time in the article's words, with its value where that is a full date."""
    return excerpt(time.text) if time.value.startswith("XXXX") else f"{excerpt(time.text)} ({time.value})"
