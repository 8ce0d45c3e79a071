"""An index of a corpus: add articles with their claims, and ask which claims may speak of one thing.

The work grows with the number of articles: each is compared with few others, found by rare terms they share. What is
held in memory does not grow; everything lies in SQLite.
"""

import json
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from pathlib import Path
from typing import NamedTuple, Self

import numpy as np

from summarizer.corpus.keys import ClaimCodes, claim_code, code, day_of, encode_claims, keys_of, salient_terms
from summarizer.corpus.meeting import meet
from summarizer.corpus.placing import place
from summarizer.corpus.signatures import shingle_codes
from summarizer.corpus.tables import make_tables, next_waiting, numbers_of, pack, read_claims
from summarizer.models import Article, Claim

BLOCK = 200  # articles that are placed or paired at a time: some 20 MB of keys
LIMIT = (
    200  # pairs of claims of each two articles: of 2,000 generated ones, 99.2 % of the planted conflicts; 100 kept 96 %
)
CACHE = 64_000  # KiB of pages that SQLite may hold


class Candidate(NamedTuple):
    """Two claims that may speak of one thing, by (article id, claim id); the earlier article stands first.

    `score` is the weight of the keys they share: higher is nearer.
    """

    a: tuple[str, str]
    b: tuple[str, str]
    score: float


class CorpusIndex:
    """Articles and the keys of their claims, in SQLite.

    Nothing is committed here: the caller's transaction holds what was added together with the caller's own rows.

    Args:
        database: an open connection; the tables are made if they are not there.
    """

    def __init__(self, database: sqlite3.Connection) -> None:
        self._database = database
        make_tables(database)

    @classmethod
    def open(cls, path: Path) -> Self:
        """Open an index in a file of its own, or make it."""
        database = sqlite3.connect(path)
        database.execute(f"PRAGMA cache_size = -{CACHE}")
        return cls(database)

    def save(self) -> None:
        """Commit what was added and placed."""
        self._database.commit()

    def close(self) -> None:
        """Close the connection; what was not saved is gone."""
        self._database.close()

    def add(self, article: Article, claims: Sequence[Claim]) -> bool:
        """Add an article with its claims; one that is there already stays as it is, and False is returned."""
        keys = [keys_of(claim) for claim in claims]
        codes = encode_claims(claims, keys)
        terms = np.array(sorted({code(term) for term in salient_terms(keys)}), np.uint32)
        said = np.array([claim_code(claim) for claim in claims], np.uint32)
        row = (article.id, day_of(article), len(claims), json.dumps([claim.id for claim in claims]))
        blobs = (terms, shingle_codes(article.text), said, *codes)
        done = self._database.execute(
            "INSERT OR IGNORE INTO corpus_articles (id, day, kept, claims, terms, shingles, said, keys, owners, sentences)"
            " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (*row, *map(pack, blobs)),
        )
        return done.rowcount == 1

    def place_waiting(self) -> None:
        """Place what was added since: find copies and links. All that asks does this first.

        Articles are placed by day and id, not as they were added. Batches in the order of their days therefore give
        the same links as one batch of all; an article that comes late is linked to those of both sides.
        """
        number = self._database.execute("SELECT coalesce(max(number), 0) FROM corpus_articles").fetchone()[0]
        while waiting := next_waiting(self._database, BLOCK):
            for article in waiting:
                number += 1
                place(self._database, number, article)

    def pairs_of(self, articles: Iterable[str], limit: int = LIMIT) -> Iterator[Candidate]:
        """Find the pairs of claims of which at least one stands in these articles, each pair once.

        Args:
            articles: ids, of what is new; pairs of two others are not given.
            limit: pairs of each two articles, and within each one.

        Raises:
            KeyError: an article that was never added.
        """
        self.place_waiting()
        numbers = numbers_of(self._database, articles)
        new = frozenset(numbers)
        meetings = ((min(one, two), max(one, two)) for one in numbers for two in self._partners(one, new))
        while block := list(islice(meetings, BLOCK * 8)):
            yield from self._meet(block, limit)

    def origins(self) -> dict[str, str]:
        """Map each article to the first of its near-copies, itself where there is none."""
        self.place_waiting()
        return dict(
            self._database.execute(
                "SELECT a.id, first.id FROM corpus_articles a JOIN corpus_articles first ON first.number = a.family"
                " ORDER BY a.number"
            )
        )

    def links(self) -> Iterator[tuple[str, str, float]]:
        """List the linked articles, copies among them, with the strength of the link between 0 and 1."""
        self.place_waiting()
        yield from self._database.execute(
            "SELECT a.id, p.id, l.strength FROM corpus_links l JOIN corpus_articles a ON a.number = l.article"
            " JOIN corpus_articles p ON p.number = l.partner ORDER BY l.article, l.partner"
        )

    def _partners(self, number: int, new: frozenset[int]) -> Iterator[int]:
        """List whom an article meets: itself, those placed before, and those after that are not new themselves."""
        yield number
        rows = self._database.execute("SELECT partner FROM corpus_links WHERE article = ?", (number,)).fetchall()
        yield from (row[0] for row in rows)
        rows = self._database.execute("SELECT article FROM corpus_links WHERE partner = ?", (number,)).fetchall()
        yield from (row[0] for row in rows if row[0] not in new)

    def _meet(self, block: Sequence[tuple[int, int]], limit: int) -> Iterator[Candidate]:
        read = {number: read_claims(self._database, number) for number in sorted({n for pair in block for n in pair})}
        claims = {number: json.loads(ids) for number, (_, ids, _) in read.items()}
        codes: list[tuple[ClaimCodes, ClaimCodes]] = [(read[one][2], read[two][2]) for one, two in block]
        met = meet(codes, limit)
        for pair, a, b, score in zip(*(column.tolist() for column in met), strict=True):
            one, two = block[pair]
            yield Candidate((read[one][0], claims[one][a]), (read[two][0], claims[two][b]), score)
