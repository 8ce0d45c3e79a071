"""Calls held back until they may go: by how many are under way, and by how many may begin a minute."""

import asyncio
import time
from collections import deque
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING, Self

from summarizer.engines.model.pace import Pace, Rate
from summarizer.engines.model.retry import Sleep

if TYPE_CHECKING:
    from summarizer.settings import Settings

FIRST_ANSWER = 1_500  # tokens that an answer is reckoned to have before the first has come: a reading of 15 claims
SHARE_OF_NEW = 0.1  # of each answer in the running mean of their tokens


class Throttle:
    """Holds calls back; told of each end, it learns how many the endpoint takes.

    Args:
        pace: how many may be under way.
        requests: how many may begin a minute, if that is limited.
        tokens: how many tokens they may have a minute, if that is limited.
        sleep: how to wait.
    """

    def __init__(
        self, pace: Pace, requests: Rate | None = None, tokens: Rate | None = None, *, sleep: Sleep = asyncio.sleep
    ) -> None:
        self._pace, self._requests, self._tokens, self._sleep = pace, requests, tokens, sleep
        self._under_way = 0
        self._waiting: deque[asyncio.Future[None]] = deque()
        self._answer = float(FIRST_ANSWER)

    @classmethod
    def of(cls, settings: "Settings", sleep: Sleep, clock: Callable[[], float] = time.monotonic) -> Self:
        """Make the one that the settings ask for."""
        requests, tokens = settings.requests_per_minute, settings.tokens_per_minute
        return cls(
            Pace(settings.concurrency),
            None if requests is None else Rate(requests, clock),
            None if tokens is None else Rate(tokens, clock),
            sleep=sleep,
        )

    @asynccontextmanager
    async def slot(self) -> AsyncIterator[None]:
        """Wait until a call may be under way, and be one of them."""
        await self._enter()
        try:
            yield
        finally:
            self._under_way -= 1
            self._wake()

    @asynccontextmanager
    async def attempt(self, prompt_tokens: int) -> AsyncIterator["Attempt"]:
        """Wait until a request may begin; how it ends is told to what is given.

        Args:
            prompt_tokens: about how many it has.
        """
        reckoned = prompt_tokens + self._answer
        wait = max(
            self._requests.take(1) if self._requests else 0.0, self._tokens.take(reckoned) if self._tokens else 0.0
        )
        if wait:
            await self._sleep(wait)
        attempt = Attempt(self._pace.begin())
        try:
            yield attempt
        finally:
            self._settle(attempt, reckoned)

    def _settle(self, attempt: "Attempt", reckoned: float) -> None:
        if attempt.is_refused:
            self._pace.refused(attempt.began)
        elif attempt.tokens is not None:
            prompt, answer = attempt.tokens
            if answer:
                self._answer += SHARE_OF_NEW * (answer - self._answer)
            if self._tokens and prompt:
                self._tokens.give_back(reckoned - prompt - answer)
            self._pace.succeeded(attempt.began)
            self._wake()

    async def _enter(self) -> None:
        if self._under_way < self._pace.limit and not self._waiting:
            self._under_way += 1
            return
        turn: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._waiting.append(turn)
        try:
            await turn
        except asyncio.CancelledError:
            if turn.done() and not turn.cancelled():  # its turn had come: pass it on
                self._under_way -= 1
                self._wake()
            raise

    def _wake(self) -> None:
        while self._waiting and self._under_way < self._pace.limit:
            turn = self._waiting.popleft()
            if not turn.done():
                self._under_way += 1
                turn.set_result(None)


class Attempt:
    """One request and how it ended: refused for there were too many, answered with so many tokens, or neither."""

    def __init__(self, began: int) -> None:
        self.began = began
        self.is_refused = False
        self.tokens: tuple[int, int] | None = None
