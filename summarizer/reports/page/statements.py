"""Statements held against articles: the verdict in words, and the quotes that decide."""

from summarizer.contract import CheckDocument, DocumentCheck
from summarizer.reports.outline import VERDICTS
from summarizer.reports.page.markup import Markup, element
from summarizer.reports.page.plan import Plan
from summarizer.reports.page.quoting import in_quotes, outlet_of, refer_to_article
from summarizer.reports.page.shell import section

SIGNS = {"supported": "✓", "refuted": "✗", "not_enough_info": "–", None: "?"}


def render_statements(document: CheckDocument, plan: Plan) -> Markup:
    """Render each statement with its verdict."""
    cards = [_card(number, check, plan) for number, check in enumerate(document.checks, start=1)]
    return section("statements", "Statements", "Each held against the articles, and against nothing else.", *cards)


def _card(number: int, check: DocumentCheck, plan: Plan) -> Markup:
    kind = check.verdict or "unchecked"
    sure = "" if check.verdict is None else f"confidence {check.confidence:.2f}"
    verdict = element(
        "span",
        Markup(f'<span aria-hidden="true">{SIGNS[check.verdict]}</span> '),
        VERDICTS[check.verdict],
        class_="severity",
    )
    return element(
        "article",
        element(
            "header",
            element("p", verdict, element("span", sure, class_="where"), class_="tags"),
            element(
                "h3",
                element("span", str(number), class_="number"),
                Markup(" "),
                check.statement,
                id=f"statement-{number}-heading",
                dir="auto",
            ),
        ),
        element("div", *_evidence(check, plan), class_="sides") if check.evidence else None,
        element("div", element("p", check.explanation, class_="why"), class_="path") if check.explanation else None,
        class_=f"card {kind}",
        id=f"statement-{number}",
        aria_labelledby=f"statement-{number}-heading",
    )


def _evidence(check: DocumentCheck, plan: Plan) -> list[Markup]:
    quoted = []
    for evidence in check.evidence:
        article = plan.articles.get(evidence.article)
        about = outlet_of(article) if article else ""
        source = element("p", refer_to_article(evidence.article, plan), Markup(" "), about, class_="source")
        quoted.append(
            element("figure", source, in_quotes(evidence.quote, article), element("figcaption", evidence.stance))
        )
    return quoted
