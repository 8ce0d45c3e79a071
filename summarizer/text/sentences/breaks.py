"""Where a sentence ends inside a paragraph: the marks that end one, and the abbreviations that only look like it.

The rules follow the usual division of rule-based splitters (Mikheev, "Periods, Capitalized Words, etc.", 2002): what
stands before the mark, the mark, and the first word after it; unsure cases after an abbreviation break only before a
word that nearly always begins a sentence.
"""

import json
import re
from functools import cache
from importlib import resources

# The longest look before or behind a mark: no abbreviation, name or speech tag is longer, and time stays linear.
WINDOW = 96

CLOSERS = "\"'”’»)]}›"
OPENERS = "\"'“‘«([{„‚‹¿¡*_"

MARK = re.compile(
    rf"""(?: \.(?:[ \u00a0]\.)+ | [.!?…‼⁇⁈⁉]+ | (?P<wide>[。！？]+) )
         (?: [{re.escape(CLOSERS)}」』】）] | [ \u00a0\u202f]» | \[\d{{1,3}}\] )*""",
    re.VERBOSE,
)
AFTER = re.compile(
    rf"\s+(?P<open>(?:[–—\-]{{1,2}}\s*)?[{re.escape(OPENERS)}]{{0,4}})(?P<word>[^\W_][\w.’'\-]{{0,40}}|)"
)
BEFORE = re.compile(r"[^\s(\[{\"“‘«„/–—]+\Z")
ACRONYM = re.compile(r"(?:[^\W\d_]\.)+[^\W\d_]\Z")
SPEECH_TAG = re.compile(
    r"""\s+(?:[A-Z][\w’'\-.]*\s+){1,4}
        (?:said|says|asked|asks|told|shouted|cried|called|replied|added|wrote|writes|wondered|joked|answered|remarked)
        (?:[.,;:]|\s+(?!that\b|he\b|she\b|it\b|they\b|the\b|nothing\b|there\b))""",
    re.VERBOSE,
)
LIST_NUMBER = re.compile(r"\(?(?:\d{1,3}|[A-Za-z]|[ivx]{1,5}|[IVX]{2,5})")
CAMEL = re.compile(r"[a-z]{1,2}[A-Z]")
ZONES = frozenset(
    [
        "eastern",
        "central",
        "pacific",
        "mountain",
        "local",
        "monday",
        "tuesday",
        "wednesday",
        "thursday",
        "friday",
        "saturday",
        "sunday",
        "january",
        "february",
        "march",
        "april",
        "june",
        "july",
        "august",
        "september",
        "october",
        "november",
        "december",
    ]
)


@cache
def abbreviations(kind: str) -> frozenset[str]:
    """Load the abbreviations of one kind, lower-cased and without their last full stop."""
    raw = resources.files("summarizer.text").joinpath("data/abbreviations.json").read_text(encoding="utf-8")
    return frozenset(json.loads(raw)[kind].split())


@cache
def sentence_starters() -> frozenset[str]:
    """Load the words that nearly always begin a sentence when they follow an abbreviation with a capital."""
    raw = resources.files("summarizer.text").joinpath("data/sentence_starters.txt").read_text(encoding="utf-8")
    return frozenset(word for line in raw.splitlines() if not line.startswith("#") for word in line.split())


def find_breaks(text: str, start: int, end: int) -> list[int]:
    """List the offsets in text[start:end] at which a sentence ends, closing quotes and brackets included.

    The end of the stretch itself is not listed. Time is linear in its length.
    """
    breaks: list[int] = []
    sentence_start = start
    for mark in MARK.finditer(text, start, end):
        if mark.end() < end and _ends_sentence(text, mark, sentence_start, end):
            breaks.append(mark.end())
            sentence_start = mark.end()
    return breaks


def _ends_sentence(text: str, mark: re.Match[str], start: int, end: int) -> bool:
    if mark["wide"]:
        return True
    after = AFTER.match(text, mark.end(), min(end, mark.end() + WINDOW))
    before = text[max(start, mark.start() - WINDOW) : mark.start()]
    if after is None or not before.strip():
        return False
    if mark.group()[0] == "." and mark.group().rstrip(CLOSERS) == ".":
        return _full_stop_ends(before, after, is_whole=mark.start() - start < WINDOW)
    return _other_mark_ends(text, mark, before, after["word"], end)


def _other_mark_ends(text: str, mark: re.Match[str], before: str, word: str, end: int) -> bool:
    """Decide on ?, ! and ellipses: a lower-case word goes on, and so does the tag of who said it."""
    if _goes_on(word):
        return False
    if mark.group()[-1] in CLOSERS and SPEECH_TAG.match(text, mark.end(), min(end, mark.end() + WINDOW)):
        return False
    return not (mark.group() == "!" and _last_word(before).lower() in abbreviations("exclaiming_names"))


def _full_stop_ends(before: str, after: re.Match[str], *, is_whole: bool) -> bool:
    """Decide on a full stop; `before` reaches back to the start of the sentence if `is_whole`."""
    word, last = after["word"], _last_word(before)
    key = last.lower()
    if is_whole and LIST_NUMBER.fullmatch(before.strip()):
        return False
    if key in abbreviations("joining") or (key in abbreviations("titles") and not last.islower()):
        return False
    if key in abbreviations("before_numbers") and (word[:1].isdigit() or (last.islower() and len(last) <= 2)):
        return key == "no" and not word[:1].isdigit()
    return not _goes_on(word) and _ends_before_capital(before, last, after)


def _ends_before_capital(before: str, last: str, after: re.Match[str]) -> bool:
    """Decide on a full stop before a capital, a digit or a quote."""
    word, key, has_capital = after["word"], last.lower(), last[:1].isupper()
    starts = _is_starter(word)
    if key in abbreviations("clock"):
        return not (word.lower() in ZONES or _is_day_or_month(word) or (len(word) > 1 and word.isupper()))
    if key in abbreviations("months_and_days") and has_capital:
        return not word[:1].isdigit()
    if key in abbreviations("companies") and has_capital:
        following = after.string[after.end() : after.end() + 2]
        return starts or (following[:1] == " " and following[1:].islower())
    if key in abbreviations("ambiguous") or (key in abbreviations("states") and has_capital) or ACRONYM.search(last):
        return starts
    if len(last) == 1 and last.isalpha() and has_capital:
        return starts or _previous_word(before) in abbreviations("lettered")
    return not (key in abbreviations("titles") and not starts)


def _goes_on(word: str) -> bool:
    """Whether a word that begins in lower case shows that the sentence goes on ("iPhone" and "eBay" do not)."""
    return word[:1].islower() and not CAMEL.match(word)


def _is_starter(word: str) -> bool:
    plain = word.rstrip(".").lower()
    head = re.split(r"[’']", plain, maxsplit=1)[0]
    if word.endswith(".") and len(head) == 1:
        return False
    return head in sentence_starters()


def _is_day_or_month(word: str) -> bool:
    return word.endswith(".") and word[:-1].lower() in abbreviations("months_and_days")


def _last_word(before: str) -> str:
    found = BEFORE.search(before)
    return found.group().strip(CLOSERS) if found else ""


def _previous_word(before: str) -> str:
    words = before.split()
    return words[-2].lower() if len(words) > 1 else ""
