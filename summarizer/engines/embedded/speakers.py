"""From the words of a subject to a speaker: name and role."""

import re

from summarizer.engines.embedded.people import PRONOUNS, People
from summarizer.engines.embedded.verbs import AUXILIARIES, IRREGULAR, is_verb
from summarizer.models import Attribution
from summarizer.text.names import GIVEN_NAMES, PARTICLES, aliases, find_names, is_capitalised, not_names, titles
from summarizer.text.tokens import Token, base, stop_words, tokenize

LONGEST_SUBJECT = 220  # characters: a longer subject is no subject
OPENERS = frozenset(
    """on in at during after before since by for from with under over as while when despite following amid speaking asked
    later earlier yesterday today meanwhile however still but and yet so then also instead""".split()
)
MODIFIERS = frozenset(
    """who whose which where speaking standing citing quoting referring reading writing appearing addressing answering
    asked including among along""".split()
)


def parse_speaker(words: str, people: People) -> Attribution | None:
    """Read who speaks from the words before or behind a reporting verb; None where they name nobody.

    A modifier between commas ("who also serves as …") is dropped, an apposition is read as the role ("Brill, the
    mayor") or as the name ("the ambassador to Levan, Ana Brill").
    """
    segments = _segments(words)
    if not segments or len(words) > LONGEST_SUBJECT:
        return None
    first = _before_verb(segments[0])
    pronoun = first.split()[-1] if first else ""
    if base(pronoun) in PRONOUNS:
        resolved = people.resolve(pronoun)
        return resolved.model_copy(update={"mode": "indirect"}) if resolved else None
    name, role = _name_and_role(first)
    for segment in segments[1:]:
        if name is None and _is_bare_name(segment):
            name, title = _name_and_role(segment)
            role = role or title
        elif role is None and not _is_bare_name(segment) and len(segment.split()) <= 14:
            role = segment
    if name is None and role is None:
        return None
    if name is None and not _is_describing(role or ""):
        return None
    return people.complete(Attribution(name=name, role=_clean_role(role), mode="indirect"))


def _before_verb(segment: str) -> str:
    """Cut a subject before an earlier verb of the same subject ("he rang the mayor and told her")."""
    tokens = tokenize(segment)
    goes_on = bool(tokens) and base(tokens[-1].text) in {"and", "but"}  # "the council welcomed the offer and added …"
    for i, token in enumerate(tokens):
        word = base(token.text)
        previous = tokens[i - 1].text if i > 0 else ""
        after_subject = base(previous) in PRONOUNS or (previous[:1].isupper() and base(previous) not in stop_words())
        if i > 0 and (word in AUXILIARIES or word in IRREGULAR or (is_verb(token) and (after_subject or goes_on))):
            end = i - 1 if base(previous) in MODIFIERS | {"that"} else i  # "three passengers who had …"
            return segment[: tokens[end - 1].end] if end > 0 else ""
    return segment


def _segments(words: str) -> list[str]:
    """Cut a subject at its commas and drop openers ("On Monday") and modifiers ("who …")."""
    parts = [part.strip(" ,;:()“”\"'’‘–—\n") for part in re.split(r",|\(|\)|[–—]", words)]
    kept: list[str] = []
    for part in map(_without_joint, parts):
        opening = base(part.split()[0]) if part.split() else ""
        if not part or (opening in MODIFIERS and kept):
            continue
        if not kept and (opening in OPENERS or _is_time(part)):
            continue
        kept.append(part)
    return kept


def _without_joint(segment: str) -> str:
    """Take a joint off the head of a sentence ("But Minister Dirk Terhoven")."""
    head, _, rest = segment.partition(" ")
    return rest if base(head) in {"but", "and", "yet", "so", "then", "still", "however", "meanwhile"} else segment


def _is_time(segment: str) -> bool:
    """Whether a segment says when ("Last week", "This morning")."""
    words = segment.lower().split()
    return words[0] in {"last", "this", "next"} and words[-1] in _SPANS


_SPANS = frozenset(
    "second minute hour morning afternoon evening night day week weekend month year decade century".split()
)


def _name_and_role(segment: str) -> tuple[str | None, str | None]:
    """Split "deputy mayor of Levan Ana Brill" into name and role.

    The name is the run of capitalised words at the end, or one at the head that "of" follows; the rest is the role.
    Without such a run the whole segment describes somebody.
    """
    tokens = _core(tokenize(segment))
    if not tokens:
        return None, None
    end = tokens[-1].end
    leading = _leading_name(tokens)
    if leading:
        return segment[: tokens[leading - 1].end], segment[tokens[leading].start : end].split(" ", 1)[-1]
    start = _closing_name(tokens)
    if start == len(tokens) or _belongs_to_role(tokens, start):
        return None, segment[:end]
    return segment[tokens[start].start : end], segment[: tokens[start].start].strip() or None


