"""The model engine: asks any OpenAI-compatible endpoint, and believes only what it can hold against the article."""

import asyncio
import sys
from collections.abc import Awaitable, Callable, Sequence
from typing import TYPE_CHECKING, TypeVar
from urllib.parse import urlsplit

from pydantic import BaseModel

from summarizer.engines.model import ground, show, verdicts
from summarizer.engines.model.ask import Accepted, Judged, ask, keep_nothing
from summarizer.engines.model.budget import (
    Budget,
    Measure,
    add_completion,
    longest_answer,
    price_of,
    with_bounded_answers,
    within,
)
from summarizer.engines.model.client import Client, Complete, Warn
from summarizer.engines.model.drafts import DraftCheck, DraftJudgement, DraftReading
from summarizer.engines.model.rehearsal import Rehearsal
from summarizer.engines.model.remembering import Remembering, body_of, text_of
from summarizer.engines.model.replies import Completion
from summarizer.engines.model.retry import Sleep
from summarizer.engines.model.schema import strict_schema
from summarizer.errors import AccessError, AnswerError, BudgetError, EngineError, SettingsError
from summarizer.models import (
    Article,
    Check,
    EngineInfo,
    Failure,
    Pair,
    Reading,
    Stage,
    Usage,
    Verdict,
)
from summarizer.passages import find_passages
from summarizer.pricing import most_tokens
from summarizer.prompts import Message, load_prompt
from summarizer.store import AnswerStore, answers_file

if TYPE_CHECKING:
    from summarizer.settings import Settings

__all__ = ["ModelEngine", "connect", "rehearse"]

DEFAULT_MODEL = "gpt-5.4-mini"  # of OpenAI's own endpoint; small models judge pairs nearly as well, at a tenth
DRAFTS: dict[str, type[BaseModel]] = {"read": DraftReading, "judge": DraftJudgement, "check": DraftCheck}
"""From a prompt's name to the type of its answer; a front matter that names another type is an error."""
PAIRS_A_CALL = 12  # enough to share the instructions' cost, few enough that no pair is lost in the middle
PAIR_LIMIT = 20  # pairs of two articles; two accounts of one event share some 15 facts
LARGEST_PROMPT = 300_000  # characters: some 75,000 tokens of English, which a window of 128,000 holds with its answer


_Draft = TypeVar("_Draft", bound=BaseModel)
_Result = TypeVar("_Result")


def connect(settings: "Settings", *, warn: Warn | None = None, sleep: Sleep = asyncio.sleep) -> "ModelEngine":
    """Make the engine that asks the endpoint and the model that the settings name; nothing is sent yet.

    Args:
        settings: key, address, model, options and limits.
        warn: told, once each, of what the endpoint does not take; standard error by default.
        sleep: how to wait between attempts.

    Raises:
        SettingsError: if there is neither key nor base URL, no model for an address, or what can't be sent.
    """
    model = name_model(settings)
    price = price_of(settings, model)
    client = Client(with_bounded_answers(settings), model, warn=warn or _warn, sleep=sleep)
    budget = Budget(max_cost=settings.max_cost, max_calls=settings.max_calls)
    paid = within(budget, client.complete, price, measure_of(settings, model), longest_answer(settings))
    return _remember(paid, settings, model, warn or _warn, client.aclose)


def rehearse(settings: "Settings", *, warn: Warn | None = None) -> tuple["ModelEngine", Rehearsal]:
    """Make an engine that sends nothing: what it would ask is noted, and what is stored is answered.

    Raises:
        SettingsError: as `connect` does.
    """
    model = name_model(settings)
    rehearsal = Rehearsal(measure_of(settings, model))
    return _remember(rehearsal.complete, settings, model, warn or _warn), rehearsal


def name_model(settings: "Settings") -> str:
    """Name the model that is asked.

    Raises:
        SettingsError: if there is neither key nor base URL, no model for an address, or what can't be sent.
    """
    _refuse_unusable(settings)
    model = settings.model or (DEFAULT_MODEL if settings.base_url is None else None)
    if model is None:
        raise SettingsError(f"no model is named for {settings.base_url}", "name one with --model")
    return model


def measure_of(settings: "Settings", model: str) -> Measure:
    """Make the function that bounds the tokens of a question, its form included."""
    body = body_of(settings, model)
    return lambda messages, answer: most_tokens(text_of(body(messages, answer)))


def _remember(
    complete: Complete, settings: "Settings", model: str, warn: Warn, close: Callable[[], Awaitable[None]] | None = None
) -> "ModelEngine":
    """Make the engine around a completion function, with the stored answers before it."""
    store = AnswerStore(answers_file(), warn=warn) if settings.cache else None
    remembering = Remembering(complete, settings.address, body_of(settings, model), store)

    async def close_all() -> None:
        if store:
            store.close()
        if close:
            await close()

    return ModelEngine(remembering.complete, model, close=close_all, judged=remembering.judged)


def _refuse_unusable(settings: "Settings") -> None:
    secret = settings.api_key.get_secret_value() if settings.api_key else ""
    if not secret and settings.base_url is None:
        raise SettingsError(
            "the model engine has no key",
            "set OPENAI_API_KEY, or OPENAI_BASE_URL for a server of your own, or use --engine embedded",
        )
    for value in (secret, settings.organization or "", settings.project or ""):
        if not (value.isascii() and value.isprintable()):
            raise SettingsError(
                "the key, the organisation or the project holds characters that no key has",
                "copy it again, without line ends and curly quotes",
            )
    if settings.base_url and "@" in urlsplit(settings.base_url).netloc:
        raise SettingsError("the base URL holds a name or a password", "take it out, and put the key in OPENAI_API_KEY")


