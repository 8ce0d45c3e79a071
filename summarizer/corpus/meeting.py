"""Which claims of two articles may speak of one thing: those that share keys, nearest first. Pure, many pairs at a time.

The score of two claims is that of `pairing`: the sum over shared keys of log(1 + n / c), with n the claims of both
articles and c those that have the key. It depends on the two articles alone, so that what is added to a corpus later
changes no earlier result. Rarity in the whole corpus was tried as a further factor; it kept no more planted conflicts.
"""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from summarizer.corpus.keys import ClaimCodes

MOST_MEETINGS = 1000  # pairs of claims by one key in two articles: a key of a dozen claims on either side tells nothing
CLAIM_BITS = 20  # a million claims an article: the longest text that is read, 5 MiB, has fewer sentences

Numbers = NDArray[np.int64]


class Met(NamedTuple):
    """Pairs of claims as columns: the number of the pair of articles, the claims' positions, and the score."""

    pair: Numbers
    a: Numbers
    b: Numbers
    score: NDArray[np.float64]


def meet(pairs: Sequence[tuple[ClaimCodes, ClaimCodes]], limit: int) -> Met:
    """Find the claims that share keys in each pair of articles, at most `limit` a pair, the nearest first.

    An article paired with itself gives its own claims, each two once, but not two of one sentence.
    """
    left, right = _Rows.of([a for a, _ in pairs]), _Rows.of([b for _, b in pairs])
    rows_a, rows_b, weights = _join(left, right)
    pair, a, b = left.pair[rows_a], left.claim[rows_a], right.claim[rows_b]
    own = np.array([one is other for one, other in pairs], bool)
    kept = ~own[pair] | ((a < b) & (left.sentence[rows_a] != right.sentence[rows_b]))
    return _nearest(_sum_up(pair[kept], a[kept], b[kept], weights[kept]), limit)


class _Rows(NamedTuple):
    """The keys of many articles, one after the other, with the number of the pair in which each stands."""

    pair: Numbers
    key: Numbers  # pair and key in one number, ascending
    claim: Numbers
    sentence: Numbers
    sizes: Numbers  # claims by pair

    @classmethod
    def of(cls, articles: Sequence[ClaimCodes]) -> "_Rows":
        pair = np.repeat(np.arange(len(articles)), [len(article.keys) for article in articles])
        keys = np.concatenate([article.keys for article in articles] or [np.zeros(0, np.uint32)])
        claims = np.concatenate([article.claims for article in articles] or [np.zeros(0, np.uint32)])
        sentences = np.concatenate([article.sentences[article.claims] for article in articles] or [claims])
        sizes = np.array([len(np.unique(article.claims)) for article in articles], np.int64)
        columns = (pair, (pair << 32) | keys.astype(np.int64), claims.astype(np.int64), sentences.astype(np.int64))
        return cls(*columns, sizes)


def _join(left: _Rows, right: _Rows) -> tuple[Numbers, Numbers, NDArray[np.float64]]:
    """Match rows of one key in one pair; give the rows of both sides, and the weight of the key there."""
    first = np.searchsorted(right.key, left.key, "left")
    there = np.searchsorted(right.key, left.key, "right") - first
    here = np.searchsorted(left.key, left.key, "right") - np.searchsorted(left.key, left.key, "left")
    there = np.where(here * there <= MOST_MEETINGS, there, 0)
    rows_a = np.repeat(np.arange(len(left.key)), there)
    begins = np.cumsum(there) - there
    rows_b = np.arange(len(rows_a)) - np.repeat(begins - first, there)
    claims = (left.sizes + right.sizes)[left.pair]
    weights = np.log1p(claims / np.maximum(here + there, 1))
    return rows_a, rows_b, np.repeat(weights, there)


def _sum_up(pair: Numbers, a: Numbers, b: Numbers, weights: NDArray[np.float64]) -> Met:
    """Add the weights of each two claims."""
    codes = (pair << 2 * CLAIM_BITS) | (a << CLAIM_BITS) | b
    order = np.argsort(codes, kind="stable")
    codes, starts = np.unique(codes[order], return_index=True)
    scores = np.add.reduceat(weights[order], starts) if len(starts) else np.zeros(0)
    last = (1 << CLAIM_BITS) - 1
    return Met(codes >> 2 * CLAIM_BITS, (codes >> CLAIM_BITS) & last, codes & last, np.round(scores, 9))


def _nearest(met: Met, limit: int) -> Met:
    """Keep the highest scores of each pair of articles; of equal ones, the earlier claims."""
    pair, a, b, score = met
    order = np.lexsort((b, a, -score, pair))
    _, starts, counts = np.unique(pair[order], return_index=True, return_counts=True)
    ranks = np.arange(len(order)) - np.repeat(starts, counts)
    order = order[ranks < limit]
    return Met(pair[order], a[order], b[order], score[order])
