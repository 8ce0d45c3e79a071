"""Values of TimeML TIMEX3: their precision, and whether two of them may name one time.

The forms: "2024", "199X" (a decade), "18XX" (a century), "2024-09", "2024-Q3", "2024-H1", "2024-SU", "2024-W40",
"2024-W40-WE", "2024-09-30", "2024-09-30T07:00", "2024-09-30TEV"; X stands for what is not known ("XXXX-09-30",
"XXXX-WXX-1" a Monday, "XXXX-XX-XXT07:00"). Source: TimeML 1.2.1 annotation guidelines (Saurí et al. 2006), but for
decades, which TIMEX3 writes "199": here the X keeps them apart from the year 199.
"""

import datetime as dt
import re
from functools import lru_cache
from typing import NamedTuple

VALUE = re.compile(
    r"""(?P<year>[0-9]{4}|[0-9]{3}X|[0-9]{2}XX|XXXX)
    (?: - (?: (?P<month>0[1-9]|1[0-2]|XX)(?:-(?P<day>[0-3][0-9]|XX))?
        | Q(?P<quarter>[1-4X]) | H(?P<half>[12]) | (?P<season>SP|SU|FA|WI)
        | W(?P<week>[0-5][0-9]|XX)(?:-(?P<weekday>[1-7]|WE))? ) )?
    (?: T (?: (?P<hour>[01][0-9]|2[0-4])(?::(?P<minute>[0-5][0-9]))? | (?P<part>MO|MI|AF|EV|NI) ) )?""",
    re.VERBOSE,
)
RANK = {
    "century": 0,
    "decade": 1,
    "year": 2,
    "half": 3,
    "season": 4,
    "quarter": 4,
    "month": 5,
    "week": 6,
    "day": 7,
    "time": 8,
}
SEASONS = {"SP": (3, 6), "SU": (6, 9), "FA": (9, 12), "WI": (12, 3)}
"""Months that may belong to a season; borders are shared, for writers differ (meteorology, calendar)."""
PARTS = {
    "MO": ((0, 720),),
    "MI": ((660, 840),),
    "AF": ((720, 1110),),
    "EV": ((1020, 1440),),
    "NI": ((1080, 1800), (0, 420)),
}
"""Minutes of the day that a part of it may mean; a night runs into the next day, or is the small hours of its own."""
DAY = 24 * 60
SLACK = 30  # minutes: spoken times are rounded to the half-hour


class _Parts(NamedTuple):
    """What a value says: a span of days where its year is known, else single fields, and a span of minutes."""

    days: tuple[dt.date, dt.date] | None
    months: frozenset[int]
    day: int | None
    weekdays: frozenset[int]
    minutes: tuple[tuple[int, int], ...]
    is_one_day: bool
    is_exact: bool
    is_undated: bool


def granularity(value: str) -> str:
    """Name the precision of a value: "time", "day", "week", "month", "quarter", "season", "half", "year", "decade".

    A value of no known form has the precision "unknown".
    """
    match = VALUE.fullmatch(value)
    if match is None:
        return "unknown"
    if match["hour"] or match["part"]:
        return "time"
    if match["day"] or (match["weekday"] and match["weekday"] != "WE"):
        return "day"
    for name in ("month", "quarter", "half", "season", "week"):
        if match[name]:
            return name
    return "century" if match["year"].endswith("XX") else "decade" if match["year"].endswith("X") else "year"


def days_of(value: str) -> tuple[dt.date, dt.date] | None:
    """Give the first and the last day that a value may mean; None where its year is not known or it is no date."""
    parts = _parts(value)
    return None if parts is None else parts.days


