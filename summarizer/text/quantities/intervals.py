"""Quantities held against each other: whether they speak of one measure, and whether both may be true."""

import math
import re

from summarizer.models import Quantity
from summarizer.text.pieces import split_pieces
from summarizer.text.quantities.measure_forms import CHANGES, is_outcome, parse_measure, same_measure
from summarizer.text.quantities.units import is_money, may_be_one_currency, scale_of

# Chosen on labelled pairs of sentences, where they separate conversions and roundings from conflicts:
ABOUT = 0.10  # "about 350" may be off by a tenth
ABOUT_MOST = 0.17  # … or by half a step of its last digit other than 0: "about 300" may be 340, not 400
ROUND = 0.05  # "300" without "about" may be 310
CLOSE = 1e-9  # floating point noise of conversions
BELOW = re.compile(
    r"\b(?:nearly|almost|just under|just below|not quite|close to|a little (?:under|less)|slightly (?:under|less))\b"
)
BEYOND = re.compile(
    r"\b(?:just over|just above|(?:a )?little (?:over|more)|slightly (?:over|more)|a bit (?:over|more)|barely)\b"
)
SHARE_WORDS = re.compile(r"\b(?:half|thirds?|quarters?|\w+ths?|in|out of)\b", re.IGNORECASE)
DOZEN = re.compile(r"\bdozen\b", re.IGNORECASE)


def comparable(a: Quantity, b: Quantity) -> bool:
    """Whether two quantities may be held against each other: one unit family, and the same or an unknown measure.

    A sum in a currency and a large bare number ("1.2 million") are; sums in two currencies are not. A count without a
    measure is comparable with none but another such count.
    """
    left, right = scale_of(a.unit), scale_of(b.unit)
    is_one = left.family == right.family or may_be_one_currency(a.unit, b.unit)
    if not is_one and not _is_sum_without_currency(a, b) and not _is_sum_without_currency(b, a):
        return False
    if a.measure is None or b.measure is None:
        return a.unit is not None or b.unit is not None or (a.measure is None and b.measure is None)
    if _is_none_at_all(a) != _is_none_at_all(b) and not _have_outcomes(a, b):
        return False
    return same_measure(a.measure, b.measure)


def _is_none_at_all(quantity: Quantity) -> bool:
    return quantity.high == 0


def _have_outcomes(a: Quantity, b: Quantity) -> bool:
    """Whether both tell an outcome: "no one was hurt" is held against "12 were hurt", "no train came" against nothing."""
    return all(q.measure is not None and is_outcome(parse_measure(q.measure).last) for q in (a, b))


def _is_sum_without_currency(sum_: Quantity, bare: Quantity) -> bool:
    return is_money(sum_.unit) and bare.unit is None and bare.measure is None and (bare.low or bare.high or 0) >= 1e5


def compatible(a: Quantity, b: Quantity) -> bool:
    """Whether both may be true: their intervals meet after conversion, with what bounds and rounding leave open.

    A figure called approximate has a tenth, or half a step of its last digit other than 0, to either side; a round
    figure half of that; a decimal, or a converted one, half a step of its last digit. A rise never meets a fall.
    """
    if a.measure and b.measure and {parse_measure(a.measure).last, parse_measure(b.measure).last} == CHANGES:
        return False
    converted = a.unit != b.unit
    left, right = _interval(a, converted=converted), _interval(b, converted=converted)
    if left is None or right is None:
        return True
    slack = CLOSE * max([1.0, *(abs(end) for end in (*left, *right) if math.isfinite(end))])
    return left[0] <= right[1] + slack and right[0] <= left[1] + slack


