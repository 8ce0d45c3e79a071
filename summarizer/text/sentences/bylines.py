"""Bylines: the line that says who wrote an article, and the names in it."""

import re

from summarizer.text.sentences.printed_dates import find_date, is_date_line

LONGEST = 160  # three authors with their posts

_NAME_WORD = r"(?:[^\W\d_a-zß-ÿ][\w’'.\-]*|d[’'][^\W\d_]\w+)"
_PARTICLE = r"(?:de|da|do|dos|del|della|der|den|di|du|van|von|zu|ter|ten|la|le|el|al|bin|ibn|bint|af|av|y|e)"
NAME = re.compile(rf"{_NAME_WORD}(?:[ \u00a0](?:{_PARTICLE}[ ]){{0,2}}{_NAME_WORD}){{0,4}}")
LEAD = re.compile(
    r"(?P<lead>(?:words|text|story|written|reported|reporting|analysis|additional reporting|compiled|edited|editing|author)"
    r"(?:\s+by\b|\s*:)\s*|(?:posted|published)\s+by\b:?\s*|by:?\s+)",
    re.IGNORECASE,
)
CREDIT = re.compile(
    r"[(\[]?(?:additional |further )?(?:reporting|writing|editing|compiled|writing and reporting|reporting and writing)"
    r"(?: and (?:reporting|writing|editing))? by [^\n]{2,200}[)\]]?\.?",
    re.IGNORECASE,
)
POST = re.compile(
    r"\b(?:reporters?|correspondents?|editors?|writers?|columnists?|staff|bureau|producers?|photographers?|journalists?"
    r"|commentators?|critics?|analysts?|contributors?|blogger|newsroom|desk)\b",
    re.IGNORECASE,
)
UNNAMED = re.compile(r"(?:our|a|an|the|staff|special|agency|news|foreign|associated)\b[\w’'\- ]{0,60}$", re.IGNORECASE)
_CALENDAR = re.compile(
    r"(?:mon|tues|wednes|thurs|fri|satur|sun)day|january|february|march|april|may|june|july|august|september|october"
    r"|november|december|spring|summer|autumn|winter|christmas|easter|noon|midnight|then|now|yesterday|the",
    re.IGNORECASE,
)
_AFTER_NAME = re.compile(r"\s*(?:,|\||·|•|–|—|\(|\s(?:in|at|for|on|of|from|\d)\b|\s{2,}|/)")
_JOINT = re.compile(r"\s*(?:,\s*(?:and\s+)?|\s+and\s+|\s*&\s*|\s+with\s+)(?=[^\W\d_a-z])")
_PLACE_OR_COLLEAGUES = re.compile(
    rf"(?:(?:in|for|and|with|,|&)\s+(?:{_NAME_WORD}|agencies|staff|wires)(?:[ ]{_NAME_WORD}){{0,3}}\s*){{1,4}}"
)
_HANDLE = re.compile(r"[A-Za-z0-9_.\-]{2,30}\b")


def is_byline(line: str) -> bool:
    """Whether a line says by whom the article is ("By Ann Lee and J. K. Marsh", "Words: Ann Lee"), and little else."""
    if len(line) > LONGEST:
        return False
    if CREDIT.fullmatch(line):
        return True
    lead = LEAD.match(line)
    if lead is None or (_ends_like_prose(line) and not line.startswith("(")):
        return bool(re.search(r"[·|•]\s*(?:posted\s+)?by\s+\S", line, re.IGNORECASE)) and find_date(line) is not None
    rest = line[lead.end() :].strip()
    if UNNAMED.match(rest) and POST.search(rest):
        return True
    if re.match(r"(?:posted|published|written)\s+by\b", line, re.IGNORECASE) and _HANDLE.match(rest):
        return True
    return _starts_with_names(rest)


def is_bare_byline(line: str) -> bool:
    """Whether a line is a name alone, or a name with a post or a place ("Ann Lee, staff reporter")."""
    if len(line) > 80 or _ends_like_prose(line) or any(character.isdigit() for character in line):
        return False
    name = NAME.match(line)
    if name is None or not 2 <= len(name.group().split()) <= 4 or name.group().isupper() or UNNAMED.match(line):
        return False
    rest = line[name.end() :].strip()
    if not rest or _PLACE_OR_COLLEAGUES.fullmatch(rest):
        return True
    marked = re.match(r"[,|–—(]\s*(?P<post>.*?)\)?$", rest)
    return marked is not None and bool(POST.search(rest) or NAME.fullmatch(marked["post"]))


def is_post(line: str) -> bool:
    """Whether a line is an author's post and nothing else ("Business editor", "Staff writer")."""
    return len(line.split()) <= 6 and not _ends_like_prose(line) and bool(POST.search(line))


def find_authors(line: str) -> str | None:
    """Give the names in a byline, joined as printed with commas and "and"; None for "our correspondent"."""
    lead = LEAD.match(line) or re.search(r"[·|•]\s*(?:posted\s+)?by\s+", line, re.IGNORECASE)
    rest = line[lead.end() :] if lead else line
    if CREDIT.fullmatch(line):
        rest = re.split(r"\bby\s+", line, maxsplit=1, flags=re.IGNORECASE)[-1]
    names = _leading_names(re.split(r"\s{2,}|;", rest.strip(), maxsplit=1)[0])
    if names:
        return " and ".join([", ".join(names[:-1]), names[-1]] if len(names) > 1 else names)
    handle = _HANDLE.match(rest.strip()) if lead else None
    return handle.group() if handle and not UNNAMED.match(rest.strip()) and not CREDIT.fullmatch(line) else None


def _leading_names(rest: str) -> list[str]:
    names: list[str] = []
    position = 0
    while (name := NAME.match(rest, position)) is not None:
        if names and (
            POST.search(name.group()) or (len(name.group().split()) < 2 and rest[: name.start()].endswith(", "))
        ):
            break
        names.append(name.group().rstrip(".,") if not re.search(r"\b(?:Jr|Sr)\.$", name.group()) else name.group())
        joint = _JOINT.match(rest, name.end())
        if joint is None:
            break
        position = joint.end()
    return [name for name in names if not UNNAMED.fullmatch(name)]


def _starts_with_names(rest: str) -> bool:
    name = NAME.match(rest)
    if name is None or _CALENDAR.match(rest):
        return False
    end = name.end()
    while (joint := _JOINT.match(rest, end)) and (following := NAME.match(rest, joint.end())):
        end = following.end()
    remaining = rest[end:]
    return not remaining.strip(" .") or bool(_AFTER_NAME.match(remaining)) or is_date_line(remaining.strip())


def _ends_like_prose(line: str) -> bool:
    return bool(re.search(r"[.!?][\"'”’)]*$", line)) and not re.search(r"\b(?:Jr|Sr|[A-Z])\.$", line)
