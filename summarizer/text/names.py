"""Proper names in English text, with keys under which other wordings of a name fall together."""

import json
import re
from functools import cache
from importlib import resources
from typing import NamedTuple

from summarizer.text.tokens import Token, base, stop_words, tokenize

LONGEST_NAME = 6  # tokens: "United Nations High Commissioner for Refugees"; longer runs are headlines


PARTICLES = frozenset({"van", "der", "den", "de", "von", "al", "bin", "da", "di", "du", "la", "le"})
GIVEN_NAMES = frozenset({"Jan", "May", "June", "April", "August", "Mark"})  # months, too


class Name(NamedTuple):
    """A proper name and its offsets; `key` is the same for the wordings of one name."""

    text: str
    start: int
    end: int
    key: str


@cache
def _data() -> dict[str, dict[str, str] | list[str]]:
    raw = resources.files("summarizer.text").joinpath("data/names.json").read_text(encoding="utf-8")
    loaded: dict[str, dict[str, str] | list[str]] = json.loads(raw)
    return loaded


@cache
def aliases() -> dict[str, str]:
    """Load the table from a folded wording to a key: capitals for governments, demonyms, abbreviations."""
    table: dict[str, str] = {}
    countries = _data()["countries"]
    assert isinstance(countries, dict)  # noqa: S101  the file is ours
    for key, wordings in countries.items():
        table[key] = key
        for wording in wordings.split("|"):
            table[wording] = key
    return table


@cache
def not_names() -> frozenset[str]:
    """Load the capitalised words that name no one: days, months, titles."""
    return frozenset(_data()["not_names"])


@cache
def titles() -> frozenset[str]:
    """Load the titles that stand before a person's name."""
    return frozenset(_data()["titles"])


def is_capitalised(word: str) -> bool:
    """Whether a word begins with a capital letter."""
    return word[:1].isupper()


def find_names(text: str, *, all_capitals: bool | None = None) -> list[Name]:
    """Find runs of capitalised words that name somebody or something.

    The first word of a sentence counts when it is no function word. In text whose words are nearly all capitalised (a
    headline in title case) only known aliases count, for there a capital says nothing; `all_capitals` overrides the
    guess.
    """
    tokens = tokenize(text)
    title_case = looks_like_title_case(tokens) if all_capitals is None else all_capitals
    names: list[Name] = []
    position = 0
    while position < len(tokens):
        length = _run_length(tokens, position)
        if length:
            names.extend(_names_of_run(text, tokens[position : position + length], known_only=title_case))
            position += length
        else:
            position += 1
    return names


def looks_like_title_case(tokens: list[Token]) -> bool:
    """Whether nearly all longer words of a text are capitalised, as in a headline."""
    if tokens and tokens[-1].text in {".", "”", '"'}:
        return False  # headlines have no full stop, and a short sentence can be mostly names
    words = [token.text for token in tokens if token.text[:1].isalpha() and len(token.text) > 3]
    # Three in four: a lead sentence dense with names reaches about one half, headlines in title case nine in ten.
    return len(words) >= 4 and sum(map(is_capitalised, words)) >= 0.75 * len(words)


def _run_length(tokens: list[Token], position: int) -> int:
    """Count the tokens of the name that begins here; 0 where none does."""
    if not _may_begin(tokens, position):
        return 0
    length = 1
    while length < LONGEST_NAME and position + length < len(tokens):
        previous, token = tokens[position + length - 1], tokens[position + length]
        if previous.text.lower().endswith(("'s", "’s")):
            break
        if token.text == "." and len(previous.text) == 1 and previous.end == token.start:
            length += 1  # an initial
            continue
        if (
            _is_given_name(tokens, position + length)
            or _joins(tokens, position + length)
            or (is_capitalised(token.text) and _is_name_word(token.text))
        ):
            length += 1
            continue
        break
    return length


def _may_begin(tokens: list[Token], position: int) -> bool:
    word = tokens[position].text
    return is_capitalised(word) and _is_name_word(word)


