"""Who did it: one event, and another name in the same place."""

from summarizer.engines.embedded import lexicon
from summarizer.engines.embedded.detectors.detection import Detection, View, worded
from summarizer.engines.embedded.overlap import Weights, similarity
from summarizer.text.excerpts import excerpt
from summarizer.text.tokens import stem

LEAST_SIMILARITY = 0.45  # chosen on half of the labelled cases


def detect(a: View, b: View, weights: Weights) -> Detection | None:
    """Find a noun that a name of one side and another name of the other side describe ("the Levan delegation")."""
    alike = similarity(a.proposition, b.proposition, weights)
    if alike < LEAST_SIMILARITY:
        return None
    left, right = _described(a), _described(b)
    for noun in sorted(left.keys() & right.keys()):
        (one, one_text), (other, other_text) = left[noun], right[noun]
        if one == other or one in b.proposition.keys or other in a.proposition.keys or _related(one, other):
            continue
        explanation = f"Of the {worded(a, [noun])} one side says {excerpt(one_text)}, the other {excerpt(other_text)}."
        return Detection("identity", min(0.9, 0.3 + 0.5 * alike), explanation)
    return None


def _described(view: View) -> dict[str, tuple[str, str]]:
    """Map a noun's concept to the key and the words of the name right before it."""
    concepts = lexicon.concepts()
    ends = {name.end: name for name in view.proposition.names}
    found = {}
    for before, token in zip(view.proposition.tokens, view.proposition.tokens[1:], strict=False):
        name = ends.get(before.end) or ends.get(before.end - 2)  # with a possessive between
        if name is not None and token.text.islower() and token.is_word:
            word = stem(token.text)
            found[concepts.get(word, word)] = (name.key, name.text)
    return found


def _related(one: str, other: str) -> bool:
    """Whether one name is a form of the other ("Levan", "Levanese")."""
    shorter, longer = sorted((one, other), key=len)
    return longer.startswith(shorter[: max(4, len(shorter) - 1)])
