"""The documents that leave: the JSON contract, version 1, and how records become one.

A document is what `--format json` prints and what every report is made from. Each quote is held against its article once
more when the document is built: one that is not there, to the character, is left out and listed as a failure. Fields are
only ever added to a version; `summarizer schema` prints the JSON Schema. `stored` reads a document back.
"""

import math
from collections.abc import Iterable, Mapping
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field, TypeAdapter
from pydantic.json_schema import GenerateJsonSchema

from summarizer.models import (
    Agreement,
    Article,
    Check,
    CheckEvidence,
    CheckVerdict,
    Claim,
    Comparison,
    EngineInfo,
    Evidence,
    Failure,
    Finding,
    FindingSide,
    FindingType,
    GateName,
    Point,
    Quantity,
    Reading,
    Relation,
    Scope,
    Severity,
    Summary,
    Usage,
)
from summarizer.results import Checks, Readings
from summarizer.reviews import Review, merge_reviews
from summarizer.showing import Shown


class Part(BaseModel):
    """A frozen part of a document that refuses fields it does not know."""

    model_config = ConfigDict(frozen=True, extra="forbid", validate_by_name=True, serialize_by_alias=True)


class ArticleHeader(Part):
    """What an article says of itself, and the hash by which the stored text is known.

    `notes` are remarks for people on how it was read; `text` is the stored text where it was asked for, else null.
    """

    id: str
    source: str
    title: str | None
    published: str | None
    outlet: str | None
    byline: str | None = None
    language: str | None
    sha256: str
    characters: int
    notes: tuple[str, ...] = ()
    text: str | None = Field(default=None, repr=False)


class ReadArticle(ArticleHeader):
    """An article with its summary and its claims."""

    summary: Summary
    claims: tuple[Claim, ...]


class Gate(Part):
    """A harmless explanation that was tried, and the answer."""

    gate: GateName
    answer: str


class DocumentFinding(Part):
    """A finding with both its quotes and the gates tried."""

    id: str
    relation: Relation
    type: FindingType
    scope: Scope
    severity: Severity
    confidence: float = Field(ge=0.0, le=1.0)
    a: FindingSide
    b: FindingSide
    explanation: str
    gates: tuple[Gate, ...]


class DocumentCheck(Part):
    """A statement held against the articles; the verdict is null where it could not be checked, and says why."""

    statement: str
    verdict: CheckVerdict | None
    confidence: float = Field(ge=0.0, le=1.0)
    evidence: tuple[CheckEvidence, ...]
    explanation: str


class ReadingDocument(Shown, Part):
    """What `summarize` gives."""

    schema_: Literal["summarizer.reading/1"] = Field(default="summarizer.reading/1", alias="schema")
    engine: EngineInfo
    articles: tuple[ReadArticle, ...]
    failures: tuple[Failure, ...]
    usage: Usage


class ComparisonDocument(Shown, Part):
    """What `compare` gives; `reviews` are what a person said of findings in it, at most one of each."""

    schema_: Literal["summarizer.comparison/1"] = Field(default="summarizer.comparison/1", alias="schema")
    engine: EngineInfo
    articles: tuple[ReadArticle, ...]
    findings: tuple[DocumentFinding, ...]
    agreements: tuple[Agreement, ...]
    failures: tuple[Failure, ...]
    usage: Usage
    reviews: tuple[Review, ...] = ()

    def standing(self) -> tuple[DocumentFinding, ...]:
        """Give the findings that no reviewer has dismissed or explained."""
        gone = {review.finding for review in self.reviews if review.verdict != "confirmed"}
        return tuple(finding for finding in self.findings if finding.id not in gone)


class CheckDocument(Shown, Part):
    """What `check` gives."""

    schema_: Literal["summarizer.check/1"] = Field(default="summarizer.check/1", alias="schema")
    engine: EngineInfo
    articles: tuple[ArticleHeader, ...]
    checks: tuple[DocumentCheck, ...]
    failures: tuple[Failure, ...]
    usage: Usage


