"""The difference of two comparisons as Markdown, for a pull request, a step summary or a note."""

from collections.abc import Iterator

from summarizer.reports.markdown import article_lines, finding_lines, safe
from summarizer.reports.outline import describe_engine
from summarizer.reports.since_outline import CAVEAT, describe_end, describe_runs, find_lists
from summarizer.since import Difference


def render(difference: Difference) -> str:
    """Render a difference as Markdown; it has no front matter, for it is made to be put into other pages."""
    return "\n".join(_lines(difference)) + "\n"


def _lines(difference: Difference) -> Iterator[str]:
    yield from (
        "# Difference of two comparisons",
        "",
        f"{safe(describe_engine(difference.after.engine))} · *{CAVEAT}*",
        "",
    )
    yield from article_lines(difference.after)
    runs = list(describe_runs(difference))
    yield from (f"- {safe(line)}" for line in runs)
    if runs:
        yield ""
    number = 0
    for one in find_lists(difference):
        yield from (f"## {one.heading} ({len(one.accounts)})", "", f"*{one.gloss}*", "")
        if one.source is not difference.after:
            yield from article_lines(one.source)
        for account in one.accounts:
            number += 1
            yield from finding_lines(number, account)
    yield from ("---", "", f"**{describe_end(difference)}**")
