"""Numbers of a text with their values, in digits and in words.

What a number counts, whether it is a date and in what unit it is given is not decided here.
"""

from collections.abc import Sequence
from functools import cache

from summarizer.text.pieces import Piece, is_digits, load_table, word_at
from summarizer.text.quantities.cardinals import Number, number_words, read_cardinal
from summarizer.text.quantities.shares import read_half_of_scale, read_share, read_vague


@cache
def beginnings() -> frozenset[str]:
    """List the words that a number may begin with; looking a word up here first makes reading a text five times faster."""
    table = load_table("numbers")
    others = {"a", "an", "half", "every", "some", "several", "few", "couple"}
    return frozenset({*number_words(), *table["scales"], *table["vague"], *others})


def may_begin(pieces: Sequence[Piece], index: int) -> bool:
    """Whether a number may begin at an index, judged by its first word alone."""
    word = word_at(pieces, index)
    return is_digits(word) or word in beginnings()


def read_number(pieces: Sequence[Piece], index: int) -> Number | None:
    """Read the longest number that begins at an index; None where none does.

    Ordinals ("third", "31st") are none, "a" reads as one before a scale or a fraction only. "One" reads as 1, though it
    may be a pronoun.
    """
    if not may_begin(pieces, index):
        return None
    found = read_half_of_scale(pieces, index) or read_share(pieces, index) or read_vague(pieces, index)
    return found or read_cardinal(pieces, index)
