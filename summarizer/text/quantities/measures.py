"""What a number counts or measures: the head noun, and the verb that tells killed from hurt.

How a measure is written is said in `measure_forms`.
"""

from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

from summarizer.text.pieces import HYPHENS, Piece, load_table, touches, word_at
from summarizer.text.quantities.measure_forms import Measure, noun_key, words_of
from summarizer.text.quantities.numbers import read_number
from summarizer.text.tokens import stop_words

LONGEST_NOUN = 5  # words from a number to its noun: "900 newly arrived dengue patients" has four
FAR_OUTCOME = 8  # words after the noun in which its verb is looked for: "people had to be taken to hospital injured"
NEAR_OUTCOME = 4  # words before the number: "killing at least 17"; bounds are skipped
FAR_TOPIC = 14  # words before a sum in which its topic is looked for: about a clause
CLAUSE_ENDS = frozenset(".;:!?()—")
OF_WHOLE = frozenset({"the", "its", "their", "our", "his", "her", "those", "these", "all"})


class Counted(NamedTuple):
    """What was found after a number: a measure, the index past the noun, and the noun itself."""

    measure: str | None
    last: int
    noun: str | None = None


@cache
def _by_word(group: str) -> dict[str, str]:
    return {word: name for name, words in load_table("measures")[group].items() for word in words}


def outcome_of(word: str) -> str | None:
    """Name the outcome that a word tells of ("killed" → "dead"); None for other words."""
    return _by_word("outcomes").get(word)


def is_plural(word: str) -> bool:
    """Whether a word looks like a plural noun; a guess from its ending and a list."""
    if word in words_of("irregular_plurals"):
        return True
    if len(word) < 4 or not word.isalpha() or word in words_of("not_plurals") or word in stop_words():
        return False
    return word.endswith("s") and not word.endswith(("ss", "us", "is", "ous"))


def find_noun(pieces: Sequence[Piece], index: int, *, is_one: bool = False) -> tuple[str | None, int]:
    """Find the noun that a number at the left of `index` counts, and the index past it; None where there is none."""
    place = index
    if word_at(pieces, place) in HYPHENS and touches(pieces, place):  # "a 48-page report"
        word = word_at(pieces, place + 1)
        return (word, place + 2) if word.isalpha() else (None, index)
    if word_at(pieces, place) == "of" and word_at(pieces, place + 1) in OF_WHOLE:
        place += 2
        whole = read_number(pieces, place)
        place = whole.last if whole is not None else place
    elif word_at(pieces, place) in {"other", "more", "further", "additional", "new", "of"}:
        place += 1
    run = _noun_run(pieces, place)
    for offset in run:
        if is_plural(pieces[offset].word):
            return pieces[offset].word, offset + 1
    if is_one and run:
        heads = [offset for offset in run if outcome_of(pieces[offset].word) is None]
        return (pieces[heads[0]].word, heads[0] + 1) if heads else (None, index)
    return None, index


def _noun_run(pieces: Sequence[Piece], place: int) -> list[int]:
    """List the indices of the words that may be a noun and its adjectives: up to a mark, a small word or a number."""
    run: list[int] = []
    while len(run) < LONGEST_NOUN and place < len(pieces):
        word = pieces[place].word
        if word in HYPHENS and touches(pieces, place) and touches(pieces, place + 1) and run:
            place += 1
            continue
        if not word[:1].isalpha() or word in stop_words():
            break
        if (word.endswith("'s") or word == "and") and run:
            break
        run.append(place)
        place += 1
    return run


def name_count(pieces: Sequence[Piece], first: int, last: int, *, is_one: bool = False) -> Counted:
    """Name what a bare number from `first` to `last` counts."""
    noun, end = find_noun(pieces, last, is_one=is_one)
    if noun is not None and outcome_of(noun) is not None:  # "31 deaths", "31 dead", "12 injuries"
        return Counted(outcome_of(noun), end, noun)
    outcome = find_outcome(pieces, first, end)
    if noun is None:
        noun, told = _counted_before(pieces, first)
        outcome = outcome or told
        if noun is not None and outcome_of(noun) is not None:
            return Counted(outcome_of(noun), last)
        return Counted(Measure(_noun_beside(noun, outcome), last=outcome).text, last)
    return Counted(Measure(_noun_beside(noun, outcome), last=outcome).text, end, noun)


def _noun_beside(noun: str | None, outcome: str | None) -> str | None:
    """Fold a noun; a plain word for people is left out beside an outcome."""
    return None if noun is None or (noun in words_of("people") and outcome is not None) else noun_key(noun)


def find_outcome(pieces: Sequence[Piece], first: int, end: int) -> str | None:
    """Find the outcome of what is counted: the verb right before the number, else the nearest after its noun."""
    return _outcome_before(pieces, first) or _outcome_after(pieces, end)


def _outcome_before(pieces: Sequence[Piece], first: int) -> str | None:
    """Look back from a number ("killing at least 17", "the death toll rose to 31") up to the clause's start."""
    for offset in range(1, NEAR_OUTCOME + 4):
        word = word_at(pieces, first - offset)
        if not word or word in CLAUSE_ENDS or word in {",", "and", "or", "but", "while"} or word[0].isdigit():
            return None
        if word == "toll":
            return outcome_of(word_at(pieces, first - offset - 1)) or "dead"
        if word == "lives" and word_at(pieces, first - offset - 2) in TAKING:
            return "dead"
        found = outcome_of(word)
        if found is not None and (offset <= NEAR_OUTCOME or word_at(pieces, first - offset + 1) == "toll"):
            passive = word_at(pieces, first - offset - 1) in {"were", "was", "been", "be", "being", "are", "is"}
            return None if passive else found
    return None


