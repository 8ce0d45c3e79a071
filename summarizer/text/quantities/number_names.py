"""Numbers that count nothing: parts of names ("Article 5", "G20", "COVID-19"), years, and "one" as a pronoun."""

from collections.abc import Sequence

from summarizer.text.pieces import HYPHENS, Piece, is_digits, load_table, touches, word_at
from summarizer.text.quantities.cardinals import Number
from summarizer.text.quantities.measure_forms import words_of
from summarizer.text.quantities.measures import find_noun, find_outcome
from summarizer.text.quantities.numbers import read_number
from summarizer.text.quantities.units import read_currency_before, read_unit
from summarizer.text.times.forms import MONTHS, WEEKDAYS
from summarizer.text.tokens import stop_words

UNCAPITALISED = frozenset("article section chapter page room channel route flight bus number".split())
"""Labels that are written small too ("page 5"); the others name something only with a capital ("Reactor 2")."""
LARGEST_LABEL = 999  # "Game 4", "Line 12", "Boeing 737"


def is_a_name(pieces: Sequence[Piece], number: Number) -> bool:
    """Whether a number names something: "G20", "COVID-19", "Article 5", "No. 5", "F-16", "747-400"."""
    first = number.first
    before = word_at(pieces, first - 1)
    if touches(pieces, first) and (before[-1:].isalpha() or before in {"#", "@", "_"}):
        return True
    if before in HYPHENS and touches(pieces, first) and touches(pieces, first - 1) and is_digits(pieces[first].word):
        letters = word_at(pieces, first - 2)
        if letters[:1].isalpha() and read_number(pieces, first - 2) is None:
            return True
    if word_at(pieces, number.last) in HYPHENS and word_at(pieces, number.last + 1) in {"for", "to"}:
        return touches(pieces, number.last) and touches(pieces, number.last + 1)  # "one-for-one"
    return number.is_plain and _has_label(pieces, first, number)


def _has_label(pieces: Sequence[Piece], first: int, number: Number) -> bool:
    """Whether the word before a number makes a name of it: "Article 5", "No. 5", "Game 4"."""
    distance = 2 if word_at(pieces, first - 1) in {".", "°", "#"} else 1
    label, place = word_at(pieces, first - distance), first - distance
    if place < 0:
        return False
    if label in load_table("number_contexts")["identifiers"] and (
        pieces[place].is_capitalised or label in UNCAPITALISED
    ):
        return True
    is_word = label.isalpha() and label not in stop_words() and label not in MONTHS and label not in WEEKDAYS
    begins = place == 0 or word_at(pieces, place - 1) in {".", ":", "!", "?", '"', "“"}
    if distance > 1 or not is_word or begins or not pieces[place].is_capitalised or number.low > LARGEST_LABEL:
        return False
    if find_outcome(pieces, first, number.last) is not None or read_unit(pieces, number.last, number.low) is not None:
        return False
    return find_noun(pieces, number.last)[0] is None and not is_share_mark(word_at(pieces, number.last))


def is_share_mark(word: str) -> bool:
    """Whether a word after a number shows that it counts: a sign for percent, or the joint of a range or result."""
    return word in {"%", "of", "to", "and", *HYPHENS}


def is_bare_one(pieces: Sequence[Piece], number: Number) -> bool:
    """Whether "one" is a pronoun or an article: it counts before a noun for people or before an outcome only."""
    if number.last != number.first + 1 or pieces[number.first].word != "one":
        return False
    noun, end = find_noun(pieces, number.last, is_one=True)
    if word_at(pieces, number.first - 1) == "every":
        return True
    following = word_at(pieces, number.last), word_at(pieces, number.last + 1)
    of_whole = following[0] == "of" and following[1] in {"the", "its", "their"}
    if of_whole and read_number(pieces, number.last + 2) is not None:  # "one of the seven libraries"
        return False
    if word_at(pieces, number.last) in {"of", "another", "day", "or"}:
        return True
    outcome = find_outcome(pieces, number.first, end)
    hyphened = word_at(pieces, number.last) in HYPHENS
    return outcome is None and noun not in words_of("people") | words_of("subsets") and not hyphened


def is_year(pieces: Sequence[Piece], number: Number) -> bool:
    """Whether a bare number of four digits is a year, as no date form has taken it."""
    word = pieces[number.first].word
    is_bare = number.is_plain and len(word) == 4 and word.isdigit() and 1900 <= number.low <= 2039
    if not is_bare or read_currency_before(pieces, number.first) is not None:
        return False
    return read_unit(pieces, number.last, number.low) is None and find_noun(pieces, number.last)[0] not in words_of(
        "people"
    )
