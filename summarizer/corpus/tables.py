"""The tables of the index in SQLite; their names begin with `corpus_`, so that they can stand in a run's own file."""

import sqlite3
from collections.abc import Iterable
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from summarizer.corpus.keys import ClaimCodes

SCHEMA = """
CREATE TABLE IF NOT EXISTS corpus_articles (
    id TEXT PRIMARY KEY,
    number INTEGER UNIQUE,      -- in the order of placing; NULL while the article waits
    day INTEGER NOT NULL,       -- of publication, proleptic Gregorian ordinal; 0 where it is not known
    family INTEGER,             -- the number of the first of its near-copies, itself where there is none
    kept INTEGER NOT NULL,      -- claims that no earlier near-copy has
    claims TEXT NOT NULL,       -- their ids, a JSON array; positions in it are what `owners` holds
    terms BLOB NOT NULL,        -- uint32: what other articles find it by
    shingles BLOB NOT NULL,     -- uint32, sorted: its sequences of words
    said BLOB NOT NULL,         -- uint32: what each claim says, by position
    keys BLOB NOT NULL,         -- uint32, sorted: keys of claims
    owners BLOB NOT NULL,       -- uint32: the position of the claim of each key
    sentences BLOB NOT NULL     -- uint32: the sentence of each claim, by position
);
CREATE INDEX IF NOT EXISTS corpus_families ON corpus_articles (family, kept);
CREATE TABLE IF NOT EXISTS corpus_bands (key INTEGER, article INTEGER, PRIMARY KEY (key, article)) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS corpus_terms (
    term INTEGER, day INTEGER, article INTEGER, PRIMARY KEY (term, day, article)
) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS corpus_links (
    article INTEGER, partner INTEGER, strength REAL NOT NULL, PRIMARY KEY (article, partner)
) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS corpus_partners ON corpus_links (partner);
"""

Codes = NDArray[np.uint32]


class Waiting(NamedTuple):
    """An article that is stored and not yet placed among the others."""

    id: str
    day: int
    terms: Codes
    shingles: Codes
    said: Codes
    claims: ClaimCodes


def make_tables(database: sqlite3.Connection) -> None:
    """Make the tables that are not there."""
    for statement in SCHEMA.split(";\n"):  # one by one: `executescript` would end the caller's transaction
        if statement.strip():
            database.execute(statement)


def pack(codes: Codes) -> bytes:
    """Store codes alike on every machine."""
    return codes.astype("<u4").tobytes()


def unpack(blob: bytes) -> Codes:
    """Read stored codes."""
    return np.frombuffer(blob, "<u4").astype(np.uint32, copy=False)


def next_waiting(database: sqlite3.Connection, most: int) -> list[Waiting]:
    """Read the first articles that wait, by day and id, so that the order in which they were added does not matter."""
    rows = database.execute(
        "SELECT id, day, terms, shingles, said, keys, owners, sentences FROM corpus_articles"
        " WHERE number IS NULL ORDER BY day, id LIMIT ?",
        (most,),
    ).fetchall()
    return [
        Waiting(row[0], row[1], unpack(row[2]), unpack(row[3]), unpack(row[4]), ClaimCodes(*map(unpack, row[5:8])))
        for row in rows
    ]


def read_claims(database: sqlite3.Connection, number: int) -> tuple[str, str, ClaimCodes]:
    """Read an article's id, the ids of its claims as JSON, and their keys."""
    row = database.execute(
        "SELECT id, claims, keys, owners, sentences FROM corpus_articles WHERE number = ?", (number,)
    ).fetchone()
    return row[0], row[1], ClaimCodes(*map(unpack, row[2:5]))


def numbers_of(database: sqlite3.Connection, ids: Iterable[str]) -> list[int]:
    """Look up the numbers of placed articles that have claims of their own, ascending.

    Raises:
        KeyError: an article that was never added.
    """
    numbers = []
    for article in ids:
        row = database.execute("SELECT number, kept FROM corpus_articles WHERE id = ?", (article,)).fetchone()
        if row is None:
            raise KeyError(f"article {article!r} is not in the index; add it first")
        if row[1]:
            numbers.append(int(row[0]))
    return sorted(set(numbers))
