"""Plain text → article."""

import hashlib

from summarizer.errors import ArticleError
from summarizer.models import Article
from summarizer.readers.contents import is_control, refuse_binary, refuse_known_formats, refuse_markup
from summarizer.readers.decoding import decode
from summarizer.readers.metadata import find_language, find_metadata
from summarizer.readers.sources import STANDARD_INPUT, printable
from summarizer.text.sentences import split


def read_plain(data: bytes, source: str, article_id: str) -> Article:
    """Make an article of a text file's bytes; its text is the decoded file unchanged, without a byte order mark.

    Raises:
        ArticleError: the bytes are another format, binary, in an unknown encoding, or only white space.
    """
    shown = printable(source)
    name = "standard input" if source == STANDARD_INPUT else shown
    refuse_known_formats(data, name)
    text, notes = decode(data, name)
    if text.strip():
        refuse_markup(text, name)
    return make_article(text, shown, article_id, notes, name)


def make_article(text: str, source: str, article_id: str, notes: tuple[str, ...] = (), name: str = "") -> Article:
    """Make an article of a text that is decoded already; `name` is its name in messages, the source by default.

    Raises:
        ArticleError: the text is binary or only white space.
    """
    name = name or source
    if not text.strip():
        raise ArticleError(f"{name} holds nothing but white space.", "Give an article with text in it.")
    refuse_binary(text, name)
    sentences = split(text)
    return Article(
        id=article_id,
        source=source,
        text=text,
        sha256=hashlib.sha256(text.encode("utf-8")).hexdigest(),
        sentences=sentences,
        language=find_language(text),
        notes=(*notes, *_remarks(text)),
        **find_metadata(text, sentences),
    )


def _remarks(text: str) -> tuple[str, ...]:
    controls = sum(is_control(character) for character in text)
    return (f"Holds {controls} control characters, kept as they are.",) if controls else ()
