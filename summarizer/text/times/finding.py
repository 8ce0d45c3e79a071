"""Dates and times of an English news text, as TIMEX3 values, relative ones counted from the day of publication."""

import datetime as dt
import re
from collections.abc import Iterator
from typing import NamedTuple

from summarizer.text.times.clocks import CLOCK_READERS, day_part_in, set_by
from summarizer.text.times.coarse import COARSE_READERS
from summarizer.text.times.days import DAY_READERS
from summarizer.text.times.forms import ANY_SIGN, CLOCKS, COARSE, DAYS, SIGNS, signs_in, without_odd_letters
from summarizer.text.times.parts import UNKNOWN_DAY, Anchor, TimePart

GAP = re.compile(
    r"(?:[\s,]|\b(?:on|at|of|in|the|early|late|local|time|by|around|about|morning|afternoon|evening|night)\b)*",
    re.IGNORECASE,
)
_FORMS = [
    (form, readers[name], SIGNS[name])
    for table, readers in ((DAYS, DAY_READERS), (COARSE, COARSE_READERS), (CLOCKS, CLOCK_READERS))
    for name, form in table.items()
]
LONGEST_GAP = 24  # characters between a clock time and its day; "in the afternoon local time on" is rare


class Time(NamedTuple):
    """A date or time in a text, its offsets, and its TIMEX3 value."""

    text: str
    start: int
    end: int
    value: str


def find_times(text: str, anchor: dt.date | None) -> list[Time]:
    """Find dates, times of day, months, quarters and years, in the order of the text.

    Args:
        text: any text; the offsets of what is found are positions in it.
        anchor: the day of publication, from which "yesterday" and "on Monday" are counted. Without it they are left
            open: "XXXX-XX-XX", "XXXX-WXX-1". A weekday is the nearest on or before the anchor, or on or after it where
            a word before it speaks of what is to come; a day without a year is the nearest such day.
    """
    parts = _without_overlaps(sorted(_find_parts(text, anchor), key=lambda part: (part.start, -part.end)))
    joined = _join_clocks(text, [_with_lead(text, part) for part in parts])
    return [Time(text[part.start : part.end], part.start, part.end, _value(part)) for part in joined]


def _value(part: TimePart) -> str:
    return f"{part.day or UNKNOWN_DAY}T{part.clock}" if part.clock else part.day


def _find_parts(text: str, anchor: Anchor) -> Iterator[TimePart]:
    text = without_odd_letters(text)
    signs = signs_in(text)
    if ANY_SIGN.isdisjoint(signs):
        return
    for form, read, needed in _FORMS:
        if any(group.isdisjoint(signs) for group in needed):
            continue  # looking signs up is much faster than looking for a form, and few forms are in a sentence
        for match in form.finditer(text):
            found = read(match, anchor)
            if found is not None:
                yield found


def _without_overlaps(parts: list[TimePart]) -> list[TimePart]:
    """Keep the longer of two parts that overlap."""
    kept: list[TimePart] = []
    for part in parts:
        if kept and part.start < kept[-1].end:
            if part.end - part.start > kept[-1].end - kept[-1].start:
                kept[-1] = part
            continue
        kept.append(part)
    return kept


LEADS = (
    (
        re.compile(
            r"\b(?:(?:small|early|wee) hours|middle of the night|dead of night)\s+(?:of|on)\s+(?:the\s+)?$",
            re.IGNORECASE,
        ),
        "NI",
    ),
    (re.compile(r"\b(?:before|at|by) (?:dawn|daybreak|first light|sunrise)\s+on\s+$", re.IGNORECASE), "NI"),
    (re.compile(r"\b(?:on the|in the) morning of\s+$", re.IGNORECASE), "MO"),
    (re.compile(r"\b(?:on the|in the) evening of\s+$", re.IGNORECASE), "EV"),
    (re.compile(r"\b(?:on|in|during) the night (?:of|to|before)\s+$", re.IGNORECASE), "NI"),
)
"""Words before a day that say which part of it; a night may be the one before or after."""
LONGEST_LEAD = 32  # characters; "in the small hours of the" has 25


def _with_lead(text: str, part: TimePart) -> TimePart:
    """Add the part of the day that stands before a day ("in the small hours of Sunday")."""
    if part.is_coarse or not part.day or part.clock:
        return part
    before = text[max(0, part.start - LONGEST_LEAD) : part.start]
    return next((part._replace(clock=clock) for form, clock in LEADS if form.search(before)), part)


def _join_clocks(text: str, parts: list[TimePart]) -> list[TimePart]:
    """Join a clock time with the day beside it ("six on Thursday evening", "Tuesday, 20:15")."""
    joined: list[TimePart] = []
    for part in parts:
        before = joined[-1] if joined else None
        if before is not None and _are_one(text, before, part):
            clock_first = not before.day
            day, clock = (part, before) if clock_first else (before, part)
            between = day_part_in(text[before.end : part.start])
            joined[-1] = TimePart(before.start, part.end, day.day, set_by(clock.clock, between or day.clock))
        else:
            joined.append(part)
    return joined


def _are_one(text: str, one: TimePart, other: TimePart) -> bool:
    gap = text[one.end : other.start]
    if one.is_coarse or other.is_coarse or bool(one.day) == bool(other.day) or len(gap) > LONGEST_GAP:
        return False
    clock = one.clock if not one.day else other.clock
    return clock[:1].isdigit() and GAP.fullmatch(gap) is not None and "\n\n" not in gap
