"""Units and currencies: how they are written, and the factors between them."""

from collections.abc import Sequence
from functools import cache, lru_cache
from typing import NamedTuple

from summarizer.text.pieces import HYPHENS, Piece, is_digits, load_table, split_pieces, touches, word_at
from summarizer.text.quantities.shares import read_fraction
from summarizer.text.tokens import stem

LONGEST_UNIT = 4  # pieces: "kilometres", "an", "hour" has three, "km", "/", "h" too
AMBIGUOUS_CURRENCIES = frozenset(
    {"won", "try", "marks", "som", "lei", "real", "reais", "rs", "soles", "cad", "rub", "dram"}
)
LEAST_AMBIGUOUS = 1000.0  # "300 won medals"; sums in these currencies are larger
BARE_LETTERS = frozenset({"m", "g", "t", "p", "h", "ha", "mi", "min", "s"})


class Scale(NamedTuple):
    """How a unit converts: value * factor + offset in the first unit of its family.

    `other` is the factor of another unit of this name: a gallon may be the imperial one, a ton the long one.
    """

    family: str
    factor: float
    offset: float = 0.0
    other: float | None = None


class Unit(NamedTuple):
    """A unit read at an index of pieces: its name, the index past it, and what the value is multiplied with."""

    name: str
    last: int
    factor: float = 1.0


@cache
def _spellings() -> dict[tuple[str, ...], str]:
    table: dict[tuple[str, ...], str] = {}
    for name, unit in load_table("units")["units"].items():
        for spelling in unit["names"]:
            table[tuple(piece.word for piece in split_pieces(spelling))] = name
    return table


@cache
def _currencies() -> dict[tuple[str, ...], str]:
    table: dict[tuple[str, ...], str] = {}
    for code, names in load_table("currencies")["currencies"].items():
        for spelling in names:
            table[tuple(piece.word for piece in split_pieces(spelling))] = code
    return table


@cache
def _scales() -> dict[str, Scale]:
    units = load_table("units")["units"]
    return {
        name: Scale(unit["family"], unit["factor"], unit["offset"], unit.get("other")) for name, unit in units.items()
    }


@lru_cache(maxsize=1000)
def scale_of(unit: str | None) -> Scale:
    """Say how a unit converts; one that is not in the table is a family of its own, a rate is made of its two parts."""
    if unit is None:
        return Scale("count", 1.0)
    above, per, below = unit.partition("per ")
    if per and unit not in _scales():
        over, under = scale_of(above.strip() or None), scale_of(below)
        return Scale(f"{over.family} per {under.family}", over.factor / under.factor)
    return _scales().get(unit, Scale(unit, 1.0))


@cache
def currencies() -> frozenset[str]:
    """List the currencies: ISO 4217 codes, and words where the word stands for several."""
    return frozenset(load_table("currencies")["currencies"])


def is_money(unit: str | None) -> bool:
    """Whether a unit is a currency, or a sum a unit of something."""
    return unit is not None and unit.partition(" per ")[0] in currencies()


def may_be_one_currency(one: str | None, other: str | None) -> bool:
    """Whether one unit is a word for several currencies ("crown") of which the other is one ("DKK")."""
    shared: dict[str, str] = load_table("currencies")["shared"]
    return any((b or "") in shared.get(a or "", "").split() for a, b in ((one, other), (other, one)))


def read_currency_before(pieces: Sequence[Piece], index: int) -> Unit | None:
    """Read the currency that stands before a number ("€", "US$", "EUR"); `last` is the index where it begins."""
    for length in (2, 1):
        begin = index - length
        if begin < 0:
            continue
        words = tuple(piece.word for piece in pieces[begin:index])
        code = _currencies().get(words)
        if code is None:
            continue
        is_sign = not words[-1].isalpha()
        is_code = (
            words[-1].isalpha() and len(words[-1]) == 3 and pieces[begin].is_capitalised and code == words[-1].upper()
        )
        if is_sign or is_code or words == ("rs",):
            return Unit(code, begin)
    return None


def read_unit(pieces: Sequence[Piece], index: int, value: float) -> Unit | None:
    """Read the unit after a number, with "per hour", "a hectare" or "per child" after it."""
    place = index + 1 if word_at(pieces, index) in HYPHENS and touches(pieces, index) else index
    unit = _read_plain(pieces, place, value)
    if unit is None:
        return None
    below = read_rate(pieces, unit.last)
    return unit if below is None else Unit(f"{unit.name} {below.name}", below.last, unit.factor)


