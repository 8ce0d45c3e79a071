"""The one policy of asking the same again because the network or the server failed.

Only a `TransientError` is tried again. The wait is drawn between zero and a doubling ceiling ("full jitter"; M. Brooker,
Exponential Backoff and Jitter, AWS Architecture Blog 2015), so that many clients do not come back at once. Where the
endpoint says how long to wait, that is kept to, plus a little jitter.
"""

import asyncio
import random
from collections.abc import Awaitable, Callable
from typing import TypeVar

from summarizer.errors import TransientError

FIRST_CEILING = 1.0  # seconds; most overloads are shorter than a second
LAST_CEILING = 30.0  # seconds; beyond it a person would rather be told
COURTESY = 1.0  # seconds of jitter after a Retry-After, lest all that were told the same come back together

Sleep = Callable[[float], Awaitable[None]]
_Answer = TypeVar("_Answer")


async def retrying(
    call: Callable[[], Awaitable[_Answer]], *, attempts: int, deadline: float, sleep: Sleep = asyncio.sleep
) -> _Answer:
    """Call until it answers, its attempts are used up, or the next wait would end after the deadline.

    Args:
        call: what to try; its `TransientError` is tried again, all else is raised at once.
        attempts: calls at most.
        deadline: seconds from the first call; a wait that would end later is not begun.
        sleep: how to wait.

    Raises:
        TransientError: the last one, when it is given up.
    """
    from tenacity import AsyncRetrying, retry_if_exception_type, stop_after_attempt, stop_before_delay

    policy = AsyncRetrying(
        retry=retry_if_exception_type(TransientError),
        stop=stop_after_attempt(attempts) | stop_before_delay(deadline),
        wait=lambda state: _wait(state.attempt_number, state.outcome.exception() if state.outcome else None),
        sleep=sleep,
        reraise=True,
    )

    async def attempt() -> _Answer:  # tenacity awaits what it can see is asynchronous
        return await call()

    return await policy(attempt)


def _wait(attempt: int, error: BaseException | None) -> float:
    asked = error.retry_after if isinstance(error, TransientError) else None
    if asked is not None:
        return asked + random.uniform(0, COURTESY)  # noqa: S311  jitter, no secret
    return random.uniform(0, min(LAST_CEILING, FIRST_CEILING * 2 ** (attempt - 1)))  # noqa: S311  same
