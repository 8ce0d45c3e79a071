"""Do both claims speak of the same time?"""

import re
from typing import NamedTuple

from summarizer.models import FindingType, GateAnswer, GateOutcome, Side
from summarizer.text.quantities.measure_forms import is_outcome, parse_measure
from summarizer.text.times import find_times, granularity, may_coincide
from summarizer.text.times.words import spell_time

TELLING = re.compile(
    r"\b(?:said|says|told|tells|announced|reported|stated|added|wrote|confirmed|denied|insisted|according to|statement)\b"
    r"(?:\s+\w+){0,4}\s+(?:on\s+|late\s+|early\s+|in\s+)*$",
    re.IGNORECASE,
)
"""What stands before the time at which something was said, and not before that of the thing itself."""
PERSISTS = re.compile(
    r"\b(?:since|still|remain(?:s|ed|ing)?|continues? to|any longer|for now|has not|have not|hasn['’]t|haven['’]t|has now|have now|so far"
    r"|to date|as ever|all along|throughout|all (?:day|week|month|year))\b",
    re.IGNORECASE,
)
"""What shows that a claim holds beyond the time that it names."""
SPAN = re.compile(
    r"\b(?:since|until|till|from|before|after|by|between|through|during|as early as|as late as|as recently as)\s+(?:the\s+|early\s+|late\s+)*$",
    re.IGNORECASE,
)
"""What stands before one end of a span: the other time may lie inside it."""
LONGEST_LOOK = 60  # characters before a time that are read
PASSING: frozenset[FindingType] = frozenset({"stance", "status", "number", "degree", "polarity"})
"""Types of what may be one way now and another way later; causes, places and persons of one event do not change."""


class _AsOf(NamedTuple):
    """The time of a claim and how it stands in the sentence."""

    value: str
    is_telling: bool
    is_span: bool
    is_ahead: bool


def same_time(a: Side, b: Side, kind: FindingType) -> GateAnswer:
    """Call a difference a change where the claims' times can't be one, and what they say may change with time."""
    if kind == "date":
        return _answer("open", _name_dates(a, b))
    left, right = _as_of(a), _as_of(b)
    if left is None or right is None or (left.is_ahead and right.is_ahead):
        return _unknown(a, b, left, right, kind)
    if _meet(a, b, left, right):
        if left.value == right.value:
            return _answer("open", f"Both speak of {spell_time(left.value)}.")
        return _answer("open", f"{_up(_both(left, right))} do not keep them apart.")
    return _of_two_times(a, b, left, right, kind)


def _of_two_times(a: Side, b: Side, left: _AsOf, right: _AsOf, kind: FindingType) -> GateAnswer:
    """Answer where the times can't be one: it changed, unless the times are not those at which it held."""
    spelled = _both(left, right)
    if left.is_span or right.is_span or left.is_ahead or right.is_ahead:
        return _answer("open", f"They name {spelled}, but not as the time at which each holds.")
    if kind not in PASSING:
        return _answer("lower", f"They speak of {spelled}: it may be two events.")
    if _is_one_day(left, right) and kind != "number":
        return _answer("lower", f"They speak of {spelled}, at different hours of one day.")
    if left.is_telling and right.is_telling and kind == "number" and not _grows(a, b):
        return _answer("lower", f"They were said on {spelled}; a figure of this kind does not change by itself.")
    return _answer("change", _name_change(a, b, left, right, spelled))


def _meet(a: Side, b: Side, left: _AsOf, right: _AsOf) -> bool:
    """Whether any time that one side names may be one that the other names."""
    return any(may_coincide(x, y) for x in _values(a, left) for y in _values(b, right))


def _values(side: Side, as_of: _AsOf) -> set[str]:
    found = {time.value for time in find_times(side.claim.quote, side.article.published_day)}
    return {as_of.value} | {value for value in found if granularity(value) in {"day", "time"}}


def _both(left: _AsOf, right: _AsOf) -> str:
    return f"{spell_time(left.value)} and {spell_time(right.value)}"


def _answer(outcome: GateOutcome, answer: str) -> GateAnswer:
    return GateAnswer(gate="time", outcome=outcome, answer=answer)


def _as_of(side: Side) -> _AsOf | None:
    """Read the claim's time; one that lies ahead is that of what is planned, not that of the claim."""
    value = side.claim.time
    if value is None or granularity(value) in {"unknown", "century", "decade"}:
        return None
    published = side.article.published_day
    found = next((time for time in find_times(side.claim.quote, published) if time.value == value), None)
    before = side.claim.quote[max(0, found.start - LONGEST_LOOK) : found.start] if found else ""
    ahead = side.claim.modality in {"planned", "conditional"} or side.claim.kind == "prediction"
    if published is not None and value[:10] > published.isoformat() and granularity(value) in {"day", "time"}:
        ahead = ahead or not value.startswith("X")
    is_span = bool(SPAN.search(before) or PERSISTS.search(side.claim.quote))
    return _AsOf(value, bool(TELLING.search(before)), is_span, ahead)


def _unknown(a: Side, b: Side, left: _AsOf | None, right: _AsOf | None, kind: FindingType) -> GateAnswer:
    """Answer where a time is not given: tolls grow, so that an unknown time lowers what is found on them."""
    known = [spell_time(side.value) for side in (left, right) if side is not None]
    if len(known) == 2:
        words = f"Both look ahead, to {known[0]} and {known[1]}; neither says since when it holds."
        return _answer("open", words if known[0] != known[1] else f"Both look ahead to {known[0]}.")
    words = f"Only one side gives a time, {known[0]}." if known else "No time is given on either side."
    days = a.article.published_day, b.article.published_day
    apart = days[0] is not None and days[1] is not None and days[0] != days[1]
    if apart and days[0] is not None and days[1] is not None:
        first, last = sorted((days[0].isoformat(), days[1].isoformat()))
        words = f"{words} The articles appeared on {spell_time(first)} and {spell_time(last)}."
    grows = kind == "number" and _grows(a, b) and a.article.id != b.article.id
    return _answer("lower" if grows else "open", words)


def _grows(a: Side, b: Side) -> bool:
    """Whether both sides count what is counted anew as time goes on: the dead, the injured, homes destroyed."""
    return all(
        any(q.measure and is_outcome(parse_measure(q.measure).last) for q in side.claim.quantities) for side in (a, b)
    )


def _is_one_day(left: _AsOf, right: _AsOf) -> bool:
    return left.value.partition("T")[0] == right.value.partition("T")[0]


def _name_dates(a: Side, b: Side) -> str:
    if a.claim.time is None or b.claim.time is None:
        return "The time itself is what differs."
    return f"The time itself is what differs: {spell_time(a.claim.time)} against {spell_time(b.claim.time)}."


def _name_change(a: Side, b: Side, left: _AsOf, right: _AsOf, spelled: str) -> str:
    known = not left.value.startswith("X") and not right.value.startswith("X")
    if not known:
        return f"They speak of {spelled}: it may have changed between."
    later, side = (left, a) if left.value > right.value else (right, b)
    return f"They speak of {spelled}; the later, {spell_time(later.value)} (claim {side.claim.id}), supersedes."


def _up(words: str) -> str:
    return words[:1].upper() + words[1:]
