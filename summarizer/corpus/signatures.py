"""Near-copies among many articles: MinHash signatures in bands find them, their word sequences prove them.

What is a near-copy is decided as `gates.origin` does it, by the resemblance of two texts (Broder 1997); the signature
only saves comparing all with all (Leskovec, Rajaraman, Ullman: Mining of Massive Datasets, section 3.4). Written here
with numpy because the one well-kept library for it, datasketch, needs SciPy, which is larger than all that this package
brings.
"""

import zlib
from functools import cache, lru_cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from summarizer.gates.origin import NEAR, SHINGLE, shingle_words

BANDS, ROWS = 20, 5
"""A pair with resemblance s shares a band with probability 1 - (1 - s^5)^20: 0.9996 at 0.8, the least of a near-copy;
0.0002 at 0.1, the most of two reports of one event."""
SEED = 20_250_106  # of the hash functions; another one is another index
GOLDEN = 0x9E3779B97F4A7C15  # 2^64 over the golden ratio: an odd multiplier that spreads well (Knuth, TAOCP 3, 6.4)

Codes = NDArray[np.uint32]
Bands = NDArray[np.int64]


def shingle_codes(text: str) -> Codes:
    """Hash a text's sequences of five words: sorted, each once; a shorter text has one code for its words as written."""
    words = shingle_words(text)
    if len(words) < SHINGLE:
        return np.array([zlib.crc32(" ".join(text.split()).encode("utf-8", "surrogatepass"))], np.uint32)
    codes = np.fromiter((_word_code(word) for word in words), np.uint64, len(words))
    rows = len(words) - SHINGLE + 1
    mixed = np.zeros(rows, np.uint64)
    for place in range(SHINGLE):
        mixed = _mix(mixed * np.uint64(31) + codes[place : place + rows])
    return np.unique((mixed >> np.uint64(32)).astype(np.uint32))


def band_keys(codes: Codes) -> Bands:
    """Hash the MinHash signature of some codes, band by band; near-copies share a key of at least one band."""
    factors, terms = _hash_functions()
    hashed = (codes.astype(np.uint64)[:, None] * factors + terms) >> np.uint64(32)
    least = hashed.min(axis=0).reshape(BANDS, ROWS)
    keys = np.arange(BANDS, dtype=np.uint64)
    for row in range(ROWS):
        keys = _mix(keys * np.uint64(31) + least[:, row])
    return keys.view(np.int64)  # SQLite's integers have a sign


def resemble(left: Codes, right: Codes) -> bool:
    """Whether two texts, by their codes, are the same but for small edits."""
    shared = len(np.intersect1d(left, right, assume_unique=True))
    return shared >= NEAR * (len(left) + len(right) - shared)


@lru_cache(maxsize=100_000)  # a news corpus has some 50,000 word forms, and names
def _word_code(word: str) -> int:
    """Hash a word alike in every process; built-in hashes differ from one to the next."""
    return zlib.crc32(word.encode("utf-8", "surrogatepass"))


def _mix(values: NDArray[np.uint64]) -> NDArray[np.uint64]:
    """Spread what differs over all bits; products wrap around, as they are meant to."""
    mixed: NDArray[np.uint64] = (values ^ (values >> np.uint64(29))) * np.uint64(GOLDEN)
    return mixed ^ (mixed >> np.uint64(32))


@cache
def _hash_functions() -> tuple[NDArray[np.uint64], NDArray[Any]]:
    """Draw the factors and terms of multiply-shift hashing (Dietzfelbinger et al. 1997), one pair a row of a band."""
    rng = np.random.Generator(np.random.PCG64(SEED))
    factors = rng.integers(0, 2**63, BANDS * ROWS, dtype=np.uint64) * np.uint64(2) + np.uint64(1)
    return factors, rng.integers(0, 2**63, BANDS * ROWS, dtype=np.uint64)
