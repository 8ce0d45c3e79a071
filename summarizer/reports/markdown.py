"""The Markdown report: the same content, for GitHub, Obsidian and any CommonMark reader.

Every word of an article passes `text.safety.for_markdown`, so that none of its links, images, HTML or headings gets in.
The front matter is YAML whose strings are quoted; it parses to the values of the document.
"""

from collections.abc import Iterator

from summarizer.contract import (
    CheckDocument,
    ComparisonDocument,
    Document,
    DocumentCheck,
    ReadArticle,
    ReadingDocument,
)
from summarizer.models import Claim
from summarizer.reports.front_matter import render_front_matter
from summarizer.reports.outline import (
    CAVEATS,
    VERDICTS,
    Account,
    count,
    describe_article,
    describe_end,
    describe_engine,
    describe_gates,
    describe_notes,
    describe_nothing,
    describe_place,
    describe_review,
    describe_reviews,
    describe_speaker,
    describe_title,
    give_accounts,
    group_findings,
    says_the_same,
)
from summarizer.text.safety import for_markdown


def render(document: Document) -> str:
    """Render a document as Markdown with YAML front matter."""
    return render_front_matter(document) + "\n" + "\n".join(_lines(document)) + "\n"


def _lines(document: Document) -> Iterator[str]:
    yield from (
        f"# {describe_title(document)}",
        "",
        f"{safe(describe_engine(document.engine))} · *{CAVEATS[document.schema_]}*",
        "",
    )
    yield from article_lines(document)
    match document:
        case ComparisonDocument():
            yield from _findings(document)
            yield from _agreements(document)
            yield from _summaries(document)
        case ReadingDocument():
            yield from _summaries(document)
        case CheckDocument():
            for number, check in enumerate(document.checks, start=1):
                yield from _check(number, check)
    yield from _failures(document)
    yield from ("---", "", f"**{describe_end(document)}**")


def article_lines(document: Document) -> Iterator[str]:
    """List what each article says of itself."""
    for article in document.articles:
        yield f"- **{safe(article.id)}** {safe(article.title or 'no title')}  "
        yield f"  {safe(describe_article(article))}  "
        yield "  \n".join(f"  {safe(line)}" for line in (article.source, *describe_notes(article)))
    if document.articles:
        yield ""


def _findings(document: ComparisonDocument) -> Iterator[str]:
    accounts = give_accounts(document)
    groups = group_findings(document)
    for group in groups:
        yield from (f"## {group.heading} ({len(group.findings)})", "", f"*{group.gloss}*", "")
        for number, finding in group.findings:
            yield from finding_lines(number, accounts[finding.id])
    if not groups:
        yield from (safe(describe_nothing(document)), "")
    for line in describe_reviews(document):
        yield from (safe(line), "")


def finding_lines(number: int, account: Account) -> Iterator[str]:
    """Write one finding: both quotes with who says them, why it is one, what was tried, and what it was before."""
    finding = account.finding
    where = safe(describe_place(finding))
    yield f"### {number}. {finding.severity.upper()} {finding.type}: {where}, confidence {finding.confidence:.2f}"
    yield ""
    for voice in account.voices:
        yield from (f"> **{safe(voice.article)}** {_quote(voice.quote)}  ", f"> – {safe(voice.speaker)}", "")
    if finding.explanation:
        yield f"- **Why:** {safe(finding.explanation)}"
    yield f"- **Tried:** {safe('; '.join(describe_gates(finding)))}"
    yield from (f"- **Before:** {safe(change)}" for change in account.changes)
    if account.review:
        yield f"- **Review:** {safe(describe_review(account.review))}"
    yield from (f"- **Claims:** {safe(f'{finding.a.claim}, {finding.b.claim} · {finding.id}')}", "")


def _agreements(document: ComparisonDocument) -> Iterator[str]:
    if not document.agreements:
        return
    yield from (
        f"## Agreements ({len(document.agreements)})",
        "",
        "*claims that articles share; copies count as one origin*",
        "",
    )
    for agreement in document.agreements:
        where = f"{count(agreement.origins, 'origin')}, {', '.join(agreement.articles)} · {', '.join(agreement.claims)}"
        yield f"- {safe(agreement.text)} ({safe(where)})"
    yield ""


def _summaries(document: ComparisonDocument | ReadingDocument) -> Iterator[str]:
    if document.articles:
        yield from ("## What each article says", "", "*summaries, with the words that prove them*", "")
    for article in document.articles:
        yield from (
            f"### {safe(article.id)}: {safe(article.summary.headline)}",
            "",
            safe(article.summary.abstract),
            "",
        )
        yield from _points(article)
        if isinstance(document, ReadingDocument):
            yield from _claims(article)


def _points(article: ReadArticle) -> Iterator[str]:
    for point in article.summary.points:
        quotes = [evidence.quote for evidence in point.evidence]
        if says_the_same(point.text, quotes):
            yield f"- {_quote(quotes[0])}"
            continue
        yield f"- {safe(point.text)}"
        yield from (f"  - {_quote(quote)}" for quote in quotes)
    if article.summary.points:
        yield ""


def _claims(article: ReadArticle) -> Iterator[str]:
    if article.claims:
        yield from (f"**{count(len(article.claims), 'claim')}**", "")
    for claim in article.claims:
        yield from _claim(claim)
    if article.claims:
        yield ""


def _claim(claim: Claim) -> Iterator[str]:
    qualities = [claim.kind, *(["denied"] if claim.polarity == "denied" else [])]
    qualities += [claim.modality] if claim.modality != "certain" else []
    speaker = f"– {safe(describe_speaker(claim))} · {', '.join(qualities)}"
    if says_the_same(claim.text, [claim.quote]):
        yield from (f"- **{safe(claim.id)}** {_quote(claim.quote)}  ", f"  {speaker}")
    else:
        yield from (f"- **{safe(claim.id)}** {safe(claim.text)}  ", f"  {_quote(claim.quote)}  ", f"  {speaker}")


def _check(number: int, check: DocumentCheck) -> Iterator[str]:
    confidence = "" if check.verdict is None else f", confidence {check.confidence:.2f}"
    yield from (f"## {number}. {VERDICTS[check.verdict].upper()}{confidence}", "", f"**{safe(check.statement)}**", "")
    for evidence in check.evidence:
        yield from (f"> **{safe(evidence.article)} {evidence.stance}** {_quote(evidence.quote)}", "")
    if check.explanation:
        yield from (f"- **Why:** {safe(check.explanation)}", "")


def _failures(document: Document) -> Iterator[str]:
    if not document.failures:
        return
    yield from (f"## What could not be done ({len(document.failures)})", "", "*each is missing above*", "")
    for failure in document.failures:
        yield f"- **{failure.stage}** {safe(failure.subject)}: {safe(failure.reason)}"
    yield ""


def safe(text: str) -> str:
    """Make text of any origin plain words on one line, spaces run together; never nothing, or a line would mean another."""
    return for_markdown(" ".join(text.split())) or "(blank)"


def _quote(quote: str) -> str:
    """Print the very words between quotation marks, whole."""
    return f"“{for_markdown(quote)}”"
