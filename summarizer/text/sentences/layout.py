"""The layout of a text: lines, and the blocks they make, whether a block is one long line or a hard-wrapped paragraph.

A file with a paragraph a line and a file broken at 70 to 80 columns are told apart by the test that a line was broken
only because the next word did not fit, as a greedy line filler breaks it.
"""

import itertools
import re
from typing import NamedTuple

LINE_END = re.compile(r"\r\n|[\n\r\v\f\x85\u2028\u2029]")

# Widths at which mail, wire services and press offices break lines; beyond, a line is a paragraph.
NARROWEST_WRAP = 40
WIDEST_WRAP = 110
# Share of full lines after which the text must go on in lower case for the file to count as hard-wrapped: in wrapped
# English prose some nine in ten do, in lists of headlines, names and figures hardly any.
WRAPPED_SHARE = 0.3
# Share of longer lines (a web address, a table) that a wrapped file may hold.
OVERLONG_SHARE = 0.05
# Columns by which a line may fall short of the width and still count as full where its sentence visibly goes on.
RAGGED_EDGE = 14

PLAIN_BULLET = re.compile(r"[•‣◦▪■●○∙·*►▸➤✓✔]\s*(?=\S)")
BULLET = re.compile(r"(?:[•‣◦▪■●○∙·*►▸➤✓✔]\s*|(?:[–—\-]|\(?\d{1,2}[.)]|\([a-z]\)|[a-z]\))\s+)(?=\S)")
ROW_GAP = re.compile(r"\t|[ \u00a0]{2,}")
LABEL = re.compile(
    r"(?:[A-Z][A-Z.’'\- ]{0,38}[A-Z.]|[A-Z]|[A-Z][a-z’'\-]+(?: [A-Z][a-z’'\-.]+){0,3})(?: ?\([^)\n]{1,30}\))?:(?=\s|$)"
)
TERMINAL = re.compile(r"""[.!?…:;。！？]["'”’»)\]]*$""")


class Line(NamedTuple):
    """A line that is not blank: its offsets without white space at either side, and the blank lines above it."""

    start: int
    end: int
    blanks: int


class Block(NamedTuple):
    """A paragraph, a headline, a list item, a row: offsets, and whether a blank line (or the edge) is above it."""

    start: int
    end: int
    is_apart: bool


def find_lines(text: str) -> list[Line]:
    """List the lines that are not blank."""
    lines: list[Line] = []
    blanks, position = 1, 0
    for start, end in _raw_lines(text):
        piece = text[start:end]
        stripped = piece.strip()
        if not stripped:
            blanks += 1
            continue
        position = start + len(piece) - len(piece.lstrip())
        lines.append(Line(position, position + len(stripped), blanks))
        blanks = 0
    return lines


def find_blocks(text: str) -> list[Block]:
    """Group the lines of a text into blocks; a line that was broken only for its width goes on in the next."""
    lines = find_lines(text)
    width = _wrap_width(text, lines)
    blocks: list[Block] = []
    previous: Line | None = None
    for line in lines:
        if previous is not None and (
            _continues_item(text, blocks[-1], previous, line) or _continues(text, previous, line, width)
        ):
            blocks[-1] = Block(blocks[-1].start, line.end, blocks[-1].is_apart)
        else:
            blocks.append(Block(line.start, line.end, is_apart=line.blanks > 0))
        previous = line
    return blocks


def is_row(line: str) -> bool:
    """Whether a line is set in columns: gaps of two spaces or tabs between short pieces."""
    pieces = [piece for piece in ROW_GAP.split(line.strip()[:400]) if piece]
    return len(pieces) > 1 and not (len(pieces) == 2 and max(map(len, pieces)) > 60) and not _is_double_spaced(pieces)


def _is_double_spaced(pieces: list[str]) -> bool:
    """Whether the gaps are a typist's two spaces after a sentence."""
    return all(TERMINAL.search(piece) for piece in pieces[:-1])


def _raw_lines(text: str) -> list[tuple[int, int]]:
    bounds: list[tuple[int, int]] = []
    start = 0
    for match in LINE_END.finditer(text):
        bounds.append((start, match.start()))
        start = match.end()
    bounds.append((start, len(text)))
    return bounds


def _wrap_width(text: str, lines: list[Line]) -> int | None:
    """Find the width at which the text is broken, or None if a line of it is a paragraph."""
    lengths = sorted(line.end - line.start for line in lines)
    if len(lengths) < 3:
        return None
    width = lengths[-1]
    if width > WIDEST_WRAP:
        width = lengths[max(0, int(len(lengths) * (1 - OVERLONG_SHARE)) - 1)]
    if not NARROWEST_WRAP <= width <= WIDEST_WRAP:
        return None
    full = [
        (before, after)
        for before, after in itertools.pairwise(lines)
        if after.blanks == 0 and _is_full(text, before, after, width, slack=RAGGED_EDGE)
    ]
    goes_on = sum(text[after.start].islower() for _, after in full)
    return width if full and goes_on >= WRAPPED_SHARE * len(full) else None


def _is_full(text: str, before: Line, after: Line, width: int, slack: int) -> bool:
    """Whether the first word of `after` would not have fitted on the line before it."""
    word = text[after.start : min(after.end, after.start + width)].split(maxsplit=1)[0]
    return before.end - before.start + 1 + len(word) > width - slack


def _continues_item(text: str, block: Block, before: Line, after: Line) -> bool:
    """Whether a line goes on, in lower case and indented or not, with the list item above it."""
    if (
        after.blanks
        or not text[after.start].islower()
        or TERMINAL.search(text, max(before.start, before.end - 8), before.end)
    ):
        return False
    return PLAIN_BULLET.match(text, block.start) is not None


def _continues(text: str, before: Line, after: Line, width: int | None) -> bool:
    if width is None or after.blanks:
        return False
    line, following = text[before.start : before.end], text[after.start : after.end]
    ends = bool(TERMINAL.search(line[-8:]))
    if line[0] == "(" and line[-1] == ")":
        return False
    if is_row(line) or is_row(following) or _starts_afresh(following, ends=ends or bool(BULLET.match(line))):
        return False
    if following[0].islower() and not ends:
        return len(line) >= width // 2
    return _is_full(text, before, after, width, slack=0 if ends else RAGGED_EDGE)


def _starts_afresh(line: str, *, ends: bool) -> bool:
    """Whether a line opens a list item or a speaker's turn; a dash or a number does so only after an ended line."""
    if PLAIN_BULLET.match(line):
        return True
    label = LABEL.match(line)
    return bool(label and (ends or label.group().isupper())) or bool(ends and BULLET.match(line))
