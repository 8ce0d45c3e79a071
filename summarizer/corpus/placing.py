"""Placing an article among those before it: whose copy it is, and which articles tell of the same things."""

import math
import sqlite3
from collections import defaultdict

import numpy as np
from numpy.typing import NDArray

from summarizer.corpus.keys import UNDATED
from summarizer.corpus.signatures import band_keys, resemble
from summarizer.corpus.tables import Codes, Waiting, pack, unpack

BUCKET = 8  # articles of one band that are looked at: those that fall together by chance are fewer
WINDOW = 14  # days to either side within which articles are linked: what differs later is mostly a change
CROWD = 300  # holders of a term within the window: one that more have links nothing by itself
PARTNERS = 100  # articles that one is linked with at most, the nearest; of a larger story it is compared with so many
NEAR_STORY = 0.06
"""Strength of a link, the share of an article's weight of terms that the other has, from which claims are compared. Among
60 published articles and 300 generated ones it links 36 of 39 pairs of one case, and 12 of two; 0.1 links 31 and none."""


def place(database: sqlite3.Connection, number: int, article: Waiting) -> None:
    """Give an article its number, its family of near-copies, and its links to articles placed before."""
    family = _join_family(database, number, article)
    kept = np.arange(len(article.said))
    if family != number:
        kept = _find_new(database, family, article)
    claims = article.claims.of_claims(kept)
    database.execute(
        "UPDATE corpus_articles SET number = ?, family = ?, kept = ?, said = ?, keys = ?, owners = ? WHERE id = ?",
        (number, family, len(kept), pack(article.said[kept]), *map(pack, claims[:2]), article.id),
    )
    if len(kept):
        strengths = _find_partners(database, article)
        if family != number:
            strengths[family] = 1.0
        database.executemany(
            "INSERT INTO corpus_links VALUES (?, ?, ?)",
            [(number, partner, strength) for partner, strength in sorted(strengths.items())],
        )
        terms = sorted(int(term) for term in article.terms)
        database.executemany("INSERT INTO corpus_terms VALUES (?, ?, ?)", [(t, article.day, number) for t in terms])


def _join_family(database: sqlite3.Connection, number: int, article: Waiting) -> int:
    """Find the near-copies placed before, join their families, and return the family's number."""
    keys = [int(key) for key in band_keys(article.shingles)]
    near: set[int] = set()
    for key in keys:
        rows = database.execute("SELECT article FROM corpus_bands WHERE key = ? LIMIT ?", (key, BUCKET))
        near.update(row[0] for row in rows)
    families = {_family_of(database, other) for other in sorted(near) if _is_copy(database, other, article.shingles)}
    database.executemany("INSERT OR IGNORE INTO corpus_bands VALUES (?, ?)", [(key, number) for key in sorted(keys)])
    family = min(families, default=number)
    for other in families - {family}:
        database.execute("UPDATE corpus_articles SET family = ? WHERE family = ?", (family, other))
    return family


def _is_copy(database: sqlite3.Connection, other: int, shingles: Codes) -> bool:
    row = database.execute("SELECT shingles FROM corpus_articles WHERE number = ?", (other,)).fetchone()
    return resemble(unpack(row[0]), shingles)


def _family_of(database: sqlite3.Connection, number: int) -> int:
    row = database.execute("SELECT family FROM corpus_articles WHERE number = ?", (number,)).fetchone()
    return int(row[0])


def _find_new(database: sqlite3.Connection, family: int, article: Waiting) -> NDArray[np.int64]:
    """Find the claims that no near-copy made before; the others were compared once, for the whole family."""
    rows = database.execute("SELECT said FROM corpus_articles WHERE family = ? AND kept > 0", (family,))
    known = np.concatenate([unpack(row[0]) for row in rows] or [np.zeros(0, np.uint32)])
    return np.flatnonzero(~np.isin(article.said, known))


def _find_partners(database: sqlite3.Connection, article: Waiting) -> dict[int, float]:
    """Find the nearest articles by the terms they share, rare ones weighing more, as shares of all its weight."""
    shared: dict[int, float] = defaultdict(float)
    whole = 0.0
    for term in sorted(int(term) for term in article.terms):
        holders = _holders(database, term, article.day)
        weight = math.log((CROWD + 1) / (len(holders) + 1)) if len(holders) < CROWD else 0.0
        whole += weight
        if weight:
            for holder in holders:
                shared[holder] += weight
    strengths = ((partner, round(weight / whole, 6)) for partner, weight in shared.items())
    near = [item for item in strengths if item[1] >= NEAR_STORY]
    return dict(sorted(near, key=lambda item: (-item[1], item[0]))[:PARTNERS])


def _holders(database: sqlite3.Connection, term: int, day: int) -> list[int]:
    """List the articles of the window that have a term, no more than make a crowd; undated ones are near to all."""
    if day == UNDATED:
        rows = database.execute("SELECT article FROM corpus_terms WHERE term = ? LIMIT ?", (term, CROWD))
    else:
        rows = database.execute(
            "SELECT article FROM corpus_terms WHERE term = ?1 AND day BETWEEN ?2 AND ?3"
            " UNION ALL SELECT article FROM corpus_terms WHERE term = ?1 AND day = ?4 LIMIT ?5",
            (term, day - WINDOW, day + WINDOW, UNDATED, CROWD),
        )
    return [row[0] for row in rows]
