"""The front matter of a Markdown report: YAML 1.2 that YAML 1.1 parsers read alike."""

from collections.abc import Iterator

from summarizer.contract import ComparisonDocument, Document
from summarizer.reports.outline import LISTS
from summarizer.reviews import VERDICTS, count_verdicts
from summarizer.text.safety import UNSEEN_CHARACTER


def render_front_matter(document: Document) -> str:
    """Render what the report is about, each text as a double-quoted scalar on one line."""
    return "".join(f"{line}\n" for line in ("---", *_lines(document), "---"))


def _lines(document: Document) -> Iterator[str]:
    yield f"schema: {quote_yaml(document.schema_)}"
    yield f"engine: {quote_yaml(document.engine.name)}"
    yield f"model: {quote_yaml(document.engine.model)}"
    yield "articles:" if document.articles else "articles: []"
    for article in document.articles:
        yield f"  - id: {quote_yaml(article.id)}"
        for name in ("source", "title", "outlet", "published", "sha256"):
            yield f"    {name}: {quote_yaml(getattr(article, name))}"
    if isinstance(document, ComparisonDocument):
        for relation, heading, _ in LISTS:
            yield f"{heading.lower()}: {sum(finding.relation == relation for finding in document.standing())}"
        reviewed = count_verdicts(document.reviews)
        yield from (f"{verdict}: {reviewed[verdict]}" for verdict in VERDICTS if document.reviews)
    yield f"failures: {len(document.failures)}"


def quote_yaml(text: str | None) -> str:
    """Write a text as a YAML double-quoted scalar (YAML 1.2.2, section 7.3.1), every unseen character escaped."""
    if text is None:
        return "null"
    escaped = text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n").replace("\t", "\\t")
    shown = UNSEEN_CHARACTER.sub(lambda match: f"\\U{ord(match.group()):08X}", escaped)
    return f'"{shown}"'
