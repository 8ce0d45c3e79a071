"""Times of day: "20:15", "2.15 a.m.", "a quarter past four", "seven o'clock", "noon"."""

import re

from summarizer.text.times.forms import DAY_PARTS, SMALL
from summarizer.text.times.parts import Anchor, Match, Reader, TimePart, make_day


def set_by(clock: str, part: str) -> str:
    """Move a clock time into the part of the day that it is said of: six in the evening is 18:00."""
    hour, _, minute = clock.partition(":")
    if hour == "12" and part in {"EV", "NI"}:
        return f"00:{minute}"
    late = part in {"AF", "EV"} or (part == "NI" and int(hour) >= 6)
    return f"{int(hour) + 12:02}:{minute}" if late and 1 <= int(hour) < 12 else clock


def day_part_in(words: str) -> str:
    """Find the part of the day among words ("in the morning on"); empty where there is none."""
    return next((DAY_PARTS[word] for word in words.lower().split() if word in DAY_PARTS), "")


def _read_clock(match: Match, _anchor: Anchor) -> TimePart | None:
    """Read "20:15", "2.15 a.m.", "8.00"; a stop between digits counts only where the words around speak of a clock."""
    hour, minute = int(match["hour"]), match["minute"]
    separator = match.string[match.end("hour")]
    if separator == "." and not match["tail"] and match["hour"][0] != "0" and not _is_spoken_of_as_clock(match):
        return None
    if separator == ":" and hour < 10 and not match["tail"] and len(match["hour"]) == 1 and int(minute) < 10:
        return None  # "3:05" may be a ratio or a running time
    return make_day(match, "", f"{_to_24(hour, match['half']):02}:{minute}")


def _is_spoken_of_as_clock(match: Match) -> bool:
    before = match.string[max(0, match.start() - 12) : match.start()].lower()
    after = match.string[match.end() : match.end() + 12].lower()
    leads = re.search(r"\b(?:at|by|until|till|from|since|after|before)\s$", before) is not None
    return leads and re.match(r"\s?(?:[.,;)]|$|on\b|in the\b|this\b|and\b|[a-z]+day\b|when\b)", after) is not None


def _to_24(hour: int, half: str | None) -> int:
    if half is None:
        return hour
    return hour % 12 + (12 if half.lower() == "p" else 0)


def _read_half_day(match: Match, _anchor: Anchor) -> TimePart | None:
    return make_day(match, "", f"{_to_24(int(match['hour']), match['half']):02}:00")


def _read_past(match: Match, _anchor: Anchor) -> TimePart | None:
    """Read "a quarter past four", "ten to six", "half past seven"."""
    word = match["minute"].lower().replace("-", " ")
    named = {"quarter": 15, "half": 30, "five": 5, "ten": 10, "twenty": 20, "twenty five": 25}
    minute = named[word] if word in named else _hour(word)
    hour = _hour(match["hour"])
    backward = match["side"].lower() in {"to", "before"}
    if (word == "half" and backward) or minute >= 60 or _counts_something(match):
        return None
    total = 60 * hour + (-minute if backward else minute)
    return make_day(match, "", f"{total // 60:02}:{total % 60:02}")


def _counts_something(match: Match) -> bool:
    """Whether "five to ten" is a range of numbers: then a noun follows, and no "a" or "minutes" stands before."""
    if match["minute"].lower() in {"quarter", "half"} or "minute" in match.group().lower():
        return False
    after = match.string[match.end() : match.end() + 16]
    return re.match(r"\s*(?:[.,;)]|$|on\b|in the\b|this\b|when\b|a\.m|p\.m|[A-Z])", after) is None


def _hour(word: str) -> int:
    return int(word) if word.isdigit() else SMALL[word.lower()]


def _read_hour(match: Match, _anchor: Anchor) -> TimePart | None:
    """Read "six" of "six on Thursday evening" and "seven o'clock", not "six" of "six on Thursday"."""
    after = match.string[match.end() : match.end() + 40].lower()
    before = match.string[max(0, match.start() - 20) : match.start()].lower()
    leads = re.search(r"\b(?:at|by|around|about|before|after|until|till|from|since|past)\s$", before) is not None
    says_clock = "clock" in match.group().lower()
    part = re.match(
        r"(?:\s+o['’]clock)?\s+(?:this|that|yesterday|tomorrow|in\s+the|at|on\s+[a-z]+day|[a-z]+day)\s+([a-z]+)", after
    )
    if not says_clock and not leads and not (part and part[1] in DAY_PARTS and not before.endswith("people ")):
        return None
    clock = f"{_hour(match['hour']):02}:00"
    named = DAY_PARTS.get(part[1], "") if part else ""
    return make_day(match, "", set_by(clock, named))


def _read_named(match: Match, _anchor: Anchor) -> TimePart | None:
    return make_day(match, "", "00:00" if match["named"].lower() == "midnight" else "12:00")


CLOCK_READERS: dict[str, Reader] = {
    "digits": _read_clock,
    "half_day": _read_half_day,
    "past": _read_past,
    "hour": _read_hour,
    "named": _read_named,
}
