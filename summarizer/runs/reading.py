"""A run's file read: records one by one, in an order that no run, kill or number of workers changes, and how far it is."""

import contextlib
import json
import sqlite3
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple, Self

from pydantic import ValidationError

from summarizer.errors import OutputError, SettingsError
from summarizer.models import Claim, EngineInfo, Failure, Reading, Record, Usage
from summarizer.runs import rows as columns
from summarizer.runs.lock import NAME as LOCK
from summarizer.runs.lock import RunLock
from summarizer.runs.rows import ReadingRows, claim_of, reading_of
from summarizer.runs.schema import check_version
from summarizer.runs.store import FILE, PATIENCE


class ListedClaim(NamedTuple):
    """A claim with the article that it stands in, without the article's text."""

    article: str
    source: str
    title: str | None
    outlet: str | None
    published: str | None
    claim: Claim


class Reason(NamedTuple):
    """Why articles failed: how many for one reason, and one of them."""

    stage: str
    reason: str
    articles: int
    example: str


class Status(Record):
    """How far a run is. `left` and `total` are None where the sources are not known to their end.

    `running` says whether it is at work now; `seconds`, `rate` (articles a second) and `usage` are of the last run.
    """

    engine: EngineInfo
    articles: int
    failed: int
    reasons: tuple[Reason, ...]
    total: int | None
    left: int | None
    running: bool
    outcome: str | None
    done: int
    cached: int
    seconds: float
    rate: float | None
    usage: Usage
    spent_usd: float | None


class Run:
    """A run's results, read as they are asked for; also while it is at work.

    Args:
        folder: the run's folder, as given to `batch --out`.

    Raises:
        SettingsError: there is no run in the folder, or one of another version.
        OutputError: the file can't be read.
    """

    def __init__(self, folder: Path | str) -> None:
        self.folder = Path(folder)
        self.path = self.folder / FILE
        if not self.path.is_file():
            raise SettingsError(f"there is no run in {str(folder)!r}", "name the folder that was given to batch --out")
        try:
            self._database = _open(self.path)
        except sqlite3.Error as error:
            raise OutputError(
                f"{self.path} can't be read: {error}", "take it away, or restore it from a copy"
            ) from None
        try:
            check_version(self._database, self.path)
        except sqlite3.Error as error:
            self._database.close()
            raise OutputError(
                f"{self.path} can't be read: {error}", "take it away, or restore it from a copy"
            ) from None
        except BaseException:
            self._database.close()
            raise

    def readings(self) -> Iterator[Reading]:
        """Give every reading, by its article's id; an article of several places has the first, and notes on the others.

        Raises:
            OutputError: an article's rows are damaged.
        """
        names = ", ".join(f"a.{name}" for name in columns.ARTICLE)
        query = f"SELECT a.number, t.text, {names} FROM articles a JOIN texts t ON t.sha256 = a.sha256 ORDER BY a.id"  # noqa: S608  our names
        for number, text, *article in self._each(query):
            parts = [
                self._rows(table, listed, number, order)
                for table, listed, order in (
                    ("sentences", columns.SENTENCE, "sentence"),
                    ("claims", columns.CLAIM, "number"),
                    ("points", columns.POINT, "point"),
                    ("evidence", columns.EVIDENCE, "point, item"),
                    ("rejections", columns.REJECTION, "item"),
                )
            ]
            rows = ReadingRows(text, tuple(article), *parts)
            query = "SELECT DISTINCT source FROM sources WHERE article = ? ORDER BY source"
            sources = [row[0] for row in self._database.execute(query, (number,))] or [article[2]]
            try:
                yield reading_of(rows, sources[0], sources[1:])
            except (ValidationError, ValueError, TypeError) as error:
                reason = str(error).splitlines()[0]
                raise OutputError(
                    f"the rows of article {article[0]} in {self.path} are damaged: {reason}",
                    "read it again with --force",
                ) from None

    def claims(self) -> Iterator[ListedClaim]:
        """Give every claim, by its article's id and its own number."""
        names = ", ".join(f"c.{name}" for name in columns.CLAIM)
        query = (
            f"SELECT a.id, (SELECT min(source) FROM sources WHERE article = a.number), a.title, a.outlet, a.published, {names} "  # noqa: S608  our names
            "FROM articles a JOIN claims c ON c.article = a.number ORDER BY a.id, c.number"
        )
        for article, source, title, outlet, published, *row in self._each(query):
            yield ListedClaim(article, source or "", title, outlet, published, claim_of(row))

    def failures(self) -> Iterator[Failure]:
        """Give every article that could not be read, by its place."""
        for stage, subject, reason in self._each("SELECT stage, subject, reason FROM failures ORDER BY place"):
            yield Failure(stage=stage, subject=subject, reason=reason)

    def engine(self) -> EngineInfo:
        """Say which engine answered last, with the model and the versions of the prompts."""
        query = "SELECT e.name, e.model, e.prompts FROM runs r JOIN engines e ON e.number = r.engine ORDER BY r.number DESC LIMIT 1"
        row = self._database.execute(query).fetchone()
        if row is None:
            return EngineInfo(name="none")
        return EngineInfo(name=row[0], model=row[1], prompts=json.loads(row[2]))

    def status(self) -> Status:
        """Say how far the run is, and what failed for which reasons."""
        database = self._database
        [articles] = database.execute("SELECT count(*) FROM articles").fetchone()
        [failed] = database.execute("SELECT count(*) FROM failures").fetchone()
        reasons = database.execute("SELECT * FROM failure_reasons ORDER BY articles DESC, stage, reason").fetchall()
        row = database.execute(
            "SELECT number, outcome, total, done, cached, failed, seconds FROM runs ORDER BY number DESC LIMIT 1"
        ).fetchone()
        number, outcome, total, done, cached, failed_now, seconds = row or (0, None, None, 0, 0, 0, 0.0)
        [spent, unknown] = database.execute("SELECT sum(cost_usd), sum(cost_usd IS NULL) FROM costs").fetchone()
        return Status(
            engine=self.engine(),
            articles=articles,
            failed=failed,
            reasons=tuple(Reason(*one) for one in reasons),
            total=total,
            left=None if total is None else max(0, total - done - cached - failed_now),
            running=self._is_running(),
            outcome=outcome,
            done=done,
            cached=cached,
            seconds=seconds,
            rate=done / seconds if seconds else None,
            usage=self._usage(number),
            spent_usd=None if unknown else spent,
        )

    def to_dataframe(self) -> Any:
        """Make a pandas DataFrame of the claims, one a row, with their articles' columns; all of them at once.

        Raises:
            SettingsError: pandas is not installed.
        """
        try:
            import pandas as pd
        except ImportError:
            raise SettingsError(
                "pandas, which a data frame is made with, is not installed",
                "install it: pip install 'summarizer[dataframe]'",
            ) from None
        made = [flat(one) for one in self.claims()]
        return pd.DataFrame(made, columns=list(FLAT))

    def close(self) -> None:
        """Close the file."""
        self._database.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def _each(self, query: str) -> Iterator[Sequence[Any]]:
        with contextlib.closing(self._database.execute(query)) as found:
            yield from found

    def _rows(self, table: str, names: Sequence[str], number: int, order: str) -> list[Any]:
        query = f"SELECT {', '.join(names)} FROM {table} WHERE article = ? ORDER BY {order}"  # noqa: S608  our names
        return self._database.execute(query, (number,)).fetchall()

    def _usage(self, run: int) -> Usage:
        query = "SELECT calls, cached, prompt_tokens, completion_tokens, cost_usd FROM costs WHERE run = ? AND stage = 'read'"
        row = self._database.execute(query, (run,)).fetchone()
        names = ("calls", "cached", "prompt_tokens", "completion_tokens", "cost_usd")
        return Usage(**dict(zip(names, row, strict=True))) if row else Usage()

    def _is_running(self) -> bool:
        """Whether a run holds the folder's lock."""
        if not (self.folder / LOCK).exists():
            return False
        try:
            RunLock(self.folder).release()
        except SettingsError:
            return True
        except OutputError:  # a folder that may only be read: nobody can run in it
            return False
        return False


