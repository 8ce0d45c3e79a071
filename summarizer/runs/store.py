"""The one file of a run while it runs: what is done is known at once, what is kept is kept whole.

The file is private (mode 0600, in a folder of mode 0700 if it is made here) and in WAL mode. Results are written as they
come and committed together, some times a second: what was committed survives a kill at any instant.
"""

import contextlib
import datetime as dt
import json
import os
import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, Literal, NamedTuple

from summarizer.errors import OutputError
from summarizer.models import EngineInfo, Failure, Usage
from summarizer.readers.entries import Entry, Stamp
from summarizer.runs import rows as columns
from summarizer.runs.lock import RunLock
from summarizer.runs.rows import ReadingRows, Row, storable
from summarizer.runs.schema import prepare

FILE = "run.sqlite"
PATIENCE = 5.0  # seconds that another program may hold the file: someone looks at it, or copies it
STAGE = "read"  # whose calls and costs are counted here
INDEXED_AT_ONCE = 20_000  # rows of a full-text index in one transaction: some 0.2 s

Outcome = Literal["done", "failed", "cap", "access", "interrupted", "stopped"]


class Counts(NamedTuple):
    """How many articles of the sources were done, known to be done before, and failed, in this run."""

    done: int = 0
    cached: int = 0
    failed: int = 0


def engine_key(info: EngineInfo) -> str:
    """Name an engine, its model and its prompts' versions by one text: what differs in it answers differently."""
    return json.dumps([info.name, info.model, dict(sorted(info.prompts.items()))], ensure_ascii=False)


@contextlib.contextmanager
def explained(path: Path) -> Iterator[None]:
    """Turn what SQLite or the disk refuses into one of our errors.

    Raises:
        OutputError: with the cause and the mend.
    """
    try:
        yield
    except (sqlite3.Error, OSError) as error:
        told = str(error)
        mend = "make room or give another folder; all that was finished before is kept, and the same command goes on"
        if "locked" in told:
            mend = "close the other program that has it open for writing, and run the same command again"
        elif "malformed" in told or "not a database" in told:
            mend = "take the file away, or restore it from a copy"
        raise OutputError(f"{path} can't be written: {told}", mend) from error


def connect(path: Path) -> sqlite3.Connection:
    """Open a file of a run for writing, or a second time for reading."""
    database = sqlite3.connect(path, timeout=PATIENCE, isolation_level=None, check_same_thread=False)
    try:
        database.execute("PRAGMA journal_mode = WAL")
        database.execute("PRAGMA synchronous = NORMAL")
        database.execute("PRAGMA foreign_keys = OFF")
    except BaseException:
        database.close()
        raise
    return database


