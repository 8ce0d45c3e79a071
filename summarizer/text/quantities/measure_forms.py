"""The short strings that name what a quantity counts or measures, and whether two of them are one.

A measure is made of up to three parts, in this order:

    noun       the stem of what is counted ("flight"), "people" for plain words for people, the topic of a sum
               ("profit") or the dimension of a length ("height")
    of M       where the text takes a part of a whole of M ("118 of the 460 flights" is "flight of 460")
    last word  an outcome ("dead", "injured", "arrested": the words of one outcome fall together, so that "killed 31",
               "31 deaths" and "31 people died" all are "dead"); "rise" or "fall" for a change; "total" for the whole
               of which parts are taken

Plain words for people are left out beside an outcome: "17 people killed" is "dead", "17 soldiers killed" is
"soldier dead".
"""

from functools import cache
from typing import NamedTuple

from summarizer.text.pieces import load_table
from summarizer.text.tokens import stem

CHANGES = frozenset({"rise", "fall"})
TOTAL = "total"


class Measure(NamedTuple):
    """The parts of a measure; a part that is not given is None."""

    noun: str | None = None
    whole: str | None = None
    last: str | None = None

    @property
    def text(self) -> str | None:
        """The measure as a string; None when it has no part."""
        parts = (self.noun, f"of {self.whole}" if self.whole else None, self.last)
        return " ".join(part for part in parts if part) or None


def parse_measure(text: str) -> Measure:
    """Take a measure's string apart."""
    words = text.split()
    last = words.pop() if words and (words[-1] in outcomes() or words[-1] in CHANGES or words[-1] == TOTAL) else None
    whole = None
    if len(words) >= 2 and words[-2] == "of":
        whole = words.pop()
        words.pop()
    return Measure(" ".join(words) or None, whole, last)


@cache
def outcomes() -> frozenset[str]:
    """List the names of outcomes."""
    return frozenset(load_table("measures")["outcomes"])


@cache
def words_of(group: str) -> frozenset[str]:
    """Load one list of words of the table of measures."""
    return frozenset(load_table("measures")[group])


@cache
def _names(group: str) -> frozenset[str]:
    return frozenset(load_table("measures")[group])


@cache
def _subsets() -> frozenset[str]:
    return frozenset(stem(word) for word in words_of("subsets"))


def noun_key(noun: str) -> str:
    """Fold a noun to its part of a measure: its stem, or "people" for all plain words for people."""
    return "people" if noun in words_of("people") else stem(noun)


def is_outcome(word: str | None) -> bool:
    """Whether the last word of a measure is an outcome."""
    return word is not None and word in outcomes()


def same_measure(a: str, b: str) -> bool:
    """Whether two measures are one.

    They are when they are equal; when they have one outcome and one side names no group of people, or no part of a
    group ("miner dead" and "dead", not "children dead" and "dead"); when they take parts of wholes of one size, whatever
    the nouns, and their outcomes do not differ; when they are changes of one thing, of which one may be unnamed.
    """
    left, right = parse_measure(a), parse_measure(b)
    if (left.last == TOTAL) != (right.last == TOTAL) or (left.last in CHANGES) != (right.last in CHANGES):
        return False
    if left.last in CHANGES:
        return left.noun == right.noun or left.noun is None or right.noun is None
    if left.whole and right.whole:
        return left.whole == right.whole and (left.last == right.last or not (left.last and right.last))
    if is_outcome(left.last) and is_outcome(right.last):
        plain = (left.noun is None or right.noun is None) and not {left.noun, right.noun} & _subsets()
        return left.last == right.last and (left.noun == right.noun or plain)
    return left == right


def are_of_two_kinds(a: str, b: str) -> bool:
    """Whether two measures are surely two: other outcomes, topics or dimensions, or a level and a change."""
    left, right = parse_measure(a), parse_measure(b)
    if is_outcome(left.last) and is_outcome(right.last):
        return left.last != right.last
    if (left.last in CHANGES) != (right.last in CHANGES):
        return True
    return any(
        left.noun in _names(group) and right.noun in _names(group) and left.noun != right.noun
        for group in ("firm_topics", "dimensions")
    )
