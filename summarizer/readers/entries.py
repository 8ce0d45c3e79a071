"""What a stream of sources is made of: a file by its path, or a row of a file by its text and what it says of itself.

An entry is cheap: a file's is a path and a stamp, and nothing of the file is read before the entry's turn comes.
"""

import hashlib
import json
import re
from typing import NamedTuple

from summarizer.errors import ArticleError
from summarizer.models import Article, Failure
from summarizer.readers.plain import make_article, read_plain
from summarizer.readers.sources import MAXIMUM_BYTES, fetch
from summarizer.text.sentences.printed_dates import find_date

LONGEST_FIELD = 2_000  # characters of a title, an outlet or an address; a longer one is something else
ID_DIGITS = 16  # hex digits of an article's id: two of a million articles meet once in 37 million runs
_ISO = re.compile(r"\d{4}-\d{2}-\d{2}(?:[T ]\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:Z|[+-]\d{2}:?\d{2})?)?")
_SURROGATES = re.compile("[\ud800-\udfff]")


class Stamp(NamedTuple):
    """By what a file is known again without being read: its size in bytes, and its time of change in nanoseconds."""

    size: int
    mtime_ns: int


class Fields(NamedTuple):
    """What a row says of its article; None where it says nothing."""

    id: str | None = None
    title: str | None = None
    published: str | None = None
    outlet: str | None = None
    url: str | None = None


class Entry(NamedTuple):
    """One article to be read.

    `place` says where it stands, for people: a path, or a path and a line. `identity` is by what it is drawn for a
    sample or a shard: a row's own id or address if it has one, else the place. A file has `path` and `stamp`, a row has
    `text` and `fields`.
    """

    place: str
    identity: str
    path: str | None = None
    stamp: Stamp | None = None
    text: str | None = None
    fields: Fields = Fields()


def row_entry(place: str, text: str, fields: Fields) -> Entry:
    """Make the entry of a row; half characters of damaged text (lone surrogates) become U+FFFD."""
    whole = _SURROGATES.sub("�", text)
    known = Fields(*(None if value is None else _SURROGATES.sub("�", value) for value in fields))
    return Entry(place, known.id or known.url or place, text=whole, fields=known)


def read_entry(entry: Entry) -> Article:
    """Read an entry's article; its id is made of its text and fields, so it is the same wherever it stands.

    Raises:
        ArticleError: it can't be read, or it is no plain text; with the cause and the mend.
    """
    if entry.path is not None:
        article = read_plain(fetch(entry.path), entry.path, "")
        return article.model_copy(update={"id": article_id(article.sha256, entry.fields)})
    text = entry.text or ""
    if len(text) > MAXIMUM_BYTES:
        raise ArticleError(f"Its text has {len(text):,} characters, more than are read.", "Split it into its articles.")
    article = make_article(text, entry.fields.url or entry.place, row_id(entry), name=entry.place)
    return _with_fields(article, entry.fields)


def row_id(entry: Entry) -> str:
    """Give the id that a row's article will have, without reading it."""
    return article_id(hashlib.sha256((entry.text or "").encode("utf-8")).hexdigest(), entry.fields)


def article_id(sha256: str, fields: Fields) -> str:
    """Make an article's id of its text's hash and of what a row says of it."""
    told = json.dumps([sha256, *fields], ensure_ascii=True, separators=(",", ":"))
    return f"a{hashlib.sha256(told.encode()).hexdigest()[:ID_DIGITS]}"


def not_read(place: str, error: ArticleError) -> Failure:
    """Make the failure of an entry that can't be read."""
    reason = f"{error.cause.rstrip('.')}. {error.mend}" if error.mend else error.cause
    return Failure(stage="read", subject=place, reason=reason)


def _with_fields(article: Article, fields: Fields) -> Article:
    """Let what a row says of its article go before what the text says."""
    told: dict[str, object] = {"title": fields.title, "outlet": fields.outlet}
    notes = article.notes
    if fields.published is not None:
        told["published"] = _iso(fields.published)
        if told["published"] is None:
            notes = (*notes, f"Its date {fields.published[:60]!r} is none that is understood here.")
    known = {name: value for name, value in told.items() if value is not None}
    return article.model_copy(update={**known, "notes": notes})


def _iso(value: str) -> str | None:
    """Give a date as it is if it is ISO 8601, else as it is understood when printed in words."""
    value = value.strip()
    if _ISO.fullmatch(value):
        return value
    found = find_date(value)
    return found.iso if found else None
