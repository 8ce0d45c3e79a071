"""Batches from question to answer, against a server that has them: states, files, trouble, and runs that go on."""

import asyncio
import json

import pytest
from batch_server import DRAFT, Script, bad, expired, good, reply, rows
from fault_server import trouble
from pydantic import SecretStr
from scripted import draft_claim, make_article

from summarizer.compare import read_all
from summarizer.engines.model import batch_rounds, connect
from summarizer.engines.model.batch_waiting import FIRST_WAIT, GROWTH, LAST_WAIT, MOST_MISSED
from summarizer.errors import AccessError, EngineError, SettingsError
from summarizer.settings import Settings
from summarizer.submissions import Submissions, submissions_file

ARTICLES = [make_article(f"The bridge closed on {day}.\nNobody was hurt.", f"a{day}") for day in range(1, 5)]
PRICED = {"price_input": 1.0, "price_output": 2.0, "batch_factor": 0.5}
ONE = (100 * 1.0 + 10 * 2.0) / 1_000_000  # US dollars of an answer, asked directly
TALE = reply(json.dumps(DRAFT | {"claims": [draft_claim("The bridge closed.", [99])]}))
NO_TEMPERATURE = {"param": "temperature", "code": "unsupported_value"}


class Run:
    """A run over some articles: what came of it, how long it would have waited, and what people were told."""

    def __init__(self, server, articles=ARTICLES, *, stop_at=None, **settings):
        self.waits, self.told, self.error = [], [], None
        self._stop_at = stop_at
        fields = {"base_url": server.url, "model": "m", "via": "batch", "concurrency": 1, "attempts": 3} | settings
        asyncio.run(self._read(Settings(**fields), articles))

    async def _sleep(self, seconds):
        self.waits.append(seconds)
        if len(self.waits) == self._stop_at:
            raise asyncio.CancelledError

    async def _read(self, settings, articles):
        engine = connect(settings, warn=self.told.append, sleep=self._sleep)
        try:
            await engine.prepare(lambda asked: read_all(articles, asked))
            self.readings, self.failures = await read_all(articles, engine)
        except (SettingsError, EngineError, asyncio.CancelledError) as error:
            self.error = error
        finally:
            await engine.aclose()
        self.usage = engine.usage

    @property
    def words(self):
        return "\n".join(self.told)


def hold(run, *, calls, read=4):
    assert run.error is None
    assert (len(run.readings), run.usage.calls) == (read, calls)
    return run


def test_articles_are_read_from_one_batch_at_its_price(batch_server):
    run = hold(Run(batch_server, **PRICED), calls=4)
    assert batch_server.calls == [
        "POST /files",
        "POST /batches",
        *["GET /batches/{id}"] * 3,
        "GET /files/{id}/content",
    ]
    assert run.usage.cost_usd == pytest.approx(4 * ONE / 2)
    assert (run.usage.prompt_tokens, run.usage.completion_tokens, run.usage.cached) == (400, 40, 0)
    assert run.failures == []


def test_a_batch_asks_what_would_be_asked_directly(batch_server):
    Run(batch_server, cache=False)
    asked = [line["body"] for line in batch_server.asked()]
    Run(batch_server, cache=False, via="direct")
    assert asked == batch_server.chats
    (batch,) = batch_server.batches.values()
    assert (batch["endpoint"], batch["completion_window"]) == ("/v1/chat/completions", "24h")
    assert set(batch["metadata"]) == {"summarizer", "questions"}


def test_what_is_stored_is_not_sent(batch_server):
    Run(batch_server, ARTICLES[:2], via="direct")
    run = hold(Run(batch_server), calls=2)
    assert (len(batch_server.asked()), run.usage.cached) == (2, 2)


def test_the_same_command_again_sends_nothing(batch_server):
    Run(batch_server)
    sent = len(batch_server.calls)
    run = hold(Run(batch_server), calls=0)
    assert (len(batch_server.calls), run.usage.cached, run.usage.cost_usd, run.told) == (sent, 4, 0.0, [])


