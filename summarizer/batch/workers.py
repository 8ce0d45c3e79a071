"""Processes that read, each with an engine of its own: for an engine that one core keeps busy.

A worker is given one article at a time, by its path where it has one, and gives back rows. If it dies (the system kills
what takes too much memory), the article is given once more to a fresh one, and is a failure if that dies too.
"""

import asyncio
import contextlib
import multiprocessing
import os
import signal
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from multiprocessing.connection import Connection
from types import TracebackType
from typing import Self

from summarizer.batch.asking import Asked, ask_engine
from summarizer.engines import ENGINES, Engine
from summarizer.errors import EngineError
from summarizer.models import Failure, Usage
from summarizer.readers.entries import Entry
from summarizer.settings import Settings

TRIES = 2  # of an article whose worker dies
PATIENCE = 300.0  # seconds for one article; the longest that is read, 5 MiB, takes one
READY = "ready"

MakeEngine = Callable[[Settings], Engine]


def make_engine(settings: Settings) -> Engine:
    """Make the engine that the settings name."""
    return ENGINES[settings.resolved_engine](settings)


class Workers:
    """So many workers, started when they are first needed; an `Ask`.

    Args:
        count: how many.
        settings: what their engines are made from.
        make: makes an engine; a function of a module, since a fresh process looks it up by its name.
    """

    usage = Usage(cost_usd=0.0)

    def __init__(self, count: int, settings: Settings, make: MakeEngine = make_engine) -> None:
        self._idle: asyncio.Queue[_Worker] = asyncio.Queue()
        self._workers = [_Worker(settings, make) for _ in range(count)]
        for worker in self._workers:
            self._idle.put_nowait(worker)
        self._threads = ThreadPoolExecutor(count, "summarizer-worker")

    async def __call__(self, entry: Entry, /) -> Asked:
        """Have the next free worker read an entry.

        Raises:
            EngineError: a worker can't be started.
        """
        worker = await self._idle.get()
        try:
            return await asyncio.get_running_loop().run_in_executor(self._threads, worker.ask, entry)
        finally:
            self._idle.put_nowait(worker)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """End all workers at once, whatever they are at."""
        for worker in self._workers:
            worker.end()
        self._threads.shutdown(wait=True, cancel_futures=True)


class _Worker:
    """One process and the line to it; asked from one thread at a time."""

    def __init__(self, settings: Settings, make: MakeEngine) -> None:
        self._settings, self._make = settings, make
        self._process: multiprocessing.process.BaseProcess | None = None
        self._line: Connection | None = None
        self._is_ended = False

    def ask(self, entry: Entry) -> Asked:
        """Give an entry to the process and wait for what it makes of it."""
        why = ""
        for _ in range(TRIES):
            if self._is_ended:
                break
            line = self._started()
            try:
                line.send(entry)
                if line.poll(PATIENCE):
                    found: Asked = line.recv()
                    return found
                why = f"it took longer than {PATIENCE:.0f} seconds"
            except (EOFError, OSError):
                why = f"the process that read it ended {self._how_ended()}, and so did the next"
            self._stop()
        return Asked(Failure(stage="summarize", subject=entry.place, reason=why or "the run was ended"))

    def end(self) -> None:
        """End the process now; whoever waits for it is told that it ended."""
        self._is_ended = True
        process = self._process
        if process is not None:
            process.kill()

    def _started(self) -> Connection:
        """Give the line to the process, which is started if there is none."""
        if self._line is not None:
            return self._line
        context = multiprocessing.get_context("spawn")  # forking a process with threads copies locks that are held
        self._line, theirs = context.Pipe()
        self._process = context.Process(target=_work, args=(theirs, self._settings, self._make), daemon=True)
        with _interrupts_held():
            self._process.start()
        theirs.close()
        if self._is_ended:
            self._process.kill()
        with contextlib.suppress(EOFError, OSError):
            if self._line.recv() == READY:
                return self._line
        how = self._how_ended()
        self._stop()
        raise EngineError(
            f"a process to read with ended {how} before it began", "use --workers 1, or see its message above"
        )

    def _how_ended(self) -> str:
        if self._process is None:
            return "early"
        self._process.join(1.0)
        code = self._process.exitcode
        return f"by signal {-code}" if code is not None and code < 0 else f"with code {code}"

    def _stop(self) -> None:
        if self._process is not None:
            self._process.kill()
            self._process.join()
            self._process.close()
        if self._line is not None:
            self._line.close()
        self._process = self._line = None


@contextlib.contextmanager
def _interrupts_held() -> Iterator[None]:
    """Have a process start with Ctrl-C held back, which a terminal sends to all: it is for the first process to obey."""
    if os.name == "nt":
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _work(line: Connection, settings: Settings, make: MakeEngine) -> None:
    """Read what comes down the line until its other end is gone."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    with asyncio.Runner() as runner, contextlib.suppress(EOFError, OSError):
        engine = make(settings)
        line.send(READY)
        while True:
            line.send(runner.run(ask_engine(engine, line.recv())))
