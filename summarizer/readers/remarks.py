"""Remarks on an article, for people."""

from summarizer.models import Article
from summarizer.readers.metadata import is_too_short

LANGUAGES = {"en": "English"}  # names for the remark below, of those that an engine knows


def with_note(article: Article, note: str) -> Article:
    """Give the article with a further remark for people."""
    return article.model_copy(update={"notes": (*article.notes, note)})


def note_language(article: Article, languages: frozenset[str] | None) -> Article:
    """Note on an article that does not read like a language the engine knows that what is said of it is unsure."""
    if languages is None or article.language in languages or is_too_short(article.text):
        return article
    known = " or ".join(sorted(LANGUAGES.get(code, code) for code in languages))
    return with_note(
        article, f"it does not read like {known}, all that this engine knows: its claims and findings are unsure"
    )
