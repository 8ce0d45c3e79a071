"""The findings: three lists of cards, each with its two quotes side by side and the path that led to it."""

from collections.abc import Iterator

from summarizer.contract import ComparisonDocument, DocumentFinding
from summarizer.models import FindingSide
from summarizer.reports.outline import LISTS, Group, describe_nothing, describe_review, describe_speaker, split_gates
from summarizer.reports.page.markup import Markup, element, join
from summarizer.reports.page.plan import Plan
from summarizer.reports.page.quoting import (
    in_quotes,
    outlet_of,
    refer_to_article,
    refer_to_claim,
    speaker_of,
)
from summarizer.reports.page.shell import section
from summarizer.reports.page.words import BARS, GATES, RELATION_NAMES, TYPES
from summarizer.reviews import Review
from summarizer.text.differences import Difference, find_differences


def render_findings(document: ComparisonDocument, plan: Plan) -> Markup:
    """Render the lists: the three, said to be empty where others are not, and those that reviewers made."""
    if not plan.groups:
        return section("findings", "Findings", None, element("p", describe_nothing(document), class_="nothing"))
    found = {group.heading: group for group in plan.groups}
    lists = [_list(relation, heading, gloss, found.pop(heading, None), plan) for relation, heading, gloss in LISTS]
    lists += [_list(heading.lower(), heading, group.gloss, group, plan) for heading, group in found.items()]
    heading = element("h2", "Findings", id="findings-heading", class_="unseen")
    return element("section", heading, *lists, id="findings", aria_labelledby="findings-heading")


def _list(kind: str, heading: str, gloss: str, group: Group | None, plan: Plan) -> Markup:
    place = f"list-{kind}"
    number = len(group.findings) if group else 0
    cards = [_card(number, finding, plan) for number, finding in group.findings] if group else []
    return element(
        "section",
        element("h3", heading, Markup(" "), element("span", str(number), class_="count"), id=f"{place}-heading"),
        element("p", f"{gloss[0].upper()}{gloss[1:]}.", class_="gloss"),
        join(cards) or element("p", "None was found.", class_="nothing"),
        id=place,
        class_=f"list {kind}",
        aria_labelledby=f"{place}-heading",
    )


def _card(number: int, finding: DocumentFinding, plan: Plan) -> Markup:
    place = plan.finding_places[finding.id]
    marks = find_differences(finding.a.quote, finding.b.quote)
    sides = [_side(side, mark, plan) for side, mark in zip((finding.a, finding.b), marks, strict=True)]
    return element(
        "article",
        _head(number, finding, place),
        element("div", *sides, class_="sides"),
        _path(finding),
        _review(plan.reviews.get(finding.id)),
        id=place,
        class_=f"card {finding.relation}",
        tabindex=-1,
        aria_labelledby=f"{place}-heading",
        data_id=finding.id,
        data_t=f"f{number}",
        **_choices(finding, plan),
    )


def _choices(finding: DocumentFinding, plan: Plan) -> dict[str, str]:
    """Give the attributes by which findings are chosen on the page."""
    sides = (finding.a, finding.b)
    return {
        "data_type": finding.type,
        "data_severity": finding.severity,
        "data_articles": " ".join(dict.fromkeys(plan.article_places.get(side.article, "") for side in sides)),
        "data_speakers": "\n".join(dict.fromkeys(speaker_of(plan.claims.get(side.claim)) for side in sides)),
    }


def _head(number: int, finding: DocumentFinding, place: str) -> Markup:
    words = " ".join(finding.explanation.split())
    where = "within one article" if finding.scope == "within" else "between articles"
    return element(
        "header",
        element(
            "p",
            element(
                "span",
                Markup(f'<span aria-hidden="true">{BARS[finding.severity]}</span> '),
                finding.severity,
                class_=f"severity {finding.severity}",
            ),
            element("span", finding.type, class_="type"),
            element("span", f"{where} · confidence {finding.confidence:.2f}", class_="where"),
            element("a", "link", href=f"#{place}", class_="permalink", aria_label=f"link to finding {number}"),
            class_="tags",
        ),
        element(
            "h4",
            element("span", f"{number}", class_="number"),
            Markup(" "),
            words or f"They differ: {TYPES[finding.type]}.",
            id=f"{place}-heading",
            dir="auto",
        ),
    )


def _side(side: FindingSide, marks: tuple[Difference, ...], plan: Plan) -> Markup:
    article, claim = plan.articles.get(side.article), plan.claims.get(side.claim)
    about = [outlet_of(article), article.published or "no date"] if article else []
    return element(
        "figure",
        element("p", refer_to_article(side.article, plan), Markup(" "), " · ".join(about), class_="source"),
        in_quotes(side.quote, article, marks),
        element(
            "figcaption",
            element("span", describe_speaker(claim) if claim else "", class_="speaker", dir="auto"),
            Markup(" "),
            refer_to_claim(side.claim, plan, "in its article"),
        ),
    )


def _path(finding: DocumentFinding) -> Markup:
    telling, silent = split_gates(finding)
    why = f"{RELATION_NAMES[finding.relation]} of {finding.type}: {TYPES[finding.type]}."
    rows = [element("div", element("dt", GATES[gate.gate]), element("dd", gate.answer)) for gate in telling]
    others = [element("div", element("dt", GATES[gate.gate]), element("dd", gate.answer or "tried")) for gate in silent]
    lead = "No harmless explanation was tried." if not finding.gates else "Harmless explanations that were tried:"
    return element(
        "div",
        element("p", why, class_="why"),
        element("p", lead, class_="lead"),
        element("dl", *rows, class_="gates") if rows else None,
        _others(others, after=bool(rows)),
        class_="path",
    )


def _others(others: list[Markup], *, after: bool) -> Markup | None:
    if not others:
        return None
    summary = f"{len(others)} more" if after else f"{len(others)} tried"
    return element("details", element("summary", summary), element("dl", *others, class_="gates"), class_="others")


def _review(review: Review | None) -> Markup | None:
    """Show what a person found of it; the page's script makes a form of it."""
    if review is None:
        return None
    told = describe_review(review)
    return element(
        "p",
        f"{told[0].upper()}{told[1:]}",
        class_="reviewed",
        data_verdict=review.verdict,
        data_note=review.note,
        data_reviewer=review.reviewer,
        data_date=str(review.date),
    )


def list_speakers(plan: Plan) -> Iterator[str]:
    """Name the speakers of findings, each once, in order."""
    sides = (side for group in plan.groups for _, finding in group.findings for side in (finding.a, finding.b))
    yield from sorted({speaker_of(plan.claims.get(side.claim)) for side in sides}, key=str.casefold)
