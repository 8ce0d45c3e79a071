"""The model engine: asks any OpenAI-compatible endpoint, and believes only what it can hold against the article."""

import asyncio
import sys
from collections.abc import Awaitable, Callable, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple
from urllib.parse import urlsplit

from pydantic import BaseModel

from summarizer.engines.interface import Engine
from summarizer.engines.model import comparing, reading, show, verdicts
from summarizer.engines.model.ask import Accepted, Answered, Wanted, Watch
from summarizer.engines.model.batch_endpoint import BatchEndpoint
from summarizer.engines.model.batches import Batches, Request
from summarizer.engines.model.budget import (
    Budget,
    Measure,
    batch_price_of,
    longest_answer,
    price_of,
    with_bounded_answers,
    within,
)
from summarizer.engines.model.client import Client, Complete, Warn
from summarizer.engines.model.drafts import DraftCheck
from summarizer.engines.model.questions import Question, Questions
from summarizer.engines.model.rehearsal import Rehearsal
from summarizer.engines.model.remembering import Remembering, body_of, content_key_of, text_of
from summarizer.engines.model.replies import Completion
from summarizer.engines.model.retry import Sleep
from summarizer.errors import EngineError, SettingsError
from summarizer.judgements import Judgement
from summarizer.models import Article, Check, EngineInfo, Failure, Reading, Usage
from summarizer.passages import all_passages, find_passages, with_neighbours
from summarizer.pricing import Price, most_tokens
from summarizer.prompts import Message, load_prompts
from summarizer.store import AnswerStore, answers_file
from summarizer.submissions import Submissions, submissions_file

if TYPE_CHECKING:
    from summarizer.settings import Settings

__all__ = ["ModelEngine", "connect", "rehearse"]

Prepare = Callable[[Callable[[Engine], Awaitable[object]]], Awaitable[None]]
"""Has questions answered ahead: those that the given work asks of an engine."""

DEFAULT_MODEL = "gpt-5.4-mini"  # of OpenAI's own endpoint; small models judge pairs nearly as well, at a tenth

MOST_SHOWN = 120  # sentences of all articles that are shown whole: what settles a statement may share no word with it
MOST_FOUND = 20  # passages of longer ones, each with its neighbours


def connect(
    settings: "Settings", *, warn: Warn | None = None, sleep: Sleep = asyncio.sleep, watch: Watch | None = None
) -> "ModelEngine":
    """Make the engine that asks the endpoint and the model that the settings name; nothing is sent yet.

    Args:
        settings: key, address, model, options and limits.
        warn: told, once each, of what the endpoint does not take; standard error by default.
        sleep: how to wait between attempts.
        watch: told of each request and each answer.

    Raises:
        SettingsError: if there is neither key nor base URL, no model for an address, what can't be sent, or a folder of
            prompts that does not hold prompts.
    """
    model = name_model(settings)
    price = price_of(settings, model)
    sent, answered = watch or (None, None)
    client = Client(with_bounded_answers(settings), model, warn=warn or _warn, sleep=sleep, sent=sent)
    budget = Budget(max_cost=settings.max_cost, max_calls=settings.max_calls)
    paid = within(budget, client.complete, price, measure_of(settings, model), longest_answer(settings))
    connection = _Connection(paid, warn or _warn, answered, client.aclose)
    if settings.via == "direct":
        return _remember(settings, model, connection)
    batch_price, submissions = batch_price_of(settings, model), Submissions(submissions_file())
    batches = Batches(BatchEndpoint(client, settings.address), submissions, budget, batch_price)
    return _remember(settings, model, connection, batches, batch_price)


def rehearse(settings: "Settings", *, warn: Warn | None = None) -> tuple["ModelEngine", Rehearsal[int]]:
    """Make an engine that sends nothing: what it would ask is noted, and what is stored is answered.

    Raises:
        SettingsError: as `connect` does.
    """
    model = name_model(settings)
    rehearsal = Rehearsal(measure_of(settings, model))
    return _remember(settings, model, _Connection(rehearsal.complete, warn or _warn)), rehearsal


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


class _Connection(NamedTuple):
    """What an engine is made around: who completes, who is told, and how to let go."""

    complete: Complete
    warn: Warn
    answered: Answered | None = None
    close: Callable[[], Awaitable[None]] | None = None


def _remember(
    settings: "Settings",
    model: str,
    connection: _Connection,
    batches: Batches | None = None,
    batch_price: Price | None = None,
) -> "ModelEngine":
    """Make the engine around a connection, with the stored answers and those that batches brought before it."""
    store = AnswerStore(answers_file(), warn=connection.warn) if settings.cache else None
    remembering = Remembering(connection.complete, settings.address, body_of(settings, model), store, batches)

    def answered(completion: Completion, outcome: Accepted[Any] | EngineError) -> None:
        remembering.answered(completion, outcome)
        if connection.answered:
            connection.answered(completion, outcome)

    async def close_all() -> None:
        if store:
            store.close()
        if batches:
            batches.close()
        if connection.close:
            await connection.close()

    questions = Questions(remembering.complete, load_prompts(settings.prompts), answered)
    prepare = _preparing(settings, model, batches, batch_price) if batches else None
    return ModelEngine(
        questions,
        model,
        close=close_all,
        second_look=settings.second_look == "on",
        all_claims=settings.claims == "all",
        prepare=prepare,
    )