FLAT = (
    "article source title outlet published claim text kind quote start end sentence speaker role mode subject polarity "
    "modality condition time quantities checkworthy"
).split()
"""Columns of a claim in a table."""


def flat(listed: ListedClaim) -> tuple[Any, ...]:
    """Make a claim one row of the columns `FLAT`; quantities are JSON."""
    claim, said = listed.claim, listed.claim.attribution
    quantities = json.dumps([one.model_dump(mode="json") for one in claim.quantities], ensure_ascii=False)
    return (
        *listed[:5],
        *(claim.id, claim.text, claim.kind, claim.quote, claim.start, claim.end, claim.sentence),
        *(said.name, said.role, said.mode, claim.subject, claim.polarity, claim.modality, claim.condition, claim.time),
        *(quantities, claim.checkworthy),
    )


def open_run(folder: Path | str) -> Run:
    """Open the results of `summarizer batch --out FOLDER`; close it afterwards, or use it in a with block.

    Raises:
        SettingsError: there is no run in the folder, or one of another version.
        OutputError: the file can't be read.
    """
    return Run(folder)


def _open(path: Path) -> sqlite3.Connection:
    """Open for reading alone; a file in a folder that may not be written to is taken as it is, without its WAL."""
    address = path.absolute().as_uri()
    database = sqlite3.connect(f"{address}?mode=ro", uri=True, timeout=PATIENCE, isolation_level=None)
    try:
        database.execute("SELECT 1 FROM sqlite_master LIMIT 1").fetchone()
    except sqlite3.OperationalError:
        database.close()
        database = sqlite3.connect(f"{address}?immutable=1", uri=True, isolation_level=None)
    return database
