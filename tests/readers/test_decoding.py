"""Bytes → text."""

import codecs
import contextlib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from summarizer.errors import ArticleError
from summarizer.readers.decoding import decode

TEXT = "The café in Maro costs £5.\r\n“It’s over – for now,” said José.\n" * 3
PLAIN = "The port of Maro was shut on Monday, and nobody knew why it was.\n"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16-le", "utf-16-be", "cp1252"])
def test_an_encoding_without_a_mark_is_recognised(encoding):
    assert decode(TEXT.encode(encoding), "f").text == TEXT


@pytest.mark.parametrize(
    ("mark", "encoding"),
    [
        (codecs.BOM_UTF8, "utf-8"),
        (codecs.BOM_UTF16_LE, "utf-16-le"),
        (codecs.BOM_UTF16_BE, "utf-16-be"),
        (codecs.BOM_UTF32_LE, "utf-32-le"),
        (codecs.BOM_UTF32_BE, "utf-32-be"),
    ],
)
def test_a_byte_order_mark_is_no_part_of_the_text(mark, encoding):
    decoded = decode(mark + TEXT.encode(encoding), "f")
    assert decoded == (TEXT, ())


@pytest.mark.parametrize("ending", ["It cost £5 million.", "It was René Marsh.", "“It’s over,” he said."])
def test_one_mark_in_plain_english_is_read_as_western(ending):
    text = PLAIN + ending
    decoded = decode(text.encode("cp1252"), "f")
    assert decoded.text == text
    assert "Windows-1252" in decoded.notes[0]


def test_plain_utf_8_needs_no_note():
    assert decode(TEXT.encode(), "f").notes == ()


def test_latin_1_control_characters_stay():
    assert decode(PLAIN.encode() + b"\x81\x85", "f").text == PLAIN + "\x81…"


def test_a_damaged_byte_does_not_garble_the_rest():
    data = TEXT.encode()
    decoded = decode(data + b" caf\xe9", "f")
    assert decoded.text == TEXT + " café"
    assert "1 damaged byte" in decoded.notes[0]


def test_a_few_nul_characters_do_not_make_it_utf_16():
    text = PLAIN + "\x00\x00 and on\x1b[31m."
    assert decode(text.encode(), "f").text == text


@pytest.mark.parametrize(
    "data",
    [
        codecs.BOM_UTF16_LE + b"abc",
        "Порт закрыт в понедельник, никто не знает почему.".encode("cp1251"),
        codecs.BOM_UTF8 + b"a\xff",
    ],
    ids=["odd UTF-16", "Cyrillic", "marked UTF-8 that is none"],
)
def test_what_cannot_be_decoded_is_refused_with_a_mend(data):
    with pytest.raises(ArticleError) as caught:
        decode(data, "the file")
    assert "the file" in caught.value.cause
    assert "UTF-8" in caught.value.mend


@settings(deadline=None)
@given(st.text(alphabet=st.characters(codec="utf-8", exclude_characters="\ufeff\x00")))
def test_every_text_survives_utf_8(text):
    assert decode(text.encode(), "f").text == text


@settings(deadline=None)
@given(st.binary())
def test_any_bytes_are_decoded_or_refused(data):
    with contextlib.suppress(ArticleError):
        assert isinstance(decode(data, "f").text.encode("utf-8"), bytes)