class ModelEngine:
    """Reads and judges by asking a language model.

    Args:
        complete: the function that brings a reply; a test or a cache gives its own.
        model: the model's name, for the record.
        close: lets go of what `complete` holds.
        judged: told of each answer whether it was accepted.
    """

    def __init__(
        self,
        complete: Complete,
        model: str,
        *,
        close: Callable[[], Awaitable[None]] | None = None,
        judged: Judged = keep_nothing,
    ) -> None:
        self._complete = complete
        self._close = close
        self._judged = judged
        self._usage = Usage()
        self._prompts = {name: load_prompt(name) for name in DRAFTS}
        versions = {name: prompt.version(strict_schema(DRAFTS[name])) for name, prompt in self._prompts.items()}
        self._info = EngineInfo(name="model", model=model, prompts=versions)

    @property
    def info(self) -> EngineInfo:
        """Name, model and prompt versions."""
        return self._info

    @property
    def usage(self) -> Usage:
        """What all answers so far cost, those that were not accepted among them."""
        return self._usage

    @property
    def languages(self) -> None:
        """What a model knows can't be told from here: any is tried."""
        return None

    @property
    def pair_limit(self) -> int:
        """Calls cost money: the nearest pairs of each two articles."""
        return PAIR_LIMIT

    async def read(self, article: Article) -> Reading | Failure:
        """Summarise an article and list its claims, in one question."""
        text = show.numbered(article)
        if not text:
            return Failure(stage="read", subject=article.id, reason="it has no sentence that could be read")
        head = show.reading_head(article)
        outcome = await self._ask(
            "read",
            DraftReading,
            lambda draft: ground.ground_reading(draft, article),
            Failure(stage="read", subject=article.id, reason=""),
            {"mark": show.mark_for([head, text]), "head": head, "sentences": text},
        )
        if isinstance(outcome, Failure):
            return outcome
        failures = tuple(
            Failure(stage=_stage_of(rejected.field), subject=article.id, reason=rejected.reason)
            for rejected in outcome.rejected
        )
        return outcome.value.model_copy(update={"failures": failures})

    async def judge(self, pairs: Sequence[Pair]) -> list[Verdict | Failure]:
        """Judge pairs of claims, several to a question; each gets its verdict or its failure, in the order given."""
        batches = [pairs[start : start + PAIRS_A_CALL] for start in range(0, len(pairs), PAIRS_A_CALL)]
        try:
            async with asyncio.TaskGroup() as group:
                tasks = [group.create_task(self._judge_batch(batch)) for batch in batches]
        except ExceptionGroup as errors:  # the group cancelled the others; the first error says why
            raise errors.exceptions[0] from errors
        return [verdict for task in tasks for verdict in task.result()]

    async def check(self, statement: str, articles: Sequence[Article]) -> Check | Failure:
        """Hold a statement against the passages that share most words with it; without any nobody is asked."""
        passages = find_passages(statement, articles)
        if not passages:
            return Check(
                statement=statement, verdict="not_enough_info", confidence=1.0, explanation="No passage speaks of it."
            )
        text, line = show.numbered_passages(passages), show.one_line(statement)
        outcome = await self._ask(
            "check",
            DraftCheck,
            lambda draft: verdicts.ground_check(draft, statement, passages),
            Failure(stage="check", subject=statement, reason=""),
            {"mark": show.mark_for([line, text]), "statement": line, "passages": text},
        )
        return outcome if isinstance(outcome, Failure) else outcome.value

    async def aclose(self) -> None:
        """Let go of connections."""
        if self._close is not None:
            await self._close()

    async def _judge_batch(self, pairs: Sequence[Pair]) -> list[Verdict | Failure]:
        text = show.numbered_pairs(pairs)
        outcome = await self._ask(
            "judge",
            DraftJudgement,
            lambda draft: verdicts.ground_verdicts(draft, pairs),
            Failure(stage="judge", subject="", reason="the model gave no verdict on it"),
            {"mark": show.mark_for([text]), "pairs": text},
        )
        lost, found = (outcome, {}) if isinstance(outcome, Failure) else (None, outcome.value)
        reason = lost.reason if lost else "the model gave no verdict on it"
        return [
            found.get(number) or Failure(stage="judge", subject=pair.name, reason=reason)
            for number, pair in enumerate(pairs, start=1)
        ]

    async def _ask(
        self,
        name: str,
        draft: type[_Draft],
        accept: Callable[[_Draft], Accepted[_Result]],
        failure: Failure,
        values: dict[str, str],
    ) -> Accepted[_Result] | Failure:
        """Render a prompt and ask it; whatever is not answered becomes the failure, with its reason."""
        messages = self._prompts[name].render(**values)
        size = sum(len(message.content) for message in messages)
        if size > LARGEST_PROMPT:
            reason = f"its prompt would have {size:,} characters, and {LARGEST_PROMPT:,} are the most that is sent"
            return failure.model_copy(update={"reason": reason})
        try:
            return await ask(self._counted, messages, draft, accept, self._judged)
        except AccessError:
            raise
        except AnswerError as error:
            reason = f"the model's answer was not accepted: {error.cause}"
        except EngineError as error:
            reason = "; ".join(filter(None, (error.cause, error.mend)))
        return failure.model_copy(update={"reason": reason})

    async def _counted(self, messages: Sequence[Message], answer: type[BaseModel], /) -> Completion:
        try:
            completion = await self._complete(messages, answer)
        except BudgetError as error:
            self._usage = self._usage.model_copy(update={"cap": error.cap})
            raise
        self._usage = add_completion(self._usage, completion)
        return completion


def _stage_of(field: str) -> Stage:
    """Name the stage at which a part of a reading was rejected."""
    return "claims" if field == "claims" else "summarize"


def _warn(text: str) -> None:
    sys.stderr.write(f"{show.one_line(text)}\n")
