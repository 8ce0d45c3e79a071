"""Figures and days altered in pairs of sentences that agree, and made equal in pairs that clash by them alone.

A figure told by two articles fills one slot; give one of them another value and they clash. So every figure that a story tells
twice is an example of a slot, in the words of two different writers, of which the labelled pairs have too few. The other way
round, two sentences whose only clash is a figure no longer clash once it is the same: what counts is the figure, not the wording.
"""

import random
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import combinations

import data
import stories
from examples import NOT_A_CONFLICT, Example, overlap, target_of
from summarizer.models import Quantity
from summarizer.text.quantities import comparable, compatible, find_quantities
from summarizer.text.quantities.cardinals import number_words

TELLING = 13  # a figure from here on is hardly told twice by chance; a smaller one must count the same thing
SHARED = 0.1  # least overlap of words of two sentences that tell a figure twice without a label that says so
TENS = 20  # from here on words for numbers join: "forty-six"
UNMISTAKABLE = 100  # a figure from here on is taken for the same without any other shared word
TRIES = 20
_DIGITS = re.compile(r"\d+(?:,\d{3})*(?:\.\d+)?")
_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_DAY = re.compile("|".join(_DAYS))
_NAMES = {value: word for word, value in sorted(number_words().items(), reverse=True) if value > 1}
_NUMERAL = re.compile(rf"{_DIGITS.pattern}|\b(?:{'|'.join(_NAMES.values())})\b", re.IGNORECASE)


@dataclass(frozen=True)
class Slot:
    """Two sentences of a story that tell one figure or day, and where each tells it."""

    a: str
    b: str
    at: tuple[int, int]
    told: tuple[int, int]
    kind: str


def slots_of(story: stories.Story) -> list[Slot]:
    """The figures and days that a story tells twice, its statements included, without those of pairs that clash."""
    labels = {frozenset((pair.a, pair.b)): pair.label for pair in story.pairs}
    found: list[Slot] = []
    for a, b in combinations(story.sentences, 2):
        label = labels.get(frozenset((a, b)), "")
        if label in {"", "same"}:
            found += slots_between(story.sentences[a], story.sentences[b], is_same=label == "same")
    for statement in story.statements:
        if statement.label == "supported":
            found += slots_between(statement.text, story.sentences[statement.evidence[0]], is_same=True)
    return found


def slots_between(one: str, other: str, *, is_same: bool) -> list[Slot]:
    """The figures that two sentences tell alike; their days too where a label says that both tell the same."""
    if one == other:
        return []
    near = overlap(one, other) >= SHARED
    slots = [
        Slot(one, other, (x.start, x.end), (y.start, y.end), "number")
        for x in _figures(one)
        for y in _figures(other)
        if _is_one_slot(x, y, is_same=is_same, near=near)
    ]
    return slots + (_days(one, other) if is_same else [])


def _is_one_slot(x: Quantity, y: Quantity, *, is_same: bool, near: bool) -> bool:
    if x.low != y.low or x.unit != y.unit:
        return False
    value, is_one_measure = x.low or 0.0, comparable(x, y)
    if is_same:
        return value >= TELLING or is_one_measure
    if value < UNMISTAKABLE and not near:
        return False
    return is_one_measure and (value >= TELLING or x.measure is not None)


@cache
def _figures(text: str) -> tuple[Quantity, ...]:
    return tuple(
        q
        for q in find_quantities(text)
        if q.low == q.high
        and q.low
        and q.unit != "score"
        and _NUMERAL.search(q.text)
        and text[q.start : q.end] == q.text
    )


def _days(one: str, other: str) -> list[Slot]:
    days = [list(_DAY.finditer(text)) for text in (one, other)]
    if [len(found) for found in days] != [1, 1] or days[0][0][0] != days[1][0][0]:
        return []
    return [Slot(one, other, days[0][0].span(), days[1][0].span(), "date")]


def clash(slot: Slot, rng: random.Random) -> Example | None:
    """The two sentences with another figure or day in one of them; None where no other figure would clash."""
    turned = rng.random() < 0.5
    text, other = (slot.b, slot.a) if turned else (slot.a, slot.b)
    start, end = slot.told if turned else slot.at
    for _ in range(TRIES):
        new = _other_day(text[start:end], rng) if slot.kind == "date" else _other_figure(text[start:end], rng)
        if new and (slot.kind == "date" or _clashes(text[start:end], new)):
            return Example(text[:start] + new + text[end:], other, target_of("conflict", slot.kind))
    return None


