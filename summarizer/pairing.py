"""Which claims may speak of one thing: those that share rare words, names or figures.

An inverted index finds the candidates, so the work grows with the number of shared words and not with the square of
the number of claims; a word that too many claims have finds nobody.
"""

import math
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from itertools import combinations

from summarizer.models import Claim, Pair, Reading, Side
from summarizer.text.names import find_names
from summarizer.text.tokens import content_stems

COMMON = 60  # claims: a word that more than these have links nothing by itself; two articles on one story have some 60
FEW = 300  # claims: of so few, two articles are paired whole, last what shares no word, for a clash need not share any

ArticlePair = tuple[str, str]


def find_pairs(readings: Sequence[Reading], limit: int) -> list[Pair]:
    """Find the pairs of claims worth judging, the nearest first within each two articles.

    Args:
        readings: the articles' readings; pairs within one article are found too, but not within one sentence.
        limit: how many pairs of each two articles (or within each one) are kept.
    """
    sides = [Side(reading.article, claim) for reading in readings for claim in reading.claims]
    keys = [claim_keys(side.claim) for side in sides]
    scores = _scores(sides, keys)
    buckets: dict[ArticlePair, list[tuple[float, int, int]]] = defaultdict(list)
    for i, j in _all_of_few(sides, limit):
        scores.setdefault((i, j), 0.0)
    for (i, j), score in scores.items():
        buckets[sides[i].article.id, sides[j].article.id].append((-score, i, j))
    return [Pair(sides[i], sides[j]) for bucket in buckets.values() for _, i, j in sorted(bucket)[:limit]]


def claim_keys(claim: Claim) -> frozenset[str]:
    """Collect what a claim can be found by: the stems of its words and the keys of its names."""
    return content_stems(claim.quote) | {f"name:{name.key}" for name in find_names(claim.quote)}


def _scores(sides: Sequence[Side], keys: Sequence[frozenset[str]]) -> dict[tuple[int, int], float]:
    """Sum the weights of shared keys for each two claims that share any."""
    postings: dict[str, list[int]] = defaultdict(list)
    for i, claimed in enumerate(keys):
        for key in sorted(claimed):
            postings[key].append(i)
    scores: dict[tuple[int, int], float] = defaultdict(float)
    for found in postings.values():
        if not 1 < len(found) <= COMMON:
            continue
        weight = math.log(1 + len(sides) / len(found))
        for i, j in combinations(found, 2):
            if _may_pair(sides[i], sides[j]):
                scores[i, j] += weight
    return scores


def _all_of_few(sides: Sequence[Side], limit: int) -> Iterator[tuple[int, int]]:
    """Pair everything of those articles whose pairs are no more than the limit, while there are few articles."""
    if len(sides) > FEW:
        return
    counts = Counter(side.article.id for side in sides)
    for i, j in combinations(range(len(sides)), 2):
        if counts[sides[i].article.id] * counts[sides[j].article.id] <= limit and _may_pair(sides[i], sides[j]):
            yield i, j


def _may_pair(a: Side, b: Side) -> bool:
    """Whether two claims stand in different sentences."""
    return a.article.id != b.article.id or a.claim.sentence != b.claim.sentence
