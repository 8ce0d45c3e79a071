"""`--via batch` against aimock, whose batches answer every question with the same three words of prose."""

import pytest
from peers.asking import COMMANDS, serving

from summarizer.errors import ExitCode

pytestmark = pytest.mark.peers

READING = {name: [*COMMANDS[name], "--via", "batch"] for name in ("summarize", "compare")}


@pytest.fixture(scope="module")
def url():
    with serving("aimock") as address:
        yield address


@pytest.mark.parametrize("command", READING.values(), ids=READING)
def test_answers_of_a_batch_are_judged_and_what_is_not_accepted_is_asked_again_directly(ask, url, command):
    done = ask(command, url, "good")
    assert done.code == ExitCode.DONE
    assert done.document["failures"] == []
    assert "completed: 2 answered" in done.err
    assert done.document["usage"]["calls"] >= 4


@pytest.mark.parametrize("command", READING.values(), ids=READING)
def test_what_is_asked_again_and_refused_makes_failures_that_say_why(ask, url, command):
    done = ask(command, url, "missing")
    assert done.code == ExitCode.FAILED
    assert all("404 from" in reason for reason in done.reasons), done.reasons


def test_a_wrong_key_ends_the_run_at_once(ask, url):
    done = ask(READING["summarize"], url, "good", key="sk-another")
    assert (done.code, done.document) == (ExitCode.ACCESS, None)
    assert "key was refused" in done.err
