"""The one function that completes: it sends a conversation to an OpenAI-compatible endpoint and brings the reply back.

The openai package is used for its authentication, addresses and transport alone: its generic `post` on the aiohttp
transport costs a quarter of the time of its typed calls, and its own retries would multiply ours.
"""

import asyncio
import json
from collections.abc import Awaitable, Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple, Protocol, TypeVar

from pydantic import BaseModel

from summarizer.engines.model.replies import Completion, read_envelope
from summarizer.engines.model.retry import Sleep, retrying
from summarizer.engines.model.schema import strict_schema
from summarizer.engines.model.throttle import Throttle
from summarizer.engines.model.trouble import Endpoint, blamed, clean, explain
from summarizer.errors import EngineError, SummarizerError
from summarizer.pricing import likely_tokens, most_tokens
from summarizer.prompts import Message

if TYPE_CHECKING:
    import httpx2
    import openai

    from summarizer.settings import Settings

Warn = Callable[[str], None]
_Answer = TypeVar("_Answer")
Sent = Callable[[Mapping[str, Any]], None]
"""Told of the body of each request when it is about to be sent; an error that it raises keeps the request from going."""

FORMS = ("json_schema", "json_object", "text")
"""How an answer's form is asked for, best first; an endpoint that refuses one is asked by the next."""

OVERLOADED = frozenset({429, 503, 529})  # RFC 6585, RFC 9110 15.6.4, and a status of Anthropic's: fewer at a time

_FORM_WORDS = ("response_format", "json_schema", "json_object", "structured output", "guided")
_OPTION_WORDS = {
    "max_completion_tokens": ("max_completion_tokens",),
    "max_tokens": ("max_tokens",),
    "temperature": ("temperature",),
    "seed": ("seed",),
}
"""By which words endpoints name what they refuse."""


class Complete(Protocol):
    """Send a conversation and bring one reply back."""

    async def __call__(self, messages: Sequence[Message], answer: type[BaseModel], /) -> Completion:
        """Complete the conversation with an answer of the given type."""
        ...


class Dialect(NamedTuple):
    """What an endpoint has been found to take: the form of its answers, and options it refused."""

    form: str = FORMS[0]
    refused: frozenset[str] = frozenset()

    def without(self, part: str) -> "Dialect":
        """Take one step down: the next form, or one option less."""
        if part == "response_format":
            return self._replace(form=FORMS[FORMS.index(self.form) + 1])
        return self._replace(refused=self.refused | {part})


