"""Ask a model until its answer is accepted, or it was asked often enough.

This is the second kind of "again" and has nothing to do with the network: the model answered, something in the answer
does not hold, and it is asked once more with the reasons, which are written for it to read.
"""

from collections.abc import Callable, Sequence
from typing import Any, Generic, NamedTuple, TypeVar

from pydantic import BaseModel, ValidationError

from summarizer.engines.model.client import Complete, Sent
from summarizer.engines.model.replies import Completion, answered_text, find_object
from summarizer.errors import AnswerError, BudgetError, CutOffError, EngineError
from summarizer.prompts import Message

REASKS = 1  # practice has it that a model mends what it can the first time; more only costs
MOST_REASONS = 20  # told at once; beyond them the answer is wrong as a whole
LONGEST_ECHO = 60_000  # characters of a rejected answer that are sent back; longer ones are not worth their tokens

_Draft = TypeVar("_Draft", bound=BaseModel)
_Result = TypeVar("_Result")


class Rejected(NamedTuple):
    """A part of an answer that does not hold: the field it stands in, and why not, for the model to read."""

    field: str
    reason: str


class Accepted(NamedTuple, Generic[_Result]):
    """What could be accepted of an answer: the value, how many items it keeps, and what was rejected."""

    value: _Result
    kept: int
    rejected: tuple[Rejected, ...] = ()


Answered = Callable[[Completion, Accepted[Any] | EngineError], None]
"""Told of each answer and of what came of it: what was accepted of it, or why it was not."""


class Watch(NamedTuple):
    """Who is told of what goes out and what comes back."""

    sent: Sent
    answered: Answered


class Wanted(NamedTuple, Generic[_Draft, _Result]):
    """What an answer should be: its type, and the function that holds it against what was asked about.

    `can_split` says that the caller can ask for less at once, and is told where an answer is cut off for its length.
    """

    draft: type[_Draft]
    accept: Callable[[_Draft], Accepted[_Result]]
    can_split: bool = False


async def ask(
    complete: Complete,
    messages: Sequence[Message],
    wanted: Wanted[_Draft, _Result],
    answered: Answered | None = None,
) -> Accepted[_Result]:
    """Ask for an answer and accept what holds; if anything was rejected, ask again with the reasons.

    Of several answers the one that keeps most is taken, the latest if they keep the same. Where a budget forbids asking
    again, what was accepted is what there is.

    Args:
        complete: brings a reply.
        messages: the question.
        wanted: what the answer should be.
        answered: told of each answer.

    Raises:
        AnswerError: if no answer could be accepted even in part.
        CutOffError: an answer was cut off, and the caller can split its question.
        EngineError: if there was no answer.
    """
    best: Accepted[_Result] | None = None
    asked = list(messages)
    for again in range(REASKS + 1):
        try:
            completion = await complete(asked, wanted.draft)
        except BudgetError:
            if best is None:
                raise
            break
        found = _judge(completion, wanted)
        if answered is not None:
            answered(completion, found)
        if isinstance(found, EngineError):
            is_final = not isinstance(found, AnswerError)
            is_last = again == REASKS or (wanted.can_split and isinstance(found, CutOffError))
            if is_final or (is_last and best is None):
                raise found
            reasons = [found.cause]
        else:
            best = found if best is None or found.kept >= best.kept else best
            reasons = [rejected.reason for rejected in found.rejected]
        if not reasons:
            break
        asked = with_reasons(messages, completion, reasons)
    if best is None:  # never reached: the last answer is accepted in part or raises
        raise AnswerError("No answer was accepted.")
    return best


def with_reasons(messages: Sequence[Message], completion: Completion, reasons: Sequence[str]) -> list[Message]:
    """Continue a conversation with a rejected answer and the reasons why it was rejected.

    An answer that was cut off is not repeated; the reason then follows the question in one message, since many chat
    templates want user and assistant by turns.
    """
    told = "\n".join(f"- {reason}" for reason in reasons[:MOST_REASONS])
    request = (
        f"This does not hold in your answer:\n{told}\n\nGive the whole answer again, with that put right or left out."
    )
    content = completion.content or ""
    if not content or completion.finish_reason == "length" or len(content) > LONGEST_ECHO:
        last = messages[-1]
        return [*messages[:-1], Message(last.role, f"{last.content}\nYou were asked this before. {request}\n")]
    return [*messages, Message("assistant", content), Message("user", request)]


def _judge(completion: Completion, wanted: Wanted[_Draft, _Result]) -> Accepted[_Result] | EngineError:
    """Say what can be accepted of an answer, or why it can't."""
    try:
        value, malformed = _validate(find_object(answered_text(completion)), wanted.draft)
        found = wanted.accept(value)
    except EngineError as error:
        return error
    return found._replace(rejected=(*malformed, *found.rejected))


def _validate(value: dict[str, Any], draft: type[_Draft]) -> tuple[_Draft, tuple[Rejected, ...]]:
    """Validate an answer; items of its lists that are malformed are taken out and named, the rest is kept.

    Raises:
        AnswerError: if what is malformed is not an item of a list.
    """
    try:
        return draft.model_validate(value), ()
    except ValidationError as error:
        details = error.errors(include_url=False, include_context=False, include_input=False)
    reasons = [f"{_place(detail['loc'])}: {detail['msg']}" for detail in details]
    if any(len(detail["loc"]) < 2 or not isinstance(detail["loc"][1], int) for detail in details):
        raise AnswerError("; ".join(reasons[:MOST_REASONS]))
    bad = {detail["loc"][:2] for detail in details}
    kept = {
        name: [item for place, item in enumerate(items) if (name, place) not in bad]
        if isinstance(items, list)
        else items
        for name, items in value.items()
    }
    fields = [str(detail["loc"][0]) for detail in details]
    return draft.model_validate(kept), tuple(map(Rejected, fields, reasons))


def _place(location: Sequence[int | str]) -> str:
    """Say where in an answer something is wrong, counting from 1 as people and models do."""
    parts = [f"number {part + 1}" if isinstance(part, int) else part for part in location]
    return ", ".join(parts) or "The answer"
