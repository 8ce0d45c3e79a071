"""The difference of two comparisons as text for a terminal."""

from collections.abc import Iterator

from rich.console import RenderableType
from rich.rule import Rule
from rich.text import Text

from summarizer.reports.blocks import article_row, finding_block, print_blocks, safe, section
from summarizer.reports.look import Look
from summarizer.reports.outline import describe_engine
from summarizer.reports.since_outline import CAVEAT, describe_end, describe_runs, find_lists
from summarizer.since import Difference


def render(difference: Difference, look: Look) -> str:
    """Render a difference as text, wrapped to a width; without colour it is plain."""
    return print_blocks(lambda width: _blocks(difference, width), look)


def _blocks(difference: Difference, width: int) -> Iterator[RenderableType]:
    yield Text("Difference of two comparisons", style="bold")
    yield safe(f"{describe_engine(difference.after.engine)} · {CAVEAT}", "dim")
    yield Text("")
    yield from map(article_row, difference.after.articles)
    yield from map(safe, describe_runs(difference))
    yield Text("")
    number = 0
    for one in find_lists(difference):
        yield from section(f"{one.heading} ({len(one.accounts)})", one.gloss)
        if one.source is not difference.after:
            yield from (*map(article_row, one.source.articles), Text(""))
        for account in one.accounts:
            number += 1
            yield finding_block(number, account, width)
            yield Text("")
    yield Rule(style="dim", characters="─")
    yield Text(describe_end(difference), style="bold")
