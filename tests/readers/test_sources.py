"""Files, folders and standard input."""

import io
import os
import sys
import types

import pytest

from summarizer.errors import ArticleError
from summarizer.readers import sources
from summarizer.readers.sources import expand, fetch


def test_a_folder_expands_to_its_own_regular_files_in_order(tmp_path):
    for name in ("b.txt", "a.txt", ".hidden", "c.bin"):
        (tmp_path / name).write_bytes(b"x")
    (tmp_path / "below").mkdir()
    (tmp_path / "below" / "d.txt").write_text("x")
    (tmp_path / "link.txt").symlink_to(tmp_path / "a.txt")
    assert expand(["-", str(tmp_path), "gone.txt", "https://maro.example/a"]) == [
        "-",
        *(str(tmp_path / name) for name in ("a.txt", "b.txt", "c.bin")),
        "gone.txt",
        "https://maro.example/a",
    ]


def test_an_empty_folder_is_an_error(tmp_path):
    with pytest.raises(ArticleError, match="holds no files") as caught:
        expand([str(tmp_path)])
    assert caught.value.mend


def test_a_file_is_read_to_the_byte(tmp_path):
    path = tmp_path / "a.txt"
    path.write_bytes(b"One\r\n\x00")
    assert fetch(str(path)) == b"One\r\n\x00"


@pytest.mark.parametrize(
    ("source", "word"),
    [
        ("gone.txt", "no file"),
        ("a\x00b", "no path"),
        ("x" * 5000, "can't be read"),
        ("https://maro.example/a", "web address"),
        ("file:///etc/hostname", "web address"),
        ("/dev/zero", "no regular file"),
        (os.devnull, "no regular file"),
    ],
)
def test_what_is_no_file_is_refused(source, word):
    with pytest.raises(ArticleError, match=word) as caught:
        fetch(source)
    assert caught.value.mend


def test_a_folder_is_no_article(tmp_path):
    with pytest.raises(ArticleError, match="is a folder"):
        fetch(str(tmp_path))


def test_a_pipe_without_a_writer_is_refused_at_once(tmp_path):
    path = tmp_path / "pipe"
    os.mkfifo(path)
    with pytest.raises(ArticleError, match="no regular file"):
        fetch(str(path))


def test_an_empty_file_is_refused(tmp_path):
    path = tmp_path / "a.txt"
    path.touch()
    with pytest.raises(ArticleError, match="is empty"):
        fetch(str(path))


def test_a_file_that_may_not_be_read_is_refused(tmp_path, monkeypatch):
    path = tmp_path / "a.txt"
    path.write_text("x")

    def deny(*_args):
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(os, "open", deny)
    with pytest.raises(ArticleError, match="may not be read") as caught:
        fetch(str(path))
    assert caught.value.mend


def test_no_more_than_the_cap_is_read(tmp_path, monkeypatch):
    monkeypatch.setattr(sources, "MAXIMUM_BYTES", 10)
    path = tmp_path / "a.txt"
    path.write_bytes(b"x" * 10)
    assert len(fetch(str(path))) == 10
    path.write_bytes(b"x" * 11)
    with pytest.raises(ArticleError, match="more than"):
        fetch(str(path))


def test_standard_input_is_read_as_bytes_up_to_the_cap(monkeypatch):
    asked = []

    class Pipe(io.BytesIO):
        def read(self, size=-1):
            asked.append(size)
            return super().read(size)

    monkeypatch.setattr(sys, "stdin", types.SimpleNamespace(buffer=Pipe(b"caf\xe9"), closed=False))
    assert fetch("-") == b"caf\xe9"
    assert asked == [sources.MAXIMUM_BYTES + 1]
    with pytest.raises(ArticleError, match="standard input is empty"):
        fetch("-")


def test_a_closed_standard_input_is_refused(monkeypatch):
    monkeypatch.setattr(sys, "stdin", None)
    with pytest.raises(ArticleError, match="closed"):
        fetch("-")


def test_a_file_name_of_odd_bytes_stays_printable():
    assert sources.printable(os.fsdecode(b"caf\xe9.txt")) == "caf\ufffd.txt"
