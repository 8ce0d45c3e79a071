"""The command in bad circumstances, as a person meets them: a real process, real files, a server that refuses."""

import errno
import json
import os
import re
import signal
import subprocess
import sys
import threading
from pathlib import Path

import pytest
from building import PORT, WIRE
from desk import KEY, OBEYED, Desk
from fault_server import trouble

from summarizer.cli import entry
from summarizer.errors import ExitCode

ROOT = Path(__file__).parent.parent
needs_full_device = pytest.mark.skipif(not os.path.exists("/dev/full"), reason="no /dev/full here")  # noqa: PTH110  at import


@pytest.fixture
def call(desk, monkeypatch, capfd):
    """The command in this process: the same checks as in a process of its own, some thirty times as fast."""
    monkeypatch.chdir(desk.folder)
    for name in set(os.environ) - set(desk.environ):
        monkeypatch.delenv(name)
    for name, value in desk.environ.items():
        monkeypatch.setenv(name, value)

    def caller(*argv):
        code = entry(argv)
        captured = capfd.readouterr()
        for text in captured:
            assert "Traceback" not in text
            assert not OBEYED.search(text)
        return code, captured.out, captured.err

    return caller


@pytest.fixture
def desk(tmp_path):
    made = Desk(tmp_path)
    made.write("port.txt", PORT)
    made.write("wire.txt", WIRE)
    return made


BAD = {
    "missing": None,
    "empty": b"",
    "blank": b" \n\n\t\n",
    "binary": bytes(range(256)) * 64,
    "picture": b"\x89PNG\r\n\x1a\n" + bytes(range(255, -1, -1)) * 8,
    "20 MB": b"The port was closed on Wednesday, the harbour office said.\n" * 350_000,
}


@pytest.mark.parametrize("content", BAD.values(), ids=BAD.keys())
def test_an_article_that_cannot_be_read_is_a_failure_and_the_other_is_read(desk, content):
    if content is not None:
        desk.write("bad.txt", content)
    code, out, err = desk.run("compare", "port.txt", "bad.txt", "--format", "json", "--engine", "embedded")
    parsed = json.loads(out)
    assert code == ExitCode.FAILED
    assert [article["id"] for article in parsed["articles"]] == ["a1"]
    assert [failure["subject"] for failure in parsed["failures"]] == ["bad.txt"]
    assert err.count("\n") == 1
    assert err.startswith("error: bad.txt: ")


@pytest.mark.parametrize("content", BAD.values(), ids=BAD.keys())
@pytest.mark.parametrize("form", ["text", "markdown", "json"])
def test_when_every_article_fails_the_document_shows_it(desk, call, content, form):
    if content is not None:
        desk.write("bad.txt", content)
    for command in (["summarize"], ["check", "They sign.", "--against"]):
        code, out, _ = call(*command, "bad.txt", "--format", form)
        assert code == ExitCode.FAILED
        assert "bad" in out


def test_a_folder_is_read_and_an_empty_one_is_a_failure(desk):
    (desk.folder / "full").mkdir()
    (desk.folder / "none").mkdir()
    desk.write("full/port.txt", PORT)
    desk.write("full/wire.txt", WIRE)
    code, out, _ = desk.run("compare", "full", "--format", "json")
    assert code == ExitCode.DONE
    assert [article["id"] for article in json.loads(out)["articles"]] == ["a1", "a2"]
    code, out, err = desk.run("summarize", "none", "--format", "json")
    assert code == ExitCode.FAILED
    assert json.loads(out)["failures"][0]["subject"] == "none"
    assert "none" in err


CARRIERS = "\x1b[31m\x1b]52;c;eA==\x07 \x9b31m \u202egnp\u2069 z\u200b\u2060w\ufeff \U000e0041\U000e0042 \x08\x0c\x7f"


@pytest.mark.parametrize("form", ["text", "markdown", "json"])
@pytest.mark.parametrize("nul", ["", "\x00"], ids=["without NUL", "with NUL"])
@pytest.mark.parametrize(
    "command", [["summarize"], ["compare", "wire.txt"], ["check", "They closed it.", "--against"]], ids=" ".join
)
def test_nothing_that_a_terminal_obeys_comes_through(desk, call, form, nul, command):
    text = f"Port {CARRIERS} closed\n\nMette {CARRIERS} Sandvik said on Wednesday{nul} that the port closed it {CARRIERS}.\n"
    desk.write("evil.txt", text)
    code, out, _ = call(*command, "evil.txt", "--format", form, "--color", "never")
    assert code in {ExitCode.DONE, ExitCode.FAILED}
    assert out
    if form == "json" and code == ExitCode.DONE:
        for article in json.loads(out)["articles"]:
            for claim in article.get("claims", []):
                stored = text if article["source"] == "evil.txt" else WIRE
                assert stored[claim["start"] : claim["end"]] == claim["quote"]


def test_a_hostile_file_name_is_shown_safely(desk):
    name = "a\x1b[31m\nb\u202e.txt"
    desk.write(name, PORT)
    for form in ("text", "markdown", "json"):
        code, out, _ = desk.run("summarize", name, "--format", form)
        assert code == ExitCode.DONE
        assert out


