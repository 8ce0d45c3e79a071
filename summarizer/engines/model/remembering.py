"""The same question is not paid for twice: stored answers are used again, and identical questions at once share one call."""

import asyncio
import hashlib
import json
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any, Protocol

from pydantic import BaseModel

from summarizer.engines.model.ask import Accepted
from summarizer.engines.model.client import Complete, Dialect, request_body, request_options
from summarizer.engines.model.replies import Completion
from summarizer.errors import EngineError
from summarizer.prompts import Message
from summarizer.store import Answer, AnswerStore

if TYPE_CHECKING:
    from summarizer.settings import Settings

Body = Callable[[Sequence[Message], type[BaseModel]], dict[str, Any]]


def body_of(settings: "Settings", model: str) -> Body:
    """Make the function that makes a question's body as it is asked first, whatever the endpoint then refuses of it."""
    dialect = Dialect()
    options = request_options(settings, dialect)
    return lambda messages, answer: request_body(messages, answer, model, options, dialect)


def content_key_of(settings: "Settings", model: str) -> Callable[[Sequence[Message], type[BaseModel]], str]:
    """Make the function that makes a question's content key."""
    body, address = body_of(settings, model), settings.address.rstrip("/")
    return lambda messages, answer: content_key(address, body(messages, answer))


def text_of(body: dict[str, Any]) -> str:
    """Write a request's body as one text, the same for the same body."""
    return json.dumps(body, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def content_key(address: str, body: dict[str, Any]) -> str:
    """Hash all that shapes an answer: whom is asked, and the whole request: model, prompt, schema, parameters, text."""
    return hashlib.sha256(f"{address}\n{text_of(body)}".encode("utf-8", "surrogatepass")).hexdigest()


class Delivered(Protocol):
    """Answers that came by another road than a call, each used once."""

    def find(self, key: str, /) -> Completion | None:
        """Find the answer to a question.

        Raises:
            EngineError: the question is not to be asked, for that reason.
        """
        ...

    def used(self, key: str, /) -> None:
        """Let go of an answer that was judged."""
        ...


class _Call:
    """A question under way, or answered and not yet judged, and how many wait for it."""

    def __init__(self, task: "asyncio.Task[Completion]") -> None:
        self.task = task
        self.waiting = 0

    def is_answered(self) -> bool:
        return self.task.done() and not self.task.cancelled() and self.task.exception() is None


class Remembering:
    """A completion function that looks among stored answers first.

    Args:
        complete: the function that is asked for what is not stored.
        address: where that function asks.
        body: what it sends.
        store: the stored answers; None to store none. Questions at once share one call all the same.
        delivered: answers that came by another road; they are looked at after the stored ones.
    """

    def __init__(
        self,
        complete: Complete,
        address: str,
        body: Body,
        store: AnswerStore | None,
        delivered: Delivered | None = None,
    ) -> None:
        self._complete = complete
        self._address = address.rstrip("/")
        self._body = body
        self._store = store
        self._delivered = delivered
        self._calls: dict[str, _Call] = {}

    async def complete(self, messages: Sequence[Message], answer: type[BaseModel], /) -> Completion:
        """Complete a conversation; the completion carries its key, and whether it came without a call of its own.

        Raises:
            EngineError: as the function that is asked raises it.
        """
        key = content_key(self._address, self._body(messages, answer))
        if call := self._calls.get(key):
            return (await self._wait(key, call))._replace(key=key, cached=True)
        if self._store and (found := self._store.find(key)):
            return Completion(found.content, None, "stop", *found[1:], key=key, cached=True)
        if self._delivered and (brought := self._delivered.find(key)):
            return brought._replace(key=key)
        call = self._calls[key] = _Call(asyncio.ensure_future(self._ask(messages, answer)))
        return (await self._wait(key, call))._replace(key=key)

    def answered(self, completion: Completion, outcome: Accepted[Any] | EngineError) -> None:
        """Store a completion of which something was accepted, and forget any other."""
        call = self._calls.get(completion.key)
        if call and call.task.done():
            del self._calls[completion.key]
        if self._store is not None:
            self._store_or_forget(self._store, completion, outcome)
        if self._delivered is not None:
            self._delivered.used(completion.key)  # last, so that a run that is killed here still has it

    @staticmethod
    def _store_or_forget(store: AnswerStore, completion: Completion, outcome: Accepted[Any] | EngineError) -> None:
        if not isinstance(outcome, Accepted):
            store.forget(completion.key)
        elif not completion.cached and completion.content and completion.finish_reason == "stop":
            answer = Answer(completion.content, completion.prompt_tokens, completion.completion_tokens)
            store.keep(completion.key, answer)

    async def _ask(self, messages: Sequence[Message], answer: type[BaseModel]) -> Completion:
        return await self._complete(messages, answer)

    async def _wait(self, key: str, call: "_Call") -> Completion:
        """Wait for a call that others may wait for too: it is cancelled only when nobody is left who waits.

        A call that brought an answer stays until that was judged, so that nobody asks again in between.
        """
        call.waiting += 1
        try:
            return await asyncio.shield(call.task)
        finally:
            call.waiting -= 1
            if not call.waiting and not call.is_answered():
                call.task.cancel()
                if self._calls.get(key) is call:
                    del self._calls[key]