def ratio(a: Quantity, b: Quantity) -> float | None:
    """Give how many times the larger figure is of the smaller, after conversion: 1.0 where the intervals meet.

    None where they can't be held against each other, or where one of them is open towards the other; infinite where
    one is 0 and the other is not.
    """
    if scale_of(a.unit).family != scale_of(b.unit).family:
        return None
    left, right = _bare_interval(a), _bare_interval(b)
    if left is None or right is None:
        return None
    low, high = (left, right) if left[1] <= right[1] else (right, left)
    if low[1] >= high[0]:
        return 1.0
    if not math.isfinite(low[1]) or not math.isfinite(high[0]):
        return None
    if low[1] <= 0:
        return math.inf if low[1] == 0 else None
    return high[0] / low[1]


def _bare_interval(quantity: Quantity) -> tuple[float, float] | None:
    """Convert a quantity's ends to the first unit of its family; an open end is infinite."""
    if quantity.low is None and quantity.high is None:
        return None
    scale = scale_of(quantity.unit)
    low = -math.inf if quantity.low is None else quantity.low * scale.factor + scale.offset
    high = math.inf if quantity.high is None else quantity.high * scale.factor + scale.offset
    return (low, high) if low <= high else (high, low)


def _interval(quantity: Quantity, *, converted: bool) -> tuple[float, float] | None:
    """Give the interval with its tolerance; held against another unit, one whose name has two sizes covers both."""
    bare = _bare_interval(quantity)
    if bare is None:
        return None
    below, above = _tolerances(quantity, converted=converted)
    scale = scale_of(quantity.unit)
    low, high = bare[0] - below * scale.factor, bare[1] + above * scale.factor
    return low, high * (scale.other or scale.factor) / scale.factor if converted else high


def _tolerances(quantity: Quantity, *, converted: bool) -> tuple[float, float]:
    """Say how far the figure may be off to either side, in its own unit."""
    value = abs(quantity.low if quantity.low is not None else quantity.high or 0.0)
    step = _step(quantity.text, value)
    if quantity.bound == "about":
        least = 1.0 if quantity.unit is None and value > 4 else 0.0
        wide = max(
            value * (2 * ABOUT if DOZEN.search(quantity.text) else ABOUT), min(step / 2, value * ABOUT_MOST), least
        )
        words = quantity.text.lower()
        one_sided = max(wide, value * ABOUT_MOST)
        if BELOW.search(words):
            return one_sided, 0.0
        return (0.0, one_sided) if BEYOND.search(words) else (wide, wide)
    if value == 0:
        return 0.0, 0.0
    rounding = _rounding(quantity, value, step, converted=converted)
    if quantity.bound == "at_least":
        return rounding, 0.0
    return (0.0, rounding) if quantity.bound == "at_most" else (rounding, rounding)


def _rounding(quantity: Quantity, value: float, step: float, *, converted: bool) -> float:
    """Say how far a figure that is not called approximate may be off by rounding."""
    if quantity.unit == "percent" and SHARE_WORDS.search(quantity.text) and "." not in quantity.text:
        return 2.5  # percent: "a third" of 35, "one in seven" of 11
    if DOZEN.search(quantity.text):
        return 1.0
    if converted or (quantity.unit is not None and step < 1):
        return min(step / 2, value * ROUND) if step >= 10 else min(step / 2, value * ABOUT)
    if step >= 100:
        return min(step / 2, value * ROUND)
    return step / 2 if step < 1 or (quantity.unit == "percent" and step == 1) else 0.0


def _step(text: str, value: float) -> float:
    """Give the step of a figure's last digit other than 0: 10 for 350, 0.1 for 2.4, 1e5 for 1.2 million."""
    if value <= 0 or not math.isfinite(value):
        return 1.0
    decimals = 0.0
    for piece in split_pieces(text):
        if piece.word[0].isdigit() and piece.word.isascii():
            printed = float(piece.word.replace(",", ""))
            digits = len(piece.word.partition(".")[2])
            scale = value / printed if printed else 1.0
            if digits:
                decimals = scale * 10.0**-digits
            break
    if decimals:
        return decimals
    step = 10.0 ** math.floor(math.log10(value))
    while step > 1e-3 and abs(value / step - round(value / step)) > CLOSE * max(1.0, value / step):
        step /= 10
    return step
