"""The CSV report: a row for each finding of a comparison, each claim of a reading, each piece of evidence of a check.

As RFC 4180 has it: commas, CR LF, a header, quotes where needed. No cell of foreign text starts a formula, and none has a
line end (`text.safety.for_cell`); the JSON report has the exact characters.
"""

import csv
import io
from collections.abc import Iterator, Mapping

from summarizer.contract import (
    CheckDocument,
    ComparisonDocument,
    Document,
    DocumentCheck,
    DocumentFinding,
    ReadingDocument,
)
from summarizer.models import Claim, FindingSide
from summarizer.reports.outline import VERDICTS, collect_claims, collect_reviews, describe_gates, describe_speaker
from summarizer.reviews import Review
from summarizer.text.safety import for_cell

Cell = str | int | float | None
Row = dict[str, Cell]

SIDE_COLUMNS = ("article", "source", "claim", "speaker", "quote", "start", "end")
FINDING_COLUMNS = (
    *("id", "relation", "type", "scope", "severity", "confidence", "explanation"),
    *(f"{side}_{name}" for side in "ab" for name in SIDE_COLUMNS),
    *("tried", "review", "reviewer", "review_date", "review_note"),
)
CLAIM_COLUMNS = (
    *("id", "article", "source", "title", "outlet", "published", "kind", "text", "quote", "start", "end", "speaker"),
    *("role", "mode", "polarity", "modality", "subject", "time", "condition", "checkworthy"),
)
CHECK_COLUMNS = (
    *("number", "statement", "verdict", "confidence", "article", "source", "stance", "quote", "start", "end"),
    "explanation",
)


def render(document: Document) -> str:
    """Render a document as CSV; without anything to list there is only the header.

    What a reviewer has dismissed is listed too, with the review.
    """
    match document:
        case ComparisonDocument():
            return _write(FINDING_COLUMNS, _findings(document))
        case ReadingDocument():
            return _write(CLAIM_COLUMNS, _claims(document))
        case CheckDocument():
            return _write(CHECK_COLUMNS, _evidence(document))


def _write(columns: tuple[str, ...], rows: Iterator[Row]) -> str:
    written = io.StringIO(newline="")
    table = csv.writer(written, dialect="excel")  # commas, CR LF, quotes where needed: RFC 4180
    table.writerow(columns)
    table.writerows([_cell(row[column]) for column in columns] for row in rows)
    return written.getvalue()


def _cell(value: Cell) -> str:
    if isinstance(value, str):
        return for_cell(value)
    return "" if value is None else f"{value}"


def _findings(document: ComparisonDocument) -> Iterator[Row]:
    claims, reviews = collect_claims(document), collect_reviews(document)
    sources = {article.id: article.source for article in document.articles}
    for finding in document.findings:
        row = _kind(finding) | {"tried": "; ".join(describe_gates(finding))}
        row |= _side("a", finding.a, claims, sources) | _side("b", finding.b, claims, sources)
        yield row | _review(reviews.get(finding.id))


def _review(review: Review | None) -> Row:
    if review is None:
        return dict.fromkeys(("review", "reviewer", "review_date", "review_note"))
    return {
        "review": review.verdict,
        "reviewer": review.reviewer,
        "review_date": review.date.isoformat(),
        "review_note": review.note,
    }


def _kind(finding: DocumentFinding) -> Row:
    return {name: getattr(finding, name) for name in FINDING_COLUMNS[:7]}


def _side(name: str, side: FindingSide, claims: Mapping[str, Claim], sources: Mapping[str, str]) -> Row:
    claim = claims.get(side.claim)
    row: Row = {column: getattr(side, column) for column in SIDE_COLUMNS if column in FindingSide.model_fields}
    row |= {"source": sources.get(side.article), "speaker": describe_speaker(claim) if claim else None}
    return {f"{name}_{column}": value for column, value in row.items()}


def _claims(document: ReadingDocument) -> Iterator[Row]:
    for article in document.articles:
        about: Row = {name: getattr(article, name) for name in ("source", "title", "outlet", "published")}
        for claim in article.claims:
            row: Row = {name: getattr(claim, name) for name in CLAIM_COLUMNS if name in Claim.model_fields}
            speaker: Row = {"speaker": claim.attribution.name, "role": claim.attribution.role}
            checkworthy = "yes" if claim.checkworthy else "no"
            mode = claim.attribution.mode
            yield row | about | speaker | {"article": article.id, "mode": mode, "checkworthy": checkworthy}


def _evidence(document: CheckDocument) -> Iterator[Row]:
    """Give a row for each quote, and one for a statement without any."""
    sources = {article.id: article.source for article in document.articles}
    for number, check in enumerate(document.checks, start=1):
        told = _statement(number, check)
        for evidence in check.evidence:
            row: Row = {name: getattr(evidence, name) for name in ("article", "stance", "quote", "start", "end")}
            yield told | row | {"source": sources.get(evidence.article)}
        if not check.evidence:
            yield dict.fromkeys(CHECK_COLUMNS) | told


def _statement(number: int, check: DocumentCheck) -> Row:
    return {
        "number": number,
        "statement": check.statement,
        "verdict": VERDICTS[check.verdict],
        "confidence": None if check.verdict is None else check.confidence,
        "explanation": check.explanation,
    }
