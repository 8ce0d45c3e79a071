import asyncio
import random

import pytest
from pydantic import SecretStr
from scripted import ScriptedModel, draft_claim, draft_reading, make_article

from summarizer.engines.model import DEFAULT_MODEL, ModelEngine, connect
from summarizer.engines.model.budget import (
    LONGEST_ANSWER,
    Budget,
    add_completion,
    batch_price_of,
    price_of,
    with_bounded_answers,
    within,
)
from summarizer.engines.model.drafts import DraftReading
from summarizer.engines.model.questions import Questions
from summarizer.engines.model.replies import Completion, read_envelope
from summarizer.errors import BudgetError, ExitCode, SettingsError, TransientError
from summarizer.models import Failure, Reading, Usage
from summarizer.pricing import Price
from summarizer.settings import Settings

PRICE = Price(1.0, 0.5, 2.0)
HOSTED = Settings(api_key=SecretStr("sk-x"))
ARTICLE = make_article("The bridge closed on Monday.")


def paying(model, budget, price=PRICE, longest=1_000_000):
    """A completion function whose questions have at most a million tokens: 1 USD, and its answers 2 USD."""
    return within(budget, model, price, lambda _messages, _answer: 1_000_000, longest)


@pytest.mark.parametrize(
    ("fields", "price"),
    [
        ({}, Price(0.375, 0.0375, 2.25)),
        ({"batch_factor": 0.2}, Price(0.15, 0.015, 0.9)),
        ({"price_input": 4.0, "price_output": 8.0}, Price(4.0, 4.0, 8.0)),
        ({"price_input": 4.0, "price_output": 8.0, "batch_factor": 0.5}, Price(2.0, 2.0, 4.0)),
        ({"base_url": "http://localhost:1/v1"}, None),
        ({"base_url": "http://localhost:1/v1", "batch_factor": 0.5}, None),
    ],
)
def test_a_batch_costs_what_the_settings_or_the_table_say_and_else_what_it_costs_directly(fields, price):
    found = batch_price_of(HOSTED.model_copy(update=fields), DEFAULT_MODEL)
    assert found == (price and pytest.approx(price))


@pytest.mark.parametrize("fields", [{"max_cost": 0.5}, {"max_calls": 1}])
def test_what_does_not_fit_is_not_reserved_at_once(fields):
    budget = Budget(**fields)
    assert budget.reserve_now(0.4)
    assert not budget.reserve_now(0.4)
    budget.settle(0.4, 0.01)
    assert budget.reserve_now(0.4) is ("max_cost" in fields)


def test_what_an_earlier_run_paid_takes_room_though_there_is_none():
    budget = Budget(max_cost=0.5)
    budget.hold(0.6)
    assert not budget.reserve_now(0.0)
    budget.settle(0.6, 0.45)
    assert not budget.reserve_now(0.1)
    assert budget.reserve_now(0.05)


def test_what_is_held_comes_back_to_nothing():
    budget = Budget(max_cost=1.0)
    costs = [0.1 + number * 1e-7 / 3 for number in range(9)]
    assert all(budget.reserve_now(cost) for cost in costs)
    for cost in costs:
        budget.settle(cost, 0.0)
    assert budget.reserve_now(1.0)


def test_a_call_is_reserved_at_its_most_and_settled_at_what_it_cost():
    async def run():
        model = ScriptedModel(*[Completion("x", None, "stop", 100_000, 200_000)] * 3)
        complete = paying(model, Budget(max_cost=3.6))
        costs = [(await complete([], DraftReading)).cost_usd for _ in range(2)]
        with pytest.raises(BudgetError, match=r"1\.0000 USD are spent") as caught:
            await complete([], DraftReading)
        return costs, len(model.asked), caught.value

    costs, asked, error = asyncio.run(run())
    assert costs == pytest.approx([0.5, 0.5])
    assert asked == 2
    assert (error.cap, error.exit_code) == ("max_cost", ExitCode.BUDGET)
    assert "--max-cost" in error.mend


