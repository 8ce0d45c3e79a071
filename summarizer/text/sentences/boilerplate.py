"""What surrounds an article on its page and is no part of it: notices, buttons, link lists, forms, credits.

A rule looks at a whole line or a whole sentence, never at a word inside one: news may speak of cookies and newsletters.
"""

import json
import re
from functools import cache
from importlib import resources

LONGEST = 400  # characters; a cookie notice can be a paragraph, but no button, link or form field is longer
LONGEST_LABEL = 12  # words; longer imperatives are sentences

_SEPARATOR = re.compile(r"\s*(?:\s[|/·•>›»→]\s|[|•›»]|\t|[ \u00a0]{2,}|\]\s*\[)\s*")
_SPEECH = re.compile(
    r"\b(?:said|says|told|tells|announced|according to|added|argued|warned|reported|wrote|admitted|claimed|confirmed|joked"
    r"|recalled|explained|insisted|complained|noted|denied|promised|asked)\b",
    re.IGNORECASE,
)
_MAY_END = re.compile(r"reserved|contributed", re.IGNORECASE)  # the words that the slow patterns of "endings" hang on
_BRACKETED = re.compile(r"(?:\[[^\[\]]{1,60}\]\s*)+")
_NO_WORDS = re.compile(r"[\W_]+|\d{1,4}")
_LINK_LIST = re.compile(
    r"(?:read (?:more|next|also|on)|related(?: (?:stories|articles|topics|links|reading|content|news|posts|coverage))?|more (?:stories|news|from|on)\b.{0,40}|most (?:read|popular|viewed)\b.{0,20}"
    r"|recommended\b.{0,30}|you (?:may|might) also like\b.{0,20}|trending\b.{0,20}|latest (?:news|stories|headlines)"
    r"|see also|also (?:read|in the news|on this site)|don[’']t miss|editors?[’'] picks?|top stories)[:.]?",
    re.IGNORECASE,
)


@cache
def _data() -> dict[str, list[str] | str]:
    raw = resources.files("summarizer.text").joinpath("data/boilerplate.json").read_text(encoding="utf-8")
    loaded: dict[str, list[str] | str] = json.loads(raw)
    return loaded


@cache
def _pattern(key: str) -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{form})" for form in _data()[key]), re.IGNORECASE)


@cache
def _items() -> frozenset[str]:
    items = _data()["items"]
    return frozenset(items.split()) if isinstance(items, str) else frozenset(items)


def is_boilerplate(line: str) -> bool:
    """Whether a whole line or sentence is furniture of the page.

    What somebody is said to have said is news, whatever it speaks of, so a line with a verb of speech is kept.
    """
    if len(line) > LONGEST:
        return False
    if is_comment_form(line) or _NO_WORDS.fullmatch(line) or _BRACKETED.fullmatch(line) or _is_row_of_links(line):
        return True
    if _SPEECH.search(line):
        return False
    plain = line.strip("[]<>←→«»‹› \u00a0")
    if _MAY_END.search(plain) and _pattern("endings").fullmatch(plain):
        return True
    return bool(_pattern("lines").fullmatch(plain)) or (_is_label(line) and bool(_pattern("labels").fullmatch(plain)))


def is_caption(line: str) -> bool:
    """Whether a line is a picture's caption: it ends in the credit of the photographer or the agency."""
    may_be = len(line) <= LONGEST and any(mark in line for mark in ":/(")
    return may_be and bool(_pattern("captions").fullmatch(line))


def is_comment_form(line: str) -> bool:
    """Whether a line opens the readers' comments or the form to write one; what follows it is no article."""
    if len(line) > LONGEST or _SPEECH.search(line):
        return False
    return bool(_pattern("comment_notices").match(line)) or (
        _is_label(line) and bool(_pattern("comment_forms").match(line))
    )


def is_comment_count(line: str) -> bool:
    """Whether a line counts comments: the comments follow, unless it stands at the top of the page."""
    return len(line) <= 60 and bool(_pattern("comment_counts").match(line))


def opens_link_list(line: str) -> bool:
    """Whether a line is the heading of a list of other stories."""
    return len(line) <= 80 and _is_label(line) and bool(_LINK_LIST.fullmatch(line))


def _is_label(line: str) -> bool:
    """Whether a line is short and does not end like a sentence."""
    return len(line.split()) <= LONGEST_LABEL and not re.search(r"[^.]\.[\"'”’)]*$", line)


def _is_row_of_links(line: str) -> bool:
    """Whether a line is a row of short items, more than half of them names of sections and buttons, or one such name."""
    pieces = [piece.strip("[]<>←→ ") for piece in _SEPARATOR.split(line)]
    items = [piece for piece in pieces if piece]
    if len(items) == 1:
        return line.lower() in _items()
    if not items or any(len(item) > 40 for item in items):
        return False
    known = sum(_is_item(item) for item in items)
    return known * 2 > len(items) or (items[0].lower() == "home" and all(len(item.split()) <= 3 for item in items))


def _is_item(item: str) -> bool:
    words = re.findall(r"[\w\-]+", item.lower())
    return 0 < len(words) <= 4 and words[0] in _items()