def test_a_question_that_stands_in_two_articles_is_sent_once(batch_server):
    twins = [make_article("The bridge closed.", name) for name in ("a1", "a2")]
    run = hold(Run(batch_server, twins), calls=1, read=2)
    assert (len(batch_server.asked()), run.usage.cached) == (1, 1)


def test_directly_means_no_batch(batch_server):
    hold(Run(batch_server, via="direct"), calls=4)
    assert batch_server.count("POST", "/files") == 0


def test_looks_are_ever_rarer_and_never_rarer_than_a_minute(batch_server):
    batch_server.plays(Script(("validating", *["in_progress"] * 20, "completed")))
    run = hold(Run(batch_server), calls=4)
    assert run.waits[0] == FIRST_WAIT
    assert run.waits == sorted(run.waits)
    assert max(run.waits) == LAST_WAIT
    assert all(later == min(LAST_WAIT, wait * GROWTH) for wait, later in zip(run.waits, run.waits[1:], strict=False))


def test_each_change_of_state_is_told_once(batch_server):
    batch_server.plays(Script(("validating", *["in_progress"] * 5, "finalizing", "completed")))
    run = Run(batch_server)
    assert [line.split(";")[0] for line in run.told] == [
        "note: batch batch-1 is made (questions: 4)",
        "note: batch batch-1 is in progress, 0 of 4 done",
        "note: batch batch-1 is finalizing, 0 of 4 done",
        "note: batch batch-1 completed: 4 answered",
    ]


def test_what_is_not_accepted_is_asked_again_directly_with_the_reasons(batch_server):
    batch_server.plays(Script(output=lambda asked: rows(*(good(line, "I think so.") for line in asked))))
    run = hold(Run(batch_server, ARTICLES[:1], **PRICED), calls=2, read=1)
    (again,) = batch_server.chats
    assert "not a JSON object" in again["messages"][-1]["content"]
    assert run.usage.cost_usd == pytest.approx(ONE / 2 + ONE)


def test_a_claim_that_does_not_hold_is_asked_about_directly_and_the_better_answer_is_stored(batch_server):
    batch_server.plays(
        Script(output=lambda asked: rows(*(good(line, TALE["choices"][0]["message"]["content"]) for line in asked)))
    )
    hold(Run(batch_server, ARTICLES[:1]), calls=2, read=1)
    assert len(batch_server.chats) == 1


# line by line: what the first batch does, what is read in the end, batches made, questions asked directly
PARTS = {
    "expired": (lambda asked: rows(*map(expired, asked)), 2, 0),
    "absent": (lambda _: b"", 2, 0),
    "cut short": (lambda asked: rows(*map(good, asked))[:-40], 2, 0),
    "broken": (lambda _: b"<html>busy</html>", 2, 0),
    "of others": (lambda asked: rows(*(good(line | {"custom_id": "x" * 64}) for line in asked)), 2, 0),
    "500": (lambda asked: rows(*(bad(line, 500) for line in asked)), 2, 0),
    "429": (lambda asked: rows(*(bad(line, 429) for line in asked)), 2, 0),
    "400": (lambda asked: rows(*(bad(line, 400) for line in asked)), 1, 4),
    "404": (lambda asked: rows(*(bad(line, 404) for line in asked)), 1, 4),
    "no message": (lambda asked: rows(*(good(line) | {"response": {"status_code": 200}} for line in asked)), 2, 0),
    "half": (lambda asked: rows(*map(good, asked[:2]), *(bad(line, 500) for line in asked[2:])), 2, 0),
    "half refused": (lambda asked: rows(*map(good, asked[:2]), *(bad(line, 400) for line in asked[2:])), 1, 2),
    "twice": (lambda asked: rows(*(good(line, "no") for line in asked), *map(good, asked)), 1, 0),
}


@pytest.mark.parametrize(("make", "batches", "directly"), PARTS.values(), ids=PARTS.keys())
@pytest.mark.parametrize("place", ["output", "errors", "both"])
def test_a_question_that_a_batch_lost_goes_into_one_more_or_is_asked_directly(
    batch_server, make, batches, directly, place
):
    files = {name: make if place in {name, "both"} else None for name in ("output", "errors")}
    batch_server.plays(Script(**files), Script())
    run = hold(Run(batch_server, cache=False), calls=4)
    assert (len(batch_server.batches), len(batch_server.chats)) == (batches, directly)
    assert run.failures == []
    assert ("asked directly" in run.words) == bool(directly)
    assert ("without an answer" in run.words) == (batches + directly > 1)


