"""Which questions were sent in which batch, and the answers that batches brought until they are used.

One SQLite file beside the stored answers, private as they are. A batch is paid for, so it is noted before anything waits for
it: a run that was killed finds its note, and goes on. Other than stored answers this is no convenience: where it can't be
kept, nothing is sent. Keys are hashes; the questions themselves are not stored.
"""

import secrets
import sqlite3
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import NamedTuple, TypeVar

from summarizer.errors import SettingsError
from summarizer.store import answers_file, open_private

T = TypeVar("T")

PATIENCE = 10.0  # seconds that another process may hold the file; its transactions take milliseconds

_TABLES = (
    "CREATE TABLE IF NOT EXISTS batches (number INTEGER PRIMARY KEY, token TEXT NOT NULL, batch TEXT)",
    "CREATE TABLE IF NOT EXISTS questions (key TEXT PRIMARY KEY, number INTEGER NOT NULL, answer TEXT) WITHOUT ROWID",
    "CREATE INDEX IF NOT EXISTS by_batch ON questions (number)",
)


class Submission(NamedTuple):
    """A batch as it was noted; `batch` is its id at the endpoint, None while that is not known.

    `token` is in the batch's metadata, by which it is found again if its id was lost; `keys` are its questions that were
    asked about and are not answered.
    """

    number: int
    token: str
    batch: str | None
    keys: tuple[str, ...]


def submissions_file(environ: Mapping[str, str] | None = None) -> Path:
    """Name the file of noted batches, beside that of stored answers."""
    return answers_file(environ).with_name("batches.sqlite")


class Submissions:
    """Noted batches; the file is opened when it is first needed.

    Every method raises `SettingsError` where the file can't be used.

    Args:
        path: the file; made if it is not there, its folder too.
        patience: seconds to wait for another process.
    """

    def __init__(self, path: Path, *, patience: float = PATIENCE) -> None:
        self._path = path
        self._patience = patience
        self._database: sqlite3.Connection | None = None
        self._lock: sqlite3.Connection | None = None

    def acquire(self) -> bool:
        """Keep other processes from sending batches until `release`; False where one does.

        For a process that is killed the system lets go.
        """
        if self._lock is not None:
            return False
        try:
            self._lock = open_private(self._path.with_suffix(".lock"), 0.0)
            self._lock.execute("BEGIN IMMEDIATE")
        except sqlite3.OperationalError:
            self.release()
            return False
        except (sqlite3.Error, OSError) as error:
            self.release()
            raise self._unusable(error) from error
        return True

    def release(self) -> None:
        """Let other processes send."""
        lock, self._lock = self._lock, None
        if lock is not None:
            lock.close()

    def plan(self, keys: Iterable[str]) -> Submission:
        """Note that questions are about to be sent, and make the token of their batch."""
        token, keys = secrets.token_hex(16), tuple(keys)

        def insert(database: sqlite3.Connection) -> int | None:
            row = database.execute("INSERT INTO batches (token) VALUES (?)", (token,))
            asked = ((key, row.lastrowid) for key in keys)
            database.executemany("INSERT OR REPLACE INTO questions (key, number) VALUES (?, ?)", asked)
            database.execute("DELETE FROM batches WHERE number NOT IN (SELECT number FROM questions)")
            return row.lastrowid

        return Submission(self._durably(insert) or 0, token, None, keys)

    def made(self, submission: Submission, batch: str) -> Submission:
        """Note the id of a batch."""
        self._durably(
            lambda database: database.execute(
                "UPDATE batches SET batch = ? WHERE number = ?", (batch, submission.number)
            )
        )
        return submission._replace(batch=batch)

    def waiting(self, keys: Iterable[str]) -> list[Submission]:
        """List the batches in which some of these questions were sent and not answered, oldest first."""
        numbers: dict[int, list[str]] = {}

        def look(database: sqlite3.Connection) -> list[Submission]:
            for key in keys:
                row = database.execute(
                    "SELECT number FROM questions WHERE key = ? AND answer IS NULL", (key,)
                ).fetchone()
                if row:
                    numbers.setdefault(row[0], []).append(key)
            found = []
            for number, asked in sorted(numbers.items()):
                row = database.execute("SELECT token, batch FROM batches WHERE number = ?", (number,)).fetchone()
                if row:
                    found.append(Submission(number, row[0], row[1], tuple(asked)))
            return found

        return self._act(look)

    def answer(self, answers: Mapping[str, str]) -> None:
        """Keep what questions were answered, by key; a key that was not noted is passed over."""
        rows = [(text, key) for key, text in answers.items()]
        self._durably(lambda database: database.executemany("UPDATE questions SET answer = ? WHERE key = ?", rows))

    def find(self, key: str) -> str | None:
        """Find what a question was answered, where that was not used yet."""
        row = self._act(
            lambda database: database.execute("SELECT answer FROM questions WHERE key = ?", (key,)).fetchone()
        )
        return row[0] if row and isinstance(row[0], str) else None

    def forget(self, keys: Iterable[str], submission: Submission | None = None) -> None:
        """Take out questions, answered or not, and the batches of which nothing is left.

        With a submission only those that are not in a later one, which another process may have made meanwhile.
        """
        rows = [(key,) for key in keys]

        def delete(database: sqlite3.Connection) -> None:
            for row in rows:
                number = database.execute("SELECT number FROM questions WHERE key = ?", row).fetchone()
                if number and (submission is None or number[0] == submission.number):
                    database.execute("DELETE FROM questions WHERE key = ?", row)
                    database.execute(
                        "DELETE FROM batches WHERE number = ? AND NOT EXISTS (SELECT 1 FROM questions WHERE number = batches.number)",
                        number,
                    )

        self._in_one(delete)

    def close(self) -> None:
        """Close the file."""
        self.release()
        database, self._database = self._database, None
        if database is not None:
            database.close()

    def _durably(self, act: Callable[[sqlite3.Connection], T]) -> T:
        """Act in one transaction that outlasts a power failure, for what is at stake was paid for."""
        self._act(lambda database: database.execute("PRAGMA synchronous = FULL"))
        try:
            return self._in_one(act)
        finally:
            self._act(lambda database: database.execute("PRAGMA synchronous = NORMAL"))

    def _in_one(self, act: Callable[[sqlite3.Connection], T]) -> T:
        def transact(database: sqlite3.Connection) -> T:
            database.execute("BEGIN IMMEDIATE")
            try:
                result = act(database)
            except BaseException:
                database.execute("ROLLBACK")
                raise
            database.execute("COMMIT")
            return result

        return self._act(transact)

    def _act(self, act: Callable[[sqlite3.Connection], T]) -> T:
        try:
            if self._database is None:
                self._database = open_private(self._path, self._patience, *_TABLES)
            return act(self._database)
        except (sqlite3.Error, OSError) as error:
            self.close()
            raise self._unusable(error) from error

    def _unusable(self, error: Exception) -> SettingsError:
        return SettingsError(
            f"batches can't be noted in {self._path}: {error}",
            "make that file writable or take it away, or leave out --via batch; SUMMARIZER_HOME names another folder",
        )
