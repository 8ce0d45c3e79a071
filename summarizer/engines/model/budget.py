"""What a run may still cost: reserved before a call by the most that it can cost, settled after it by what it did.

A call is a question that is put to the endpoint, with all the attempts that trouble on the way makes necessary.
"""

import asyncio
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from pydantic import BaseModel

from summarizer.engines.model.client import Complete
from summarizer.engines.model.replies import Completion
from summarizer.errors import BudgetError, SettingsError
from summarizer.models import Usage
from summarizer.pricing import Price, find_batch_factor, find_price
from summarizer.prompts import Message

if TYPE_CHECKING:
    from summarizer.settings import Settings

LONGEST_ANSWER = 16_000  # tokens; six times the longest answer in cassettes/, with room for reasoning before it
_EXACT = 10**12  # parts of a US dollar in which what is held is counted
_DIGITS = 9  # of a cost in US dollars: a thousandth of what the cheapest token costs

Measure = Callable[[Sequence[Message], type[BaseModel]], int]
"""The most tokens that a question can have."""


def batch_price_of(settings: "Settings", model: str) -> Price | None:
    """Say what the model costs in a batch: as `price_of`, less where the settings or the table know of a discount.

    Without one it is taken to cost in a batch what it costs else.

    Raises:
        SettingsError: as `price_of` does.
    """
    price = price_of(settings, model)
    factor = settings.batch_factor
    if factor is None and settings.price_input is None:
        factor = find_batch_factor(settings.address)
    return price if price is None or factor is None else price.times(factor)


def price_of(settings: "Settings", model: str) -> Price | None:
    """Say what the model costs: as the settings say, else as the table does; None where it is not known.

    Raises:
        SettingsError: only one of the two prices is set, or there is a cap on cost without a price to hold it by.
    """
    given = settings.price_input, settings.price_output
    if given[0] is not None and given[1] is not None:
        return Price(given[0], given[0], given[1])
    if given != (None, None):
        raise SettingsError(
            "only one of price_input and price_output is set", "set both, in US dollars per million tokens, or neither"
        )
    price = find_price(model, settings.address)
    if price is None and settings.max_cost is not None:
        raise SettingsError(
            f"--max-cost is set, and what {model} costs there is not known",
            "set price_input and price_output, in US dollars per million tokens, or use --max-calls",
        )
    return price


def longest_answer(settings: "Settings") -> int:
    """Say how many tokens an answer is reckoned to have at most."""
    return settings.max_output_tokens or LONGEST_ANSWER


def with_bounded_answers(settings: "Settings") -> "Settings":
    """Have answers bounded where cost is: without a bound nothing can be reserved."""
    if settings.max_cost is None or settings.max_output_tokens is not None:
        return settings
    return settings.model_copy(update={"max_output_tokens": LONGEST_ANSWER})


class Budget:
    """A cap on cost and one on calls; either may be None.

    Args:
        max_cost: US dollars.
        max_calls: calls.
    """

    def __init__(self, *, max_cost: float | None = None, max_calls: int | None = None) -> None:
        self._max_cost = max_cost
        self._max_calls = max_calls
        self._calls = 0
        self._spent = 0.0
        self._held = 0  # in millionths of a millionth: whole numbers, for floats would not come back to nothing
        self._settled = asyncio.Event()

    async def reserve(self, most: float) -> None:
        """Take a call and its cost out of the budget; waits where calls that are under way may leave enough.

        Raises:
            BudgetError: if it does not fit.
        """
        while True:
            if self._max_calls is not None and self._calls >= self._max_calls:
                raise BudgetError(
                    f"the cap of {self._max_calls:,} calls is reached", "raise --max-calls", cap="max_calls"
                )
            if self.reserve_now(most):
                break
            if not self._held or not self._fits(most, 0.0):
                raise BudgetError(
                    f"it could cost {most:.4f} USD, and {self._max_cost} USD is the cap, of which "
                    f"{self._spent:.4f} USD are spent",
                    "raise --max-cost, or lower the setting max_output_tokens",
                    cap="max_cost",
                )
            self._settled.clear()
            await self._settled.wait()

    def reserve_now(self, most: float) -> bool:
        """Take a call and its cost out of the budget if it fits beside all that is held."""
        is_call_left = self._max_calls is None or self._calls < self._max_calls
        if not (is_call_left and self._fits(most, self._held / _EXACT)):
            return False
        self.hold(most)
        return True

    def hold(self, most: float) -> None:
        """Take a call and its cost out of the budget whether it fits or not, as one that an earlier run made."""
        self._calls += 1
        self._held += round(most * _EXACT)

    def settle(self, most: float, spent: float) -> None:
        """Put back what a call did not cost; `most` is what was reserved for it."""
        self._held -= round(most * _EXACT)
        self._spent += spent
        self._settled.set()

    def _fits(self, most: float, held: float) -> bool:
        return self._max_cost is None or self._spent + held + most <= self._max_cost


def within(budget: Budget, complete: Complete, price: Price | None, measure: Measure, longest: int) -> Complete:
    """Make a completion function that keeps within a budget and prices each completion.

    Args:
        budget: what may be spent.
        complete: the function that is paid for.
        price: what its tokens cost, if that is known.
        measure: the most tokens that a question can have.
        longest: the most tokens that an answer can have.
    """

    async def paid(messages: Sequence[Message], answer: type[BaseModel], /) -> Completion:
        most = price.of(measure(messages, answer), longest) if price else 0.0
        await budget.reserve(most)
        spent = 0.0  # a question that got no answer is not charged for
        try:
            completion = await complete(messages, answer)
            cost = cost_of(completion, price)
            spent = most if cost is None else cost
        finally:
            budget.settle(most, spent)
        return completion._replace(cost_usd=cost)

    return paid


def cost_of(completion: Completion, price: Price | None) -> float | None:
    """Reckon what a completion cost; None where the price, or a count of tokens, is not known."""
    uncounted = not completion.prompt_tokens or (completion.content and not completion.completion_tokens)
    if price is None or uncounted:
        return None
    return price.of(completion.prompt_tokens, completion.completion_tokens, cached=completion.cached_tokens)


def add_completion(usage: Usage, completion: Completion) -> Usage:
    """Count a completion; one that came without a call costs nothing, and one whose cost is not known makes all unknown."""
    known = usage.cost_usd if usage.calls or usage.cached else 0.0
    if completion.cached:
        return usage.model_copy(update={"cached": usage.cached + 1, "cost_usd": known})
    cost = None if known is None or completion.cost_usd is None else round(known + completion.cost_usd, _DIGITS)
    return usage.model_copy(
        update={
            "calls": usage.calls + 1,
            "prompt_tokens": usage.prompt_tokens + completion.prompt_tokens,
            "completion_tokens": usage.completion_tokens + completion.completion_tokens,
            "cost_usd": cost,
        }
    )