@pytest.mark.parametrize("make", [PARTS[name][0] for name in ("expired", "absent", "500")])
def test_a_question_that_two_batches_lost_is_asked_directly(batch_server, make):
    batch_server.plays(Script(output=make))
    run = hold(Run(batch_server), calls=4)
    assert (len(batch_server.batches), len(batch_server.chats)) == (2, 4)
    assert "4 questions are asked directly, at the full price" in run.words


def test_what_an_endpoint_refuses_of_the_form_is_left_out_in_the_next_batch(batch_server):
    def refuse(asked):
        return rows(*(bad(line, 400, "Unsupported value", **NO_TEMPERATURE) for line in asked))

    def refuse_schema(asked):
        return rows(*(bad(line, 400, "response_format of type json_schema is not supported") for line in asked))

    batch_server.plays(Script(output=None, errors=refuse), Script(output=None, errors=refuse_schema), Script())
    run = hold(Run(batch_server), calls=4)
    first, second, third = (batch_server.asked(number)[0]["body"] for number in range(3))
    assert ("temperature" in first, "temperature" in second, "temperature" in third) == (True, False, False)
    assert (second["response_format"]["type"], third["response_format"]["type"]) == ("json_schema", "json_object")
    assert batch_server.chats == []
    assert run.words.count("does not take") == 2


ENDS = {
    "failed": (
        Script(
            ("validating", "failed"), None, None, ({"code": "invalid_json_line", "message": "not JSON", "line": 3},)
        ),
        "batch batch-1 failed: line 3: not JSON",
    ),
    "failed for its queue": (
        Script(("validating", "failed"), None, None, ({"code": "token_limit_exceeded", "line": None},)),
        "batch batch-1 failed: token_limit_exceeded",
    ),
    "failed without a word": (Script(("failed",), None), "batch batch-1 failed: the endpoint gives no reason"),
    "cancelled": (Script(("in_progress", "cancelling", "cancelled"), None), "batch batch-1 was cancelled"),
    "in capitals": (Script(("CANCELLED",), None), "batch batch-1 was cancelled"),
}


@pytest.mark.parametrize(("script", "words"), ENDS.values(), ids=ENDS.keys())
def test_a_batch_that_ended_badly_is_told_with_its_reason_and_not_asked_directly(batch_server, script, words):
    batch_server.plays(script, Script())
    run = hold(Run(batch_server, max_cost=1.0, **PRICED), calls=0, read=0)
    assert len(run.failures) == 4
    assert all(words in failure.reason for failure in run.failures)
    assert batch_server.chats == []
    hold(Run(batch_server), calls=4)
    assert len(batch_server.batches) == 2


def test_what_a_cancelled_batch_had_done_is_kept(batch_server):
    batch_server.plays(Script(("in_progress", "cancelled"), lambda asked: rows(*map(good, asked[:3]))))
    run = hold(Run(batch_server), calls=3, read=3)
    assert ["was cancelled" in failure.reason for failure in run.failures] == [True]


def test_what_an_expired_batch_had_done_is_kept_and_the_rest_sent_again(batch_server):
    script = Script(
        ("in_progress", "expired"),
        lambda asked: rows(*map(good, asked[:3])),
        lambda asked: rows(*map(expired, asked[3:])),
    )
    batch_server.plays(script, Script())
    run = hold(Run(batch_server), calls=4)
    assert [len(batch_server.asked(number)) for number in (0, 1)] == [4, 1]
    assert "batch batch-1 expired: 3 answered, 1 without an answer (This request could not be executed" in run.words


def test_a_wait_that_is_interrupted_leaves_the_batch_running_and_says_how_to_go_on(batch_server):
    batch_server.held = True
    run = Run(batch_server, stop_at=3)
    assert isinstance(run.error, asyncio.CancelledError)
    assert run.told[-1].startswith(
        "note: batch batch-1 is left running at the endpoint; the same command again goes on"
    )
    batch_server.held = False
    again = hold(Run(batch_server), calls=4)
    assert (batch_server.count("POST", "/files"), batch_server.count("POST", "/batches")) == (1, 1)
    assert again.told[0] == "note: going on with batch batch-1 (questions: 4)"


