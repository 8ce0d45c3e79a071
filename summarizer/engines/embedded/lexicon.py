"""The word lists of the embedded engine, loaded once and indexed for look-up."""

import json
from functools import cache
from importlib import resources
from typing import Any

from summarizer.text.tokens import stem


@cache
def load(name: str) -> dict[str, Any]:
    """Load one lexicon file by its name without suffix."""
    raw = resources.files("summarizer.engines.embedded").joinpath(f"lexicons/{name}.json").read_text(encoding="utf-8")
    loaded: dict[str, Any] = json.loads(raw)
    return loaded


@cache
def words(name: str, key: str) -> frozenset[str]:
    """Load one list of a lexicon as a set."""
    return frozenset(load(name)[key])


Phrases = dict[str, tuple[tuple[str, ...], ...]]
"""Phrases as tuples of words, by their first word, the longest first."""


@cache
def phrases(name: str, key: str) -> Phrases:
    """Load one list of a lexicon as phrases."""
    table: dict[str, list[tuple[str, ...]]] = {}
    for phrase in sorted({tuple(words.split()) for words in load(name)[key]}, key=lambda words: (-len(words), words)):
        table.setdefault(phrase[0], []).append(phrase)
    return {first: tuple(listed) for first, listed in table.items()}


@cache
def stance_signs() -> dict[str, int]:
    """Map a predicate to +1 (for what follows) or -1 (against it)."""
    return dict.fromkeys(words("stance", "for"), 1) | dict.fromkeys(words("stance", "against"), -1)


@cache
def concepts() -> dict[str, str]:
    """Map a stem to the concept it stands for; a word of two concepts keeps the first that the file lists."""
    table: dict[str, str] = {}
    for concept, members in load("concepts")["concepts"].items():
        for member in members.split():
            table.setdefault(stem(member), concept)
    return table


@cache
def opposites() -> dict[str, tuple[tuple[str, str], ...]]:
    """Map a word to (its opposite, the type of finding), both ways."""
    table: dict[str, list[tuple[str, str]]] = {}
    for kind, pairs in load("antonyms").items():
        if kind == "source":
            continue
        for one, other in pairs:
            table.setdefault(one, []).append((other, kind))
            table.setdefault(other, []).append((one, kind))
    return {word: tuple(others) for word, others in table.items()}


@cache
def degrees() -> dict[str, tuple[tuple[str, int], ...]]:
    """Map a word to the scales it stands on, with -1 for the low end and +1 for the high one."""
    table: dict[str, list[tuple[str, int]]] = {}
    for scale, ends in load("degrees")["scales"].items():
        for sign, listed in zip((-1, 1), ends, strict=True):
            for word in listed.split():
                table.setdefault(word, []).append((scale, sign))
    return {word: tuple(scales) for word, scales in table.items()}


def match_at(folded: list[str], position: int, options: Phrases) -> int:
    """Return the length in words of the longest phrase that begins at a position, 0 where none does."""
    for phrase in options.get(folded[position], ()):
        if tuple(folded[position : position + len(phrase)]) == phrase:
            return len(phrase)
    return 0
