"""Whole cases as pairs of sentences, each with the labelled inconsistency that it shows, if any."""

import json
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

from runtime import Embedder
from summarizer.text.sentences import split

FEWEST_WORDS = 6
ROLES = frozenset({"headline", "body"})
FEWEST_SHARED = 8  # characters


class Place(NamedTuple):
    """A stretch of one article."""

    article: str
    start: int
    end: int

    def meets(self, other: "Place") -> bool:
        """Whether two stretches share enough characters to speak of one thing."""
        shared = min(self.end, other.end) - max(self.start, other.start)
        needed = min(FEWEST_SHARED, self.end - self.start, other.end - other.start)
        return self.article == other.article and shared >= needed


@dataclass
class Case:
    """The sentence pairs of a case with their cosine, and for each the number of its inconsistency."""

    name: str
    gold: int
    pairs: list[tuple[str, str, float]] = field(default_factory=list)
    hits: list[int | None] = field(default_factory=list)

    def closest(self, count: int) -> "Case":
        """The case with only its `count` pairs of the highest cosine."""
        best = sorted(range(len(self.pairs)), key=lambda i: -self.pairs[i][2])[:count]
        return Case(self.name, self.gold, [self.pairs[i] for i in best], [self.hits[i] for i in best])


def read_cases(folder: Path, embedder: Embedder, least: float) -> list[Case]:
    """All cases of a folder, with every sentence pair whose cosine is at least `least`."""
    return [_read(path.parent, embedder, least) for path in sorted(folder.glob("*/gold.json"))]


def _read(folder: Path, embedder: Embedder, least: float) -> Case:
    gold = json.loads((folder / "gold.json").read_text(encoding="utf-8"))["inconsistencies"]
    texts = {path.name: path.read_text(encoding="utf-8") for path in sorted((folder / "articles").glob("*.txt"))}
    places = [
        Place(name, sentence.start, sentence.end)
        for name, text in texts.items()
        for sentence in split(text)
        if sentence.role in ROLES and len(text[sentence.start : sentence.end].split()) >= FEWEST_WORDS
    ]
    words = [texts[place.article][place.start : place.end] for place in places]
    rows = embedder.encode(words)
    cosines = rows @ rows.T
    labelled = [
        (_place(texts, pair["a"]), _place(texts, pair["b"]), number)
        for number, item in enumerate(gold)
        for pair in (item, *item.get("also", ()))
    ]
    case = Case(folder.name, len(gold))
    for i, first in enumerate(places):
        for j in range(i + 1, len(places)):
            if cosines[i, j] >= least and words[i] != words[j]:
                case.pairs.append((words[i], words[j], float(cosines[i, j])))
                case.hits.append(_hit(first, places[j], labelled))
    return case


def _place(texts: dict[str, str], side: dict[str, str]) -> Place:
    start = texts[side["article"]].index(side["quote"])
    return Place(side["article"], start, start + len(side["quote"]))


def _hit(first: Place, second: Place, labelled: list[tuple[Place, Place, int]]) -> int | None:
    for a, b, number in labelled:
        if (first.meets(a) and second.meets(b)) or (first.meets(b) and second.meets(a)):
            return number
    return None
