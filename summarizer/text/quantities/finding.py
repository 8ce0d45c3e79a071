"""Find the quantities of a text: each number is read with its bound, its unit and what it counts."""

import bisect
import re
from collections.abc import Iterator, Sequence
from functools import cache

from summarizer.models import Quantity
from summarizer.text.pieces import HYPHENS, Piece, is_digits, split_pieces, word_at
from summarizer.text.quantities.amounts import with_measure, with_million, with_scale_of, with_unit
from summarizer.text.quantities.bounds import find_cue_after, find_cue_before
from summarizer.text.quantities.cardinals import Number
from summarizer.text.quantities.drafts import Draft
from summarizer.text.quantities.measure_forms import words_of
from summarizer.text.quantities.measures import find_noun
from summarizer.text.quantities.number_names import is_a_name, is_bare_one, is_year
from summarizer.text.quantities.numbers import beginnings, may_begin, read_number
from summarizer.text.quantities.shares import denominators
from summarizer.text.quantities.special_counts import (
    MULTIPLES,
    NONE_STARTS,
    read_age,
    read_multiple,
    read_none,
    read_score,
)
from summarizer.text.quantities.units import read_currency_before, read_part_of_unit, scale_of
from summarizer.text.quantities.wholes import with_wholes
from summarizer.text.times import find_times

NO_NUMBER = re.compile(
    r"""\+?\(?[0-9]{2,5}\)?(?:[ -][0-9]{2,5}){2,6}(?![0-9]|[ ]?%)   # 0800 555 019
    | \+[0-9][0-9 -]{6,20}[0-9]                                  # +44 20 5550 1234
    | (?<![0-9])[0-9]{1,6}(?:\.[0-9]{1,6}){2,8}                                 # 3.2.1
    | [0-9]{1,4}(?:/[0-9]{1,4}){1,3}                              # 24/7, 2024/25, 3/4/24
    | [0-9]{1,2}:[0-9]{2}(?::[0-9]{2})?                          # 20:15
    | (?:https?://|www\.)\S{1,300}""",
    re.VERBOSE,
)


PAIRS = frozenset({"both", "pair", "couple"})
_DIGIT = re.compile("[0-9]")
_SMALL_WORD = re.compile("[a-z]+")


def find_quantities(text: str, offset: int = 0) -> list[Quantity]:
    """Find the quantities of a text, in its order.

    Args:
        text: any text.
        offset: what is added to positions in it, so that `start` and `end` are positions in the article.
    """
    if not _may_hold(text):  # half of all sentences hold no quantity; this finds it out at once
        return []
    pieces = split_pieces(text)
    drafts = with_wholes(pieces, list(_find_drafts(pieces, _blocked(text, pieces))))
    return [_finished(text, pieces, draft, offset) for draft in drafts]


def _may_hold(text: str) -> bool:
    """Whether a text has a digit, or one of the words without which it holds no quantity."""
    return _DIGIT.search(text) is not None or not _signs().isdisjoint(_SMALL_WORD.findall(text.lower()))


def _may_begin_any(word: str) -> bool:
    """Whether a quantity of any form may begin with a word."""
    return word in _starts() or is_digits(word)


@cache
def _starts() -> frozenset[str]:
    return beginnings() | MULTIPLES.keys() | NONE_STARTS | PAIRS


@cache
def _signs() -> frozenset[str]:
    """List the words of quantities. "A", "some" and "every" begin some, too, but each of these has another of the list behind it."""
    return (_starts() | denominators()) - {"a", "an", "some", "every"}


def _finished(text: str, pieces: Sequence[Piece], draft: Draft, offset: int) -> Quantity:
    start, end = pieces[draft.first].start, pieces[draft.last - 1].end
    return Quantity(
        text=text[start:end],
        start=start + offset,
        end=end + offset,
        low=draft.low,
        high=draft.high,
        unit=draft.unit,
        measure=draft.measure,
        bound=draft.bound,
    )


def _find_drafts(pieces: Sequence[Piece], blocked: Sequence[bool]) -> Iterator[Draft]:
    index = begin = 0  # `begin` is where the text of the next quantity may start at the earliest
    while index < len(pieces):
        found: tuple[Draft, ...] = ()
        if not blocked[index] and _may_begin_any(pieces[index].word):
            found = read_none(pieces, index) or read_multiple(pieces, index)
            if not found and (may_begin(pieces, index) or pieces[index].word in PAIRS):
                found = _read_numbers(pieces, index, blocked)
        for draft in found:
            yield draft._replace(first=max(draft.first, begin))
            begin = draft.last
        index = max(index + 1, begin) if found else index + 1


