"""The matrix: points down, articles across in the order of time, each cell a symbol with its words."""

from collections.abc import Sequence

from summarizer.contract import ComparisonDocument
from summarizer.models import Failure
from summarizer.reports.outline import count
from summarizer.reports.page.cards import choices
from summarizer.reports.page.markup import Markup, element, join
from summarizer.reports.page.plan import Plan
from summarizer.reports.page.quoting import outlet_of, refer_to_article
from summarizer.reports.page.shell import section
from summarizer.reports.page.standing import Cell, Row, Stand, make_rows
from summarizer.reports.page.words import SILENT_NOTE
from summarizer.text.excerpts import excerpt

STANDS: dict[Stand, tuple[str, str]] = {
    "says": ("●", "says so"),
    "same": ("=", "says the same"),
    "differs": ("≠", "differs"),
    "denies": ("⊘", "denies it"),
    "both": ("⇄", "says both"),
    "silent": ("·", "silent"),
    "unknown": ("?", "could not be checked"),
}
"""A symbol and words for each; a cell is never told by its colour alone."""

LONGEST_POINT = 160  # characters of a point: three lines of the table's first column; the card has the whole quote


def render_matrix(document: ComparisonDocument, plan: Plan) -> Markup | None:
    """Render how every article stands to every finding and agreement; None where there are none."""
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
    legend = [element("span", Markup(_sign(stand)), Markup(" "), STANDS[stand][1]) for stand in STANDS]
    return section(
        "matrix",
        "Who says what",
        f"Every finding and agreement, and how each article stands to it. {SILENT_NOTE}",
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
    finding = row.finding
    if finding is not None:
        name = element("a", f"{row.token[1:]}", href=f"#{row.place}", class_="number", aria_label=f"finding {row.token[1:]}")
        kind, place, chosen = finding.relation, None, choices(finding, plan)
        about = f"{finding.relation}, {finding.type}, {finding.severity}"
    else:
        name = element("span", "=", class_="number agreement", aria_hidden="true")
        kind, place, chosen = "agreement", row.place, {}
        about = f"agreement of {count(row.agreement.origins, 'origin')}" if row.agreement else ""
    point = element(
        "th",
        name,
        Markup(" "),
        element("span", excerpt(row.text, LONGEST_POINT), class_="point", dir="auto"),
        element("span", about, class_="about"),
        scope="row",
    )
    return element("tr", point, *(_cell(cell, plan) for cell in cells), id=place, class_=kind, data_t=row.token, **chosen)


def _cell(cell: Cell, plan: Plan) -> Markup:
    shown = join((Markup(_sign(cell.stand)), Markup(f"<span>{STANDS[cell.stand][1]}</span>")))
    place = plan.claim_places.get(cell.claim or "")
    return element("td", element("a", shown, href=f"#{place}") if place else shown, class_=cell.stand)


def _sign(stand: Stand) -> str:
    return f'<b aria-hidden="true">{STANDS[stand][0]}</b>'
