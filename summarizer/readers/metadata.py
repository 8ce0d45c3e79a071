"""What an article says of itself: title, byline, outlet, date, dateline and language; None where it says nothing."""

import itertools
import re
from collections.abc import Iterator, Sequence
from typing import TypedDict

from summarizer.models import Sentence
from summarizer.text.sentences.bylines import find_authors
from summarizer.text.sentences.datelines import match_dateline, match_place_and_date
from summarizer.text.sentences.headlines import is_named_masthead
from summarizer.text.sentences.heads import LONGEST_HEAD, names_outlet
from summarizer.text.sentences.printed_dates import find_date, is_date_line

# Share of the words below that English prose has: 0.25 to 0.45 in news; Dutch, German and French stay under 0.1.
ENGLISH_SHARE = 0.15
FEWEST_WORDS = 12  # fewer words say nothing of a language
SAMPLE = 20_000  # characters
_ENGLISH = frozenset(
    [
        "the",
        "and",
        "of",
        "to",
        "that",
        "is",
        "was",
        "for",
        "it",
        "with",
        "as",
        "on",
        "by",
        "this",
        "from",
        "were",
        "which",
        "has",
        "have",
        "are",
        "but",
        "not",
        "they",
        "he",
        "she",
        "his",
        "her",
        "said",
        "at",
        "be",
        "will",
        "would",
        "after",
        "who",
        "their",
        "had",
        "been",
        "its",
        "or",
        "about",
        "more",
        "than",
        "when",
        "into",
        "could",
    ]
)
_UPDATED = re.compile(r"\s*(?:last )?(?:updated|modified|amended|corrected)\b", re.IGNORECASE)
_PUBLISHED = re.compile(
    r"(?:first |originally )?(?:published|posted|released|issued|release date|publication date|date)\b", re.IGNORECASE
)
_LIVE = re.compile(
    r"(?:LIVE|BREAKING|EXCLUSIVE|OPINION|ANALYSIS|WATCH|VIDEO|UPDATED?(?: \d+)?)(?:\s*[:|–—]\s*|\s{2,}|\s-\s)"
)
_COPYRIGHT = re.compile(
    r"(?:©|\(c\)|copyright)\s*(?:©|\(c\))?\s*(?:(?:19|20)\d\d(?:\s*[–-]\s*(?:19|20)\d\d)?)?,?\s*(?:by\s+)?"
    r"(?P<name>(?-i:[^\W\d_a-z])[^.,|\n©]{1,60}?)(?:[.,|]|\s+all rights|\s*$)",
    re.IGNORECASE,
)
_NO_AUTHORS = frozenset(
    ["admin", "administrator", "staff", "editor", "editors", "newsroom", "webmaster", "newsdesk", "desk"]
)
_ORNAMENT = re.compile(r"^[^\w“‘\"'(]+|[^\w”’\"').!?]+$")


class Metadata(TypedDict):
    """The fields of an article that its own text fills."""

    title: str | None
    byline: str | None
    outlet: str | None
    published: str | None
    dateline: str | None


def find_metadata(text: str, sentences: Sequence[Sentence]) -> Metadata:
    """Read the fields from the lines around the body; a date inside the body is none of publication."""
    return Metadata(
        title=_find_title(text, sentences),
        byline=_find_byline(text, sentences),
        outlet=_find_outlet(text, sentences),
        published=_find_published(text, sentences),
        dateline=_find_dateline(text, sentences),
    )


def find_language(text: str) -> str | None:
    """Give "en" for a text with English function words, None for any other or one too short to tell."""
    words = _words(text)
    if len(words) < FEWEST_WORDS:
        return None
    return "en" if sum(word in _ENGLISH for word in words) >= ENGLISH_SHARE * len(words) else None


def is_too_short(text: str) -> bool:
    """Whether a text has too few words to tell its language."""
    return len(_words(text)) < FEWEST_WORDS


def _words(text: str) -> list[str]:
    return re.findall(r"[^\W\d_]+", text[:SAMPLE].lower())


