"""One prompt tried on articles: what is sent, what comes back, and what of it is accepted.

The engine asks as it always does and is only listened to, so that what is shown is what happens. One question is asked,
and asked again where its answer is not accepted.
"""

import asyncio
from collections.abc import Awaitable, Callable, Mapping, Sequence
from typing import Any, NamedTuple

from pydantic import SecretStr

from summarizer.compare import read_all
from summarizer.engines import ENGINES
from summarizer.engines.model import ModelEngine, comparing, connect
from summarizer.engines.model.ask import Accepted, Watch
from summarizer.engines.model.replies import Completion
from summarizer.errors import AccessError, EngineError, RefusedError, SettingsError
from summarizer.gathering import Gathered, Source, gather
from summarizer.models import Article, Check, Failure, Reading, Verdict
from summarizer.pairing import find_pairs
from summarizer.prompts import Prompt, find_prompt, load_prompts
from summarizer.settings import Settings

Outcome = Reading | Verdict | Check | Failure


class Request(NamedTuple):
    """A request as it was sent, or would be: the body of it, in which no key stands."""

    body: Mapping[str, Any]


class Reply(NamedTuple):
    """A reply, and what was accepted of it, or why nothing was."""

    completion: Completion
    outcome: Accepted[Any] | EngineError


class Trial(NamedTuple):
    """A prompt that was tried: every request and reply in order, and what the engine made of them.

    `outcomes` is empty where nothing was sent on purpose; `refused` says that the endpoint refused the key or the quota.
    """

    prompt: Prompt
    version: str
    events: tuple[Request | Reply, ...]
    outcomes: tuple[Outcome, ...] = ()
    refused: AccessError | None = None


class Given(NamedTuple):
    """What a prompt is tried on."""

    articles: tuple[Article, ...]
    statement: str
    settings: Settings


class Way(NamedTuple):
    """How a prompt is tried: on how many articles (`most` None: any number), on a statement or none, and who asks."""

    fewest: int
    most: int | None
    on_statement: bool
    ask: Callable[[ModelEngine, Given], Awaitable[Sequence[Outcome]]]


def try_prompt_sync(
    name: str,
    sources: Sequence[Source],
    *,
    settings: Settings,
    statement: str | None = None,
    dry_run: bool = False,
) -> Trial:
    """Try a prompt on articles, and say all that was asked and answered.

    Args:
        name: which prompt; the user's own goes before ours.
        sources: files, folders, "-", or articles: one for `read` and `brief`, two for `judge`, any number for `check`.
        settings: whom to ask, and with whose prompts.
        statement: for `check`, what is held against the articles.
        dry_run: send nothing, but go as far as the first request; no key is needed then.

    Raises:
        SettingsError: there is no such prompt, the articles or the statement do not fit it, or no model can be asked.
    """
    prompt = find_prompt(name, load_prompts(settings.prompts))
    if name not in WAYS:
        raise SettingsError(f"the prompt {name!r} can't be tried", f"those that can are {', '.join(WAYS)}")
    way = WAYS[name]
    _refuse_misfit(prompt, way, statement)
    if settings.api_key is None and settings.base_url is None:
        settings = _without_key(settings, dry_run=dry_run)
    log = _Log(dry_run=dry_run)
    settings = settings.model_copy(update={"cache": False})  # a stored answer would have no request to show
    engine = connect(settings, watch=Watch(log.sent, log.answered))
    gathered = gather(sources)
    _refuse_number(prompt, way, gathered)
    return asyncio.run(_try(prompt, engine, gathered, log, Given(gathered.articles, statement or "", settings)))


async def _try(prompt: Prompt, engine: ModelEngine, gathered: Gathered, log: "_Log", given: Given) -> Trial:
    outcomes: Sequence[Outcome] = gathered.failures
    refused = None
    try:
        if not gathered.failures:
            outcomes = await WAYS[prompt.id].ask(engine, given)
    except AccessError as error:
        refused = error
    finally:
        await engine.aclose()
    if log.dry_run and log.events:
        outcomes = ()  # failures, for nothing was answered
    return Trial(prompt, engine.info.prompts[prompt.id], tuple(log.events), tuple(outcomes), refused)