TAKING = frozenset("cost costs costing claim claims claimed claiming took take takes taking".split())
COUNTING = frozenset("number total count tally figure toll".split())


def _counted_before(pieces: Sequence[Piece], first: int) -> tuple[str | None, str | None]:
    """Find the noun and outcome of "the number of people killed by the storm at 46", "the count of cranes came to 90"."""
    for offset in range(2, FAR_TOPIC):
        word = word_at(pieces, first - offset)
        if not word or word in CLAUSE_ENDS or word[0].isdigit():
            return None, None
        if word in COUNTING and word_at(pieces, first - offset + 1) == "of":
            noun, end = find_noun(pieces, first - offset + 2)
            return noun, _outcome_after(pieces, end, stop=first) if noun else None
    return None, None


def _outcome_after(pieces: Sequence[Piece], end: int, *, stop: int | None = None) -> str | None:
    for offset in range(FAR_OUTCOME if stop is None else min(FAR_OUTCOME, stop - end)):
        word = word_at(pieces, end + offset)
        is_ordinal = word[:1].isdigit() and word_at(pieces, end + offset + 1) in {"st", "nd", "rd", "th"}
        if not word or word in CLAUSE_ENDS or (not is_ordinal and _is_number(pieces, end + offset)):
            return None
        found = outcome_of(word)
        if word == "lives" and word_at(pieces, end + offset - 2) in {"lost", "lose", "losing"}:
            return "dead"
        if found is None:
            if word in {",", "and", "but", "while", "after", "when", "as", "because"} and offset > 0:
                return None
            continue
        other = outcome_of(word_at(pieces, end + offset + 2))
        joined = word_at(pieces, end + offset + 1) in {"or", "and"} and other is not None and other != found
        return "casualty" if joined and {found, other} <= {"dead", "injured", "missing"} else found
    return None


def _is_number(pieces: Sequence[Piece], index: int) -> bool:
    return word_at(pieces, index)[:1].isdigit() or read_number(pieces, index) is not None


def name_topic(pieces: Sequence[Piece], first: int, last: int, *, of_share: bool = False) -> str | None:
    """Name what a sum or share is of: "profit", "turnout"; with "rise" or "fall" where it is a change."""
    topic = _topic_before(pieces, first) or _topic_after(pieces, last)
    if topic is None and of_share:
        noun, end = find_noun(pieces, last)
        outcome = find_outcome(pieces, first, end)
        return Measure(
            _noun_beside(noun, outcome), last=outcome or _direction(pieces, first, last, of_share=of_share)
        ).text
    return Measure(topic, last=_direction(pieces, first, last, of_share=of_share)).text


def _topic_before(pieces: Sequence[Piece], first: int) -> str | None:
    for offset in range(1, FAR_TOPIC):
        word = word_at(pieces, first - offset)
        if not word or word in CLAUSE_ENDS:
            return None
        topic = _by_word("topics").get(word)
        if topic is not None:
            return topic
    return None


def _topic_after(pieces: Sequence[Piece], last: int) -> str | None:
    for offset in range(5):
        word = word_at(pieces, last + offset)
        if not word or word in CLAUSE_ENDS or word == ",":
            return None
        topic = _by_word("topics").get(word)
        if topic is not None:
            return topic
    return None


COMPARATIVES = frozenset("more less higher lower fewer above below up down".split())


def _direction(pieces: Sequence[Piece], first: int, last: int, *, of_share: bool) -> str | None:
    """Tell a change from a level: "rose 8 percent", "4 percent lower"; not "rose to 8 percent"."""
    after = word_at(pieces, last)
    for name in ("rise", "fall"):
        if after in COMPARATIVES and after in words_of(name) and of_share:
            return name
    for offset in range(1, 4):
        word = word_at(pieces, first - offset)
        if word in {"to", "at", "from", ",", "and", "than", "of"} or not word:
            if word == "of" and word_at(pieces, first - offset - 1) in {"rise", "increase", "growth"}:
                return "rise"
            if word == "of" and word_at(pieces, first - offset - 1) in {"fall", "drop", "decline", "decrease"}:
                return "fall"
            return None
        for name in ("rise", "fall"):
            if word in words_of(name) and word not in COMPARATIVES:
                return name
    return None


def name_dimension(pieces: Sequence[Piece], first: int, last: int) -> str | None:
    """Name the dimension of a length, mass or age: "340 feet tall" → "height", "at a depth of 500 metres" → "depth"."""
    for offset in range(3):
        word = word_at(pieces, last + offset)
        if not word or word in CLAUSE_ENDS or word == ",":
            break
        found = _by_word("dimensions").get(word)
        if found is not None:
            return found
    for offset in range(1, 7):
        word = word_at(pieces, first - offset)
        if not word or word in CLAUSE_ENDS or word == ",":
            return None
        found = _by_word("dimensions").get(word)
        if found is not None and word not in {"north", "south", "east", "west", "from", "off", "away"}:
            return found
    return None
