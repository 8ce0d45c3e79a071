"""A batch's progress on standard error: a line that changes on a terminal, else a line every half minute."""

import contextlib
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Protocol

from summarizer.cli.messages import is_terminal, tell
from summarizer.models import Usage

if TYPE_CHECKING:
    from rich.live import Live

    from summarizer.batch import Progress

LINE_EVERY = 30.0  # seconds between lines where no terminal is


class Display(Protocol):
    """Whoever shows progress."""

    def show(self, progress: "Progress", /) -> None:
        """Show how far it is."""
        ...

    def stopping(self) -> None:
        """Say at once that it ends early."""
        ...


@contextmanager
def make_display(*, quiet: bool, color: bool) -> Iterator[Display]:
    """Make what shows progress: nothing where nobody wants it, a live line on a terminal, else lines."""
    if quiet:
        yield _Silent()
    elif is_terminal(sys.stderr):
        with _live(color=color) as live:
            yield _Line(live)
    else:
        yield _Lines()


def describe(progress: "Progress") -> str:
    """Say in one line how far a batch is."""
    counts = progress.counts
    parts = [f"{counts.done:,} done", f"{counts.cached:,} known before", f"{counts.failed:,} failed"]
    if progress.left is not None:
        parts.append(f"{progress.left:,} left")
    if progress.rate is not None:
        parts.append(f"{progress.rate:.1f}/s")
    parts.append(describe_usage(progress.usage))
    if progress.left and progress.seconds_left is not None:
        parts.append(f"{how_long(progress.seconds_left)} to go")
    return " · ".join(filter(None, parts))


def describe_usage(usage: Usage) -> str:
    """Say what calls there were and what they cost."""
    if not usage.calls and not usage.cached:
        return "no calls"
    cost = "cost unknown" if usage.cost_usd is None else f"{usage.cost_usd:.4f} USD"
    tokens = usage.prompt_tokens + usage.completion_tokens
    return f"{usage.calls:,} calls, {usage.cached:,} stored answers, {tokens:,} tokens, {cost}"


def how_long(seconds: float) -> str:
    """Say how long something takes, in its two largest units."""
    whole = round(seconds)
    if whole < 60:
        return f"{whole} s"
    minutes, rest = divmod(whole, 60)
    return f"{minutes} min {rest} s" if minutes < 60 else f"{minutes // 60} h {minutes % 60} min"


class _Silent:
    def show(self, progress: "Progress", /) -> None:
        """Show nothing."""

    def stopping(self) -> None:
        """Say nothing; the end is told all the same."""


class _Lines:
    """A line every half minute."""

    def __init__(self) -> None:
        self._told = 0.0

    def show(self, progress: "Progress", /) -> None:
        if progress.seconds - self._told >= LINE_EVERY:
            self._told = progress.seconds
            tell(describe(progress))

    def stopping(self) -> None:
        tell(STOPPING)


STOPPING = "stopping: what is finished is being saved"


class _Line:
    """A line that changes in place."""

    def __init__(self, live: "Live") -> None:
        self._live = live

    def show(self, progress: "Progress", /) -> None:
        from rich.text import Text

        with contextlib.suppress(OSError, ValueError):  # nobody watches: no reason to fail
            self._live.update(Text(describe(progress)), refresh=True)

    def stopping(self) -> None:
        from rich.text import Text

        with contextlib.suppress(OSError, ValueError):
            self._live.update(Text(STOPPING), refresh=True)


@contextmanager
def _live(*, color: bool) -> Iterator["Live"]:
    from rich.console import Console
    from rich.live import Live

    console = Console(file=sys.stderr, no_color=not color, highlight=False)
    with Live(
        console=console, auto_refresh=False, transient=True, redirect_stdout=False, redirect_stderr=False
    ) as live:
        yield live
