"""Every command against aimock, which fails at random or always: rate limits, dropped connections, malformed bodies, delay."""

import pytest
from peers.asking import COMMANDS, serving

from summarizer.errors import ExitCode

pytestmark = pytest.mark.peers

CHAOS = {
    "rate limit": (["--chaos-ratelimit", "1"], "429 from"),
    "dropped": (["--chaos-drop", "1"], "500 from"),
    "disconnected": (["--chaos-disconnect", "1"], "no connection to"),
    "malformed": (["--chaos-malformed", "1"], "not JSON"),
    "late": (["--chaos-latency", "10000"], "did not answer in time"),
}
"""From a trouble that always comes to the server's options and what the reason of every failure says."""
MIXED = ["--chaos-ratelimit", "0.2", "--chaos-disconnect", "0.1", "--chaos-malformed", "0.1"]


@pytest.fixture(scope="module")
def url():
    with serving("aimock") as address:
        yield address


@pytest.fixture(scope="module", params=CHAOS)
def chaos(request):
    options, words = CHAOS[request.param]
    with serving("aimock", *options) as address:
        yield address, words


@pytest.fixture(scope="module")
def mixed_url():
    with serving("aimock", *MIXED) as address:
        yield address


@pytest.mark.parametrize("command", COMMANDS.values(), ids=COMMANDS)
def test_a_good_answer_is_a_result(ask, url, command):
    done = ask(command, url, "good")
    assert done.code == ExitCode.DONE
    assert done.document["failures"] == []


@pytest.mark.parametrize(
    ("model", "words"), [("rubbish", "not a JSON object"), ("busy", "429 from"), ("missing", "404 from")]
)
@pytest.mark.parametrize("command", COMMANDS.values(), ids=COMMANDS)
def test_an_answer_that_is_none_makes_failures_that_say_why(ask, url, command, model, words):
    done = ask(command, url, model)
    assert done.code == ExitCode.FAILED
    assert all(words in reason for reason in done.reasons), done.reasons


@pytest.mark.parametrize("command", COMMANDS.values(), ids=COMMANDS)
def test_no_credit_ends_the_run_at_once(ask, url, command):
    done = ask(command, url, "broke", SUMMARIZER_ATTEMPTS="5")
    assert (done.code, done.document) == (ExitCode.ACCESS, None)
    assert "quota is used up" in done.err


@pytest.mark.parametrize("command", COMMANDS.values(), ids=COMMANDS)
def test_a_wrong_key_ends_the_run_at_once(ask, url, command):
    done = ask(command, url, "good", key="sk-another", SUMMARIZER_ATTEMPTS="5")
    assert (done.code, done.document) == (ExitCode.ACCESS, None)
    assert "key was refused" in done.err


@pytest.mark.parametrize("command", COMMANDS.values(), ids=COMMANDS)
def test_trouble_that_always_comes_makes_failures_that_say_why(ask, chaos, command):
    url, words = chaos
    done = ask(command, url, "good", SUMMARIZER_TIMEOUT="2")
    assert done.code == ExitCode.FAILED
    assert all(words in reason for reason in done.reasons), done.reasons


@pytest.mark.parametrize("command", COMMANDS.values(), ids=COMMANDS)
def test_trouble_that_comes_now_and_then_is_overcome_by_asking_again(ask, mixed_url, command):
    done = ask(command, mixed_url, "good", SUMMARIZER_ATTEMPTS="12")  # 0.4 to the twelfth: 1 in 60,000 fails
    assert done.code == ExitCode.DONE, done.document["failures"]
    assert done.document["failures"] == []


@pytest.mark.parametrize(("model", "code"), [("good", ExitCode.DONE), ("broke", ExitCode.ACCESS)])
def test_an_evaluation_ends_as_its_engine_does(ask, url, model, code):
    assert ask(["eval", "cases"], url, model).code == code


@pytest.mark.parametrize(("key", "code"), [(None, ExitCode.DONE), ("sk-another", ExitCode.ACCESS)])
def test_doctor_tells_whether_the_key_is_taken(probe, url, key, code):
    assert (probe(url, key=key) if key else probe(url))[0] == code
