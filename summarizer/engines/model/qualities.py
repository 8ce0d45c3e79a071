"""What need not be asked of a model, since it can be read from what the model pointed at: who is quoted, the subject, the condition.

A model tags only what sets a claim apart from a plain account of an event, so that a plain claim costs few tokens.
"""

import re
from collections.abc import Sequence
from typing import NamedTuple

from summarizer.engines.model.drafts import Tag
from summarizer.models import Article, ClaimKind, Modality, Polarity, Sentence
from summarizer.text.tokens import content_stems

QUOTED = 0.5  # of a claim's words: with half of them in quotation marks it is the speaker's own, not a report of it
LONGEST_SUBJECT = 8  # words before a verb; more are no subject but a clause

_MARK = re.compile(r"[“„«”»\"]")
_AUXILIARY = (
    r"(?:is|are|was|were|has|had|have|will|would|can|could|may|might|must|shall|should|do|does|did|be|said|says|told)"
)
_DETERMINERS = frozenset({"The", "A", "An", "Its", "His", "Her", "Their", "No", "Some", "Many"})
_HEAD = re.compile(rf"(.+?)\s+(?:{_AUXILIARY}|cannot|\w+n['’]t|[a-z]\w+ed)\b")
_NAME_FIRST = re.compile(
    r"((?:(?:The|An?|Its|His|Her|Their)\s+)?[A-Z][\w.’'-]*(?<!['’]s)(?:\s+[A-Z][\w.’'-]*(?<!['’]s))*)"
    rf"\s+(?:{_AUXILIARY}\b|[a-z]\w+(?:ed|s)\b)"
)
"""A name at the head of a claim with a verb behind it: "Vale rejects …", "The Port Authority has …"."""
_CONDITION = re.compile(r"(?<!even )\b(?:if|unless|provided|as long as|on condition)\b[^,;.”\"]*", re.IGNORECASE)


class Qualities(NamedTuple):
    """What sort of claim it is, whether it denies, and how sure its speaker is."""

    kind: ClaimKind
    polarity: Polarity
    modality: Modality


_KINDS: tuple[ClaimKind, ...] = ("position", "cause", "prediction", "opinion", "state")
_MODALITIES: tuple[Modality, ...] = ("conditional", "alleged", "possible", "probable", "planned")
"""The weakest first: a plan that hangs on a condition is conditional."""


def qualities_of(tags: Sequence[Tag], *, has_quantities: bool) -> Qualities:
    """Read what a model tagged; a claim with a figure that it did not call anything is one of quantity."""
    kind = next((kind for kind in _KINDS if kind in tags), None)
    if kind is None or (kind == "state" and has_quantities):
        kind = "quantity" if has_quantities else "event"
    return Qualities(
        kind=kind,
        polarity="denied" if "denied" in tags else "affirmed",
        modality=next((modality for modality in _MODALITIES if modality in tags), "certain"),
    )


def is_quoted(text: str, article: Article, sentence: Sentence, end: int) -> bool:
    """Whether most of what a claim says stands in quotation marks between its sentence's start and `end`."""
    said = content_stems(text)
    quoted = content_stems(quoted_words(article, sentence, end))
    return len(said & quoted) >= QUOTED * max(1, len(said))


def quoted_words(article: Article, sentence: Sentence, end: int) -> str:
    """Collect what stands in quotation marks from a sentence's start to `end`; a quotation may begin earlier in its paragraph."""
    begin = next(one.start for one in article.sentences if one.paragraph == sentence.paragraph)
    opened: int | None = None
    found: list[str] = []
    for mark in _MARK.finditer(article.text, min(begin, sentence.start), end):
        closes = mark[0] in "”»" or (mark[0] == '"' and opened is not None)
        if closes and opened is not None and mark.start() > sentence.start:
            found.append(article.text[max(opened, sentence.start) : mark.start()])
        opened = None if closes else mark.end()
    if opened is not None:
        found.append(article.text[max(opened, sentence.start) : end])
    return " ".join(found)


def subject_of(text: str, article: Article) -> str | None:
    """Read who or what a claim is about: a name at its head, or the words before its verb; None where neither is plain.

    The first word is written small unless the article has it with a capital inside a sentence too, so that no common
    noun passes for a name.
    """
    named, head = _NAME_FIRST.match(text), _HEAD.match(text)
    found = named or head
    if found is None or found[1] in _DETERMINERS or len(found[1].split()) > LONGEST_SUBJECT:
        return None
    first, _, rest = found[1].partition(" ")
    is_name = rest[:1].isupper() and first not in _DETERMINERS
    if is_name or _stands_inside(first, article.text):
        return found[1]
    return f"{first[:1].lower()}{first[1:]} {rest}".strip()


def _stands_inside(word: str, text: str) -> bool:
    """Whether a text has a word behind another of its sentence, where a capital says that it is a name."""
    place = text.find(f" {word}")
    while place > 0:
        after = text[place + len(word) + 1 : place + len(word) + 2]
        if (text[place - 1].islower() or text[place - 1] in ",;”") and not after.isalnum():
            return True
        place = text.find(f" {word}", place + 1)
    return False


def condition_of(article: Article, sentence: Sentence) -> str | None:
    """Slice the words of the condition that a sentence names."""
    found = _CONDITION.search(article.text, sentence.start, sentence.end)
    return found[0].strip() if found else None
