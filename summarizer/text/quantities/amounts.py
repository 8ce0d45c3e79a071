"""The unit and the measure of a number that has been read."""

from collections.abc import Sequence

from summarizer.text.pieces import Piece, is_digits, touches, word_at
from summarizer.text.quantities.bounds import find_cue_after
from summarizer.text.quantities.cardinals import Number
from summarizer.text.quantities.drafts import Draft
from summarizer.text.quantities.measure_forms import TOTAL, Measure, noun_key
from summarizer.text.quantities.measures import Counted, find_noun, name_count, name_dimension, name_topic, outcome_of
from summarizer.text.quantities.numbers import read_number
from summarizer.text.quantities.units import (
    Unit,
    is_below_zero,
    is_distributed,
    is_money,
    read_rate,
    read_unit,
    scale_of,
)

PARTS = frozenset(
    "some most all many none half one each third thirds quarter quarters percent cent any few several out".split()
)
"""Words before "of" that take a part of the whole after it."""


def with_unit(pieces: Sequence[Piece], draft: Draft, number: Number, blocked: Sequence[bool]) -> Draft:
    """Add the unit after a number, with smaller units of its kind after it ("two hours and 17 minutes")."""
    unit = _unit_after(pieces, draft.last, number, blocked)
    if unit is None:
        return draft
    low, high = draft.value * unit.factor, (draft.high or 0.0) * unit.factor
    last, more = unit.last, 0.0
    smaller = _read_smaller(pieces, unit, blocked)
    while smaller is not None:
        more += smaller.factor
        last, unit = smaller.last, unit._replace(last=smaller.last)
        smaller = _read_smaller(pieces, unit, blocked) if more else None
    first = draft.first
    if scale_of(unit.name).family in {"temperature", "degree"}:
        below_zero = word_at(pieces, last) == "below" and word_at(pieces, last + 1) in {"zero", "freezing"}
        if below_zero or is_below_zero(pieces, first):
            first, last = (first, last + 2) if below_zero else (first - 1, last)
            low, high = -high, -low
    return draft._replace(first=first, last=last, low=low + more, high=high + more, unit=unit.name or None)


def _read_smaller(pieces: Sequence[Piece], unit: Unit, blocked: Sequence[bool]) -> Unit | None:
    """Read "and 17 minutes" after hours; `factor` is its value in the larger unit."""
    if scale_of(unit.name).family not in {"duration", "length", "mass"}:
        return None
    place = unit.last + (word_at(pieces, unit.last) in {"and", ","})
    number = read_number(pieces, place)
    if number is None or number.kind != "cardinal" or any(blocked[number.first : number.last]):
        return None
    below = read_unit(pieces, number.last, number.low)
    if below is None or scale_of(below.name).family != scale_of(unit.name).family:
        return None
    share = number.low * scale_of(below.name).factor / scale_of(unit.name).factor
    return (
        below._replace(factor=share) if share < 1 and scale_of(below.name).factor < scale_of(unit.name).factor else None
    )


def with_measure(pieces: Sequence[Piece], draft: Draft, number: Number) -> Draft:
    """Add what is counted, and "a day" or "per child" after it."""
    after = find_cue_after(pieces, draft.last) if draft.unit is None else None
    counted = _name(pieces, number, after.last if after else draft.last, draft.unit)
    has_whole = any(is_digits(piece.word) for piece in pieces[draft.last : counted.last])
    last = counted.last if counted.last - draft.last <= 4 and not has_whole else draft.last
    unit = draft.unit
    if number.kind != "share" and " per " not in f" {unit}":
        rate = read_rate(pieces, last) or _rate_after_noun(pieces, last)
        if rate is not None:
            unit, last = f"{unit} {rate.name}" if unit else rate.name, rate.last
        elif is_distributed(pieces, number.first, last):
            unit = f"{unit} per each" if unit else "per each"
    return draft._replace(last=last, unit=unit, measure=counted.measure)


def _rate_after_noun(pieces: Sequence[Piece], last: int) -> Unit | None:
    """Read "a month" of "25 kilograms of millet a month"."""
    if word_at(pieces, last) != "of" or not word_at(pieces, last + 1).isalpha():
        return None
    for gap in (2, 3):
        rate = read_rate(pieces, last + gap)
        if rate is not None:
            return rate
    return None


def with_scale_of(pieces: Sequence[Piece], number: Number, upper: Number | None, low: float) -> float:
    """Give the lower end the scale word that is said once ("1.2 to 1.5 million")."""
    if upper is None or upper.is_plain or not number.is_plain:
        return low
    printed = pieces[upper.first].word.replace(",", "")
    value = float(printed) if is_digits(printed) else 0.0
    return low * upper.low / value if value > number.low else low


def _unit_after(pieces: Sequence[Piece], last: int, number: Number, blocked: Sequence[bool]) -> Unit | None:
    """Read the unit after a number; "m" before a noun is a million, "half a mile" a length."""
    if last < len(pieces) and blocked[last]:
        return None
    if word_at(pieces, last) == "m" and touches(pieces, last):
        money = read_unit(pieces, last + 1, number.low * 1e6)
        if money is not None and is_money(money.name):
            return money._replace(factor=1e6)
        if find_noun(pieces, last + 1)[0] is not None:
            return Unit("", last + 1, 1e6)
    return read_unit(pieces, last, number.high)


def with_million(pieces: Sequence[Piece], draft: Draft, prefix: Unit) -> Draft:
    """Read the "m" of "€4m" and the rate of "€3 a litre"."""
    low, high, last = draft.value, draft.high or 0.0, draft.last
    if word_at(pieces, last) in {"m", "b"} and touches(pieces, last):
        factor = 1e6 if word_at(pieces, last) == "m" else 1e9
        low, high, last = low * factor, high * factor, last + 1
    return draft._replace(low=low, high=high, last=last, unit=prefix.name)


def _name(pieces: Sequence[Piece], number: Number, last: int, unit: str | None) -> Counted:
    """Name the measure, by the kind of unit."""
    family = scale_of(unit).family
    if number.kind == "share" or family in {"share", "points"}:
        return Counted(name_topic(pieces, number.first, last, of_share=True), last)
    if is_money(unit):
        return Counted(name_topic(pieces, number.first, last), last)
    if unit is not None and family != "count" and not family.startswith("count per"):
        dimension = name_dimension(pieces, number.first, last)
        return Counted(None if family == "duration" and dimension != "age" else dimension, last)
    counted = name_count(pieces, number.first, last, is_one=number.high == 1)
    if counted.measure is None and number.low >= 1e5:
        return Counted(name_topic(pieces, number.first, last), last)
    return _whole(pieces, number, counted)


def _whole(pieces: Sequence[Piece], number: Number, counted: Counted) -> Counted:
    """Mark the M of "N of the M flights" and "of 214 recruits": a whole that other counts are parts of."""
    place = number.first - (1 if word_at(pieces, number.first - 1) in {"the", "its", "their", "all"} else 0)
    part = word_at(pieces, place - 2)
    is_part = not part[:1].isalpha() or part in PARTS or read_number(pieces, place - 2) is not None
    if word_at(pieces, place - 1) != "of" or not is_part or counted.noun is None or outcome_of(counted.noun):
        return counted
    return counted._replace(measure=Measure(noun_key(counted.noun), last=TOTAL).text)
