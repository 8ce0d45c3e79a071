"""Which of the lines above the first paragraph is the headline."""

import re
from collections.abc import Sequence
from typing import NamedTuple

from summarizer.text.sentences.line_forms import LONGEST_HEADLINE, is_shouted, is_title_case

# The last word of a newspaper's or a site's name.
_MASTHEAD = re.compile(
    r"\b(?:times|post|courier|gazette|herald|news|mirror|tribune|journal|chronicle|telegraph|observer|advertiser|echo"
    r"|examiner|dispatch|bulletin|argus|standard|guardian|sentinel|star|sun|globe|mail|express|record|reporter|review"
    r"|weekly|daily|online|magazine|press|wire|ledger|register|monitor|inquirer|broadcasting|radio|tv|media|today)$",
    re.IGNORECASE,
)
_SELF_DESCRIPTION = re.compile(
    r"\b(?:blog|podcast|newsletter|newspaper|magazine|website|since \d{4}|est(?:ablished|\.)? (?:in )?\d{4}|founded|edition"
    r"|notes (?:from|on)|writes about|automatic transcript)\b|\b[a-z0-9\-]+\.(?:com|org|net|co|info|example|news|eu|io)\b",
    re.IGNORECASE,
)
# The body that issues a release: an office of something, or a name that ends in a legal form.
_ISSUER = re.compile(
    r"\b(?i:ministry|department|office|agency|authority|council|committee|commission|bureau|republic|government|embassy"
    r"|university|institute|city|county|state) (?i:of|for)\b"
    r"|\b(?i:ministry|department|office|agency|authority|council|committee|commission|bureau|unit|university|institute"
    r"|service|secretariat)$|\b(?:AS|ASA|AG|SA|NV|BV|AB|Oyj|Ltd|PLC|plc|Inc|Corp|LLC|GmbH)\.?$"
)
# Words that a headline in title case has and a name has not.
_HEADLINE_WORD = re.compile(
    r"\b(?:a|after|against|amid|(?-i:[Aa]s)|at|before|by|from|has|have|his|her|how|into|is|are|its|no|not|over|than|that|their|to"
    r"|under|was|were|what|when|who|why|will|with|says?|said)\b",
    re.IGNORECASE,
)
_DOCUMENT = re.compile(
    r"(?:press|media|news|stock exchange|public)?\s*(?:notice|release|statement|bulletin|communiqu[ée]|transcript|circular"
    r"|update)\b[\s\w./–-]{0,24}",
    re.IGNORECASE,
)


class Candidate(NamedTuple):
    """A line that may be the headline, and what stands around it."""

    text: str
    is_apart: bool
    is_after_divider: bool
    is_before_byline: bool
    is_above_list: bool


def choose_headline(candidates: Sequence[Candidate]) -> int | None:
    """Give the position of the line that is most likely the headline, or None if there is no candidate.

    Points are given for the length of a headline, its place (below a masthead's date or menu, above a byline) and its
    wording; of equals the first wins. The weights were set by hand on invented pages.
    """
    if not candidates:
        return None
    has_masthead = any(is_masthead_like(item.text) for item in candidates if not item.is_after_divider)
    scores = [_score(item, has_masthead=has_masthead, is_first=not index) for index, item in enumerate(candidates)]
    return max(range(len(scores)), key=lambda index: (scores[index], -index))


def is_masthead_like(line: str) -> bool:
    """Whether a line reads as the name of an outlet or of the body that issues a text, or describes it."""
    words = len(line.split())
    if _SELF_DESCRIPTION.search(line):
        return True
    if words > 8 or not (is_shouted(line) or is_title_case(line)) or _HEADLINE_WORD.search(line):
        return False
    return words <= 4 or bool(_MASTHEAD.search(line) or _ISSUER.search(line))


def is_document_label(line: str) -> bool:
    """Whether a line only says what sort of paper it is ("Press notice 7/2025")."""
    return bool(_DOCUMENT.fullmatch(line.strip()))


def _score(item: Candidate, *, has_masthead: bool, is_first: bool) -> int:
    words = len(item.text.split())
    score = 2 if 5 <= words <= 20 else 1 if words in (3, 4) else 0
    score -= 3 if words > LONGEST_HEADLINE else 0
    score += 1 if words >= 5 or (words == 4 and not is_title_case(item.text)) else 0
    score += 1 if item.is_apart else 0
    score += 2 if item.is_before_byline else 0
    score -= 3 if item.is_above_list else 0
    score -= 3 if item.text.rstrip().endswith((".", ":")) else 0
    score -= 3 if is_document_label(item.text) else 0
    if item.is_after_divider:
        score += 2 if has_masthead else 0
    else:
        score += 2 if is_first and not has_masthead else 0
        score -= 3 if is_named_masthead(item.text) or (words <= 2 and is_masthead_like(item.text)) else 0
    return score


def is_named_masthead(line: str) -> bool:
    """Whether a line surely names an outlet or an issuer, by its words and not its form alone."""
    said = _SELF_DESCRIPTION.search(line) or _MASTHEAD.search(line) or _ISSUER.search(line)
    return said is not None and is_masthead_like(line)
