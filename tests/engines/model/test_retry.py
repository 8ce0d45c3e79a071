import asyncio

import pytest

from summarizer.engines.model import retry
from summarizer.engines.model.retry import retrying
from summarizer.errors import AccessError, AnswerError, TransientError


def attempt(errors, attempts=5, deadline=600.0):
    """Call what fails as told: the calls it took, the waits, and the result or the error."""
    left, waits, calls = list(errors), [], []

    async def call():
        calls.append(1)
        if left:
            raise left.pop(0)
        return "answer"

    async def note(seconds):
        waits.append(seconds)

    try:
        result = asyncio.run(retrying(call, attempts=attempts, deadline=deadline, sleep=note))
    except Exception as error:  # noqa: BLE001  any of them is the result
        result = error
    return len(calls), waits, result


def test_what_may_pass_is_tried_again():
    calls, waits, result = attempt([TransientError("busy")] * 3)
    assert (calls, len(waits), result) == (4, 3, "answer")


@pytest.mark.parametrize("error", [AccessError("no"), AnswerError("no"), ValueError("no")])
def test_all_else_is_raised_at_once(error):
    assert attempt([error]) == (1, [], error)


def test_the_last_error_is_raised_when_the_attempts_are_used_up():
    errors = [TransientError(str(number)) for number in range(9)]
    assert attempt(errors, attempts=3)[2] is errors[2]


def test_the_ceilings_double_up_to_the_last(monkeypatch):
    ceilings = []
    monkeypatch.setattr(retry.random, "uniform", lambda low, high: ceilings.append((low, high)) or high)
    attempt([TransientError("busy")] * 7, attempts=8)
    assert ceilings == [(0, 1), (0, 2), (0, 4), (0, 8), (0, 16), (0, 30), (0, 30)]


def test_the_time_that_the_endpoint_asks_for_is_kept_to(monkeypatch):
    monkeypatch.setattr(retry.random, "uniform", lambda _, high: high)
    assert attempt([TransientError("busy", retry_after=200.0)])[1] == [201.0]


def test_a_wait_that_ends_after_the_deadline_is_not_begun():
    error = TransientError("busy", retry_after=700.0)
    assert attempt([error]) == (1, [], error)
