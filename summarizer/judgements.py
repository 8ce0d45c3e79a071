"""What an engine answers to a comparison: pairs of claims, each with its verdict or the reason why there is none."""

from collections.abc import Awaitable, Callable, Sequence
from typing import NamedTuple

from summarizer.models import Failure, Pair, Reading, Verdict
from summarizer.pairing import find_pairs

Judge = Callable[[Sequence[Pair]], Awaitable[list[Verdict | Failure]]]
"""Judges pairs: one verdict or failure a pair, in the order given."""


class Judged(NamedTuple):
    """A pair of claims and what was said of it."""

    pair: Pair
    verdict: Verdict | Failure


class Judgement(NamedTuple):
    """The readings as they were compared, the pairs judged, and what could not be asked at all.

    An engine that finds a conflict in a sentence of which no claim was made adds the claim to its reading.
    """

    readings: tuple[Reading, ...]
    judged: tuple[Judged, ...]
    failures: tuple[Failure, ...] = ()


async def judge_by_claims(readings: Sequence[Reading], limit: int, judge: Judge) -> Judgement:
    """Pair the claims of readings and have the pairs judged.

    Args:
        readings: what is compared, each with itself too.
        limit: pairs of each two articles at most.
        judge: who judges.
    """
    pairs = find_pairs(readings, limit)
    verdicts = await judge(pairs)
    return Judgement(tuple(readings), tuple(map(Judged, pairs, verdicts)))
