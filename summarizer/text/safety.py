"""Foreign text made safe where it leaves: a terminal, a Markdown file, an HTML page, a table, a file name.

What nobody can see, or what a terminal obeys, is shown as `<U+200B>` and never passed on: control characters (C0, DEL,
C1), bidirectional marks, zero-width and tag characters, variation selectors, fillers, private use, lone surrogates.
All else stays the very words.
"""

import hashlib
import html
import re
import unicodedata

UNSEEN = (
    "\x00-\x08\x0b-\x1f\x7f-\x9f\xad"  # Cc but tab and line feed; the soft hyphen
    "\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f"  # joiner, Arabic mark, fillers, Mongolian selectors
    "\u200b-\u200f\u2028-\u202e\u2060-\u206f"  # zero width, line ends, bidirectional marks
    "\u2800\u3164\ufe00-\ufe0d\ufeff\uffa0\ufff0-\uffff"  # blanks, variation selectors but those of emoji, specials
    "\ud800-\udfff\ue000-\uf8ff\ufdd0-\ufdef"  # surrogates, private use, noncharacters
    "\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U0010ffff"  # format characters, tags, private planes
)
"""Ranges of a character class: Unicode categories Cc, Cf, Cs, Co, Zl, Zp and what is drawn blank.

Left out of Cf are the Arabic, Syriac, Kaithi and hieroglyph signs that are drawn; left in are U+FE0E and U+FE0F, which
choose between text and emoji.
"""

UNSEEN_CHARACTER = re.compile(f"[{UNSEEN}]")
_HTML_SIGNS = re.compile(f"[{UNSEEN}&<>\"'\r]")
_WEB_ADDRESS = re.compile(
    r"https?://[^\s/?#\\@\"<>]+(?:[/?#][^\s\\\"<>]*)?", re.IGNORECASE
)  # no user before the host: it misleads
_LINE_ENDS = re.compile(r"(?:\r\n|\r|\n)+")
_NAME_LENGTH = 60  # with the hash 71 characters: half of what the narrowest file system (eCryptfs, 143) allows


def _show(match: re.Match[str]) -> str:
    return f"<U+{ord(match.group()):04X}>"


def for_terminal(text: str) -> str:
    """Show every unseen or obeyed character as `<U+....>`; line feeds and tabs stay, CR LF becomes LF."""
    return UNSEEN_CHARACTER.sub(_show, text.replace("\r\n", "\n"))


def on_one_line(text: str) -> str:
    """Make text safe for a terminal and fold its line ends into a visible sign, so that words stay apart."""
    folded = _LINE_ENDS.sub(lambda match: f" {'↵' * len(match.group().replace(chr(13) + chr(10), chr(10)))} ", text)
    return for_terminal(folded).replace("\t", " ⇥ ")


_MARKDOWN_SIGNS = re.compile(
    r"""(?P<linking>(?:@ | :// | (?<=www)\. | :(?=[\w+-]+:) | :(?=[\d+-]*[^\W\d][\w+-]*\Z) | \#(?=\w))+
                  | \bgh-(?=\d))   # what readers link, call, tag or draw by itself, a colon of ours at the end counted in
    | (?P<doubled>==+|%%+)                                                  # Obsidian's highlight and comment
    | (?P<sign>[\\`*_{}\[\]<>\#|~$^&])""",
    re.VERBOSE | re.IGNORECASE,
)
_LINE_START = re.compile(r"^(?:(\d+)([.)])|([-+=:]))")


def _escape_sign(match: re.Match[str]) -> str:
    if match["linking"]:
        # GitHub links addresses, names and numbers in the finished HTML, where a backslash is long gone; it leaves
        # code alone.
        return f"`{match['linking']}`"
    return "".join(f"\\{character}" for character in match.group())


def for_markdown(text: str) -> str:
    """Escape text so that GitHub and Obsidian show its words and nothing else, on one line, wherever it is put.

    No link, image, HTML, heading, list, table cell, formula, tag or comment comes out of it. CommonMark 0.31 lets any
    ASCII punctuation be escaped by a backslash; what GitHub Flavored Markdown links by itself stands in a code span.
    """
    escaped = _MARKDOWN_SIGNS.sub(_escape_sign, on_one_line(text).strip(" "))
    return _LINE_START.sub(lambda match: f"{match[1] or ''}\\{match[2] or match[3]}", escaped)


def for_html(text: str) -> str:
    """Escape text for an HTML element or a quoted attribute, every unseen character shown; line ends and tabs stay."""
    if not _HTML_SIGNS.search(text):
        return text  # most words of a large page, in one pass instead of seven
    return html.escape(for_terminal(text))


def web_address(text: str) -> str | None:
    """Give a text back if it is an address that a page may link to: of http or https with a host, all of it seen.

    Any other scheme (`javascript:`, `data:`, `file:`) can run or read something when it is clicked.
    """
    return text if _WEB_ADDRESS.fullmatch(text) and not UNSEEN_CHARACTER.search(text) else None


_FORMULA = re.compile(r"(?:\A|(?<=[;|]))(?=[\s'\"]*[=+\-@|%＝＋－＠−])")


def for_cell(text: str) -> str:
    """Make text safe for a cell of a table that a spreadsheet opens: on one line, and never the start of a formula.

    Where a cell could begin with a sign that starts a formula (OWASP: CSV injection; the full-width twins too), an
    apostrophe goes before it; also behind a semicolon or bar, where some spreadsheets begin the next cell.
    """
    return _FORMULA.sub("'", on_one_line(text))


def for_file_name(text: str) -> str:
    """Make a file name of any text: what is left of it in a-z, 0-9 and hyphens, and ten hex digits of its SHA-256.

    Two texts never share a name, on a file system without capitals neither; no separator, dot or device name is left.
    """
    digest = hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:10]
    plain = unicodedata.normalize("NFKD", text[: 10 * _NAME_LENGTH]).encode("ascii", "ignore").decode().lower()
    slug = re.sub(r"[^a-z0-9]+", "-", plain)[:_NAME_LENGTH].strip("-")
    return f"{slug}-{digest}" if slug else digest
