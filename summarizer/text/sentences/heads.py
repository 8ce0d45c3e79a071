"""The head of an article: the lines above its first paragraph, and which of them is what."""

import re
from collections.abc import Sequence
from enum import Enum
from typing import NamedTuple

from summarizer.models import SentenceRole
from summarizer.text.sentences.boilerplate import is_boilerplate, is_caption
from summarizer.text.sentences.bylines import is_bare_byline, is_byline, is_post
from summarizer.text.sentences.datelines import match_dateline, match_place_and_date
from summarizer.text.sentences.headlines import Candidate, choose_headline, is_document_label, is_masthead_like
from summarizer.text.sentences.layout import Block
from summarizer.text.sentences.line_forms import (
    KEY_AND_VALUE,
    ends_like_sentence,
    is_item,
    is_prose,
    is_shouted,
    is_turn,
)
from summarizer.text.sentences.printed_dates import find_date, is_date_line

# Blocks among which the first paragraph is looked for; menus above an article have some dozens of items.
LONGEST_HEAD = 80
LONGEST_LINE = 400  # characters looked at: whatever is longer is a paragraph
FEWEST_DECK_WORDS = 5  # a shorter line below the headline is a label
FEWEST_TURNS = 3  # lines with a speaker's label that make a text a transcript

KICKER = re.compile(
    r"(?:opinion|analysis|comment(?:ary)?|editorial|exclusive|breaking(?: news)?|live(?: updates| blog)?|feature|interview"
    r"|explainer|fact ?check|obituary|review|letters?|sport|business|world|politics|column|background|profile|in brief"
    r"|for immediate release|press release|news release|media release|embargoed.{0,40}|update(?: no\.?)? ?\d*|transcript"
    r"|urgent|special report|investigation|long read|recap|preview|summary|key points|at a glance|published|updated|posted"
    r"|(?:world|local|national|business|sports?|latest|top|home|foreign) news|the latest)(?:\s*[:|–—-])?",
    re.IGNORECASE,
)
# Lines of a mail's head and of a protocol's: "Subject: …", "Present: …".
_PREAMBLE = re.compile(
    r"(?:From|To|Cc|Bcc|Subject|Sent|Reply-To|Message-ID|Present|Participants?|Attendees|Speakers|Guests?|Panel|Venue"
    r"|Location):\s"
)
_LABELLED_DATE = re.compile(
    r"(?:first |last )?(?:published|posted|updated|released|issued|date|modified)\b", re.IGNORECASE
)


class LineKind(Enum):
    """What a line above the first paragraph is; `OPEN` lines may be the headline."""

    BYLINE = "byline"
    PLACE = "place and date"
    DATE = "date"
    KICKER = "kicker"
    MENU = "menu"
    OPEN = "open"


_ROLES: dict[LineKind, SentenceRole] = {
    LineKind.BYLINE: "byline",
    LineKind.PLACE: "dateline",
    LineKind.DATE: "heading",
    LineKind.KICKER: "heading",
    LineKind.MENU: "boilerplate",
}
_DIVIDERS = frozenset((LineKind.DATE, LineKind.MENU, LineKind.PLACE))


class _HeadLine(NamedTuple):
    words: str
    kind: LineKind
    is_apart: bool


def find_first_paragraph(text: str, blocks: Sequence[Block], words: Sequence[str]) -> int:
    """Give the position of the block with which the article's own text begins; `words` are the blocks' beginnings."""
    is_transcript = sum(is_turn(line) for line in words[:LONGEST_HEAD]) >= FEWEST_TURNS
    open_lines: list[int] = []
    for index, (block, line) in enumerate(zip(blocks[:LONGEST_HEAD], words, strict=False)):
        if match_dateline(text, block.start, block.end, is_first=True):
            return index
        if len(line) <= LONGEST_LINE and kind_of(line) is not LineKind.OPEN:
            continue
        following = words[index + 1] if index + 1 < len(words) else ""
        if is_prose(line) or (is_transcript and is_turn(line)) or (_is_listed(line) and _is_listed(following)):
            return index
        open_lines.append(index)
    return _first_sentence(words, open_lines)


def roles_of_head(blocks: Sequence[Block], words: Sequence[str], following: str) -> list[SentenceRole]:
    """Give the lines above the first paragraph, which is `following`, their roles."""
    lines = [_HeadLine(line, kind_of(line), block.is_apart) for block, line in zip(blocks, words, strict=True)]
    lines = _with_bare_byline(lines)
    open_lines = [index for index, line in enumerate(lines) if line.kind is LineKind.OPEN]
    chosen = choose_headline([_candidate(index, lines, following) for index in open_lines])
    headline = None if chosen is None else open_lines[chosen]
    return [
        _ROLES.get(line.kind) or ("headline" if _is_headline(index, headline, lines) else "heading")
        for index, line in enumerate(lines)
    ]


