"""Datelines: the place, and often the day and the agency, in front of a report's first sentence.

The forms are those of the wire services' style books: a town in capitals, a country or state, a date, the agency in
brackets, and a dash.
"""

import re
from typing import NamedTuple

from summarizer.text.sentences.printed_dates import FORMS, WEEKDAY

# A dateline of four words of place, region, date and agency stays under this many characters.
LONGEST = 140

_UPPER = r"A-ZÀ-ÖØ-ÞĀĂĄĆČĎĐĒĖĘĚĞĢĪĮİĶĹĻĽŁŃŇŌŐŒŘŚŞŠȘŤȚŪŮŰŹŻŽ"
_CAPITALS = rf"[{_UPPER}][{_UPPER}.’'\-]*"
_TOWN = rf"(?P<capitals>{_CAPITALS}(?:[ /]{{1,3}}{_CAPITALS}){{0,4}})"
_MIXED_WORD = rf"(?:[{_UPPER}][\w.’'\-]*|de|la|le|el|al|da|do|dos|du|of|and|on|upon|sur|am|an|der|the)"
_MIXED = rf"(?P<mixed>[{_UPPER}][\w.’'\-]*(?:[ ]{_MIXED_WORD}){{0,3}}(?:\s*/\s*[{_UPPER}][\w.’'\-]*(?:[ ]{_MIXED_WORD}){{0,3}})?)"
_REGION = rf"(?P<region>(?:,[ ]{_MIXED_WORD}(?:[ ]{_MIXED_WORD}){{0,3}}){{0,2}}?)"
_MONTH = r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\.?"
_DATE = (
    rf"(?P<date>,?[ ](?:{WEEKDAY},?[ ])?(?:{_MONTH}[ ]\d{{1,2}}(?:st|nd|rd|th)?|\d{{1,2}}(?:st|nd|rd|th)?[ ]{_MONTH})"
    r"(?:,?[ ](?:19|20)\d\d)?)"
)
_AGENCY = r"(?P<agency>,?[ ]?[(\[][A-Z][^()\[\]\n]{1,40}[)\]])"
_AGENCY_ALONE = r"(?P<alone>\([A-Z][\w. ]{1,30}\))"
_DASH = r"[ \u00a0]*(?:[–—―]|--+|(?<=[ \u00a0])-(?=[ \u00a0]|\Z))"
_ANY_DASH = re.compile(r"[–—―-]")
DATELINE = re.compile(
    rf"(?:(?:{_TOWN}|{_MIXED}){_REGION}{_DATE}?{_AGENCY}?|{_AGENCY_ALONE}){_DASH}(?=\s|[A-Z\"“‘'«\d]|\Z)"
)
PLACE_AND_DATE = re.compile(
    rf"(?P<place>{_MIXED[len('(?P<mixed>') : -1]}(?:,[ ]{_MIXED_WORD}(?:[ ]{_MIXED_WORD}){{0,2}})?),[ ](?={WEEKDAY}|\d|{_MONTH})"
)
# What stands in capitals before a dash and is no town.
KICKERS = frozenset(
    [
        "analysis",
        "blog",
        "breaking",
        "brief",
        "comment",
        "correction",
        "corrected",
        "editorial",
        "exclusive",
        "explainer",
        "factbox",
        "feature",
        "gallery",
        "interview",
        "letter",
        "live",
        "news",
        "notice",
        "obituary",
        "opinion",
        "photos",
        "poll",
        "podcast",
        "press",
        "profile",
        "quiz",
        "refile",
        "report",
        "review",
        "sport",
        "statement",
        "timeline",
        "transcript",
        "update",
        "urgent",
        "video",
        "watch",
    ]
)


class Dateline(NamedTuple):
    """A dateline: its end (dash included), its words without the dash, and the agency named in it, or None."""

    end: int
    words: str
    agency: str | None


def match_dateline(text: str, start: int, end: int, *, is_first: bool) -> Dateline | None:
    """Find the dateline with which the paragraph text[start:end] opens, or None.

    A town alone before a dash counts only in capitals and in the first paragraph, for later a dash means other things.
    """
    head = text[start : min(end, start + LONGEST)]
    match = DATELINE.match(head) if _ANY_DASH.search(head) else None
    if match is None or not _is_dateline(match, head, is_first=is_first):
        return None
    words = head[: match.end()].rstrip().rstrip("–—―-").rstrip()
    named = match["agency"] or match["alone"]
    agency = named.strip(" ,()[]") if named else None
    return Dateline(start + match.end(), words, agency)


def match_place_and_date(line: str) -> str | None:
    """Give the place of a line that is a place and a full date ("Port Maro, Friday 6 May 2022"), or None."""
    match = PLACE_AND_DATE.match(line) if len(line) <= LONGEST else None
    if match is None or not any(form.match(line, _skip_weekday(line, match.end())) for form in FORMS):
        return None
    words = {word.lower() for word in re.findall(r"\w+", match["place"])}
    return None if words & KICKERS or re.match(WEEKDAY, match["place"]) else match["place"]


def _skip_weekday(line: str, position: int) -> int:
    weekday = re.compile(rf"{WEEKDAY},?[ ]").match(line, position)
    return weekday.end() if weekday else position


def _is_dateline(match: re.Match[str], head: str, *, is_first: bool) -> bool:
    town = match["capitals"] or match["mixed"] or match["alone"]
    words = {word.lower() for word in re.findall(r"\w+", town)}
    if words & KICKERS or re.fullmatch(WEEKDAY, town, re.IGNORECASE):
        return False
    if match["date"] or match["agency"] or match["alone"]:
        return True
    following = head[match.end() :].lstrip()[:24]
    if not match["capitals"] or not is_first or len(town) < 3:
        return False
    return not following or (not following[0].islower() and any(character.islower() for character in following))