def test_a_file_name_that_is_no_text_is_no_reason_to_fail(desk):
    name = os.fsdecode(b"odd\xff.txt")
    try:
        desk.write(name, PORT)
    except OSError:
        pytest.skip("this file system takes no such name")
    for form in ("text", "markdown", "json"):
        assert desk.run("summarize", name, "--format", form)[0] == ExitCode.DONE


def test_the_same_file_twice_is_read_once_with_a_note(desk):
    code, out, err = desk.run("compare", "port.txt", "port.txt", "--format", "json")
    assert code == ExitCode.DONE
    assert len(json.loads(out)["articles"]) == 1
    assert "the same text was given again" in err


def test_one_article_alone_is_not_compared(desk):
    code, out, err = desk.run("compare", "port.txt")
    assert (code, out) == (ExitCode.USAGE, "")
    assert "use summarize" in err


def test_an_unknown_engine_is_named_with_the_one_that_was_meant(desk):
    code, out, err = desk.run("compare", "port.txt", "wire.txt", "--engine", "embeded")
    assert (code, out) == (ExitCode.USAGE, "")
    assert "'embeded'" in err
    assert "did you mean 'embedded'?" in err


COMMANDS = {
    "summarize": ["summarize", "port.txt"],
    "compare": ["compare", "port.txt", "wire.txt"],
    "check": ["check", "They sign.", "--against", "port.txt"],
}


@pytest.mark.parametrize("argv", COMMANDS.values(), ids=COMMANDS.keys())
def test_a_wrong_key_ends_the_run_with_its_own_exit_code(desk, fault_server, argv):
    fault_server.plays([trouble(401, f"Incorrect API key provided: {KEY}", "invalid_api_key")])
    code, out, err = desk.run(*argv, "--model", "m-1", "--base-url", fault_server.url, OPENAI_API_KEY=KEY)
    assert (code, out) == (ExitCode.ACCESS, "")
    assert err.startswith("error: ")
    assert len(err.splitlines()) == 2


@pytest.mark.parametrize("argv", COMMANDS.values(), ids=COMMANDS.keys())
def test_an_endpoint_that_is_not_there_is_a_failure(desk, argv):
    known = {"OPENAI_API_KEY": KEY, "SUMMARIZER_ATTEMPTS": "1", "OPENAI_BASE_URL": "http://127.0.0.1:9/v1"}
    code, out, err = desk.run(*argv, "--model", "m-1", "--format", "json", **known)
    assert code == ExitCode.FAILED
    assert len(err.splitlines()) == 1
    assert "127.0.0.1:9" in err
    assert json.loads(out)["failures"]


@needs_full_device
def test_a_full_disk_behind_standard_output_is_an_error(desk):
    with open("/dev/full", "wb") as full:  # noqa: PTH123  a device
        code, _, err = desk.run("compare", "port.txt", "wire.txt", "--quiet", stdout=full)
    assert code == ExitCode.FAILED
    assert err.startswith("error: standard output can't be written: No space left")


@needs_full_device
def test_a_full_device_as_a_file_is_an_error(desk):
    code, out, err = desk.run("compare", "port.txt", "wire.txt", "--quiet", "-o", "/dev/full")
    assert (code, out) == (ExitCode.FAILED, "")
    assert "No space left" in err


@pytest.mark.parametrize("step", ["fsync", "write"])
def test_a_disk_that_fills_up_leaves_nothing_half_written(desk, monkeypatch, capsys, step):
    def full(*_args, **_known):
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    desk.write("report.md", "old")
    before = sorted(path.name for path in desk.folder.iterdir())
    monkeypatch.chdir(desk.folder)
    monkeypatch.setenv("SUMMARIZER_HOME", str(desk.folder / "home"))
    with monkeypatch.context() as patch:
        patch.setattr("os.fsync" if step == "fsync" else "summarizer.output._write", full)
        code = entry(["summarize", "port.txt", "-o", "report.md", "--engine", "embedded"])
    assert code == ExitCode.FAILED
    assert "No space left" in capsys.readouterr().err
    assert (desk.folder / "report.md").read_text() == "old"
    assert sorted(path.name for path in desk.folder.iterdir()) == before


@pytest.mark.parametrize("target", ["none/report.md", ".", "link.md"])
def test_a_place_that_cannot_be_written_is_refused_before_anything_is_read(desk, target):
    (desk.folder / "link.md").symlink_to("port.txt")
    code, out, err = desk.run("summarize", "missing.txt", "-o", target)
    assert (code, out) == (ExitCode.FAILED, "")
    assert len(err.splitlines()) == 2
    assert "missing.txt" not in err
    assert (desk.folder / "port.txt").read_text(encoding="utf-8") == PORT


SETTINGS = {
    "bytes": b"\xff\xfe\x00\x01",
    "no TOML": b"engine embedded",
    "unknown": b"modle = 'x'",
    "wrong": b"timeout = 'soon'",
}


