"""Words around a number that open or loosen it: "at least", "up to", "about", "or more", "between … and"."""

from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

from summarizer.models import Bound
from summarizer.text.pieces import HYPHENS, Piece, load_table, split_pieces, word_at

LONGEST_CUE = 5  # pieces: "a little more than" has four
OVER_MEANS_DURING = frozenset({"over", "around", "under"})


_HANDING = "hand handed handing take took taken taking turn turned turning give gave given spread came come".split()
NOT_BEFORE: dict[tuple[str, ...], frozenset[str]] = {
    ("some",): frozenset({"and"}),
    ("over",): frozenset(_HANDING),
    ("up", "to"): frozenset("add adds added adding amounts amount owns own owned face faced stood stand".split()),
    ("past",): frozenset({"half", "quarter", "ten", "twenty", "five", "the"}),
}
"""Words before a bound phrase that make it something else: "handed over 75", "adds up to 12 million"."""


class Cue(NamedTuple):
    """What a bound word says, and the indices from and up to which it reaches."""

    bound: Bound
    first: int
    last: int


@cache
def _before() -> dict[tuple[str, ...], Bound]:
    table: dict[tuple[str, ...], Bound] = {}
    contexts = load_table("number_contexts")
    bounds: tuple[Bound, ...] = ("about", "at_most", "at_least")
    for bound in bounds:
        for cue in contexts[bound]:
            table[tuple(piece.word for piece in split_pieces(cue))] = bound
    return table


AFTER: dict[tuple[str, ...], Bound] = {
    ("or", "more"): "at_least",
    ("and", "more"): "at_least",
    ("or", "so"): "about",
    ("or", "fewer"): "at_most",
    ("or", "less"): "at_most",
    ("or", "thereabouts"): "about",
    ("and", "counting"): "at_least",
    ("and", "a", "bit"): "about",
    ("odd",): "about",
    ("+",): "at_least",
}


def find_cue_before(pieces: Sequence[Piece], first: int, *, is_duration: bool) -> Cue | None:
    """Find the longest bound phrase that ends right before a number; "over 12 weeks" means during them."""
    for length in range(LONGEST_CUE, 0, -1):
        begin = first - length
        if begin < 0:
            continue
        words = tuple(piece.word for piece in pieces[begin:first])
        bound = _before().get(words)
        if bound is None or (is_duration and len(words) == 1 and words[0] in OVER_MEANS_DURING):
            continue
        if word_at(pieces, begin - 1) in NOT_BEFORE.get(words, frozenset()):
            continue
        return Cue(bound, begin, first)
    return None


def find_cue_after(pieces: Sequence[Piece], last: int) -> Cue | None:
    """Find a bound phrase right after a number or its noun ("300 or more")."""
    place = last + 1 if word_at(pieces, last) in HYPHENS else last
    for words, bound in AFTER.items():
        if tuple(piece.word for piece in pieces[place : place + len(words)]) == words:
            return Cue(bound, last, place + len(words))
    return None
