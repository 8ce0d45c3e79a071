"""A run's results as one file for other programs, written as they are read."""

import csv
import io
from collections.abc import Callable, Iterator
from typing import Any, BinaryIO

from summarizer.contract import article_document
from summarizer.errors import SettingsError
from summarizer.reports.json import dump_line
from summarizer.runs.reading import FLAT, Run, flat
from summarizer.text.safety import for_cell

ROWS_AT_ONCE = 5_000  # claims of a group of rows in Parquet: some 3 MB


def export_jsonl(run: Run, stream: BinaryIO) -> None:
    """Write every article with its summary and claims, one a line, as `summarize --format json` lists them."""
    stream.writelines(
        dump_line(article_document(reading).model_dump(mode="json")).encode("utf-8") for reading in run.readings()
    )


def export_csv(run: Run, stream: BinaryIO) -> None:
    """Write every claim, one a row; no cell can begin a formula or has a line end: JSON Lines have the exact characters."""
    text = io.TextIOWrapper(stream, encoding="utf-8", errors="backslashreplace", newline="", write_through=True)
    writer = csv.writer(text, quoting=csv.QUOTE_NONNUMERIC, lineterminator="\r\n")
    writer.writerow(FLAT)
    for listed in run.claims():
        writer.writerow([_cell(value) for value in flat(listed)])
    text.detach()


def export_parquet(run: Run, stream: BinaryIO) -> None:
    """Write every claim, one a row, with the types of its columns.

    Raises:
        SettingsError: pyarrow is not installed.
    """
    try:
        import pyarrow as pa
        from pyarrow import parquet
    except ImportError:
        raise SettingsError(
            "pyarrow, which writes Parquet, is not installed", "install it: pip install 'summarizer[parquet]'"
        ) from None
    kinds = {"start": pa.int64(), "end": pa.int64(), "sentence": pa.int64(), "checkworthy": pa.bool_()}
    schema = pa.schema([(name, kinds.get(name, pa.string())) for name in FLAT])
    with parquet.ParquetWriter(stream, schema) as writer:
        for rows in _groups(run):
            writer.write_table(pa.Table.from_pylist([dict(zip(FLAT, row, strict=True)) for row in rows], schema))


EXPORTS: dict[str, Callable[[Run, BinaryIO], None]] = {
    "jsonl": export_jsonl,
    "csv": export_csv,
    "parquet": export_parquet,
}
"""From a format's name to the function that writes a run in it."""


def _cell(value: Any) -> Any:
    if value is None:
        return ""
    if isinstance(value, bool):
        return int(value)
    return for_cell(value) if isinstance(value, str) else value


def _groups(run: Run) -> Iterator[list[tuple[Any, ...]]]:
    rows: list[tuple[Any, ...]] = []
    for listed in run.claims():
        rows.append(flat(listed))
        if len(rows) == ROWS_AT_ONCE:
            yield rows
            rows = []
    if rows:
        yield rows
