"""The HTML report: one file that needs no network, reads without its script, and prints.

Whatever text an article, a model or a file gave is escaped by the elements of `page.markup`; the page's policy allows its
own style and script by their hashes and nothing else.
"""

from collections.abc import Sequence

from summarizer.contract import CheckDocument, ComparisonDocument, Document, ReadingDocument
from summarizer.reports.outline import LISTS, describe_end, describe_title
from summarizer.reports.page.articles import render_articles
from summarizer.reports.page.cards import render_findings
from summarizer.reports.page.desk import render_help, render_rail
from summarizer.reports.page.markup import Markup, element
from summarizer.reports.page.masthead import render_failures, render_masthead, render_method
from summarizer.reports.page.matrix import render_matrix
from summarizer.reports.page.plan import Plan, make_plan
from summarizer.reports.page.shell import make_page
from summarizer.reports.page.statements import render_statements
from summarizer.reports.page.timeline import render_timeline

MANY = 100  # findings above which the browser lays out only those that are on the screen
_Parts = Sequence[tuple[str, str, Markup | None]]


def render(document: Document) -> str:
    """Render a document as a page of HTML; articles are shown whole where the document holds their texts."""
    plan = make_plan(document)
    parts = [(place, words, made) for place, words, made in _parts(document, plan) if made]
    contents = [(place, words) for place, words, _ in parts if words]
    main = element(
        "main", *(made for _, _, made in parts), id="main", class_="large" if _count_cards(plan) > MANY else None
    )
    return make_page(
        describe_title(document),
        element("a", "Skip to the contents of the page", href="#main", class_="skip"),
        render_masthead(document, plan),
        element("div", render_rail(document, plan, contents), main, class_="layout"),
        element("footer", element("p", describe_end(document))),
        render_help() if plan.groups else None,
    )


def _count_cards(plan: Plan) -> int:
    return sum(len(group.findings) for group in plan.groups)


def _parts(document: Document, plan: Plan) -> _Parts:
    """List the sections of a page in order, each with its address and its words in the contents."""
    last = (
        ("failures", "What could not be checked", render_failures(document)),
        ("method", "How this was made", render_method(document)),
    )
    match document:
        case ComparisonDocument():
            return (
                ("findings" if not plan.groups else f"list-{LISTS[0][0]}", "Findings", render_findings(document, plan)),
                ("matrix", "Who says what", render_matrix(document, plan)),
                ("timeline", "When", render_timeline(document, plan)),
                ("articles", "The articles", render_articles(document, plan)),
                *last,
            )
        case ReadingDocument():
            return (("articles", "The articles", render_articles(document, plan)), *last)
        case CheckDocument():
            return (("statements", "Statements", render_statements(document, plan)), *last)