def _preparing(settings: "Settings", model: str, batches: Batches, price: Price | None) -> "Prepare":
    """Make the function that has the first questions of some work answered in batches.

    They are found by doing the work with an engine that sends nothing.
    """
    key_of, measure, longest = content_key_of(settings, model), measure_of(settings, model), longest_answer(settings)

    def note(messages: Sequence[Message], answer: type[BaseModel]) -> Request:
        most = price.of(measure(messages, answer), longest) if price else 0.0
        return Request(key_of(messages, answer), messages, answer, most)

    async def prepare(work: Callable[[Engine], Awaitable[object]]) -> None:
        rehearsal = Rehearsal(note)
        engine = _remember(settings, model, _Connection(rehearsal.complete, lambda _: None))
        try:
            await work(engine)
        finally:
            await engine.aclose()
        await batches.answer(rehearsal.noted)

    return prepare


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
        questions: asks the model, and counts.
        model: the model's name, for the record.
        close: lets go of what `complete` holds.
        second_look: whether each conflict is asked about once more before it is reported.
        prepare: has questions answered ahead; None where they are asked as they come.
        all_claims: whether all claims of articles are listed where the comparison does without.
    """

    def __init__(  # noqa: PLR0913  each is a choice of the settings
        self,
        questions: Questions,
        model: str,
        *,
        close: Callable[[], Awaitable[None]] | None = None,
        second_look: bool = True,
        prepare: "Prepare | None" = None,
        all_claims: bool = False,
    ) -> None:
        self.questions = questions
        self._close = close
        self._second_look = second_look
        self._prepare = prepare
        self._all_claims = all_claims
        self._info = EngineInfo(name="model", model=model, prompts=questions.versions)

    @property
    def info(self) -> EngineInfo:
        """Name, model and prompt versions."""
        return self._info

    @property
    def usage(self) -> Usage:
        """What all answers so far cost, those that were not accepted among them."""
        return self.questions.usage

    @property
    def languages(self) -> None:
        """What a model knows can't be told from here: any is tried."""
        return None

    async def prepare(self, work: Callable[[Engine], Awaitable[object]]) -> None:
        """Have what some work will ask first answered in batches, where the settings say so.

        Raises:
            SettingsError: the endpoint has no Batch API, or batches can't be noted.
            AccessError: the endpoint refuses the key or the quota is used up.
        """
        if self._prepare is not None:
            await self._prepare(work)

    async def read(self, article: Article, *, claims: bool = True) -> Reading | Failure:
        """Summarise an article and, if wanted, list its claims, in one question, or part by part where it is long."""
        return await reading.read(self.questions, article, claims=claims)

    def needs_claims(self, articles: Sequence[Article]) -> bool:
        """Tell whether one question does not hold these articles, so that they are compared by claims, or all claims are asked for."""
        return self._all_claims or not comparing.fits(articles)

    async def compare(self, readings: Sequence[Reading]) -> Judgement:
        """Compare readings side by side in one question, or by claims in several, each conflict looked at twice."""
        return await comparing.compare(self.questions, readings, second_look=self._second_look)

    async def check(self, statement: str, articles: Sequence[Article]) -> Check | Failure:
        """Hold a statement against short articles whole, against the passages of long ones that share most words with it.

        Without any passage nobody is asked.
        """
        passages = all_passages(articles)
        if len(passages) > MOST_SHOWN:
            passages = with_neighbours(find_passages(statement, articles, MOST_FOUND))
        if not passages:
            return Check(
                statement=statement, verdict="not_enough_info", confidence=1.0, explanation="No passage speaks of it."
            )
        text, line = show.numbered_passages(passages), show.one_line(statement)
        mark = show.mark_for(
            [text]
        )  # the same for every statement, so that a provider's cache has what stands before it
        if mark in line:
            mark = show.mark_for([line, text])
        outcome = await self.questions.put(
            Question(
                "check",
                Wanted(DraftCheck, lambda draft: verdicts.ground_check(draft, statement, passages)),
                Failure(stage="check", subject=statement, reason=""),
                {"mark": mark, "statement": line, "passages": text},
            )
        )
        return outcome if isinstance(outcome, Failure) else outcome.value

    async def aclose(self) -> None:
        """Let go of connections."""
        if self._close is not None:
            await self._close()


def _warn(text: str) -> None:
    sys.stderr.write(f"{show.one_line(text)}\n")