def contains(coarse: str, fine: str) -> bool:
    """Whether one value is less precise than the other and surely has it inside ("2024-09" has "2024-09-30").

    Where a year is not known the other parts must show it: "XXXX-09" has "XXXX-09-30", not "XXXX-WXX-1".
    """
    ranks = RANK.get(granularity(coarse)), RANK.get(granularity(fine))
    if ranks[0] is None or ranks[1] is None or ranks[0] >= ranks[1]:
        return False
    outer, inner = _parts(coarse), _parts(fine)
    if outer is None or inner is None or not may_coincide(coarse, fine):
        return False
    if outer.days and inner.days:
        return outer.days[0] <= inner.days[0] and inner.days[1] <= outer.days[1]
    if outer.day or outer.weekdays:
        return bool(outer.day and outer.day == inner.day) or bool(outer.weekdays and outer.weekdays == inner.weekdays)
    return bool(outer.months and inner.months and inner.months <= outer.months)


def known_different(a: str, b: str) -> bool:
    """Whether two values can't name one time, whatever their unknown parts are."""
    return not may_coincide(a, b)


def may_coincide(a: str, b: str) -> bool:
    """Whether two values may name one time: unknown parts match anything, and one may lie inside the other.

    Clock times within half an hour of each other may, and so may those twelve hours apart where no day is given, since
    "at seven" is written of the morning and of the evening (noon and midnight excepted).
    """
    left, right = _parts(a), _parts(b)
    if left is None or right is None:
        return True
    if left.days and right.days:
        return _days_and_minutes_meet(left, right)
    return _fields_meet(left, right) and _minutes_meet(left, right)


def _days_and_minutes_meet(left: _Parts, right: _Parts) -> bool:
    assert left.days is not None  # noqa: S101  the caller has looked
    assert right.days is not None  # noqa: S101
    if left.days[0] <= right.days[1] and right.days[0] <= left.days[1]:
        if left.is_one_day and right.is_one_day:
            return _minutes_meet(left, right)
        return _weekday_meets(left, right.days) and _weekday_meets(right, left.days)
    if not (left.is_one_day and right.is_one_day and left.minutes and right.minutes):
        return False
    apart = (right.days[0] - left.days[0]).days
    if abs(apart) != 1:
        return False
    return _windows_meet(left.minutes, tuple((low + apart * DAY, high + apart * DAY) for low, high in right.minutes), 0)


def _weekday_meets(one: _Parts, days: tuple[dt.date, dt.date]) -> bool:
    """Whether a span of days has one of the weekdays; a span without any known weekday always does."""
    if not one.weekdays or one.is_one_day or (days[1] - days[0]).days >= 6:
        return True
    return any(
        (days[0] + dt.timedelta(offset)).isoweekday() in one.weekdays for offset in range((days[1] - days[0]).days + 1)
    )


def _fields_meet(left: _Parts, right: _Parts) -> bool:
    if left.months and right.months and not left.months & right.months:
        return False
    if left.day and right.day and left.day != right.day:
        return _night_runs_over(left, right, abs(left.day - right.day))
    if left.weekdays and right.weekdays and not left.weekdays & right.weekdays:
        apart = min((a - b) % 7 for a in left.weekdays for b in right.weekdays)
        return _night_runs_over(left, right, min(apart, 7 - apart))
    return True


def _night_runs_over(left: _Parts, right: _Parts, apart: int) -> bool:
    """Whether neighbouring days may meet in a night ("Monday night" and "early on Tuesday morning")."""
    return apart == 1 and any(
        max(high for _, high in one.minutes) > DAY and min(low for low, _ in other.minutes) < 7 * 60
        for one, other in ((left, right), (right, left))
        if one.minutes and other.minutes
    )


def _minutes_meet(left: _Parts, right: _Parts) -> bool:
    if not left.minutes or not right.minutes:
        return True
    both_exact = left.is_exact and right.is_exact
    on_the_dial = any(side.is_exact and side.is_undated for side in (left, right))
    return _windows_meet(left.minutes, right.minutes, SLACK if both_exact else 0, half_day=on_the_dial)


def _windows_meet(
    left: tuple[tuple[int, int], ...], right: tuple[tuple[int, int], ...], slack: int, *, half_day: bool = False
) -> bool:
    for low, high in left:
        for other_low, other_high in right:
            if low <= other_high + slack and other_low <= high + slack:
                return True
            if half_day and _meet_on_the_dial((low, high), (other_low, other_high)):
                return True
    return False


