"""One article asked about: its entry read, its engine asked, the answer made into rows; or a failure, never an exception."""

from typing import NamedTuple, Protocol

from summarizer.engines import Engine
from summarizer.errors import AccessError, ArticleError, SummarizerError
from summarizer.models import Failure, Usage
from summarizer.readers.entries import Entry, not_read, read_entry
from summarizer.readers.remarks import note_language
from summarizer.runs.rows import ReadingRows, rows_of


class Asked(NamedTuple):
    """What came of an entry; `capped` says that a cap kept some of it from being asked, so that it is to be asked again."""

    outcome: ReadingRows | Failure
    capped: bool = False


class Ask(Protocol):
    """Whoever reads entries: one engine in this process, or many in processes of their own."""

    async def __call__(self, entry: Entry, /) -> Asked:
        """Read an entry."""
        ...

    @property
    def usage(self) -> Usage:
        """What was used so far."""
        ...


class EngineAsk:
    """Asks one engine, in this process.

    Args:
        engine: who answers.
    """

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    @property
    def usage(self) -> Usage:
        """What was used so far."""
        return self._engine.usage

    async def __call__(self, entry: Entry, /) -> Asked:
        """Read an entry.

        Raises:
            AccessError: the endpoint refuses the key or the quota is used up.
        """
        asked = await ask_engine(self._engine, entry)
        has_failed = isinstance(asked.outcome, Failure) or bool(asked.outcome.rejections)
        return asked._replace(capped=has_failed and self._engine.usage.cap is not None)


async def ask_engine(engine: Engine, entry: Entry) -> Asked:
    """Read an entry's article and have it read by an engine.

    Raises:
        AccessError: the endpoint refuses the key or the quota is used up.
    """
    try:
        article = note_language(read_entry(entry), engine.languages)
    except ArticleError as error:
        return Asked(not_read(entry.place, error))
    try:
        reading = await engine.read(article)
    except AccessError:
        raise
    except SummarizerError as error:
        return Asked(_failure(entry, "; ".join(filter(None, (error.cause, error.mend)))))
    except Exception as error:  # noqa: BLE001  one article that we fail at must not end a run of thousands
        return Asked(_failure(entry, f"summarizer itself failed: {type(error).__name__}: {error}"))
    if isinstance(reading, Failure):
        return Asked(reading.model_copy(update={"subject": entry.place}))
    return Asked(rows_of(reading, entry.fields))


def _failure(entry: Entry, reason: str) -> Failure:
    return Failure(stage="summarize", subject=entry.place, reason=reason)
