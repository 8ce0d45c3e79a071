"""Numbers in digits and in words by the usual grammar: "1,200", "1.2 million", "three hundred and forty"."""

from collections.abc import Sequence
from functools import cache
from typing import Literal, NamedTuple

from summarizer.text.pieces import HYPHENS, Piece, is_digits, load_table, touches, word_at

LONGEST = 24  # pieces of a number; "three hundred and forty-two million one hundred thousand" has eleven
LARGEST = 1e18  # what is larger is a row of digits, no number of a news text

NumberKind = Literal["cardinal", "share", "vague"]


class Number(NamedTuple):
    """A number found at `first` (an index of pieces; `last` is one past its end), as an interval of values.

    A share ("a third", "one in seven") has its value in percent; a vague number ("dozens") has an interval whose ends
    differ. `is_plain` is False where a scale word, a fraction or a word stands in it.
    """

    first: int
    last: int
    low: float
    high: float
    kind: NumberKind = "cardinal"
    is_plain: bool = False


@cache
def number_words() -> dict[str, float]:
    """Load the words for the numbers below a hundred."""
    table = load_table("numbers")
    return {word: float(value) for word, value in (table["small"] | table["tens"]).items()}


@cache
def scales() -> dict[str, float]:
    """Load the words that multiply: "hundred", "million", "dozen"."""
    return {word: float(value) for word, value in load_table("numbers")["scales"].items()}


def _read_digits(pieces: Sequence[Piece], index: int) -> Number | None:
    if word_at(pieces, index + 1) in {"st", "nd", "rd", "th"} and touches(pieces, index + 1):
        return None
    value = float(pieces[index].word.replace(",", ""))
    last = index + 1
    glyph = load_table("numbers")["glyphs"].get(word_at(pieces, last))
    if glyph is not None:
        return Number(index, last + 1, value + glyph, value + glyph)
    suffix = load_table("numbers")["suffixes"].get(word_at(pieces, last))
    if suffix is not None and touches(pieces, last):
        return Number(index, last + 1, value * suffix, value * suffix)
    scale, after = read_scales(pieces, last)
    return Number(index, after, value * scale, value * scale, is_plain=after == last)


def read_scales(pieces: Sequence[Piece], index: int) -> tuple[float, int]:
    """Multiply the scale words from an index on ("hundred thousand"), a hyphen before them allowed."""
    scale, last = 1.0, index
    while last - index < 6:
        place = last + 1 if word_at(pieces, last) in HYPHENS and touches(pieces, last) else last
        factor = scales().get(word_at(pieces, place)) or load_table("numbers")["suffixes"].get(word_at(pieces, place))
        if factor is None or (word_at(pieces, place) == "k" and place > index):
            break
        scale *= factor
        last = place + 1
    return scale, last


def read_words(pieces: Sequence[Piece], index: int) -> Number | None:
    """Read number words by the usual grammar: tens and units add, "hundred" multiplies, larger scales close a group."""
    total = group = 0.0
    previous = 0.0  # the value of the last word: what may follow depends on it
    last = index
    if word_at(pieces, index) in {"a", "an"}:
        if word_at(pieces, index + 1) not in scales():
            return None
        group, last, previous = 1.0, index + 1, 1.0
    while last - index < LONGEST:
        place = _after_joint(pieces, last, previous) if last > index else last
        word = word_at(pieces, place)
        value, scale = number_words().get(word), scales().get(word)
        if value is not None and _may_add(value, previous, group):
            group += value
            previous = value
        elif scale is not None and group > 0:
            group, total = (group * scale, total) if scale < 1000 else (0.0, total + group * scale)
            previous = scale
        else:
            break
        last = place + 1
    if last == index or (last == index + 1 and word_at(pieces, index) in {"a", "an"}):
        return None
    return Number(index, last, total + group, total + group)


def _after_joint(pieces: Sequence[Piece], index: int, previous: float) -> int:
    """Step over a hyphen inside a number, or over "and" after a scale."""
    word = word_at(pieces, index)
    if word in HYPHENS and touches(pieces, index) and touches(pieces, index + 1):
        return index + 1
    if word == "and" and previous >= 100 and word_at(pieces, index + 1) in number_words():
        return index + 1
    return index


def _may_add(value: float, previous: float, group: float) -> bool:
    """Whether a number word may follow: 5 after 20, 40 after 300, anything after a larger scale; not 3 after 2."""
    if previous == 0.0:
        return group == 0.0
    if 20 <= previous < 100:
        return 0 < value < 10
    return previous >= 100 and previous != 12 and 0 < value < 100


def _with_fraction(pieces: Sequence[Piece], number: Number) -> Number:
    """Add "and a half", "and three quarters" and the scale words after it ("two and a half million")."""
    if word_at(pieces, number.last) not in {"and", *HYPHENS}:
        return number
    place = number.last + 1
    if word_at(pieces, number.last) in HYPHENS:
        if word_at(pieces, place) != "and" or not touches(pieces, place):
            return number
        place += 1
    place += word_at(pieces, place) in HYPHENS
    above = number_words().get(word_at(pieces, place), 1.0 if word_at(pieces, place) in {"a", "an"} else 0.0)
    below_at = place + 1 + (word_at(pieces, place + 1) in HYPHENS)
    below = load_table("numbers")["denominators"].get(word_at(pieces, below_at))
    if below is None or not 0 < above < below:
        return number
    scale, last = read_scales(pieces, below_at + 1)
    if number.low >= 100:  # "a hundred and a quarter" does not occur; "1.2 million and a third of …" does
        return number
    value = (number.low + above / below) * scale
    return Number(number.first, last, value, value)


def read_cardinal(pieces: Sequence[Piece], index: int) -> Number | None:
    """Read a number in digits or words with its scale words and fraction: "1.2 million", "two and a half"."""
    word = word_at(pieces, index)
    read = _read_digits if is_digits(word) else read_words
    found = read(pieces, index)
    if found is None or found.high > LARGEST:
        return None
    return _with_fraction(pieces, found)