Document = ReadingDocument | ComparisonDocument | CheckDocument

DOCUMENTS: dict[str, type[Part]] = {
    "reading": ReadingDocument,
    "comparison": ComparisonDocument,
    "check": CheckDocument,
}
"""From a document's name to its shape."""


class _AllRequired(GenerateJsonSchema):
    """A document is always written with all its fields, so that a reader may count on each."""

    def field_is_required(self, *_args: Any, **_kwargs: Any) -> bool:
        return True


def json_schema(name: str | None = None) -> dict[str, Any]:
    """Make the JSON Schema (2020-12) of one kind of document, or of any of them if no name is given.

    Raises:
        KeyError: if there is no such kind.
    """
    shape: Any = Document if name is None else DOCUMENTS[name]
    schema = TypeAdapter(shape).json_schema(mode="serialization", by_alias=True, schema_generator=_AllRequired)
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **schema}


def document(result: Readings | Comparison | Checks, *, with_text: bool = False) -> Document:
    """Make the document of a result, holding every quote against its article; a false one is left out and listed.

    Args:
        result: what a run gave.
        with_text: whether the document holds the articles' texts too, for reports that show them.
    """
    match result:
        case Readings():
            return _reading_document(result, with_text=with_text)
        case Comparison():
            return _comparison_document(result, with_text=with_text)
        case Checks():
            return _check_document(result, with_text=with_text)


def drop_texts(made: Document) -> Document:
    """Make the same document without the articles' texts."""
    articles = tuple(article.model_copy(update={"text": None}) for article in made.articles)
    return made.model_copy(update={"articles": articles})


def apply_reviews(made: ComparisonDocument, reviews: Iterable[Review]) -> ComparisonDocument:
    """Put reviews into a comparison beside those that it has; those of findings that it doesn't have are left out."""
    known = {finding.id for finding in made.findings}
    kept = (review for review in merge_reviews(made.reviews, reviews) if review.finding in known)
    return made.model_copy(update={"reviews": tuple(kept)})


def article_document(reading: Reading) -> ReadArticle:
    """Make one article's part of a document; a quote that its text does not hold is left out."""
    return _read_article(reading, _Proof({reading.article.id: reading.article}), with_text=False)


def _reading_document(result: Readings, *, with_text: bool) -> ReadingDocument:
    proof = _Proof({reading.article.id: reading.article for reading in result.readings})
    articles = tuple(_read_article(reading, proof, with_text=with_text) for reading in result.readings)
    failures = _gather(result.failures, result.readings, proof)
    return ReadingDocument(engine=result.engine, articles=articles, failures=failures, usage=result.usage)


def _comparison_document(result: Comparison, *, with_text: bool) -> ComparisonDocument:
    proof = _Proof({reading.article.id: reading.article for reading in result.readings})
    articles = tuple(_read_article(reading, proof, with_text=with_text) for reading in result.readings)
    claims = {claim.id for article in articles for claim in article.claims}
    return ComparisonDocument(
        engine=result.engine,
        articles=articles,
        findings=tuple(_finding(finding) for finding in result.findings if proof.of_finding(finding)),
        agreements=tuple(agreement for agreement in result.agreements if claims.issuperset(agreement.claims)),
        failures=_gather(result.failures, result.readings, proof),
        usage=result.usage,
    )


def _check_document(result: Checks, *, with_text: bool) -> CheckDocument:
    proof = _Proof({article.id: article for article in result.articles})
    checks = tuple(
        _check(statement, check, proof) for statement, check in zip(result.statements, result.checks, strict=True)
    )
    unchecked = [check for check in result.checks if isinstance(check, Failure)]
    failures = tuple(dict.fromkeys([*result.failures, *unchecked, *proof.failures]))
    articles = tuple(ArticleHeader(**_header(article, with_text=with_text)) for article in result.articles)
    return CheckDocument(engine=result.engine, articles=articles, checks=checks, failures=failures, usage=result.usage)


_Quoted = Evidence | Claim | FindingSide | CheckEvidence


