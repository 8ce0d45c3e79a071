"""How each article stands to each point: says it, differs, denies it, is silent, or could not be checked."""

import re
from collections.abc import Iterable, Sequence
from typing import Literal, NamedTuple

from summarizer.contract import ComparisonDocument, DocumentFinding
from summarizer.models import Agreement, Claim
from summarizer.reports.page.plan import Plan

Stand = Literal["says", "same", "differs", "denies", "both", "silent", "unknown"]


class Cell(NamedTuple):
    """How one article stands to a point, and the claim that shows it."""

    stand: Stand
    claim: str | None = None


class Row(NamedTuple):
    """A point and how the articles stand to it, in their order.

    A point is a claim that others contradict, with all the findings in which it stands, or an agreement, without any.
    `place` is the address of an agreement's row; `tokens` tie a row to its quotes.
    """

    text: str
    tokens: tuple[str, ...]
    place: str | None
    findings: tuple[tuple[int, DocumentFinding], ...]
    origins: int
    cells: tuple[Cell, ...]


class _Known(NamedTuple):
    claims: dict[str, Claim]
    homes: dict[str, str]
    same: dict[str, frozenset[str]]
    against: dict[str, frozenset[str]]
    unchecked: frozenset[tuple[str, str]]
    unread: frozenset[str]


def make_rows(document: ComparisonDocument, plan: Plan, order: Sequence[str]) -> list[Row]:
    """Make a row for each point at issue and then for each agreement, with a cell for each article in the order given."""
    known = _Known(
        plan.claims,
        plan.homes,
        _same(document.agreements),
        _against(document.findings),
        _unchecked(document, plan.homes),
        _unread(document),
    )
    rows = []
    for point, findings in _points(plan).items():
        sides = [side for _, finding in findings for side in (finding.a, finding.b) if side.claim == point]
        text = plan.claims[point].text if point in plan.claims else sides[0].quote
        cells = tuple(_point_cell(article, point, sides[0].article, findings, known) for article in order)
        rows.append(Row(text, tuple(f"f{number}" for number, _ in findings), None, tuple(findings), 0, cells))
    for number, (agreement, place) in enumerate(zip(document.agreements, plan.agreements, strict=True), start=1):
        cells = tuple(_agreement_cell(article, agreement, known) for article in order)
        rows.append(Row(agreement.text, (f"g{number}",), place, (), agreement.origins, cells))
    return rows


def _points(plan: Plan) -> dict[str, list[tuple[int, DocumentFinding]]]:
    """Gather findings by the claim that they turn on: of two that each was seen before, the first; of new ones, the `a`."""
    points: dict[str, list[tuple[int, DocumentFinding]]] = {}
    for group in plan.groups:
        for number, finding in group.findings:
            turns_on = finding.b.claim if finding.b.claim in points else finding.a.claim
            points.setdefault(finding.a.claim if finding.a.claim in points else turns_on, []).append((number, finding))
    return points


def _point_cell(
    article: str, point: str, home: str, findings: Sequence[tuple[int, DocumentFinding]], known: _Known
) -> Cell:
    others = [finding.b if finding.a.claim == point else finding.a for _, finding in findings]
    own = [other.claim for other in others if other.article == article]
    if article == home:
        return Cell("both" if own else "says", point)
    against = own or [
        like for other in others if (like := _claim_of(article, known.same.get(other.claim, ()), known)) is not None
    ]
    if against:
        stands = {_opposite(point, claim, known): claim for claim in reversed(against)}
        return Cell("denies", stands["denies"]) if "denies" in stands else Cell("differs", stands["differs"])
    like = _claim_of(article, known.same.get(point, ()), known)
    if like:
        return Cell("same", like)
    return Cell(
        _absent(article, [point, home, *(part for other in others for part in (other.claim, other.article))], known)
    )


def _agreement_cell(article: str, agreement: Agreement, known: _Known) -> Cell:
    if article in agreement.articles:
        return Cell("same", _claim_of(article, agreement.claims, known))
    for claim in agreement.claims:
        other = _claim_of(article, known.against.get(claim, ()), known)
        if other:
            return Cell(_opposite(claim, other, known), other)
    return Cell(_absent(article, (*agreement.claims, *agreement.articles), known))


def _opposite(one: str, other: str, known: _Known) -> Stand:
    """Tell a denial from another difference: it is one where just the other side is negated."""
    left, right = known.claims.get(one), known.claims.get(other)
    return "denies" if left and right and left.polarity != right.polarity else "differs"


def _absent(article: str, held: Iterable[str], known: _Known) -> Stand:
    if article in known.unread or any((article, other) in known.unchecked for other in held):
        return "unknown"
    return "silent"


def _claim_of(article: str, claims: Iterable[str], known: _Known) -> str | None:
    """Find the claim of an article among some, the first in its text if there are several."""
    own = [claim for claim in claims if known.homes.get(claim) == article]
    return min(own, key=lambda claim: (known.claims[claim].start, claim), default=None)


def _same(agreements: Iterable[Agreement]) -> dict[str, frozenset[str]]:
    return {claim: frozenset(one.claims) for one in agreements for claim in one.claims}


def _against(findings: Iterable[DocumentFinding]) -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for one in findings:
        found.setdefault(one.a.claim, set()).add(one.b.claim)
        found.setdefault(one.b.claim, set()).add(one.a.claim)
    return {claim: frozenset(others) for claim, others in found.items()}


def _unread(document: ComparisonDocument) -> frozenset[str]:
    """Name the articles that gave no claim and say why in a failure: their silence means nothing."""
    subjects = {failure.subject for failure in document.failures}
    return frozenset(one.id for one in document.articles if not one.claims and subjects & {one.id, one.source})


def _unchecked(document: ComparisonDocument, homes: dict[str, str]) -> frozenset[tuple[str, str]]:
    """Pair what could not be judged: each article with the other articles, and the others' claims, of its failure.

    A failure of judging is named after the claims of its pair, or after articles: "a1.c2 / a3.c1", "a1, a3".
    """
    found: set[tuple[str, str]] = set()
    for failure in document.failures:
        if failure.stage == "judge":
            names = [name for name in re.split(r"[\s,/]+", failure.subject) if name]
            found.update((homes.get(own, own), name) for own in names for name in names if name != own)
    return frozenset(found)
