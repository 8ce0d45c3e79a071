"""`batch`, `status` and `export` from outside: exit codes, what is said, and what little the system may allow."""

import contextlib
import json
import os
import re
import resource
import signal
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest
from fault_server import completion, trouble
from scripted import draft_claim, draft_reading

from summarizer.cli import entry
from summarizer.cli.progress import describe, how_long
from summarizer.errors import ExitCode
from summarizer.models import Usage
from summarizer.runs import Counts

TEXT = "The bridge closed on Monday.\nIt is long.\n"
ANSWER = completion(json.dumps(draft_reading([draft_claim("The bridge closed on Monday.")])))


@pytest.fixture
def articles(tmp_path):
    folder = tmp_path / "articles"
    folder.mkdir()
    for number in range(4):
        (folder / f"{number}.txt").write_text(f"Number {number} of the news\n\n{TEXT}")
    return folder


def asked(server, *words):
    return entry(["batch", *map(str, words), "--base-url", server.url, "--model", "m", "-q"])


def test_a_model_reads_a_folder_and_the_same_again_asks_nothing(articles, tmp_path, fault_server, capsys):
    fault_server.plays([ANSWER])
    assert asked(fault_server, articles, "--out", tmp_path / "run") == ExitCode.DONE
    assert len(fault_server.requests) == 4
    assert asked(fault_server, articles, "--out", tmp_path / "run") == ExitCode.DONE
    assert len(fault_server.requests) == 4
    assert capsys.readouterr().err == ""
    assert entry(["status", str(tmp_path / "run"), "--json"]) == ExitCode.DONE
    status = json.loads(capsys.readouterr().out)
    assert (status["articles"], status["left"], status["cached"], status["outcome"]) == (4, 0, 4, "done")
    assert entry(["export", str(tmp_path / "run")]) == ExitCode.DONE
    assert len(capsys.readouterr().out.splitlines()) == 4


@pytest.mark.parametrize(
    ("words", "reply", "end"),
    [
        ([], trouble(400, "no such thing"), (ExitCode.FAILED, "4 articles failed")),
        ([], trouble(401, "who are you?"), (ExitCode.ACCESS, "the key was refused")),
        (["--max-calls", "2"], ANSWER, (ExitCode.BUDGET, "the cap on cost or calls was reached")),
    ],
    ids=["failed", "access", "cap"],
)
@pytest.mark.usefixtures("articles")
def test_a_run_that_is_not_done_says_so_by_its_exit_code(tmp_path, fault_server, capsys, words, reply, end):
    fault_server.plays([reply])
    code = asked(fault_server, tmp_path / "articles", "--out", tmp_path / "run", *words)
    said = capsys.readouterr().err
    assert (code, end[1] in said) == (end[0], True), said


def test_after_a_cap_the_same_command_pays_for_the_rest_alone(articles, tmp_path, fault_server):
    fault_server.plays([ANSWER])
    assert asked(fault_server, articles, "--out", tmp_path / "run", "--max-calls", "3") == ExitCode.BUDGET
    assert asked(fault_server, articles, "--out", tmp_path / "run") == ExitCode.DONE
    assert len(fault_server.requests) == 4


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["batch", "x"], "give one with --out DIR"),
        (["batch", "--out", "run"], "there is no source"),
        (["batch", "-", "-", "--out", "run"], "standard input is given twice"),
        (["batch", "x", "--out", "run", "--shard", "3/2"], "'3/2' is no part of parts"),
        (["batch", "x", "--out", "run", "--limit", "0"], "no whole number of at least 1"),
        (["batch", "x", "--out", "run", "--requests-per-minute", "no"], "requests_per_minute is 'no'"),
        (["status", "nowhere"], "there is no run in 'nowhere'"),
        (["export", "nowhere"], "there is no run in 'nowhere'"),
    ],
)
def test_wrong_usage_is_told_with_its_mend(words, said, monkeypatch, tmp_path, capsys):
    monkeypatch.chdir(tmp_path)
    assert entry(words) == ExitCode.USAGE
    assert said in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == []


def test_a_run_does_not_overwrite_itself_nor_print_what_is_no_text(articles, tmp_path, fault_server, capsys):
    fault_server.plays([ANSWER])
    asked(fault_server, articles, "--out", tmp_path / "run")
    run = str(tmp_path / "run")
    assert entry(["export", run, "-o", f"{run}/run.sqlite"]) == ExitCode.USAGE
    assert entry(["export", run, "--format", "parquet"]) == ExitCode.USAGE
    assert "give -o FILE" in capsys.readouterr().err


def command(*words, env=None, terminal=subprocess.PIPE, **options):
    told = {**os.environ, "PYTHONPATH": str(Path(__file__).parent.parent), **(env or {})}
    done = [sys.executable, "-m", "summarizer", *map(str, words)]
    return subprocess.Popen(done, env=told, stderr=terminal, stdout=subprocess.PIPE, text=True, **options)


def limited(kind, most):
    return lambda: resource.setrlimit(kind, (most, most))


def test_sixty_four_open_files_are_enough(tmp_path, fault_server):
    fault_server.plays([ANSWER])
    rows = "".join(json.dumps({"text": f"Number {n}.\n\n{TEXT}"}) + "\n" for n in range(60))
    (tmp_path / "a.jsonl").write_text(rows)
    words = ("batch", tmp_path / "a.jsonl", "--out", tmp_path / "run", "--base-url", fault_server.url, "--model", "m")
    process = command(*words, preexec_fn=limited(resource.RLIMIT_NOFILE, 64))
    _, told = process.communicate(timeout=60)
    assert (process.returncode, len(fault_server.requests)) == (ExitCode.DONE, 60), told


