"""The policies of how many calls there may be: a refusal halves, success grows, a rate is kept to."""

import asyncio

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarizer.engines.model.pace import BURST, FIRST_LIMIT, Pace, Rate
from summarizer.engines.model.throttle import Throttle
from summarizer.settings import Settings


def played(pace, events):
    """Play ends of calls, "+" for an answer and "-" for a refusal, each begun when the one before had ended."""
    limits = []
    for event in events:
        began = pace.begin()
        (pace.succeeded if event == "+" else pace.refused)(began)
        limits.append(pace.limit)
    return limits


@pytest.mark.parametrize(
    ("ceiling", "events", "limit"),
    [
        (64, "", FIRST_LIMIT),
        (3, "", 3),
        (64, "++++", 12),
        (10, "++++", 10),
        (64, "-", 4),
        (64, "--", 2),
        (64, "------", 1),
        (64, "-++++", 4),
        (64, "-+++++", 5),
        (64, "++++++++-", 8),
    ],
)
def test_the_limit_doubles_in_a_round_until_the_first_refusal_and_grows_by_one_after_it(ceiling, events, limit):
    pace = Pace(ceiling)
    played(pace, events)
    assert pace.limit == limit


def test_refusals_of_one_crowd_halve_once():
    pace = Pace(64)
    crowd = [pace.begin() for _ in range(8)]
    for began in crowd:
        pace.refused(began)
    assert pace.limit == 4
    pace.succeeded(crowd[0])
    assert pace.limit == 4
    pace.refused(pace.begin())
    assert pace.limit == 2


@given(st.integers(1, 200), st.text("+-", max_size=300))
def test_the_limit_stays_between_one_and_the_ceiling(ceiling, events):
    assert all(1 <= limit <= ceiling for limit in played(Pace(ceiling), events))


class Clock:
    def __init__(self):
        self.now = 0.0

    def __call__(self):
        return self.now


@given(st.integers(1, 6000), st.lists(st.floats(0, 5), min_size=1, max_size=80))
def test_no_minute_gets_more_than_its_share_and_the_burst(per_minute, pauses):
    clock, starts = Clock(), []
    rate = Rate(per_minute, clock)
    for pause in pauses:
        clock.now += pause
        starts.append(clock.now + rate.take(1))
    for begin in starts:
        within = sum(begin <= start < begin + 60 for start in starts)
        assert within <= per_minute + max(1.0, per_minute / 60 * BURST) + 1


def test_what_was_not_used_is_given_back_and_what_was_used_beyond_is_taken():
    clock = Clock()
    rate = Rate(60, clock)
    assert rate.take(61) == pytest.approx(60)
    rate.give_back(30)
    assert rate.take(0) == pytest.approx(30)
    rate.give_back(-10)
    assert rate.take(0) == pytest.approx(40)
    clock.now = 40.0
    assert rate.take(0) == 0.0


def test_no_more_calls_are_under_way_than_the_limit_and_all_get_their_turn():
    async def work():
        throttle, under_way, most, done = Throttle(Pace(3)), 0, 0, []

        async def call(number):
            nonlocal under_way, most
            async with throttle.slot():
                under_way += 1
                most = max(most, under_way)
                await asyncio.sleep(0)
                under_way -= 1
                done.append(number)

        await asyncio.gather(*(call(number) for number in range(20)))
        return most, done

    assert asyncio.run(work()) == (3, list(range(20)))


def test_a_call_that_is_cancelled_while_it_waits_leaves_its_place_to_others():
    async def work():
        throttle = Throttle(Pace(1))
        release = asyncio.Event()

        async def hold():
            async with throttle.slot():
                await release.wait()

        async def pass_through():
            async with throttle.slot():
                return True

        first = asyncio.create_task(hold())
        await asyncio.sleep(0)
        cancelled, last = asyncio.create_task(pass_through()), asyncio.create_task(pass_through())
        await asyncio.sleep(0)
        release.set()
        await asyncio.sleep(0)  # the first has left, and woken the one that is cancelled now
        cancelled.cancel()
        await first
        return await last

    assert asyncio.run(asyncio.wait_for(work(), 10)) is True


@pytest.mark.parametrize(
    ("limits", "waits"),
    [
        ({"requests_per_minute": 60}, [1.0, 2.0]),
        ({"tokens_per_minute": 60_000}, [2.0, 4.0, 6.0]),
        ({}, []),
    ],
)
def test_attempts_wait_for_the_rates_of_the_settings(limits, waits):
    async def work():
        slept = []

        async def sleep(seconds):
            slept.append(round(seconds, 3))

        throttle = Throttle.of(Settings(**limits), sleep, Clock())
        for _ in range(3):
            async with throttle.attempt(1_500):
                pass
        return slept

    assert asyncio.run(work()) == ([2.0, 5.0, 8.0] if "tokens_per_minute" in limits else waits)


def test_tokens_are_reckoned_by_what_answers_had_and_settled_by_what_they_have():
    async def work():
        slept = []

        async def sleep(seconds):
            slept.append(round(seconds, 3))

        throttle = Throttle(Pace(8), None, Rate(60_000, Clock()), sleep=sleep)
        async with throttle.attempt(500) as attempt:
            attempt.tokens = (400, 1_500)
        async with throttle.attempt(100):
            pass
        return slept

    # the first is reckoned at 500 + 1,500 of the 1,000 at hand; it used 1,900, and the second is reckoned at 1,600
    assert asyncio.run(work()) == [1.0, 2.5]
