"""What the reports for a terminal are laid of: text of any origin made safe, labels, sections, findings.

Every word of an article passes `text.safety.on_one_line`, and rich is given finished `Text`, never markup. A quote is
printed whole; where it wraps, only spaces become line ends.
"""

import io
from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple

from rich.cells import cell_len
from rich.console import Console, ConsoleOptions, Group, RenderableType, RenderResult
from rich.segment import Segment
from rich.table import Table
from rich.text import Text

from summarizer.contract import ArticleHeader
from summarizer.reports.look import Look
from summarizer.reports.outline import (
    Account,
    Voice,
    describe_article,
    describe_gates,
    describe_notes,
    describe_place,
    describe_review,
)
from summarizer.text.safety import on_one_line

NARROWEST, WIDEST = 40, 200  # columns; below, a quote is a word a line, and above, the eye loses the line
SIDE_BY_SIDE = 110  # columns from which two quotes of some 45 columns each stand beside one another
SEVERITY_STYLES = {"high": "bold red", "medium": "yellow", "low": "cyan"}
LABEL_WIDTH = 8
WIDEST_LABEL = 20  # columns; ids have two or three, and what stands beside a label needs the rest


def print_blocks(lay: Callable[[int], Iterable[RenderableType]], look: Look) -> str:
    """Print the blocks that a function lays for a number of columns; without colour the text is plain."""
    width = min(max(look.width, NARROWEST), WIDEST)
    console = Console(
        file=io.StringIO(),
        width=width,
        color_system="standard" if look.color else None,
        force_terminal=look.color,
        force_jupyter=False,
        legacy_windows=False,
        no_color=not look.color,
        highlight=False,
        markup=False,
        emoji=False,
        _environ={},
    )
    with console.capture() as capture:
        for block in lay(width):
            console.print(block, overflow="fold")
    return "".join(f"{line.rstrip()}\n" for line in capture.get().split("\n")).strip("\n") + "\n"


def finding_block(place: int, account: Account, width: int) -> RenderableType:
    """Lay one finding: its number, both quotes with who says them, why it is one, what was tried, what it was before."""
    finding, voices = account.finding, account.voices
    head = Text.assemble(
        (finding.severity.upper(), SEVERITY_STYLES[finding.severity]),
        (f"  {finding.type} ", "bold"),
        safe(f"· {describe_place(finding)} · confidence {finding.confidence:.2f}"),
    )
    quotes = _beside(voices) if width >= SIDE_BY_SIDE else Group(*(_voice(voice) for voice in voices))
    tried = describe_gates(finding)
    lines = [labelled("why", finding.explanation)] if finding.explanation else []
    lines += [labelled("tried" if number == 0 else "", line) for number, line in enumerate(tried)]
    lines += [labelled("before", change) for change in account.changes]
    if account.review:
        lines.append(labelled("review", describe_review(account.review), "bold"))
    lines.append(labelled("claims", f"{finding.a.claim}, {finding.b.claim} · {finding.id}", "dim"))
    return row(Text(f"{place}", style="bold"), Group(head, quotes, *lines))


def _beside(voices: tuple[Voice, Voice]) -> Table:
    grid = Table.grid(padding=(0, 3, 0, 0), expand=True)
    for _ in voices:
        grid.add_column(ratio=1, overflow="fold")
    grid.add_row(*(_voice(voice) for voice in voices))
    return grid


def _voice(voice: Voice) -> RenderableType:
    return row(safe(voice.article, "bold"), Group(quote(voice.quote), safe(f"– {voice.speaker}", "dim")), 3)


def article_row(article: ArticleHeader) -> RenderableType:
    """Lay what an article says of itself, behind its id."""
    title = safe(article.title or "no title", "bold" if article.title else "dim")
    notes = (safe(note) for note in describe_notes(article))
    about = Group(title, safe(describe_article(article)), safe(article.source, "dim"), *notes)
    return row(safe(article.id, "bold"), about)


def section(heading: str, gloss: str) -> Iterator[RenderableType]:
    """Lay a heading and what it means."""
    yield Text(heading.upper(), style="bold")
    yield Text(gloss, style="dim")
    yield Text("")


class _Hanging(NamedTuple):
    """A label, and a block that hangs to its right; rich's tables measure a nested block once a level, and are slow."""

    label: Text
    content: RenderableType
    indent: int

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        indent = max(self.indent, self.label.cell_len + 1)
        inner = options.update(width=max(options.max_width - indent, NARROWEST // 2))
        for number, line in enumerate(console.render_lines(self.content, inner, pad=False) or [[]]):
            margin = self.label.plain if number == 0 else ""
            yield Segment(margin, console.get_style(self.label.style))
            yield Segment(" " * (indent - cell_len(margin)))
            yield from line
            yield Segment.line()


def row(label: Text, content: RenderableType, indent: int = 4) -> _Hanging:
    """Put a label before a block that hangs to its right; a label that leaves it no room is cut."""
    label.truncate(WIDEST_LABEL, overflow="ellipsis")
    return _Hanging(label, content, indent)


def labelled(label: str, text: str, style: str = "") -> RenderableType:
    """Put a word of ours before a text of any origin."""
    return row(Text(label, style="dim"), safe(text, style), LABEL_WIDTH)


def safe(text: str, style: str = "") -> Text:
    """Make text of any origin printable on one line, spaces run together."""
    return Text(on_one_line(" ".join(text.split())), style=style, overflow="fold")


def quote(words: str) -> Text:
    """Print the very words between quotation marks, whole."""
    return Text(f"“{on_one_line(words)}”", overflow="fold")
