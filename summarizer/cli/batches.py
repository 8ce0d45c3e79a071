"""`batch`, `status` and `export`: the call, the line for people, the exit code."""

import argparse
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from summarizer import __version__
from summarizer.cli.messages import print_document, standard_output, tell, wants_color
from summarizer.cli.preparing import load_and_tell
from summarizer.errors import ExitCode, SettingsError

if TYPE_CHECKING:
    from summarizer.batch import Ended, Order
    from summarizer.runs import Run, Status

EXIT_CODES = {
    "done": ExitCode.DONE,
    "failed": ExitCode.FAILED,
    "cap": ExitCode.BUDGET,
    "access": ExitCode.ACCESS,
    "interrupted": ExitCode.INTERRUPTED,
    "stopped": ExitCode.FAILED,
}
"""From how a batch ended to the exit code; SIGTERM counts as an interruption too."""

STATUS_REASONS = 20  # that are shown; the others are in the file's view failure_reasons
PARQUET_NEEDS_FILE = "a terminal and most pipes are no place for it"


def batch(arguments: argparse.Namespace) -> ExitCode:
    """Run `batch`."""
    from summarizer.batch import Watch, run_batch_sync
    from summarizer.cli.progress import make_display

    order = _order(arguments)
    settings = load_and_tell(arguments, is_sent=True)
    color = wants_color(arguments.color, sys.stderr, os.environ)
    with make_display(quiet=arguments.quiet, color=color) as display:
        ended = run_batch_sync(order, settings, Watch(display.show, display.stopping))
    _tell_end(ended, order, quiet=arguments.quiet)
    if ended.error is not None:
        raise ended.error
    return EXIT_CODES[ended.outcome]


def status(arguments: argparse.Namespace) -> ExitCode:
    """Run `status`."""
    from summarizer.reports.json import dump
    from summarizer.runs import open_run

    with open_run(arguments.folder) as run:
        found = run.status()
    print_document(dump(_as_json(found)) if arguments.json else _as_text(found))
    return ExitCode.DONE


def export(arguments: argparse.Namespace) -> ExitCode:
    """Run `export`."""
    from summarizer.exporting import EXPORTS
    from summarizer.output import replacing
    from summarizer.runs import open_run

    path = None if arguments.output in {None, "-"} else Path(arguments.output)
    form = arguments.format or (path.suffix.lower().removeprefix(".") if path else "")
    form = form if form in EXPORTS else "jsonl"
    with open_run(arguments.folder) as run:
        _refuse_own_files(run, path)
        if path is None:
            if form == "parquet":
                raise SettingsError(f"Parquet can't go to standard output: {PARQUET_NEEDS_FILE}", "give -o FILE")
            with standard_output() as stream:
                EXPORTS[form](run, stream)
        else:
            with replacing(path) as stream:
                EXPORTS[form](run, stream)
    return ExitCode.DONE


def _order(arguments: argparse.Namespace) -> "Order":
    from summarizer.batch import Again, Order
    from summarizer.readers.streams import Choice, Shard, Sources

    if not arguments.out:
        raise SettingsError("batch has no folder to keep its results in", "give one with --out DIR")
    if not arguments.sources and not arguments.lists:
        raise SettingsError("there is no source to read", "give a folder, a file, a glob in quotes, or --list FILE")
    if arguments.sources.count("-") > 1:
        raise SettingsError("standard input is given twice", "give - once")
    return Order(
        Sources(tuple(arguments.sources), tuple(arguments.lists), arguments.text_column),
        Path(arguments.out),
        __version__,
        Choice(
            Shard(*arguments.shard) if arguments.shard else None,
            arguments.sample,
            arguments.sample_seed,
            arguments.limit,
        ),
        Again(failed=arguments.retry_failed, everything=arguments.force),
        arguments.workers,
    )


def _refuse_own_files(run: "Run", path: Path | None) -> None:
    if path is not None and path.absolute().parent == run.folder.absolute() and path.name.startswith("run."):
        raise SettingsError(f"-o {str(path)!r} would overwrite the run itself", "give another name")


def _tell_end(ended: "Ended", order: "Order", *, quiet: bool) -> None:
    """Say how it ended, and how to go on where it did not come to its end."""
    from summarizer.cli.progress import describe

    if not quiet or ended.outcome != "done":
        tell(describe(ended.progress))
    folder = str(order.folder)
    match ended.outcome:
        case "failed":
            tell(f"error: {ended.progress.counts.failed:,} articles failed (see: summarizer status {folder})")
        case "cap":
            tell("error: the cap on cost or calls was reached; the same command with a higher one goes on")
        case "interrupted":
            tell("interrupted: all that was finished is kept; the same command goes on from here")
        case "access" | "stopped":
            tell("all that was finished is kept; the same command goes on from here")


def _as_json(found: "Status") -> dict[str, object]:
    told: dict[str, object] = found.model_dump(mode="json")
    return told | {"reasons": [reason._asdict() for reason in found.reasons]}


def _as_text(found: "Status") -> str:
    from summarizer.cli.progress import describe_usage, how_long
    from summarizer.text.safety import on_one_line

    left = "unknown" if found.left is None else f"{found.left:,}"
    state = "at work now" if found.running else _STATES.get(found.outcome or "", "ended without a word: it was killed")
    rate = "" if found.rate is None else f" · {found.rate:.1f} articles a second"
    named = on_one_line(" ".join(filter(None, (found.engine.name, found.engine.model))))
    spent = "unknown" if found.spent_usd is None else f"{found.spent_usd:.4f} USD"
    lines = [
        f"state    {state}",
        f"engine   {named}",
        f"done     {found.articles:,}",
        f"failed   {found.failed:,}",
        f"left     {left}",
        f"last run {found.done:,} done, {found.cached:,} known before, in {how_long(found.seconds)}{rate}",
        f"usage    {describe_usage(found.usage)}",
        f"cost     {spent} in all runs",
    ]
    if found.reasons:
        lines += ["", "failed for"]
        lines += [
            on_one_line(f"{one.articles:>8,}  {one.stage}: {one.reason} (such as {one.example})")
            for one in found.reasons[:STATUS_REASONS]
        ]
        if len(found.reasons) > STATUS_REASONS:
            lines.append(f"          and {len(found.reasons) - STATUS_REASONS:,} more reasons")
    return "\n".join(lines) + "\n"


_STATES = {
    "done": "finished",
    "failed": "finished, with failures",
    "cap": "ended at a cap on cost or calls",
    "access": "ended: the key or the quota was refused",
    "interrupted": "interrupted",
    "stopped": "ended by an error",
}
