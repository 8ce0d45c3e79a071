"""Words, numbers and marks of a text with their offsets, and the tables that name them."""

import json
import re
from collections.abc import Sequence
from functools import cache
from importlib import resources
from typing import Any, NamedTuple

PIECE = re.compile(
    r"""[0-9]{1,3}(?:,[0-9]{3})+(?:\.[0-9]+)?(?![0-9])  # 1,200
    | [0-9]+(?:\.[0-9]+)?                              # 300  3.5
    | [^\W\d_]+(?:['’][^\W\d_]+)*                      # words; hyphens part them here ("twenty-two", "two-hour")
    | [^\w\s] | \w""",
    re.VERBOSE,
)
HYPHENS = frozenset("-‑–")


class Piece(NamedTuple):
    """A word, a number or a mark of a text, lower-cased, with its offsets."""

    word: str
    start: int
    end: int
    is_capitalised: bool


def split_pieces(text: str) -> list[Piece]:
    """Split a text into words, numbers and marks; hyphens are pieces of their own."""
    return [
        Piece(match.group().lower().replace("’", "'"), match.start(), match.end(), match.group()[0].isupper())
        for match in PIECE.finditer(text)
    ]


@cache
def load_table(name: str) -> dict[str, Any]:
    """Load a table of the data folder."""
    raw = resources.files("summarizer.text").joinpath(f"data/{name}.json").read_text(encoding="utf-8")
    loaded: dict[str, Any] = json.loads(raw)
    return loaded


def word_at(pieces: Sequence[Piece], index: int) -> str:
    """Give the word at an index; empty outside the text."""
    return pieces[index].word if 0 <= index < len(pieces) else ""


def touches(pieces: Sequence[Piece], index: int) -> bool:
    """Whether a piece follows the one before it without a space."""
    return 0 < index < len(pieces) and pieces[index - 1].end == pieces[index].start


def is_digits(word: str) -> bool:
    """Whether a piece is written in digits."""
    return word[:1].isascii() and word[:1].isdigit()
