"""Reading articles: a source's bytes become an `Article`, by the reader that its content asks for."""

from collections.abc import Callable

from summarizer.models import Article
from summarizer.readers.metadata import is_too_short
from summarizer.readers.plain import read_plain
from summarizer.readers.sources import MAXIMUM_BYTES, expand, fetch

__all__ = ["MAXIMUM_BYTES", "READERS", "expand", "is_too_short", "read_article"]

READERS: dict[str, Callable[[bytes, str, str], Article]] = {
    "plain": read_plain,
}
"""From a format's name to the function that makes an article of bytes, its source and its id."""


def read_article(source: str, article_id: str) -> Article:
    """Read one article from a file, or from standard input for "-".

    Raises:
        ArticleError: it can't be read, or it is no plain text; with the cause and the mend.
    """
    return READERS["plain"](fetch(source), source, article_id)
