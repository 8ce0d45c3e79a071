"""`--via batch` as a person meets it: the command in a process of its own, killed and interrupted, and what it then says."""

import contextlib
import json
import os
import signal
import subprocess
import sys

import pytest
from batch_server import Script, good, rows
from desk import Desk

from summarizer.cli import entry
from summarizer.errors import ExitCode

TEXTS = {"one.txt": "The bridge closed on Monday.\n", "two.txt": "The bridge closed on Wednesday.\n"}
PATIENCE = 60  # seconds for a process to start and ask
POSIX = pytest.mark.skipif(os.name != "posix", reason="signals are POSIX's")


@pytest.fixture
def desk(tmp_path, batch_server):
    made = Desk(tmp_path)
    for name, text in TEXTS.items():
        made.write(name, text)
    made.environ |= {"SUMMARIZER_BASE_URL": batch_server.url, "SUMMARIZER_MODEL": "m"}
    return made


@contextlib.contextmanager
def waiting(desk, server, *argv):
    """The command, once it waits for its batch."""
    server.held = True
    server.looked_at.clear()
    command = [sys.executable, "-m", "summarizer", *argv]
    pipes = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE}
    with subprocess.Popen(command, cwd=desk.folder, env=desk.environ, text=True, **pipes) as process:
        try:
            assert server.looked_at.wait(PATIENCE)
            yield process
        finally:
            process.kill()
    server.held = False


@pytest.mark.parametrize("command", ["summarize", "compare"])
def test_a_run_that_is_killed_while_its_batch_runs_is_ended_by_the_next_without_a_second_upload(
    desk, batch_server, command
):
    argv = [command, *TEXTS, "--via", "batch", "--json"]
    with waiting(desk, batch_server, *argv) as process:
        process.kill()
        process.wait(PATIENCE)
    comparison = {"conflicts": [], "agreements": []}
    batch_server.answers[0]["choices"][0]["message"]["content"] = json.dumps(comparison)
    code, out, err = desk.run(*argv)
    made = json.loads(out)
    assert (code, made["failures"], len(made["articles"])) == (ExitCode.DONE, [], 2)
    assert (batch_server.count("POST", "/files"), batch_server.count("POST", "/batches")) == (1, 1)
    assert len(batch_server.chats) == (command == "compare")
    assert made["usage"]["calls"] == 2 + len(batch_server.chats)
    assert "note: going on with batch batch-1 (questions: 2)" in err


@POSIX
def test_a_run_that_is_interrupted_says_how_to_go_on_and_leaves_its_batch_running(desk, batch_server):
    with waiting(desk, batch_server, "summarize", *TEXTS, "--via", "batch") as process:
        process.send_signal(signal.SIGINT)
        out, err = process.communicate(timeout=PATIENCE)
    assert (process.returncode, out) == (ExitCode.INTERRUPTED, "")
    assert "note: batch batch-1 is left running at the endpoint; the same command again goes on with it" in err
    assert "Traceback" not in err
    assert batch_server.count("POST", "/batches/{id}/cancel") == 0


@pytest.fixture
def run(desk, monkeypatch, capsys):
    """The command in this process."""
    monkeypatch.chdir(desk.folder)
    for name in ("SUMMARIZER_BASE_URL", "SUMMARIZER_MODEL"):
        monkeypatch.setenv(name, desk.environ[name])

    def enter(*argv):
        code = entry(argv)
        captured = capsys.readouterr()
        assert "Traceback" not in captured.err
        return code, captured.out, captured.err

    return enter


def test_articles_are_read_from_a_batch(run, batch_server):
    code, out, err = run("summarize", *TEXTS, "--via", "batch", "--json")
    assert (code, json.loads(out)["usage"]["calls"]) == (ExitCode.DONE, 2)
    assert batch_server.chats == []
    assert err.splitlines()[0] == (
        "note: batch batch-1 is made (questions: 2); its answers may take 24 hours, and if this run ends before, the same "
        "command again goes on with it, and pays nothing twice"
    )


