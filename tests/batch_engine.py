"""An engine for tests of batches, made in whatever process reads; and, as a script, a batch with it, to be killed.

The first line of an article may be an order: "die" kills the process that reads it, "die once" does so the first time,
"fail" is a failure, "raise" an error that nobody foresaw, "refuse" a refused key, "kill" and a signal's name sends that
to the process once as many articles were read as the environment's KILL_AT says.
"""

import asyncio
import os
import signal
import sys
from pathlib import Path

from building import ScriptedEngine, make_reading

from summarizer.batch import Again, Order, Watch, run_batch_sync
from summarizer.errors import AccessError
from summarizer.models import Failure
from summarizer.readers.streams import Choice, Sources
from summarizer.settings import Settings


class ObedientEngine(ScriptedEngine):
    """Claims every line of an article; does what its first line says."""

    async def read(self, article):
        order = article.text.partition("\n")[0]
        mark = Path(os.environ.get("MARKS", "/nonexistent")) / article.sha256
        if order == "die" or (order == "die once" and not mark.exists()):
            mark.touch()
            os.kill(os.getpid(), signal.SIGKILL)
        if order == "fail":
            return Failure(stage="summarize", subject=article.id, reason="the answer was refused")
        if order == "raise":
            message = "a mistake of ours"
            raise ZeroDivisionError(message)
        if order == "refuse":
            raise AccessError("the key was refused", "set another")
        self.asked.append(article.id)
        return make_reading(article, tuple(article.words_of(sentence) for sentence in article.sentences))


class KilledEngine(ObedientEngine):
    """Sends its process a signal when it is asked for the so-manieth article, and notes all that it was asked."""

    calls = 0

    async def read(self, article):
        note(article.id)
        await asyncio.sleep(0)
        self.calls += 1
        if self.calls == int(os.environ.get("KILL_AT", "-1")):
            os.kill(os.getpid(), getattr(signal, os.environ["KILL_BY"]))
        await asyncio.sleep(float(os.environ.get("SLOWLY", "0")))
        return await super().read(article)


def note(article_id):
    """Write down who was asked about, at once: the process may be killed the next moment."""
    with Path(os.environ["ASKED"]).open("a", encoding="utf-8") as asked:
        asked.write(f"{article_id}\n")


def make_obedient(settings):  # noqa: ARG001  one signature for all
    return ObedientEngine()


def make_killed(settings):  # noqa: ARG001  one signature for all
    return KilledEngine()


def main():
    """Run a batch of the folder given first into the one given second, and exit by how it ended."""
    from summarizer.cli.batches import EXIT_CODES

    order = Order(Sources((sys.argv[1],)), Path(sys.argv[2]), "test", Choice(), Again())
    told = Watch(lambda _: None, lambda: sys.stderr.write("stopping\n"))
    ended = run_batch_sync(order, Settings(engine="scripted", concurrency=4), told, make_killed)
    sys.exit(EXIT_CODES[ended.outcome])


if __name__ == "__main__":
    main()
