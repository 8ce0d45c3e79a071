"""The run's file: locked, private, versioned, searchable."""

import os
import sqlite3
import stat
import subprocess
import sys

import pytest
from building import make_article, make_comparison, make_reading

from summarizer.errors import OutputError, SettingsError
from summarizer.models import EngineInfo
from summarizer.readers.entries import Entry
from summarizer.runs import RunStore, open_run
from summarizer.runs.lock import RunLock
from summarizer.runs.rows import reading_of, rows_of
from summarizer.runs.schema import VERSION, prepare


def fill(folder):
    store = RunStore(folder)
    try:
        store.begin(EngineInfo(name="scripted"), {}, "test")
        for reading in make_comparison().readings:
            place = reading.article.source
            store.keep(rows_of(reading), Entry(place, place, place))
        store.end("done", index=True)
    finally:
        store.close()


def test_a_reading_is_the_same_after_it_was_kept(tmp_path):
    fill(tmp_path / "run")
    with open_run(tmp_path / "run") as run:
        assert list(run.readings()) == list(make_comparison().readings)


def test_a_reading_is_the_same_from_its_rows():
    article = make_article(byline="A. Writer", dateline="VARNHOLM", language="en", notes=("a note",))
    reading = make_reading(article, ("At least 120 workers walked out at noon.",))
    assert reading_of(rows_of(reading), article.source) == reading


def test_folder_and_file_are_private(tmp_path):
    fill(tmp_path / "run")
    assert stat.S_IMODE((tmp_path / "run").stat().st_mode) == 0o700
    assert stat.S_IMODE((tmp_path / "run" / "run.sqlite").stat().st_mode) == 0o600


def test_a_text_is_stored_once_and_quotes_can_be_cut_out_of_it_in_sql(tmp_path):
    fill(tmp_path / "run")
    with sqlite3.connect(tmp_path / "run" / "run.sqlite") as database:
        assert database.execute("SELECT count(*) FROM texts").fetchone() == (2,)
        query = (
            "SELECT count(*), sum(substr(t.text, c.start + 1, c.stop - c.start) = c.quote) FROM claims c "
            "JOIN articles a ON a.number = c.article JOIN texts t ON t.sha256 = a.sha256"
        )
        count, right = database.execute(query).fetchone()
        assert count == right == 4
    database.close()


@pytest.mark.parametrize(
    ("index", "table", "words", "hits"),
    [("claims_search", "claims", "dockers", 1), ("sentences_search", "sentence_texts", "dockers", 3)],
)
def test_claims_and_sentences_are_found_by_words(tmp_path, index, table, words, hits):
    fill(tmp_path / "run")
    database = sqlite3.connect(tmp_path / "run" / "run.sqlite")
    query = f"SELECT t.text FROM {index} i JOIN {table} t ON t.number = i.rowid WHERE {index} MATCH ?"  # noqa: S608
    found = [text.lower() for (text,) in database.execute(query, (words,))]
    database.close()
    assert len(found) == hits
    assert all(words in text for text in found)


def test_a_replaced_reading_is_found_by_its_new_words_alone(tmp_path):
    fill(tmp_path)
    store = RunStore(tmp_path)
    store.begin(EngineInfo(name="scripted"), {}, "test")
    [port, _] = make_comparison().readings
    claim = port.claims[0].model_copy(update={"text": "Zebras graze."})
    store.keep(rows_of(port.model_copy(update={"claims": (claim,)})), Entry("port.txt", "port.txt", "port.txt"))
    store.end("done", index=True)
    store.close()
    database = sqlite3.connect(tmp_path / "run.sqlite")
    count = "SELECT count(*) FROM claims_search WHERE claims_search MATCH ?"
    assert [database.execute(count, (word,)).fetchone()[0] for word in ("zebras", "120", "dockers")] == [1, 0, 1]
    database.execute("INSERT INTO claims_search (claims_search) VALUES ('integrity-check')")
    database.close()


def test_a_second_run_in_a_folder_is_refused_and_names_the_first(tmp_path):
    store = RunStore(tmp_path)
    with pytest.raises(SettingsError, match=rf"another run works in .* \(process {os.getpid()}\)"):
        RunStore(tmp_path)
    with open_run(tmp_path) as run:
        assert run.status().running
    store.close()
    RunStore(tmp_path).close()


def test_the_lock_of_a_killed_process_holds_nobody_up(tmp_path):
    code = f"import os, signal; from pathlib import Path; from summarizer.runs.lock import RunLock\nlock = RunLock(Path({str(tmp_path)!r})); os.kill(os.getpid(), signal.SIGKILL)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == -9
    assert (tmp_path / "run.lock").read_text().isdigit()
    RunLock(tmp_path).release()


def test_a_file_of_a_newer_version_is_refused(tmp_path):
    fill(tmp_path)
    database = sqlite3.connect(tmp_path / "run.sqlite")
    database.execute(f"PRAGMA user_version = {VERSION + 1}")
    database.close()
    for opens in (RunStore, open_run):
        with pytest.raises(SettingsError, match=f"newer summarizer .schema {VERSION + 1}; this one knows {VERSION}."):
            opens(tmp_path)


def test_an_older_file_is_migrated_and_a_copy_is_kept(tmp_path):
    fill(tmp_path)
    path = tmp_path / "run.sqlite"
    migrations = {VERSION: "ALTER TABLE articles ADD COLUMN mood TEXT; UPDATE articles SET mood = 'calm'"}
    database = sqlite3.connect(path, isolation_level=None)
    prepare(database, path, migrations)
    assert database.execute("SELECT DISTINCT mood FROM articles").fetchall() == [("calm",)]
    assert database.execute("PRAGMA user_version").fetchone() == (VERSION + 1,)
    database.close()
    copy = sqlite3.connect(tmp_path / f"run.sqlite.v{VERSION}.bak")
    assert copy.execute("SELECT count(*) FROM articles").fetchone() == (2,)
    assert copy.execute("PRAGMA user_version").fetchone() == (VERSION,)
    copy.close()


def test_a_migration_that_breaks_off_changes_nothing(tmp_path):
    fill(tmp_path)
    path = tmp_path / "run.sqlite"
    database = sqlite3.connect(path, isolation_level=None)
    with pytest.raises(sqlite3.OperationalError):
        prepare(database, path, {VERSION: "ALTER TABLE articles ADD COLUMN mood TEXT; SELECT nonsense FROM nowhere"})
    database.close()
    database = sqlite3.connect(path)
    assert database.execute("PRAGMA user_version").fetchone() == (VERSION,)
    assert "mood" not in {row[1] for row in database.execute("PRAGMA table_info(articles)")}
    database.close()


@pytest.mark.parametrize("content", [b"not a database at all, but long enough to look at" * 40, b""])
def test_a_file_that_is_no_run_is_one_clear_error(tmp_path, content):
    (tmp_path / "run.sqlite").write_bytes(content)
    with pytest.raises((SettingsError, OutputError), match=r"run\.sqlite"):
        open_run(tmp_path)


def test_a_folder_that_can_not_be_made_is_one_clear_error(tmp_path):
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(OutputError, match="can't be written"):
        RunStore(tmp_path / "file" / "run")


def test_a_file_that_another_program_holds_is_one_clear_error(tmp_path, monkeypatch):
    monkeypatch.setattr("summarizer.runs.store.PATIENCE", 0.01)
    fill(tmp_path)
    other = sqlite3.connect(tmp_path / "run.sqlite", isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    store = RunStore(tmp_path)
    with pytest.raises(OutputError, match="locked"):
        store.begin(EngineInfo(name="scripted"), {}, "test")
    store.close()
    other.close()
