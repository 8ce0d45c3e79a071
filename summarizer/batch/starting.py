"""The door to a batch for programs that wait: the engine made, the run's file opened, signals obeyed, all of it closed."""

import asyncio
import contextlib
import os
import signal
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager, contextmanager
from pathlib import Path
from typing import NamedTuple

from summarizer.batch.asking import Ask, EngineAsk
from summarizer.batch.feeding import Again
from summarizer.batch.progress import Progress
from summarizer.batch.running import Batch, Ended, run_batch
from summarizer.batch.workers import MakeEngine, Workers, make_engine
from summarizer.models import EngineInfo
from summarizer.readers.sources import STANDARD_INPUT
from summarizer.readers.streams import Choice, Sources, stream
from summarizer.runs import RunStore
from summarizer.settings import Settings

IN_PROCESSES = frozenset({"embedded"})
"""Engines that keep a core busy, and read in processes of their own."""

MOST_UNDER_WAY = 64  # articles at a time where the setting concurrency says nothing; the pace begins at 8
SPARE_FILES = 40  # file descriptors for all but connections: libraries, the run's file, sources


class Order(NamedTuple):
    """What is asked for: the sources, which of them, what once more, where it is kept, by how many processes.

    `workers` of None takes as many as there are cores; only an engine of `IN_PROCESSES` has any.
    """

    sources: Sources
    folder: Path
    version: str
    choice: Choice = Choice()
    again: Again = Again()
    workers: int | None = None


class Watch(NamedTuple):
    """Who is told of the progress some times a second, and at once that a signal came."""

    tell: Callable[[Progress], None]
    stopping: Callable[[], None]


def run_batch_sync(order: Order, settings: Settings, watch: Watch, make: MakeEngine = make_engine) -> Ended:
    """Work through a batch and return when it has ended; a first Ctrl-C or SIGTERM ends it in order.

    Args:
        order: what is asked for.
        settings: what to ask with.
        watch: who is told how it goes.
        make: makes the engine.

    Raises:
        SettingsError: another run works in the folder, its file is of another version, or the settings are wrong.
        OutputError: the run's file can't be written.
    """
    settings = with_room(settings)
    with contextlib.closing(RunStore(order.folder)) as store:
        return asyncio.run(_run(order, settings, store, watch, make))


def with_room(settings: Settings) -> Settings:
    """Have as many articles under way as a batch deserves, and as the system has files for."""
    wanted = settings.concurrency if "concurrency" in settings.model_fields_set else MOST_UNDER_WAY
    return settings.model_copy(update={"concurrency": max(1, min(wanted, _most_files() - SPARE_FILES))})


async def _run(order: Order, settings: Settings, store: RunStore, watch: Watch, make: MakeEngine) -> Ended:
    stop = asyncio.Event()
    async with _asker(order, settings, make) as (ask, info, slots):
        batch = Batch(
            found=lambda: stream(order.sources, order.choice),
            again=order.again,
            ask=ask,
            slots=slots,
            info=info,
            settings=_told(order, settings),
            version=order.version,
            is_counted=STANDARD_INPUT not in order.sources.paths,
        )
        with _obeyed(stop, watch.stopping):
            return await run_batch(batch, store, watch.tell, stop)


@asynccontextmanager
async def _asker(order: Order, settings: Settings, make: MakeEngine) -> AsyncIterator[tuple[Ask, EngineInfo, int]]:
    """Make whoever reads, with the record of the engine and how many articles are under way."""
    engine = make(settings)
    try:
        if settings.resolved_engine in IN_PROCESSES:
            count = order.workers or os.cpu_count() or 1
            with Workers(count, settings, make) as workers:
                yield workers, engine.info, count
        else:
            yield EngineAsk(engine), engine.info, settings.concurrency
    finally:
        await engine.aclose()


@contextmanager
def _obeyed(stop: asyncio.Event, stopping: Callable[[], None]) -> Iterator[None]:
    """Have the first signal end the batch in order; the next does what it does anywhere."""
    loop = asyncio.get_running_loop()
    signals = (signal.SIGINT, signal.SIGTERM)

    def obey() -> None:
        for one in signals:
            loop.remove_signal_handler(one)
        stop.set()
        stopping()

    try:
        for one in signals:
            loop.add_signal_handler(one, obey)
    except (NotImplementedError, RuntimeError, ValueError):  # Windows, or no main thread: Ctrl-C cancels the batch
        yield
        return
    try:
        yield
    finally:
        for one in signals:
            loop.remove_signal_handler(one)


def _told(order: Order, settings: Settings) -> dict[str, object]:
    """Say for the record what was asked for and with what; no key is among it."""
    kept = ("engine", "model", "temperature", "seed", "max_output_tokens", "max_cost", "max_calls")
    told: dict[str, object] = {name: getattr(settings, name) for name in kept}
    return told | {
        "sources": [one.encode("utf-8", "replace").decode() for one in (*order.sources.paths, *order.sources.lists)],
        "column": order.sources.column,
        **order.choice._asdict(),
    }


def _most_files() -> int:
    try:
        import resource
    except ImportError:  # Windows
        return 512
    soft, _ = resource.getrlimit(resource.RLIMIT_NOFILE)
    return 1_000_000 if soft == resource.RLIM_INFINITY else soft
