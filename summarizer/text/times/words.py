"""TIMEX3 values in plain words, for people: "Monday 3 March 2025", "March 2025", "the second quarter of 2024"."""

import datetime as dt
import re

from summarizer.text.pieces import load_table
from summarizer.text.times.values import VALUE

_QUARTERS = {"1": "first", "2": "second", "3": "third", "4": "fourth"}
_SEASONS = {"SP": "spring", "SU": "summer", "FA": "autumn", "WI": "winter"}
_PARTS = {"MO": "in the morning", "MI": "at midday", "AF": "in the afternoon", "EV": "in the evening", "NI": "at night"}


def spell_time(value: str) -> str:
    """Spell a value; one of no known form is given back as it is."""
    match = VALUE.fullmatch(value)
    if match is None:
        return value
    day = _spell_day(match)
    clock = _PARTS.get(match["part"] or "", "")
    if match["hour"]:
        clock = f"at {match['hour']}:{match['minute'] or '00'}"
    return " ".join(part for part in (day, clock) if part) or "an unnamed day"


def _spell_day(match: re.Match[str]) -> str:
    year = "" if match["year"] == "XXXX" else match["year"]
    if match["day"] and match["day"] != "XX":
        return _spell_date(match, year)
    if match["month"] and match["month"] != "XX":
        return f"{_month(match['month'])} {year}".strip()
    if match["weekday"] and match["weekday"] != "WE" and match["week"] == "XX":
        return str(load_table("months")["weekdays"][int(match["weekday"]) - 1]).capitalize()
    if match["week"]:
        what = "the weekend of week" if match["weekday"] else "week"
        return f"{what} {match['week']} of {year}" if year else "an unnamed week"
    span = _spell_span(match)
    return f"{span} of {year}" if span and year else span or _spell_years(year)


def _spell_date(match: re.Match[str], year: str) -> str:
    words = f"{int(match['day'])} {_month(match['month'])}"
    if not year or not year.isdigit():
        return words
    try:
        date = dt.date(int(year), int(match["month"]), int(match["day"]))
    except ValueError:
        return f"{words} {year}"
    weekday = str(load_table("months")["weekdays"][date.isoweekday() - 1]).capitalize()
    return f"{weekday} {words} {year}"


def _spell_span(match: re.Match[str]) -> str:
    if match["quarter"]:
        return f"the {_QUARTERS.get(match['quarter'], 'same')} quarter"
    if match["half"]:
        return "the first half" if match["half"] == "1" else "the second half"
    return f"the {_SEASONS[match['season']]}" if match["season"] else ""


def _spell_years(year: str) -> str:
    if year.endswith("XX"):
        return f"the {int(year[:2]) + 1}th century"
    return f"the {year[:3]}0s" if year.endswith("X") else year


def _month(number: str) -> str:
    return "an unnamed month" if number == "XX" else str(load_table("months")["months"][int(number) - 1]).capitalize()
