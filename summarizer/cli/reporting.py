"""The command `report`, and what every command does with reviewers' files."""

import argparse
from collections.abc import Sequence
from pathlib import Path

from summarizer.cli.messages import tell
from summarizer.cli.targets import find_targets, judge, write_document
from summarizer.contract import CheckDocument, ComparisonDocument, apply_reviews
from summarizer.errors import ExitCode, SettingsError
from summarizer.reports import CHECK_FORMATS, FORMATS, SINCE_FORMATS
from summarizer.reports.outline import count
from summarizer.reviews import Review, merge_reviews, read_reviews
from summarizer.since import find_difference
from summarizer.stored import read_document


def report(arguments: argparse.Namespace) -> ExitCode:
    """Run `report`: show a stored result again, or what became of its findings since another one."""
    reviews = read_review_files(arguments.reviews)
    if arguments.since is not None:
        return _report_difference(arguments, reviews)
    made = read_document(arguments.result)
    targets = find_targets(
        arguments, _sources(arguments), CHECK_FORMATS if isinstance(made, CheckDocument) else FORMATS
    )
    if isinstance(made, ComparisonDocument):
        made = honour(made, reviews, quiet=arguments.quiet)
    elif arguments.reviews or arguments.fail_on:
        raise SettingsError(
            f"{arguments.result!r} has no findings to review or to fail on", "give the JSON result of a comparison"
        )
    write_document(made, CHECK_FORMATS, targets, arguments)
    return judge(made.standing(), arguments.fail_on) if isinstance(made, ComparisonDocument) else ExitCode.DONE


def read_comparison(name: str) -> ComparisonDocument:
    """Read a stored comparison.

    Raises:
        DocumentError: it can't be read.
        SettingsError: it is the result of another command.
    """
    made = read_document(name)
    if not isinstance(made, ComparisonDocument):
        raise SettingsError(f"{name!r} is no comparison: it is {made.schema_}", "give what summarizer compare wrote")
    return made


def read_review_files(names: Sequence[str]) -> tuple[Review, ...]:
    """Read reviewers' files into one review a finding, the latest.

    Raises:
        DocumentError: one of them can't be read.
    """
    return merge_reviews(*(read_reviews(Path(name)) for name in names))


def honour(made: ComparisonDocument, reviews: Sequence[Review], *, quiet: bool) -> ComparisonDocument:
    """Put reviews into a comparison, and say how many are of findings that it does not have."""
    applied = apply_reviews(made, reviews)
    known = {finding.id for finding in made.findings}
    missing = sum(review.finding not in known for review in reviews)
    if missing and not quiet:
        tell(f"note: {count(missing, 'review')} of findings that are not in this result")
    return applied


def _report_difference(arguments: argparse.Namespace, reviews: Sequence[Review]) -> ExitCode:
    """Report what is new, gone and changed; `--fail-on` counts what is new."""
    if "-" == arguments.since == arguments.result:
        raise SettingsError("standard input can't be both results", "put one of them in a file")
    targets = find_targets(arguments, _sources(arguments), SINCE_FORMATS)
    before, after = read_comparison(arguments.since), read_comparison(arguments.result)
    difference = find_difference(before, after, reviews)
    write_document(difference, SINCE_FORMATS, targets, arguments)
    return judge(difference.new, arguments.fail_on)


def _sources(arguments: argparse.Namespace) -> list[str]:
    """Name what is read, and so is not to be overwritten."""
    return [name for name in (arguments.result, arguments.since, *arguments.reviews) if name is not None]
