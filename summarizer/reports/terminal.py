"""The text report: what people see first, in a terminal of 60 to 200 columns or plain in a pipe."""

from collections.abc import Iterator

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.rule import Rule
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
from summarizer.reports.blocks import article_row, finding_block, labelled, print_blocks, quote, row, safe, section
from summarizer.reports.look import Look
from summarizer.reports.outline import (
    CAVEATS,
    VERDICTS,
    count,
    describe_end,
    describe_engine,
    describe_nothing,
    describe_reviews,
    describe_speaker,
    describe_title,
    give_accounts,
    group_findings,
    says_the_same,
)

VERDICT_STYLES = {"supported": "green", "refuted": "bold red", "not_enough_info": "yellow", None: "magenta"}


def render(document: Document, look: Look) -> str:
    """Render a document as text, wrapped to a width; without colour it is plain."""
    return print_blocks(lambda width: _blocks(document, width), look)


def render_finding(document: ComparisonDocument, finding: DocumentFinding, look: Look) -> str:
    """Render one finding alone, with the articles that it stands in."""
    account = give_accounts(document)[finding.id]
    articles = [article for article in document.articles if article.id in {finding.a.article, finding.b.article}]
    number = 1 + [one.id for one in document.findings].index(finding.id)

    def lay(width: int) -> Iterator[RenderableType]:
        yield from map(article_row, articles)
        yield Text("")
        yield finding_block(number, account, width)

    return print_blocks(lay, look)


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
    yield safe(f"{describe_engine(document.engine)} · {CAVEATS[document.schema_]}", "dim")
    yield Text("")
    yield from map(article_row, document.articles)
    yield Text("")


def _findings(document: ComparisonDocument, width: int) -> Iterator[RenderableType]:
    accounts = give_accounts(document)
    groups = group_findings(document)
    for group in groups:
        yield from section(f"{group.heading} ({len(group.findings)})", group.gloss)
        for number, finding in group.findings:
            yield finding_block(number, accounts[finding.id], width)
            yield Text("")
    if not groups:
        yield Text(describe_nothing(document))
        yield Text("")
    for line in describe_reviews(document):
        yield safe(line)
    if document.reviews:
        yield Text("")


def _agreements(document: ComparisonDocument) -> Iterator[RenderableType]:
    if not document.agreements:
        return
    yield from section(
        f"Agreements ({len(document.agreements)})", "claims that articles share; copies count as one origin"
    )
    for agreement in document.agreements:
        where = f"{count(agreement.origins, 'origin')}, {', '.join(agreement.articles)} · {', '.join(agreement.claims)}"
        yield row(Text("="), Group(safe(agreement.text), safe(where, "dim")))
    yield Text("")


def _summaries(document: ComparisonDocument | ReadingDocument) -> Iterator[RenderableType]:
    if document.articles:
        yield from section("What each article says", "summaries, with the words that prove them")
    for article in document.articles:
        lines: list[RenderableType] = [safe(article.summary.headline, "bold"), safe(article.summary.abstract)]
        lines += list(_points(article))
        if isinstance(document, ReadingDocument):
            lines += list(_claims(article))
        yield row(safe(article.id, "bold"), Group(*lines))
        yield Text("")


def _points(article: ReadArticle) -> Iterator[RenderableType]:
    for point in article.summary.points:
        quotes = [evidence.quote for evidence in point.evidence]
        texts = [] if says_the_same(point.text, quotes) else [safe(point.text)]
        yield row(Text("•"), Group(*texts, *map(quote, quotes)), 2)


def _claims(article: ReadArticle) -> Iterator[RenderableType]:
    if article.claims:
        yield Text("")
        yield Text(count(len(article.claims), "claim"), style="bold")
    for claim in article.claims:
        yield row(safe(claim.id.rpartition(".")[2], "dim"), _claim(claim), 5)


def _claim(claim: Claim) -> RenderableType:
    qualities = [claim.kind, *(["denied"] if claim.polarity == "denied" else [])]
    qualities += [claim.modality] if claim.modality != "certain" else []
    texts = [] if says_the_same(claim.text, [claim.quote]) else [safe(claim.text)]
    return Group(*texts, quote(claim.quote), safe(f"– {describe_speaker(claim)} · {', '.join(qualities)}", "dim"))


def _check(number: int, check: DocumentCheck) -> RenderableType:
    verdict = Text(VERDICTS[check.verdict].upper(), style=VERDICT_STYLES[check.verdict])
    head = (
        verdict
        if check.verdict is None
        else verdict.append(f" · confidence {check.confidence:.2f}", "default not bold")
    )
    lines: list[RenderableType] = [head, safe(check.statement, "bold")]
    for evidence in check.evidence:
        place = safe(f"{evidence.article} {evidence.stance}", "dim")
        lines.append(row(place, quote(evidence.quote), 0))
    if check.explanation:
        lines.append(labelled("why", check.explanation))
    return Padding(row(Text(f"{number}", style="bold"), Group(*lines)), (0, 0, 1, 0))


def _failures(document: Document) -> Iterator[RenderableType]:
    if not document.failures:
        return
    yield from section(f"What could not be done ({len(document.failures)})", "each is missing above")
    for failure in document.failures:
        head = Text.assemble((failure.stage, "magenta"), "  ", safe(failure.subject))
        yield row(Text("!", style="magenta"), Group(head, safe(failure.reason)))
    yield Text("")