def test_a_run_with_more_articles_waits_for_the_first_batch_and_sends_what_is_new(batch_server):
    batch_server.held = True
    Run(batch_server, ARTICLES[:3], stop_at=1)
    batch_server.held = False
    hold(Run(batch_server), calls=4)
    assert [len(batch_server.asked(number)) for number in (0, 1)] == [3, 1]


def test_a_run_with_fewer_articles_takes_what_it_wants_and_leaves_the_rest_for_later(batch_server):
    batch_server.held = True
    Run(batch_server, stop_at=1)
    batch_server.held = False
    hold(Run(batch_server, ARTICLES[1:2]), calls=1, read=1)
    hold(Run(batch_server), calls=3)
    assert batch_server.count("POST", "/batches") == 1


def test_answers_that_came_before_a_run_was_killed_are_used_by_the_next(batch_server):
    Run(batch_server, ARTICLES[:2])
    notes = Submissions(submissions_file())
    keys = [line["custom_id"] for line in batch_server.asked()]
    assert notes.waiting(keys) == []
    batch_server.held = True
    Run(batch_server, cache=False, stop_at=1)
    keys = [line["custom_id"] for line in batch_server.asked(1)]
    notes.answer({key: json.dumps(reply()) for key in keys})
    notes.close()
    run = hold(Run(batch_server, cache=False, **PRICED), calls=4)
    assert len(batch_server.batches) == 2
    assert run.usage.cost_usd == pytest.approx(4 * ONE / 2)


def test_a_kept_answer_that_can_not_be_read_is_asked_for_directly(batch_server):
    batch_server.held = True
    Run(batch_server, ARTICLES[:1], stop_at=1)
    notes = Submissions(submissions_file())
    notes.answer({line["custom_id"]: "[" * 100_000 for line in batch_server.asked()})
    notes.close()
    hold(Run(batch_server, ARTICLES[:1]), calls=1, read=1)
    assert len(batch_server.chats) == 1


def test_a_batch_whose_reply_was_lost_is_found_by_its_token_and_not_made_again(batch_server):
    batch_server.trouble = {"POST /batches": [None]}
    hold(Run(batch_server), calls=4)
    assert (len(batch_server.batches), batch_server.count("GET", "/batches")) == (1, 1)


def test_a_batch_that_was_refused_for_a_moment_is_made_when_none_is_found(batch_server):
    batch_server.trouble = {"POST /batches": [(429, {}), (503, {})]}
    hold(Run(batch_server), calls=4)
    assert (len(batch_server.batches), batch_server.count("POST", "/batches")) == (1, 3)


def test_a_run_that_ended_while_it_sent_finds_its_batch(batch_server):
    batch_server.trouble = {"POST /batches": [None], "GET /batches": [(500, {})] * 9}
    run = Run(batch_server)
    assert [len(run.readings), len(run.failures)] == [0, 4]
    batch_server.trouble = {}
    hold(Run(batch_server), calls=4)
    assert len(batch_server.batches) == 1


def test_where_batches_can_not_be_listed_a_lost_reply_is_told_and_nothing_is_sent_twice(batch_server):
    batch_server.trouble = {"POST /batches": [None], "GET /batches": [(404, {})] * 2}
    run = Run(batch_server)
    assert "a batch may have been made, but" in run.failures[0].reason
    assert (len(batch_server.batches), batch_server.chats) == (1, [])


def test_a_batch_that_the_endpoint_does_not_know_any_more_is_asked_anew(batch_server):
    batch_server.held = True
    Run(batch_server, stop_at=1)
    batch_server.held = False
    batch_server.trouble = {"GET /batches/{id}": [(404, {})]}
    run = hold(Run(batch_server), calls=4)
    assert len(batch_server.batches) == 2
    assert "does not know batch batch-1; its questions are asked anew" in run.words


