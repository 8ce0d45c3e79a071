"""What a line looks like: prose, a row of figures, a shouted title, a name and its value."""

import re

from summarizer.text.sentences.layout import BULLET, LABEL, TERMINAL, is_row

# Fewest words of a line with a full stop that is taken for the body; shorter ones stand in mastheads and captions too.
FEWEST_PROSE_WORDS = 9
LONGEST_HEADLINE = 28  # words; the longest headlines and standfirsts of web pages stay under it
LONGEST_SUBHEAD = 12  # words of a heading between paragraphs

KEY_AND_VALUE = re.compile(r"(?P<key>[A-Z][^:.!?\n]{1,60}?)(?: ?\([^)\n]{1,40}\))?:\s+(?P<value>\S.*)", re.DOTALL)
TURN = re.compile(r"(?:Q|A|Question|Answer|Host|Interviewer|Moderator|Reporter)(?:\.|:)(?=\s)", re.IGNORECASE)
FULL_STOP = re.compile(r"""[.…][\"'”’»)\]]*(?:\[\d{1,3}\])*$""")


def is_prose(line: str) -> bool:
    """Whether a line reads as running text: it ends in a full stop and is long enough, or it is very long."""
    words = len(line[:2000].split())
    if words > LONGEST_HEADLINE:
        return True
    return words >= FEWEST_PROSE_WORDS and bool(FULL_STOP.search(line[-12:])) and not is_shouted(line)


def is_shouted(line: str) -> bool:
    """Whether a line is set in capitals."""
    letters = [character for character in line[:400] if character.isalpha()]
    return len(letters) > 1 and sum(character.isupper() for character in letters) >= 0.9 * len(letters)


def is_title_case(line: str) -> bool:
    """Whether all longer words of a line begin with a capital."""
    words = [word for word in re.findall(r"[^\W\d_][\w’'\-]*", line[:400]) if len(word) > 3]
    return bool(words) and all(word[0].isupper() for word in words)


def is_item(line: str) -> bool:
    """Whether a line is a list item, a row of a table or a name with its value ("Depth: 12 metres")."""
    if BULLET.match(line):
        return True
    pair = KEY_AND_VALUE.match(line)
    short_key = pair is not None and len(pair["key"].split()) <= 4
    return bool(short_key and len(line.split()) <= 30) or (is_row(line) and any(map(str.isdigit, line)))


def is_turn(line: str) -> bool:
    """Whether a line opens a speaker's turn in a transcript ("Q:", "MARSH:")."""
    label = LABEL.match(line)
    return bool(TURN.match(line)) or bool(label and label.group().isupper() and len(line) > label.end())


def ends_like_sentence(line: str) -> bool:
    """Whether a line ends with a mark that ends a sentence (a colon or semicolon is none)."""
    end = line[-12:].rstrip("\"'”’»)]")
    return bool(TERMINAL.search(line[-12:])) and not end.endswith((":", ";"))
