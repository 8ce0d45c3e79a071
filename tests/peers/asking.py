"""What every command is asked of a peer, and how what it prints is held against the articles and its own exit code."""

import contextlib
import subprocess
import sys
from typing import NamedTuple

import pytest
from building import PORT, WIRE
from peers import peer

from summarizer.errors import ExitCode

ARTICLES = {"port.txt": PORT, "wire.txt": WIRE}
STATEMENT = "Mette Sandvik spoke for the dockers on Wednesday."
COMMANDS = {
    "summarize": ["summarize", *ARTICLES],
    "compare": ["compare", *ARTICLES],
    "check": ["check", STATEMENT, "--against", *ARTICLES],
}
GOLD = {
    "id": "port",
    "inconsistencies": [],
    "compatible": [],
    "statements": [{"text": STATEMENT, "label": "supported"}],
    "key_facts": {},
}


class Done(NamedTuple):
    """What a command came to: exit code, document (None where there is none), and what people are told."""

    code: int
    document: dict | None
    err: str

    @property
    def reasons(self):
        return [failure["reason"] for failure in self.document["failures"]]


@contextlib.contextmanager
def serving(name, *options):
    """A peer's address; the test is skipped where the peer is not installed, and fails where it does not start."""
    command = [sys.executable, peer.__file__, "start", name, *(f"--option={option}" for option in options)]
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "stderr": subprocess.PIPE}
    with subprocess.Popen(command, text=True, **pipes) as process:
        line = process.stdout.readline().strip()
        if not line.startswith("http"):
            _, err = process.communicate()
            if process.returncode == peer.ABSENT:
                pytest.skip(line)
            pytest.fail(f"{name} did not start: {err[-2000:]}")
        try:
            yield line
        finally:
            process.communicate()  # its input ends, and so does it


def hold(done, command):
    """Hold a document against the articles and the exit code: nothing is lost, nothing is made up, no failure is silent."""
    if done.document is None:
        assert done.code in {ExitCode.ACCESS, ExitCode.USAGE}
        assert done.err.startswith("error: ")
        return
    assert done.code in {ExitCode.DONE, ExitCode.FAILED}
    assert all(failure["reason"] and failure["subject"] for failure in done.document["failures"])
    for text, evidence in quoted(done.document):
        assert text[evidence["start"] : evidence["end"]] == evidence["quote"]
    failed = {(failure["stage"], failure["subject"]) for failure in done.document["failures"]}
    if command == "check":
        lost = {check["statement"] for check in done.document["checks"] if check["verdict"] is None}
        assert {("check", statement) for statement in lost} == failed
        assert done.document["checks"]
    else:
        lost = {"a1", "a2"} - {article["id"] for article in done.document["articles"]}
        assert {("read", article) for article in lost} <= failed
        lost |= {subject for stage, subject in failed if stage == "judge"}
    assert done.code == (ExitCode.FAILED if lost else ExitCode.DONE)
    assert done.err.count("error: ") == (1 if lost else 0)


def quoted(document):
    """Every quote of a document, with the text of its article."""
    texts = {article["id"]: ARTICLES[article["source"]] for article in document["articles"]}
    for article in document["articles"]:
        points = article.get("summary", {}).get("points", [])
        for evidence in (*article.get("claims", []), *(one for point in points for one in point["evidence"])):
            yield texts[article["id"]], evidence
    for finding in document.get("findings", []):
        for side in (finding["a"], finding["b"]):
            yield texts[side["article"]], side
    for check in document.get("checks", []):
        for evidence in check.get("evidence", []):
            yield texts[evidence["article"]], evidence
