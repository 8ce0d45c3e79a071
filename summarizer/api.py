"""The library's doors: sources in, records out; asynchronous, with a synchronous twin for scripts.

What can't be read or answered is a failure in the result. Raised is only what leaves nothing to give back: wrong usage
or settings, and a refused key.
"""

import asyncio
import os
from collections.abc import Awaitable, Callable, Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from summarizer.check import check_statement
from summarizer.compare import compare_readings, read_all
from summarizer.engines import ENGINES, Engine
from summarizer.errors import SettingsError, SummarizerError
from summarizer.gathering import Gathered, Source, gather, note_languages
from summarizer.models import Check, Comparison, Failure
from summarizer.reports.notebook import show_html
from summarizer.results import Checks, Readings
from summarizer.settings import Settings, load_settings
from summarizer.showing import Shown
from summarizer.stored import read_document
from summarizer.text.suggestions import suggest

if TYPE_CHECKING:
    from summarizer.contract import Document
    from summarizer.evaluation import Evaluation
    from summarizer.planning import Plan, Task

T = TypeVar("T")

Shown.render_with(show_html)


async def summarize_articles(
    sources: Iterable[Source], *, settings: Settings | None = None, engine: Engine | None = None
) -> Readings:
    """Summarise articles and list their claims, each with the words that prove it.

    Args:
        sources: files, folders, "-", or articles; a text given twice is read once, with a note.
        settings: what to ask with; loaded from environment and files by default.
        engine: who answers; made from the settings, and closed afterwards, by default.

    Raises:
        SettingsError: nothing was given, or the settings are wrong.
        AccessError: the endpoint refuses the key or the quota is used up.
    """
    settings = _settle(settings, engine)
    return await _summarize(await asyncio.to_thread(gather, sources), settings, engine)


async def compare_articles(
    sources: Iterable[Source], *, settings: Settings | None = None, engine: Engine | None = None
) -> Comparison:
    """Summarise articles and find where they, or the voices in them, contradict each other.

    Args:
        sources: at least two, as for `summarize_articles`.
        settings: what to ask with; loaded from environment and files by default.
        engine: who answers; made from the settings, and closed afterwards, by default.

    Raises:
        SettingsError: fewer than two articles were given, or the settings are wrong.
        AccessError: the endpoint refuses the key or the quota is used up.
    """
    settings = _settle(settings, engine)
    return await _compare(await asyncio.to_thread(gather, sources), settings, engine)


async def check_statements(
    statements: str | Sequence[str],
    against: Iterable[Source],
    *,
    settings: Settings | None = None,
    engine: Engine | None = None,
) -> Checks:
    """Hold one or more statements against articles, with the quotes that support or refute them.

    Args:
        statements: what is to be checked; results come in this order.
        against: the articles, as for `summarize_articles`.
        settings: what to ask with; loaded from environment and files by default.
        engine: who answers; made from the settings, and closed afterwards, by default.

    Raises:
        SettingsError: no statement or no article was given, or the settings are wrong.
        AccessError: the endpoint refuses the key or the quota is used up.
    """
    settings, asked = _settle(settings, engine), _tidy(statements)
    return await _check(asked, await asyncio.to_thread(gather, against), settings, engine)


def summarize_articles_sync(
    sources: Iterable[Source], *, settings: Settings | None = None, engine: Engine | None = None
) -> Readings:
    """Do as `summarize_articles`, for scripts: it returns when all is read."""
    _refuse_loop("summarize_articles")
    settings = _settle(settings, engine)
    return asyncio.run(_summarize(gather(sources), settings, engine))


def compare_articles_sync(
    sources: Iterable[Source], *, settings: Settings | None = None, engine: Engine | None = None
) -> Comparison:
    """Do as `compare_articles`, for scripts: it returns when all is compared."""
    _refuse_loop("compare_articles")
    settings = _settle(settings, engine)
    return asyncio.run(_compare(gather(sources), settings, engine))


def check_statements_sync(
    statements: str | Sequence[str],
    against: Iterable[Source],
    *,
    settings: Settings | None = None,
    engine: Engine | None = None,
) -> Checks:
    """Do as `check_statements`, for scripts: it returns when all is checked."""
    _refuse_loop("check_statements")
    settings, asked = _settle(settings, engine), _tidy(statements)
    return asyncio.run(_check(asked, gather(against), settings, engine))


def read_result(path: str | os.PathLike[str]) -> "Document":
    """Read back a result that a command wrote with `--format json`; any report can be made of it again.

    Raises:
        DocumentError: it is not there, too large, broken, or of another version.
    """
    return read_document(os.fspath(path))


