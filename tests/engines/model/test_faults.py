"""What a run sees of each trouble at an endpoint, and how many calls it costs; no waits."""

import asyncio
import datetime as dt
import email.utils
import io
import socket
from contextlib import redirect_stderr

import pytest
from fault_server import Scripted, completion, told, trouble
from pydantic import SecretStr
from scripted import draft_reading, make_article

from summarizer.engines.model import connect
from summarizer.errors import AccessError
from summarizer.models import Failure, Reading
from summarizer.settings import Settings

ARTICLE = make_article("The bridge at Olmen closed on Monday.\nNobody was hurt.")
GOOD_TEXT = '{"claims": [], "points": [], "abstract": "The bridge closed.", "headline": "Bridge closed"}'
GOOD = completion(GOOD_TEXT)
HTML = Scripted(b"<html>busy</html>", 200, (("content-type", "text/html"),))
DATE = email.utils.format_datetime(dt.datetime.now(dt.UTC) + dt.timedelta(minutes=1), usegmt=True)
LATER = email.utils.format_datetime(dt.datetime.now(dt.UTC) + dt.timedelta(hours=2), usegmt=True)
NO_QUOTA = trouble(429, "You exceeded your current quota", "insufficient_quota")
NO_SCHEMA = trouble(400, "Invalid parameter: 'response_format' of type 'json_schema' is not supported", None)
NO_FORM = trouble(422, "response_format: extra fields not permitted")
NO_TEMPERATURE = trouble(400, "Unsupported value: only the default", "unsupported_value", "temperature")


def run(server, script, **settings):
    """Read one article from a scripted server: the outcome (a value or AccessError), the waits and the warnings."""
    server.plays(script)
    waits, warnings = [], []

    async def note(seconds):
        waits.append(seconds)

    async def read():
        fields = {"base_url": server.url, "api_key": SecretStr("sk-canary"), "model": "m", "timeout": 30.0} | settings
        engine = connect(Settings(**fields), warn=warnings.append, sleep=note)
        try:
            return await engine.read(ARTICLE)
        except AccessError as error:
            return error
        finally:
            await engine.aclose()

    return asyncio.run(read()), waits, warnings


