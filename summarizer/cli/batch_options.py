"""The options of `batch`, `status` and `export`."""

import argparse
import re
from collections.abc import Callable

from summarizer.cli.options import add_choice, add_engine
from summarizer.errors import SettingsError

SOURCE_HELP = "a folder, a file, a glob in quotes, a .jsonl, .csv, .tsv or .parquet file with an article a row, or - for JSON Lines"


def add_batch(parser: argparse.ArgumentParser) -> None:
    """Add what `batch` takes."""
    parser.add_argument("sources", metavar="SOURCE", nargs="*", help=SOURCE_HELP)
    parser.add_argument("--out", metavar="DIR", help="the run's folder, made if it is not there")
    _add_sources(parser)
    group = parser.add_argument_group("what is read again")
    group.add_argument("--retry-failed", action="store_true", help="what failed before too")
    group.add_argument("--force", action="store_true", help="everything, though it was read before")
    _add_speed(parser)
    parser.add_argument("-q", "--quiet", action="store_true", help="say nothing but errors on standard error")
    add_choice(parser, "--color", ["auto", "always", "never"], "colour in the terminal; NO_COLOR is obeyed", "auto")
    add_engine(parser)
    group = parser.add_argument_group("cost, of a model")
    group.add_argument("--max-cost", metavar="USD", help="end before it costs more; what was done is kept, exit code 5")
    group.add_argument("--max-calls", metavar="N", help="end after that many calls, likewise")
    group.add_argument(
        "--no-cache", dest="cache", action="store_const", const=False, help="neither use stored answers nor store any"
    )


def _add_sources(parser: argparse.ArgumentParser) -> None:
    group = parser.add_argument_group("sources")
    group.add_argument(
        "--list",
        dest="lists",
        metavar="FILE",
        action="append",
        default=[],
        help="a file that lists sources, one a line",
    )
    group.add_argument(
        "--text-column", metavar="NAME", default="text", help="the column with the text; text by default"
    )
    group.add_argument("--shard", metavar="I/N", type=shard, help="only the I-th of N equal parts, the same every time")
    group.add_argument("--sample", metavar="N", type=at_least(1), help="only so many, drawn the same every time")
    group.add_argument("--sample-seed", metavar="N", type=at_least(0), default=0, help="another number draws others")
    group.add_argument("--limit", metavar="N", type=at_least(1), help="only the first so many")


def _add_speed(parser: argparse.ArgumentParser) -> None:
    group = parser.add_argument_group("speed")
    group.add_argument("--workers", metavar="N", type=at_least(1), help="processes of the embedded engine; one a core")
    group.add_argument(
        "--concurrency", metavar="N", help="the most calls of a model under way; 64, fewer where it refuses"
    )
    group.add_argument("--requests-per-minute", metavar="N", help="the most requests to a model")
    group.add_argument("--tokens-per-minute", metavar="N", help="the most tokens, of questions and answers together")


def add_status(parser: argparse.ArgumentParser) -> None:
    """Add what `status` takes."""
    parser.add_argument("folder", metavar="DIR", help="the folder given to batch --out")
    parser.add_argument("--json", action="store_true", help="as JSON of one object")


def add_export(parser: argparse.ArgumentParser) -> None:
    """Add what `export` takes."""
    parser.add_argument("folder", metavar="DIR", help="the folder given to batch --out")
    add_choice(
        parser, "--format", ["jsonl", "csv", "parquet"], "the form; without it told by the suffix of FILE, else jsonl"
    )
    parser.add_argument("-o", "--output", metavar="FILE", help="write there, not to standard output")


def at_least(least: int) -> Callable[[str], int]:
    """Make a type that takes whole numbers from some number on."""

    def number(value: str) -> int:
        if not re.fullmatch(r"[0-9]{1,15}", value) or int(value) < least:
            raise SettingsError(f"{value!r} is no whole number of at least {least}", "give one in digits")
        return int(value)

    return number


def shard(value: str) -> tuple[int, int]:
    """Read "2/8", the second of eight parts."""
    found = re.fullmatch(r"([0-9]{1,6})/([0-9]{1,6})", value)
    if not found or not 1 <= int(found[1]) <= int(found[2]):
        raise SettingsError(f"{value!r} is no part of parts", "write --shard 1/8 for the first of eight, up to 8/8")
    return int(found[1]), int(found[2])
