"""Every command against llama.cpp's own server with tiny random weights: a real one in all but sense.

It holds answers to the JSON Schema, counts tokens, cuts off at the limit and refuses what is longer than its window. What
it writes is rubbish, so hardly anything may be accepted, and all of it has to be told.
"""

import pytest
from peers.asking import COMMANDS, serving

from summarizer.errors import ExitCode

pytestmark = pytest.mark.peers

LIMITS = {"short": "60", "long": "400"}  # tokens of an answer; within the longer one it often comes to its end
UNREADABLE = "500 from"  # the server's own word for an answer that its grammar let through and its reader did not
TOLD = ("answer was not accepted", UNREADABLE)
NARROW = 1024  # tokens for its four slots: no question fits


@pytest.fixture(scope="module")
def url():
    with serving("xllamacpp") as address:
        yield address


@pytest.fixture(scope="module")
def narrow_url():
    with serving("xllamacpp", str(NARROW)) as address:
        yield address


@pytest.mark.parametrize("temperature", ["0", "1.5"], ids=["cold", "hot"])
@pytest.mark.parametrize("limit", LIMITS.values(), ids=LIMITS)
@pytest.mark.parametrize("command", COMMANDS.values(), ids=COMMANDS)
def test_rubbish_is_never_more_than_it_is(ask, url, command, limit, temperature):
    settings = {"SUMMARIZER_MAX_OUTPUT_TOKENS": limit, "SUMMARIZER_TEMPERATURE": temperature, "SUMMARIZER_SEED": "1"}
    done = ask(command, url, "tiny", **settings)
    undone = [failure["reason"] for failure in done.document["failures"] if failure["stage"] in {"read", "check"}]
    assert all(any(words in reason for words in TOLD) for reason in undone), undone
    assert done.document["usage"]["completion_tokens"] > 0 or all(UNREADABLE in reason for reason in undone)
    assert done.document.get("findings", []) == []


@pytest.mark.parametrize("command", COMMANDS.values(), ids=COMMANDS)
def test_answers_cut_off_at_the_limit_are_failures_that_say_so(ask, url, command):
    done = ask(command, url, "tiny", SUMMARIZER_MAX_OUTPUT_TOKENS="5")
    assert done.code == ExitCode.FAILED
    assert done.reasons
    assert all("cut off before its end" in reason for reason in done.reasons), done.reasons


@pytest.mark.parametrize("command", COMMANDS.values(), ids=COMMANDS)
def test_a_question_longer_than_the_window_is_a_failure_that_says_so(ask, narrow_url, command):
    done = ask(command, narrow_url, "tiny")
    assert done.code == ExitCode.FAILED
    assert all("longer than the model can take" in reason for reason in done.reasons), done.reasons


def test_an_evaluation_lists_what_could_not_be_done(ask, url):
    done = ask(["eval", "cases"], url, "tiny", SUMMARIZER_MAX_OUTPUT_TOKENS="5")
    assert done.code == ExitCode.FAILED
    assert [failure["stage"] for failure in done.document["cases"][0]["failures"]] == ["read", "read", "check"]


def test_doctor_reaches_it(probe, url):
    assert probe(url)[0] == ExitCode.DONE