class _Proof:
    """Holds quotes against articles and keeps what was found false."""

    def __init__(self, articles: Mapping[str, Article]) -> None:
        self.articles = articles
        self.failures: list[Failure] = []

    def holds(self, article_id: str, quoted: _Quoted, subject: str) -> bool:
        """Whether the quote stands in the article where it says; if not, that is noted as a failure."""
        article = self.articles.get(article_id)
        if article is None:
            reason = f"it quotes {article_id}, which is none of the articles; left out"
        elif (
            not quoted.start < quoted.end <= len(article.text)
            or article.text[quoted.start : quoted.end] != quoted.quote
        ):
            reason = f"its quote is not what {article_id} says from {quoted.start} to {quoted.end}; left out"
        else:
            return True
        self.failures.append(Failure(stage="grounding", subject=subject, reason=reason))
        return False

    def of_finding(self, finding: Finding) -> bool:
        """Whether both quotes of a finding hold; both are tried, so that each false one is listed."""
        held = [self.holds(side.article, side, finding.id) for side in (finding.a, finding.b)]
        return all(held)


def _gather(failures: tuple[Failure, ...], readings: tuple[Reading, ...], proof: _Proof) -> tuple[Failure, ...]:
    of_readings = [failure for reading in readings for failure in reading.failures]
    return tuple(dict.fromkeys([*failures, *of_readings, *proof.failures]))


def _header(article: Article, *, with_text: bool) -> dict[str, Any]:
    names = ArticleHeader.model_fields.keys() - (set() if with_text else {"text"})
    return {name: getattr(article, name) for name in names}


def _read_article(reading: Reading, proof: _Proof, *, with_text: bool) -> ReadArticle:
    article, summary = reading.article, reading.summary
    points = tuple(_point(point, proof, article.id, number) for number, point in enumerate(summary.points, start=1))
    kept = summary.model_copy(update={"points": tuple(point for point in points if point.evidence)})
    claims = tuple(_claim(claim, article) for claim in reading.claims if proof.holds(article.id, claim, claim.id))
    return ReadArticle(**_header(article, with_text=with_text), summary=kept, claims=claims)


def _point(point: Point, proof: _Proof, article_id: str, number: int) -> Point:
    subject = f"{article_id}, point {number}"
    evidence = tuple(one for one in point.evidence if proof.holds(article_id, one, subject))
    return point.model_copy(update={"evidence": evidence})


def _claim(claim: Claim, article: Article) -> Claim:
    quantities = tuple(_finite(one) for one in claim.quantities if article.text[one.start : one.end] == one.text)
    return claim.model_copy(update={"quantities": quantities})


def _finite(quantity: Quantity) -> Quantity:
    """Leave a side open that is infinite or no number, for JSON knows neither."""
    sides = {"low": quantity.low, "high": quantity.high}
    return quantity.model_copy(
        update={name: None for name, value in sides.items() if value is not None and not math.isfinite(value)}
    )


def _finding(finding: Finding) -> DocumentFinding:
    gates = tuple(Gate(gate=answer.gate, answer=answer.answer) for answer in finding.gates)
    return DocumentFinding(**{**dict(finding), "gates": gates})


def _check(statement: str, check: Check | Failure, proof: _Proof) -> DocumentCheck:
    if isinstance(check, Failure):
        explanation = f"could not be checked: {check.reason}"
        return DocumentCheck(statement=statement, verdict=None, confidence=0.0, evidence=(), explanation=explanation)
    evidence = tuple(one for one in check.evidence if proof.holds(one.article, one, statement))
    if check.evidence and not evidence and check.verdict != "not_enough_info":
        explanation = "could not be checked: the quotes that should prove it are not in the articles"
        return DocumentCheck(statement=statement, verdict=None, confidence=0.0, evidence=(), explanation=explanation)
    return DocumentCheck(
        statement=statement,
        verdict=check.verdict,
        confidence=check.confidence,
        evidence=evidence,
        explanation=check.explanation,
    )
