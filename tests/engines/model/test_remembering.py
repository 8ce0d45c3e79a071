import asyncio

import pytest
from fault_server import completion
from pydantic import SecretStr
from scripted import ScriptedModel, draft_claim, draft_reading, make_article

from summarizer.engines.model import ModelEngine, connect
from summarizer.engines.model.ask import Accepted
from summarizer.engines.model.drafts import DraftCheck, DraftReading
from summarizer.engines.model.questions import Questions
from summarizer.engines.model.remembering import Remembering, body_of, content_key
from summarizer.engines.model.replies import Completion
from summarizer.errors import AccessError, AnswerError, TransientError
from summarizer.models import Failure, Reading
from summarizer.prompts import Message
from summarizer.settings import Settings
from summarizer.store import AnswerStore

ARTICLE = make_article("The bridge closed on Monday.\nNobody was hurt.")
ADDRESS = "https://api.example/v1"
SETTINGS = Settings(base_url=ADDRESS, api_key=SecretStr("sk-x"))
ASKED = [Message("user", "What?")]
GOOD_TEXT = '{"claims": [], "points": [], "abstract": "The bridge closed.", "headline": "Bridge closed"}'


@pytest.fixture
def store(tmp_path):
    opened = AnswerStore(tmp_path / "answers.sqlite", warn=pytest.fail)
    yield opened
    opened.close()


def remembering(complete, store, settings=SETTINGS):
    return Remembering(complete, settings.address, body_of(settings, "m"), store)


def engine_of(store, *answers):
    model = ScriptedModel(*answers)
    memory = remembering(model, store)
    return ModelEngine(Questions(memory.complete, None, memory.answered), "m"), model


def key_of(settings=SETTINGS, model="m", messages=ASKED, answer=DraftReading):
    return content_key(settings.address, body_of(settings, model)(messages, answer))


CHANGES = {
    "address": {"settings": SETTINGS.model_copy(update={"base_url": "https://other.example/v1"})},
    "model": {"model": "n"},
    "temperature": {"settings": SETTINGS.model_copy(update={"temperature": 0.5})},
    "no temperature": {"settings": SETTINGS.model_copy(update={"temperature": None})},
    "seed": {"settings": SETTINGS.model_copy(update={"seed": 1})},
    "longest answer": {"settings": SETTINGS.model_copy(update={"max_output_tokens": 9})},
    "text": {"messages": [Message("user", "What? ")]},
    "role": {"messages": [Message("system", "What?")]},
    "another message": {"messages": [*ASKED, *ASKED]},
    "schema": {"answer": DraftCheck},
}


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES.keys())
def test_a_key_changes_with_all_that_shapes_the_answer(change):
    assert key_of(**change) != key_of()


@pytest.mark.parametrize(
    "fields", [{"api_key": SecretStr("sk-y")}, {"timeout": 1.0}, {"attempts": 1}, {"max_cost": 1.0}, {"max_calls": 1}]
)
def test_a_key_does_not_change_with_what_shapes_no_answer(fields):
    assert key_of(SETTINGS.model_copy(update=fields)) == key_of()


def test_a_second_run_asks_nothing_and_finds_the_same(store):
    first, _ = engine_of(store, draft_reading([draft_claim("The bridge closed on Monday.", [1])]))
    second, model = engine_of(store)
    assert asyncio.run(first.read(ARTICLE)) == asyncio.run(second.read(ARTICLE))
    assert model.asked == []
    assert (first.usage.calls, first.usage.cached) == (1, 0)
    assert (second.usage.calls, second.usage.cached, second.usage.prompt_tokens) == (0, 1, 0)
    assert second.usage.cost_usd == 0.0


def test_an_answer_that_was_asked_for_again_is_found_with_its_question(store):
    bad = draft_reading([draft_claim("It closed.", [7])])
    first, _ = engine_of(store, bad, draft_reading([draft_claim("The bridge closed.", [1])]))
    second, _ = engine_of(store)
    assert asyncio.run(first.read(ARTICLE)) == asyncio.run(second.read(ARTICLE))
    assert (second.usage.calls, second.usage.cached) == (0, 2)


NOT_KEPT = {
    "no object": "what?",
    "no shape": '{"claims": 7}',
    "cut off": Completion(GOOD_TEXT, None, "length", 100, 10),
    "filtered": Completion(GOOD_TEXT, None, "content_filter", 100, 10),
    "declined": Completion(None, "no", "stop", 100, 10),
    "without an end": Completion(GOOD_TEXT, None, None, 100, 10),
    "empty": "",
}


@pytest.mark.parametrize("given", NOT_KEPT.values(), ids=NOT_KEPT.keys())
def test_only_an_accepted_answer_that_came_to_its_end_is_stored(store, given):
    first, _ = engine_of(store, given, given)
    asyncio.run(first.read(ARTICLE))
    second, model = engine_of(store, draft_reading(headline="Asked anew"))
    reading = asyncio.run(second.read(ARTICLE))
    assert reading.summary.headline == "Asked anew"
    assert len(model.asked) == 1


def test_a_stored_answer_that_is_not_accepted_any_more_is_forgotten(store):
    def answer(outcome, *answers):
        memory = remembering(ScriptedModel(*answers), store)
        completion = asyncio.run(memory.complete(ASKED, DraftReading))
        memory.answered(completion, outcome)
        return completion.cached

    good, bad = Accepted(None, 1), AnswerError("it does not hold")
    assert [answer(good, GOOD_TEXT), answer(bad), answer(good, GOOD_TEXT)] == [False, True, False]


