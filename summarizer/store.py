"""Answers that were paid for, by content key, in one SQLite file of the user's cache folder.

The file is private (mode 0600, in a folder of mode 0700) and bounded: when it is full the oldest answers go. Keys are
hashes; the questions themselves are not stored. The store is a convenience: if its file is broken, locked or out of reach, that is
said once, and everything goes on as if nothing had been stored.
"""

import json
import os
import sqlite3
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, NamedTuple, TypeVar

T = TypeVar("T")

LARGEST = 200_000_000  # characters of answers: some 25,000 readings of 8,000
KEPT = 0.9  # of the bound, once it is reached, so that not every further answer has to make room
PATIENCE = 1.0  # seconds that another process may hold the file; its transactions take milliseconds

_TABLE = (
    "CREATE TABLE IF NOT EXISTS answers (number INTEGER PRIMARY KEY, key TEXT NOT NULL UNIQUE, answer TEXT NOT NULL)"
)


class Answer(NamedTuple):
    """What a model answered, and the tokens that it cost then."""

    content: str
    prompt_tokens: int
    completion_tokens: int


def open_private(path: Path, patience: float, *tables: str) -> sqlite3.Connection:
    """Open a database that is its user's alone, in autocommit and with a write-ahead log; file and folder are made if need be.

    Args:
        path: the file; a link in its place is refused.
        patience: seconds to wait for another process.
        tables: statements that make its tables.

    Raises:
        OSError: the file can't be made or is not ours.
        sqlite3.Error: it is no database, or is held by another process.
    """
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    path.parent.chmod(0o700)
    flags = os.O_RDWR | os.O_CREAT | getattr(os, "O_NOFOLLOW", 0)
    os.close(os.open(path, flags, 0o600))  # SQLite gives its side files the mode of the main one
    path.chmod(0o600)
    database = sqlite3.connect(path, timeout=patience, isolation_level=None)
    try:
        database.execute("PRAGMA journal_mode = WAL")
        database.execute("PRAGMA synchronous = NORMAL")
        for table in tables:
            database.execute(table)
    except BaseException:
        database.close()
        raise
    return database


def answers_file(environ: Mapping[str, str] | None = None) -> Path:
    """Name the file of stored answers: below SUMMARIZER_HOME if that is set, else in the user's cache folder."""
    environ = os.environ if environ is None else environ
    if home := environ.get("SUMMARIZER_HOME"):
        return Path(home) / "cache" / "answers.sqlite"
    from platformdirs import user_cache_path

    return user_cache_path("summarizer", appauthor=False) / "answers.sqlite"


class AnswerStore:
    """Stored answers; the file is opened when it is first needed.

    Args:
        path: the file; made if it is not there, its folder too.
        warn: told once if the store can't be used.
        largest: characters of answers that are kept.
        patience: seconds to wait for another process.
    """

    def __init__(
        self, path: Path, *, warn: Callable[[str], None], largest: int = LARGEST, patience: float = PATIENCE
    ) -> None:
        self._path = path
        self._warn = warn
        self._largest = largest
        self._patience = patience
        self._database: sqlite3.Connection | None = None
        self._size = 0
        self._given_up = False

    def find(self, key: str) -> Answer | None:
        """Find the answer of a key; one that can't be read counts as none."""
        row = self._try(
            lambda database: database.execute("SELECT answer FROM answers WHERE key = ?", (key,)).fetchone()
        )
        return _read(row[0]) if row else None

    def keep(self, key: str, answer: Answer) -> None:
        """Store an answer; one that is there already stays."""
        text = json.dumps(answer)
        self._try(lambda database: self._insert(database, key, text))

    def forget(self, key: str) -> None:
        """Take an answer out."""
        self._try(lambda database: database.execute("DELETE FROM answers WHERE key = ?", (key,)))

    def close(self) -> None:
        """Close the file."""
        database, self._database = self._database, None
        if database is not None:
            database.close()

    def _try(self, act: Callable[[sqlite3.Connection], T]) -> T | None:
        """Act on the file; the first trouble is told, and is the last that is tried."""
        if self._given_up:
            return None
        try:
            if self._database is None:
                self._database = self._open()
            return act(self._database)
        except (sqlite3.Error, OSError) as error:
            self._given_up = True
            self.close()
            self._warn(f"note: stored answers can't be used ({error}); going on without {self._path}")
            return None

    def _open(self) -> sqlite3.Connection:
        database = open_private(self._path, self._patience, _TABLE)
        try:
            self._size = _measure(database)
        except BaseException:
            database.close()
            raise
        return database

    def _insert(self, database: sqlite3.Connection, key: str, text: str) -> None:
        database.execute("INSERT OR IGNORE INTO answers (key, answer) VALUES (?, ?)", (key, text))
        self._size += len(text)
        if self._size > self._largest:
            self._make_room(database)

    def _make_room(self, database: sqlite3.Connection) -> None:
        """Delete the oldest answers until what is left fits well."""
        left = _measure(database)  # another process may have written or deleted meanwhile
        rows = database.execute("SELECT number, length(answer) FROM answers ORDER BY number").fetchall()
        last = None
        for number, length in rows:
            if left <= self._largest * KEPT:
                break
            left, last = left - length, number
        if last is not None:
            database.execute("DELETE FROM answers WHERE number <= ?", (last,))
        self._size = left


def _measure(database: sqlite3.Connection) -> int:
    return int(database.execute("SELECT coalesce(sum(length(answer)), 0) FROM answers").fetchone()[0])


def _read(stored: Any) -> Answer | None:
    """Read a stored answer; the file may have been written by anybody who could."""
    try:
        content, prompt, completion = json.loads(stored)
    except (TypeError, ValueError, RecursionError):
        return None
    whole = isinstance(content, str) and all(type(count) is int and count >= 0 for count in (prompt, completion))
    return Answer(content, prompt, completion) if whole else None