def _read_plain(pieces: Sequence[Piece], index: int, value: float) -> Unit | None:
    for length in range(LONGEST_UNIT, 0, -1):
        words = tuple(piece.word for piece in pieces[index : index + length])
        if len(words) < length:
            continue
        name = _spellings().get(words)
        if name is not None and _is_unit(pieces, index, words):
            return Unit(name, index + length)
        code = _currencies().get(words)
        if code is not None and (words[0] not in AMBIGUOUS_CURRENCIES or value >= LEAST_AMBIGUOUS):
            return Unit(code, index + length)
    if word_at(pieces, index) in {"point", "points"} and "." in word_at(pieces, index - 1):
        return Unit("points", index + 1)
    cents = load_table("currencies")["cents"].get(word_at(pieces, index))
    if cents is not None and (len(pieces[index].word) > 1 or touches(pieces, index)):
        return Unit(cents, index + 1, 0.01)
    return None


def _is_unit(pieces: Sequence[Piece], index: int, words: tuple[str, ...]) -> bool:
    """Whether a word is a unit here: single letters need digits before them, "second" and "stone" are words too."""
    if words[0] in BARE_LETTERS:
        return is_digits(word_at(pieces, index - 1)) and not word_at(pieces, index + 1).startswith(("'", "’"))
    if words in {("second",), ("stone",)}:
        return word_at(pieces, index - 1) in HYPHENS
    return words != ("night",) or word_at(pieces, index - 1) in HYPHENS


def read_rate(pieces: Sequence[Piece], index: int) -> Unit | None:
    """Read "a day", "per child", "from every acre" after a unit or a noun, as "per day", "per child"."""
    word, place = word_at(pieces, index), index + 1
    if word in {"from", "for", "on"} and word_at(pieces, place) in {"every", "each"}:
        word, place = "per", place + 1
    if word not in {"a", "an", "per", "every", "each", "/"}:
        return None
    for length in range(LONGEST_UNIT - 1, 0, -1):
        name = _spellings().get(tuple(piece.word for piece in pieces[place : place + length]))
        if (
            name is not None
            and scale_of(name).family not in {"share", "points", "times"}
            and place + length <= len(pieces)
        ):
            return Unit(f"per {name}", place + length)
    noun = word_at(pieces, place)
    people = {"head", "person", "child", "household", "family", "share", "passenger", "customer", "pupil", "worker"}
    if (noun.isalpha() and word == "per" and noun != "cent") or noun in people:
        return Unit(f"per {stem(noun)}", place + 1)
    return None


def read_part_of_unit(pieces: Sequence[Piece], index: int) -> Unit | None:
    """Read "half an hour", "three quarters of a point", "half a mile": the value is the unit's `factor`."""
    fraction, place = read_fraction(pieces, index)
    if fraction is None or word_at(pieces, index - 1) == "and":
        return None
    place += word_at(pieces, place) == "of"
    if word_at(pieces, place) in {"a", "an"}:
        place += 1
    elif word_at(pieces, place) not in HYPHENS:
        return None
    if word_at(pieces, place) in {"point", "percentage"}:
        return Unit("points", place + 1 + (word_at(pieces, place) == "percentage"), fraction)
    unit = _read_plain(pieces, place, fraction)
    return None if unit is None else unit._replace(factor=fraction)


def is_distributed(pieces: Sequence[Piece], first: int, last: int) -> bool:
    """Whether a figure is that of each of several: "each gets 12,000 crowns", "480 crowns apiece", "65 kilos each"."""
    if word_at(pieces, last) in {"each", "apiece"}:
        return True
    for offset in range(1, 16):
        word = word_at(pieces, first - offset)
        if not word or word in {".", ";", "?", "!", ":"}:
            return False
        if word == "each":
            return offset > 3 or word_at(pieces, first - offset + 1) != "of"  # "each of the 75" is not said of the 75
    return False


def is_below_zero(pieces: Sequence[Piece], first: int) -> bool:
    """Whether a minus stands before a number: a sign that touches it and nothing else, or the word."""
    before = word_at(pieces, first - 1)
    sign = before in {"-", "−", "–"} and touches(pieces, first) and not touches(pieces, first - 1)
    return sign or before == "minus"
