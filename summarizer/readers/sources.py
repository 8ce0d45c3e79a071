"""Where articles come from: files, folders and standard input. The only part of reading that touches the disk."""

import os
import re
import stat
import sys
from collections.abc import Sequence
from typing import IO

from summarizer.errors import ArticleError

# An article has some thousand characters, a book-length report a million; more is no article and would only cost memory.
MAXIMUM_BYTES = 5 * 1024 * 1024

STANDARD_INPUT = "-"
_URL = re.compile(r"[a-z][a-z0-9+.\-]{1,20}://", re.IGNORECASE)


def expand(arguments: Sequence[str]) -> list[str]:
    """Replace each folder by its files, in the order of their names; everything else stays as it is.

    Only regular files count, no hidden ones, no links and nothing in folders below.

    Raises:
        ArticleError: a folder without such files, or one that can't be listed.
    """
    return [source for argument in arguments for source in _expand_one(argument)]


def printable(source: str) -> str:
    """Give a source's name as text that any encoding can carry, whatever bytes its file name has."""
    return source.encode("utf-8", "surrogateescape").decode("utf-8", "replace")


def fetch(source: str) -> bytes:
    """Read a source's bytes: a regular file, or standard input for "-".

    Raises:
        ArticleError: no such file, no permission, a folder, a device or pipe, a URL, nothing in it, or too much.
    """
    if source == STANDARD_INPUT:
        return _checked(_read_standard_input(), "standard input")
    if _URL.match(source):
        raise ArticleError(
            f"{printable(source)} is a web address, and reading web pages is not built yet.",
            "Save the page as plain text and give that file.",
        )
    name = printable(source)
    try:
        return _checked(_read_file(source), name)
    except (OSError, ValueError) as error:
        raise explained(error, name) from error


def _expand_one(argument: str) -> list[str]:
    if argument == STANDARD_INPUT or _URL.match(argument) or not is_folder(argument):
        return [argument]
    try:
        with os.scandir(argument) as entries:
            names = sorted(
                entry.name
                for entry in entries
                if not entry.name.startswith(".") and entry.is_file(follow_symlinks=False)
            )
    except OSError as error:
        raise explained(error, printable(argument)) from error
    if not names:
        raise ArticleError(
            f"The folder {printable(argument)} holds no files.",
            "Give a folder of articles; hidden files, links and folders in it are not read.",
        )
    return [os.path.join(argument, name) for name in names]  # noqa: PTH118  the source is shown as it was given


def is_folder(path: str) -> bool:
    """Whether there is a folder of that path."""
    try:
        return stat.S_ISDIR(os.stat(path).st_mode)  # noqa: PTH116
    except (OSError, ValueError):
        return False


def open_file(path: str) -> IO[bytes]:
    """Open a regular file; never waits for a pipe, nor opens a device.

    Raises:
        ArticleError: it is not there, it is no regular file, or it may not be read.
    """
    try:
        return _open_regular(path)
    except (OSError, ValueError) as error:
        raise explained(error, printable(path)) from error


def open_standard_input() -> IO[bytes]:
    """Open standard input once more, without the buffer that an interpreter in its end would wait for.

    Raises:
        ArticleError: it is closed.
    """
    try:
        return os.fdopen(os.dup(0), "rb")
    except OSError as error:
        raise ArticleError("Standard input is closed.", "Pipe rows into the command, or name a file.") from error


def _read_file(path: str) -> bytes:
    """Read at most one byte more than the cap."""
    with _open_regular(path) as file:
        return file.read(MAXIMUM_BYTES + 1)


def _open_regular(path: str) -> IO[bytes]:
    if not stat.S_ISREG(os.stat(path).st_mode):  # noqa: PTH116  a device must not even be opened
        raise _not_regular(path)
    flags = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0) | getattr(os, "O_CLOEXEC", 0)
    file = os.fdopen(os.open(path, flags), "rb")
    if not stat.S_ISREG(os.fstat(file.fileno()).st_mode):
        file.close()
        raise _not_regular(path)
    return file


def _read_standard_input() -> bytes:
    if sys.stdin is None or sys.stdin.closed:
        raise ArticleError("Standard input is closed.", "Pipe an article into the command, or name a file.")
    try:
        data: bytes = sys.stdin.buffer.read(MAXIMUM_BYTES + 1)
    except OSError as error:
        raise explained(error, "standard input") from error
    return data


def _checked(data: bytes, name: str) -> bytes:
    if len(data) > MAXIMUM_BYTES:
        mebibytes = MAXIMUM_BYTES // (1024 * 1024)
        raise ArticleError(
            f"{name} has more than {mebibytes} MiB, the most that is read.", "Split it into its articles."
        )
    if not data:
        raise ArticleError(f"{name} is empty.", "Give an article with text in it.")
    return data


def _not_regular(path: str) -> ArticleError:
    if is_folder(path):
        return ArticleError(f"{printable(path)} is a folder, not an article.", "Give the files in it.")
    return ArticleError(f"{printable(path)} is no regular file.", 'Give a text file, or "-" for standard input.')


def explained(error: Exception, name: str) -> ArticleError:
    """Put into words why a path can't be read; `name` is what it is called."""
    match error:
        case FileNotFoundError() | NotADirectoryError():
            return ArticleError(f"There is no file {name}.", "Check the path.")
        case PermissionError():
            return ArticleError(f"{name} may not be read.", "Allow reading it, or give another file.")
        case OSError():
            return ArticleError(f"{name} can't be read: {error.strerror or error}.", "Check the path.")
        case _:
            return ArticleError(f"{name} is no path of a file: {error}.", "Check the path.")
