"""Does one claim say in round what the other says exactly?"""

import re

from summarizer.gates.answering import differing, names_in
from summarizer.models import FindingType, GateAnswer, GateOutcome, Quantity, Side
from summarizer.text.excerpts import excerpt
from summarizer.text.names import Name
from summarizer.text.quantities import comparable, compatible
from summarizer.text.times import Time, contains, find_times, granularity, known_different
from summarizer.text.times.words import spell_time

NARROWING = re.compile(
    r"\b(?:since|until|till|before|after|from|by|early|late|mid|middle of|end of|start of|beginning of|half of|miss)(?:\s+the)?"
    r"(?:\s+\w+\s+of)?(?:\s+the)?[\s-]*$",
    re.IGNORECASE,
)
DAY_PART = re.compile(
    r"\b(?:morning|noon|afternoon|evening|night|midnight|dawn|dusk|breakfast|lunch|hours)\b", re.IGNORECASE
)
LONGEST_LOOK = 40  # characters before a time: "before the middle of the" has 24
DIRECTIONS = frozenset("north south east west northern southern eastern western left right upper lower".split())


def same_granularity(a: Side, b: Side, kind: FindingType) -> GateAnswer:
    """Explain a difference where one time, place or number holds the other, or is the same one rounded."""
    if kind == "date":
        return _of_times(a, b)
    if kind == "number":
        return _of_numbers(a, b)
    if kind == "location":
        return _of_places(a, b)
    return _answer("open", "Neither side is a rounder wording of the other.")


def _answer(outcome: GateOutcome, answer: str) -> GateAnswer:
    return GateAnswer(gate="granularity", outcome=outcome, answer=answer)


def _of_times(a: Side, b: Side) -> GateAnswer:
    left, right = _times(a), _times(b)
    clash = next(((x, y) for x in left for y in right if known_different(x.value, y.value)), None)
    if clash is not None:
        return _answer("open", f"{_first(clash[0])} and {spell_time(clash[1].value)} do not lie in one another.")
    for one, other in ((x, y) for x in left for y in right):
        holds = contains(one.value, other.value) and not _is_narrowed(a, one)
        held = contains(other.value, one.value) and not _is_narrowed(b, other)
        if holds or held:
            return _answer("explained", f"{_first(one)} and {spell_time(other.value)}: one lies in the other.")
    return _answer("open", "No time lies in another.")


def _is_narrowed(side: Side, time: Time) -> bool:
    """Whether words around a coarse time say more than it: "the end of March", "until 2009", "Sunday's evening service"."""
    before = side.claim.quote[max(0, time.start - LONGEST_LOOK) : time.start]
    rest = side.claim.quote[: time.start] + side.claim.quote[time.end :]
    return NARROWING.search(before) is not None or (
        granularity(time.value) == "day" and DAY_PART.search(rest) is not None
    )


def _times(side: Side) -> list[Time]:
    return find_times(side.claim.quote, side.article.published_day)


def _first(time: Time) -> str:
    words = spell_time(time.value)
    return words[:1].upper() + words[1:]


def _of_numbers(a: Side, b: Side) -> GateAnswer:
    """Explain numbers where each that differs is, rounded, one of the other side, and no bound is needed for it."""
    left, right = differing(a, b)
    if not left or not right:
        return _answer("open", "No two numbers are given that could be one, rounded.")
    met = [(x, y) for x in left for y in right if comparable(x, y) and compatible(x, y)]
    all_met = all(any(x is q for x, _ in met) for q in left) and all(any(y is q for _, y in met) for q in right)
    closed = all(q.bound in {"exact", "about"} for pair in met for q in pair)
    if all_met and closed:
        x, y = met[0]
        return _answer(
            "explained", f"{excerpt(x.text, 40)} and {excerpt(y.text, 40)} are one number, rounded or converted."
        )
    return _answer("open", f"{_listed(left)} and {_listed(right)} are not one number, rounded.")


def _listed(quantities: list[Quantity]) -> str:
    return ", ".join(excerpt(quantity.text, 30) for quantity in quantities[:3])


def _of_places(a: Side, b: Side) -> GateAnswer:
    """Explain places where each name that differs shares a word with one of the other side ("Hollin", "Hollin Bay")."""
    left, right = names_in(a), names_in(b)
    keys = {name.key for name in left} & {name.key for name in right}
    mine, theirs = ([name for name in side if name.key not in keys] for side in (left, right))
    if _directions(a) != _directions(b) or not mine or not theirs:
        return _answer("open", "Neither place is named as a part of the other.")
    if all(any(_share_word(x, y) for y in theirs) for x in mine) and all(
        any(_share_word(x, y) for x in mine) for y in theirs
    ):
        return _answer("explained", f"{excerpt(mine[0].text, 40)} and {excerpt(theirs[0].text, 40)} name one place.")
    return _answer("open", f"{excerpt(mine[0].text, 40)} and {excerpt(theirs[0].text, 40)} are two places.")


def _share_word(one: Name, other: Name) -> bool:
    return bool(set(one.text.lower().split()) & set(other.text.lower().split()) - DIRECTIONS)


def _directions(side: Side) -> set[str]:
    return set(side.claim.text.lower().replace(",", " ").split()) & DIRECTIONS