def kind_of(line: str) -> LineKind:
    """Tell what a line above the first paragraph is by its own words."""
    if is_byline(line):
        return LineKind.BYLINE
    if _PREAMBLE.match(line):
        return LineKind.KICKER
    if match_place_and_date(line):
        return LineKind.PLACE
    if is_date_line(line) or (_LABELLED_DATE.match(line) and find_date(line)) or _is_dated_row(line):
        return LineKind.DATE
    if KICKER.fullmatch(line):
        return LineKind.KICKER
    return LineKind.MENU if is_boilerplate(line) or is_caption(line) else LineKind.OPEN


def names_outlet(line: str) -> bool:
    """Whether a line above the headline names the outlet or the issuer, and is no kicker."""
    return kind_of(line) is LineKind.OPEN and is_masthead_like(line) and not is_document_label(line)


def _first_sentence(words: Sequence[str], open_lines: Sequence[int]) -> int:
    """Find the beginning of a text without any paragraph: a line that ends like a sentence, or what is below a title."""
    if len(open_lines) == 1:
        return open_lines[0]
    ended = next((index for index in open_lines[1:] if ends_like_sentence(words[index])), None)
    if ended is not None:
        return ended
    return open_lines[0] + 1 if open_lines else min(len(words), LONGEST_HEAD)


def _is_listed(line: str) -> bool:
    """Whether a line is a list item and no headline of the form "Levan: what we know"."""
    pair = KEY_AND_VALUE.match(line)
    is_wordy = pair is not None and (is_shouted(line) or len(pair["value"].split()) > 3)
    is_plain = is_wordy and not any(map(str.isdigit, line))
    return is_item(line) and not is_plain and kind_of(line) is LineKind.OPEN


def _is_dated_row(line: str) -> bool:
    """Whether a line is a row of short pieces with a date ("The Gazette | Sport | 4 May 2025")."""
    pieces = re.split(r"\s*[|·•]\s*|\s{2,}|, ", line)
    is_row = len(pieces) > 1 and all(len(piece.split()) <= 5 for piece in pieces)
    return is_row and len(line) <= 140 and find_date(line) is not None and not ends_like_sentence(line)


def _with_bare_byline(lines: list[_HeadLine]) -> list[_HeadLine]:
    """Mark a name that stands alone as the byline, if no line says "By", and the author's post below a byline."""
    if not any(line.kind is LineKind.BYLINE for line in lines):
        name = next((line.words for index, line in enumerate(lines) if _is_bare_byline(lines, index)), None)
        lines = [line._replace(kind=LineKind.BYLINE) if line.words == name else line for line in lines]
    return [
        line._replace(kind=LineKind.KICKER)
        if line.kind is LineKind.OPEN and above.kind is LineKind.BYLINE and is_post(line.words)
        else line
        for above, line in zip([_HeadLine("", LineKind.OPEN, is_apart=True), *lines], lines, strict=False)
    ]


def _is_bare_byline(lines: Sequence[_HeadLine], index: int) -> bool:
    """Whether a name stands alone below a headline, and last, beside a date, above a post or above itself again."""
    line = lines[index]
    if line.kind is not LineKind.OPEN or not is_bare_byline(line.words):
        return False
    if not any(above.kind is LineKind.OPEN and not is_masthead_like(above.words) for above in lines[:index]):
        return False
    if index + 1 == len(lines):
        return not is_shouted(line.words)
    below = lines[index + 1]
    return LineKind.DATE in (lines[index - 1].kind, below.kind) or is_post(below.words) or below.words == line.words


def _candidate(index: int, lines: Sequence[_HeadLine], following: str) -> Candidate:
    below = lines[index + 1].words if index + 1 < len(lines) else following
    closed_below = (line.kind for line in lines[index + 1 :] if line.kind is not LineKind.OPEN)
    return Candidate(
        text=lines[index].words,
        is_apart=lines[index].is_apart,
        is_after_divider=any(line.kind in _DIVIDERS for line in lines[:index]),
        is_before_byline=next(closed_below, None) is LineKind.BYLINE,
        is_above_list=_is_listed(below),
    )


def _is_headline(index: int, headline: int | None, lines: Sequence[_HeadLine]) -> bool:
    """Whether a line is the headline, or a deck of it close below."""
    if headline is None or index <= headline:
        return index == headline
    below = lines[headline + 1 : index + 1]
    is_near = sum(line.is_apart for line in below) <= 1 and all(line.kind is LineKind.OPEN for line in below)
    words = lines[index].words
    is_wordy = len(words.split()) >= FEWEST_DECK_WORDS and not is_item(words) and not is_document_label(words)
    return is_near and is_wordy
