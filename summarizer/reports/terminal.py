"""The text report: what people see first, in a terminal of 60 to 200 columns or plain in a pipe.

Every word of an article passes `text.safety.on_one_line`, and rich is given finished `Text`, never markup. A quote is
printed whole; where it wraps, only spaces become line ends.
"""

import io
from collections.abc import Iterator
from typing import NamedTuple

from rich.cells import cell_len
from rich.console import Console, ConsoleOptions, Group, RenderableType, RenderResult
from rich.padding import Padding
from rich.rule import Rule
from rich.segment import Segment
from rich.table import Table
from rich.text import Text

from summarizer.contract import (
    CheckDocument,
    ComparisonDocument,
    Document,
    DocumentCheck,
    DocumentFinding,
    ReadArticle,
    ReadingDocument,
)
from summarizer.models import Claim
from summarizer.reports.look import Look
from summarizer.reports.outline import (
    CAVEATS,
    VERDICTS,
    Voice,
    collect_claims,
    count,
    describe_article,
    describe_end,
    describe_engine,
    describe_gates,
    describe_notes,
    describe_nothing,
    describe_speaker,
    describe_title,
    describe_voice,
    group_findings,
    says_the_same,
)
from summarizer.text.safety import on_one_line

NARROWEST, WIDEST = 40, 200  # columns; below, a quote is a word a line, and above, the eye loses the line
SIDE_BY_SIDE = 110  # columns from which two quotes of some 45 columns each stand beside one another
SEVERITY_STYLES = {"high": "bold red", "medium": "yellow", "low": "cyan"}
VERDICT_STYLES = {"supported": "green", "refuted": "bold red", "not_enough_info": "yellow", None: "magenta"}
LABEL_WIDTH = 8


def render(document: Document, look: Look) -> str:
    """Render a document as text, wrapped to a width; without colour it is plain."""
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
        for block in _blocks(document, width):
            console.print(block, overflow="fold")
    return "".join(f"{line.rstrip()}\n" for line in capture.get().split("\n")).strip("\n") + "\n"


def _blocks(document: Document, width: int) -> Iterator[RenderableType]:
    yield from _header(document)
    match document:
        case ComparisonDocument():
            yield from _findings(document, width)
            yield from _agreements(document)
            yield from _summaries(document)
        case ReadingDocument():
            yield from _summaries(document)
        case CheckDocument():
            for number, check in enumerate(document.checks, start=1):
                yield _check(number, check)
    yield from _failures(document)
    yield Rule(style="dim", characters="─")
    yield Text(describe_end(document), style="bold")


def _header(document: Document) -> Iterator[RenderableType]:
    yield Text(describe_title(document), style="bold")
    yield _safe(f"{describe_engine(document.engine)} · {CAVEATS[document.schema_]}", "dim")
    yield Text("")
    for article in document.articles:
        title = _safe(article.title or "no title", "bold" if article.title else "dim")
        notes = (_safe(note) for note in describe_notes(article))
        about = Group(title, _safe(describe_article(article)), _safe(article.source, "dim"), *notes)
        yield _row(_safe(article.id, "bold"), about)
    yield Text("")


def _findings(document: ComparisonDocument, width: int) -> Iterator[RenderableType]:
    claims = collect_claims(document)
    groups = group_findings(document)
    for group in groups:
        yield from _section(f"{group.heading} ({len(group.findings)})", group.gloss)
        for number, finding in group.findings:
            voices = describe_voice(finding.a, claims), describe_voice(finding.b, claims)
            yield _finding(number, finding, voices, width)
            yield Text("")
    if not groups:
        yield Text(describe_nothing(document))
        yield Text("")


def _finding(place: int, finding: DocumentFinding, voices: tuple[Voice, Voice], width: int) -> RenderableType:
    where = (
        f"within {finding.a.article}" if finding.scope == "within" else f"{finding.a.article} and {finding.b.article}"
    )
    head = Text.assemble(
        (finding.severity.upper(), SEVERITY_STYLES[finding.severity]),
        (f"  {finding.type}", "bold"),
        f" · {where} · confidence {finding.confidence:.2f}",
    )
    quotes = _beside(voices) if width >= SIDE_BY_SIDE else Group(*(_voice(voice) for voice in voices))
    tried = describe_gates(finding)
    lines = [_labelled("why", finding.explanation)] if finding.explanation else []
    lines += [_labelled("tried" if number == 0 else "", line) for number, line in enumerate(tried)]
    lines.append(_labelled("claims", f"{finding.a.claim}, {finding.b.claim} · {finding.id}", "dim"))
    return _row(Text(f"{place}", style="bold"), Group(head, quotes, *lines))


