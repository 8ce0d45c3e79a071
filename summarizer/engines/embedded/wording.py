"""One text's very words in another: in their order, with nothing between them that turns or hedges what they say."""

from collections import Counter
from collections.abc import Sequence
from functools import cache

from summarizer.engines.embedded import lexicon
from summarizer.text.tokens import base, tokenize

FEWEST_WORDS = 4  # fewer may stand in any text
MOST_BETWEEN = 0.5  # words between them, as a share of their own number
TURNING = ("negators", "conditional", "alleged", "possible")


def has_words(text: str, asked: str) -> bool:
    """Tell whether a text has the words of another in their order, and between them nothing that turns or hedges them."""
    words, wanted = words_of(text), words_of(asked)
    if len(wanted) < FEWEST_WORDS:
        return False
    return any(_follows(words[start:], wanted) for start, word in enumerate(words) if word == wanted[0])


def repeats(one: str, other: str) -> bool:
    """Tell whether one text stands in the other, and what more the longer says neither turns nor hedges it."""
    short, long = sorted((one, other), key=len)
    more = Counter(words_of(long)) - Counter(words_of(short))
    return has_words(long, short) and not turning_words() & more.keys()


def words_of(text: str) -> list[str]:
    """List the words of a text in small letters, without marks."""
    return [base(token.text) for token in tokenize(text) if token.is_word]


def _follows(words: Sequence[str], wanted: Sequence[str]) -> bool:
    between: list[str] = []
    rest = iter(words)
    for asked in wanted:
        for word in rest:
            if word == asked:
                break
            between.append(word)
        else:
            return False
    return len(between) <= MOST_BETWEEN * len(wanted) and not turning_words().intersection(between)


@cache
def turning_words() -> frozenset[str]:
    """Load the words that deny, hedge or condition what stands beside them."""
    return frozenset(word for key in TURNING for word in lexicon.words("modality", key) if " " not in word)
