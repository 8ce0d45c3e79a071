"""Exports of a run: what `summarize` gives, a line an article; claims as cells that no spreadsheet calculates."""

import csv
import io
import json

import pytest
from building import make_article, make_comparison, make_reading
from hypothesis import given
from hypothesis import strategies as st

from summarizer.contract import document
from summarizer.errors import OutputError, SettingsError
from summarizer.exporting import EXPORTS
from summarizer.models import Attribution, EngineInfo
from summarizer.output import replacing
from summarizer.readers.entries import Entry
from summarizer.reports.json import render
from summarizer.results import Readings
from summarizer.runs import RunStore, open_run
from summarizer.runs.rows import rows_of
from summarizer.text.safety import for_cell, on_one_line

TRIGGERS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


@pytest.fixture
def keep(tmp_path):
    def kept(*readings):
        store = RunStore(tmp_path / "run")
        store.begin(EngineInfo(name="scripted"), {}, "test")
        for reading in readings:
            place = reading.article.source
            store.keep(rows_of(reading), Entry(place, place, place))
        store.end("done", index=False)
        store.close()
        return open_run(tmp_path / "run")

    return kept


def exported(run, form):
    stream = io.BytesIO()
    with run:
        EXPORTS[form](run, stream)
    return stream.getvalue()


def test_a_line_of_json_is_what_summarize_lists_of_an_article(keep):
    readings = make_comparison().readings
    lines = exported(keep(*readings), "jsonl").decode().splitlines()
    whole = json.loads(render(document(Readings(engine=EngineInfo(name="scripted"), readings=readings))))
    assert [json.loads(line) for line in lines] == whole["articles"]


def test_a_csv_of_claims_can_be_read_back(keep):
    text = exported(keep(*make_comparison().readings), "csv").decode()
    found = list(csv.DictReader(io.StringIO(text, newline="")))
    assert [row["claim"] for row in found] == ["a1.c1", "a1.c2", "a2.c1", "a2.c2"]
    claim = make_comparison().readings[0].claims[1]
    assert (found[1]["quote"], found[1]["start"], found[1]["end"]) == (claim.quote, str(claim.start), str(claim.end))


@pytest.mark.parametrize("trigger", TRIGGERS)
@pytest.mark.parametrize("before", ["", " ", '"', "'", "\n "])
def test_no_cell_of_a_csv_begins_a_formula(keep, trigger, before):
    words = f"{before}{trigger}cmd|' /C calc'!A0"
    article = make_article(f"The bridge closed.\n{words}\n", title=words, outlet=words, source=words)
    reading = make_reading(article, ("The bridge closed.",))
    claim = reading.claims[0].model_copy(
        update={"text": words, "subject": words, "attribution": Attribution(name=words, role=words)}
    )
    text = exported(keep(reading.model_copy(update={"claims": (claim,)})), "csv").decode()
    [row] = csv.DictReader(io.StringIO(text, newline=""))
    for name in ("text", "subject", "speaker", "role", "title", "outlet", "source"):
        assert not row[name].startswith(TRIGGERS)
        assert row[name].startswith("'") or not row[name].lstrip(" \"'").startswith(TRIGGERS)
        assert row[name].replace("'", "") == on_one_line(words).replace("'", "")


@given(st.text())
def test_a_safe_cell_begins_with_no_trigger_and_keeps_all_words(text):
    safe = for_cell(text)
    assert not safe.lstrip(" \"'\v\f").startswith(TRIGGERS) or safe.startswith("'")
    assert not safe.startswith(TRIGGERS)
    assert safe.replace("'", "") == on_one_line(text).replace("'", "")


def test_claims_go_to_parquet_and_to_a_data_frame(keep):
    parquet = pytest.importorskip("pyarrow.parquet")
    pytest.importorskip("pandas")
    run = keep(*make_comparison().readings)
    frame = run.to_dataframe()
    table = parquet.read_table(io.BytesIO(exported(run, "parquet")))
    assert list(frame["claim"]) == table.column("claim").to_pylist() == ["a1.c1", "a1.c2", "a2.c1", "a2.c2"]


@pytest.mark.parametrize("form", ["parquet", "frame"])
def test_what_needs_an_extra_says_which(keep, monkeypatch, form):
    monkeypatch.setitem(__import__("sys").modules, {"parquet": "pyarrow", "frame": "pandas"}[form], None)
    with keep(*make_comparison().readings) as run, pytest.raises(SettingsError, match="is not installed") as raised:
        EXPORTS["parquet"](run, io.BytesIO()) if form == "parquet" else run.to_dataframe()
    assert "pip install 'summarizer[" in raised.value.mend


def test_a_file_is_replaced_only_when_it_is_whole(tmp_path):
    path = tmp_path / "out.csv"
    path.write_text("the old one")

    def break_off():
        with replacing(path) as stream:
            stream.write(b"half")
            assert path.read_text() == "the old one"
            raise OSError(28, "No space left on device")

    with pytest.raises(OutputError, match="No space left"):
        break_off()
    assert [one.name for one in tmp_path.iterdir()] == ["out.csv"]
    assert path.read_text() == "the old one"
    with replacing(path) as stream:
        stream.write(b"the new one")
    assert path.read_text() == "the new one"


def test_damaged_rows_are_one_clear_error(keep):
    run = keep(*make_comparison().readings)
    run.close()
    import sqlite3

    database = sqlite3.connect(run.path)
    database.execute("UPDATE claims SET kind = 'gossip'")
    database.commit()
    database.close()
    with open_run(run.folder) as again, pytest.raises(OutputError, match=r"rows of article a1 .* are damaged"):
        list(again.readings())