class Gate:
    """A completion function that answers when it is opened."""

    def __init__(self, answer):
        self.answer, self.calls, self.cancelled = answer, 0, 0
        self.opened = asyncio.Event()

    async def __call__(self, _messages, _answer, /):
        self.calls += 1
        try:
            await self.opened.wait()
        except asyncio.CancelledError:
            self.cancelled += 1
            raise
        if isinstance(self.answer, Exception):
            raise self.answer
        return Completion(self.answer, None, "stop", 100, 10)


async def settle():
    """Let everything run that can."""
    for _ in range(10):
        await asyncio.sleep(0)


@pytest.mark.parametrize("stored", [True, False], ids=["with a store", "without"])
def test_a_hundred_identical_questions_at_once_make_one_call(store, stored):
    async def run():
        gate = Gate(GOOD_TEXT)
        memory = remembering(gate, store if stored else None)
        engine = ModelEngine(Questions(memory.complete, None, memory.answered), "m")
        tasks = [asyncio.ensure_future(engine.read(ARTICLE)) for _ in range(100)]
        await settle()
        gate.opened.set()
        return await asyncio.gather(*tasks), gate.calls, engine.usage

    readings, calls, usage = asyncio.run(run())
    assert calls == 1
    assert all(reading == readings[0] and isinstance(reading, Reading) for reading in readings)
    assert (usage.calls, usage.cached, usage.prompt_tokens) == (1, 99, 100)


@pytest.mark.parametrize("error", [TransientError("busy"), AccessError("no")], ids=lambda error: type(error).__name__)
def test_a_question_that_fails_fails_for_all_and_is_asked_anew_later(store, error):
    async def run():
        gate = Gate(error)
        memory = remembering(gate, store)
        tasks = [asyncio.ensure_future(memory.complete(ASKED, DraftReading)) for _ in range(3)]
        await settle()
        gate.opened.set()
        outcomes = await asyncio.gather(*tasks, return_exceptions=True)
        gate.answer = GOOD_TEXT
        return outcomes, (await memory.complete(ASKED, DraftReading)).content, gate.calls

    outcomes, content, calls = asyncio.run(run())
    assert outcomes == [error] * 3
    assert (content, calls) == (GOOD_TEXT, 2)


def test_a_call_goes_on_while_anybody_waits_for_it_and_ends_with_the_last(store):
    async def run():
        gate = Gate(GOOD_TEXT)
        memory = remembering(gate, store)
        first, second = (asyncio.ensure_future(memory.complete(ASKED, DraftReading)) for _ in range(2))
        await settle()
        first.cancel()
        await settle()
        assert gate.cancelled == 0
        second.cancel()
        await settle()
        assert gate.cancelled == 1
        assert asyncio.all_tasks() == {asyncio.current_task()}
        gate.opened.set()
        return (await memory.complete(ASKED, DraftReading)).content, gate.calls

    assert asyncio.run(run()) == (GOOD_TEXT, 2)


def test_without_a_store_the_next_run_asks_anew():
    engine, model = engine_of(None, draft_reading(), draft_reading())
    asyncio.run(engine.read(ARTICLE))
    asyncio.run(engine.read(ARTICLE))
    assert len(model.asked) == 2


def read_from(server, **fields):
    warnings = []

    async def read():
        known = {"base_url": server.url, "model": "m", "attempts": 1} | fields
        engine = connect(Settings(**known), warn=warnings.append)
        try:
            return await engine.read(ARTICLE), engine.usage
        finally:
            await engine.aclose()

    return *asyncio.run(read()), warnings


def test_an_endpoint_is_asked_once_by_two_runs(fault_server):
    fault_server.plays([completion(GOOD_TEXT)])
    outcomes = [read_from(fault_server) for _ in range(2)]
    assert len(fault_server.requests) == 1
    assert [usage.cached for _, usage, _ in outcomes] == [0, 1]
    assert outcomes[0][0] == outcomes[1][0]


def test_an_endpoint_is_asked_by_each_run_that_wants_no_stored_answers(fault_server):
    fault_server.plays([completion(GOOD_TEXT)])
    for _ in range(2):
        read_from(fault_server, cache=False)
    assert len(fault_server.requests) == 2


def test_a_cap_on_cost_asks_for_bounded_answers_and_finds_those_without_one(fault_server):
    fault_server.plays([completion(GOOD_TEXT)])
    capped = {"max_cost": 1.0, "price_input": 1.0, "price_output": 2.0}
    _, usage, _ = read_from(fault_server, **capped)
    assert fault_server.requests[0]["max_tokens"] == 16_000
    assert usage.cost_usd == pytest.approx(0.00012)
    _, usage, _ = read_from(fault_server)
    assert (len(fault_server.requests), usage.cached) == (1, 1)


def test_nothing_is_sent_where_the_budget_is_too_small(fault_server):
    fault_server.plays([completion(GOOD_TEXT)])
    outcome, usage, _ = read_from(fault_server, max_cost=0.001, price_input=1.0, price_output=2.0)
    assert isinstance(outcome, Failure)
    assert "0.001 USD is the cap" in outcome.reason
    assert usage.cap == "max_cost"
    assert fault_server.requests == []


def test_a_broken_file_of_answers_is_noted_and_the_run_goes_on(fault_server, tmp_path):
    folder = tmp_path / "own-home" / "cache"
    folder.mkdir(parents=True)
    (folder / "answers.sqlite").write_bytes(b"no database" * 1000)
    fault_server.plays([completion(GOOD_TEXT)])
    outcome, _, warnings = read_from(fault_server)
    assert isinstance(outcome, Reading)
    assert len(warnings) == 1
    assert "stored answers can't be used" in warnings[0]
