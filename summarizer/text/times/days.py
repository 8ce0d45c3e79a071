"""Days: dates in all usual forms, weekdays, "yesterday", "last night"."""

import datetime as dt

from summarizer.text.times.forms import DAY_PARTS, MONTHS, ORDINALS, WEEKDAYS
from summarizer.text.times.parts import (
    UNKNOWN_DAY,
    Anchor,
    Match,
    Reader,
    TimePart,
    looks_ahead,
    make_day,
    part_of,
    shifted,
)


def _read_date(match: Match, anchor: Anchor) -> TimePart | None:
    groups = match.groupdict()
    name = groups["month"].rstrip(".").lower()
    month = MONTHS[name] if name in MONTHS else int(name)
    day = ORDINALS[groups["ordinal"]] if groups.get("ordinal") else int(groups["day"])
    named_day = (groups.get("named_day") or "")[:3].lower()
    weekday = next((number for word, number in WEEKDAYS.items() if named_day and word.startswith(named_day)), None)
    value = date_value(groups["year"], month, day, anchor, weekday)
    return make_day(match, value, part_of(match)) if value else None


def _read_second(match: Match, anchor: Anchor) -> TimePart | None:
    """Read the 14 of "September 5 to 14"."""
    found = _read_date(match, anchor)
    return found._replace(start=match.start("day")) if found else None


def date_value(year: str | None, month: int, day: int, anchor: Anchor, weekday: int | None = None) -> str | None:
    """Write a day's value; without a year it is the nearest such day, of the right weekday where one is named."""
    known = [int(year)] if year else [anchor.year, anchor.year - 1, anchor.year + 1] if anchor else [2000]
    dates = [date for date in (_date(candidate, month, day) for candidate in known) if date is not None]
    if not dates:
        return None
    if year is None and anchor is None:  # 2000 was a leap year: it has every day there is
        return f"XXXX-{month:02}-{day:02}"
    fitting = [date for date in dates if date.isoweekday() == weekday] or dates
    return min(fitting, key=lambda date: abs((date - anchor).days) if anchor else 0).isoformat()


def _date(year: int, month: int, day: int) -> dt.date | None:
    try:
        return dt.date(year, month, day)
    except ValueError:
        return None


def _read_slashes(match: Match, _anchor: Anchor) -> TimePart | None:
    """Read "30/09/2024" and "09/30/2024" where only one order is possible."""
    first, second = int(match["first"]), int(match["second"])
    if first != second and max(first, second) <= 12:
        return None
    day, month = (first, second) if first > 12 else (second, first)
    value = date_value(match["year"], month, day, None) if month <= 12 else None
    return make_day(match, value) if value else None


def _read_weekday(match: Match, anchor: Anchor) -> TimePart | None:
    number = WEEKDAYS[match["weekday"].lower()]
    if anchor is None:
        return make_day(match, f"XXXX-WXX-{number}", part_of(match))
    which = (match["which"] or "").lower()
    back = (anchor.isoweekday() - number) % 7
    if which in {"last", "previous", "past"}:
        offset = -(back or 7)
    elif which in {"next", "coming"}:
        offset = (7 - back) or 7
    elif looks_ahead(match):
        offset = (7 - back) % 7
    else:
        offset = -back
    return make_day(match, shifted(anchor, offset), part_of(match))


def _read_near(match: Match, anchor: Anchor) -> TimePart | None:
    """Read "yesterday", "tonight", "this morning", "last night"."""
    near = " ".join((match["near"] or "this").lower().split())
    offset = {"yesterday": -1, "last night": -1, "tomorrow": 1}.get(near, 0)
    clock = DAY_PARTS[match["this"].lower()] if match["this"] else part_of(match)
    if near in {"tonight", "last night"}:
        clock = "NI"
    return make_day(match, shifted(anchor, offset) if anchor else UNKNOWN_DAY, clock)


DAY_READERS: dict[str, Reader] = {
    "iso": _read_date,
    "day_month": _read_date,
    "month_day": _read_date,
    "first_of_two": _read_date,
    "second_of_two": _read_second,
    "ordinal_month": _read_date,
    "slashes": _read_slashes,
    "weekday": _read_weekday,
    "near": _read_near,
}