def test_a_file_that_is_gone_is_told_and_its_questions_are_asked_anew(batch_server):
    batch_server.trouble = {"GET /files/{id}/content": [(404, {})]}
    run = hold(Run(batch_server), calls=4)
    assert len(batch_server.batches) == 2
    assert "does not have file file-2" in run.words


@pytest.mark.parametrize("name", ["POST /files", "POST /batches"])
@pytest.mark.parametrize("status", [404, 405, 501])
def test_an_endpoint_without_batches_is_wrong_usage_and_the_mend_is_told(batch_server, name, status):
    batch_server.trouble = {name: [(status, {"error": {"message": "no"}})]}
    run = Run(batch_server)
    assert isinstance(run.error, SettingsError)
    assert run.error.cause == f"{batch_server.url} has no Batch API: there is no {name.split()[1]}"
    assert "leave out --via batch" in run.error.mend
    assert batch_server.chats == []


@pytest.mark.parametrize("name", ["POST /files", "POST /batches", "GET /batches/{id}", "GET /files/{id}/content"])
def test_a_refused_key_ends_the_run_without_showing_it(batch_server, name):
    batch_server.trouble = {name: [(401, {"error": {"message": "Incorrect API key provided: sk-canary"}})]}
    run = Run(batch_server, api_key=SecretStr("sk-canary"))
    assert isinstance(run.error, AccessError)
    assert "sk-canary" not in f"{run.error} {run.words}"
    batch_server.trouble = {}
    hold(Run(batch_server), calls=4)
    assert len(batch_server.batches) == 1


@pytest.mark.parametrize("name", ["POST /files", "POST /batches", "GET /batches/{id}", "GET /files/{id}/content"])
@pytest.mark.parametrize("given", [(500, {}), (429, {}), None])
def test_trouble_that_passes_is_overcome(batch_server, name, given):
    batch_server.trouble = {name: [given] * 2 if name != "POST /batches" else [given]}
    hold(Run(batch_server), calls=4)
    assert len(batch_server.batches) == 1


ODD = [b"<html>", b"", b"[" * 100_000, b"[]", b"{}", {"id": 7}, {"id": ".."}, {"id": "a\nb"}, {"id": "x" * 600}]


@pytest.mark.parametrize("reply_", ODD, ids=range(len(ODD)))
@pytest.mark.parametrize("name", ["POST /files", "POST /batches", "GET /batches/{id}"])
def test_a_reply_that_names_nothing_makes_failures_and_nothing_is_asked_directly(batch_server, name, reply_):
    batch_server.trouble = {name: [(200, reply_)] * 200}
    run = Run(batch_server, ARTICLES[:1], attempts=1)
    assert run.error is None
    assert len(run.failures) == 1
    assert batch_server.chats == []


def test_an_endpoint_out_of_reach_is_looked_for_half_an_hour_and_the_note_stays(batch_server):
    batch_server.trouble = {"GET /batches/{id}": [(503, {})] * MOST_MISSED}
    run = Run(batch_server, attempts=1)
    assert all("batch batch-1 is out of reach: 503" in failure.reason for failure in run.failures)
    assert run.words.count("can't be looked at just now") == 1
    assert batch_server.chats == []
    hold(Run(batch_server), calls=4)
    assert len(batch_server.batches) == 1


def test_a_look_that_fails_now_and_then_is_no_matter(batch_server):
    batch_server.plays(Script(("in_progress",) * 70 + ("completed",)))
    batch_server.trouble = {"GET /batches/{id}": [(503, {}), ()] * 65}
    hold(Run(batch_server, attempts=1), calls=4)


def test_many_questions_go_in_several_batches_that_run_at_once(batch_server, monkeypatch):
    real = batch_rounds.write_lines
    monkeypatch.setattr(batch_rounds, "write_lines", lambda bodies: real(bodies, most_lines=3))
    batch_server.plays(Script(("validating", *["in_progress"] * 9, "completed")), Script())
    run = hold(Run(batch_server), calls=4)
    assert [len(batch_server.asked(number)) for number in (0, 1)] == [3, 1]
    assert len(run.waits) < 12


