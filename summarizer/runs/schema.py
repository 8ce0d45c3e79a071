"""The schema of a run's file, version 1, and how an older file becomes one of this version.

The file is `run.sqlite` in the run's folder; docs/run-schema.md explains it for people who open it with other programs.
Offsets (`start`, `stop`) are code points of the article's text, so that substr(text, start + 1, stop - start) = quote.
"""

import contextlib
import sqlite3
from collections.abc import Mapping
from pathlib import Path

from summarizer.errors import OutputError, SettingsError

VERSION = 1
APPLICATION_ID = 0x53554D52  # "SUMR": by this a file is known to be ours

TABLES = """
CREATE TABLE runs (
    number INTEGER PRIMARY KEY,
    begun TEXT NOT NULL,            -- ISO 8601, UTC
    ended TEXT,                     -- NULL while it runs, and where it was killed
    outcome TEXT,                   -- done, failed, cap, access, interrupted, stopped
    version TEXT NOT NULL,          -- of summarizer
    engine INTEGER REFERENCES engines,
    settings TEXT NOT NULL,         -- JSON
    total INTEGER,                  -- articles in the sources; NULL where that is not known
    done INTEGER NOT NULL DEFAULT 0,
    cached INTEGER NOT NULL DEFAULT 0,
    failed INTEGER NOT NULL DEFAULT 0,
    seconds REAL NOT NULL DEFAULT 0
);
CREATE TABLE engines (
    number INTEGER PRIMARY KEY,
    name TEXT NOT NULL,
    model TEXT,
    prompts TEXT NOT NULL,          -- JSON: version by name
    key TEXT NOT NULL UNIQUE
);
CREATE TABLE texts (
    sha256 TEXT PRIMARY KEY,
    text TEXT NOT NULL
);
CREATE TABLE articles (
    number INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    sha256 TEXT NOT NULL REFERENCES texts,
    engine INTEGER NOT NULL REFERENCES engines,
    run INTEGER NOT NULL REFERENCES runs,
    source TEXT NOT NULL,
    title TEXT, byline TEXT, outlet TEXT, published TEXT, dateline TEXT, language TEXT,
    url TEXT, record TEXT,          -- what a row said of itself: its address, its own id
    characters INTEGER NOT NULL,
    notes TEXT NOT NULL,            -- JSON list
    headline TEXT NOT NULL,
    abstract TEXT NOT NULL
);
CREATE TABLE sources (              -- where an article stands, or stood when it was read
    place TEXT NOT NULL,
    article INTEGER NOT NULL REFERENCES articles,
    source TEXT NOT NULL,           -- what the documents name: the row's address, else the place
    size INTEGER, mtime_ns INTEGER, -- of a file, by which it is known again
    PRIMARY KEY (place, article)
) WITHOUT ROWID;
CREATE INDEX sources_of_article ON sources (article);
CREATE TABLE sentences (
    number INTEGER PRIMARY KEY,
    article INTEGER NOT NULL REFERENCES articles,
    sentence INTEGER NOT NULL,
    start INTEGER NOT NULL, stop INTEGER NOT NULL,
    role TEXT NOT NULL,
    paragraph INTEGER NOT NULL
);
CREATE INDEX sentences_of_article ON sentences (article);
CREATE TABLE claims (
    number INTEGER PRIMARY KEY,
    article INTEGER NOT NULL REFERENCES articles,
    id TEXT NOT NULL,
    text TEXT NOT NULL,
    kind TEXT NOT NULL,
    quote TEXT NOT NULL,
    start INTEGER NOT NULL, stop INTEGER NOT NULL,
    sentence INTEGER NOT NULL,
    speaker TEXT, role TEXT, mode TEXT NOT NULL,
    subject TEXT,
    polarity TEXT NOT NULL,
    modality TEXT NOT NULL,
    condition TEXT,
    time TEXT,
    quantities TEXT NOT NULL,       -- JSON list
    checkworthy INTEGER NOT NULL
);
CREATE INDEX claims_of_article ON claims (article);
CREATE TABLE points (
    article INTEGER NOT NULL REFERENCES articles,
    point INTEGER NOT NULL,
    text TEXT NOT NULL,
    PRIMARY KEY (article, point)
) WITHOUT ROWID;
CREATE TABLE evidence (             -- of a summary's points; a claim carries its own quote
    article INTEGER NOT NULL REFERENCES articles,
    point INTEGER NOT NULL,
    item INTEGER NOT NULL,
    quote TEXT NOT NULL,
    start INTEGER NOT NULL, stop INTEGER NOT NULL,
    PRIMARY KEY (article, point, item)
) WITHOUT ROWID;
CREATE TABLE rejections (           -- what of a reading did not hold; its article was read all the same
    article INTEGER NOT NULL REFERENCES articles,
    item INTEGER NOT NULL,
    stage TEXT NOT NULL, subject TEXT NOT NULL, reason TEXT NOT NULL,
    PRIMARY KEY (article, item)
) WITHOUT ROWID;
CREATE TABLE failures (             -- articles that could not be read
    place TEXT PRIMARY KEY,
    identity TEXT NOT NULL,         -- the id that the article would have; '' where it has none
    stage TEXT NOT NULL, subject TEXT NOT NULL, reason TEXT NOT NULL,
    size INTEGER, mtime_ns INTEGER,
    engine INTEGER NOT NULL REFERENCES engines,
    run INTEGER NOT NULL REFERENCES runs
) WITHOUT ROWID;
CREATE TABLE costs (
    run INTEGER NOT NULL REFERENCES runs,
    stage TEXT NOT NULL,
    calls INTEGER NOT NULL, cached INTEGER NOT NULL,
    prompt_tokens INTEGER NOT NULL, completion_tokens INTEGER NOT NULL,
    cost_usd REAL,                  -- NULL where a price or a count of tokens is not known
    PRIMARY KEY (run, stage)
) WITHOUT ROWID;
CREATE TABLE searchable (           -- how far the full-text indexes reach
    name TEXT PRIMARY KEY,
    number INTEGER NOT NULL
) WITHOUT ROWID;
CREATE VIEW sentence_texts AS
    SELECT s.number, a.id AS article, s.sentence, s.role, substr(t.text, s.start + 1, s.stop - s.start) AS text
    FROM sentences s JOIN articles a ON a.number = s.article JOIN texts t ON t.sha256 = a.sha256;
CREATE VIEW claim_list AS
    SELECT a.id AS article, a.title, a.outlet, a.published, c.id AS claim, c.text, c.speaker, c.role, c.mode, c.kind,
        c.polarity, c.modality, c.time, c.quote, c.start, c.stop, a.source
    FROM claims c JOIN articles a ON a.number = c.article;
CREATE VIEW failure_reasons AS
    SELECT stage, reason, count(*) AS articles, min(place) AS example FROM failures GROUP BY stage, reason;
"""

