"""What the judge learns from: pairs of sentences with a class, or with less than one.

Three sources: the written pairs, the labelled pairs of the written stories with their statements, and the pairs of
those stories that no label speaks of, of which only this is known: they are no conflict.
"""

import random
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

import data
import stories
from summarizer.engines.embedded.networks import CLASSES

NOT_A_CONFLICT = -1
A_CONFLICT = -2  # of an unknown type: a statement that a story refutes
CLOSE = 3  # sentences nearest to a statement without evidence, by their words
_WORD = re.compile(r"[a-z0-9]+")
_COMMON = frozenset(
    "the a an of in on at to and or for from by with as is was were are be been has have had it its he she they his her "
    "their that this which who not no said says".split()
)


@dataclass(frozen=True, slots=True)
class Example:
    """Two texts and their class: its place in `CLASSES`, or one of the two half-known ones."""

    a: str
    b: str
    target: int


def target_of(label: str, kind: str) -> int:
    """The place of a label in the judge's classes; a conflict's class is its type."""
    return CLASSES.index(kind if label == "conflict" else label)


def of_pairs(pairs: Iterable[data.Pair]) -> list[Example]:
    """The written pairs."""
    return [Example(pair.a, pair.b, target_of(pair.label, pair.kind)) for pair in pairs]


def of_stories(told: Iterable[stories.Story]) -> list[Example]:
    """The labelled pairs and the statements of stories."""
    found = []
    for story in told:
        words = story.sentences
        found += [Example(words[p.a], words[p.b], target_of(p.label, p.kind)) for p in story.pairs]
        for statement in story.statements:
            found += _of_statement(story, statement)
    return found


def _of_statement(story: stories.Story, statement: stories.Statement) -> list[Example]:
    if statement.label == "nei":
        nearest = sorted(story.sentences.values(), key=lambda text: -overlap(statement.text, text))[:CLOSE]
        return [Example(statement.text, text, CLASSES.index("compatible")) for text in nearest]
    if statement.label == "supported":
        return [Example(statement.text, story.sentences[statement.evidence[0]], CLASSES.index("same"))]
    return [Example(statement.text, story.sentences[place], A_CONFLICT) for place in statement.evidence[:2]]


def overlap(a: str, b: str) -> float:
    """The share of the shorter text's words that both have, by their first five letters."""
    one, other = ({word[:5] for word in _WORD.findall(text.lower())} - _COMMON for text in (a, b))
    return len(one & other) / (1 + min(len(one), len(other)))


class Unlabelled:
    """The pairs of stories that no label speaks of, drawn anew for each epoch, look-alikes more often.

    `pairs` are all of them, story after story.
    """

    FLOOR = 0.03  # chance of a pair without a shared word, against 1 for one that shares all

    def __init__(self, told: Sequence[stories.Story]) -> None:
        self.pairs: list[tuple[str, str]] = []
        self.weights: list[float] = []
        self.bounds = [0]
        for story in told:
            found = [(story.sentences[a], story.sentences[b]) for a, b in story.unlabelled()]
            self.pairs += found
            self.weights += [self.FLOOR + overlap(a, b) for a, b in found]
            self.bounds.append(len(self.pairs))

    def draw(self, count: int, rng: random.Random, suspected: Sequence[float] = (), mined: int = 0) -> list[Example]:
        """About `count` pairs of each story.

        Where `suspected` tells how much the judge so far takes each pair for a conflict, `mined` of them come from the
        twice as many that it suspects most.
        """
        drawn: list[int] = []
        for start, end in pairwise(self.bounds):
            places = range(start, end)
            if suspected:
                worst = sorted(places, key=lambda i: -suspected[i])[: 2 * mined]
                drawn += rng.sample(worst, min(mined, len(worst)))
            # Efraimidis and Spirakis 2006: the largest of u^(1/w) are a weighted sample without replacement.
            keys = {i: rng.random() ** (1 / self.weights[i]) for i in places}
            drawn += sorted(places, key=lambda i: -keys[i])[: count - (mined if suspected else 0)]
        return [Example(*self.pairs[i], NOT_A_CONFLICT) for i in drawn]
