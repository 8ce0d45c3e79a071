"""The tokenizer of uncased BERT models, in plain Python: the same ids as the `tokenizers` library."""

import unicodedata
from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple, Self

_LONGEST_WORD = 100
_IDEOGRAPHS = (
    (0x3400, 0x4DBF),
    (0x4E00, 0x9FFF),
    (0xF900, 0xFAFF),
    (0x20000, 0x2A6DF),
    (0x2A700, 0x2B73F),
    (0x2B740, 0x2B81F),
    (0x2B820, 0x2CEAF),
    (0x2F800, 0x2FA1F),
)


class _Folding(dict[int, str]):
    """What each character becomes: itself in lower case, a blank, nothing, or a word of its own. Filled as met."""

    def __missing__(self, code: int) -> str:
        self[code] = folded = _folded(chr(code))
        return folded


def _folded(character: str) -> str:
    category = unicodedata.category(character)
    code = ord(character)
    if character in "\t\n\r":
        return " "
    if category in {"Cc", "Cf", "Co", "Cs", "Mn"} or code == 0xFFFD:
        return ""
    if character.isspace():
        return " "
    ascii_symbol = code < 0x80 and not character.isalnum()
    if ascii_symbol or category[0] == "P" or any(low <= code <= high for low, high in _IDEOGRAPHS):
        return f" {character} "
    return character.lower()


class Marks(NamedTuple):
    """How a network sets off the texts of a pair, and by how much its numbers for pieces lie above BERT's.

    `start`, `between` and `end` are pieces of BERT's vocabulary, or numbers where they are the network's own.
    """

    start: tuple[str | int, ...]
    between: tuple[str | int, ...]
    end: tuple[str | int, ...]
    shift: int


BERT = Marks(("[CLS]",), ("[SEP]",), ("[SEP]",), 0)
MPNET = Marks((0,), (2, 2), (2,), 4)  # <s> and </s>; four marks stand before BERT's vocabulary


class WordPiece:
    """Turns texts into the numbers a BERT model reads.

    Accents and case are dropped, punctuation marks and ideographs stand alone, and each word is cut greedily into the
    longest pieces that the vocabulary knows.
    """

    def __init__(self, vocabulary: Sequence[str], marks: Marks = BERT) -> None:
        self._ids = {piece: number + marks.shift for number, piece in enumerate(vocabulary)}
        self._unknown = self._ids["[UNK]"]
        self._start, self._between, self._end = (
            [self._ids[mark] if isinstance(mark, str) else mark for mark in part] for part in marks[:3]
        )
        self._folding = _Folding()
        self._word = lru_cache(maxsize=50_000)(self._pieces)

    @classmethod
    def read(cls, path: Path, marks: Marks = BERT) -> Self:
        """Reads BERT's `vocab.txt`: one piece a line, its number in BERT is the line's."""
        return cls(path.read_text(encoding="utf-8").removesuffix("\n").split("\n"), marks)

    def pieces(self, text: str) -> list[int]:
        """The pieces of a text, without the marks around it."""
        folded = unicodedata.normalize("NFD", text).translate(self._folding)
        return [piece for word in folded.split() for piece in self._word(word)]

    def single(self, text: str, longest: int) -> list[int]:
        """One text as a model reads it, cut to `longest` pieces."""
        room = longest - len(self._start) - len(self._end)
        return [*self._start, *self.pieces(text)[:room], *self._end]

    def pair(self, first: str, second: str, longest: int) -> tuple[list[int], list[int]]:
        """Two texts as a model reads them, with the number of the text (0, 1) that each piece belongs to.

        What is longer than `longest` loses pieces at the end of the longer text.
        """
        left, right = self.pieces(first), self.pieces(second)
        room = longest - len(self._start) - len(self._between) - len(self._end)
        if len(left) + len(right) > room:
            shorter = min(len(left), len(right), room // 2)
            if len(left) <= len(right):
                left, right = left[: max(shorter, room - len(right))], right[: room - min(shorter, len(left))]
            else:
                left, right = left[: room - min(shorter, len(right))], right[:shorter]
        first_side = [*self._start, *left, *self._between]
        second_side = [*right, *self._end]
        return first_side + second_side, [0] * len(first_side) + [1] * len(second_side)

    def _pieces(self, word: str) -> tuple[int, ...]:
        if len(word) > _LONGEST_WORD:
            return (self._unknown,)
        pieces, start = [], 0
        while start < len(word):
            prefix = "##" if start else ""
            for end in range(len(word), start, -1):
                piece = self._ids.get(prefix + word[start:end])
                if piece is not None:
                    pieces.append(piece)
                    start = end
                    break
            else:
                return (self._unknown,)
        return tuple(pieces)
