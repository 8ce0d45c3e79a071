"""Files that hold many articles, a row each: JSON Lines, CSV and Parquet, read row by row.

A row that can't be read is a failure that names its file and line; the rows after it are read all the same.
"""

import codecs
import csv
import json
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from typing import IO, Any, NamedTuple

from summarizer.errors import ArticleError, SettingsError
from summarizer.models import Failure
from summarizer.readers.entries import LONGEST_FIELD, Entry, Fields, not_read, row_entry
from summarizer.readers.sources import MAXIMUM_BYTES, STANDARD_INPUT, open_file, open_standard_input, printable
from summarizer.text.suggestions import suggest

TEXT_COLUMN = "text"
LONGEST_LINE = 4 * MAXIMUM_BYTES  # bytes; a character of text has up to six in JSON, most have one
ROWS_AT_ONCE = 64  # of a Parquet file; with the longest texts some 300 MB, with articles less than one
_SKIPPED_AT_ONCE = 1 << 20  # bytes of the rest of a line that is too long

Found = Entry | Failure


class RowSource(NamedTuple):
    """A file of rows: its path, its name for people, and the column that holds the text."""

    path: str
    name: str
    column: str = TEXT_COLUMN


class _Line(NamedTuple):
    """A line with its number, counted from 1; the data is None where it has too many bytes."""

    number: int
    data: bytes | None


def jsonl_rows(source: RowSource) -> Iterator[Found]:
    """Read JSON Lines: an object a line; blank lines are left out."""
    with closing(_open(source)) as file:
        for line in _lines(file):
            place = f"{source.name}:{line.number}"
            if line.data is None:
                yield _broken(place, f"the line has more than {LONGEST_LINE:,} bytes")
            elif line.data.strip():
                yield _json_row(place, line.data, source.column)


def csv_rows(source: RowSource) -> Iterator[Found]:
    """Read CSV with a header (RFC 4180); commas, semicolons or tabs, whichever the header has most of."""
    csv.field_size_limit(MAXIMUM_BYTES)
    with closing(_open(source)) as file:
        lines = _Texts(file)
        header = next(lines, "")
        delimiter = max(",;\t", key=header.count)
        columns = next(csv.reader([header], delimiter=delimiter), [])
        if source.column not in columns:
            raise _no_column(source, columns)
        rows = csv.reader(lines, delimiter=delimiter, strict=True)
        while True:
            begin = lines.number + 1
            try:
                row = next(rows)
            except StopIteration:
                return
            except csv.Error as error:
                yield _broken(f"{source.name}:{begin}", f"the line is no CSV: {error}")
                continue
            if row:
                yield _csv_row(f"{source.name}:{begin}", dict(zip(columns, row, strict=False)), source.column)


def parquet_rows(source: RowSource) -> Iterator[Found]:
    """Read the rows of a Parquet file.

    Raises:
        SettingsError: pyarrow is not installed.
        ArticleError: the file is no Parquet, or has no such column.
    """
    try:
        import pyarrow as pa
        from pyarrow import parquet
    except ImportError:
        raise SettingsError(
            f"{source.name} is Parquet, and pyarrow, which reads it, is not installed",
            "install it: pip install 'summarizer[parquet]'",
        ) from None
    try:
        with parquet.ParquetFile(source.path) as file:
            columns = list(file.schema_arrow.names)
            if source.column not in columns:
                raise _no_column(source, columns)
            wanted = [name for name in columns if name == source.column or name in Fields._fields]
            number = 0
            for batch in file.iter_batches(batch_size=ROWS_AT_ONCE, columns=wanted):
                for row in batch.to_pylist():
                    number += 1
                    yield _row(f"{source.name}:{number}", row, source.column)
    except (pa.ArrowException, OSError) as error:
        raise ArticleError(f"{source.name} can't be read as Parquet: {error}.", "Check the file.") from error


ROWS: dict[str, Callable[[RowSource], Iterator[Found]]] = {
    ".jsonl": jsonl_rows,
    ".ndjson": jsonl_rows,
    ".csv": csv_rows,
    ".tsv": csv_rows,
    ".parquet": parquet_rows,
}
"""From a file's suffix to the function that reads its rows."""


