"""What two claims differ in, put into a sentence for the reader: the network only says that they clash."""

from collections.abc import Callable, Sequence

from summarizer.engines.embedded.detectors import View
from summarizer.engines.embedded.detectors.causes import find_tie
from summarizer.engines.embedded.detectors.locations import places_of
from summarizer.engines.embedded.figures import clashing_figures
from summarizer.engines.embedded.verbs import is_verb
from summarizer.models import FindingType, Quantity
from summarizer.text.excerpts import excerpt
from summarizer.text.quantities import comparable
from summarizer.text.times import known_different
from summarizer.text.tokens import Token, base, stem, stop_words

JOINTS = frozenset("who whom whose which that when where while because and but or as if".split())
FEWEST_WORDS = 2  # a single word of a sentence tells a reader nothing ("far")
MOST_WORDS = 8  # of a stretch that is shown: enough for a predicate with its object
OPENINGS: dict[FindingType, str] = {
    "stance": "Opposite positions",
    "polarity": "One affirms what the other denies",
    "number": "The figures differ",
    "date": "The times differ",
    "identity": "Who it was differs",
    "location": "The places differ",
    "cause": "The causes differ",
    "quote": "The words or their speaker differ",
    "status": "The states of the matter differ",
    "degree": "The strength or certainty differs",
}


def explain(a: View, b: View, kind: FindingType) -> str:
    """Tell what the sides differ in: their figures, times, names or the words that only one side has."""
    left, right = DIFFERENCES.get(kind, differing_predicates)(a, b)
    if not left or not right:
        return f"{OPENINGS[kind]}."
    return f"{OPENINGS[kind]}: {excerpt(left)} against {excerpt(right)}."


def can_differ(kind: FindingType, a: View, b: View) -> bool:
    """Tell whether two claims have what a conflict of this type is about: figures that clash, a time, a speaker."""
    if kind == "number":
        return differing_quantities(a, b) != ("", "")
    if kind == "date":
        return bool(a.times or b.times)
    if kind == "quote":
        return any(view.claim.attribution.name or view.claim.attribution.role for view in (a, b))
    return True


def differing_quantities(a: View, b: View) -> tuple[str, str]:
    """Find the two figures that can't both hold; of one measure or unit where there are such."""
    pairs = clashing_figures(a.claim.quantities, b.claim.quantities)
    best = max(pairs, key=lambda pair: _kinship(*pair), default=None)
    return (best[0].text, best[1].text) if best else ("", "")


def _kinship(left: Quantity, right: Quantity) -> tuple[bool, bool, bool, int]:
    same_measure = left.measure is not None and left.measure == right.measure
    counted = (
        left.high != 0 and right.high != 0
    )  # "nobody" is told of something else, as a rule, than a count beside it
    return (comparable(left, right), same_measure, counted, -left.start - right.start)


def differing_times(a: View, b: View) -> tuple[str, str]:
    """Find two times that are known to be different."""
    for left in a.times:
        for right in b.times:
            if known_different(left.value, right.value):
                return left.text, right.text
    return ("", "")


def differing_names(a: View, b: View) -> tuple[str, str]:
    """Find the first name of each side that the other side has not."""
    left = [name for name in a.proposition.names if name.key not in b.proposition.keys]
    right = [name for name in b.proposition.names if name.key not in a.proposition.keys]
    return (left[0].text, right[0].text) if left and right else ("", "")


def differing_places(a: View, b: View) -> tuple[str, str]:
    """Find the first name behind "in" or "at" on each side that the other side has not."""
    left = [name for name in places_of(a) if name.key not in b.proposition.keys]
    right = [name for name in places_of(b) if name.key not in a.proposition.keys]
    return (left[0].text, right[0].text) if left and right else ("", "")


def differing_causes(a: View, b: View) -> tuple[str, str]:
    """Find the words behind "because" and its like on both sides."""
    left, right = find_tie(a), find_tie(b)
    return (left.words, right.words) if left and right else ("", "")


def differing_predicates(a: View, b: View) -> tuple[str, str]:
    """Find the longest stretch of each side's words whose content the other side has not, if both tell what was done.

    A stretch without a verb, or of one word, tells a reader less than the quotes beside it.
    """
    ours, theirs = _stems(a.proposition.tokens), _stems(b.proposition.tokens)
    left, right = _stretch(a, theirs), _stretch(b, ours)
    return (_words(a, left), _words(b, right)) if _tells(left) and _tells(right) else ("", "")


def _tells(stretch: Sequence[Token]) -> bool:
    return len(stretch) >= FEWEST_WORDS and any(map(is_verb, stretch))


def _words(view: View, stretch: Sequence[Token]) -> str:
    origin = view.proposition.start
    return " ".join(view.article.text[origin + stretch[0].start : origin + stretch[-1].end].split())


def _stems(tokens: Sequence[Token]) -> frozenset[str]:
    return frozenset(stem(token.text) for token in tokens if token.is_word)


def _stretch(view: View, known: frozenset[str]) -> Sequence[Token]:
    """Cut out the run of words with most content that the other side has not; it ends at marks and joining words."""
    tokens = view.proposition.tokens
    best: tuple[int, int, int] = (0, 0, 0)
    for start, first in enumerate(tokens):
        if not _is_new(first, known):
            continue
        count = 0
        for end, token in enumerate(tokens[start : start + MOST_WORDS], start):
            if _is_new(token, known):
                count += 1
                if count > best[0]:
                    best = (count, start, end + 1)
            elif not token.is_word or base(token.text) not in stop_words() - JOINTS:
                break
    _, start, end = best
    return tokens[start:end]


def _is_new(token: Token, known: frozenset[str]) -> bool:
    return token.is_word and base(token.text) not in stop_words() and stem(token.text) not in known


DIFFERENCES: dict[FindingType, Callable[[View, View], tuple[str, str]]] = {
    "number": differing_quantities,
    "date": differing_times,
    "identity": differing_names,
    "location": differing_places,
    "cause": differing_causes,
}
"""Where to look for the difference, by the finding's type; for the others, in what is said to have been done."""
