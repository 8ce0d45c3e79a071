"""Opposed words: "open" against "closed", "north" against "south", said of the same."""

from summarizer.engines.embedded import lexicon
from summarizer.engines.embedded.detectors.detection import Detection, View
from summarizer.engines.embedded.overlap import Weights, similarity
from summarizer.models import FindingType
from summarizer.text.tokens import base

LEAST_SIMILARITY = 0.5
CERTAINTY: dict[FindingType, float] = {"location": 0.9, "status": 0.75, "polarity": 0.75, "degree": 0.6}
# How often an opposed pair of words in similar claims was a true conflict, by type, on half of the labelled cases.


def detect(a: View, b: View, weights: Weights) -> Detection | None:
    """Find a word of one side whose opposite stands in the other, both unnegated, in otherwise similar claims."""
    left, right = _plain_words(a), _plain_words(b)
    best: tuple[float, str, str, FindingType] | None = None
    for word in sorted(left - right):
        for other, kind in lexicon.opposites().get(word, ()):
            if other in right and other not in left:
                finding: FindingType = kind  # type: ignore[assignment]  # the file's keys are finding types
                certainty = CERTAINTY[finding]
                if best is None or certainty > best[0]:
                    best = (certainty, word, other, finding)
    compass = _opposite_sides(a, b)
    if compass is not None:
        return compass
    if best is None:
        return None
    alike = similarity(a.proposition, b.proposition, weights)
    if alike < LEAST_SIMILARITY:
        return None
    certainty, word, other, finding = best
    return Detection(finding, certainty * (0.4 + 0.6 * alike), f"One side says {word}, the other {other}, of the same.")


def _opposite_sides(a: View, b: View) -> Detection | None:
    """Find "north of Levan" against "south of Levan"."""
    left, right = _sides(a), _sides(b)
    for side, landmark in sorted(left):
        for other, kind in lexicon.opposites().get(side, ()):
            if kind == "location" and (other, landmark) in right:
                explanation = f"One side says {side} of {landmark.title()}, the other {other} of it."
                return Detection("location", BESIDE_A_LANDMARK, explanation)
    return None


BESIDE_A_LANDMARK = 0.75  # both sides measure from one landmark, though not surely to one thing


def _sides(view: View) -> frozenset[tuple[str, str]]:
    """Collect the directions that a claim takes from named landmarks: ("north", "levan")."""
    words = [base(token.text) for token in view.proposition.tokens]
    starts = {name.start: name.key for name in view.proposition.names}
    return frozenset(
        (words[i], starts[view.proposition.tokens[j].start])
        for i in range(len(words) - 2)
        if words[i + 1] == "of"
        for j in (i + 2, min(i + 3, len(words) - 1))
        if view.proposition.tokens[j].start in starts
    )


def _plain_words(view: View) -> frozenset[str]:
    words = [base(token.text) for token in view.proposition.tokens]
    negators = lexicon.words("modality", "negators")
    return frozenset(
        word for i, word in enumerate(words) if not any(other in negators for other in words[max(0, i - 3) : i])
    )
