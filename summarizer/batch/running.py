"""A batch at work: entries are taken, asked about so many at a time, and kept; a few times a second what is kept is made to last."""

import asyncio
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from typing import Any, NamedTuple

from summarizer.batch.asking import Ask
from summarizer.batch.feeding import Again, Feeder, Seen, identity_of
from summarizer.batch.progress import Progress
from summarizer.errors import AccessError, SummarizerError
from summarizer.models import EngineInfo, Failure
from summarizer.readers.entries import Entry
from summarizer.readers.rows import Found
from summarizer.runs import Counts, RunStore
from summarizer.runs.store import Outcome

COMMIT_EVERY = 0.1  # seconds: what a kill can cost, and few enough commits to cost nothing
COMMIT_AFTER = 200  # articles, so that what is not committed yet stays small


class Batch(NamedTuple):
    """What is to be done.

    The sources, which of it once more, who is asked, and how many at a time; engine, settings and version are for the
    record. `found` is called twice: once to read, once to count what there is; `is_counted` is false where the sources
    can be read only once.
    """

    found: Callable[[], Iterator[Found]]
    again: Again
    ask: Ask
    slots: int
    info: EngineInfo
    settings: Mapping[str, Any]
    version: str
    is_counted: bool = True


class Ended(NamedTuple):
    """How a batch ended, and how far it came; `error` says why it ended early, where that was an error."""

    outcome: Outcome
    progress: Progress
    error: SummarizerError | None = None


async def run_batch(
    batch: Batch, store: RunStore, tell: Callable[[Progress], None], stop: asyncio.Event | None = None
) -> Ended:
    """Work through a batch; whatever ends it, all that was finished is kept.

    Args:
        batch: what is to be done.
        store: where it is kept.
        tell: told of the progress some times a second.
        stop: ends the batch when it is set.

    Raises:
        OutputError: the store can't be written.
    """
    store.begin(batch.info, batch.settings, batch.version)
    return await _Running(batch, store, tell, stop or asyncio.Event()).run()


class _Running:
    """The state of a batch at work."""

    def __init__(self, batch: Batch, store: RunStore, tell: Callable[[Progress], None], stop: asyncio.Event) -> None:
        self._batch, self._store, self._tell, self._stop = batch, store, tell, stop
        self._feeder = Feeder(batch.found, store.known(), batch.again, 2 * batch.slots)
        self._done = self._seen = self._failed = self._pending = 0
        self._total: int | None = None
        self._begun = time.monotonic()
        self._is_capped = False

    async def run(self) -> Ended:
        self._feeder.start()
        if self._batch.is_counted:
            threading.Thread(target=self._count, name="summarizer-counter", daemon=True).start()
        error: SummarizerError | None = None
        outcome: Outcome = "interrupted"
        work = asyncio.ensure_future(self._work())
        stopped = asyncio.ensure_future(self._stop.wait())
        ticking = asyncio.ensure_future(self._tick())
        try:
            await asyncio.wait({work, stopped, ticking}, return_when=asyncio.FIRST_COMPLETED)
            if ticking.done():
                await ticking  # it ends only by an error: the store can't be written
            if work.done():
                error = work.result()
                outcome = self._outcome(error)
        except asyncio.CancelledError:  # Ctrl-C where signals can't be handled: it is answered as the stop event is
            outcome = "interrupted"
        finally:
            self._feeder.stop()
            for task in (work, stopped, ticking):
                task.cancel()
            await asyncio.gather(work, stopped, ticking, return_exceptions=True)
        if outcome in {"done", "failed"}:
            self._total = sum(self.progress().counts)
        self._commit()
        self._store.end(outcome, index=outcome in {"done", "failed"})
        self._tell(self.progress())
        return Ended(outcome, self.progress(), error)

    def progress(self) -> Progress:
        counts = Counts(self._done, self._feeder.cached + self._seen, self._failed + self._feeder.failed)
        return Progress(counts, self._total, time.monotonic() - self._begun, self._batch.ask.usage)

    def _outcome(self, error: SummarizerError | None) -> Outcome:
        if isinstance(error, AccessError):
            return "access"
        if error is not None:
            return "stopped"
        if self._is_capped:
            return "cap"
        return "failed" if self.progress().counts.failed else "done"

    async def _work(self) -> SummarizerError | None:
        """Have all slots work; give the error that ended them early, if one did."""
        try:
            async with asyncio.TaskGroup() as group:
                for _ in range(self._batch.slots):
                    group.create_task(self._slot())
        except BaseExceptionGroup as errors:
            ours = errors.subgroup(SummarizerError)
            if ours is None:
                raise
            found = [one for one in _leaves(ours) if isinstance(one, SummarizerError)]
            return next((one for one in found if isinstance(one, AccessError)), found[0])
        return None

    async def _slot(self) -> None:
        while not self._is_capped:
            fed = await self._feeder.take()
            match fed:
                case None:
                    return
                case SummarizerError():
                    raise fed
                case Seen():
                    self._store.see(fed.entry, fed.article)
                    self._seen += 1
                case Failure():
                    self._store.fail(fed, fed.subject)
                    self._failed += 1
                case Entry():
                    await self._read(fed)
            self._pending += 1
            if self._pending >= COMMIT_AFTER:
                self._commit()

    async def _read(self, entry: Entry) -> None:
        asked = await self._batch.ask(entry)
        if asked.capped:
            self._is_capped = True
            self._feeder.stop()
        elif isinstance(asked.outcome, Failure):
            self._store.fail(asked.outcome, entry.place, identity_of(entry), entry.stamp)
            self._failed += 1
        else:
            self._store.keep(asked.outcome, entry)
            self._done += 1

    async def _tick(self) -> None:
        while True:
            await asyncio.sleep(COMMIT_EVERY)
            self._commit()
            self._tell(self.progress())

    def _commit(self) -> None:
        progress = self.progress()
        self._store.note(progress.counts, progress.usage, progress.total, progress.seconds)
        self._store.commit()
        self._pending = 0

    def _count(self) -> None:
        """Count what the sources hold, on a walk of its own; what can't be counted is not."""
        try:
            self._total = sum(1 for _ in self._batch.found())
        except Exception:  # noqa: BLE001  the walk that reads will meet the same and tell it
            self._total = None


def _leaves(group: BaseExceptionGroup[BaseException]) -> Iterator[BaseException]:
    for error in group.exceptions:
        if isinstance(error, BaseExceptionGroup):
            yield from _leaves(error)
        else:
            yield error
