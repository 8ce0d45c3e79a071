"""A document read back from the JSON that `--format json` wrote, so that it can be shown again without an engine.

The document is what every report is made from, so nothing that a report shows is missing, but the articles' texts: they
are there only if they were asked for (`--with-text`). What a file claims is held against itself before it is believed:
every quote has the length of its place, and is in its article where the text is there.
"""

import hashlib
import re
from collections import Counter
from collections.abc import Iterable, Iterator

from summarizer.contract import (
    ArticleHeader,
    CheckDocument,
    ComparisonDocument,
    Document,
    ReadArticle,
    ReadingDocument,
)
from summarizer.errors import DocumentError
from summarizer.models import CheckEvidence, Claim, Evidence, FindingSide
from summarizer.reviews import FINDING_ID
from summarizer.strict_json import make_record, parse, read_bytes
from summarizer.text.excerpts import excerpt

LARGEST_FILE = 200_000_000  # bytes: 50 articles with 200 claims each have some 10 million

Quoted = Claim | Evidence | FindingSide | CheckEvidence

SHAPES: dict[str, type[ReadingDocument | ComparisonDocument | CheckDocument]] = {
    str(shape.model_fields["schema_"].default): shape for shape in (ReadingDocument, ComparisonDocument, CheckDocument)
}
"""From what a document's `schema` says to its shape; one for each row of `contract.DOCUMENTS`."""


def read_document(name: str) -> Document:
    """Read a stored document.

    Args:
        name: a file that `--format json` wrote, or "-" for standard input.

    Raises:
        DocumentError: it is not there, too large, broken, or of another version.
    """
    return parse_document(read_bytes(name, LARGEST_FILE), name)


def parse_document(data: bytes, name: str = "the document") -> Document:
    """Make a document of its JSON; `name` is what it is called in messages.

    Raises:
        DocumentError: it is broken, contradicts itself, or is of another version.
    """
    value = parse(data, name)
    schema = value.get("schema") if isinstance(value, dict) else None
    if not isinstance(schema, str) or schema not in SHAPES:
        raise _unknown(name, schema)
    made = make_record(SHAPES[schema], value, name)
    fault = next(_find_faults(made), None)
    if fault is not None:
        raise DocumentError(f"{name!r} contradicts itself: {excerpt(fault, 200)}", "give the file as it was written")
    return made


def quotes_of(made: Document) -> Iterator[tuple[str, Quoted]]:
    """List every quote of a document with the id of its article."""
    for article in made.articles:
        if isinstance(article, ReadArticle):
            yield from ((article.id, evidence) for point in article.summary.points for evidence in point.evidence)
            yield from ((article.id, claim) for claim in article.claims)
    if isinstance(made, ComparisonDocument):
        yield from ((side.article, side) for finding in made.findings for side in (finding.a, finding.b))
    if isinstance(made, CheckDocument):
        yield from ((evidence.article, evidence) for check in made.checks for evidence in check.evidence)


def _unknown(name: str, schema: object) -> DocumentError:
    known = ", ".join(SHAPES)
    if not isinstance(schema, str):
        return DocumentError(
            f"{name!r} is no stored result: it names no schema", "give a file that --format json wrote"
        )
    family = schema.partition("/")[0]
    if family in {one.partition("/")[0] for one in SHAPES}:
        cause = f"{name!r} was written by another version: its schema is {excerpt(schema)!r}, and known are {known}"
        return DocumentError(cause, "run the command again, or use the version that wrote it")
    return DocumentError(f"{name!r} is no stored result: its schema is {excerpt(schema)!r}", f"known are {known}")


def _find_faults(made: Document) -> Iterator[str]:
    articles = {article.id: article for article in made.articles}
    yield from _find_twins("article", (article.id for article in made.articles))
    if isinstance(made, ComparisonDocument):
        yield from _find_twins("finding", (finding.id for finding in made.findings))
        odd = (finding.id for finding in made.findings if not re.fullmatch(FINDING_ID, finding.id))
        yield from (f"{name!r} is no id of a finding" for name in odd)
        yield from _find_twins("review of finding", (review.finding for review in made.reviews))
    for article in made.articles:
        yield from _find_false_text(article)
    for article_id, quoted in quotes_of(made):
        yield from _find_false_quote(articles.get(article_id), article_id, quoted)


def _find_twins(what: str, names: Iterable[str]) -> Iterator[str]:
    yield from (f"there are {n} times {what} {name!r}" for name, n in Counter(names).items() if n > 1)


def _find_false_text(article: ArticleHeader) -> Iterator[str]:
    if article.text is None:
        return
    if len(article.text) != article.characters:
        yield f"the text of {article.id!r} has not the {article.characters:,} characters that it should have"
    if hashlib.sha256(article.text.encode("utf-8", "surrogatepass")).hexdigest() != article.sha256:
        yield f"the text of {article.id!r} has another hash than it should have"


def _find_false_quote(article: ArticleHeader | None, article_id: str, quoted: Quoted) -> Iterator[str]:
    if article is None:
        yield f"it quotes {article_id!r}, which is none of its articles"
    elif not 0 < quoted.end - quoted.start == len(quoted.quote) or quoted.end > article.characters:
        yield f"a quote of {article_id!r} has not the length of its place, {quoted.start} to {quoted.end}"
    elif article.text is not None and article.text[quoted.start : quoted.end] != quoted.quote:
        yield f"a quote is not what {article_id!r} says from {quoted.start} to {quoted.end}"
