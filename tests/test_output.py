import errno
import os
import stat
import sys

import pytest

from summarizer.errors import OutputError
from summarizer.output import check_target, write_file

posix = pytest.mark.skipif(sys.platform == "win32", reason="POSIX files")


def test_a_document_replaces_the_old_one(tmp_path):
    target = tmp_path / "out.md"
    write_file(target, "old")
    write_file(target, "new — ‘curly’\n")
    assert target.read_bytes() == "new — ‘curly’\n".encode()
    assert list(tmp_path.iterdir()) == [target]


def no_room(*_args):
    raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))


@pytest.mark.parametrize("step", ["fsync", "write", "rename", "chmod"])
def test_a_full_disk_leaves_the_old_document_and_nothing_else(tmp_path, monkeypatch, step):
    target = tmp_path / "out.md"
    target.write_text("old")
    places = {
        "fsync": "os.fsync",
        "write": "summarizer.output._write",
        "rename": "pathlib.Path.replace",
        "chmod": "pathlib.Path.chmod",
    }
    with monkeypatch.context() as patch:
        patch.setattr(places[step], no_room if step != "write" else lambda *_args, **_kwargs: no_room())
        with pytest.raises(OutputError) as caught:
            write_file(target, "new")
    assert "No space left" in caught.value.cause
    assert caught.value.mend
    assert target.read_text() == "old"
    assert list(tmp_path.iterdir()) == [target]


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="no /dev/full here")  # noqa: PTH110  at import
def test_a_full_device_is_an_error_and_stays_a_device():
    from pathlib import Path

    with pytest.raises(OutputError, match="No space left"):
        write_file(Path("/dev/full"), "text")
    assert stat.S_ISCHR(Path("/dev/full").stat().st_mode)


def test_a_folder_a_link_and_a_missing_folder_are_refused(tmp_path):
    real = tmp_path / "real.md"
    real.write_text("mine")
    (tmp_path / "link.md").symlink_to(real)
    (tmp_path / "dangling.md").symlink_to(tmp_path / "nowhere.md")
    for path in (tmp_path, tmp_path / "link.md", tmp_path / "dangling.md", tmp_path / "none" / "out.md"):
        with pytest.raises(OutputError) as caught:
            check_target(path)
        assert caught.value.mend
        with pytest.raises(OutputError):
            write_file(path, "text")
    assert real.read_text() == "mine"
    assert not (tmp_path / "nowhere.md").exists()


@posix
def test_permissions_of_the_old_document_stay(tmp_path):
    target = tmp_path / "out.md"
    target.write_text("old")
    target.chmod(0o640)
    write_file(target, "new")
    assert stat.S_IMODE(target.stat().st_mode) == 0o640


@posix
def test_a_new_document_gets_the_permissions_of_any_new_file(tmp_path):
    (tmp_path / "plain").write_text("x")
    write_file(tmp_path / "out.md", "x")
    assert (tmp_path / "out.md").stat().st_mode == (tmp_path / "plain").stat().st_mode


def test_a_name_with_nul_is_an_error(tmp_path):
    with pytest.raises(OutputError):
        check_target(tmp_path / "a\0b")


@posix
def test_a_pipe_is_refused(tmp_path):
    os.mkfifo(tmp_path / "pipe")
    with pytest.raises(OutputError, match="no file"):
        check_target(tmp_path / "pipe")
