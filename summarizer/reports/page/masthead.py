"""The head of the page: what this is, what was read and by what, and what was found in figures."""

from summarizer.contract import ArticleHeader, CheckDocument, ComparisonDocument, Document, ReadArticle
from summarizer.models import Failure
from summarizer.reports.outline import (
    CAVEATS,
    LISTS,
    SEVERITIES,
    count,
    describe_engine,
    describe_notes,
    describe_reviews,
    describe_title,
    describe_usage,
)
from summarizer.reports.page.markup import Markup, element, join
from summarizer.reports.page.plan import Plan
from summarizer.reports.page.quoting import refer_to_article
from summarizer.reports.page.shell import section
from summarizer.reports.page.words import GATES, METHOD, STAGES, TYPES
from summarizer.text.safety import web_address

MANY = 12  # articles above which their list is folded away


def render_masthead(document: Document, plan: Plan) -> Markup:
    """Render the title, the caveat, the coverage, the figures, and the articles with their provenance."""
    caveat = CAVEATS[document.schema_]
    return element(
        "header",
        element("p", "summarizer", class_="kicker"),
        element("h1", describe_title(document)),
        element("p", f"{caveat[0].upper()}{caveat[1:]}.", class_="caveat"),
        element("p", _coverage(document), class_="coverage"),
        _figures(document) if isinstance(document, ComparisonDocument) else None,
        _reviewed(document) if isinstance(document, ComparisonDocument) and document.reviews else None,
        _sources(document, plan),
        class_="masthead",
    )


def _coverage(document: Document) -> str:
    unread = [failure for failure in document.failures if failure.stage == "read"]
    given = len(document.articles) + len(unread)
    parts = [f"{len(document.articles)} of {count(given, 'article')} read"]
    if not isinstance(document, CheckDocument):
        parts.append(count(sum(len(article.claims) for article in document.articles), "claim"))
    failed = len(document.failures)
    parts.append(f"{count(failed, 'failure')}, listed below" if failed else "no failure")
    parts += [describe_engine(document.engine), describe_usage(document.usage)]
    return " · ".join(part for part in parts if part)


def _figures(document: ComparisonDocument) -> Markup:
    cells = []
    for relation, heading, _ in LISTS:
        severities = [one.severity for one in document.standing() if one.relation == relation]
        by = ", ".join(f"{severities.count(level)} {level}" for level in SEVERITIES if level in severities)
        cells.append(_figure(len(severities), heading, by, f"list-{relation}" if document.findings else "findings"))
    agreements = len(document.agreements)
    cells.append(_figure(agreements, "Agreements", "", "matrix" if agreements or document.findings else "findings"))
    return element("ul", *cells, class_="figures", aria_label="what was found")


def _figure(number: int, words: str, by: str, place: str) -> Markup:
    shown = words.removesuffix("s") if number == 1 else words
    inner = (element("b", f"{number:,}"), Markup(" "), element("span", shown), element("small", by or Markup("&nbsp;")))
    return element("li", element("a", *inner, href=f"#{place}"))


def _reviewed(document: ComparisonDocument) -> Markup:
    """Say how much of what the program found people looked at, and how much of that they confirmed."""
    words = ". ".join(f"{line[0].upper()}{line[1:]}" for line in describe_reviews(document))
    return element("p", f"{words}.", class_="coverage")


def _sources(document: Document, plan: Plan) -> Markup | None:
    """Render where each article is from and by what hash its text is known, with what could not be read."""
    unread = [one for one in document.failures if one.stage == "read" and one.subject not in plan.articles]
    rows = [_source(article, plan) for article in document.articles] + [_unread(failure) for failure in unread]
    if not rows:
        return None
    names = element("ul", *rows, class_="sources", aria_label="the articles")
    return element("details", element("summary", f"All {len(rows)} articles"), names) if len(rows) > MANY else names


def _source(article: ArticleHeader, plan: Plan) -> Markup:
    known = [" ".join(part.split()) for part in (article.outlet or "", article.byline or "") if part.strip()]
    day = element("i", article.published or "no date", class_="whole")
    title = " ".join((article.title or "no title").split())
    return element(
        "li",
        refer_to_article(article.id, plan),
        element(
            "div",
            element("strong", title, dir="auto"),
            element("span", *(f"{part} · " for part in known), day),
            *(element("span", note, class_="note") for note in describe_notes(article)),
            _provenance(article),
        ),
        id=None if isinstance(article, ReadArticle) else plan.article_places[article.id],
    )


def _provenance(article: ArticleHeader) -> Markup:
    address = web_address(article.source)
    source = element("a", article.source, href=address, rel="noopener noreferrer") if address else article.source
    size = [count(len(article.claims), "claim")] if isinstance(article, ReadArticle) else []
    rows = (
        ("from", source),
        ("language", article.language or "not known"),
        ("length", ", ".join([count(article.characters, "character"), *size])),
        ("SHA-256 of the text", element("code", article.sha256)),
    )
    terms = join(join((element("dt", name), element("dd", value))) for name, value in rows)
    return element("details", element("summary", "Provenance"), element("dl", terms))


def _unread(failure: Failure) -> Markup:
    told = (element("strong", failure.subject, dir="auto"), element("span", f"could not be read: {failure.reason}"))
    return element("li", element("span", "?", class_="key"), element("div", *told))


def render_failures(document: Document) -> Markup | None:
    """Render what could not be done; it is missing elsewhere on the page."""
    if not document.failures:
        return None
    rows = [
        element(
            "li",
            element("span", STAGES[failure.stage], class_="stage"),
            element("div", element("strong", failure.subject, dir="auto"), element("span", failure.reason)),
        )
        for failure in document.failures
    ]
    gloss = "None of this is in the lists above: nothing is known of it, neither that it agrees nor that it differs."
    return section(
        "failures", f"What could not be checked ({len(rows)})", gloss, element("ul", *rows, class_="failures")
    )


def render_method(document: Document) -> Markup:
    """Render how the page came to be, and what its words mean."""
    usage = describe_usage(document.usage) or "no model was asked, and it cost nothing"
    engine = element("p", f"Made by {describe_engine(document.engine)}; {usage}.")
    told = (
        [element("p", paragraph) for paragraph in METHOD.strip().split("\n\n")]
        if isinstance(document, ComparisonDocument)
        else []
    )
    lists = []
    if isinstance(document, ComparisonDocument):
        relations = {heading: gloss for _, heading, gloss in LISTS}
        lists = [
            _terms("Lists", relations),
            _terms("Types of a finding", {str(name): gloss for name, gloss in TYPES.items()}),
            _terms("Harmless explanations, in order", {str(name): words for name, words in GATES.items()}),
        ]
    return section(
        "method", "How this was made", None, engine, *told, element("div", *lists, class_="terms"), kind="box"
    )


def _terms(heading: str, terms: dict[str, str]) -> Markup:
    rows = join(join((element("dt", name), element("dd", gloss))) for name, gloss in terms.items())
    return element("div", element("h3", heading), element("dl", rows))
