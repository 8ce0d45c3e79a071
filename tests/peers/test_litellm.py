"""Every command against LiteLLM's proxy, which simulates an endpoint's errors in its own words."""

import pytest
from peers.asking import COMMANDS, STATEMENT, serving

from summarizer.errors import ExitCode

pytestmark = pytest.mark.peers

TROUBLES = {
    "rubbish": "not a JSON object",
    "braces": "not accepted",
    "blank": "was empty",
    "busy": "429 from",
    "broken": "500 from",
    "narrow": "longer than the model can take",
    "missing": "400 from",
}
"""From a model of the proxy, or one that it does not have, to what the reason of every failure says."""


@pytest.fixture(scope="module")
def url():
    with serving("litellm") as address:
        yield address


@pytest.mark.parametrize("command", COMMANDS.values(), ids=COMMANDS)
def test_a_good_answer_is_a_result(ask, url, command):
    done = ask(command, url, "good")
    assert done.code == ExitCode.DONE
    assert done.document["failures"] == []
    assert done.document["usage"]["completion_tokens"] > 0


@pytest.mark.parametrize("model", TROUBLES)
@pytest.mark.parametrize("command", COMMANDS.values(), ids=COMMANDS)
def test_an_endpoint_in_trouble_makes_failures_that_say_why(ask, url, command, model):
    done = ask(command, url, model)
    assert done.code == ExitCode.FAILED
    assert done.reasons
    assert all(TROUBLES[model] in reason for reason in done.reasons), done.reasons


@pytest.mark.parametrize("command", COMMANDS.values(), ids=COMMANDS)
def test_an_endpoint_that_is_too_slow_is_given_up_in_time(ask, url, command):
    done = ask(command, url, "slow", SUMMARIZER_TIMEOUT="1")
    assert done.code == ExitCode.FAILED
    assert all("did not answer in time" in reason for reason in done.reasons)


@pytest.mark.parametrize("command", COMMANDS.values(), ids=COMMANDS)
def test_a_key_that_the_proxy_does_not_know_is_refused_access(ask, url, command):
    done = ask(command, url, "good", key="sk-another")
    assert (done.code, done.document) == (ExitCode.ACCESS, None)


def test_what_a_ration_leaves_over_is_kept_and_the_rest_is_named(ask, desk, url):
    desk.write("statements.txt", "".join(f"{STATEMENT[:-1]} {number}.\n" for number in range(6)))
    words = ["check", "--statements", "statements.txt", "port.txt"]
    done = ask(words, url, "rationed", SUMMARIZER_CONCURRENCY="1")
    verdicts = [check["verdict"] for check in done.document["checks"]]
    assert done.code == ExitCode.FAILED
    assert verdicts.count("supported") == 2
    assert verdicts.count(None) == 4
    assert len(done.document["failures"]) == 4
    assert all("429 from" in reason for reason in done.reasons)


@pytest.mark.parametrize(
    ("model", "code"), [("good", ExitCode.DONE), ("rubbish", ExitCode.FAILED), ("broken", ExitCode.FAILED)]
)
def test_an_evaluation_says_how_much_could_not_be_done(ask, url, model, code):
    done = ask(["eval", "cases"], url, model)
    assert done.code == code
    assert len(done.document["cases"][0]["failures"]) == (0 if code == ExitCode.DONE else 3)


def test_doctor_reaches_it(probe, url):
    code, out, _ = probe(url)
    assert code == ExitCode.DONE
    assert "answered with status 200" in out
