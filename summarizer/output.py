"""Writing a document to a file: all of it or nothing.

The text goes to a new file in the same folder, is forced to the disk, and takes the place of the old one in one step
(POSIX rename), so that a reader sees the old document or the new one. Symbolic links are not followed.
"""

import contextlib
import os
import secrets
import stat
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from summarizer.errors import OutputError


def check_target(path: Path) -> None:
    """Refuse a path that can't be written to, before anything is paid for.

    Raises:
        OutputError: for a folder, a symbolic link, a pipe or socket, or a folder that is not there.
    """
    mode = _mode(path)
    if mode is not None:
        if stat.S_ISLNK(mode):
            raise OutputError(
                f"{str(path)!r} is a symbolic link, and links are not followed", "give the file that it leads to"
            )
        if stat.S_ISDIR(mode):
            raise OutputError(f"{str(path)!r} is a folder", "give a file in it")
        if not (stat.S_ISREG(mode) or stat.S_ISCHR(mode)):
            raise OutputError(f"{str(path)!r} is no file", "give a file, or - for standard output")
    elif not path.parent.is_dir():
        raise OutputError(f"there is no folder {str(path.parent)!r}", "make it first, or give another path")


def write_file(path: Path, text: str) -> None:
    """Write a text as UTF-8, whole or not at all; a file that is there is replaced and keeps its permissions.

    Raises:
        OutputError: if it can't be written; what was there before is unchanged.
    """
    with replacing(path) as stream:
        _write(stream, text.encode("utf-8", "backslashreplace"))


def _write(stream: BinaryIO, data: bytes) -> None:
    stream.write(data)


_FLAGS = (
    os.O_WRONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0)
)  # the one is POSIX's, the other Windows'


def _mode(path: Path) -> int | None:
    try:
        return path.lstat().st_mode
    except OSError:
        return None
    except ValueError:  # a NUL in the name
        raise OutputError(f"{str(path)!r} is no path", "give a path without a NUL character") from None


@contextlib.contextmanager
def replacing(path: Path) -> Iterator[BinaryIO]:
    """Write a file piece by piece; it takes the place of the old one when the block ends, and is nothing if it fails.

    Raises:
        OutputError: if it can't be written; what was there before is unchanged.
    """
    check_target(path)
    mode = _mode(path)
    try:
        if mode is not None and stat.S_ISCHR(mode):
            with os.fdopen(os.open(path, _FLAGS), "wb") as stream:
                yield stream
            return
        with _replacing(path, None if mode is None else stat.S_IMODE(mode)) as stream:
            yield stream
    except OSError as error:
        raise OutputError(
            f"{str(path)!r} can't be written: {error.strerror or error}",
            "make room or give another path; nothing half-written is left",
        ) from error


@contextlib.contextmanager
def _replacing(path: Path, permissions: int | None) -> Iterator[BinaryIO]:
    temporary = path.with_name(f".{path.name[:100]}.{secrets.token_hex(6)}.part")
    file = os.open(temporary, _FLAGS | os.O_CREAT | os.O_EXCL, 0o666)
    try:
        with os.fdopen(file, "wb") as stream:
            yield stream
            stream.flush()
            os.fsync(stream.fileno())
        if permissions is not None:
            temporary.chmod(permissions)
        temporary.replace(path)
    except BaseException:
        with contextlib.suppress(OSError):
            temporary.unlink()
        raise
    _force_folder(path.parent)


def _force_folder(folder: Path) -> None:
    """Make the new name last, where the system can (Windows opens no folders)."""
    with contextlib.suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
