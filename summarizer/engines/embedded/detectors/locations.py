"""Where it happened: one event, and another place in each account."""

from summarizer.engines.embedded.detectors.detection import Detection, View
from summarizer.engines.embedded.overlap import Weights, similarity
from summarizer.engines.embedded.propositions import terms_between
from summarizer.text.excerpts import excerpt
from summarizer.text.names import Name
from summarizer.text.tokens import base

PREPOSITIONS = frozenset({"in", "at", "near", "outside", "off", "inside"})
"""Words after which a name is a place; "from" and "to" tell of journeys, which have several."""
SIDE = 70  # characters before a place that tell what happened there
LEAST_NEARBY = 0.3  # share of the weight of the words before both places
FEWEST_SHARED = 2


def detect(a: View, b: View, weights: Weights) -> Detection | None:
    """Find one event before "in", "at" or "near" and two places that share no word."""
    best: tuple[float, Name, Name] | None = None
    for left in places_of(a):
        for right in places_of(b):
            if _shares(left, b) or _shares(right, a):
                continue
            score = _alike(a, left, b, right, weights)
            if score > 0 and (best is None or score > best[0]):
                best = (score, left, right)
    if best is None:
        return None
    score, one, other = best
    explanation = f"Two places are named: {excerpt(one.text)} and {excerpt(other.text)}."
    return Detection("location", min(0.9, score), explanation)


def places_of(view: View) -> list[Name]:
    """List the names of a claim that stand behind a preposition of place."""
    tokens = view.proposition.tokens
    before = {tokens[i + 1].start: base(tokens[i].text) for i in range(len(tokens) - 1)}
    before |= {
        tokens[i + 2].start: base(tokens[i].text)
        for i in range(len(tokens) - 2)
        if base(tokens[i + 1].text) in {"the", "a", "an"}
    }
    return [name for name in view.proposition.names if before.get(name.start) in PREPOSITIONS]


def _shares(place: Name, other: View) -> bool:
    """Whether the other side knows the place too, or a word of its name."""
    words = _words(place)
    return any(place.key == name.key or words & _words(name) for name in other.proposition.names)


def _words(name: Name) -> set[str]:
    return {base(word) for word in name.text.split()}


def _alike(a: View, left: Name, b: View, right: Name, weights: Weights) -> float:
    one = terms_between(a.proposition, left.start - SIDE, left.start)
    other = terms_between(b.proposition, right.start - SIDE, right.start)
    lighter = min(weights.sum(one), weights.sum(other))
    nearby = weights.sum(one & other) / lighter if lighter else 0.0
    if len(one & other) < FEWEST_SHARED or nearby < LEAST_NEARBY:
        return 0.0
    return 0.2 + 0.4 * nearby + 0.3 * similarity(a.proposition, b.proposition, weights)
