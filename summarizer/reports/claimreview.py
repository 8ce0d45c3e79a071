"""Drafts of ClaimReview markup (schema.org, JSON-LD): what a fact-checker starts from, never a rating of ours.

A draft has what a program can know: the claim, who made it, where it appeared, with the quote, and what stands against it.
It lacks on purpose what makes a review: `reviewRating`, `author` and `url` are a person's. Each item says that it is a draft.
Only web addresses become links. `<`, `>` and `&` are escaped, so that it may stand in a page's script element.
"""

from collections.abc import Iterator, Mapping
from typing import Any

from summarizer.contract import (
    ArticleHeader,
    CheckDocument,
    ComparisonDocument,
    Document,
    DocumentCheck,
    DocumentFinding,
    ReadArticle,
    ReadingDocument,
)
from summarizer.models import Claim, FindingSide
from summarizer.reports.json import dump
from summarizer.text.safety import web_address

DRAFT = "Draft made by a program. It is no review: a person has to judge, and to add rating, author and url."

Node = dict[str, Any]
Articles = Mapping[str, ArticleHeader]


def render(document: Document) -> str:
    """Render drafts as JSON-LD: of each claim in a finding, of each claim worth a check, or of each statement checked.

    A claim in several findings is one draft. What a reviewer has dismissed or explained is left out.
    """
    match document:
        case ComparisonDocument():
            drafts = _of_findings(document)
        case ReadingDocument():
            drafts = (
                _of_claim(article, claim)
                for article in document.articles
                for claim in article.claims
                if claim.checkworthy
            )
        case CheckDocument():
            articles: Articles = {article.id: article for article in document.articles}
            drafts = (_of_check(check, articles) for check in document.checks)
    dumped = dump({"@context": "https://schema.org", "@graph": list(drafts)})
    for sign in "<>&":
        dumped = dumped.replace(sign, f"\\u{ord(sign):04x}")
    return dumped


def _of_findings(document: ComparisonDocument) -> Iterator[Node]:
    articles: dict[str, ReadArticle] = {article.id: article for article in document.articles}
    claims = {claim.id: claim for article in document.articles for claim in article.claims}
    against: dict[str, list[tuple[DocumentFinding, FindingSide, FindingSide]]] = {}
    for finding in document.standing():
        for side, other in ((finding.a, finding.b), (finding.b, finding.a)):
            against.setdefault(side.claim, []).append((finding, side, other))
    for claim_id in sorted(against):
        side = against[claim_id][0][1]
        claim = claims.get(claim_id)
        draft = _draft(claim.text if claim else side.quote)
        draft["itemReviewed"] = _claim(claim, _appearance(articles[side.article], side.quote))
        draft["isBasedOn"] = [_appearance(articles[other.article], other.quote) for _, _, other in against[claim_id]]
        explanations = dict.fromkeys(finding.explanation for finding, _, _ in against[claim_id] if finding.explanation)
        draft["reviewBody"] = "\n".join([DRAFT, *explanations])
        yield draft


def _of_claim(article: ReadArticle, claim: Claim) -> Node:
    return _draft(claim.text) | {"itemReviewed": _claim(claim, _appearance(article, claim.quote))}


def _of_check(check: DocumentCheck, articles: Articles) -> Node:
    """Draft the review of a statement; whether a quote supports or refutes it is for a person to say."""
    quotes = [_appearance(articles[evidence.article], evidence.quote) for evidence in check.evidence]
    return _draft(check.statement) | ({"isBasedOn": quotes} if quotes else {})


def _draft(claim: str) -> Node:
    return {"@type": "ClaimReview", "creativeWorkStatus": "Draft", "claimReviewed": claim, "reviewBody": DRAFT}


def _claim(claim: Claim | None, appearance: Node) -> Node:
    made: Node = {"@type": "Claim", "appearance": appearance}
    if claim is not None and claim.attribution.name:
        speaker: Node = {"name": claim.attribution.name}  # of no type: a person or a body, the text does not say
        if claim.attribution.role:
            speaker["description"] = claim.attribution.role
        made["author"] = speaker
    return made


def _appearance(article: ArticleHeader, quote: str) -> Node:
    whole: Node = {"@type": "NewsArticle", "headline": article.title, "datePublished": article.published}
    whole["url"] = web_address(article.source)
    if article.outlet:
        whole["publisher"] = {"@type": "Organization", "name": article.outlet}
    part_of = {name: value for name, value in whole.items() if value is not None}
    return {"@type": "Quotation", "text": quote, "isPartOf": part_of}