def test_a_cap_on_calls_counts_calls_that_failed():
    async def run():
        complete = paying(ScriptedModel(TransientError("busy"), "x"), Budget(max_calls=2), price=None)
        with pytest.raises(TransientError):
            await complete([], DraftReading)
        await complete([], DraftReading)
        with pytest.raises(BudgetError, match="2 calls") as caught:
            await complete([], DraftReading)
        return caught.value

    assert asyncio.run(run()).cap == "max_calls"


def test_no_call_at_all_may_be_allowed():
    with pytest.raises(BudgetError):
        asyncio.run(paying(ScriptedModel(), Budget(max_calls=0))([], DraftReading))


def test_a_question_that_got_no_answer_is_not_charged_for():
    async def run():
        complete = paying(ScriptedModel(*[TransientError("busy")] * 5, "x"), Budget(max_cost=3.0))
        for _ in range(5):
            with pytest.raises(TransientError):
                await complete([], DraftReading)
        return await complete([], DraftReading)

    assert asyncio.run(run()).content == "x"


def test_where_calls_under_way_may_leave_enough_the_next_waits_for_them():
    async def run():
        at_once = []

        async def slow(_messages, _answer, /):
            at_once.append(1)
            most.append(len(at_once))
            await asyncio.sleep(0)
            at_once.pop()
            return Completion("x", None, "stop", 1, 1)

        most = []
        complete = paying(slow, Budget(max_cost=6.1))
        await asyncio.gather(*(complete([], DraftReading) for _ in range(20)))
        return most

    most = asyncio.run(run())
    assert len(most) == 20
    assert max(most) == 2


@pytest.mark.parametrize("seed", range(20))
def test_many_at_once_never_cost_more_than_the_cap(seed):
    draw = random.Random(seed)  # noqa: S311  no secret
    spent, refused = [], []

    async def answer(_messages, _answer, /):
        for _ in range(draw.randrange(4)):
            await asyncio.sleep(0)
        if draw.random() < 0.2:
            raise TransientError("busy")
        used = draw.choice([(0, 0), (7, 0), (draw.randint(1, 1_000_000), draw.randint(1, 1_000_000))])
        spent.append(PRICE.of(*(used if all(used) else (1_000_000, 1_000_000))))
        return Completion("x", None, "stop", *used)

    async def one(complete):
        try:
            await complete([], DraftReading)
        except TransientError:
            pass
        except BudgetError:
            refused.append(1)

    async def run():
        complete = paying(answer, Budget(max_cost=20.0))
        await asyncio.gather(*(one(complete) for _ in range(64)))

    asyncio.run(run())
    assert refused
    assert sum(spent) <= 20.0
    assert sum(spent) > 14.0


@pytest.mark.parametrize(
    ("completion", "cost"),
    [
        (Completion("x", None, "stop", 1_000_000, 500_000), 2.0),
        (Completion("x", None, "stop", 1_000_000, 500_000, cached_tokens=1_000_000), 1.5),
        (Completion("", None, "stop", 1_000_000, 0), 1.0),
        (Completion("x", None, "stop", 0, 500_000), None),
        (Completion("x", None, "stop", 1_000_000, 0), None),
    ],
    ids=["counted", "prompt at hand", "empty answer", "prompt not counted", "answer not counted"],
)
def test_a_completion_says_what_it_cost_where_its_tokens_are_counted(completion, cost):
    complete = paying(ScriptedModel(completion), Budget())
    assert asyncio.run(complete([], DraftReading)).cost_usd == cost


@pytest.mark.parametrize(
    ("told", "cached"),
    [({"cached_tokens": 64}, 64), ({"cached_tokens": -1}, 0), ({"cached_tokens": "x"}, 0), (None, 0), ([], 0)],
)
def test_an_envelope_tells_how_much_of_the_prompt_was_at_hand(told, cached):
    usage = b'"usage": {"prompt_tokens": 100, "completion_tokens": 1, "prompt_tokens_details": %s}'
    raw = (
        b'{"choices": [{"message": {"content": "x"}}], '
        + usage % str(told).replace("'", '"').replace("None", "null").encode()
    )
    assert read_envelope(raw + b"}").cached_tokens == cached