def find_rows(path: str, column: str = TEXT_COLUMN) -> Iterator[Found] | None:
    """Give the rows of a file by its suffix, those of standard input for "-"; None where it is one article.

    What keeps the file as a whole from being read is its only row, a failure.
    """
    if path == STANDARD_INPUT:
        return _whole(jsonl_rows, RowSource(path, "standard input", column))
    read = ROWS.get(Path(path).suffix.lower())
    return None if read is None else _whole(read, RowSource(path, printable(path), column))


def _whole(read: Callable[[RowSource], Iterator[Found]], source: RowSource) -> Iterator[Found]:
    try:
        yield from read(source)
    except ArticleError as error:
        yield not_read(source.name, error)


def _open(source: RowSource) -> IO[bytes]:
    return open_standard_input() if source.path == STANDARD_INPUT else open_file(source.path)


def _lines(file: IO[bytes]) -> Iterator[_Line]:
    """Read lines without ever holding more than the longest that is allowed."""
    number = 0
    while line := file.readline(LONGEST_LINE + 1):
        number += 1
        if number == 1:
            line = line.removeprefix(codecs.BOM_UTF8)
        if len(line) <= LONGEST_LINE:
            yield _Line(number, line)
            continue
        while line and not line.endswith(b"\n"):
            line = file.readline(_SKIPPED_AT_ONCE)
        yield _Line(number, None)


class _Texts:
    """The lines of a file as text, and the number of the last that was read; bytes that are no UTF-8 become U+FFFD."""

    def __init__(self, file: IO[bytes]) -> None:
        self._lines = _lines(file)
        self.number = 0

    def __iter__(self) -> "_Texts":
        return self

    def __next__(self) -> str:
        line = next(self._lines)
        self.number = line.number
        if line.data is None:
            message = f"it has more than {LONGEST_LINE:,} bytes"
            raise csv.Error(message)
        return line.data.decode("utf-8", "replace")


def _json_row(place: str, data: bytes, column: str) -> Found:
    try:
        row = json.loads(data.decode("utf-8"))
    except UnicodeDecodeError:
        return _broken(place, "the line is no UTF-8 text")
    except (ValueError, RecursionError) as error:
        reason = str(error) if isinstance(error, json.JSONDecodeError) else "it is nested too deep or too long a number"
        return _broken(place, f"the line is no JSON: {reason}")
    if not isinstance(row, dict):
        return _broken(place, f"the line is no JSON object but {type(row).__name__}")
    return _row(place, row, column)


def _csv_row(place: str, row: dict[str, str], column: str) -> Found:
    if column not in row:
        return _broken(place, f"the row ends before the column {column!r}")
    return _row(place, {name: value or None for name, value in row.items()} | {column: row[column]}, column)


def _row(place: str, row: dict[str, Any], column: str) -> Found:
    text = row.get(column)
    if not isinstance(text, str):
        found = "has no" if text is None else f"has {type(text).__name__}, not text, as"
        mend = suggest(column, row) or "name the column with --text-column"
        return _broken(place, f"the row {found} {column!r}; {mend}")
    fields = {name: _field(row.get(name)) for name in Fields._fields if name != column}
    for name, value in fields.items():
        if value is not None and len(value) > LONGEST_FIELD:
            return _broken(place, f"its {name} has {len(value):,} characters, and {LONGEST_FIELD:,} are the most")
    return row_entry(place, text, Fields(**fields))


def _field(value: Any) -> str | None:
    """Give a field as text; dates and numbers are written as they are, what is empty or nested is none."""
    if value is None or isinstance(value, (list, dict)):
        return None
    text = value.isoformat() if hasattr(value, "isoformat") else str(value)
    return text.strip() or None


def _broken(place: str, reason: str) -> Failure:
    return Failure(stage="read", subject=place, reason=reason)


def _no_column(source: RowSource, columns: list[str]) -> ArticleError:
    listed = ", ".join(columns[:20]) or "none"
    return ArticleError(
        f"{source.name} has no column {source.column!r}; its columns are {listed[:300]}.",
        "Name the one with the text with --text-column.",
    )
