"""Quantities with a form of their own: "no one was hurt", "doubled", "3-1", "aged 81"."""

from collections.abc import Sequence

from summarizer.models import Bound
from summarizer.text.pieces import HYPHENS, Piece, touches, word_at
from summarizer.text.quantities.cardinals import Number
from summarizer.text.quantities.drafts import Draft
from summarizer.text.quantities.measure_forms import Measure, noun_key, words_of
from summarizer.text.quantities.measures import find_noun, find_outcome, is_plural, name_count, outcome_of
from summarizer.text.quantities.numbers import read_number
from summarizer.text.quantities.units import read_unit

SCORE_WORDS = frozenset(
    "won win wins winning lost lose beat beaten beating defeat defeated victory draw drew vote votes voted ballot lead led score scored match set final"
    " result aggregate shootout tie tied game".split()
)
MULTIPLES = {"doubled": 2.0, "doubling": 2.0, "tripled": 3.0, "tripling": 3.0, "trebled": 3.0, "quadrupled": 4.0}
MULTIPLES |= {
    "halved": 0.5,
    "halving": 0.5,
    "twice": 2.0,
    "thrice": 3.0,
    "twofold": 2.0,
    "threefold": 3.0,
    "tenfold": 10.0,
}
MOST_IN_SCORE = 30.0
OLDEST = 115.0


NOBODY = {("nobody",): 1, ("none",): 1, ("no", "one"): 2, ("not", "a", "soul"): 3, ("not", "a", "single"): 3}
NOBODY |= {("not", "one"): 2}
"""Phrases that count none of what follows, with their length."""
NONE_STARTS = frozenset(phrase[0] for phrase in NOBODY)


def read_none(pieces: Sequence[Piece], index: int) -> tuple[Draft, ...]:
    """Read "no injuries", "no one was hurt", "none of the passengers", "not a soul was lost" as zero."""
    if pieces[index].word not in NONE_STARTS:  # asked at every piece of every text
        return ()
    words = tuple(piece.word for piece in pieces[index : index + 3])
    for length in (3, 2, 1):
        if len(words) >= length and words[:length] in NOBODY:
            return _none_of(pieces, index, index + length, is_one=words[:2] in {("not", "one"), ("not", "a")})
    if words[:1] != ("no",):
        return ()
    following = words[1] if len(words) > 1 else ""
    is_noun = is_plural(following) and following not in {"plans", "longer", "matter"}
    if is_noun or outcome_of(following) or (len(words) > 2 and outcome_of(words[2]) and is_plural(words[2])):
        counted = name_count(pieces, index, index + 1)
        return (Draft(index, max(counted.last, index + 2), 0.0, 0.0, measure=counted.measure),)
    return ()


def _none_of(pieces: Sequence[Piece], index: int, last: int, *, is_one: bool) -> tuple[Draft, ...]:
    noun, end = find_noun(pieces, last, is_one=is_one)
    outcome = outcome_of(noun) if noun and outcome_of(noun) else find_outcome(pieces, index, end)
    if outcome is None and noun is None:
        return ()
    shown = (
        noun_key(noun) if noun and not outcome_of(noun) and (noun not in words_of("people") or not outcome) else None
    )
    return (Draft(index, end, 0.0, 0.0, measure=Measure(shown, last=outcome).text),)


def read_multiple(pieces: Sequence[Piece], index: int) -> tuple[Draft, ...]:
    """Read "doubled", "twice as many", "three times as many"."""
    factor = MULTIPLES.get(pieces[index].word)
    if factor is not None and (
        pieces[index].word not in {"twice", "thrice"} or word_at(pieces, index + 1) in {"as", "the"}
    ):
        return (Draft(index, index + 1, factor, factor, "times"),)
    return ()


def read_score(pieces: Sequence[Piece], number: Number) -> tuple[Draft, ...]:
    """Read a result or a vote: "3-1", "2–0", "27 to 15", "nine votes to four"; a rising pair ("30-40") is a range."""
    place = number.last + (word_at(pieces, number.last) in {"votes", "seats", "goals", "points"})
    joint = word_at(pieces, place)
    hyphened = joint in HYPHENS and touches(pieces, place) and touches(pieces, place + 1)
    other = read_number(pieces, place + 1) if hyphened or joint == "to" else None
    if (
        other is None
        or number.kind != "cardinal"
        or other.kind != "cardinal"
        or not _is_result(pieces, number, other, joint)
    ):
        return ()
    order = ("higher", "lower") if number.low >= other.low else ("lower", "higher")
    return (
        Draft(number.first, number.last, number.low, number.low, "score", order[0]),
        Draft(other.first, other.last, other.low, other.low, "score", order[1]),
    )


def _is_result(pieces: Sequence[Piece], number: Number, other: Number, joint: str) -> bool:
    """Whether two numbers are a result: they fall, or a word of play or voting is near; no unit or scale follows."""
    before = [word_at(pieces, number.first - offset) for offset in range(1, 6)]
    told = bool(SCORE_WORDS & set(before))
    if before[0] in {"from", "between", "$", "€", "£"} or read_unit(pieces, other.last, other.low) is not None:
        return False
    if joint == "to":
        return number.low > other.low and (told or word_at(pieces, number.last) == "votes" or number.low < 1000)
    return max(number.low, other.low) <= MOST_IN_SCORE and (told or number.low >= other.low)


def read_age(pieces: Sequence[Piece], number: Number) -> tuple[Draft, ...]:
    """Read "aged 81", ", 81,", "81-year-old", "81 years old" as an age in years."""
    if number.low != number.high or number.low > OLDEST or number.kind != "cardinal":
        return ()
    first, last = number.first, number.last
    tail = [piece.word for piece in pieces[last : last + 4] if piece.word not in HYPHENS]
    if (
        tail[:1] in (["year"], ["years"])
        and tail[1:2] in (["old"], ["olds"], ["of"])
        and (tail[1] != "of" or tail[2:] == ["age"])
    ):
        end = last + next(i for i in range(4) if word_at(pieces, last + i) in {"old", "olds", "age", "of"}) + 1
        return (Draft(first, end, number.low, number.high, "year", "age"),)
    limit = word_at(pieces, first - 1) in {"under", "over"} and number.low == int(number.low) and number.low <= 100
    if limit and _is_age_limit(pieces, number):
        bound: Bound = "at_most" if word_at(pieces, first - 1) == "under" else "at_least"
        low, high = (None, number.low) if bound == "at_most" else (number.low, None)
        return (Draft(first - 1, last, low, high, "year", "age", bound),)
    named = first >= 2 and word_at(pieces, first - 1) == "," and pieces[first - 2].is_capitalised
    enclosed = named and number.is_plain and word_at(pieces, last) in {",", ".", ";"} and number.low > 3
    if enclosed or word_at(pieces, first - 1) == "aged" or (word_at(pieces, first - 1) == "age" and number.is_plain):
        return (Draft(first, last, number.low, number.high, "year", "age"),)
    return ()


def _is_age_limit(pieces: Sequence[Piece], number: Number) -> bool:
    """Whether "under five" is an age: a word for people stands before it, or a verb of being, and nothing is counted."""
    before = word_at(pieces, number.first - 2)
    of_people = before in words_of("subsets") | words_of("people") or before in {
        "was",
        "were",
        "is",
        "are",
        "aged",
        "those",
    }
    follows = find_noun(pieces, number.last)[0] is not None or read_unit(pieces, number.last, number.low) is not None
    return of_people and not follows and word_at(pieces, number.last) not in HYPHENS | {"%", "of", "per"}
