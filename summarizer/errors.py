"""What can go wrong, and the exit code of each.

    SummarizerError
    ├── SettingsError        wrong usage or settings; nothing was sent
    ├── ArticleError         an article that can't be read
    ├── DocumentError        a stored result or a reviewer's file that can't be read
    ├── OutputError          a document that can't be written
    ├── EngineError          an engine did not answer
    │   ├── AccessError      … for its key or its quota was refused
    │   ├── TransientError   … but may if it is asked again (the only one that is retried)
    │   ├── BudgetError      … for its answer could cost more than is left; nothing was sent
    │   ├── AnswerError      it answered, and the answer is not accepted (the only one that is re-asked)
    │   │   └── CutOffError  … for it was cut off for its length
    │   └── RefusedError     it declined to answer, or its answer was filtered: final
    └── GroundingError       a quote that is not in its article: an error of ours, never printed

Each carries the cause in one line and the mend in another; both are shown, without a traceback.
"""

from enum import IntEnum
from typing import Literal


class ExitCode(IntEnum):
    """What the command's exit code says; never renumbered."""

    DONE = 0
    FOUND = 1
    USAGE = 2
    FAILED = 3
    ACCESS = 4
    BUDGET = 5
    INTERRUPTED = 130


class SummarizerError(Exception):
    """Anything that this package raises on purpose.

    Args:
        cause: what went wrong, in one line, naming the value.
        mend: what to do about it, in one line; empty where nothing can be done.
    """

    exit_code = ExitCode.FAILED

    def __init__(self, cause: str, mend: str = "") -> None:
        super().__init__(cause)
        self.cause = cause
        self.mend = mend


class SettingsError(SummarizerError):
    """Wrong usage or settings; nothing was sent."""

    exit_code = ExitCode.USAGE


class ArticleError(SummarizerError):
    """An article that can't be read."""


class DocumentError(SummarizerError):
    """A stored result or a reviewer's file that is not there, broken, or of another version."""

    exit_code = ExitCode.USAGE


class OutputError(SummarizerError):
    """A document that can't be written."""


class EngineError(SummarizerError):
    """An engine that did not answer."""


class AccessError(EngineError):
    """An endpoint that refused the key, or whose quota is used up."""

    exit_code = ExitCode.ACCESS


class TransientError(EngineError):
    """A failure that may pass if the same is asked again.

    Args:
        cause: what went wrong.
        mend: what to do if it stays.
        retry_after: seconds that the endpoint asks to wait, or None.
    """

    def __init__(self, cause: str, mend: str = "", *, retry_after: float | None = None) -> None:
        super().__init__(cause, mend)
        self.retry_after = retry_after


class BudgetError(EngineError):
    """A question that was not put, for a cap on cost or calls is reached.

    Args:
        cause: which cap, and what is left of it.
        mend: how to go on.
        cap: the setting that holds the cap.
    """

    exit_code = ExitCode.BUDGET

    def __init__(self, cause: str, mend: str, *, cap: Literal["max_cost", "max_calls"]) -> None:
        super().__init__(cause, mend)
        self.cap = cap


class AnswerError(EngineError):
    """An answer that is not accepted; its text is written for the model to read."""


class CutOffError(AnswerError):
    """An answer that was cut off for its length: less must be asked for at once."""


class RefusedError(EngineError):
    """An answer that was declined or filtered; asking again does not help."""


class GroundingError(SummarizerError):
    """A quote that is not in its article, to the character."""
