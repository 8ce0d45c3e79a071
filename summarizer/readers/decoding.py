"""Bytes of a text file → text: UTF-8, UTF-16, UTF-32, or a Western European single-byte encoding.

A file that is no UTF-8 is read as Windows-1252, as browsers do (WHATWG Encoding Standard). Statistical detection
(charset-normalizer 3.5) was tried and left out: it took English text with one accent or one pound sign for Central
European, and read "£5" as "Ł5".
"""

import codecs
from typing import NamedTuple

from summarizer.errors import ArticleError

MEND = "Save it as UTF-8 plain text."

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
# UTF-16 text in a Latin script has a zero in every other byte; 60 percent leaves room for dashes and curly quotes.
ZERO_SHARE = 0.6
SAMPLE = 4096  # bytes looked at for zeros
# Western European prose is mostly ASCII; a file with more other bytes than this is in an encoding that we don't guess.
MOST_NON_ASCII = 0.3
# One stray byte among so many proper UTF-8 sequences is damage, not another encoding.
SEQUENCES_PER_STRAY = 4


class Decoded(NamedTuple):
    """A decoded text without its byte order mark, and remarks for people on how it was decoded."""

    text: str
    notes: tuple[str, ...] = ()


def decode(data: bytes, name: str) -> Decoded:
    """Decode the bytes of a text file.

    Raises:
        ArticleError: the bytes are no text in an encoding that is known here; `name` is the file's name in messages.
    """
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return Decoded(_strictly(data[len(mark) :], encoding, name))
    wide = _wide_encoding(data)
    if wide is not None:
        return Decoded(_strictly(data, wide, name), (f"Read as {wide.upper()}: every other byte is zero.",))
    try:
        return Decoded(data.decode("utf-8"))
    except UnicodeDecodeError:
        return _damaged_utf8(data) or _single_byte(data, name)


def _strictly(data: bytes, encoding: str, name: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        raise ArticleError(f"{name} is marked as {encoding.upper()} but byte {error.start} is none.", MEND) from error


def _wide_encoding(data: bytes) -> str | None:
    """Recognise UTF-16 without a byte order mark by its zeros."""
    sample = data[: min(SAMPLE, len(data) // 2 * 2)]
    pairs = len(sample) // 2
    if pairs < 2 or len(data) % 2:
        return None
    even, odd = sample[0::2].count(0), sample[1::2].count(0)
    if odd >= ZERO_SHARE * pairs and even == 0:
        return "utf-16-le"
    return "utf-16-be" if even >= ZERO_SHARE * pairs and odd == 0 else None


def _damaged_utf8(data: bytes) -> Decoded | None:
    """Read UTF-8 with a few stray bytes, each taken as Windows-1252."""
    strays = 0

    def read_stray(error: UnicodeError) -> tuple[str, int]:
        nonlocal strays
        assert isinstance(error, UnicodeDecodeError)  # noqa: S101  the decoder raises no other
        strays += 1
        return _windows_1252(error.object[error.start : error.end]), error.end

    codecs.register_error("summarizer-stray", read_stray)
    text = data.decode("utf-8", errors="summarizer-stray")
    sequences = sum(character > "\x7f" for character in text) - strays
    if sequences < SEQUENCES_PER_STRAY * strays:
        return None
    noun = "byte was" if strays == 1 else "bytes were"
    return Decoded(text, (f"Read as UTF-8; {strays} damaged {noun} read as Windows-1252.",))


def _single_byte(data: bytes, name: str) -> Decoded:
    others = sum(byte > 0x7F for byte in data)
    if others > MOST_NON_ASCII * len(data):
        raise ArticleError(f"{name} is in an encoding that is neither UTF-8, UTF-16 nor Western European.", MEND)
    return Decoded(_windows_1252(data), ("Read as Windows-1252 (Latin-1), for it is no UTF-8.",))


def _windows_1252(data: bytes) -> str:
    """Decode as browsers do: the five bytes that Windows-1252 leaves open are the control characters of Latin-1."""
    try:
        return data.decode("cp1252")
    except UnicodeDecodeError:
        return "".join(_one_byte(byte) for byte in data)


def _one_byte(byte: int) -> str:
    try:
        return bytes((byte,)).decode("cp1252")
    except UnicodeDecodeError:
        return chr(byte)
