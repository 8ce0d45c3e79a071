"""How much of it: words of a scale that can't both hold of one thing ("all" against "some", "minor" against "severe")."""

from collections.abc import Iterator

from summarizer.engines.embedded import lexicon
from summarizer.engines.embedded.detectors.detection import Detection, View
from summarizer.engines.embedded.overlap import Weights, similarity
from summarizer.text.tokens import base, stem, stop_words

LEAST_SIMILARITY = 0.3
REACH = 3  # words after a degree among which the thing it measures stands


def detect(a: View, b: View, weights: Weights) -> Detection | None:
    """Find a thing to which the two sides give degrees from opposite ends of a scale."""
    left, right = _measured(a), _measured(b)
    for (scale, end, thing), word in sorted(left.items()):
        other = right.get((scale, -end, thing))
        if other is not None and (scale, -end, thing) not in left and (scale, end, thing) not in right:
            alike = similarity(a.proposition, b.proposition, weights)
            if alike >= LEAST_SIMILARITY:
                return Detection("degree", min(0.9, 0.3 + 0.6 * alike), f"One side says {word}, the other {other}.")
    return None


def _measured(view: View) -> dict[tuple[str, int, str], str]:
    """Map (scale, end of the scale, thing measured) to the words that say so."""
    found: dict[tuple[str, int, str], str] = {}
    for scale, end, position in _degrees(view):
        tokens = view.proposition.tokens[position : position + 1 + REACH]
        for reach, token in enumerate(tokens[1:], 1):
            word = base(token.text)
            if not token.is_word:
                break
            if word not in stop_words():
                words = " ".join(t.text for t in tokens[: reach + 1])
                found.setdefault((scale, end, lexicon.concepts().get(stem(word), stem(word))), words)
                break
    return found


def _degrees(view: View) -> Iterator[tuple[str, int, int]]:
    negators = lexicon.words("modality", "negators")
    words = [base(token.text) for token in view.proposition.tokens]
    for position, word in enumerate(words):
        if any(other in negators for other in words[max(0, position - 2) : position]):
            continue
        for scale, end in lexicon.degrees().get(word, ()):
            yield scale, end, position