@pytest.mark.parametrize(
    ("script", "kind", "words", "calls"),
    [
        pytest.param([GOOD], Reading, "", 1, id="a good reply"),
        pytest.param([trouble(401, "Incorrect API key")], AccessError, "key was refused", 1, id="401"),
        pytest.param([trouble(402, "Pay first")], AccessError, "quota", 1, id="402"),
        pytest.param([trouble(403, "Not for you")], AccessError, "key was refused", 1, id="403"),
        pytest.param([trouble(404, "no model m")], Failure, "404", 1, id="404"),
        pytest.param([trouble(400, "bad request")], Failure, "400", 1, id="400"),
        pytest.param([trouble(400, "too long", "context_length_exceeded")], Failure, "longer than", 1, id="too long"),
        pytest.param([trouble(400, "x.ContextWindowExceededError: y")], Failure, "longer than", 1, id="in words"),
        pytest.param([trouble(400, "No db", "no_db_connection")], AccessError, "key was refused", 1, id="no database"),
        pytest.param([trouble(400, "filtered", "content_filter")], Failure, "filter", 1, id="400 content filter"),
        pytest.param([NO_QUOTA], AccessError, "quota is used up", 1, id="429 without quota"),
        pytest.param([trouble(429, retry_after="7"), GOOD], Reading, "", 2, id="429 with seconds"),
        pytest.param([trouble(429, retry_after=DATE), GOOD], Reading, "", 2, id="429 with a date"),
        pytest.param([trouble(429, retry_after="soon"), GOOD], Reading, "", 2, id="429 with garbage"),
        pytest.param([trouble(429, retry_after="-5"), GOOD], Reading, "", 2, id="429 with minus five"),
        pytest.param([trouble(429, retry_after="inf"), GOOD], Reading, "", 2, id="429 with infinity"),
        pytest.param([trouble(429, retry_after="9000")], Failure, "429", 1, id="429 beyond the deadline"),
        pytest.param([trouble(429)], Failure, "429", 5, id="429 for ever"),
        pytest.param([trouble(408), GOOD], Reading, "", 2, id="408 then good"),
        pytest.param([trouble(500), GOOD], Reading, "", 2, id="500 then good"),
        pytest.param([trouble(503)], Failure, "503", 5, id="503 for ever"),
        pytest.param([HTML, GOOD], Reading, "", 2, id="200 with a page, then good"),
        pytest.param([HTML], Failure, "not JSON", 5, id="200 with a page for ever"),
        pytest.param([Scripted(b'{"choices": [{"mess')], Failure, "not JSON", 5, id="JSON cut short"),
        pytest.param([Scripted(b"")], Failure, "not JSON", 5, id="no body"),
        pytest.param([Scripted(b"[" * 100_000)], Failure, "not JSON", 5, id="a bottomless body"),
        pytest.param([Scripted(b'{"usage": NaN}')], Failure, "not JSON", 5, id="NaN"),
        pytest.param([told({"choices": None}), GOOD], Reading, "", 2, id="choices null"),
        pytest.param([told({"choices": "oops"})], Failure, "no message", 5, id="choices a word"),
        pytest.param([told({"choices": [None]})], Failure, "no message", 5, id="a choice null"),
        pytest.param([told([1])], Failure, "no message", 5, id="an array"),
        pytest.param([told({"error": {"message": "late"}}), GOOD], Reading, "", 2, id="200 with an error"),
        pytest.param([Scripted(dropped=True), GOOD], Reading, "", 2, id="dropped, then good"),
        pytest.param([Scripted(dropped=True)], Failure, "127.0.0.1", 5, id="dropped for ever"),
        pytest.param([Scripted(b"{}", lost=100), GOOD], Reading, "", 2, id="a body shorter than promised"),
        pytest.param([completion(None, refusal="I can't help")], Failure, "declined", 1, id="refusal"),
        pytest.param([completion("{", finish_reason="content_filter")], Failure, "withheld", 1, id="content filter"),
        pytest.param([completion('{"cl', finish_reason="length"), GOOD], Reading, "", 2, id="cut off, then good"),
        pytest.param([completion('{"cl', finish_reason="length")], Failure, "cut off", 2, id="cut off twice"),
        pytest.param([completion(""), GOOD], Reading, "", 2, id="empty, then good"),
        pytest.param([completion(None)], Failure, "empty", 2, id="content null twice"),
        pytest.param([completion("I think so.")], Failure, "not a JSON object", 2, id="prose"),
        pytest.param([completion("[1, 2]")], Failure, "not a JSON object", 2, id="an array as answer"),
        pytest.param([completion('{"claims": 7}')], Failure, "claims", 2, id="wrong shape"),
        pytest.param([completion(f"<think>so {{x}}</think>\n{GOOD_TEXT}")], Reading, "", 1, id="reasoning"),
        pytest.param([completion(f"```json\n{GOOD_TEXT}\n```")], Reading, "", 1, id="fenced"),
        pytest.param([completion(f"Here {{it}} is: {GOOD_TEXT} Well.")], Reading, "", 1, id="prose around"),
        pytest.param([completion([{"type": "text", "text": GOOD_TEXT}])], Reading, "", 1, id="content in parts"),
        pytest.param([NO_SCHEMA, GOOD], Reading, "", 2, id="no json_schema"),
        pytest.param([NO_SCHEMA, NO_FORM, GOOD], Reading, "", 3, id="no response_format at all"),
        pytest.param([NO_TEMPERATURE, GOOD], Reading, "", 2, id="no temperature"),
        pytest.param([NO_TEMPERATURE, NO_SCHEMA, trouble(500), GOOD], Reading, "", 4, id="several troubles"),
        pytest.param([NO_TEMPERATURE], Failure, "400", 2, id="refuses what is not sent"),
    ],
)
def test_each_trouble_has_its_outcome_and_its_number_of_calls(fault_server, script, kind, words, calls):
    outcome, _, _ = run(fault_server, script)
    assert isinstance(outcome, kind), outcome
    assert words in (outcome.reason if isinstance(outcome, Failure) else str(outcome))
    assert len(fault_server.requests) == calls


@pytest.mark.parametrize(
    ("headers", "least", "most"),
    [
        pytest.param({"retry_after": "7"}, 7, 8, id="seconds"),
        pytest.param({"retry_after": "0.5"}, 0.5, 1.5, id="a fraction"),
        pytest.param({"retry_after_ms": "2500"}, 2.5, 3.5, id="milliseconds"),
        pytest.param({"retry_after": LATER}, 3600, 7202, id="a date"),
        pytest.param({"retry_after": "Mon, 01 Jan 2001 00:00:00 GMT"}, 0, 1, id="a date gone by"),
        pytest.param({"retry_after": "soon"}, 0, 1, id="garbage: the first ceiling"),
        pytest.param({}, 0, 1, id="nothing: the first ceiling"),
    ],
)
def test_the_wait_is_what_the_endpoint_asks_for(fault_server, headers, least, most):
    _, waits, _ = run(fault_server, [trouble(429, **headers), GOOD], timeout=3600.0)
    assert len(waits) == 1
    assert least <= waits[0] <= most