def test_a_batch_that_failed_is_a_failure_of_each_article(run, batch_server):
    batch_server.plays(Script(("failed",), None, None, ({"message": "the queue is full"},)))
    code, out, err = run("summarize", *TEXTS, "--via", "batch", "--json")
    assert code == ExitCode.FAILED
    assert [failure["subject"] for failure in json.loads(out)["failures"]] == ["a1", "a2"]
    assert "batch batch-1 failed: the queue is full" in err


def test_an_endpoint_without_batches_is_wrong_usage(run, batch_server):
    batch_server.trouble = {"POST /files": [(404, {"error": {"message": "no"}})]}
    code, out, err = run("compare", *TEXTS, "--via", "batch")
    assert (code, out) == (ExitCode.USAGE, "")
    assert f"error: {batch_server.url} has no Batch API: there is no /files\n help: leave out --via batch" in err


def test_a_cap_that_leaves_some_unsent_ends_with_five(run, batch_server):
    code, out, _ = run("summarize", *TEXTS, "--via", "batch", "--max-calls", "1", "--json")
    assert (code, len(batch_server.asked()), batch_server.chats) == (ExitCode.BUDGET, 1, [])
    assert json.loads(out)["usage"]["cap"] == "max_calls"


def test_a_dry_run_makes_no_batch_and_notes_none(run, batch_server, tmp_path):
    code, out, err = run("summarize", *TEXTS, "--via", "batch", "--dry-run")
    assert (code, err, batch_server.calls) == (ExitCode.DONE, "", [])
    assert "Articles would be read in batches, within 24 hours" in out
    assert not list(tmp_path.rglob("batches.*"))


@pytest.mark.parametrize(
    ("argv", "words"),
    [
        (["summarize", "one.txt", "--via", "pigeon"], "'pigeon' is not one of direct, batch"),
        (["summarize", "one.txt", "--via", "batch", "--engine", "embedded"], "sends nothing that could go in a batch"),
        (["summarize", "one.txt", "--via", "batch", "--engine", "embedded", "--dry-run"], "sends nothing"),
        (["check", "x", "--against", "one.txt", "--via", "batch"], "there is no option '--via'"),
    ],
)
def test_what_can_not_go_in_a_batch_is_wrong_usage(run, batch_server, argv, words):
    code, _, err = run(*argv)
    assert code == ExitCode.USAGE
    assert words in err
    assert batch_server.calls == []


def test_the_setting_does_not_keep_statements_from_being_checked(run, batch_server, monkeypatch):
    monkeypatch.setenv("SUMMARIZER_VIA", "batch")
    found = {"evidence": [], "explanation": "So.", "verdict": "not_enough_info", "confidence": 0.9}
    batch_server.answers[0]["choices"][0]["message"]["content"] = json.dumps(found)
    code, _, _ = run("check", "It closed.", "--against", "one.txt")
    assert (code, batch_server.count("POST", "/files"), len(batch_server.chats)) == (ExitCode.DONE, 0, 1)


def test_notes_that_can_not_be_kept_keep_anything_from_being_sent(run, batch_server, tmp_path):
    home = tmp_path / "own-home" / "cache"
    home.mkdir(parents=True)
    (home / "batches.sqlite").write_bytes(b"no database" * 1000)
    code, _, err = run("summarize", *TEXTS, "--via", "batch")
    assert (code, batch_server.calls) == (ExitCode.USAGE, [])
    assert "can't be noted in" in err


def test_hostile_answers_do_not_reach_the_terminal_as_they_are(run, batch_server):
    draft = {"claims": [], "points": [], "abstract": "\x1b[2J\u202eabc", "headline": "\x1b]0;x\x07", "orders": []}
    batch_server.plays(Script(output=lambda asked: rows(*(good(line, json.dumps(draft)) for line in asked))))
    _, out, err = run("summarize", *TEXTS, "--via", "batch")
    assert "\x1b" not in out + err
    assert "\u202e" not in out + err
