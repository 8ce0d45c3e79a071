"""What is to be shown and under which address on the page: made once from a document, and read by all parts.

Addresses are made of what the articles hold, not of the order in which they were given, so that a link to a finding, a
claim or an article leads to the same place after another run.
"""

import hashlib
import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from summarizer.contract import ArticleHeader, ComparisonDocument, Document, DocumentFinding, ReadArticle
from summarizer.models import Claim
from summarizer.reports.outline import Group, group_findings
from summarizer.reviews import Review

DISMISSED = "Dismissed"
_PLAIN = re.compile(r"f-[0-9a-f]{6,64}")
_DIGITS = 10  # hex digits of a hash in an address: 40 bits, against 10,000 claims a chance of 1 in 20,000 of two alike


class Topic(NamedTuple):
    """A finding or an agreement in which a claim stands.

    `token` ties the places of one topic together on the page, `place` is its address, `kind` conflict, dispute, change
    or agreement, `label` what a reference to it shows.
    """

    token: str
    place: str
    kind: str
    label: str


class Plan(NamedTuple):
    """Articles and claims by id, the lists of findings, the topics of each claim, and an address for each of them.

    `homes` leads from a claim to its article, `reviews` from a finding to what a person found of it; the last of the
    groups holds what a reviewer dismissed, if there is any. `agreements` are addresses in the document's order.
    """

    articles: dict[str, ArticleHeader]
    claims: dict[str, Claim]
    homes: dict[str, str]
    groups: list[Group]
    topics: dict[str, tuple[Topic, ...]]
    article_places: dict[str, str]
    claim_places: dict[str, str]
    finding_places: dict[str, str]
    agreements: tuple[str, ...]
    reviews: dict[str, Review]


def make_plan(document: Document) -> Plan:
    """Give every part of a document its address."""
    taken: set[str] = set()
    article_places = {one.id: _free(f"article-{one.sha256[:_DIGITS]}", taken) for one in document.articles}
    articles: dict[str, ArticleHeader] = {one.id: one for one in document.articles}
    claims: dict[str, Claim] = {}
    claim_places: dict[str, str] = {}
    homes: dict[str, str] = {}
    for article in document.articles:
        for claim in article.claims if isinstance(article, ReadArticle) else ():
            claims[claim.id], homes[claim.id] = claim, article.id
            parts = (article_places[article.id], str(claim.start), str(claim.end), claim.text)
            claim_places[claim.id] = _free(f"c-{_digest(parts)}", taken)
    if not isinstance(document, ComparisonDocument):
        return Plan(articles, claims, homes, [], {}, article_places, claim_places, {}, (), {})
    finding_places = {one.id: _free(_finding_place(one.id), taken) for one in document.findings}
    agreements = tuple(
        _free(f"g-{_digest(sorted(claim_places.get(claim, claim) for claim in one.claims))}", taken)
        for one in document.agreements
    )
    groups = _groups(document)
    topics = _topics(document, groups, finding_places, agreements)
    reviews = {one.finding: one for one in document.reviews}
    return Plan(
        articles, claims, homes, groups, topics, article_places, claim_places, finding_places, agreements, reviews
    )


def _groups(document: ComparisonDocument) -> list[Group]:
    """Put behind the lists what a reviewer dismissed: on a page a dismissal can be taken back."""
    groups = group_findings(document)
    shown = {finding.id for group in groups for _, finding in group.findings}
    left: list[DocumentFinding] = [finding for finding in document.findings if finding.id not in shown]
    if left:
        numbered = tuple(enumerate(left, start=len(shown) + 1))
        groups.append(Group(DISMISSED, "a reviewer found that these are none", numbered))
    return groups


def _topics(
    document: ComparisonDocument, groups: Sequence[Group], places: dict[str, str], agreements: Sequence[str]
) -> dict[str, tuple[Topic, ...]]:
    found: dict[str, list[Topic]] = defaultdict(list)
    for group in groups:
        for number, finding in group.findings:
            topic = Topic(f"f{number}", places[finding.id], finding.relation, str(number))
            for claim in dict.fromkeys((finding.a.claim, finding.b.claim)):
                found[claim].append(topic)
    for number, (agreement, place) in enumerate(zip(document.agreements, agreements, strict=True), start=1):
        for claim in dict.fromkeys(agreement.claims):
            found[claim].append(Topic(f"g{number}", place, "agreement", "="))
    return {claim: tuple(topics) for claim, topics in found.items()}


def _finding_place(name: str) -> str:
    """Take a finding's id as its address if it is one that this program makes; a foreign one may hold anything."""
    return name if _PLAIN.fullmatch(name) else f"f-{_digest((name,))}"


def _free(place: str, taken: set[str]) -> str:
    """Keep addresses apart: two copies of one text have one hash."""
    plain = re.sub(r"[^\w-]", "", place, flags=re.ASCII)
    free, number = plain, 2
    while free in taken:
        free, number = f"{plain}-{number}", number + 1
    taken.add(free)
    return free


def _digest(parts: Iterable[str]) -> str:
    return hashlib.sha256("\x1f".join(parts).encode("utf-8", "surrogatepass")).hexdigest()[:_DIGITS]
