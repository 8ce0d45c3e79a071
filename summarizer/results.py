"""What a run gives back beside `Comparison`: several readings, and statements held against articles."""

from pydantic import Field

from summarizer.models import Article, Check, EngineInfo, Failure, Reading, Record, Usage
from summarizer.showing import Shown


class Readings(Shown, Record):
    """Several articles as they were read; `failures` are those that could not be read or summarised."""

    engine: EngineInfo
    readings: tuple[Reading, ...]
    failures: tuple[Failure, ...] = ()
    usage: Usage = Usage()


class Checks(Shown, Record):
    """Statements held against articles, in the order given; one that could not be checked is a failure in its place."""

    engine: EngineInfo
    articles: tuple[Article, ...]
    statements: tuple[str, ...]
    checks: tuple[Check | Failure, ...]
    failures: tuple[Failure, ...] = Field(default=())
    usage: Usage = Usage()
