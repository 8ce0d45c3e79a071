"""What a file holds, told by its bytes and not by its name."""

import re
from typing import NamedTuple

from summarizer.errors import ArticleError

# A file type's first bytes, its name, and how to make plain text of it.
_TO_TEXT = "Save it as plain text."
_EXPORT = "Open it and save it as plain text."
_NO_TEXT = "Give a text file."


class _Kind(NamedTuple):
    magic: bytes
    name: str
    mend: str


_KINDS = (
    _Kind(b"%PDF-", "a PDF document", "Reading PDF is not built yet. Save it as plain text (pdftotext does)."),
    _Kind(b"PK\x03\x04", "a ZIP archive or an office document", "Unpack it, or open it and save it as plain text."),
    _Kind(b"PK\x05\x06", "an empty ZIP archive", _NO_TEXT),
    _Kind(b"{\\rtf", "an RTF document", _EXPORT),
    _Kind(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old office document", _EXPORT),
    _Kind(b"%!PS", "a PostScript document", _EXPORT),
    _Kind(b"\x1f\x8b", "a gzip archive", "Unpack it first."),
    _Kind(b"BZh", "a bzip2 archive", "Unpack it first."),
    _Kind(b"\xfd7zXZ\x00", "an xz archive", "Unpack it first."),
    _Kind(b"\x28\xb5\x2f\xfd", "a Zstandard archive", "Unpack it first."),
    _Kind(b"7z\xbc\xaf\x27\x1c", "a 7z archive", "Unpack it first."),
    _Kind(b"Rar!\x1a\x07", "a RAR archive", "Unpack it first."),
    _Kind(b"\x89PNG\r\n\x1a\n", "a PNG picture", _NO_TEXT),
    _Kind(b"\xff\xd8\xff", "a JPEG picture", _NO_TEXT),
    _Kind(b"GIF87a", "a GIF picture", _NO_TEXT),
    _Kind(b"GIF89a", "a GIF picture", _NO_TEXT),
    _Kind(b"RIFF", "a sound, picture or film file", _NO_TEXT),
    _Kind(b"OggS", "a sound file", _NO_TEXT),
    _Kind(b"ID3", "a sound file", _NO_TEXT),
    _Kind(b"\x7fELF", "a program", _NO_TEXT),
    _Kind(b"SQLite format 3\x00", "an SQLite database", _NO_TEXT),
)
# Magic that is plain text too, so that only a control character near it tells the file from an article.
_PLAIN_MAGIC = frozenset((b"BZh", b"RIFF", b"OggS", b"ID3"))
_NEAR = 64
_HTML = re.compile(
    r"\s*(?:<\?xml[^>]{0,200}\?>\s*)?(?:<!--.{0,2000}?-->\s*)?<(?:!doctype\s+html|html|head|body|title|meta|article|main|div|p)\b[^<>]{0,2000}>",
    re.IGNORECASE | re.DOTALL,
)
_XML = re.compile(r"\s*<\?xml\b|\s*<(?:rss|feed|nitf|newsml|tei)\b", re.IGNORECASE)

# Control characters that good text may hold: some NULs and escapes slip in from terminals and old systems.
HANDFUL = 32
HANDFUL_SHARE = 0.01
MOST_CONTROLS_SHARE = 0.1  # of a text too short for a handful to tell
_ALLOWED = frozenset("\t\n\r\f\v\x85")


def refuse_known_formats(data: bytes, name: str) -> None:
    """Refuse what its first bytes show to be no plain text.

    Raises:
        ArticleError: the file is a document of another format, an archive, a picture or a program.
    """
    for kind in _KINDS:
        if data.startswith(kind.magic) and (kind.magic not in _PLAIN_MAGIC or _has_control(data[:_NEAR])):
            raise ArticleError(f"{name} is {kind.name}, not plain text.", kind.mend)
    if data[4:8] == b"ftyp":
        raise ArticleError(f"{name} is a film or picture file, not plain text.", _NO_TEXT)


def refuse_markup(text: str, name: str) -> None:
    """Refuse a page's source.

    Raises:
        ArticleError: the text is HTML or XML.
    """
    head = text[:8000]
    if _HTML.match(head):
        raise ArticleError(
            f"{name} is HTML, not plain text.", "Reading HTML is not built yet. Save the page as plain text."
        )
    if _XML.match(head):
        raise ArticleError(f"{name} is XML, not plain text.", _TO_TEXT)


def refuse_binary(text: str, name: str) -> None:
    """Refuse what decodes but is no text, by the share of its control characters.

    Raises:
        ArticleError: more control characters than slip into a text.
    """
    controls = sum(is_control(character) for character in text)
    limit = max(HANDFUL_SHARE * len(text), min(HANDFUL, MOST_CONTROLS_SHARE * len(text)))
    if controls > limit:
        raise ArticleError(f"{name} is a binary file: {controls} of its {len(text)} characters are no text.", _NO_TEXT)


def is_control(character: str) -> bool:
    """Whether a character is a control character that plain text has no use for."""
    return (character < " " or "\x7f" <= character <= "\x9f") and character not in _ALLOWED


def _has_control(data: bytes) -> bool:
    return any(byte < 0x09 or 0x0E <= byte < 0x20 or byte > 0x7F for byte in data)