SEARCH = """
CREATE VIRTUAL TABLE claims_search USING fts5(text, quote, content='claims', content_rowid='number');
CREATE VIRTUAL TABLE sentences_search USING fts5(text, content='sentence_texts', content_rowid='number');
"""
"""The full-text indexes, which hold no text of their own; left out where SQLite was built without FTS5."""

MIGRATIONS: dict[int, str] = {}
"""From a version to the statements that make the next of it."""


def prepare(database: sqlite3.Connection, path: Path, migrations: Mapping[int, str] = MIGRATIONS) -> None:
    """Make the tables in an empty file, or bring an older one up to this version, with a copy kept beside it.

    Raises:
        SettingsError: the file is of a newer version, or none of ours.
        OutputError: the copy can't be made.
    """
    version = int(database.execute("PRAGMA user_version").fetchone()[0])
    if version == 0 and not database.execute("SELECT 1 FROM sqlite_master LIMIT 1").fetchone():
        _apply(database, TABLES, VERSION)
        with contextlib.suppress(sqlite3.OperationalError):  # SQLite without FTS5
            database.executescript(SEARCH)
        return
    check_version(database, path, migrations)
    if version < VERSION + len(migrations):
        _keep_copy(database, path.with_name(f"{path.name}.v{version}.bak"))
    while version in migrations:
        _apply(database, migrations[version], version + 1)
        version += 1


def check_version(database: sqlite3.Connection, path: Path, migrations: Mapping[int, str] = MIGRATIONS) -> None:
    """Refuse a file of a newer version, and one that is none of ours.

    Raises:
        SettingsError: with what to do instead.
    """
    version = int(database.execute("PRAGMA user_version").fetchone()[0])
    application = int(database.execute("PRAGMA application_id").fetchone()[0])
    if application != APPLICATION_ID or version < 1:
        raise SettingsError(f"{path} is no file of a run", "name another folder")
    newest = max([VERSION, *(number + 1 for number in migrations)])
    if version > newest:
        raise SettingsError(
            f"{path} was made by a newer summarizer (schema {version}; this one knows {newest})",
            "upgrade summarizer, or name another folder",
        )


def _apply(database: sqlite3.Connection, statements: str, version: int) -> None:
    """Run statements and set the version, all or nothing."""
    database.executescript(
        f"BEGIN IMMEDIATE; {statements}; PRAGMA application_id = {APPLICATION_ID}; PRAGMA user_version = {version}; COMMIT;"
    )


def _keep_copy(database: sqlite3.Connection, path: Path) -> None:
    try:
        path.touch(mode=0o600)
        with contextlib.closing(sqlite3.connect(path)) as copy:
            database.backup(copy)
    except (OSError, sqlite3.Error) as error:
        raise OutputError(
            f"{path}, the copy before the file is migrated, can't be written: {error}", "make room"
        ) from None
