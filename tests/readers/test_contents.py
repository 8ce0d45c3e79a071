"""What a file holds."""

import gzip
import io
import random
import zipfile

import pytest

from summarizer.errors import ArticleError
from summarizer.readers.contents import refuse_binary, refuse_known_formats, refuse_markup

PLAIN = "The port of Maro was shut on Monday, and nobody knew why it was. "


def zipped():
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("a.txt", PLAIN)
    return buffer.getvalue()


@pytest.mark.parametrize(
    ("data", "word"),
    [
        (b"%PDF-1.7\n%\xe2\xe3", "PDF"),
        (zipped(), "ZIP"),
        (gzip.compress(b"text"), "gzip"),
        (b"\x89PNG\r\n\x1a\n\x00", "PNG"),
        (b"\xff\xd8\xff\xe0\x00", "JPEG"),
        (b"{\\rtf1\\ansi Port}", "RTF"),
        (b"\x7fELF\x02\x01", "program"),
        (b"RIFF\x24\x00\x00\x00WAVE", "sound"),
        (b"\x00\x00\x00\x20ftypisom", "film"),
    ],
)
def test_another_format_is_refused_by_its_first_bytes(data, word):
    with pytest.raises(ArticleError, match=word) as caught:
        refuse_known_formats(data, "f")
    assert caught.value.mend


def test_words_that_open_like_a_format_are_text():
    refuse_known_formats(b"RIFF raff, they called us in Maro. " * 4, "f")
    refuse_known_formats(b"ID3 is the number of the bill that the council passed. " * 4, "f")


@pytest.mark.parametrize(
    "text",
    [
        "<!DOCTYPE html><html><p>Port",
        "\n <html lang='en'>",
        "<!-- saved --><html>",
        "<p>Port shut.</p>",
        "<?xml version='1.0'?><html>",
    ],
)
def test_html_is_refused_with_a_mend(text):
    with pytest.raises(ArticleError, match="HTML") as caught:
        refuse_markup(text, "f")
    assert "plain text" in caught.value.mend


def test_xml_is_refused_and_a_text_with_angle_brackets_is_not():
    with pytest.raises(ArticleError, match="XML"):
        refuse_markup('<?xml version="1.0"?><rss>', "f")
    refuse_markup("<Maro> The port is shut. The tag <p> was left in.", "f")


def test_a_handful_of_control_characters_is_text():
    refuse_binary(PLAIN * 20 + "\x00\x00\x1b[31m\x07", "f")
    refuse_binary(PLAIN + "\x00\x1b", "f")


@pytest.mark.parametrize("text", ["\x00" * 40 + "ab", PLAIN + "\x00" * 20, (PLAIN + "\x00\x01") * 200])
def test_many_control_characters_make_a_binary_file(text):
    with pytest.raises(ArticleError, match="binary"):
        refuse_binary(text, "f")


def test_random_bytes_are_refused():
    data = random.Random(5).randbytes(5000).decode("latin-1")  # noqa: S311
    with pytest.raises(ArticleError, match="binary"):
        refuse_binary(data, "f")
