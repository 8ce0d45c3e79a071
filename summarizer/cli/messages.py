"""What is said to people, on standard error, and the document, on standard output; both safe for a terminal."""

import contextlib
import errno
import os
import sys
from collections.abc import Iterator, Mapping
from typing import BinaryIO, TextIO

from summarizer.errors import OutputError, SummarizerError
from summarizer.text.safety import on_one_line

LONGEST_LINE = 600  # characters of a message; an address or a path fits, an article does not


def wants_color(choice: str, stream: TextIO, environ: Mapping[str, str]) -> bool:
    """Decide on colour: the flag, then NO_COLOR and FORCE_COLOR if not empty, then TERM=dumb, then whether it is a terminal."""
    if choice != "auto":
        return choice == "always"
    if environ.get("NO_COLOR"):
        return False
    if environ.get("FORCE_COLOR"):
        return environ["FORCE_COLOR"] != "0"
    return environ.get("TERM") != "dumb" and is_terminal(stream)


def is_terminal(stream: TextIO | None) -> bool:
    """Whether a person reads a stream; a closed one nobody does."""
    with contextlib.suppress(ValueError, AttributeError):
        return stream is not None and stream.isatty()
    return False


def tell(line: str) -> None:
    """Say one line on standard error, cut where it is longer than a message."""
    safe = on_one_line(line)
    cut = safe if len(safe) <= LONGEST_LINE else f"{safe[:LONGEST_LINE]} …"
    with contextlib.suppress(OSError, ValueError, AttributeError):  # nobody listens: no reason to fail
        sys.stderr.write(f"{cut}\n")
        sys.stderr.flush()


def tell_error(error: SummarizerError, *, debug: bool) -> None:
    """Say what went wrong in one line and what to do in another; a trace only if asked for."""
    tell(f"error: {error.cause}")
    if error.mend:
        tell(f" help: {error.mend}")
    if debug:
        _trace(error)


def tell_unexpected(error: Exception, *, debug: bool) -> None:
    """Say that we failed, in one line, and how to see where."""
    tell(f"error: summarizer itself failed: {type(error).__name__}: {error}")
    tell(" help: this is a mistake in summarizer; run the same with --debug to see where, and report it")
    if debug:
        _trace(error)


def _trace(error: BaseException) -> None:
    import traceback

    for line in "".join(traceback.format_exception(error)).rstrip().split("\n"):
        tell(line)


def print_document(text: str) -> None:
    """Write a document to standard output, in UTF-8 unless a terminal has another encoding; a broken pipe ends quietly.

    Raises:
        OutputError: if it can't be written.
    """
    stream = sys.stdout
    if stream is None:
        raise OutputError("standard output is closed", "give -o FILE")
    reconfigure = getattr(stream, "reconfigure", None)
    if reconfigure:
        reconfigure(
            encoding=stream.encoding if is_terminal(stream) else "utf-8", errors="backslashreplace", newline="\n"
        )
    try:
        stream.write(text)
        stream.flush()
    except OSError as error:
        _abandon(stream)
        if error.errno != errno.EPIPE and not isinstance(error, BrokenPipeError):
            raise OutputError(
                f"standard output can't be written: {error.strerror or error}", "make room, or give -o FILE"
            ) from error


@contextlib.contextmanager
def standard_output() -> Iterator[BinaryIO]:
    """Write a document to standard output piece by piece; a broken pipe ends quietly.

    Raises:
        OutputError: if it can't be written.
    """
    stream = sys.stdout
    if stream is None or not hasattr(stream, "buffer"):
        raise OutputError("standard output is closed", "give -o FILE")
    try:
        yield stream.buffer
        stream.buffer.flush()
    except OSError as error:
        _abandon(stream)
        if error.errno != errno.EPIPE and not isinstance(error, BrokenPipeError):
            raise OutputError(
                f"standard output can't be written: {error.strerror or error}", "make room, or give -o FILE"
            ) from error


def _abandon(stream: TextIO) -> None:
    """Send what is still buffered nowhere, or Python would complain of it once more when it ends."""
    with contextlib.suppress(OSError, ValueError):
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, stream.fileno())
        os.close(nowhere)
