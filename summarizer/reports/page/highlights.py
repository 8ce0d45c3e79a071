"""Spans of a text that overlap, cut into pieces that do not: what nests in HTML whatever overlaps in the text."""

import itertools
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from summarizer.text.sentences.layout import find_blocks


class Span(NamedTuple):
    """A stretch of an article by its offsets, and the number of what it belongs to."""

    start: int
    end: int
    owner: int


class Segment(NamedTuple):
    """A piece of text that lies in the same spans from its first character to its last.

    `owners` are those of the spans it lies in; `opened` and `closed` those whose first or last piece it is.
    """

    text: str
    owners: tuple[int, ...]
    opened: tuple[int, ...]
    closed: tuple[int, ...]


class Passage(NamedTuple):
    """A known stretch of an article: a paragraph, or where the text is not at hand, quotes that touch."""

    start: int
    text: str


def find_passages(text: str) -> list[Passage]:
    """Split a text into its paragraphs; hard-wrapped lines stay together."""
    return [Passage(block.start, text[block.start : block.end]) for block in find_blocks(text)]


def gather_passages(quotes: Sequence[tuple[int, str]]) -> list[Passage]:
    """Put together what quotes tell of a text, each with its offset: those that overlap or touch become one passage."""
    passages: list[Passage] = []
    for start, quote in sorted(quotes, key=lambda pair: (pair[0], -len(pair[1]))):
        last = passages[-1] if passages else None
        if last is None or start > last.start + len(last.text):
            passages.append(Passage(start, quote))
        else:
            known = last.start + len(last.text) - start
            passages[-1] = Passage(last.start, last.text + quote[known:])
    return passages


def cut(passages: Sequence[Passage], spans: Sequence[Span]) -> Iterator[list[Segment]]:
    """Cut passages at every border of a span: for each passage its segments, in order and without gaps.

    A span opens in the first passage that it reaches and closes in the last, so that each owner has one place to go to.
    """
    ordered = sorted(spans, key=lambda span: (span.start, -span.end, span.owner))
    first: dict[Span, int] = {}
    last: dict[Span, int] = {}
    reached: list[list[Span]] = []
    waiting = 0
    active: list[Span] = []
    for number, passage in enumerate(passages):
        end = passage.start + len(passage.text)
        begun = waiting
        while waiting < len(ordered) and ordered[waiting].start < end:
            waiting += 1
        active = [span for span in (*active, *ordered[begun:waiting]) if span.end > passage.start]
        reached.append(active)
        for span in active:
            first.setdefault(span, number)
            last[span] = number
    for number, (passage, inside) in enumerate(zip(passages, reached, strict=True)):
        yield list(
            _cut_one(
                passage,
                inside,
                {span for span in inside if first[span] == number},
                {span for span in inside if last[span] == number},
            )
        )


def _cut_one(passage: Passage, spans: Sequence[Span], begun: set[Span], done: set[Span]) -> Iterator[Segment]:
    end = passage.start + len(passage.text)
    borders = sorted({passage.start, end, *(edge for span in spans for edge in span[:2] if passage.start < edge < end)})
    opened: set[Span] = set()
    for left, right in itertools.pairwise(borders):
        inside = [span for span in spans if span.start < right and span.end > left]
        fresh = [span for span in inside if span in begun and span not in opened]
        opened.update(fresh)
        closing = [span for span in inside if span in done and (span.end <= right or right == end)]
        yield Segment(
            passage.text[left - passage.start : right - passage.start],
            tuple(dict.fromkeys(span.owner for span in inside)),
            tuple(dict.fromkeys(span.owner for span in fresh)),
            tuple(dict.fromkeys(span.owner for span in closing)),
        )
