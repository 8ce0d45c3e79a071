import asyncio
from contextlib import suppress

import pytest
from pydantic import BaseModel
from scripted import ScriptedModel

from summarizer.engines.model.ask import Accepted, Rejected, Wanted, ask
from summarizer.engines.model.replies import Completion
from summarizer.errors import AnswerError, RefusedError, TransientError
from summarizer.prompts import Message

QUESTION = [Message("system", "Name even numbers.\n"), Message("user", "Go.\n")]


class Number(BaseModel):
    n: int


class Numbers(BaseModel):
    title: str
    numbers: list[Number]


def even(draft):
    kept = [number.n for number in draft.numbers if number.n % 2 == 0]
    rejected = tuple(Rejected("numbers", f"{number.n} is odd.") for number in draft.numbers if number.n % 2)
    return Accepted(kept, len(kept), rejected)


def put(model):
    return asyncio.run(ask(model, QUESTION, Wanted(Numbers, even)))


def answer(*numbers, title="t"):
    return {"title": title, "numbers": [{"n": number} for number in numbers]}


def test_an_accepted_answer_is_asked_for_once():
    model = ScriptedModel(answer(2, 4))
    assert put(model).value == [2, 4]
    assert len(model.asked) == 1


def test_nothing_is_a_valid_answer():
    model = ScriptedModel(answer())
    assert put(model) == Accepted([], 0)
    assert len(model.asked) == 1


def test_a_rejected_answer_is_asked_for_again_with_the_reasons():
    model = ScriptedModel(answer(2, 3), answer(2, 4))
    assert put(model).value == [2, 4]
    again = model.asked[1][0]
    assert [message.role for message in again] == ["system", "user", "assistant", "user"]
    assert again[:2] == QUESTION
    assert '"n": 3' in again[2].content
    assert "- 3 is odd." in again[3].content


def test_it_is_asked_again_once_and_what_holds_is_kept():
    model = ScriptedModel(answer(1, 2), answer(2, 3), answer(4))
    found = put(model)
    assert found.value == [2]
    assert found.rejected == (Rejected("numbers", "3 is odd."),)
    assert len(model.asked) == 2


def test_the_better_of_two_answers_is_taken():
    found = put(ScriptedModel(answer(2, 4, 5), answer()))
    assert found.value == [2, 4]
    assert [rejected.reason for rejected in found.rejected] == ["5 is odd."]


def test_a_second_answer_that_can_not_be_read_does_not_lose_the_first():
    assert put(ScriptedModel(answer(2, 3), "what?")).value == [2]


def test_a_malformed_item_is_named_and_the_others_are_kept():
    bad = {"title": "t", "numbers": [{"n": 2}, {"n": "two"}, {"m": 4}, {"n": 6}]}
    model = ScriptedModel(bad, bad)
    found = put(model)
    assert found.value == [2, 6]
    assert [rejected.field for rejected in found.rejected] == ["numbers", "numbers"]
    assert "- numbers, number 2, n: Input should be" in model.asked[1][0][3].content


@pytest.mark.parametrize("bad", ["no", "{}", '{"title": "t", "numbers": 5}', '{"title": 5, "numbers": []}'])
def test_two_answers_that_do_not_hold_at_all_are_an_error(bad):
    model = ScriptedModel(bad, bad)
    with pytest.raises(AnswerError):
        put(model)
    assert len(model.asked) == 2


def test_an_answer_that_was_cut_off_is_not_sent_back():
    model = ScriptedModel(Completion('{"title": "abc', None, "length"), answer(2))
    assert put(model).value == [2]
    again = model.asked[1][0]
    assert [message.role for message in again] == ["system", "user"]
    assert "cut off" in again[1].content
    assert again[1].content.startswith("Go.\n")


@pytest.mark.parametrize("error", [TransientError("busy"), RefusedError("no")])
def test_what_is_no_answer_is_not_asked_again_here(error):
    model = ScriptedModel(error)
    with pytest.raises(type(error)):
        put(model)
    assert len(model.asked) == 1


def test_many_reasons_are_told_up_to_a_bound():
    model = ScriptedModel(answer(*range(1, 201, 2)), answer(2))
    put(model)
    assert model.asked[1][0][3].content.count("is odd") == 20


@pytest.mark.parametrize(
    ("answers", "told"),
    [
        pytest.param([answer(2)], [Accepted([2], 1)], id="accepted"),
        pytest.param(
            [answer(2, 3), answer(4)],
            [Accepted([2], 1, (Rejected("numbers", "3 is odd."),)), Accepted([4], 1)],
            id="rejected in part, then accepted",
        ),
        pytest.param(["what?", answer(4)], [AnswerError, Accepted([4], 1)], id="rejected whole, then accepted"),
        pytest.param(["what?", "what?"], [AnswerError, AnswerError], id="rejected whole twice"),
        pytest.param([Completion(refusal="no")], [RefusedError], id="declined"),
    ],
)
def test_a_listener_is_told_of_each_answer_and_of_what_came_of_it(answers, told):
    heard = []
    with suppress(AnswerError, RefusedError):
        asyncio.run(ask(ScriptedModel(*answers), QUESTION, Wanted(Numbers, even), lambda *parts: heard.append(parts)))
    outcomes = [outcome for _, outcome in heard]
    assert [one if isinstance(one, Accepted) else type(one) for one in outcomes] == told
    assert all(isinstance(completion, Completion) for completion, _ in heard)