def test_a_wrong_key_names_the_mend_and_not_the_key(fault_server):
    outcome, _, _ = run(fault_server, [trouble(401, "Incorrect API key provided: sk-canary.")])
    assert isinstance(outcome, AccessError)
    assert outcome.exit_code == 4
    assert "OPENAI_API_KEY" in outcome.mend
    assert "sk-canary" not in f"{outcome} {outcome.mend}"


def test_a_server_without_a_key_is_sent_a_word_in_its_place(fault_server):
    outcome, _, _ = run(fault_server, [GOOD], api_key=None)
    assert isinstance(outcome, Reading)
    assert fault_server.authorizations == ["Bearer none"]


def test_a_refused_form_is_asked_for_by_the_next_and_told_once(fault_server):
    outcome, _, warnings = run(fault_server, [NO_SCHEMA, GOOD])
    assert isinstance(outcome, Reading)
    first, second = fault_server.requests
    assert first["response_format"]["json_schema"]["strict"] is True
    assert second["response_format"] == {"type": "json_object"}
    assert '"additionalProperties":false' in second["messages"][0]["content"]
    assert len(warnings) == 1
    assert "json_schema" in warnings[0]


def test_a_refusal_is_remembered_for_all_that_follows(fault_server):
    fault_server.plays([NO_SCHEMA, GOOD, GOOD, GOOD])
    warnings = []

    async def read_three():
        settings = Settings(base_url=fault_server.url, model="m", concurrency=1, cache=False)
        engine = connect(settings, warn=warnings.append)
        outcomes = [await engine.read(ARTICLE) for _ in range(3)]
        await engine.aclose()
        return outcomes

    assert all(isinstance(outcome, Reading) for outcome in asyncio.run(read_three()))
    assert len(fault_server.requests) == 4
    assert len(warnings) == 1


def test_a_refused_option_is_left_out(fault_server):
    run(fault_server, [NO_TEMPERATURE, GOOD])
    assert ["temperature" in request for request in fault_server.requests] == [True, False]


def test_the_limit_of_tokens_is_asked_for_by_its_other_name(fault_server):
    refusal = trouble(400, "Use 'max_completion_tokens' instead.", "unsupported_parameter", "max_tokens")
    outcome, _, _ = run(fault_server, [refusal, GOOD], max_output_tokens=500)
    assert isinstance(outcome, Reading)
    assert fault_server.requests[1]["max_completion_tokens"] == 500
    assert "max_tokens" not in fault_server.requests[1]


def test_rejected_answers_are_counted_too(fault_server):
    fault_server.plays([completion("no"), GOOD])

    async def read():
        engine = connect(Settings(base_url=fault_server.url, model="m"))
        await engine.read(ARTICLE)
        await engine.aclose()
        return engine.usage

    usage = asyncio.run(read())
    assert (usage.calls, usage.prompt_tokens, usage.completion_tokens) == (2, 200, 20)
    assert usage.cost_usd is None


def test_no_server_at_the_address_is_a_failure_that_names_it(fault_server):
    outcome, waits, _ = run(fault_server, [GOOD], base_url="http://127.0.0.1:9/v1")
    assert isinstance(outcome, Failure)
    assert outcome.reason.startswith("no connection to http://127.0.0.1:9/v1: ")
    assert len(waits) == 4


def test_a_host_that_can_not_be_one_is_a_failure(fault_server, monkeypatch):
    def refuse(host, *_, **__):
        return host.encode("idna")

    monkeypatch.setattr(socket, "getaddrinfo", refuse)
    outcome, _, _ = run(fault_server, [GOOD], base_url="http://a..b/v1")
    assert isinstance(outcome, Failure)
    assert "a..b" in outcome.reason


def test_a_server_that_does_not_answer_in_time_is_given_up(fault_server):
    outcome, _, _ = run(fault_server, [GOOD], timeout=0.000001, attempts=1)
    assert isinstance(outcome, Failure)
    assert "did not answer in time" in outcome.reason


def test_warnings_go_to_standard_error_unless_told_otherwise(fault_server):
    fault_server.plays([NO_SCHEMA, GOOD])

    async def read():
        engine = connect(Settings(base_url=fault_server.url, model="m\x1b[2J"))
        await engine.read(ARTICLE)
        await engine.aclose()

    with redirect_stderr(io.StringIO()) as stderr:
        asyncio.run(read())
    assert "json_schema" in stderr.getvalue()
    assert "\x1b" not in stderr.getvalue()


def test_the_same_question_is_the_same_request(fault_server):
    run(fault_server, [GOOD], cache=False)
    run(fault_server, [GOOD], cache=False)
    assert fault_server.requests[0] == fault_server.requests[1]


def test_the_scripted_reading_is_what_a_reading_must_be():
    assert set(draft_reading()) == {"speakers", "claims", "points", "abstract", "headline", "orders"}