class RunStore:
    """A run's file, open for writing and locked for others.

    Args:
        folder: the run's folder; made if it is not there.

    Raises:
        SettingsError: another run works in it, or the file is of a newer version or none of ours.
        OutputError: the folder or the file can't be made or written.
    """

    def __init__(self, folder: Path) -> None:
        self.path = folder / FILE
        with explained(self.path):
            if not folder.is_dir():
                folder.mkdir(mode=0o700, parents=True)
        self._lock = RunLock(folder)
        self._run = self._engine = 0
        self._is_dirty = False
        try:
            with explained(self.path):
                flags = os.O_RDWR | os.O_CREAT | getattr(os, "O_NOFOLLOW", 0)
                os.close(os.open(self.path, flags, 0o600))  # SQLite gives its side files the mode of the main one
                self._database = connect(self.path)
        except BaseException:
            self._lock.release()
            raise
        try:
            with explained(self.path):
                prepare(self._database, self.path)
        except BaseException:
            self.close()
            raise

    def begin(self, info: EngineInfo, settings: Mapping[str, Any], version: str) -> None:
        """Note that a run begins: with which engine, which settings, and which version of summarizer."""
        key = engine_key(info)
        with explained(self.path):
            self._database.execute(
                "INSERT OR IGNORE INTO engines (name, model, prompts, key) VALUES (?, ?, ?, ?)",
                (info.name, info.model, json.dumps(info.prompts, sort_keys=True), key),
            )
            [self._engine] = self._database.execute("SELECT number FROM engines WHERE key = ?", (key,)).fetchone()
            self._run = int(
                self._database.execute(
                    "INSERT INTO runs (begun, version, engine, settings) VALUES (?, ?, ?, ?)",
                    (_now(), version, self._engine, json.dumps(settings, sort_keys=True)),
                ).lastrowid
                or 0
            )

    def known(self) -> "Known":
        """Open the file once more, to be asked what is done from another thread."""
        with explained(self.path):
            return Known(connect(self.path), self._engine)

    def keep(self, reading: ReadingRows, entry: Entry) -> None:
        """Write a reading and where its article stands; one that is there already is replaced."""
        try:
            self._keep(reading, entry)
        except UnicodeEncodeError:
            self._keep(storable(reading), entry)

    def see(self, entry: Entry, article_id: str) -> None:
        """Note a further place of an article that is done."""
        with explained(self.path):
            self._write()
            row = self._database.execute("SELECT number FROM articles WHERE id = ?", (article_id,)).fetchone()
            if row:
                self._place(int(row[0]), entry)

    def fail(self, failure: Failure, place: str, identity: str = "", stamp: Stamp | None = None) -> None:
        """Write that an article could not be read; a failure of the same place before is replaced."""
        with explained(self.path):
            self._write()
            told = (failure.stage, *(_storable(one) for one in (failure.subject, failure.reason)))
            self._database.execute(
                "INSERT OR REPLACE INTO failures VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
                (_storable(place), identity, *told, *(stamp or (None, None)), self._engine, self._run),
            )

    def note(self, counts: Counts, usage: Usage, total: int | None, seconds: float) -> None:
        """Write how far the run is, and what it cost so far."""
        with explained(self.path):
            self._write()
            self._database.execute(
                "UPDATE runs SET done = ?, cached = ?, failed = ?, total = ?, seconds = ? WHERE number = ?",
                (*counts, total, seconds, self._run),
            )
            self._database.execute(
                "INSERT OR REPLACE INTO costs VALUES (?, ?, ?, ?, ?, ?, ?)",
                (
                    self._run,
                    STAGE,
                    usage.calls,
                    usage.cached,
                    usage.prompt_tokens,
                    usage.completion_tokens,
                    usage.cost_usd,
                ),
            )

    def commit(self) -> None:
        """Make all that was written so far last."""
        if self._database.in_transaction:
            with explained(self.path):
                self._database.execute("COMMIT")

    def end(self, outcome: Outcome, *, index: bool) -> None:
        """Note how the run ended; bring the full-text indexes up to date if asked, which takes some seconds for thousands."""
        with explained(self.path):
            self._write()
            self._database.execute(
                "UPDATE runs SET ended = ?, outcome = ? WHERE number = ?", (_now(), outcome, self._run)
            )
            self._database.execute("COMMIT")
            if index:
                self._index()

    def close(self) -> None:
        """Close the file and let the next run in; what was not committed is as if it had not been."""
        with contextlib.suppress(sqlite3.Error):
            self._database.close()
        self._lock.release()

    def _keep(self, reading: ReadingRows, entry: Entry) -> None:
        with explained(self.path):
            self._write()
            self._database.execute("SAVEPOINT article")
            try:
                self._insert(reading, entry)
            except BaseException:
                self._database.execute("ROLLBACK TO article")
                raise
            finally:
                if self._database.in_transaction:  # a full disk may have ended the whole of it
                    self._database.execute("RELEASE article")

    def _insert(self, reading: ReadingRows, entry: Entry) -> None:
        database = self._database
        article_id, sha256 = reading.article[:2]
        database.execute("INSERT OR IGNORE INTO texts VALUES (?, ?)", (sha256, reading.text))
        row = database.execute("SELECT number FROM articles WHERE id = ?", (article_id,)).fetchone()
        if row:
            number = int(row[0])
            self._forget(number)
        else:
            number = int(database.execute("SELECT coalesce(max(number), 0) + 1 FROM articles").fetchone()[0])
        self._many(
            "articles",
            ["number", "engine", "run", *columns.ARTICLE],
            [(number, self._engine, self._run, *reading.article)],
        )
        for table, names, made in (
            ("sentences", columns.SENTENCE, reading.sentences),
            ("claims", columns.CLAIM, reading.claims),
            ("points", columns.POINT, reading.points),
            ("evidence", columns.EVIDENCE, reading.evidence),
            ("rejections", columns.REJECTION, reading.rejections),
        ):
            self._many(table, ["article", *names], [(number, *row) for row in made])
        self._place(number, entry)
        database.execute("DELETE FROM failures WHERE place = ?", (_storable(entry.place),))

    def _many(self, table: str, names: Sequence[str], made: Sequence[Row]) -> None:
        marks = ", ".join("?" * len(names))
        self._database.executemany(f"INSERT INTO {table} ({', '.join(names)}) VALUES ({marks})", made)  # noqa: S608  our names

    def _forget(self, number: int) -> None:
        """Take out an article's reading, to be replaced; the indexes are then made anew when the run ends."""
        for table in ("sentences", "claims", "points", "evidence", "rejections"):
            self._database.execute(f"DELETE FROM {table} WHERE article = ?", (number,))  # noqa: S608  our names
        self._database.execute("DELETE FROM articles WHERE number = ?", (number,))
        self._database.execute("DELETE FROM searchable")

    def _place(self, number: int, entry: Entry) -> None:
        source = entry.fields.url or entry.place
        self._database.execute(
            "INSERT OR REPLACE INTO sources VALUES (?, ?, ?, ?, ?)",
            (_storable(entry.place), number, _storable(source), *(entry.stamp or (None, None))),
        )

    def _write(self) -> None:
        if not self._database.in_transaction:
            self._database.execute("BEGIN IMMEDIATE")

    def _index(self) -> None:
        """Bring each index up to the last row, some rows at a time."""
        for name, table, fields in (
            ("claims_search", "claims", "text, quote"),
            ("sentences_search", "sentence_texts", "text"),
        ):
            if not self._database.execute("SELECT 1 FROM sqlite_master WHERE name = ?", (name,)).fetchone():
                continue
            row = self._database.execute("SELECT number FROM searchable WHERE name = ?", (name,)).fetchone()
            if row is None:
                self._database.execute(f"INSERT INTO {name} ({name}) VALUES ('delete-all')")  # noqa: S608  our names
            reached = row[0] if row else 0
            source = "claims" if table == "claims" else "sentences"
            last = self._database.execute(f"SELECT coalesce(max(number), 0) FROM {source}").fetchone()[0]  # noqa: S608  our names
            while reached < last or row is None:
                row, upto = (0,), min(last, reached + INDEXED_AT_ONCE)
                self._database.execute("BEGIN IMMEDIATE")
                self._database.execute(
                    f"INSERT INTO {name} (rowid, {fields}) SELECT number, {fields} FROM {table} WHERE number > ? AND number <= ?",  # noqa: S608  our names
                    (reached, upto),
                )
                self._database.execute("INSERT OR REPLACE INTO searchable VALUES (?, ?)", (name, upto))
                self._database.execute("COMMIT")
                reached = upto


