"""A run in which nothing is sent: each question is noted, and refused in the endpoint's place."""

from collections.abc import Callable, Sequence
from typing import Generic, TypeVar

from pydantic import BaseModel

from summarizer.engines.model.replies import Completion
from summarizer.errors import EngineError
from summarizer.prompts import Message

_Noted = TypeVar("_Noted")


class NotSentError(EngineError):
    """A question that was noted instead of sent."""


class Rehearsal(Generic[_Noted]):
    """A completion function that notes something of each question.

    Args:
        note: makes that of a question, as the most tokens that it can have.
    """

    def __init__(self, note: Callable[[Sequence[Message], type[BaseModel]], _Noted]) -> None:
        self._note = note
        self.noted: list[_Noted] = []

    async def complete(self, messages: Sequence[Message], answer: type[BaseModel], /) -> Completion:
        """Note a question.

        Raises:
            NotSentError: always.
        """
        self.noted.append(self._note(messages, answer))
        raise NotSentError("nothing is sent")
