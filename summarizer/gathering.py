"""Sources to articles, in order: what can't be read is a failure, what was given twice is read once."""

import os
from collections.abc import Iterable
from typing import NamedTuple

from summarizer.errors import ArticleError, SettingsError
from summarizer.models import Article, Failure
from summarizer.readers import expand, read_article
from summarizer.readers.entries import not_read
from summarizer.readers.remarks import note_language, with_note

Source = str | os.PathLike[str] | Article
"""A file, a folder, "-" for standard input, or an article that is already read."""


class Gathered(NamedTuple):
    """Articles and failures of some sources; `sources` counts them with folders opened and twins counted."""

    articles: tuple[Article, ...]
    failures: tuple[Failure, ...]
    sources: int


def gather(sources: Iterable[Source]) -> Gathered:
    """Read sources in order; ids count by place, so that "a3" is the third source whatever became of the second.

    Raises:
        SettingsError: if there is no source.
    """
    given, failures = _open_folders(sources)
    if not given and not failures:
        raise SettingsError("there is no article to read", "give a file, a folder, or - for standard input")
    total = len(given) + len(failures)
    articles: dict[str, Article] = {}
    hashes: dict[str, str] = {}
    for number, source in enumerate(given, start=1):
        name = _name(source)
        try:
            # What was read before is not read again: standard input would be waited for twice.
            article = articles[hashes[name]] if name in hashes else _read(source, f"a{number}")
        except ArticleError as error:
            failures.append(not_read(name, error))
            continue
        twin = articles.get(article.sha256)
        articles[article.sha256] = article if twin is None else _note_twin(twin, name)
        hashes[name] = article.sha256
    return Gathered(tuple(articles.values()), tuple(failures), total)


def note_languages(gathered: Gathered, languages: frozenset[str] | None) -> Gathered:
    """Note on each article that does not read like a language the engine knows that what is said of it is unsure."""
    return gathered._replace(articles=tuple(note_language(article, languages) for article in gathered.articles))


def _open_folders(sources: Iterable[Source]) -> tuple[list[str | Article], list[Failure]]:
    given: list[str | Article] = []
    failures: list[Failure] = []
    for source in sources:
        try:
            given += [source] if isinstance(source, Article) else expand([os.fspath(source)])
        except ArticleError as error:
            failures.append(not_read(_name(source), error))
    return given, failures


def _name(source: Source) -> str:
    return source.source if isinstance(source, Article) else os.fspath(source)


def _read(source: str | Article, article_id: str) -> Article:
    if isinstance(source, Article):
        return source.model_copy(update={"id": article_id})
    return read_article(source, article_id)


def _note_twin(article: Article, twin: str) -> Article:
    return with_note(article, f"the same text was given again as {twin!r}; it is read once")
