"""The matrix: points down, articles across in the order of time, each cell a symbol with its words."""

from collections.abc import Sequence

from summarizer.contract import ComparisonDocument, DocumentFinding
from summarizer.models import Failure
from summarizer.reports.outline import count
from summarizer.reports.page.markup import Markup, element
from summarizer.reports.page.plan import Plan
from summarizer.reports.page.quoting import outlet_of, refer_to_article
from summarizer.reports.page.shell import section
from summarizer.reports.page.standing import Cell, Row, Stand, make_rows
from summarizer.reports.page.words import SILENT_NOTE
from summarizer.text.excerpts import excerpt

STANDS: dict[Stand, str] = {
    "says": "says so",
    "same": "says the same",
    "differs": "differs",
    "denies": "denies it",
    "both": "says both",
    "silent": "silent",
    "unknown": "could not be checked",
}
"""The words for each; page.css puts a sign before them, and a colour behind."""

LONGEST_POINT = 160  # characters of a point: three lines of the table's first column; the card has the whole quote


def render_matrix(document: ComparisonDocument, plan: Plan) -> Markup | None:
    """Render how every article stands to every point at issue and agreement; None where there are none."""
    order = [one.id for one in sorted(document.articles, key=lambda one: (one.published or "9", one.id))]
    rows = make_rows(document, plan, order)
    unread = [failure for failure in document.failures if failure.stage == "read" and failure.subject not in order]
    if not rows:
        return None
    head = element("tr", element("th", "The point", scope="col"), *_columns(order, unread, plan))
    table = element(
        "table",
        element("caption", "How each article stands to each point", class_="unseen"),
        element("thead", head),
        element("tbody", *(_row(row, len(unread), plan) for row in rows)),
    )
    legend = [element("span", words, class_=stand) for stand, words in STANDS.items()]
    return section(
        "matrix",
        "Who says what",
        f"Each point at issue, then each agreement, and how every article stands to it. {SILENT_NOTE}",
        element("p", *legend, class_="legend"),
        element("div", table, class_="scroll", tabindex=0, role="region", aria_label="table of points and articles"),
    )


def _columns(order: Sequence[str], unread: Sequence[Failure], plan: Plan) -> list[Markup]:
    columns = [
        element(
            "th",
            refer_to_article(article, plan),
            element("span", excerpt(outlet_of(plan.articles[article]), 40), class_="outlet"),
            scope="col",
        )
        for article in order
    ]
    return columns + [
        element("th", excerpt(failure.subject, 40), element("span", "not read", class_="outlet"), scope="col")
        for failure in unread
    ]


def _row(row: Row, unread: int, plan: Plan) -> Markup:
    cells = [*row.cells, *[Cell("unknown")] * unread]
    names: list[Markup] = [_number(number, finding, plan) for number, finding in row.findings]
    about = ", ".join(dict.fromkeys(f"{finding.relation}, {finding.type}" for _, finding in row.findings))
    if not row.findings:
        names = [element("span", "=", class_="number", aria_hidden="true")]
        about = f"agreement of {count(row.origins, 'origin')}"
    point = element(
        "th",
        element("span", *names, class_="numbers"),
        element("span", excerpt(row.text, LONGEST_POINT), class_="point", dir="auto"),
        element("span", about, class_="about"),
        scope="row",
    )
    return element("tr", point, *(_cell(cell, plan) for cell in cells), id=row.place, data_t=" ".join(row.tokens))


def _number(number: int, finding: DocumentFinding, plan: Plan) -> Markup:
    place = plan.finding_places[finding.id]
    return element("a", str(number), href=f"#{place}", class_="number", aria_label=f"{finding.relation} {number}")


def _cell(cell: Cell, plan: Plan) -> Markup:
    """Make a cell of its words; its sign comes from the style, for a large matrix has tens of thousands of them."""
    words = STANDS[cell.stand]
    if cell.stand == "silent":
        return SILENT_CELL
    place = plan.claim_places.get(cell.claim or "")
    return element("td", element("a", words, href=f"#{place}") if place else words, class_=cell.stand)


SILENT_CELL = element("td", STANDS["silent"])