def _core(tokens: list[Token]) -> list[Token]:
    """Cut a subject before its modifiers and take adverbs off its end."""
    cut = next((i for i, token in enumerate(tokens) if base(token.text) in MODIFIERS | {"that"} and i > 0), len(tokens))
    tokens = tokens[:cut]
    while tokens and base(tokens[-1].text) in _ADVERBS:
        tokens = tokens[:-1]
    return tokens


def _closing_name(tokens: list[Token]) -> int:
    """Find where the run of capitalised words at the end begins, titles taken off; the length where there is none."""
    start = len(tokens)
    while start > 0 and _in_name(tokens[start - 1].text, tokens, start - 1):
        start -= 1
    while start < len(tokens) - 1 and base(tokens[start].text).rstrip(".") in titles():
        start += 1
    return start


def _belongs_to_role(tokens: list[Token], start: int) -> bool:
    """Whether the closing name is a part of the role ("a spokeswoman for Brill Marine", "envoy to the River Council")."""
    before = base(tokens[start - 1].text) if start else ""
    return before in _LINKS or (before in {"the", "a", "an"} and start > 1)


def _leading_name(tokens: list[Token]) -> int:
    """Count the tokens of a person's name that "of" or "from" follows ("Jo Marsh of Levan University")."""
    length = 0
    while length < len(tokens) and _in_name(tokens[length].text, tokens, length):
        length += 1
    untitled = [token for token in tokens[:length] if base(token.text).rstrip(".") not in titles()]
    followed = 0 < length < len(tokens) - 1 and base(tokens[length].text) in {"of", "from", "at", "with", "for"}
    return length if followed and len(untitled) >= 2 else 0


_LINKS = frozenset("of for to at in from with and by on s".split())
_ADVERBS = frozenset(
    "also later then still once again reportedly however only first himself herself has had have".split()
)


def _in_name(word: str, tokens: list[Token], position: int) -> bool:
    if (word in PARTICLES or word == ".") and position > 0:
        return True
    if not is_capitalised(word) or (base(word) in stop_words() and not word.isupper()):
        return False
    following = tokens[position + 1].text if position + 1 < len(tokens) else ""
    given = word in GIVEN_NAMES and (is_capitalised(following) or following in PARTICLES)
    return given or base(word) not in not_names()


def _is_bare_name(segment: str) -> bool:
    words = segment.split()
    return 1 <= len(words) <= 5 and all(is_capitalised(word) or word in PARTICLES for word in words)


def _is_describing(role: str) -> bool:
    """Whether a phrase can speak: a described person or body, not a thing that starts a clause."""
    words = role.split()
    if not words or len(words) > 16:
        return False
    first = base(words[0])
    if first in {"this", "that"}:
        return len(words) > 1
    if first in _NO_ONE:
        return False
    return first in _DETERMINERS or bool(find_names(role)) or first not in stop_words()


_NO_ONE = frozenset("there it what to if these those nothing everything here not".split())
_DETERMINERS = frozenset("the a an his her its their our one two three several some many both most another no".split())


def _clean_role(role: str | None) -> str | None:
    """Fold a role's white space; honorifics at its end belong to the name, and a day or week to the verb."""
    cleaned = re.sub(r"\s+", " ", role or "").strip(' ,;:“”"')
    words = _WHEN.sub("", cleaned).split(" ")
    while words and base(words[-1]).rstrip(".") in _HONORIFICS:
        words.pop()
    return " ".join(words) if words and " ".join(words).lower() not in _ARTICLES else None


_WHEN = re.compile(
    r" (?:on (?:Mon|Tues|Wednes|Thurs|Fri|Satur)day|(?:last|this) (?:week|month|year|night|morning|evening))$"
)
"""A time that ends a subject; not "on Sunday", with which names of newspapers end."""
_ARTICLES = frozenset({"", "the", "a", "an"})
_HONORIFICS = frozenset({"mr", "mrs", "ms", "miss", "sir", "lord", "lady", "dame", "dr", "prof"})


def is_state(key: str) -> bool:
    """Whether a name's key is one of the states and bodies of the alias table."""
    return key in aliases()
