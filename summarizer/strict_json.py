"""JSON that others wrote, read with nothing guessed: a file of bounded size, one meaning, and a record that says the same.

What Python's parser lets through is refused: a name twice in one object, NaN, infinite numbers, numbers and nesting
without bounds. What pydantic would convert (the text "12" to the number 12) is refused too.
"""

import json
import math
import os
import stat
import sys
from pathlib import Path
from typing import Any, NoReturn, TypeVar

from pydantic import BaseModel, ValidationError

from summarizer.errors import DocumentError
from summarizer.text.excerpts import excerpt

R = TypeVar("R", bound=BaseModel)

STANDARD_INPUT = "-"
_FLAGS = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0) | getattr(os, "O_CLOEXEC", 0)


def read_bytes(name: str, largest: int) -> bytes:
    """Read a regular file, or standard input for "-"; no pipe is waited for and no device is read.

    Args:
        name: the file.
        largest: bytes that it may have.

    Raises:
        DocumentError: it is not there, may not be read, is no regular file, or is larger.
    """
    try:
        data = _read_standard_input(largest) if name == STANDARD_INPUT else _read_file(Path(name), largest)
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or error
        raise DocumentError(f"{name!r} can't be read: {reason}", "check the path") from None
    if len(data) > largest:
        raise DocumentError(f"{name!r} is larger than {largest:,} bytes, the most that is read", "give another file")
    return data


def _read_file(path: Path, largest: int) -> bytes:
    if not stat.S_ISREG(path.stat().st_mode):  # a device must not even be opened
        raise _not_regular(path)
    with os.fdopen(os.open(path, _FLAGS), "rb") as file:
        if not stat.S_ISREG(os.fstat(file.fileno()).st_mode):
            raise _not_regular(path)
        return file.read(largest + 1)


def _not_regular(path: Path) -> DocumentError:
    what = "a folder" if path.is_dir() else "no regular file"
    return DocumentError(f"{str(path)!r} is {what}", "give the file that a command wrote")


def _read_standard_input(largest: int) -> bytes:
    if sys.stdin is None or sys.stdin.closed:
        raise DocumentError("standard input is closed", "pipe a document into the command, or name a file")
    data: bytes = sys.stdin.buffer.read(largest + 1)
    return data


def parse(data: bytes, name: str) -> Any:
    """Parse JSON (RFC 8259) in UTF-8, with or without a byte order mark.

    Raises:
        DocumentError: it is no such JSON; with the line where that shows.
    """
    try:
        return json.loads(
            data.decode("utf-8-sig"),
            object_pairs_hook=_object,
            parse_float=_finite,
            parse_int=_bounded,
            parse_constant=_refuse_constant,
        )
    except json.JSONDecodeError as error:
        reason = f"line {error.lineno}, column {error.colno}: {error.msg}"
    except UnicodeDecodeError:
        reason = "it is not UTF-8"
    except RecursionError:
        reason = "it is nested too deeply"
    except ValueError as error:
        reason = str(error)
    raise DocumentError(f"{name!r} is not JSON that can be read: {reason}", _MEND)


def make_record(shape: type[R], value: Any, name: str) -> R:
    """Make a record of parsed JSON that says exactly the same; fields with a default may be missing.

    Raises:
        DocumentError: the value does not fit; with the first field that doesn't.
    """
    try:
        record = shape.model_validate(value)
    except ValidationError as error:
        first = error.errors(include_url=False, include_context=False, include_input=False)[0]
        raise _misfit(name, ".".join(map(str, first["loc"])), first["msg"]) from None
    difference = _find_difference(value, record.model_dump(mode="json"), ())
    if difference is not None:
        raise _misfit(name, ".".join(map(str, difference)), "it has another type than it should")
    return record


_MEND = "give the file as it was written"
_LARGEST_DIGITS = 19  # of 2**63: no count and no offset has more


def _misfit(name: str, place: str, reason: str) -> DocumentError:
    return DocumentError(f"{name!r} is broken at {excerpt(place) or 'its start'}: {excerpt(reason, 200)}", _MEND)


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    made = dict(pairs)
    if len(made) < len(pairs):
        raise ValueError("an object has the same name twice")
    return made


def _finite(digits: str) -> float:
    number = float(digits)
    if not math.isfinite(number):
        raise ValueError("a number is too large")
    return number


def _bounded(digits: str) -> int:
    if len(digits.lstrip("-")) > _LARGEST_DIGITS:
        raise ValueError("a number is too large")
    return int(digits)


def _refuse_constant(name: str) -> NoReturn:
    raise ValueError(f"{name} is no number in JSON")


def _find_difference(given: Any, made: Any, place: tuple[object, ...]) -> tuple[object, ...] | None:
    """Find where what was made of a value says something else; None where it says the same."""
    if isinstance(given, dict) and isinstance(made, dict):
        pairs = [(name, value, made.get(name)) for name, value in given.items()]
    elif isinstance(given, list) and isinstance(made, list) and len(given) == len(made):
        pairs = list(zip(range(len(given)), given, made, strict=True))
    else:
        same = given == made and isinstance(given, bool) == isinstance(made, bool)
        return None if same else place
    found = (_find_difference(inner, other, (*place, name)) for name, inner, other in pairs)
    return next((difference for difference in found if difference is not None), None)