def test_usage_counts_calls_apart_from_what_needed_none():
    paid = Completion("x", None, "stop", 100, 10, cost_usd=0.25)
    usage = Usage()
    for completion in (paid._replace(cached=True), paid, paid):
        usage = add_completion(usage, completion)
    assert usage == Usage(calls=2, cached=1, prompt_tokens=200, completion_tokens=20, cost_usd=0.5)


@pytest.mark.parametrize("place", range(3))
def test_one_cost_that_is_not_known_makes_the_sum_unknown(place):
    completions = [Completion("x", None, "stop", 100, 10, cost_usd=0.25)] * 2
    completions.insert(place, Completion("x"))
    usage = Usage()
    for completion in completions:
        usage = add_completion(usage, completion)
    assert usage.cost_usd is None
    assert usage.calls == 3


def test_what_was_stored_costs_nothing():
    assert add_completion(Usage(), Completion("x", cached=True)).cost_usd == 0.0


@pytest.mark.parametrize(
    ("fields", "price"),
    [
        ({}, Price(0.75, 0.075, 4.5)),
        ({"price_input": 0.1, "price_output": 0.2}, Price(0.1, 0.1, 0.2)),
        ({"base_url": "http://127.0.0.1:9/v1"}, None),
        ({"base_url": "http://127.0.0.1:9/v1", "price_input": 0.0, "price_output": 0.0}, Price(0.0, 0.0, 0.0)),
    ],
    ids=["table", "set", "another host", "set for another host"],
)
def test_a_price_is_what_is_set_else_what_the_table_says(fields, price):
    assert price_of(HOSTED.model_copy(update=fields), DEFAULT_MODEL) == price


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"price_input": 0.1}, "only one"),
        ({"price_output": 0.1}, "only one"),
        ({"model": "by-hand", "max_cost": 1.0}, "what by-hand costs there is not known"),
    ],
)
def test_a_cap_without_a_price_and_half_a_price_are_wrong_usage(fields, words):
    with pytest.raises(SettingsError, match=words) as caught:
        connect(HOSTED.model_copy(update=fields))
    assert "US dollars per million tokens" in caught.value.mend


@pytest.mark.parametrize(
    ("fields", "sent"),
    [({}, None), ({"max_cost": 1.0}, LONGEST_ANSWER), ({"max_cost": 1.0, "max_output_tokens": 7}, 7)],
)
def test_answers_are_bounded_where_their_cost_is(fields, sent):
    assert with_bounded_answers(HOSTED.model_copy(update=fields)).max_output_tokens == sent


def test_what_a_budget_forbids_is_a_failure_and_the_usage_names_the_cap():
    engine = ModelEngine(Questions(paying(ScriptedModel(draft_reading()), Budget(max_calls=1))), "m")
    assert isinstance(asyncio.run(engine.read(ARTICLE)), Reading)
    outcome = asyncio.run(engine.read(ARTICLE))
    assert isinstance(outcome, Failure)
    assert "--max-calls" in outcome.reason
    assert engine.usage.cap == "max_calls"
    assert engine.usage.calls == 1


def test_what_was_accepted_is_kept_where_a_budget_forbids_to_ask_again():
    draft = draft_reading([draft_claim("The bridge closed.", [1]), draft_claim("It closed.", [7])])
    engine = ModelEngine(Questions(paying(ScriptedModel(draft), Budget(max_calls=1))), "m")
    reading = asyncio.run(engine.read(ARTICLE))
    assert [claim.id for claim in reading.claims] == ["a1.c1"]
    assert [failure.stage for failure in reading.failures] == ["claims"]
    assert engine.usage.cap == "max_calls"