def _beside(voices: tuple[Voice, Voice]) -> Table:
    grid = Table.grid(padding=(0, 3, 0, 0), expand=True)
    for _ in voices:
        grid.add_column(ratio=1, overflow="fold")
    grid.add_row(*(_voice(voice) for voice in voices))
    return grid


def _voice(voice: Voice) -> RenderableType:
    return _row(_safe(voice.article, "bold"), Group(_quote(voice.quote), _safe(f"– {voice.speaker}", "dim")), 3)


def _agreements(document: ComparisonDocument) -> Iterator[RenderableType]:
    if not document.agreements:
        return
    yield from _section(
        f"Agreements ({len(document.agreements)})", "claims that articles share; copies count as one origin"
    )
    for agreement in document.agreements:
        where = f"{count(agreement.origins, 'origin')}, {', '.join(agreement.articles)} · {', '.join(agreement.claims)}"
        yield _row(Text("="), Group(_safe(agreement.text), _safe(where, "dim")))
    yield Text("")


def _summaries(document: ComparisonDocument | ReadingDocument) -> Iterator[RenderableType]:
    if document.articles:
        yield from _section("What each article says", "summaries, with the words that prove them")
    for article in document.articles:
        lines: list[RenderableType] = [_safe(article.summary.headline, "bold"), _safe(article.summary.abstract)]
        lines += list(_points(article))
        if isinstance(document, ReadingDocument):
            lines += list(_claims(article))
        yield _row(_safe(article.id, "bold"), Group(*lines))
        yield Text("")


def _points(article: ReadArticle) -> Iterator[RenderableType]:
    for point in article.summary.points:
        quotes = [evidence.quote for evidence in point.evidence]
        texts = [] if says_the_same(point.text, quotes) else [_safe(point.text)]
        yield _row(Text("•"), Group(*texts, *(_quote(quote) for quote in quotes)), 2)


def _claims(article: ReadArticle) -> Iterator[RenderableType]:
    if article.claims:
        yield Text("")
        yield Text(count(len(article.claims), "claim"), style="bold")
    for claim in article.claims:
        yield _row(_safe(claim.id.rpartition(".")[2], "dim"), _claim(claim), 5)


def _claim(claim: Claim) -> RenderableType:
    qualities = [claim.kind, *(["denied"] if claim.polarity == "denied" else [])]
    qualities += [claim.modality] if claim.modality != "certain" else []
    texts = [] if says_the_same(claim.text, [claim.quote]) else [_safe(claim.text)]
    return Group(*texts, _quote(claim.quote), _safe(f"– {describe_speaker(claim)} · {', '.join(qualities)}", "dim"))


def _check(number: int, check: DocumentCheck) -> RenderableType:
    verdict = Text(VERDICTS[check.verdict].upper(), style=VERDICT_STYLES[check.verdict])
    head = (
        verdict
        if check.verdict is None
        else verdict.append(f" · confidence {check.confidence:.2f}", "default not bold")
    )
    lines: list[RenderableType] = [head, _safe(check.statement, "bold")]
    for evidence in check.evidence:
        place = _safe(f"{evidence.article} {evidence.stance}", "dim")
        lines.append(_row(place, _quote(evidence.quote), len(place) + 1))
    if check.explanation:
        lines.append(_labelled("why", check.explanation))
    return Padding(_row(Text(f"{number}", style="bold"), Group(*lines)), (0, 0, 1, 0))


def _failures(document: Document) -> Iterator[RenderableType]:
    if not document.failures:
        return
    yield from _section(f"What could not be done ({len(document.failures)})", "each is missing above")
    for failure in document.failures:
        head = Text.assemble((failure.stage, "magenta"), "  ", _safe(failure.subject))
        yield _row(Text("!", style="magenta"), Group(head, _safe(failure.reason)))
    yield Text("")


def _section(heading: str, gloss: str) -> Iterator[RenderableType]:
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


def _row(label: Text, content: RenderableType, indent: int = 4) -> _Hanging:
    """Put a label before a block that hangs to its right."""
    return _Hanging(label, content, indent)


def _labelled(label: str, text: str, style: str = "") -> RenderableType:
    return _row(Text(label, style="dim"), _safe(text, style), LABEL_WIDTH)


def _safe(text: str, style: str = "") -> Text:
    """Make text of any origin printable on one line, spaces run together."""
    return Text(on_one_line(" ".join(text.split())), style=style, overflow="fold")


def _quote(quote: str) -> Text:
    """Print the very words between quotation marks, whole."""
    return Text(f"“{on_one_line(quote)}”", overflow="fold")
