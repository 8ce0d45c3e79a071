"""Fractions, shares and vague numbers: "two thirds", "one in seven", "half a million", "dozens"."""

from collections.abc import Sequence
from functools import cache

from summarizer.text.pieces import HYPHENS, Piece, is_digits, load_table, touches, word_at
from summarizer.text.quantities.cardinals import Number, number_words, read_scales, read_words, scales

AFTER_SHARE = frozenset(
    "of more less fewer higher lower above below as off smaller larger longer cheaper dearer bigger shorter up down".split()
)
"""Words after "a third" and "a quarter" that show a fraction, not an ordinal or a period."""

AFTER_HALF = frozenset("of the its their his her our my these those that this what as".split())
BEFORE_HALF = frozenset("about nearly almost over than roughly around under by to just some only least exactly".split())


@cache
def denominators() -> frozenset[str]:
    """List the words below the line of a fraction: "third", "quarters"."""
    return frozenset(load_table("numbers")["denominators"])


def read_half_of_scale(pieces: Sequence[Piece], index: int) -> Number | None:
    """Read "half a million", "half-dozen", "a quarter of a million", "three quarters of a million"."""
    fraction, place = read_fraction(pieces, index)
    if fraction is None:
        return None
    for filler in (("a",), ("of", "a"), ("-",), ()):
        after = place + len(filler)
        if tuple(piece.word for piece in pieces[place:after]) == filler and word_at(pieces, after) in scales():
            value = fraction * scales()[word_at(pieces, after)]
            return Number(index, after + 1, value, value)
    return None


def read_fraction(pieces: Sequence[Piece], index: int) -> tuple[float | None, int]:
    """Read "half", "a third", "two-thirds", "three quarters", and the index after it."""
    below = load_table("numbers")["denominators"]
    if word_at(pieces, index) == "half":
        return 0.5, index + 1
    word = word_at(pieces, index)
    above = 1.0 if word in {"a", "an"} else float(word) if word.isascii() and word.isdigit() and len(word) < 3 else 0.0
    above = above or number_words().get(word, 0.0)
    place = index + 1 + (word_at(pieces, index + 1) in HYPHENS)
    divisor = below.get(word_at(pieces, place))
    if divisor is None or not 0 < above < divisor:
        return None, index
    return above / divisor, place + 1


def read_share(pieces: Sequence[Piece], index: int) -> Number | None:
    """Read a share of a whole, in percent: "a third of", "one in seven", "every sixth"."""
    found = _read_one_in(pieces, index) or _read_every(pieces, index)
    if found is not None:
        return found
    fraction, place = read_fraction(pieces, index)
    if fraction is None or not _is_share(pieces, index, place):
        return None
    return Number(index, place, fraction * 100, fraction * 100, kind="share")


def _is_share(pieces: Sequence[Piece], index: int, place: int) -> bool:
    """Whether a fraction is one of a whole: "a third of", "half the", "two thirds"; not "a third man", "first half"."""
    word, before, after = word_at(pieces, index), word_at(pieces, index - 1), word_at(pieces, place)
    if word == "half":
        if before in {"first", "second", "other", "and", "a", "one"} or after in HYPHENS:
            return False
        return (after in AFTER_HALF and after != "as") or (before in BEFORE_HALF and after not in {"past", "a", "an"})
    if word in {"a", "an", "one"} and not (word == "one" and touches(pieces, index + 1)):
        return after in AFTER_SHARE or (not after[:1].isalnum() and before not in {"for", "past", "to"})
    return after not in {"past", *HYPHENS} and not after.startswith("final")


def _read_one_in(pieces: Sequence[Piece], index: int) -> Number | None:
    """Read "one in seven", "9 out of 10", "three in a hundred", "one smartphone in seven" with one word between."""
    above, place = _small(pieces, index)
    if above is None:
        return None
    for gap in (0, 1):
        after = place + gap
        if gap and not (word_at(pieces, place).isalpha() and word_at(pieces, place) not in {"and", "or", "to", "per"}):
            break
        joint = 1 if word_at(pieces, after) == "in" else 3 if _is_out_of(pieces, after) else 0
        if joint == 3 and word_at(pieces, after + 2) != "every":
            joint = 2
        below, last = _small(pieces, after + joint) if joint else (None, after)
        if below is not None and above < below <= 1000 and not _is_counted(pieces, last):
            return Number(index, last, 100 * above / below, 100 * above / below, kind="share")
    return None


def _is_out_of(pieces: Sequence[Piece], index: int) -> bool:
    return word_at(pieces, index) == "out" and word_at(pieces, index + 1) == "of"


def _is_counted(pieces: Sequence[Piece], index: int) -> bool:
    """Whether a unit of time or a scale follows: "two in three weeks" is no share."""
    word = word_at(pieces, index)
    return (
        word.rstrip("s") in {"second", "minute", "hour", "day", "week", "month", "year", "million"} or word in HYPHENS
    )


def _small(pieces: Sequence[Piece], index: int) -> tuple[float | None, int]:
    """Read a number up to a thousand without decimals, for "N in M"."""
    word = word_at(pieces, index)
    if word == "a" and word_at(pieces, index + 1) in {"hundred", "thousand", "dozen"}:
        return scales()[word_at(pieces, index + 1)], index + 2
    if is_digits(word):
        return (float(word), index + 1) if word.isdigit() and len(word) < 5 else (None, index)
    found = read_words(pieces, index)
    return (found.low, found.last) if found is not None and found.low <= 1000 else (None, index)


def _read_every(pieces: Sequence[Piece], index: int) -> Number | None:
    """Read "every third one", "every sixth inhabitant" as a share."""
    below = load_table("numbers")["denominators"].get(word_at(pieces, index + 1))
    if word_at(pieces, index) != "every" or below is None or word_at(pieces, index + 2) in {"day", "year", "week"}:
        return None
    return Number(index, index + 2, 100 / below, 100 / below, kind="share")


def read_vague(pieces: Sequence[Piece], index: int) -> Number | None:
    """Read "dozens", "hundreds of thousands", "several hundred", "a few dozen"."""
    vague = load_table("numbers")["vague"]
    word = word_at(pieces, index)
    if word in vague and (word != "tens" or word_at(pieces, index + 2) in vague):
        low, high = vague[word]
        place = index + 1
        if word_at(pieces, place) == "of" and word_at(pieces, place + 1) in vague:
            factor = scales().get(word_at(pieces, place + 1).removesuffix("s"), 1.0)
            low, high, place = low * factor, high * factor, place + 2
        return Number(index, place, low, high, kind="vague")
    start = index + 1 if word in {"a", "some"} else index
    few = {"several": (3, 9), "few": (2, 9), "couple": (2, 3)}.get(word_at(pieces, start))
    place = start + 1 + (word_at(pieces, start + 1) == "of")
    scale, last = read_scales(pieces, place)
    if few is None or scale == 1.0:
        return None
    return Number(index, last, few[0] * scale, few[1] * scale, kind="vague")
