"""The truth test of quotes: only what is in the article, to the character, becomes evidence."""

from summarizer.errors import GroundingError
from summarizer.models import Article, Evidence


def make_evidence(article: Article, start: int, end: int) -> Evidence:
    """Slice the very words at a span of an article.

    Raises:
        GroundingError: the span is empty or not inside the text.
    """
    if not 0 <= start < end <= len(article.text):
        raise GroundingError(f"span {start}:{end} is not inside {article.id} of {len(article.text)} characters")
    return Evidence(quote=article.text[start:end], start=start, end=end)


def is_grounded(article: Article, quote: str, start: int, end: int) -> bool:
    """Tell whether a quote is what stands at its span of the article."""
    return 0 <= start < end <= len(article.text) and article.text[start:end] == quote


def verify(article: Article, quote: str, start: int, end: int) -> None:
    """Hold a quote against its article.

    Raises:
        GroundingError: the article has other words there.
    """
    if not is_grounded(article, quote, start, end):
        raise GroundingError(f"the quote at {start}:{end} of {article.id} is not what stands there")