def test_a_file_that_is_refused_does_not_lose_the_other(batch_server, monkeypatch):
    real = batch_rounds.write_lines
    monkeypatch.setattr(batch_rounds, "write_lines", lambda bodies: real(bodies, most_lines=3))
    batch_server.trouble = {"POST /files": [(413, {"error": {"message": "too large"}})]}
    run = hold(Run(batch_server, max_cost=1.0, **PRICED), calls=1, read=1)
    assert ["413" in failure.reason for failure in run.failures] == [True] * 3


def test_a_cap_on_calls_is_held_before_the_batch_is_made(batch_server):
    run = hold(Run(batch_server, max_calls=3), calls=3, read=3)
    assert len(batch_server.asked()) == 3
    assert [failure.reason for failure in run.failures] == ["the cap of 3 calls is reached; raise --max-calls"]
    assert (run.usage.cap, batch_server.chats) == ("max_calls", [])


def test_a_cap_on_cost_is_held_by_the_price_of_a_batch_and_what_was_not_spent_is_sent_next(batch_server):
    run = hold(Run(batch_server, max_cost=0.05, **PRICED), calls=4)
    sizes = [len(batch_server.asked(number)) for number in range(len(batch_server.batches))]
    assert sizes == [2, 2]  # an answer of 16,000 tokens is set aside for each: 0.016 USD, and 0.003 for the question
    assert all(line["body"]["max_tokens"] == 16_000 for line in batch_server.asked())
    assert run.usage.cost_usd == pytest.approx(4 * ONE / 2)


def test_a_cap_that_one_question_breaks_sends_nothing(batch_server):
    run = hold(Run(batch_server, max_cost=0.001, **PRICED), calls=0, read=0)
    assert batch_server.calls == []
    assert (len(run.failures), run.usage.cap) == (4, "max_cost")


def test_what_an_earlier_run_sent_counts_against_the_cap_of_the_run_that_uses_it(batch_server):
    batch_server.held = True
    Run(batch_server, ARTICLES[:2], stop_at=1)
    batch_server.held = False
    run = hold(Run(batch_server, max_calls=2), calls=2, read=2)
    assert run.usage.cap == "max_calls"


def test_a_run_waits_while_another_is_sending(batch_server):
    other = Submissions(submissions_file())
    other.acquire()
    run = Run(batch_server)
    assert "another run has been sending batches" in str(run.error)
    assert set(run.waits) == {LAST_WAIT}
    assert batch_server.calls == []
    other.close()
    hold(Run(batch_server), calls=4)


def test_words_of_an_endpoint_are_cut_short_and_put_on_one_line(batch_server):
    told = {"message": "x\n\x1b[2J" * 1000}
    batch_server.plays(Script(("failed",), None, None, (told,) * 50))
    run = Run(batch_server)
    assert all("\n" not in line and len(line) < 1000 for line in run.told)


def test_a_long_article_is_read_in_parts_of_one_batch_and_summed_up_directly(batch_server):
    article = make_article("\n".join(f"The bridge number {number} closed on Monday." for number in range(1000)))
    sentences = tuple(one.model_copy(update={"paragraph": one.number}) for one in article.sentences)
    batch_server.answers = [reply(json.dumps({"headline": "h", "abstract": "a", "points": []}))]
    run = Run(batch_server, [article.model_copy(update={"sentences": sentences})])
    assert len(batch_server.asked()) > 1
    assert len(batch_server.batches) == 1
    hold(run, calls=len(batch_server.asked()) + len(batch_server.chats), read=1)
    assert all(chat["response_format"]["json_schema"]["name"] == "DraftSummary" for chat in batch_server.chats)


def test_nothing_of_a_batch_is_kept_once_it_was_used(batch_server):
    Run(batch_server)
    notes = Submissions(submissions_file())
    assert all(notes.find(line["custom_id"]) is None for line in batch_server.asked())
    assert notes._act(lambda database: database.execute("SELECT count(*) FROM batches").fetchone()) == (0,)
    notes.close()


def test_the_scripted_refusal_is_one_of_the_fault_servers_form():
    assert json.loads(trouble(400, "no").body) == bad({"custom_id": "a"})["response"]["body"]
