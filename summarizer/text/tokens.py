"""Words of a text with their offsets, and their stems."""

import re
from functools import cache, lru_cache
from importlib import resources
from typing import NamedTuple

WORD = re.compile(
    r"""(?:[A-Za-z]\.){2,}               # U.S., U.N., a.m.
    | \d+(?:[.,:]\d+)*                   # 1,200  3.5  20:15
    | [^\W\d_]+(?:[’'\-‑][^\W\d_]+)*     # words, with apostrophes and hyphens inside
    | \w+
    | [^\w\s]""",
    re.VERBOSE,
)


class Token(NamedTuple):
    """A word, a number or a mark of punctuation, with its offsets in the text."""

    text: str
    start: int
    end: int

    @property
    def is_word(self) -> bool:
        """Whether it holds a letter or a digit."""
        return self.text[0].isalnum() or any(character.isalnum() for character in self.text)


def tokenize(text: str) -> list[Token]:
    """Split a text into tokens; white space lies between them.

    A possessive ("'s", "’s") stays with its word; `base` takes it off.
    """
    return [Token(match.group(), match.start(), match.end()) for match in WORD.finditer(text)]


def base(word: str) -> str:
    """Lower-case a word, straighten its apostrophe and take a possessive off."""
    folded = word.lower().replace("’", "'")
    return folded.removesuffix("'s").removesuffix("'")


@lru_cache(maxsize=50_000)  # a news corpus has some 50,000 word forms; the stemmer is pure Python and slow
def stem(word: str) -> str:
    """Stem an English word by the Snowball algorithm (Porter 2, 2001), lower-cased, without possessive."""
    return str(_stemmer().stemWord(base(word)))


@cache
def _stemmer():  # type: ignore[no-untyped-def]  # noqa: ANN202  the package has no types
    import snowballstemmer

    return snowballstemmer.stemmer("english")


@cache
def stop_words() -> frozenset[str]:
    """Load the function words of English: they bear no topic."""
    data = resources.files("summarizer.text").joinpath("data/stop_words.txt").read_text(encoding="utf-8")
    return frozenset(line for line in data.split() if not line.startswith("#"))


def content_stems(text: str) -> frozenset[str]:
    """Collect the stems of the words that bear a topic, numbers among them."""
    return frozenset(
        stem(token.text) for token in tokenize(text) if token.is_word and base(token.text) not in stop_words()
    )