class Client:
    """A connection to one model of one endpoint, which remembers what the endpoint takes.

    Args:
        settings: key, address, options, limits.
        model: the model's name.
        warn: told once of each thing that the endpoint refused and that is left out from then on.
        sleep: how to wait between attempts.
        sent: told of each request.
    """

    def __init__(
        self,
        settings: "Settings",
        model: str,
        *,
        warn: Warn,
        sleep: Sleep = asyncio.sleep,
        sent: Sent | None = None,
    ) -> None:
        self._settings = settings
        self._model = model
        self.warn = warn
        self.sleep = sleep
        self._sent = sent
        self._throttle = Throttle.of(settings, sleep)
        self._dialect = Dialect()
        self._sdk: openai.AsyncOpenAI | None = None
        secret = settings.api_key.get_secret_value() if settings.api_key else ""
        self._endpoint = Endpoint(settings.address, model, secret)

    async def complete(self, messages: Sequence[Message], answer: type[BaseModel], /) -> Completion:
        """Send a conversation; try again what may pass, and leave out what the endpoint refuses.

        Raises:
            EngineError: of the kind that says what happened.
        """
        async with self._throttle.slot():
            return await self.retrying(lambda: self._adapt(messages, answer))

    async def retrying(
        self, call: Callable[[], Awaitable[_Answer]], *, seconds: float | None = None, attempts: int | None = None
    ) -> _Answer:
        """Call until it answers, as often and as long as the settings allow, or as the caller says.

        Raises:
            TransientError: the last one, when it is given up.
        """
        seconds, attempts = seconds or self._settings.timeout, attempts or self._settings.attempts
        return await retrying(call, attempts=attempts, deadline=seconds * attempts, sleep=self.sleep)

    @property
    def dialect(self) -> Dialect:
        """What the endpoint has been found to take by now."""
        return self._dialect

    def body(self, messages: Sequence[Message], answer: type[BaseModel], dialect: Dialect) -> dict[str, Any]:
        """Make the body of a request as it is sent to an endpoint that takes so much."""
        return request_body(messages, answer, self._model, request_options(self._settings, dialect), dialect)

    def learn(self, error: "openai.APIStatusError", body: dict[str, Any], dialect: Dialect) -> bool:
        """Remember what of a body an endpoint refused; False where that is no part that can be left out."""
        part = blamed(error, _sent_parts(body))
        if part is not None:
            self._step_down(dialect, part)
        return part is not None

    def explain(self, error: Exception) -> EngineError:
        """Say what an exception of the openai package means for this endpoint."""
        return explain(error, self._endpoint)

    def clean(self, message: str) -> str:
        """Make an endpoint's message fit to be shown."""
        return clean(message, self._endpoint)

    async def request(
        self,
        send: "Callable[[openai.AsyncOpenAI], Awaitable[httpx2.Response]]",
        *,
        seconds: float | None = None,
        attempts: int | None = None,
        absent: SummarizerError | None = None,
    ) -> bytes:
        """Send a request that is no conversation, and bring the body of its reply; what may pass is tried again.

        Args:
            send: sends it.
            seconds: how long it may take; as long as a question by default.
            attempts: how often it is sent at most; as often as a question by default.
            absent: raised where the endpoint has nothing there (404, 405, 501).

        Raises:
            EngineError: of the kind that says what happened.
        """
        longest = seconds or self._settings.timeout
        return await self.retrying(lambda: self._request(send, longest, absent), seconds=longest, attempts=attempts)

    async def _request(
        self,
        send: "Callable[[openai.AsyncOpenAI], Awaitable[httpx2.Response]]",
        seconds: float,
        absent: SummarizerError | None,
    ) -> bytes:
        import openai

        try:
            async with asyncio.timeout(seconds):
                return (await send(self._connection().with_options(timeout=seconds))).content
        except openai.APIStatusError as error:
            if absent is not None and error.status_code in {404, 405, 501}:
                raise absent from error
            raise explain(error, self._endpoint) from error
        except (openai.OpenAIError, TimeoutError, ValueError) as error:
            raise explain(error, self._endpoint) from error

    async def aclose(self) -> None:
        """Let go of connections."""
        if self._sdk is not None:
            await self._sdk.close()
            self._sdk = None

    async def _adapt(self, messages: Sequence[Message], answer: type[BaseModel]) -> Completion:
        """Send, stepping down as often as the endpoint refuses a part of the request; the steps are few and counted."""
        import openai

        while True:
            dialect = self._dialect
            body = self.body(messages, answer, dialect)
            try:
                return await self._send(body)
            except openai.APIStatusError as error:
                if not self.learn(error, body, dialect):
                    raise explain(error, self._endpoint) from error
            except (openai.OpenAIError, TimeoutError, ValueError) as error:  # ValueError: a host that can't be encoded
                raise explain(error, self._endpoint) from error

    def _step_down(self, dialect: Dialect, part: str) -> None:
        """Remember a refusal, unless another request has learnt of one meanwhile."""
        if self._dialect == dialect:
            self._dialect = dialect.without(part)
            now = f"asked by {self._dialect.form}" if part == "response_format" else "left out"
            name = f"{part} {dialect.form}" if part == "response_format" else part
            self.warn(f"{self._endpoint.url} does not take {name} for {self._model}; {now} from now on")

    async def _send(self, body: dict[str, Any]) -> Completion:
        import httpx2
        import openai

        async with self._throttle.attempt(_likely_tokens(body)) as attempt:
            if self._sent is not None:
                self._sent(body)
            try:
                async with asyncio.timeout(self._settings.timeout):  # the transport's own limits are between two bytes
                    response = await self._connection().post("/chat/completions", body=body, cast_to=httpx2.Response)
                    completion = read_envelope(response.content)
            except (openai.APIStatusError, openai.APITimeoutError, TimeoutError) as error:
                attempt.is_refused = getattr(error, "status_code", None) in OVERLOADED or isinstance(
                    error, TimeoutError
                )
                raise
            attempt.tokens = (completion.prompt_tokens, completion.completion_tokens)
            return completion

    def _connection(self) -> "openai.AsyncOpenAI":
        """Open the connection when it is first needed: importing openai takes half a second."""
        if self._sdk is None:
            import openai

            settings = self._settings
            self._sdk = openai.AsyncOpenAI(
                api_key=self._endpoint.secret or "none",  # a local server wants no key, the package wants a word
                base_url=settings.base_url,
                organization=settings.organization,
                project=settings.project,
                timeout=settings.timeout,
                max_retries=0,
                http_client=openai.DefaultAioHttpClient(timeout=settings.timeout),
            )
        return self._sdk


def _likely_tokens(body: Mapping[str, Any]) -> int:
    return likely_tokens(sum(most_tokens(message["content"]) for message in body["messages"]))


def request_options(settings: "Settings", dialect: Dialect) -> dict[str, Any]:
    """List the options of a request, by the names that the endpoint takes."""
    limit = "max_completion_tokens" if settings.base_url is None else "max_tokens"
    if limit in dialect.refused:  # the two names of one thing, newer and older
        limit = "max_tokens" if limit == "max_completion_tokens" else "max_completion_tokens"
    return {"temperature": settings.temperature, "seed": settings.seed, limit: settings.max_output_tokens}


def request_body(
    messages: Sequence[Message], answer: type[BaseModel], model: str, options: dict[str, Any], dialect: Dialect
) -> dict[str, Any]:
    """Make the body of a request; the same question always makes the same body."""
    body: dict[str, Any] = {"model": model, "messages": [message._asdict() for message in messages]}
    body |= {name: value for name, value in options.items() if value is not None and name not in dialect.refused}
    schema = strict_schema(answer)
    if dialect.form == "json_schema":
        form = {"name": answer.__name__, "strict": True, "schema": schema}
        body["response_format"] = {"type": "json_schema", "json_schema": form}
        return body
    if dialect.form == "json_object":
        body["response_format"] = {"type": "json_object"}
    first = body["messages"][0]
    told = json.dumps(schema, ensure_ascii=False, separators=(",", ":"))
    wanted = f"Answer with one JSON object of this JSON Schema, and nothing before or after it:\n{told}\n"
    body["messages"][0] = first | {"content": f"{first['content']}\n{wanted}"}
    return body


def _sent_parts(body: dict[str, Any]) -> dict[str, tuple[str, ...]]:
    """List what of a request can be left out, with the words by which an endpoint would name it."""
    parts = {name: words for name, words in _OPTION_WORDS.items() if name in body}
    return parts | ({"response_format": _FORM_WORDS} if "response_format" in body else {})
