"""The role of each block of an article: headline, heading, byline, dateline, body or boilerplate."""

import re
from collections.abc import Sequence

from summarizer.models import SentenceRole
from summarizer.text.sentences.boilerplate import (
    is_boilerplate,
    is_caption,
    is_comment_count,
    is_comment_form,
    opens_link_list,
)
from summarizer.text.sentences.bylines import is_byline
from summarizer.text.sentences.heads import KICKER, LONGEST_LINE, find_first_paragraph, roles_of_head
from summarizer.text.sentences.layout import BULLET, Block
from summarizer.text.sentences.line_forms import LONGEST_SUBHEAD, ends_like_sentence, is_item, is_prose, is_shouted
from summarizer.text.sentences.printed_dates import is_date_line

# Paragraphs that must have gone by before a bare "12 comments" is taken for the start of the comments, or "About …"
# for the issuer's note: above that they are a button beside the headline and a subheading.
FEWEST_PARAGRAPHS = 3

# What heads the paragraph in which a press release describes its issuer.
_ISSUER_NOTE = re.compile(r"About (?:the )?[A-Z][\w&.,’' \-]{1,60}")
_AUTHOR_NOTE = re.compile(
    r"(?P<name>[^\W\d_]\S*(?: [^\W\d_a-z]\S*){1,3}) (?:is|was|writes|covers|reports|teaches|works)\b"
)


def assign_roles(text: str, blocks: Sequence[Block]) -> list[SentenceRole]:
    """Give each block its role; a block that opens with a dateline has the role of what follows the dateline."""
    words = [text[block.start : min(block.end, block.start + LONGEST_LINE + 1)] for block in blocks]
    first = find_first_paragraph(text, blocks, words)
    roles = roles_of_head(blocks[:first], words[:first], words[first] if first < len(words) else "")
    return _mark_author_note(words, roles + _roles_of_rest(words[first:]))


def _roles_of_rest(words: Sequence[str]) -> list[SentenceRole]:
    """Give the first paragraph and all below it their roles."""
    roles: list[SentenceRole] = []
    paragraphs, in_links, in_comments, in_issuer_note = 0, False, False, False
    for index, line in enumerate(words):
        is_late = paragraphs >= FEWEST_PARAGRAPHS
        in_comments = in_comments or (paragraphs > 0 and is_comment_form(line)) or (is_late and is_comment_count(line))
        in_links = opens_link_list(line) or (in_links and not is_prose(line))
        opens_note = is_late and _ISSUER_NOTE.fullmatch(line) is not None
        in_issuer_note = opens_note or (in_issuer_note and ends_like_sentence(line))
        following = words[index + 1] if index + 1 < len(words) else None
        is_outside = in_comments or in_links or in_issuer_note
        roles.append("boilerplate" if is_outside else _role_in_rest(line, following))
        paragraphs += roles[-1] == "body"
    return roles


def _role_in_rest(line: str, following: str | None) -> SentenceRole:
    if len(line) > LONGEST_LINE:
        return "body"
    if is_boilerplate(line) or is_comment_count(line) or is_caption(line):
        return "boilerplate"
    if is_date_line(line) or KICKER.fullmatch(line):
        return "heading"
    if is_byline(line):
        return "byline"
    return "heading" if _is_subhead(line, following) else "body"


def _is_subhead(line: str, following: str | None) -> bool:
    """Whether a line heads what follows: short, without a full stop, no list item, and not the last line."""
    words = len(line.split())
    if following is None or words > LONGEST_SUBHEAD or ends_like_sentence(line) or BULLET.match(line):
        return False
    if line.endswith(":"):
        return words <= 8
    return not is_item(line) and not line[0].islower() and (words <= 8 or is_shouted(line))


def _mark_author_note(words: Sequence[str], roles: list[SentenceRole]) -> list[SentenceRole]:
    """Mark a last paragraph that tells who the author is: it opens with the name of the byline."""
    bylines = " ".join(line for line, role in zip(words, roles, strict=True) if role == "byline").lower()
    last = max((index for index, role in enumerate(roles) if role == "body"), default=None)
    note = _AUTHOR_NOTE.match(words[last]) if last is not None else None
    if last is None or note is None or note["name"].lower() not in bylines or roles.count("body") == 1:
        return roles
    return [*roles[:last], "boilerplate", *roles[last + 1 :]]
