"""Parts of a time as they are read: a day, a time of day, or a coarser time."""

import datetime as dt
import re
from collections.abc import Callable
from typing import NamedTuple

from summarizer.text.times.forms import DAY_PARTS

Match = re.Match[str]
Anchor = dt.date | None

FUTURE = re.compile(
    r"\b(?:will|shall|won['’]t|is to|are to|to be|due|going to|expected|plans? to|hopes?|scheduled"
    r"|would|should|intends?|set to|wants? to|deadline|no later than|at the earliest)\b|['’]ll\b"
    r"|\b(?:until|till|by|from|next)\s+(?:the\s+)?$",
    re.IGNORECASE,
)
"""Words before a weekday that turn it to the coming one, prepositions right before it; else news tells of the last one."""
FAR_BACK = 70  # characters before a weekday that are searched for such a word; about a clause
UNKNOWN_DAY = "XXXX-XX-XX"


class TimePart(NamedTuple):
    """A part of a time: `day` and `clock` are value parts, either empty; a coarse time has only `day`."""

    start: int
    end: int
    day: str
    clock: str = ""
    is_coarse: bool = False


def make_day(match: Match, day: str, clock: str = "") -> TimePart:
    """Make the part for a whole match that names a day, or a time of day."""
    return TimePart(match.start(), match.end(), day, clock)


def part_of(match: Match) -> str:
    """Give the part of the day that a match names ("EV"); empty where it names none."""
    part = match.groupdict().get("part")
    return DAY_PARTS[part.lower()] if part else ""


def looks_ahead(match: Match) -> bool:
    """Whether a word before a match, in its sentence, speaks of what is to come."""
    before = match.string[max(0, match.start() - FAR_BACK) : match.start()]
    return FUTURE.search(re.split(r"[.;!?]\s", before)[-1]) is not None


def shifted(anchor: dt.date, days: int) -> str:
    """Count days from the anchor; the value of an unknown day where there is no such day."""
    try:
        return (anchor + dt.timedelta(days)).isoformat()
    except OverflowError:
        return UNKNOWN_DAY


def make_coarse(match: Match, value: str) -> TimePart:
    """Make the part for a whole match that names a time coarser than a day."""
    return TimePart(match.start(), match.end(), value, is_coarse=True)


def from_word(match: Match, group: str, value: str) -> TimePart:
    """Leave the word before a month or a year out of its offsets ("in March")."""
    return TimePart(match.start(group), match.end(), value, is_coarse=True)


Reader = Callable[[Match, Anchor], TimePart | None]
"""Reads a match of a form; None where it is no time after all."""
