"""What became of the questions of a batch: taken from its files, weighed, and said in words."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from pydantic import BaseModel

from summarizer.engines.model.batch_endpoint import Batch
from summarizer.engines.model.batch_lines import Refusal, Results
from summarizer.engines.model.client import Client, Dialect
from summarizer.engines.model.replies import Completion, read_envelope
from summarizer.errors import EngineError, TransientError
from summarizer.prompts import Message
from summarizer.submissions import Submission


class Request(NamedTuple):
    """A question: its content key, its messages, the type of its answer, and the most dollars that it costs in a batch."""

    key: str
    messages: Sequence[Message]
    answer: type[BaseModel]
    most: float


class Sent(NamedTuple):
    """A batch under way: its note, how its questions were asked, and what is held for each."""

    note: Submission
    dialect: Dialect
    held: dict[str, float]

    @property
    def id(self) -> str:
        """The batch's id at its endpoint."""
        return self.note.batch or ""


class Lost(NamedTuple):
    """A question that a batch did not answer: why, and whether a further batch may.

    `is_mended` says that what stood in its way is left out from now on.
    """

    reason: str
    may_pass: bool = False
    is_mended: bool = False


def weigh(client: Client, sent: Sent, request: Request, refusal: Refusal | None, status: str) -> Lost:
    """Say why a question has no answer; what the endpoint refused of its form is learnt for all that follows."""
    if refusal is None:
        return Lost("it expired" if status == "expired" else "its files do not have it", may_pass=True)
    reason = client.clean(str(refusal.error.get("message") or refusal.error.get("code") or "no reason given"))
    if refusal.status is None:
        return Lost(reason, may_pass=True)
    import httpx2
    import openai

    reply = httpx2.Response(refusal.status, request=httpx2.Request("POST", "http://batch.invalid"))
    error = openai.APIStatusError(reason, response=reply, body={"error": refusal.error})
    if client.learn(error, client.body(request.messages, request.answer, sent.dialect), sent.dialect):
        return Lost(reason, is_mended=True)
    return Lost(reason, may_pass=isinstance(client.explain(error), TransientError))


def error_of(batch: Batch) -> EngineError | None:
    """Say why a batch's questions are not to be asked directly either; None where they may be."""
    if batch.status == "cancelled":
        return EngineError(
            f"batch {batch.id} was cancelled before this was answered", "the same command again sends it in a new one"
        )
    if batch.status == "failed":
        reason = batch.reason or "the endpoint gives no reason"
        return EngineError(f"batch {batch.id} failed: {reason}", "mend that, or leave out --via batch to ask directly")
    return None


def describe(batch: Batch, results: Results, missing: int, reason: str) -> Iterator[str]:
    """Say how a batch ended, in lines for people."""
    why = f": {batch.reason}" if batch.reason else ""
    short = f", {missing:,} without an answer{f' ({reason})' if reason else ''}" if missing else ""
    yield f"note: batch {batch.id} {batch.status}{why}: {len(results.answers):,} answered{short}"
    if passed := results.passed_over:
        parts = ", ".join(f"{count:,} {reason}" for reason, count in passed.items())
        yield f"note: batch {batch.id}: lines of its files were passed over: {parts}"


def read_answer(answer: str) -> Completion | None:
    """Read a kept answer; the file may have been written by anybody who could."""
    try:
        return read_envelope(answer.encode("utf-8", "surrogatepass"))
    except EngineError:
        return None