def _blocked(text: str, pieces: Sequence[Piece]) -> list[bool]:
    """Mark the pieces that belong to dates, times, telephone numbers, versions and addresses."""
    spans = [(time.start, time.end) for time in find_times(text, None)]
    spans += [match.span() for match in NO_NUMBER.finditer(text)]
    starts = [piece.start for piece in pieces]
    blocked = [False] * len(pieces)
    for start, end in spans:
        for index in range(bisect.bisect_left(starts, start), bisect.bisect_left(starts, end)):
            blocked[index] = True
    return blocked


def _read_numbers(pieces: Sequence[Piece], index: int, blocked: Sequence[bool]) -> tuple[Draft, ...]:
    part = read_part_of_unit(pieces, index)
    if part is not None and not any(blocked[index : part.last]):
        return (_bounded(pieces, Draft(index, part.last, part.factor, part.factor, part.name), None),)
    number = read_number(pieces, index) or _read_pair(pieces, index)
    if number is None or any(blocked[number.first : number.last]) or is_a_name(pieces, number):
        return ()
    score = read_score(pieces, number)
    if score:
        return score
    age = read_age(pieces, number)
    if age:
        return age
    if is_bare_one(pieces, number) or is_year(pieces, number) or _is_former(pieces, number):
        return ()
    return (_read_quantity(pieces, number, blocked),)


def _is_former(pieces: Sequence[Piece], number: Number) -> bool:
    """Whether a number is the old value of "rose from 29 to 33": only the new one is what is said to be so."""
    if word_at(pieces, number.first - 1) != "from":
        return False
    moves = (
        words_of("rise") | words_of("fall") | {"went", "goes", "moved", "changed", "raised", "raise", "takes", "cut"}
    )
    return any(word_at(pieces, number.first - offset) in moves for offset in range(2, 6))


def _read_pair(pieces: Sequence[Piece], index: int) -> Number | None:
    """Read "both bridges", "a pair of", "a couple of" as two, only before a counted noun."""
    word = pieces[index].word
    last = (
        index + 2
        if word in {"pair", "couple"} and word_at(pieces, index + 1) == "of"
        else index + 1
        if word == "both"
        else 0
    )
    if not last or find_noun(pieces, last)[0] is None or word_at(pieces, last) == "of":
        return None
    return Number(index, last, 2.0, 2.0)


def _read_quantity(pieces: Sequence[Piece], number: Number, blocked: Sequence[bool]) -> Draft:
    """Read a number or a range with its currency, unit, noun and bounds."""
    prefix = read_currency_before(pieces, number.first)
    upper = _read_upper(pieces, number, blocked)
    last = (upper or number).last
    draft = Draft(prefix.last if prefix else number.first, last, number.low, (upper or number).high)
    if prefix is not None:
        draft = with_million(pieces, draft, prefix)
    elif number.kind == "share":
        draft = draft._replace(unit="percent")
    else:
        draft = with_unit(pieces, draft, number, blocked)
    if draft.low is not None:
        draft = draft._replace(low=with_scale_of(pieces, number, upper, draft.low))
    draft = with_measure(pieces, draft, number)
    return _bounded(pieces, draft, number, is_range=upper is not None)


def _read_upper(pieces: Sequence[Piece], number: Number, blocked: Sequence[bool]) -> Number | None:
    """Read the second number of a range: "30 to 40", "30–40", "between 30 and 40"."""
    place = number.last
    joint = word_at(pieces, place)
    between = word_at(pieces, number.first - 1) == "between"
    if not (joint in {"to", *HYPHENS} or (joint == "and" and between)) or (place < len(blocked) and blocked[place]):
        return None
    place += 1 + (read_currency_before(pieces, place + 2) is not None and word_at(pieces, place + 1) != "")
    upper = read_number(pieces, place)
    if upper is None or any(blocked[upper.first : upper.last]) or number.kind != upper.kind:
        return None
    scaled = not upper.is_plain and number.is_plain
    return upper if upper.low > number.low and (scaled or upper.high <= 100 * max(number.low, 1)) else None


def _bounded(pieces: Sequence[Piece], draft: Draft, number: Number | None, *, is_range: bool = False) -> Draft:
    """Set the interval and the bound by the words around the number."""
    is_duration = scale_of(draft.unit).family == "duration"
    before = find_cue_before(pieces, draft.first, is_duration=is_duration)
    after = (find_cue_after(pieces, number.last) if number else None) or find_cue_after(pieces, draft.last)
    cue = before or after
    first = before.first if before else draft.first
    draft = draft._replace(first=first, last=max(draft.last, after.last if after and not before else draft.last))
    if is_range:
        reaches = word_at(pieces, first - 1) in {"between", "from"}
        return draft._replace(first=first - 1 if reaches else first, bound="between")
    if cue is None:
        return draft if draft.low == draft.high else draft._replace(bound="between")
    if cue.bound == "at_least":
        return draft._replace(high=None, bound="at_least")
    if cue.bound == "at_most":
        return draft._replace(low=None, bound="at_most")
    return draft._replace(bound="between" if draft.low != draft.high else "about")
