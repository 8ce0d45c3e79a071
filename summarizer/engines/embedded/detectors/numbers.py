"""Numbers that can't both hold: one measure of one thing, disjoint values."""

import re

from summarizer.engines.embedded import lexicon
from summarizer.engines.embedded.detectors.detection import Detection, View
from summarizer.engines.embedded.overlap import Weights, similarity
from summarizer.engines.embedded.propositions import terms_between
from summarizer.models import Quantity
from summarizer.text.excerpts import excerpt
from summarizer.text.quantities import comparable, compatible
from summarizer.text.tokens import base, content_stems

WINDOW = 60  # characters on each side of a figure that tell what it counts: some ten words
LEAST_NEARBY = 0.3  # overlap of the words near both figures; chosen on half of the labelled cases
FEWEST_SHARED = 2  # names or words beside the unit


def detect(a: View, b: View, weights: Weights) -> Detection | None:
    """Find two quantities of one measure whose intervals are disjoint, with the same words near them."""
    best: tuple[float, Quantity, Quantity] | None = None
    for left in a.claim.quantities:
        for right in b.claim.quantities:
            if not comparable(left, right) or compatible(left, right):
                continue
            if _met_elsewhere(left, b) or _met_elsewhere(right, a) or _is_earlier(a, left) or _is_earlier(b, right):
                continue
            score = _alike(a, left, b, right, weights)
            if best is None or score > best[0]:
                best = (score, left, right)
    if best is None or best[0] <= 0:
        return None
    score, left, right = best
    explanation = f"The figures differ: {excerpt(left.text)} against {excerpt(right.text)}."
    return Detection("number", min(0.95, score), explanation)


def _alike(a: View, left: Quantity, b: View, right: Quantity, weights: Weights) -> float:
    """Score how surely both figures tell the same measure of the same thing, 0 where they do not."""
    one, other = _nearby(a, left), _nearby(b, right)
    shared = one & other
    lighter = min(weights.sum(one), weights.sum(other))
    nearby = weights.sum(shared) / lighter if lighter else 0.0
    same = _same_measure(left, right)
    if nearby < LEAST_NEARBY or len(shared) < (FEWEST_SHARED - same):
        return 0.0
    if _qualifiers(a) != _qualifiers(b):
        return 0.0  # "underlying profit" against "profit": two measures
    whole = similarity(a.proposition, b.proposition, weights)
    return 0.2 + 0.35 * nearby + 0.25 * whole + (0.2 if same else 0.0)


def _qualifiers(view: View) -> frozenset[str]:
    return frozenset(base(token.text) for token in view.proposition.tokens) & lexicon.words("measures", "qualifiers")


def _is_earlier(view: View, quantity: Quantity) -> bool:
    """Whether a figure stands in brackets for comparison with another year ("(2025: 36.2m)")."""
    before = view.article.text[max(0, quantity.start - 16) : quantity.start]
    return EARLIER.search(before) is not None


EARLIER = re.compile(r"\([^()]*(?:19|20)\d\d[^()]*:\s*\W?$")


def _nearby(view: View, quantity: Quantity) -> frozenset[str]:
    """Collect the terms and names near a figure, without the figure's own words."""
    start = quantity.start - view.proposition.start
    end = quantity.end - view.proposition.start
    return terms_between(view.proposition, start - WINDOW, end + WINDOW) - content_stems(quantity.text)


def _same_measure(left: Quantity, right: Quantity) -> bool:
    return left.measure is not None and left.measure == right.measure


def _met_elsewhere(quantity: Quantity, other: View) -> bool:
    """Whether the other side has this very value too: then it is no difference."""
    return any(comparable(quantity, theirs) and compatible(quantity, theirs) for theirs in other.claim.quantities)
