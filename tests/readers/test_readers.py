"""From a source to an article."""

import contextlib
import hashlib
import os
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from summarizer.errors import ArticleError
from summarizer.models import Article
from summarizer.readers import READERS, expand, read_article

TEXT = "Council drops tram plan\r\n\r\nBy Ann Lee\r\n\r\nMARO (AP) — The café’s owner said “no.”\x00 It \x1b[31mrained.\r\n"


def test_the_stored_text_is_the_file_unchanged(tmp_path):
    path = tmp_path / "a.txt"
    path.write_bytes(TEXT.encode())
    article = read_article(str(path), "a1")
    assert (article.id, article.source, article.text) == ("a1", str(path), TEXT)
    assert article.sha256 == hashlib.sha256(TEXT.encode()).hexdigest()
    assert (article.title, article.byline, article.outlet) == ("Council drops tram plan", "Ann Lee", "AP")
    assert article.notes == ("Holds 2 control characters, kept as they are.",)
    assert [article.words_of(item) for item in article.sentences if item.role == "dateline"] == ["MARO (AP) —"]


def test_a_byte_order_mark_is_left_out_and_latin_1_is_noted(tmp_path):
    path = tmp_path / "a.txt"
    path.write_bytes(b"\xef\xbb\xbf" + TEXT.encode())
    assert read_article(str(path), "a1").text == TEXT
    path.write_bytes(b"The caf\xe9 in Maro was shut on Monday.")
    article = read_article(str(path), "a1")
    assert article.text == "The café in Maro was shut on Monday."
    assert "Windows-1252" in article.notes[0]


@pytest.mark.parametrize(
    "data", [b" \r\n\t ", b"%PDF-1.4 x", b"<!doctype html><p>x", b"\x00\x01\x02" * 50, b"\xef\xbb\xbf", b"\xff\xfe"]
)
def test_what_is_no_article_is_refused_with_cause_and_mend(tmp_path, data):
    path = tmp_path / "a.txt"
    path.write_bytes(data)
    with pytest.raises(ArticleError) as caught:
        read_article(str(path), "a1")
    assert "a.txt" in caught.value.cause
    assert caught.value.mend


def test_a_folder_with_a_picture_fails_only_at_the_picture(tmp_path):
    (tmp_path / "a.txt").write_text("The port of Maro was shut on Monday.")
    (tmp_path / "b.png").write_bytes(b"\x89PNG\r\n\x1a\n\x00")
    first, second = expand([str(tmp_path)])
    assert read_article(first, "a1").text
    with pytest.raises(ArticleError, match="PNG"):
        read_article(second, "a2")


def test_a_source_of_odd_bytes_is_stored_printable(tmp_path):
    path = os.fsencode(tmp_path) + b"/caf\xe9.txt"
    try:
        Path(os.fsdecode(path)).write_bytes(b"The port was shut.")
    except OSError:
        pytest.skip("this file system wants UTF-8 names")
    article = read_article(os.fsdecode(path), "a1")
    assert article.source.endswith("caf\ufffd.txt")


def test_the_table_of_readers_makes_articles():
    assert READERS
    for read in READERS.values():
        assert isinstance(read(b"The port of Maro was shut on Monday.", "-", "a1"), Article)


@settings(deadline=None)
@given(st.text(alphabet=st.characters(codec="utf-8"), max_size=200), st.sampled_from(["utf-8", "utf-8-sig", "utf-16"]))
def test_any_text_is_read_unchanged_or_refused(text, encoding):
    try:
        article = READERS["plain"](text.encode(encoding), "f", "a1")
    except ArticleError:
        return
    assert article.text == text.removeprefix("\ufeff") or article.notes or encoding != "utf-8"
    if encoding != "utf-8":
        assert article.text == text
    for item in article.sentences:
        assert article.words_of(item) == article.words_of(item).strip() != ""


@settings(deadline=None)
@given(st.binary(max_size=200))
def test_any_bytes_are_read_or_refused(data):
    with contextlib.suppress(ArticleError):
        assert READERS["plain"](data, "f", "a1").text.strip()
