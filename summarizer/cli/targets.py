"""Where a document goes: standard output or files, in which form; and what its findings do to the exit code."""

import argparse
import os
import sys
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple, TypeVar

from summarizer.cli.messages import is_terminal, print_document, tell, wants_color
from summarizer.contract import DocumentFinding
from summarizer.errors import ExitCode, SettingsError
from summarizer.output import check_target, write_file
from summarizer.reports import FILE_MARKS, SUFFIXES, Look
from summarizer.severity import LADDER

D = TypeVar("D")


class Target(NamedTuple):
    """Where a document goes and in which form; path None is standard output."""

    path: Path | None
    format: str


def find_targets(arguments: argparse.Namespace, sources: Sequence[str], formats: Collection[str]) -> list[Target]:
    """Find out where the document goes, and refuse what can't be written to.

    Args:
        arguments: the parsed command line.
        sources: what is read, and must not be overwritten.
        formats: the forms that the document has.

    Raises:
        SettingsError: a file is given twice, or is one of the sources, or another form is asked for.
        OutputError: a file can't be written to.
    """
    targets = []
    for name in arguments.output or ["-"]:
        path = None if name == "-" else Path(name)
        form = arguments.format or SUFFIXES.get(path.suffix.lower() if path else "", "text")
        if form not in formats:
            asked = f"--format {form}" if arguments.format else f"the name {name!r}"
            raise SettingsError(
                f"{asked} asks for the form {form}, which this document does not have",
                f"it has {', '.join(formats)}: give a name in .json, or one of these as --format",
            )
        if path:
            check_target(path)
            _refuse_overwriting(path, sources)
        targets.append(Target(path, form))
    if len({target.path for target in targets}) < len(targets):
        raise SettingsError("the same file is given twice with -o", "give each once")
    return targets


def _refuse_overwriting(path: Path, sources: Sequence[str]) -> None:
    for source in sources:
        try:
            same = path.samefile(source)
        except (OSError, ValueError):
            continue
        if same:
            raise SettingsError(f"-o {str(path)!r} would overwrite what is read", "give another name")


def write_document(
    made: D, formats: Mapping[str, Callable[[D, Look], str]], targets: Sequence[Target], arguments: argparse.Namespace
) -> None:
    """Render a document for each target, and write it there.

    Raises:
        OutputError: a target can't be written.
    """
    for target in targets:
        render = formats[target.format]
        if target.path is None:
            import shutil

            look = Look(shutil.get_terminal_size().columns, wants_color(arguments.color, sys.stdout, os.environ))
            print_document(render(made, look))
        else:
            write_file(target.path, FILE_MARKS.get(target.format, "") + render(made, Look()))
            if is_terminal(sys.stderr) and not arguments.quiet:
                tell(f"wrote {target.path}")


def judge(findings: Iterable[DocumentFinding], least: str | None) -> ExitCode:
    """Say whether a finding is as severe as `--fail-on` asks, if it asks."""
    if least and any(LADDER.index(finding.severity) >= LADDER.index(least) for finding in findings):
        return ExitCode.FOUND
    return ExitCode.DONE