def _lines(text: str, sentences: Sequence[Sentence], *roles: str) -> Iterator[str]:
    return (text[item.start : item.end] for item in sentences if item.role in roles)


def _find_title(text: str, sentences: Sequence[Sentence]) -> str | None:
    headline = next(_lines(text, sentences, "headline"), None)
    if headline is None:
        return None
    return _LIVE.sub("", " ".join(headline.split()) if not _LIVE.match(headline) else headline, count=1).strip() or None


def _find_byline(text: str, sentences: Sequence[Sentence]) -> str | None:
    for line in _lines(text, sentences, "byline"):
        authors = find_authors(line)
        if authors and authors.lower() not in _NO_AUTHORS:
            return " ".join(authors.split())
    return None


def _find_outlet(text: str, sentences: Sequence[Sentence]) -> str | None:
    return _masthead(text, sentences) or _agency(text, sentences) or _copyright_holder(text, sentences)


def _masthead(text: str, sentences: Sequence[Sentence]) -> str | None:
    """Find the name of the outlet, or of the body that issues the text, in the lines above the body.

    Above the headline a line in capitals or title case is enough; below it the words must say so.
    """
    headline = next((item.start for item in sentences if item.role == "headline"), 0)
    above = itertools.takewhile(lambda item: item.role != "body", sentences)
    names = [(item, _name_in(text[item.start : item.end])) for item in above if item.role == "heading"]
    for place, (item, name) in enumerate(names):
        is_first = place == 0 and item.start < headline and len(name.split()) > 1
        if names_outlet(name) and not find_date(name) and (is_first or is_named_masthead(name)):
            return name
    return None


def _name_in(line: str) -> str:
    """Take the name off a masthead line: what stands before a bar, a dash or a gap, without ornaments."""
    return _ORNAMENT.sub("", re.split(r"\s*[|·•]\s*|\s+[–—-]\s+|\s{2,}", line, maxsplit=1)[0])


def _agency(text: str, sentences: Sequence[Sentence]) -> str | None:
    for item in sentences:
        if item.role == "dateline":
            dateline = match_dateline(text, item.start, item.end, is_first=True)
            if dateline is not None and dateline.agency:
                return dateline.agency
    return None


def _copyright_holder(text: str, sentences: Sequence[Sentence]) -> str | None:
    for line in _lines(text, sentences, "boilerplate"):
        holder = _COPYRIGHT.match(line)
        if holder is not None:
            return str(holder["name"]).strip()
    return None


def _find_published(text: str, sentences: Sequence[Sentence]) -> str | None:
    """Prefer a date labelled as that of publication, then one on a line of its own above the body, then any there.

    Last come the dateline's and that of an update. A line with more than a date may tell another day: "Results for the
    year ended 28 March 2026".
    """
    last_line = next((item.start for item in sentences if item.role == "body"), len(text))
    above = [item for item in sentences[:LONGEST_HEAD] if item.start < last_line]
    furniture = list(_lines(text, above, "heading", "byline", "boilerplate"))
    labelled = [line for line in _lines(text, sentences, "heading", "byline", "boilerplate") if _PUBLISHED.match(line)]
    updated = [line for line in furniture if _UPDATED.match(line)]
    plain = [line for line in furniture if line not in updated]
    datelines = list(_lines(text, above, "dateline"))
    bare = [line for line in plain if is_date_line(line)]
    for line in (*labelled, *bare, *plain, *datelines, *updated):
        date = find_date(line)
        if date is not None and date.iso is not None:
            return date.iso
    return None


def _find_dateline(text: str, sentences: Sequence[Sentence]) -> str | None:
    for item in sentences:
        if item.role == "dateline":
            dateline = match_dateline(text, item.start, item.end, is_first=True)
            line = text[item.start : item.end]
            words = dateline.words if dateline else line
            if dateline or match_place_and_date(line):
                return " ".join(words.split())
    return None