def _meet_on_the_dial(one: tuple[int, int], other: tuple[int, int]) -> bool:
    """Whether two spans meet if a time of the dial is taken for the other half of the day; noon and midnight are not."""
    for exact, span in ((one, other), (other, one)):
        if exact[1] - exact[0] < 60 and exact[0] % (DAY // 2) >= 60:
            shifted = (exact[0] + DAY // 2) % DAY
            if span[0] <= shifted <= span[1]:
                return True
    return False


@lru_cache(maxsize=10_000)
def _parts(value: str) -> _Parts | None:
    match = VALUE.fullmatch(value)
    if match is None:
        return None
    years = _years(match["year"])
    months = _months(match)
    day = int(match["day"]) if match["day"] and match["day"] != "XX" else None
    weekdays = _weekdays(match["weekday"])
    days = None
    try:
        if years is not None:
            days = _span(match, years, months, day)
    except ValueError:  # "2024-02-31"
        return None
    minutes = _minutes(match)
    is_one_day = days is not None and days[0] == days[1]
    if is_one_day and days is not None:
        months, day, weekdays = frozenset({days[0].month}), days[0].day, frozenset({days[0].isoweekday()})
    elif days is not None and not months and (days[1] - days[0]).days < 31:
        months = frozenset({days[0].month, days[1].month})
    is_undated = days is None and not (months or day or weekdays)
    return _Parts(days, months, day, weekdays, minutes, is_one_day, match["hour"] is not None, is_undated)


def _years(text: str) -> tuple[int, int] | None:
    if text == "XXXX":
        return None
    return max(1, int(text.replace("X", "0"))), int(text.replace("X", "9"))


def _months(match: re.Match[str]) -> frozenset[int]:
    if match["month"] and match["month"] != "XX":
        return frozenset({int(match["month"])})
    if match["quarter"] and match["quarter"] != "X":
        first = 3 * int(match["quarter"]) - 2
        return frozenset(range(first, first + 3))
    if match["half"]:
        return frozenset(range(1, 7)) if match["half"] == "1" else frozenset(range(7, 13))
    if match["season"]:
        first, last = SEASONS[match["season"]]
        return frozenset(range(first, last + 1)) if first < last else frozenset({12, 1, 2, 3})
    return frozenset()


def _weekdays(text: str | None) -> frozenset[int]:
    if text is None:
        return frozenset()
    return frozenset({6, 7}) if text == "WE" else frozenset({int(text)})


def _span(
    match: re.Match[str], years: tuple[int, int], months: frozenset[int], day: int | None
) -> tuple[dt.date, dt.date]:
    """Give the first and the last day of a value whose year is known."""
    if match["week"] and match["week"] != "XX":
        first = dt.date.fromisocalendar(years[0], int(match["week"]), 1)
        known = _weekdays(match["weekday"])
        if known:
            return first + dt.timedelta(min(known) - 1), first + dt.timedelta(max(known) - 1)
        return first, first + dt.timedelta(6)
    if match["season"] == "WI":  # the winter of a year is the one that begins or the one that ends in it
        return dt.date(years[0] - 1 if years[0] > 1 else 1, 12, 1), last_day(years[1], 12)
    if not months:
        return dt.date(years[0], 1, 1), dt.date(years[1], 12, 31)
    if day is not None and len(months) == 1:
        one = dt.date(years[0], min(months), day)
        return one, one
    return dt.date(years[0], min(months), 1), last_day(years[1], max(months))


def last_day(year: int, month: int) -> dt.date:
    """Give the last day of a month."""
    if month == 12:
        return dt.date(year, 12, 31)
    return dt.date(year, month + 1, 1) - dt.timedelta(1)


def _minutes(match: re.Match[str]) -> tuple[tuple[int, int], ...]:
    if match["part"]:
        return PARTS[match["part"]]
    if not match["hour"]:
        return ()
    first = 60 * int(match["hour"]) + int(match["minute"] or 0)
    return ((first, first if match["minute"] else first + 59),)