class Known:
    """What is done already, asked from another thread than that which writes.

    Args:
        database: a connection of its own.
        engine: the number of the engine that answers now.
    """

    def __init__(self, database: sqlite3.Connection, engine: int) -> None:
        self._database = database
        self._engine = engine

    def has_file(self, place: str, stamp: Stamp) -> bool:
        """Whether a file was read as it is now, by this engine."""
        query = (
            "SELECT 1 FROM sources s JOIN articles a ON a.number = s.article "
            "WHERE s.place = ? AND s.size = ? AND s.mtime_ns = ? AND a.engine = ?"
        )
        return self._ask(query, (_storable(place), *stamp, self._engine))

    def has_article(self, article_id: str) -> bool:
        """Whether an article was read by this engine."""
        return self._ask("SELECT 1 FROM articles WHERE id = ? AND engine = ?", (article_id, self._engine))

    def has_place(self, place: str, article_id: str) -> bool:
        """Whether it is known that an article stands there."""
        query = "SELECT 1 FROM sources s JOIN articles a ON a.number = s.article WHERE s.place = ? AND a.id = ?"
        return self._ask(query, (_storable(place), article_id))

    def has_failed(self, place: str, identity: str, stamp: Stamp | None) -> bool:
        """Whether the same article, by its text or its file's stamp, failed there with this engine."""
        query = "SELECT 1 FROM failures WHERE place = ? AND identity = ? AND size IS ? AND mtime_ns IS ? AND engine = ?"
        return self._ask(query, (_storable(place), identity, *(stamp or (None, None)), self._engine))

    def close(self) -> None:
        """Close the connection."""
        self._database.close()

    def _ask(self, query: str, values: tuple[Any, ...]) -> bool:
        return self._database.execute(query, values).fetchone() is not None


def _storable(text: str) -> str:
    return text.encode("utf-8", "replace").decode("utf-8")


def _now() -> str:
    return dt.datetime.now(dt.UTC).isoformat(timespec="seconds")
