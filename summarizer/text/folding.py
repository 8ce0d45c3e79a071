"""Finding a quote in a text whatever typographic marks it is set with, and where it stands, to the character.

What may differ, and the words still count as the same:

    curly, straight and low quotation marks     “ ” „ ‟ ″ → "     ‘ ’ ‚ ‛ ′ ʼ ` ´ → '
    hyphens, dashes, the minus sign             ‐ ‑ ‒ – — ― − → -, and a run of them is one
    white space of any kind, in runs            NBSP, thin spaces, tabs, line ends → one space
    marks that are not seen                     soft hyphen, zero-width space and joiners, BOM → nothing
    an ellipsis as one character or three       … → ...
    Latin ligatures                             ﬁ ﬂ ﬀ ﬃ ﬄ → fi fl ff ffi ffl
    accents as one character or two             é (U+00E9) and e + U+0301 (Unicode NFD)

Case, digits, words and every other mark must be equal: nothing is matched approximately.
"""

import unicodedata
from functools import lru_cache
from typing import NamedTuple

QUOTES = dict.fromkeys("“”„‟″〃", '"') | dict.fromkeys("‘’‚‛′ʼ`´", "'")
DASHES = frozenset("-‐‑‒–—―−﹘﹣-")
UNSEEN = frozenset("\u00ad\u200b\u200c\u200d\u2060\ufeff")
EXPANDED = {"…": "...", "ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl"}
# Scripts above this point (from Armenian and Hebrew on, Chinese and Thai among them) are not checked for whole words.
LAST_SPACED_SCRIPT = 0x0530


class Folded(NamedTuple):
    """A folded text; the character at `text[i]` was made from the original's characters `offsets[i]` to `ends[i]`."""

    text: str
    offsets: tuple[int, ...]
    ends: tuple[int, ...]


def fold(text: str) -> Folded:
    """Fold typographic marks and white space, and keep the offset of each character's origin."""
    characters: list[str] = []
    offsets: list[int] = []
    ends: list[int] = []
    for position, original in enumerate(text):
        for character in _fold_character(original):
            if (
                character in " -"
                and characters
                and characters[-1] == character
                and ends[-1] == _seen_end(text, position)
            ):
                ends[-1] = position + 1
                continue
            characters.append(character)
            offsets.append(position)
            ends.append(position + 1)
    return Folded("".join(characters), tuple(offsets), tuple(ends))


def locate(quote: str, text: str, start: int = 0, end: int | None = None) -> tuple[int, int] | None:
    """Find where a quote stands in text[start:end]: its first exact occurrence, else its first after folding.

    White space around the quote is ignored. A match that would begin or end inside a word or a number is none, so
    that "200 people" is not found in "1,200 people".

    Returns:
        The offsets in `text`, such that text[a:b] is the quote up to typographic marks, or None if it is not there.
    """
    end = len(text) if end is None else min(end, len(text))
    wanted = quote.strip()
    if start >= end:
        return None
    exact = _find_whole(wanted, text, start, end) if wanted else None
    if exact is not None and wanted[0].isalnum():
        return exact
    if not fold(wanted).text.strip():  # nothing that is seen
        return None
    return exact if exact is not None else _locate_folded(wanted, text, start, end)


def _find_whole(wanted: str, text: str, start: int, end: int) -> tuple[int, int] | None:
    position = text.find(wanted, start, end)
    while position >= 0:
        if _is_whole(text, position, position + len(wanted)):
            return position, position + len(wanted)
        position = text.find(wanted, position + 1, end)
    return None


def _locate_folded(quote: str, text: str, start: int, end: int) -> tuple[int, int] | None:
    folded = _fold_kept(text[start:end])
    wanted = fold(quote).text.strip()
    position = folded.text.find(wanted) if wanted else -1
    while position >= 0:
        first, last = position, position + len(wanted) - 1
        begin, stop = folded.offsets[first] + start, folded.ends[last] + start
        if _is_undivided(folded, first, last) and _is_whole(text, begin, stop):
            return begin, stop
        position = folded.text.find(wanted, position + 1)
    return None


@lru_cache(maxsize=16)  # many quotes are looked for in the same few articles
def _fold_kept(text: str) -> Folded:
    return fold(text)


def _fold_character(character: str) -> str:
    if character < "\x7f" and character not in "`-":
        return " " if character.isspace() else character
    if character in QUOTES:
        return QUOTES[character]
    if character in DASHES:
        return "-"
    if character in UNSEEN:
        return ""
    if character.isspace():
        return " "
    return EXPANDED.get(character) or unicodedata.normalize("NFD", character)


def _seen_end(text: str, position: int) -> int:
    """Give the end of the last character before `position` that is seen."""
    while position > 0 and text[position - 1] in UNSEEN:
        position -= 1
    return position


def _is_undivided(folded: Folded, first: int, last: int) -> bool:
    """Whether a match takes no part of a ligature, an ellipsis or an accented letter without the rest."""
    if first > 0 and folded.offsets[first - 1] == folded.offsets[first]:
        return False
    if last + 1 == len(folded.text):
        return True
    return folded.offsets[last + 1] != folded.offsets[last] and not unicodedata.combining(folded.text[last + 1])


def _is_whole(text: str, start: int, end: int) -> bool:
    """Whether text[start:end] neither begins nor ends inside a word, a number or a range of numbers."""
    before, first = text[max(0, start - 2) : start], text[start]
    last, after = text[end - 1], text[end : end + 2]
    if before and _joins(before[-1], first):
        return False
    if after and _joins(last, after[0]):
        return False
    if first.isdigit() and before and (before[-1] in ".," or before[-1] in DASHES):
        signed = before[-1] in DASHES and (len(before) == 1 or before[0].isspace())
        return not (before[0].isdigit() or signed)
    return not (last.isdigit() and len(after) == 2 and after[0] in ".," and after[1].isdigit())


def _joins(left: str, right: str) -> bool:
    letters = left.isalnum() and right.isalnum()
    return letters and ord(left) < LAST_SPACED_SCRIPT and ord(right) < LAST_SPACED_SCRIPT
