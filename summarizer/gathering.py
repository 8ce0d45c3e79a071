"""Sources to articles, in order: what can't be read is a failure, what was given twice is read once."""

import os
from collections.abc import Iterable
from typing import NamedTuple

from summarizer.errors import ArticleError, SettingsError
from summarizer.models import Article, Failure
from summarizer.readers import expand, is_too_short, read_article

LANGUAGES = {"en": "English"}  # names for the remark below, of those that an engine knows

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
            failures.append(_not_read(name, error))
            continue
        twin = articles.get(article.sha256)
        articles[article.sha256] = article if twin is None else _note_twin(twin, name)
        hashes[name] = article.sha256
    return Gathered(tuple(articles.values()), tuple(failures), total)


def note_languages(gathered: Gathered, languages: frozenset[str] | None) -> Gathered:
    """Note on each article that does not read like a language the engine knows that what is said of it is unsure."""
    if languages is None:
        return gathered
    known = " or ".join(sorted(LANGUAGES.get(code, code) for code in languages))
    note = f"it does not read like {known}, all that this engine knows: its claims and findings are unsure"
    articles = (
        article if article.language in languages or is_too_short(article.text) else with_note(article, note)
        for article in gathered.articles
    )
    return gathered._replace(articles=tuple(articles))


def _open_folders(sources: Iterable[Source]) -> tuple[list[str | Article], list[Failure]]:
    given: list[str | Article] = []
    failures: list[Failure] = []
    for source in sources:
        try:
            given += [source] if isinstance(source, Article) else expand([os.fspath(source)])
        except ArticleError as error:
            failures.append(_not_read(_name(source), error))
    return given, failures


def _name(source: Source) -> str:
    return source.source if isinstance(source, Article) else os.fspath(source)


def _read(source: str | Article, article_id: str) -> Article:
    if isinstance(source, Article):
        return source.model_copy(update={"id": article_id})
    return read_article(source, article_id)


def _note_twin(article: Article, twin: str) -> Article:
    return with_note(article, f"the same text was given again as {twin!r}; it is read once")


def with_note(article: Article, note: str) -> Article:
    """Give the article with a further remark for people."""
    return article.model_copy(update={"notes": (*article.notes, note)})


def _not_read(source: str, error: ArticleError) -> Failure:
    reason = f"{error.cause.rstrip('.')}. {error.mend}" if error.mend else error.cause
    return Failure(stage="read", subject=source, reason=reason)
