"""What an engine is: it reads an article, compares readings, and holds a statement against articles."""

from collections.abc import Awaitable, Callable, Sequence
from typing import Protocol

from summarizer.judgements import Judgement
from summarizer.models import Article, Check, EngineInfo, Failure, Reading, Usage


class Engine(Protocol):
    """Reads and judges; the rest of the house does not know which engine answers.

    Every quote in what it returns is a slice of the article it was given. What can't be answered is a `Failure` value;
    `AccessError` is raised, for then nothing further can be answered either.
    """

    @property
    def info(self) -> EngineInfo:
        """Name, model and prompt versions."""
        ...

    @property
    def usage(self) -> Usage:
        """What was used so far."""
        ...

    @property
    def languages(self) -> frozenset[str] | None:
        """The languages that it knows, as ISO 639-1 codes; None for any."""
        ...

    async def prepare(self, work: "Callable[[Engine], Awaitable[object]]") -> None:
        """Be told what is about to be asked, by doing that with an engine that sends nothing; called only for `via` batch."""
        ...

    async def read(self, article: Article, *, claims: bool = True) -> Reading | Failure:
        """Summarise an article and list its claims, each with its evidence; where no claims are wanted, they may be left out."""
        ...

    def needs_claims(self, articles: Sequence[Article]) -> bool:
        """Whether a comparison of these articles is better read with all claims listed beforehand."""
        ...

    async def compare(self, readings: Sequence[Reading]) -> Judgement:
        """Judge which claims of these readings conflict and which say the same, each with every other and its own."""
        ...

    async def check(self, statement: str, articles: Sequence[Article]) -> Check | Failure:
        """Find what the articles say of a statement, and hold it against that."""
        ...

    async def aclose(self) -> None:
        """Let go of connections."""
        ...