def _is_name_word(word: str) -> bool:
    folded = base(word)
    if folded in stop_words():  # "US" the country is also "us" the pronoun: the capitals decide
        return folded in aliases() and word.isupper()
    return folded not in not_names() and len(folded) > 0


def _alias(words: str) -> str | None:
    """Look an alias up; a short one must be written in capitals or with stops ("UN", not the "Un" of a name)."""
    folded = re.sub(r"\s+", " ", words.lower().replace("’", "'"))
    if len(folded) <= 3 and not (words.isupper() or "." in words):
        return None
    return aliases().get(folded)


def _is_given_name(tokens: list[Token], position: int) -> bool:
    """Whether a month's name is a person's here ("Mayor Jan Horst"): inside a run, with more of the name behind it."""
    following = tokens[position + 1].text if position + 1 < len(tokens) else ""
    return tokens[position].text in GIVEN_NAMES and (is_capitalised(following) or following in PARTICLES)


def _joins(tokens: list[Token], position: int) -> bool:
    """Whether a small word stands between two capitalised ones ("Bank of Levan", "van der Merwe")."""
    word = tokens[position].text
    if word not in PARTICLES | {"of", "&"}:
        return False
    following = tokens[position + 1] if position + 1 < len(tokens) else None
    return following is not None and (
        (is_capitalised(following.text) and _is_name_word(following.text)) or following.text in PARTICLES
    )


def _names_of_run(text: str, run: list[Token], *, known_only: bool) -> list[Name]:
    known = _known_parts(text, run)
    if known_only:
        return known
    if known:
        return _with_rest(text, run, known)
    start, end = run[0].start, run[-1].end
    while run and base(run[0].text).rstrip(".") in titles() and len(run) > 1:
        run = run[1:]
        start = run[0].start
    if len(run) == 1 and base(run[0].text).rstrip(".") in titles():
        return []
    words = re.sub(r"['’]s$", "", text[start:end])
    return [Name(words, start, start + len(words), name_key(words))]


def _known_parts(text: str, run: list[Token]) -> list[Name]:
    """Find the aliases inside a run, the longest first ("Russian" inside "Russian leader Ana Brill")."""
    found: list[Name] = []
    position = 0
    while position < len(run):
        for length in (3, 2, 1):
            part = run[position : position + length]
            if len(part) < length:
                continue
            words = re.sub(r"['’]s$", "", text[part[0].start : part[-1].end])
            key = _alias(words)
            if key is not None and _is_name_word(part[0].text):
                found.append(Name(words, part[0].start, part[0].start + len(words), key))
                position += length
                break
        else:
            position += 1
    return found


def _with_rest(text: str, run: list[Token], found: list[Name]) -> list[Name]:
    """Add what is left of a run beside its aliases ("Russia" and "Ana Brill")."""
    rest: list[Name] = list(found)
    group: list[Token] = []
    for token in [*run, None]:
        inside = token is not None and any(name.start <= token.start < name.end for name in found)
        if token is not None and not inside:
            group.append(token)
            continue
        if group and base(group[0].text) not in titles() and len(group[0].text) > 1:
            words = re.sub(r"['’]s$", "", text[group[0].start : group[-1].end])
            rest.append(Name(words, group[0].start, group[0].start + len(words), name_key(words)))
        group = []
    return sorted(rest, key=lambda name: name.start)


def name_key(words: str) -> str:
    """Fold a name to its key: an alias's key, else the last word in lower case (a surname, "Port Levan" → "levan")."""
    folded = re.sub(r"\s+", " ", words.lower().replace("’", "'").removesuffix("'s"))
    known = _alias(re.sub(r"['’]s$", "", words))
    if known is not None:
        return known
    if " of " in folded:
        return folded  # "Bank of Levan" is not Levan
    parts = [part for part in re.split(r"[\s-]+", folded) if part]
    return parts[-1].strip(".") if parts else folded