def plan_run_sync(
    task: "Task", sources: Iterable[Source], statements: Sequence[str] = (), *, settings: Settings | None = None
) -> "Plan":
    """Say what a run would send where and what that would cost; nothing is sent.

    Raises:
        SettingsError: as the run itself would.
    """
    from summarizer.planning import make_plan

    _refuse_loop("planning.make_plan")
    settings = _settle(settings, None)
    asked = _tidy(statements) if task == "check" else ()
    gathered = gather(sources)
    if task == "compare":
        _refuse_lone(gathered)
    articles, failures = gathered.articles, gathered.failures
    return asyncio.run(make_plan(task, articles, settings, statements=asked, failures=failures))


def evaluate_folder_sync(folder: Path, *, settings: Settings | None = None) -> "Evaluation":
    """Score an engine on the labelled cases below a folder.

    Raises:
        SettingsError: the folder holds no case, or the settings are wrong.
        AccessError: the endpoint refuses the key or the quota is used up.
    """
    from summarizer.evaluation import evaluate

    _refuse_loop("evaluation.evaluate")
    return asyncio.run(_with_engine(_settle(settings, None), None, lambda engine: evaluate(folder, engine)))


def _settle(settings: Settings | None, engine: Engine | None) -> Settings:
    """Load settings where none are given, and refuse an engine that is not in the table, before anything is read."""
    settings = load_settings() if settings is None else settings
    if engine is None and settings.resolved_engine not in ENGINES:
        names = ["auto", *ENGINES]
        mend = suggest(settings.engine, names) or f"the engines are {', '.join(names)}"
        raise SettingsError(f"there is no engine {settings.engine!r}", mend)
    return settings


def _tidy(statements: str | Sequence[str]) -> tuple[str, ...]:
    asked = (statements,) if isinstance(statements, str) else tuple(statements)
    if not asked or not all(statement.strip() for statement in asked):
        raise SettingsError("there is no statement to check", "give a sentence that the articles may prove or disprove")
    return tuple(statement.strip() for statement in asked)


async def _summarize(gathered: Gathered, settings: Settings, engine: Engine | None) -> Readings:
    async def work(engine: Engine) -> Readings:
        articles = note_languages(gathered, engine.languages).articles
        readings, failures = await read_all(articles, engine, settings.concurrency)
        return Readings(
            engine=engine.info,
            readings=tuple(readings),
            failures=(*gathered.failures, *failures),
            usage=engine.usage,
        )

    return await _with_engine(settings, engine, work)


async def _compare(gathered: Gathered, settings: Settings, engine: Engine | None) -> Comparison:
    _refuse_lone(gathered)

    async def work(engine: Engine) -> Comparison:
        articles = note_languages(gathered, engine.languages).articles
        readings, failures = await read_all(articles, engine, settings.concurrency)
        before = (*gathered.failures, *failures)
        if not readings:
            return Comparison(engine=engine.info, readings=(), failures=before, usage=engine.usage)
        comparison = await compare_readings(readings, engine)
        return comparison.model_copy(update={"failures": (*before, *comparison.failures)})

    return await _with_engine(settings, engine, work)


def _refuse_lone(gathered: Gathered) -> None:
    if gathered.sources < 2:
        raise SettingsError("one article alone can't be compared", "give at least two, or use summarize for one")


async def _check(statements: tuple[str, ...], gathered: Gathered, settings: Settings, engine: Engine | None) -> Checks:
    limit = asyncio.Semaphore(settings.concurrency)

    async def work(engine: Engine) -> Checks:
        articles = note_languages(gathered, engine.languages).articles

        async def one(statement: str) -> Check | Failure:
            if not articles:
                return Failure(stage="check", subject=statement, reason="no article could be read")
            async with limit:
                return await check_statement(statement, articles, engine)

        async with asyncio.TaskGroup() as group:
            tasks = [group.create_task(one(statement)) for statement in statements]
        return Checks(
            engine=engine.info,
            articles=articles,
            statements=statements,
            checks=tuple(task.result() for task in tasks),
            failures=gathered.failures,
            usage=engine.usage,
        )

    return await _with_engine(settings, engine, work)


async def _with_engine(settings: Settings, engine: Engine | None, work: Callable[[Engine], Awaitable[T]]) -> T:
    """Work with the caller's engine, or with one of our own that is closed afterwards."""
    asked = ENGINES[settings.resolved_engine](settings) if engine is None else engine
    try:
        return await work(asked)
    except BaseExceptionGroup as group:
        raise _first(group) from None
    finally:
        if engine is None:
            await asked.aclose()


def _first(group: BaseExceptionGroup[BaseException]) -> BaseException:
    """Pick the one to raise of errors that came at once: ours before any other."""
    alone = [_first(error) if isinstance(error, BaseExceptionGroup) else error for error in group.exceptions]
    return next((error for error in alone if isinstance(error, SummarizerError)), alone[0])


def _refuse_loop(name: str) -> None:
    try:
        asyncio.get_running_loop()
    except RuntimeError:
        return
    raise SettingsError(f"{name}_sync was called where an event loop is running", f"await {name}(…) there")
