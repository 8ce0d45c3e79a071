"""What docs/run-schema.md says of the file is so."""

import re
import sqlite3
from pathlib import Path

import pytest

from summarizer.runs.schema import VERSION, prepare

PAGE = (Path(__file__).parents[2] / "docs/run-schema.md").read_text(encoding="utf-8")


@pytest.fixture
def database(tmp_path):
    made = sqlite3.connect(tmp_path / "run.sqlite", isolation_level=None)
    prepare(made, tmp_path / "run.sqlite")
    yield made
    made.close()


def named(database, kind):
    query = "SELECT name FROM sqlite_master WHERE type = ? AND name NOT LIKE '%search%\\_%' ESCAPE '\\'"
    return {name for (name,) in database.execute(query, (kind,)) if not name.endswith("_search")}


def test_the_page_lists_every_table_with_its_columns(database):
    listed = dict(re.findall(r"^\| (\w+) \| [^|]+ \| ([^|]+) \|$", PAGE, re.MULTILINE))
    listed.pop("table")
    columns = {table: re.sub(r" \(JSON\)", "", told).strip().split(", ") for table, told in listed.items()}
    assert columns == {
        table: [row[1] for row in database.execute(f"PRAGMA table_info({table})")] for table in named(database, "table")
    }


def test_the_page_lists_every_view_and_the_version(database):
    listed = set(re.findall(r"^\| (\w+) \| [^|]+ \|$", PAGE, re.MULTILINE)) - {"view"}
    assert listed == named(database, "view")
    assert f"This is version {VERSION} of the schema" in PAGE
    assert database.execute("PRAGMA user_version").fetchone() == (VERSION,)


@pytest.mark.parametrize("query", re.findall(r"^```sql\n(.*?)^```$", PAGE, re.DOTALL | re.MULTILINE), ids=range(3))
def test_the_queries_on_the_page_run(database, query):
    assert database.execute(query).fetchall() == []
