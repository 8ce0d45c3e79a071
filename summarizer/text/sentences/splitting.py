"""The sentences of an article, with exact offsets and roles."""

import re
from collections.abc import Iterator
from enum import Enum
from typing import NamedTuple

from summarizer.models import Sentence, SentenceRole
from summarizer.text.sentences.boilerplate import LONGEST, is_boilerplate
from summarizer.text.sentences.breaks import find_breaks
from summarizer.text.sentences.datelines import match_dateline
from summarizer.text.sentences.layout import Block, find_blocks
from summarizer.text.sentences.line_forms import is_shouted
from summarizer.text.sentences.roles import assign_roles

# Body paragraphs among which a town in capitals before a dash is still taken for a dateline without date or agency.
DATELINE_PARAGRAPHS = 2

# Paragraphs that must open with a word or two and a full stop before these are taken for headings: one alone is style.
FEWEST_RUN_INS = 3
LONGEST_RUN_IN = 60  # characters
_SHORT_HEAD = re.compile(r"[^\W\d_a-z][\w’'\-]*(?: [\w’'\-]+){0,2}\.")
_CLAUSE_WORDS = frozenset(
    [
        "a",
        "am",
        "are",
        "can",
        "did",
        "do",
        "does",
        "had",
        "has",
        "have",
        "he",
        "i",
        "is",
        "it",
        "no",
        "not",
        "nothing",
        "said",
        "says",
        "she",
        "that",
        "they",
        "this",
        "was",
        "we",
        "were",
        "will",
        "yes",
        "you",
    ]
)


class _Piece(NamedTuple):
    start: int
    end: int
    role: SentenceRole


class _Head(Enum):
    """Whether a paragraph opens with a heading, and of which form."""

    NONE = 0
    SHORT = 1
    SHOUTED = 2


def split(text: str) -> tuple[Sentence, ...]:
    """Split an article into sentences, numbered from 1, in order and without overlap, each with its role.

    Every character that is not white space belongs to exactly one sentence: a headline, a dateline (its dash included),
    a list item or a row of a table stands for one. Time is linear in the length of the text.
    """
    blocks = find_blocks(text)
    paragraphs = list(_with_roles(text, blocks, assign_roles(text, blocks)))
    pieces = [(piece, number) for number, found in enumerate(_mark_run_ins(text, paragraphs), 1) for piece in found]
    return tuple(
        Sentence(number=number, start=piece.start, end=piece.end, role=piece.role, paragraph=paragraph)
        for number, (piece, paragraph) in enumerate(pieces, 1)
    )


def _with_roles(text: str, blocks: list[Block], roles: list[SentenceRole]) -> Iterator[list[_Piece]]:
    paragraphs = 0
    for block, role in zip(blocks, roles, strict=True):
        if role == "body":
            yield list(_split_paragraph(text, block, is_first=paragraphs < DATELINE_PARAGRAPHS))
            paragraphs += 1
        else:
            yield [_Piece(block.start, block.end, role)]


def _split_paragraph(text: str, block: Block, *, is_first: bool) -> Iterator[_Piece]:
    start = block.start
    dateline = match_dateline(text, block.start, block.end, is_first=is_first)
    if dateline is not None:
        yield _Piece(block.start, dateline.end, "dateline")
        start = dateline.end
    for stop in [*find_breaks(text, start, block.end), block.end]:
        piece = text[start:stop]
        stripped = piece.strip()
        if stripped:
            begin = start + len(piece) - len(piece.lstrip())
            is_part = len(stripped) < block.end - block.start
            yield _Piece(begin, begin + len(stripped), _role_of_sentence(stripped) if is_part else "body")
        start = stop


def _mark_run_ins(text: str, paragraphs: list[list[_Piece]]) -> list[list[_Piece]]:
    """Mark headings that are set into their paragraph: "Schools. All are open.", "WHO PAYS? Nobody knows."."""
    heads = [_run_in_head(text, paragraph) for paragraph in paragraphs]
    enough = sum(head is _Head.SHORT for head in heads) >= FEWEST_RUN_INS
    return [
        [paragraph[0]._replace(role="heading"), *paragraph[1:]]
        if head is _Head.SHOUTED or (head is _Head.SHORT and enough)
        else paragraph
        for head, paragraph in zip(heads, paragraphs, strict=True)
    ]


def _run_in_head(text: str, paragraph: list[_Piece]) -> _Head:
    if len(paragraph) < 2 or paragraph[0].role != "body" or paragraph[0].end - paragraph[0].start > LONGEST_RUN_IN:
        return _Head.NONE
    head, following = (text[piece.start : piece.end] for piece in paragraph[:2])
    if is_shouted(head) and not is_shouted(following) and len(head) > 3:
        return _Head.SHOUTED
    match = _SHORT_HEAD.fullmatch(head)
    plain = match is not None and not _CLAUSE_WORDS.intersection(head.lower().rstrip(".").split())
    return _Head.SHORT if plain else _Head.NONE


def _role_of_sentence(sentence: str) -> SentenceRole:
    """Tell a call to the reader at the end of a paragraph ("Tell us what you think!") from the article's own text."""
    return "boilerplate" if len(sentence) <= LONGEST and is_boilerplate(sentence) else "body"
