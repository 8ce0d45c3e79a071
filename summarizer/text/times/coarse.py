"""Times coarser than a day: weeks, months, quarters, seasons, years, decades, and "two weeks ago"."""

import datetime as dt

from summarizer.text.times.forms import MONTHS, ORDINALS, SEASONS, SMALL, TENS
from summarizer.text.times.parts import Anchor, Match, Reader, TimePart, from_word, looks_ahead, make_coarse

# Months and weekdays that are names or verbs too need a word before them that makes them a time.
NEEDS_LEAD = frozenset({3, 4, 5, 6, 8})


def _read_month(match: Match, anchor: Anchor) -> TimePart | None:
    month = MONTHS[match["month"].rstrip(".").lower()]
    year = match.groupdict().get("year")
    lead = (match.groupdict().get("lead") or "").lower()
    if year:
        return make_coarse(match, f"{year}-{month:02}")
    name = match["month"]
    if not lead and (month in NEEDS_LEAD or len(name) <= 4 or name.isupper()):
        return None
    if anchor is None:
        return from_word(match, "month", f"XXXX-{month:02}")
    return from_word(match, "month", f"{year_of(month, lead, anchor, ahead=looks_ahead(match)):04}-{month:02}")


def year_of(month: int, lead: str, anchor: dt.date, *, ahead: bool) -> int:
    """Choose a month's year: the coming one after "next" or a word of the future, else the last one."""
    if lead == "last":
        return anchor.year - (month >= anchor.month)
    if lead == "next":
        return anchor.year + (month <= anchor.month)
    if ahead or lead in {"until", "till", "by"}:
        return anchor.year + (month < anchor.month)
    return anchor.year - (month > anchor.month)


def _read_year(match: Match, _anchor: Anchor) -> TimePart | None:
    return make_coarse(match, match["year"])


def _read_quarter(match: Match, anchor: Anchor) -> TimePart | None:
    number = match["digit"] or str(ORDINALS[match["number"].lower()])
    year = match["year"] or (str(year_of(3 * int(number), "", anchor, ahead=looks_ahead(match))) if anchor else "XXXX")
    return make_coarse(match, f"{year}-Q{number}")


def _read_half(match: Match, anchor: Anchor) -> TimePart | None:
    number = ORDINALS[match["number"].lower()]
    shift = {"last": -1, "next": 1}.get((match["which"] or "").lower(), 0)
    year = match["year"] or (f"{anchor.year + shift:04}" if anchor else "XXXX")
    return make_coarse(match, f"{year}-H{number}")


def _read_decade(match: Match, _anchor: Anchor) -> TimePart | None:
    return make_coarse(match, f"{match['decade']}X")


def _read_century(match: Match, _anchor: Anchor) -> TimePart | None:
    word = match["ordinal"].lower()
    return make_coarse(match, f"{ORDINALS[word] - 1 if word in ORDINALS else int(word[:2]) - 1}XX")


def _read_season(match: Match, anchor: Anchor) -> TimePart | None:
    season, which, year = SEASONS[match["season"]], match["which"], match["year"]
    if not year and not which:
        return None  # "in the spring" of which year is not known, and springs are coiled too
    if year or anchor is None:
        return make_coarse(match, f"{year or 'XXXX'}-{season}")
    last_month = {"SP": 5, "SU": 8, "FA": 11, "WI": 2}[season]
    return make_coarse(match, f"{year_of(last_month, which, anchor, ahead=which == 'coming'):04}-{season}")


_STEPS = {"last": -1, "previous": -1, "past": -1, "this": 0, "next": 1, "coming": 1}


def _read_relative(match: Match, anchor: Anchor) -> TimePart | None:
    which, unit = match["which"].lower(), match["unit"].lower()
    if which == "past" or anchor is None:
        return None  # "the past week" is a span up to now
    return make_coarse(match, _stepped(anchor, unit, _STEPS[which]))


def _stepped(anchor: dt.date, unit: str, steps: int) -> str:
    """Count weeks, months, quarters, years or decades from the anchor; the value has the unit's precision."""
    try:
        if unit == "day":
            return (anchor + dt.timedelta(steps)).isoformat()
        if unit in {"week", "weekend"}:
            year, week, _ = (anchor + dt.timedelta(7 * steps)).isocalendar()
            return f"{year:04}-W{week:02}" + ("-WE" if unit == "weekend" else "")
    except OverflowError:
        return "XXXX"
    months = 12 * anchor.year + anchor.month - 1 + steps * {"quarter": 3}.get(unit, 1)
    if unit == "month":
        return f"{months // 12:04}-{months % 12 + 1:02}"
    if unit == "quarter":
        return f"{months // 12:04}-Q{months % 12 // 3 + 1}"
    year = anchor.year + steps * (10 if unit == "decade" else 1)
    return f"{year // 10:03}X" if unit == "decade" else f"{year:04}"


def _read_ago(match: Match, anchor: Anchor) -> TimePart | None:
    if anchor is None or match.group().lower().endswith("earlier"):
        return None  # "two days earlier" counts from another day than that of publication
    word = match["count"].lower()
    count = int(word) if word.isdigit() else 1 if word in {"a", "an"} else SMALL.get(word) or TENS.get(word, 0)
    unit = match["unit"].lower()
    if anchor.year - count * (10 if unit == "decade" else 1) < 1:
        return None
    return make_coarse(match, _stepped(anchor, unit, -count))


COARSE_READERS: dict[str, Reader] = {
    "month_year": _read_month,
    "month": _read_month,
    "year": _read_year,
    "quarter": _read_quarter,
    "half": _read_half,
    "decade": _read_decade,
    "century": _read_century,
    "season": _read_season,
    "relative": _read_relative,
    "ago": _read_ago,
}
