"""Why it happened: one effect, and causes that share nothing."""

from typing import NamedTuple

from summarizer.engines.embedded import lexicon
from summarizer.engines.embedded.detectors.detection import Detection, View
from summarizer.engines.embedded.overlap import Weights
from summarizer.engines.embedded.propositions import terms_between
from summarizer.text.excerpts import excerpt
from summarizer.text.tokens import base

EVENTS = ("blast", "crash", "fire", "flood", "collapse", "outage", "dead", "close", "delay", "strike")
"""Concepts of which a story has one: two accounts of its cause speak of one thing. Of others more words must agree."""
CONFIDENCE = 0.7  # of 11 written pairs in which both sides give a cause, 8 were conflicts
MOST_ALIKE = 0.35  # share of a cause's weight that both may have: more, and it is one cause in other words
LEAST_EFFECT = 0.3
SIDE = 70  # characters on each side of the tie that hold the effect and the cause


class Tie(NamedTuple):
    """An effect and its cause, as terms and names, and the words of the cause."""

    effect: frozenset[str]
    cause: frozenset[str]
    words: str


def detect(a: View, b: View, weights: Weights) -> Detection | None:
    """Find one effect to which the two sides give causes that have no word in common."""
    left, right = find_tie(a), find_tie(b)
    if left is None or right is None or _share(left.cause, right.cause, weights) > MOST_ALIKE:
        return None
    shared = left.effect & right.effect
    if not shared & set(EVENTS) and _share(left.effect, right.effect, weights) < LEAST_EFFECT:
        return None
    explanation = f"Two causes are given: {excerpt(left.words)} on one side, {excerpt(right.words)} on the other."
    return Detection("cause", CONFIDENCE, explanation)


def _share(left: frozenset[str], right: frozenset[str], weights: Weights) -> float:
    """Share of the lighter set's weight that both have."""
    lighter = min(weights.sum(left), weights.sum(right))
    return weights.sum(left & right) / lighter if lighter else 0.0


def find_tie(view: View) -> Tie | None:
    """Find the first words that tie an effect to its cause; None where there are none or one of the two is empty."""
    tokens = view.proposition.tokens
    folded = [base(token.text) for token in tokens]
    for position in range(1, len(tokens) - 1):
        effect_first = lexicon.match_at(folded, position, lexicon.phrases("causes", "effect_first"))
        cause_first = lexicon.match_at(folded, position, lexicon.phrases("causes", "cause_first"))
        length = max(effect_first, cause_first)
        if length:
            start, end = tokens[position].start, tokens[min(position + length, len(tokens)) - 1].end
            before = terms_between(view.proposition, start - SIDE, start)
            after = terms_between(view.proposition, end, end + SIDE)
            effect, cause = (before, after) if effect_first >= cause_first else (after, before)
            words = view.proposition.text[end : end + SIDE] if effect is before else view.proposition.text[:start]
            return Tie(effect, cause - {"cause"}, words.strip(" ,.;")) if effect and cause - {"cause"} else None
    return None
