"""The rail beside the page: its contents, the choice of findings, the reviewer's file, and the help of the keyboard.

What needs the script is hidden in the file and shown by it, so that nobody without it finds a button that does nothing.
"""

from collections.abc import Sequence

from summarizer.contract import ComparisonDocument, Document
from summarizer.reports.outline import SEVERITIES
from summarizer.reports.page.cards import list_speakers
from summarizer.reports.page.markup import Markup, element
from summarizer.reports.page.plan import Plan
from summarizer.reports.page.quoting import outlet_of
from summarizer.reports.page.words import TYPES
from summarizer.text.excerpts import excerpt

KEYS = (
    ("j", "k", "next and previous finding"),
    ("n", "p", "next and previous claim in the articles"),
    ("/", "", "search in the findings"),
    ("c", "d", "confirm, dismiss the finding you are at"),
    ("e", "o", "mark it as explained, as open again"),
    ("?", "", "this help"),
)


def render_rail(document: Document, plan: Plan, contents: Sequence[tuple[str, str]]) -> Markup:
    """Render the contents, given as addresses with their words, and for a comparison the tools."""
    links = [element("li", element("a", words, href=f"#{place}")) for place, words in contents]
    tools = isinstance(document, ComparisonDocument) and bool(plan.groups)
    return element(
        "div",
        element("nav", element("ol", *links), class_="contents", aria_label="contents"),
        _filters(plan) if tools else None,
        _review_tools() if tools else None,
        class_="rail",
    )


def _filters(plan: Plan) -> Markup:
    findings = [finding for group in plan.groups for _, finding in group.findings]
    types = [name for name in TYPES if any(finding.type == name for finding in findings)]
    articles = [
        (place, f"{name}  {excerpt(outlet_of(plan.articles[name]), 30)}") for name, place in plan.article_places.items()
    ]
    fields = (
        _choice("type", "Type", [(name, name) for name in types]),
        _choice("severity", "Severity", [(name, name) for name in SEVERITIES]),
        _choice("article", "Article", articles),
        _choice("speaker", "Who says it", [(name, excerpt(name, 40)) for name in list_speakers(plan)]),
        _choice("review", "Review", [(name, name) for name in ("open", "confirmed", "dismissed", "explained")]),
        element(
            "p",
            element("label", "Words", for_="choose-text"),
            element("input", type="search", id="choose-text", name="text", autocomplete="off", spellcheck="false"),
        ),
    )
    shown = element("p", "", id="shown", role="status")
    clear = element("button", "Show all", type="button", id="clear")
    form = element("form", *fields, clear, id="filters")
    summary = element("summary", "Choose findings")
    return element("details", summary, form, shown, class_="tool", id="filter-tool", hidden=True, open=True)


def _choice(name: str, words: str, options: Sequence[tuple[str, str]]) -> Markup:
    shown = [element("option", "all", value=""), *(element("option", text, value=value) for value, text in options)]
    return element(
        "p",
        element("label", words, for_=f"choose-{name}"),
        element("select", *shown, id=f"choose-{name}", name=name, autocomplete="off"),
    )


def _review_tools() -> Markup:
    return element(
        "details",
        element("summary", "Review"),
        element("p", "", id="precision", role="status"),
        element(
            "p",
            element("label", "Your name", for_="reviewer"),
            element("input", id="reviewer", type="text", maxlength=200, autocomplete="off", spellcheck="false"),
        ),
        element("button", "Save the reviewer’s file", type="button", id="save"),
        element(
            "p",
            element("label", "Read a reviewer’s file", for_="load"),
            element("input", id="load", type="file", accept=".json,application/json"),
        ),
        element("p", "", id="review-message", role="status"),
        element("button", "Keys", type="button", id="show-help"),
        class_="tool",
        id="review-tool",
        hidden=True,
        open=True,
    )


def render_help() -> Markup:
    """Render the help of the keyboard, with the switch that turns single keys off (WCAG 2.2, 2.1.4)."""
    rows = []
    for first, second, meaning in KEYS:
        keys = [element("kbd", first), *([Markup(" "), element("kbd", second)] if second else [])]
        rows += [element("dt", *keys), element("dd", meaning)]
    return element(
        "dialog",
        element("h2", "Keys", id="help-heading"),
        element("dl", *rows),
        element(
            "p",
            element("input", type="checkbox", id="keys-on", checked=True),
            Markup(" "),
            element("label", "single keys are on", for_="keys-on"),
        ),
        element("button", "Close", type="button", id="close-help"),
        id="help",
        aria_labelledby="help-heading",
    )
