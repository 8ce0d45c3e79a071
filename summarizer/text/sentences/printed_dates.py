"""Dates as they are printed on a line of their own: above a story, in a dateline, after "Published:"."""

import datetime as dt
import re
from functools import cache
from typing import NamedTuple

MONTHS = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
]
_MONTH = (
    r"(?P<month>Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?"
    r"|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?)\.?"
)
WEEKDAY = r"(?:Mon|Tues?|Wed(?:nes)?|Thu(?:rs)?|Fri|Sat(?:ur)?|Sun)(?:day)?\.?"
_DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"
_YEAR = r"(?P<year>(?:19|20)\d\d)"
_CLOCK = (
    r"(?P<hour>[01]?\d|2[0-3])(?:[:.h](?P<minute>[0-5]\d))?(?::[0-5]\d(?:\.\d+)?)?"
    r"(?:\s?(?P<half>[ap])\.?\s?m\b\.?)?"
)
_AT = r"(?:\s*[,T|·•–—-]?\s*(?:at\s+)?" + _CLOCK + r"(?!\d|[:.]\d|\s*(?:min|hours?|comments?|shares?)))?"
LONGEST = 120  # characters of a line with a date, a time, an edition and a price
_DIGIT = re.compile(r"\d")
FORMS = tuple(
    re.compile(r"(?<![\w/])" + form, re.IGNORECASE)
    for form in (
        r"(?P<year>(?:19|20)\d\d)-(?P<number>0[1-9]|1[0-2])-(?P<day>0[1-9]|[12]\d|3[01])(?!\d)" + _AT,
        _DAY + r"(?:\s+of)?\s+" + _MONTH + r"(?:,?\s+" + _YEAR + r"(?!\d)" + _AT + r")?(?![A-Za-z])",
        _MONTH + r"\s+" + _DAY + r"(?!\d)(?:,?\s+" + _YEAR + r"(?!\d)" + _AT + r")?",
    )
)
CLOCK_ONLY = re.compile(
    rf"""(?:(?:last\s+)?(?:updated|published|posted):?\s+)? (?:{WEEKDAY},?\s+)? (?:at\s+)? (?:[01]?\d|2[0-3]) (?: [:.h][0-5]\d (?::[0-5]\d)? )
         (?:\s?[ap]\.?m\.?)? (?:\s?\(?[A-Z]{{2,5}}\)?)? (?:\s*[-–—:])? """
    rf"""| (?:{WEEKDAY},?\s+)? (?:1[0-2]|[1-9])\s?[ap]\.?m\.?(?:\s?\(?[A-Z]{{2,5}}\)?)?
         | (?:(?:last\s+)?(?:updated|published|posted):?\s+)?(?:an?|\d{{1,3}})\s?(?:m|h|d|mins?|minutes?|hrs?|hours?|days?)\sago """,
    re.VERBOSE | re.IGNORECASE,
)
_FURNITURE = re.compile(
    rf"""{WEEKDAY} | \b(?:published|posted|updated|released|issued|created|modified|first|last|date|on|at|by|in|edition
    |late|early|morning|evening|final|weekend|price|no|vol|issue|press|release|read|min|minutes?|gmt|utc|bst|cet|cest
    |eet|eest|est|edt|cst|cdt|pst|pdt|cat|ist|local|time|am|pm)\b | [\W\d_]+ """,
    re.VERBOSE | re.IGNORECASE,
)


class PrintedDate(NamedTuple):
    """A date in a line; `iso` is None when the year is not printed, and has the time if that is."""

    iso: str | None
    start: int
    end: int


def find_date(line: str) -> PrintedDate | None:
    """Find the first date of a line, of the forms "3 March 2026", "March 3, 2026, 8:41 PM" and "2026-03-03"."""
    if not _DIGIT.search(line):
        return None
    found = [match for form in FORMS if (match := form.search(line[:300]))]
    dated = [_as_date(match) for match in sorted(found, key=lambda match: match.start())]
    dates = [date for date in dated if date is not None]
    return next((date for date in dates if date.iso), dates[0] if dates else None)


def is_date_line(line: str) -> bool:
    """Whether a line says when it was published and little else."""
    if len(line) > LONGEST:
        return False
    date = find_date(line)
    if date is None:
        return bool(CLOCK_ONLY.fullmatch(line) or re.fullmatch(WEEKDAY, line, re.IGNORECASE))
    rest = line[: date.start] + " " + line[date.end :]
    words = _FURNITURE.sub(" ", rest).split()
    ends_like_prose = re.search(r"(?<![ap]\.m)[.?!]$", line.rstrip(), re.IGNORECASE) is not None
    return len(words) <= 4 and not ends_like_prose


def _as_date(match: re.Match[str]) -> PrintedDate | None:
    groups = match.groupdict()
    month = int(groups["number"]) if groups.get("number") else _month_number(groups["month"])
    if not groups["year"]:
        return PrintedDate(None, *match.span())
    try:
        day = dt.date(int(groups["year"]), month, int(groups["day"]))
    except ValueError:
        return None
    return PrintedDate(day.isoformat() + _time_of(groups), *match.span())


def _time_of(groups: dict[str, str | None]) -> str:
    """Write the time as "T18:05"; nothing where there is only a bare number."""
    hour, minute, half = groups["hour"], groups["minute"], groups["half"]
    if hour is None or (minute is None and half is None):
        return ""
    clock = int(hour) % 12 + (12 if half and half.lower() == "p" else 0) if half else int(hour)
    return f"T{clock:02}:{minute or '00'}"


@cache
def _month_number(name: str) -> int:
    return next(number for number, month in enumerate(MONTHS, 1) if month.startswith(name.lower()[:3]))