def test_a_full_disk_is_one_clear_line_and_what_was_kept_is_whole(tmp_path, fault_server):
    fault_server.plays([ANSWER])
    rows = "".join(json.dumps({"text": f"Number {n}.\n\n{TEXT * 30}"}) + "\n" for n in range(60))
    (tmp_path / "a.jsonl").write_text(rows)
    words = ("batch", tmp_path / "a.jsonl", "--out", tmp_path / "run", "--base-url", fault_server.url, "--model", "m")
    process = command(*words, "--no-cache", preexec_fn=limited(resource.RLIMIT_FSIZE, 150_000))
    _, told = process.communicate(timeout=60)
    assert process.returncode == ExitCode.FAILED
    assert "can't be written" in told
    assert "Traceback" not in told
    database = sqlite3.connect(tmp_path / "run" / "run.sqlite")
    assert database.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    database.close()
    assert entry(["batch", str(tmp_path / "a.jsonl"), "--out", str(tmp_path / "run"), *map(str, words[4:]), "-q"]) == 0


def test_ctrl_c_is_answered_at_once_while_standard_input_is_waited_for(tmp_path):
    process = command(
        "batch", "-", "--out", tmp_path / "run", "--engine", "embedded", "--workers", "1", stdin=subprocess.PIPE
    )
    process.stdin.write(json.dumps({"text": TEXT}) + "\n")
    process.stdin.flush()
    for _ in range(600):
        if _done(tmp_path / "run"):
            break
        with contextlib.suppress(subprocess.TimeoutExpired):
            process.wait(0.1)
    process.send_signal(signal.SIGINT)
    process.wait(60)
    told = process.communicate(timeout=60)[1]
    assert process.returncode == ExitCode.INTERRUPTED
    assert "stopping: what is finished is being saved" in told
    assert "the same command goes on from here" in told
    assert "Traceback" not in told
    assert _done(tmp_path / "run") == 1


def _done(folder):
    if not (folder / "run.sqlite").exists():
        return 0
    database = sqlite3.connect(folder / "run.sqlite")
    try:
        return database.execute("SELECT count(*) FROM articles").fetchone()[0]
    except sqlite3.OperationalError:
        return 0
    finally:
        database.close()


def test_the_embedded_engine_reads_in_processes_as_summarize_does(articles, tmp_path, capsys):
    words = ["batch", str(articles), "--out", str(tmp_path / "run"), "--engine", "embedded", "--workers", "2"]
    assert entry(words) == ExitCode.DONE
    told = capsys.readouterr()
    assert told.out == ""
    assert re.match(r"4 done · 0 known before · 0 failed · 0 left · \d+\.\d/s · no calls\n", told.err)
    entry(["export", str(tmp_path / "run")])
    batch = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    entry(["summarize", str(articles), "--engine", "embedded", "--json"])
    alone = {one["sha256"]: one for one in json.loads(capsys.readouterr().out)["articles"]}
    for one in batch:
        other = json.loads(json.dumps(alone[one["sha256"]]).replace(f'"{alone[one["sha256"]]["id"]}', f'"{one["id"]}'))
        assert one == other


def test_on_a_terminal_progress_is_one_line_that_changes(articles, tmp_path):
    pty = pytest.importorskip("pty")
    ours, theirs = pty.openpty()
    words = ("batch", articles, "--out", tmp_path / "run", "--engine", "embedded", "--workers", "1", "--color", "never")
    process = command(*words, env={"TERM": "xterm", "COLUMNS": "100"}, terminal=theirs)
    os.close(theirs)
    told = b""
    while True:
        try:
            piece = os.read(ours, 10_000)
        except OSError:  # the other end is closed: Linux says so by an error
            break
        told += piece
        if not piece:
            break
    os.close(ours)
    assert process.wait(60) == ExitCode.DONE
    process.stdout.close()
    assert told.count(b"\x1b[2K") >= 2, "a line is erased to be written again"
    assert told.decode().rstrip().rpartition("\x1b[2K")[2].startswith("4 done · 0 known before")


@pytest.mark.parametrize(
    ("total", "counts", "seconds", "usage", "line"),
    [
        (None, Counts(), 0.0, Usage(), "0 done · 0 known before · 0 failed · no calls"),
        (
            1_000,
            Counts(200, 100, 1),
            100.0,
            Usage(calls=200, cached=3, prompt_tokens=1_000, completion_tokens=500, cost_usd=0.5),
            "200 done · 100 known before · 1 failed · 699 left · 2.0/s · 200 calls, 3 stored answers, 1,500 tokens, 0.5000 USD · 5 min 50 s to go",
        ),
    ],
)
def test_progress_is_said_in_one_line(total, counts, seconds, usage, line):
    from summarizer.batch import Progress

    assert describe(Progress(counts, total, seconds, usage)) == line


@pytest.mark.parametrize(("seconds", "said"), [(0.4, "0 s"), (59, "59 s"), (61, "1 min 1 s"), (7_300, "2 h 1 min")])
def test_a_time_is_said_in_its_two_largest_units(seconds, said):
    assert how_long(seconds) == said