class _Log:
    """Keeps what it is told; on a dry run it keeps the first request from going."""

    def __init__(self, *, dry_run: bool) -> None:
        self.dry_run = dry_run
        self.events: list[Request | Reply] = []

    def sent(self, body: Mapping[str, Any], /) -> None:
        self.events.append(Request(body))
        if self.dry_run:
            raise RefusedError("it was not sent, as asked")

    def answered(self, completion: Completion, outcome: Accepted[Any] | EngineError, /) -> None:
        self.events.append(Reply(completion, outcome))


def _without_key(settings: Settings, *, dry_run: bool) -> Settings:
    if not dry_run:
        raise SettingsError(
            "there is no model to ask", "set OPENAI_API_KEY, or give --base-url; --dry-run shows what would be sent"
        )
    return settings.model_copy(update={"api_key": SecretStr("none")})  # any word will do where nothing is sent


def _refuse_misfit(prompt: Prompt, way: Way, statement: str | None) -> None:
    if way.on_statement and not (statement or "").strip():
        raise SettingsError(f"the prompt {prompt.id!r} needs a statement", "give one with --statement, in quotes")
    if not way.on_statement and statement is not None:
        raise SettingsError(f"the prompt {prompt.id!r} takes no statement", "leave --statement out, or try check")


def _refuse_number(prompt: Prompt, way: Way, gathered: Gathered) -> None:
    number = len(gathered.articles) + len(gathered.failures)  # a text that was given twice is one
    if number < way.fewest or (way.most is not None and number > way.most):
        asked = {1: "one article", 2: "two articles of different texts"}[way.fewest]
        raise SettingsError(f"the prompt {prompt.id!r} is tried on {asked}, not on {number}", f"give {asked}")


async def _read(engine: ModelEngine, given: Given) -> Sequence[Outcome]:
    return [await engine.read(given.articles[0])]


async def _brief(engine: ModelEngine, given: Given) -> Sequence[Outcome]:
    return [await engine.read(given.articles[0], claims=False)]


async def _readings(given: Given) -> tuple[list[Reading], list[Failure]]:
    """Have the articles read by the embedded engine, so that the one question is the one that is tried."""
    reader = ENGINES["embedded"](given.settings)
    try:
        return await read_all(given.articles, reader)
    finally:
        await reader.aclose()


async def _compare(engine: ModelEngine, given: Given) -> Sequence[Outcome]:
    """Compare articles side by side."""
    readings, failures = await _readings(given)
    found = await comparing.side_by_side(engine.questions, readings)
    if isinstance(found, Failure):
        return [*failures, found]
    return [*failures, *found.failures, *(one.verdict for one in found.judged)]


async def _judge(engine: ModelEngine, given: Given) -> Sequence[Outcome]:
    return await _judge_pairs(engine, given, "judge")


async def _look_again(engine: ModelEngine, given: Given) -> Sequence[Outcome]:
    return await _judge_pairs(engine, given, "second_look")


async def _judge_pairs(engine: ModelEngine, given: Given, prompt: str) -> Sequence[Outcome]:
    """Judge the nearest pairs of claims of two articles, as many as one question holds."""
    readings, failures = await _readings(given)
    pairs = [pair for pair in find_pairs(readings, comparing.PAIRS_A_CALL) if pair.scope == "between"]
    if not pairs:
        names = ", ".join(article.id for article in given.articles)
        return [*failures, Failure(stage="judge", subject=names, reason="no two of their claims could be paired")]
    return [*failures, *await comparing.judge(engine.questions, pairs, prompt=prompt)]


async def _check(engine: ModelEngine, given: Given) -> Sequence[Outcome]:
    return [await engine.check(given.statement.strip(), given.articles)]


WAYS: dict[str, Way] = {
    "read": Way(1, 1, False, _read),
    "brief": Way(1, 1, False, _brief),
    "compare": Way(2, None, False, _compare),
    "judge": Way(2, 2, False, _judge),
    "second_look": Way(2, 2, False, _look_again),
    "check": Way(1, None, True, _check),
}
"""From a prompt's name to how it is tried."""