def _other_day(day: str, rng: random.Random) -> str:
    return rng.choice([name for name in _DAYS if name != day])


def _clashes(old: str, new: str) -> bool:
    one, other = find_quantities(old), find_quantities(new)
    return bool(one and other) and not compatible(one[0], other[0])


def _other_figure(text: str, rng: random.Random) -> str | None:
    """The text with another numeral in the first one's form."""
    numeral = _NUMERAL.search(text)
    if not numeral:
        return None
    new = _in_digits(numeral[0], rng) if numeral[0][0].isdigit() else _in_words(numeral[0], rng)
    return new and text[: numeral.start()] + new + text[numeral.end() :]


def _in_words(word: str, rng: random.Random) -> str | None:
    value = number_words()[word.lower()]
    near = [
        name
        for other, name in _NAMES.items()
        if 0 < abs(other - value) <= max(3, value) and (other >= TENS) == (value >= TENS)
    ]
    new = rng.choice(near) if near else None
    return new.capitalize() if new and word[0].isupper() else new


def _in_digits(numeral: str, rng: random.Random) -> str:
    """Another figure of as many digits after the point: one digit changed, two swapped, scaled or a power of ten off."""
    digits = numeral.replace(",", "")
    places = len(digits.partition(".")[2])
    value = float(digits)
    way = rng.random()
    if way < 0.25 and len(digits) > 1:
        at = rng.randrange(len(digits) - 1)
        swapped = list(digits)
        swapped[at], swapped[at + 1] = swapped[at + 1], swapped[at]
        new = "".join(swapped)
        value = float(new) if new[0] not in "0." and new[-1] != "." else 0.0
    elif way < 0.35:
        value *= rng.choice((0.1, 10))
    elif value < TELLING and not places:
        value += rng.choice((-3, -2, -1, 1, 2, 3))
    else:
        value = _rounded(value * rng.uniform(0.5, 1.9), digits)
    if value <= 0:
        return numeral
    grouped = "," in numeral or (value >= 1000 and len(digits) < 4)
    return f"{value:{',' if grouped else ''}.{places}f}"


def _rounded(value: float, like: str) -> float:
    """With as many digits other than 0 at the end as the figure it stands for."""
    whole = like.partition(".")[0]
    return value if "." in like else float(round(value, len(whole.rstrip("0")) - len(whole)))


def equal(story: stories.Story) -> Iterator[Example]:
    """Pairs that clash by one figure alone, with that figure the same in both: they clash no more."""
    for pair in story.pairs:
        if pair.label != "conflict" or pair.kind != "number":
            continue
        a, b = story.sentences[pair.a], story.sentences[pair.b]
        found = [(x, y) for x in _figures(a) for y in _figures(b) if comparable(x, y) and not compatible(x, y)]
        if len(found) != 1:
            continue
        x, y = found[0]
        numeral, there = _NUMERAL.search(x.text), _NUMERAL.search(y.text)
        if numeral and there and x.unit == y.unit and numeral[0][0].isdigit() == there[0][0].isdigit():
            start = y.start + there.start()
            yield Example(a, b[:start] + numeral[0] + b[start + len(there[0]) :], NOT_A_CONFLICT)


def of_slots(slots: Sequence[Slot], most: int, rng: random.Random) -> list[Example]:
    """At most so many of the slots, each with its figure or day altered anew."""
    drawn = (clash(slot, rng) for slot in rng.sample(slots, min(most, len(slots))))
    return [example for example in drawn if example]


class Altered:
    """What a set of pairs and stories gives, its slots found once and altered anew for each epoch."""

    def __init__(self, written: Iterable[data.Pair], told: Iterable[stories.Story]) -> None:
        self.groups: list[list[Slot]] = [slots_of(story) for story in told]
        self.groups += [slots_between(pair.a, pair.b, is_same=True) for pair in written if pair.label == "same"]
        self.equal = [example for story in told for example in equal(story)]

    def draw(self, most: int, rng: random.Random) -> list[Example]:
        """At most `most` altered pairs of each story or written pair, and the pairs that were made equal."""
        return [example for slots in self.groups for example in of_slots(slots, most, rng)] + self.equal
