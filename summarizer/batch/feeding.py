"""The thread that walks the sources: it may wait for a disk or for standard input, and nothing else waits for it."""

import asyncio
import concurrent.futures
import contextlib
import sqlite3
import threading
from collections.abc import Callable, Iterator
from typing import NamedTuple

from summarizer.errors import OutputError, SummarizerError
from summarizer.models import Failure
from summarizer.readers.entries import Entry, row_id
from summarizer.readers.rows import Found
from summarizer.runs import Known


class Seen(NamedTuple):
    """A further place of an article that is done."""

    entry: Entry
    article: str


Fed = Entry | Seen | Failure | SummarizerError | None
"""What comes out: an entry to be read or noted, a row that can't be, why there is no more, or None at the end."""


class Again(NamedTuple):
    """What is read though it was read before: what failed, or everything."""

    failed: bool = False
    everything: bool = False


class Feeder:
    """Walks the sources, leaves out what is done, and hands on the rest; never more than a few ahead.

    Args:
        found: makes the stream of entries.
        known: what is done.
        again: what is read once more.
        ahead: how many entries may wait to be taken.
    """

    def __init__(self, found: Callable[[], Iterator[Found]], known: Known, again: Again, ahead: int) -> None:
        self._found, self._known, self._again = found, known, again
        self._queue: asyncio.Queue[Fed] = asyncio.Queue(ahead)
        self._loop = asyncio.get_running_loop()
        self._is_stopped = False
        self.cached = 0
        self.failed = 0
        self.seen = 0

    def start(self) -> None:
        """Begin; the thread is left alone when the process ends, for it may wait for input that never comes."""
        threading.Thread(target=self._run, name="summarizer-feeder", daemon=True).start()

    async def take(self) -> Fed:
        """Take the next; the end is there for everybody who asks."""
        fed = await self._queue.get()
        if fed is None or isinstance(fed, SummarizerError):
            self._queue.put_nowait(fed)
        return fed

    def stop(self) -> None:
        """Let the thread end at its next entry, and whoever waits for one go."""
        self._is_stopped = True
        with contextlib.suppress(asyncio.QueueFull):  # then nobody waits
            self._queue.put_nowait(None)

    def _run(self) -> None:
        last: SummarizerError | None = None
        try:
            for one in self._found():
                if self._is_stopped:
                    return
                self.seen += 1
                fed = self._wanted(one)
                if fed is not None:
                    self._put(fed)
        except SummarizerError as error:
            last = error
        except sqlite3.Error as error:
            last = OutputError(f"what is done already can't be read: {error}", "close other programs that have it open")
        except Exception as error:  # noqa: BLE001  a thread's trouble must be told by the one that waits for it
            last = SummarizerError(f"the sources can't be read: {type(error).__name__}: {error}")
        finally:
            self._known.close()
            self._put(last)

    def _put(self, fed: Fed) -> None:
        with contextlib.suppress(
            RuntimeError, asyncio.CancelledError, concurrent.futures.CancelledError
        ):  # the loop has ended: nobody takes it
            if not self._is_stopped:
                asyncio.run_coroutine_threadsafe(self._queue.put(fed), self._loop).result()

    def _wanted(self, one: Found) -> Entry | Seen | Failure | None:
        """Say what is to be done about one of the stream, None where nothing is: it is done, or failed before."""
        if isinstance(one, Failure):
            return one
        identity = identity_of(one)
        if not self._again.everything and self._is_done(one, identity):
            if identity and not self._known.has_place(one.place, identity):
                return Seen(one, identity)
            self.cached += 1
            return None
        is_again = self._again.failed or self._again.everything
        if not is_again and self._known.has_failed(one.place, identity, one.stamp):
            self.failed += 1
            return None
        return one

    def _is_done(self, entry: Entry, identity: str) -> bool:
        if identity:
            return self._known.has_article(identity)
        return entry.stamp is not None and self._known.has_file(entry.place, entry.stamp)


def identity_of(entry: Entry) -> str:
    """Give the id that a row's article has; a file's is not known before it is read, and its stamp stands for it."""
    return "" if entry.text is None else row_id(entry)
