"""The questions that a model is asked: each by its prompt, its cost counted, its answer accepted or a failure."""

from collections.abc import Mapping, Sequence
from typing import Generic, NamedTuple, TypeVar

from pydantic import BaseModel

from summarizer.engines.model.ask import Accepted, Answered, Wanted, ask
from summarizer.engines.model.budget import add_completion
from summarizer.engines.model.client import Complete
from summarizer.engines.model.drafts import (
    DraftBrief,
    DraftCheck,
    DraftComparison,
    DraftJudgement,
    DraftReading,
    DraftSummary,
)
from summarizer.engines.model.replies import Completion
from summarizer.engines.model.schema import strict_schema
from summarizer.errors import AccessError, AnswerError, BudgetError, CutOffError, EngineError
from summarizer.models import Failure, Usage
from summarizer.prompts import Message, Prompt, load_prompts

DRAFTS: dict[str, type[BaseModel]] = {
    "read": DraftReading,
    "brief": DraftBrief,
    "sum_up": DraftSummary,
    "compare": DraftComparison,
    "judge": DraftJudgement,
    "second_look": DraftJudgement,
    "check": DraftCheck,
}
"""From a prompt's name to the type of its answer; a front matter that names another type is an error."""
LARGEST_PROMPT = 300_000  # characters: some 75,000 tokens of English, which a window of 128,000 holds with its answer

_Draft = TypeVar("_Draft", bound=BaseModel)
_Result = TypeVar("_Result")


class Question(NamedTuple, Generic[_Draft, _Result]):
    """A question by a prompt's name and inputs, what its answer should be, and what it becomes if there is none."""

    name: str
    wanted: Wanted[_Draft, _Result]
    failure: Failure
    values: dict[str, str]


class Questions:
    """Asks by prompt and counts what all answers cost, those that were not accepted among them.

    Args:
        complete: the function that brings a reply; a test or a cache gives its own.
        prompts: what is asked, by name; ours by default.
        answered: told of each answer.
    """

    def __init__(
        self, complete: Complete, prompts: Mapping[str, Prompt] | None = None, answered: Answered | None = None
    ) -> None:
        self._complete = complete
        self._prompts = load_prompts() if prompts is None else prompts
        self._answered = answered
        self.usage = Usage()

    @property
    def versions(self) -> dict[str, str]:
        """The version of each prompt, by its name."""
        return {name: self._prompts[name].version(strict_schema(draft)) for name, draft in DRAFTS.items()}

    async def put(self, question: Question[_Draft, _Result]) -> Accepted[_Result] | Failure:
        """Render a prompt and ask it; whatever is not answered becomes the question's failure, with its reason.

        Raises:
            AccessError: the endpoint refuses the key or the quota is used up.
            CutOffError: the answer was cut off for its length, and the caller can split its question.
        """
        messages = self._prompts[question.name].render(**question.values)
        size = sum(len(message.content) for message in messages)
        if size > LARGEST_PROMPT:
            reason = f"its prompt would have {size:,} characters, and {LARGEST_PROMPT:,} are the most that is sent"
            return question.failure.model_copy(update={"reason": reason})
        try:
            return await ask(self._counted, messages, question.wanted, self._answered)
        except AccessError:
            raise
        except AnswerError as error:
            if question.wanted.can_split and isinstance(error, CutOffError):
                raise
            reason = f"the model's answer was not accepted: {error.cause}"
        except EngineError as error:
            reason = "; ".join(filter(None, (error.cause, error.mend)))
        return question.failure.model_copy(update={"reason": reason})

    async def _counted(self, messages: Sequence[Message], answer: type[BaseModel], /) -> Completion:
        try:
            completion = await self._complete(messages, answer)
        except BudgetError as error:
            self.usage = self.usage.model_copy(update={"cap": error.cap})
            raise
        self.usage = add_completion(self.usage, completion)
        return completion