@pytest.mark.parametrize("content", SETTINGS.values(), ids=SETTINGS.keys())
def test_a_settings_file_that_cannot_be_used_is_wrong_usage(desk, content):
    desk.write("summarizer.toml", content)
    code, out, err = desk.run("summarize", "port.txt")
    assert (code, out) == (ExitCode.USAGE, "")
    assert "summarizer.toml" in err
    assert len(err.splitlines()) == 2


@pytest.mark.skipif(sys.platform == "win32", reason="POSIX pipes")
@pytest.mark.parametrize("argv", [["summarize", "port.txt"], ["--help"], ["schema"]], ids=" ".join)
def test_a_reader_that_goes_away_ends_it_quietly(desk, argv):
    reader, writer = os.pipe()
    os.close(reader)
    with os.fdopen(writer, "wb") as stdout:
        code, _, err = desk.run(*argv, *(["--quiet"] if argv[0] == "summarize" else []), stdout=stdout)
    assert (code, err) == (ExitCode.DONE, "")


def test_a_document_comes_whole_through_an_encoding_that_lacks_its_letters(desk):
    code, out, _ = desk.run(
        "summarize", "port.txt", "--format", "json", PYTHONIOENCODING="ascii", LC_ALL="C", PYTHONUTF8="0"
    )
    assert code == ExitCode.DONE
    assert "“We will not sign this agreement" in out


BOILERPLATE = "Leave a Reply\n\nYour email address will not be published.\n\nShare on Facebook\n\nAccept all cookies\n\nSubscribe now\n"


@pytest.mark.parametrize("argv", [["summarize", "bare.txt"], ["compare", "bare.txt", "port.txt"]], ids=" ".join)
def test_an_article_of_boilerplate_alone_ends_in_a_document(desk, argv):
    desk.write("bare.txt", BOILERPLATE)
    code, out, _ = desk.run(*argv, "--format", "json")
    assert code in {ExitCode.DONE, ExitCode.FAILED}
    parsed = json.loads(out)
    claims = [claim for article in parsed["articles"] if article["source"] == "bare.txt" for claim in article["claims"]]
    assert claims == []


def test_an_article_comes_from_standard_input(desk):
    code, out, _ = desk.run("summarize", "-", "--format", "json", stdin=PORT.encode())
    assert code == ExitCode.DONE
    assert json.loads(out)["articles"][0]["source"] == "-"


def test_the_same_command_prints_the_same_bytes(desk):
    runs = {
        desk.run("compare", "port.txt", "wire.txt", "--format", form, PYTHONHASHSEED=seed, TZ=zone)[1]
        for form in ("json",)
        for seed, zone in (("1", "UTC"), ("2", "Asia/Tokyo"), ("3", "America/Lima"))
    }
    assert len(runs) == 1


@pytest.mark.skipif(sys.platform == "win32", reason="POSIX signals")
def test_an_interruption_ends_with_its_own_exit_code(desk):
    command = [sys.executable, "-m", "summarizer", "summarize", "-"]
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "stderr": subprocess.PIPE}
    with subprocess.Popen(command, cwd=desk.folder, env=desk.environ, **pipes) as process:
        assert process.stderr.readline().startswith(b"note: ")  # from here on it waits for its standard input
        process.send_signal(signal.SIGINT)
        assert process.wait(30) == ExitCode.INTERRUPTED
        assert process.stdout.read() == b""
        assert process.stderr.read() == b"error: interrupted; no document was written\n"


@pytest.mark.skipif(sys.platform == "win32", reason="POSIX terminals")
@pytest.mark.parametrize(
    ("environ", "coloured"), [({}, True), ({"NO_COLOR": "1"}, False), ({"TERM": "dumb"}, False)], ids=str
)
def test_a_terminal_gets_colour_and_no_other_escape(desk, environ, coloured):
    ours, theirs = os.openpty()
    environ = {"TERM": "xterm-256color", **environ}
    desk.environ.pop("NO_COLOR", None)
    desk.environ.pop("FORCE_COLOR", None)
    desk.write("evil.txt", f"Port {CARRIERS} closed\n\nIt closed on Wednesday {CARRIERS}.\n")
    with os.fdopen(theirs, "wb") as stdout, open(ours, "rb", buffering=0, closefd=True) as terminal:  # noqa: PTH123  a descriptor
        reader = threading.Thread(target=lambda: collect(terminal, seen), daemon=True)
        seen = []
        reader.start()
        code, _, _ = desk.run("summarize", "evil.txt", "--quiet", stdout=stdout, **environ)
        stdout.close()
        reader.join(10)
    shown = b"".join(seen).decode().replace("\r\n", "\n")
    assert code == ExitCode.DONE
    assert ("\x1b[" in shown) is coloured
    assert not OBEYED.search(re.sub(r"\x1b\[[0-9;]*m", "", shown))


def collect(terminal, seen):
    try:
        while piece := terminal.read(4096):
            seen.append(piece)
    except OSError:  # how Linux says that the other end is closed
        pass
