"""What claims and articles are found by: stems, names, figures, days and positions, as numbers."""

import zlib
from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from summarizer.engines.embedded.lexicon import concepts
from summarizer.models import Article, Claim
from summarizer.pairing import claim_keys

NAMES, STEMS = 12, 16
"""Terms of an article that others find it by. Of 39 pairs of articles on one event in the published cases, 38 share one
of their 12 foremost names, 37 one of 8; stems help where a text names nobody."""
LEAD = 3  # claims at the beginning, in which a term counts as much as in three later places
UNDATED = 0  # the day of an article that gives none

Codes = NDArray[np.uint32]


class ClaimCodes(NamedTuple):
    """The keys of an article's claims: `keys` sorted, `claims` the position of the claim that each belongs to.

    `sentences` holds the number of each claim's sentence, by position.
    """

    keys: Codes
    claims: Codes
    sentences: Codes

    def of_claims(self, kept: NDArray[np.int64]) -> "ClaimCodes":
        """Keep the keys of some claims; positions stay as they are."""
        own = np.isin(self.claims, kept)
        return self._replace(keys=self.keys[own], claims=self.claims[own])


def code(key: str) -> int:
    """Hash a key to 32 bits, alike in every process; two keys in one code only make a further candidate."""
    return zlib.crc32(key.encode("utf-8", "surrogatepass"))


def keys_of(claim: Claim) -> frozenset[str]:
    """Collect a claim's keys: those of `pairing`, their concepts, what its figures count, its day, and its position."""
    said = claim_keys(claim)
    keys = set(said)
    known = concepts()  # of words that mean nearly the same; a clash is seldom put in the same words
    keys.update(f"concept:{known[key]}" for key in said if key in known)
    keys.update(f"figure:{quantity.measure or quantity.unit or 'count'}" for quantity in claim.quantities)
    if claim.time:  # its day, and that it has one: two days of one thing are what a clash of dates looks like
        keys.update(("time:", f"time:{claim.time[:10]}"))
    if claim.kind == "position":
        keys.update(f"position:{key}" for key in said if key.startswith("name:"))
    return frozenset(keys)


def salient_terms(keys: Sequence[frozenset[str]]) -> list[str]:
    """Choose the names and stems that stand for an article, by how many claims have them and whether the lead does."""
    counts: Counter[str] = Counter()
    for position, claimed in enumerate(keys):
        for key in claimed:
            counts[key] += LEAD if position < LEAD else 1
    ranked = sorted(counts, key=lambda key: (-counts[key], key))
    names = [key for key in ranked if key.startswith("name:")][:NAMES]
    bare = {key.removeprefix("name:") for key in names}
    stems = [key for key in ranked if ":" not in key and key not in bare][:STEMS]
    return names + stems


def encode_claims(claims: Sequence[Claim], keys: Sequence[frozenset[str]]) -> ClaimCodes:
    """Lay out the keys of an article's claims, sorted by key and claim."""
    rows = sorted((code(key), position) for position, claimed in enumerate(keys) for key in claimed)
    columns = np.array(rows, np.uint32).reshape(-1, 2)
    sentences = np.array([claim.sentence for claim in claims], np.uint32)
    return ClaimCodes(columns[:, 0], columns[:, 1], sentences)


def claim_code(claim: Claim) -> int:
    """Hash what a claim says, white space and case aside, so that copies of a sentence are known."""
    return code(" ".join(claim.quote.lower().split()))


def day_of(article: Article) -> int:
    """Give an article's day of publication as a number; `UNDATED` where it is not known."""
    day = article.published_day
    return UNDATED if day is None else day.toordinal()
