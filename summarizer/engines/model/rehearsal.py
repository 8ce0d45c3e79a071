"""A run in which nothing is sent: each question is noted, and refused in the endpoint's place."""

from collections.abc import Sequence

from pydantic import BaseModel

from summarizer.engines.model.budget import Measure
from summarizer.engines.model.replies import Completion
from summarizer.errors import EngineError
from summarizer.prompts import Message


class NotSentError(EngineError):
    """A question that was noted instead of sent."""


class Rehearsal:
    """A completion function that notes the most tokens that each question can have.

    Args:
        measure: tells that.
    """

    def __init__(self, measure: Measure) -> None:
        self._measure = measure
        self.noted: list[int] = []

    async def complete(self, messages: Sequence[Message], answer: type[BaseModel], /) -> Completion:
        """Note a question.

        Raises:
            NotSentError: always.
        """
        self.noted.append(self._measure(messages, answer))
        raise NotSentError("nothing is sent")
